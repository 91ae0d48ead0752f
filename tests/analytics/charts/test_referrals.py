"""Charts of referrals: titles, words for those who cannot see them, and every source drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import referrals
from analytics.charts.style import Chart

MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2026-01-01", "2026-02-01"]),
        "new": [10, 12],
        "referred": [2, 0],
        "share": [0.2, 0.0],
        "low": [0.05, 0.0],
        "high": [0.5, 0.25],
    }
)
SOURCES = pd.DataFrame(
    {
        "month": pd.to_datetime(["2026-01-01"] * 9),
        "source": [f"s{n}" for n in range(9)],
        "new": range(9, 0, -1),
        "share": 1 / 9,
    }
)
MENTIONS = pd.DataFrame({"month": pd.to_datetime(["2026-01-01"]), "what": ["Trustpilot"], "value": [3.0]})
BESIDE = pd.DataFrame({"name": ["bought again"], "difference": [1.4], "low": [-0.1], "high": [2.9], "n": [520]})


@pytest.mark.parametrize(
    "chart",
    [referrals.share(MONTHS), referrals.sources(SOURCES), referrals.mentions(MENTIONS), referrals.beside(BESIDE)],
)
def test_every_chart_has_a_title_and_words_for_those_who_cannot_see_it(chart: Chart) -> None:
    made = chart.to_dict()
    assert made["title"]["text"]
    assert made["description"].startswith(made["title"]["text"])


def test_more_sources_than_colours_are_all_drawn_the_biggest_first() -> None:
    colour = referrals.sources(SOURCES).to_dict()["encoding"]["color"]["scale"]
    assert colour["domain"] == [f"s{n}" for n in range(9)]
    assert len(colour["range"]) == 9


def test_seven_sources_and_what_is_no_source_have_nine_colours() -> None:
    # The analysis names seven at most; the eighth colour would be the first again.
    told = SOURCES.assign(source=[*(f"s{n}" for n in range(7)), "all others", "not told"])
    colour = referrals.sources(told).to_dict()["encoding"]["color"]["scale"]
    assert len(set(colour["range"])) == 9
