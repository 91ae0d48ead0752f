"""The palette must hold in both themes, and nothing may be told by colour alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analytics.charts import style

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours written #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", sorted({*style.CATEGORIES, *style.MOOD, style.RED, style.GREEN, style.AMBER}))
def test_every_colour_stands_out_from_both_backgrounds(colour: str, theme: str) -> None:
    background = tomllib.loads(CONFIG.read_text())["theme"][theme]["backgroundColor"]
    assert contrast(colour, background) >= 3


def test_each_status_is_told_by_shape_sign_and_letter_too() -> None:
    for what in ("shape", "sign", "letter", "words"):
        told = [getattr(status, what) for status in style.STATUS.values()]
        assert len(set(told)) == len(told)


def test_an_unknown_status_looks_like_no_target() -> None:
    assert style.status_of("nonsense") is style.STATUS["no target"]


def test_labels_are_told_apart_even_when_a_number_is_taken() -> None:
    assert style.told_apart(["a", "a (2)", "a", "a"]) == ["a", "a (2)", "a (3)", "a (4)"]


def test_what_is_not_known_is_a_dash_in_every_format() -> None:
    nothing = float("nan")
    shown = {
        show(value) for show in (style.percent, style.count, style.money, style.points) for value in (None, nothing)
    }
    assert shown == {"–"}


def test_an_interval_that_misses_an_end_is_not_shown() -> None:
    assert style.interval(0.1, float("nan")) == ""
