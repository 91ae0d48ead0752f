"""What the figures of a driver analysis mean, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.charts import style
from analytics.charts.drivers import UNSURE, verdict
from analytics.drivers.wording import change_words

OUTCOMES = {
    "subscription_kept": "kept their subscription",
    "bought_again": "bought again",
    "still_active": "are still active",
    "promoter": "are promoters",
    "referred_someone": "referred somebody",
}


def outcome_label(name: str) -> str:
    """An outcome as a person reads it in a list.

    >>> outcome_label("bought_again"), outcome_label("customers.Churn")
    ('Bought again', 'customers.Churn')
    """
    words = OUTCOMES.get(name)
    return words[0].upper() + words[1:] if words else name


def effect_sentence(row: Mapping[str, Any], outcome: str, unit: str) -> str:
    """The effect of one driver in a sentence; ``outcome`` completes "customers who ..."."""
    change = change_words(row["from_value"], row["to_value"])
    within = f"95 %: {style.points(row['effect_low'])} to {style.points(row['effect_high'])} {unit}"
    start, end = change.split(" → ")
    moved = f"Moving everyone from {start} to {end}"
    if verdict(row["effect_low"], row["effect_high"]) == UNSURE:
        return f"{moved} has no effect that can be told from chance ({within})."
    size = f"{abs(row['effect_pp']):.1f} {unit}"
    more = "more" if row["effect_pp"] > 0 else "fewer" if unit == "points" else "less"
    of_whom = f" customers who {outcome}" if unit == "points" else f" {outcome}"
    return f"{moved} goes with {size} {more}{of_whom}, all else that was measured being equal ({within})."


def naive_sentence(row: Mapping[str, Any], adjusted_for: Sequence[str], unit: str) -> str:
    """Why a plain comparison says something else, or that it does not."""
    naive, low, high = row["naive_pp"], row["effect_low"], row["effect_high"]
    if naive != naive:
        return "There is no plain comparison to set beside it."
    said = f"A plain comparison, adjusted for nothing, says {style.points(naive)} {unit}"
    others = ", ".join(adjusted_for[:3]) or "other things"
    if naive * row["effect_pp"] < 0 and verdict(low, high) != UNSURE:
        return (
            f"{said}: the wrong direction. Customers with high and low values differ in other ways too "
            f"({others}); once like is compared with like, the sign turns."
        )
    if low <= naive <= high:
        return f"{said}: inside the interval, so adjusting changes little."
    way = "larger" if abs(naive) > abs(row["effect_pp"]) else "smaller"
    return f"{said}: {way}, because part of the difference belongs to other things ({others})."


def second_sentence(row: Mapping[str, Any], unit: str) -> str:
    """What another method finds."""
    value = row.get("second_opinion_pp")
    if value is None or value != value:
        return ""
    found = f"A second, independent method finds {style.points(value)} {unit}"
    return f"{found} and agrees." if row["agrees"] else f"{found} and disagrees: treat this effect with caution."
