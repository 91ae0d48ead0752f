"""What a driver analysis says in words."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.drivers.leaks import LEAK_AUC
from analytics.drivers.quality import Quality
from analytics.drivers.result import DriverResult

_VERBS = {
    "bought_again": "bought again",
    "subscription_kept": "kept their subscription",
    "still_active": "stayed",
    "promoter": "became promoters",
    "referred_someone": "referred somebody",
}
_FLAG = {0.0: "no", 1.0: "yes"}


def value_text(value: float | str) -> str:
    """A value of a driver as a person writes it.

    >>> value_text(24.0), value_text(0.25), value_text("Monthly")
    ('24', '0.25', 'Monthly')
    """
    return value if isinstance(value, str) else f"{value:g}"


def change_text(label: str, start: float | str, end: float | str) -> str:
    """A contrast in words.

    >>> change_text("hours until the first response", 24.0, 4.0)
    'hours until the first response from 24 to 4'
    >>> change_text("onboarding completed", 0.0, 1.0)
    'onboarding completed from no to yes'
    """
    if {start, end} == {0.0, 1.0}:
        start, end = ("no" if value == 0 else "yes" for value in (start, end))
    return f"{label} from {value_text(start)} to {value_text(end)}"


def change_words(start: float | str, end: float | str) -> str:
    """The change that an effect is about.

    >>> change_words(24.0, 4.0), change_words(0.0, 1.0)
    ('24 → 4', 'no → yes')
    """
    if {start, end} == {0.0, 1.0}:
        return f"{_FLAG[float(start)]} → {_FLAG[float(end)]}"
    return f"{value_text(start)} → {value_text(end)}"


def is_share(result: DriverResult) -> bool:
    """Whether the outcome is a share of customers rather than a number of each."""
    return result.quality.auc is not None


def unit_of(result: DriverResult) -> str:
    """What effects are counted in."""
    return "points" if is_share(result) else "units of the outcome"


def answer(drivers: pd.DataFrame, outcome: str, label: str, unit: str) -> str:
    """The answer in one sentence: the most important driver whose effect is certain, and what it is worth.

    ``drivers`` is the result's frame, most important first; ``unit`` is "points" for a yes/no outcome.
    """
    certain = drivers[(drivers["effect_low"] > 0) | (drivers["effect_high"] < 0)]
    said = _VERBS.get(outcome, label)
    if certain.empty:
        if len(drivers) == 1:
            only = drivers["label"].iloc[0]
            return f"The one driver in the data, {only}, does not go with whether customers {said} beyond what chance would do."
        return f"None of the {len(drivers)} drivers goes with whether customers {said} beyond what chance would do."
    top = certain.iloc[0]
    more = "more" if top["effect_pp"] > 0 else "fewer"
    size, low, high = _sizes(top)
    change = change_text(str(top["label"]), top["from_value"], top["to_value"])
    worth = f"{size} points {more} of them" if unit == "points" else f"{size} {more.replace('fewer', 'less')}"
    asked = f"whether customers {said}" if unit == "points" else said
    return (
        f"What goes most with {asked} is {top['label']}: moving {change} goes with {worth} "
        f"(95 %: {low} to {high}), other things being equal; "
        f"{len(certain)} of {len(drivers)} drivers are certain."
    )


def notes(counted: str, dated: bool, judged: Quality, context: Collection[str] = ()) -> tuple[str, ...]:
    """What a careful reader must know; ``counted`` says how the outcome was counted, ``context`` the columns
    that were adjusted for.
    """
    told = [counted] if counted else []
    if dated and {"orders", "recency_days"} & set(context):
        told.append(
            "How often and how lately customers bought is adjusted for, not ranked: it shows who is about to leave, "
            "but nobody can change it directly."
        )
    if not dated:
        told.append("The outcome has no date, so it is not known what came first: a driver may be a consequence of it.")
    if dated and judged.auc is not None and judged.auc > LEAK_AUC:
        told.append(
            "The outcome is predicted almost perfectly, which is too good to be true: look for a column "
            "recorded after the cutoff, and set it to ignored."
        )
    told.append(
        "These are associations, adjusted for what was measured; what was not measured may still stand behind them."
    )
    return tuple(told)


def _sizes(row: pd.Series) -> tuple[str, str, str]:
    """Size, lower and upper end of an effect, without the sign where it is the same for all three."""
    sign = 1 if row["effect_pp"] > 0 else -1
    ends = sorted((sign * row["effect_low"], sign * row["effect_high"]))
    return f"{abs(row['effect_pp']):.1f}", f"{ends[0]:.1f}", f"{ends[1]:.1f}"
