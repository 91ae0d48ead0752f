"""The estimates of a driver analysis as tidy frames."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column, Contrast
from analytics.drivers.contrasts import is_better
from analytics.drivers.effects import Estimate, naive_effect
from analytics.drivers.estimation import Estimates
from analytics.drivers.guards import groups_of, moving_together
from analytics.drivers.importance import Importance
from analytics.drivers.overlap import warn
from analytics.drivers.recognisable import Numbers


def driver_table(
    frame: pd.DataFrame,
    outcome: Numbers,
    columns: list[Column],
    contrasts: list[Contrast],
    warnings: dict[str, str],
    found: Estimates,
    shares: Importance,
    unit: float,
) -> pd.DataFrame:
    """One row per driver, most important first; ``unit`` turns units of the outcome into points."""
    by_name = {column.name: column for column in columns}
    together = moving_together(frame, columns)
    groups = groups_of(together)
    rank = {name: number for number, name in enumerate(shares.names)}
    rows: list[dict[str, Any]] = []
    for contrast in contrasts:
        name, place = contrast.name, rank[contrast.name]
        told = [
            warnings.get(name, ""),
            warn(frame[name], contrast),
            _together(together.get(name, ()), by_name),
            _surprise(name, found.effects[name], contrast),
        ]
        rows.append(
            {
                "name": name,
                "label": by_name[name].label,
                "importance": shares.share[place],
                "low": shares.low[place],
                "high": shares.high[place],
                "top_three": shares.top_three[place],
                **_effect_cells(found.effects[name], found.second[name], contrast, unit),
                "naive_pp": unit * naive_effect(frame[name], outcome, contrast),
                "already": already(frame[name], contrast),
                "group": ", ".join(by_name[other].label for other in groups.get(name, ())),
                "warning": "; ".join(text for text in told if text),
            }
        )
    return pd.DataFrame(rows).sort_values(["importance", "name"], ascending=[False, True], ignore_index=True)


def importance_table(
    frame: pd.DataFrame, columns: list[Column], drivers: pd.DataFrame, shares: Importance
) -> pd.DataFrame:
    """One row per driver, or per group of drivers that move together; most important first.

    ``drivers`` is the table of :func:`driver_table`. The columns name (of its most important), label, importance, low, high,
    top_three, n and members (labels, "" for a driver alone), and effect_low and effect_high of the member whose effect
    is the surest: a group has an effect when one of it has.
    """
    groups = groups_of(moving_together(frame, columns))
    found = list(dict.fromkeys(groups.get(name, (name,)) for name in drivers["name"]))
    whole = shares.together(found)
    rows = [
        {
            **_of_group(drivers[drivers["name"].isin(group)]),
            **dict(zip(("importance", "low", "high", "top_three"), figures, strict=True)),
        }
        for group, *figures in zip(found, whole.share, whole.low, whole.high, whole.top_three, strict=True)
    ]
    return pd.DataFrame(rows).sort_values(["importance", "name"], ascending=[False, True], ignore_index=True)


def _of_group(members: pd.DataFrame) -> dict[str, Any]:
    """What a group is called and how sure its effects are; its members stand most important first."""
    labels = members["label"].to_list()
    return {
        "name": members["name"].iloc[0],
        "label": listed(labels),
        "n": int(members["n"].max()),
        "members": ", ".join(labels) if len(labels) > 1 else "",
        **_surest(members),
    }


def _surest(members: pd.DataFrame) -> dict[str, float]:
    """The interval of the effect that lies farthest from nothing, in its own half widths."""
    middle = (members["effect_high"] + members["effect_low"]) / 2
    half = (members["effect_high"] - members["effect_low"]) / 2
    best = members.iloc[int((middle.abs() / half.clip(lower=1e-12)).to_numpy().argmax())]
    return {"effect_low": float(best["effect_low"]), "effect_high": float(best["effect_high"])}


def listed(labels: list[str]) -> str:
    """Labels as a person lists them.

    >>> listed(["orders"]), listed(["orders", "visits", "clicks"])
    ('orders', 'orders, visits and clicks')
    """
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _together(others: tuple[str, ...], by_name: dict[str, Column]) -> str:
    if not others:
        return ""
    return "moves together with " + ", ".join(by_name[o].label for o in others) + ": read them as one"


def _surprise(name: str, effect: Estimate, contrast: Contrast) -> str:
    """A note where an effect is certain and goes against what everybody would expect of such a driver."""
    if isinstance(contrast.from_value, str) or isinstance(contrast.to_value, str):
        return ""
    better = is_better(name, contrast.from_value, contrast.to_value)
    low, high = effect.interval()
    if better is None or not (low > 0 or high < 0) or (effect.value > 0) == better:
        return ""
    return "goes the other way than one would expect; it is shown as it is: something unmeasured may stand behind it"


def already(values: pd.Series, contrast: Contrast) -> float:
    """Share of the customers with a value who are at the contrast's second value or beyond it.

    >>> already(pd.Series([2.0, 4.0, 30.0, None]), Contrast("hours", 24, 4)).__round__(2)
    0.67
    """
    if isinstance(contrast.to_value, str) or isinstance(contrast.from_value, str):
        text = values.astype("object").where(values.notna(), "missing").astype(str)
        return float((text == str(contrast.to_value)).mean())
    known = values.dropna().to_numpy(dtype=float)
    beyond = known <= contrast.to_value if contrast.to_value < contrast.from_value else known >= contrast.to_value
    return float(np.mean(beyond))


def _effect_cells(main: Estimate, second: Estimate, contrast: Contrast, unit: float) -> dict[str, Any]:
    """The cells of one driver's effect, its second opinion, and whether the two agree."""
    low, high = main.interval()
    other_low, other_high = second.interval()
    agrees = low <= second.value <= high or other_low <= main.value <= other_high
    return {
        "effect_pp": unit * main.value,
        "effect_low": unit * low,
        "effect_high": unit * high,
        "from_value": contrast.from_value,
        "to_value": contrast.to_value,
        "direction": _direction(main.value, contrast),
        "n": main.n,
        "second_opinion_pp": unit * second.value,
        "second_opinion_low": unit * other_low,
        "second_opinion_high": unit * other_high,
        "agrees": agrees,
    }


def _direction(effect: float, contrast: Contrast) -> str:
    """Whether more of the driver goes with more of the outcome ("up") or less ("down")."""
    falling = (
        not isinstance(contrast.from_value, str)
        and not isinstance(contrast.to_value, str)
        and contrast.to_value < contrast.from_value
    )
    return "up" if (effect > 0) != falling else "down"


def curve_table(found: Estimates) -> pd.DataFrame:
    """All curves as one tidy frame."""
    rows = []
    for name, (at, levels) in found.curves.items():
        for value, level in zip(at, levels, strict=True):
            low, high = level.interval()
            rows.append({"name": name, "value": float(value), "outcome": level.value, "low": low, "high": high})
    return pd.DataFrame(rows, columns=["name", "value", "outcome", "low", "high"])
