"""Who orders again after the cutoff: the planted model, and the true effects that follow from it.

The chance to stay is logistic in what the data shows of a customer at the cutoff. Four things drive
it that a shop can change; segment, referral, time as a customer and days since the last order are
context. Everything else (scores, resolution times, other pain points, coupons ...) has no effect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shop import clock

WAIT_CAP_HOURS = 24.0  # beyond a day it makes no difference any more
INTERCEPT = 0.85
WEIGHTS = {
    "first_response_days": -1.0,  # per day of waiting, up to one day
    "onboarding_completed": 0.62,
    "active_days_90": 0.062,  # per day
    "late_delivery_comment": -0.85,
    "small_office": 0.55,
    "large_account": 3.2,
    "referred": 0.40,
    "tenure_years": 0.15,
    "recency_days": -0.009,
}


@dataclass(frozen=True)
class Standing:
    """What the data shows of the customers at the cutoff: one array entry per customer of the population.

    ``first_response_hours`` is the mean over the tickets of the last 365 days, nan without tickets.
    """

    customers: np.ndarray
    segment: np.ndarray
    first_response_hours: np.ndarray
    onboarding_completed: np.ndarray
    active_days_90: np.ndarray
    late_delivery_comment: np.ndarray
    referred: np.ndarray
    tenure_years: np.ndarray
    recency_days: np.ndarray


def chances(
    standing: Standing,
    first_response_hours: float | None = None,
    onboarding_completed: float | None = None,
    active_days_90: float | None = None,
    late_delivery_comment: float | None = None,
) -> np.ndarray:
    """The chance of each customer to order again, with one driver set to a value for everybody if given.

    A first response time is set only for customers with tickets: the others waited for nothing.
    """
    hours = standing.first_response_hours
    if first_response_hours is not None:
        hours = np.where(np.isnan(hours), np.nan, first_response_hours)
    waited = np.nan_to_num(np.minimum(hours, WAIT_CAP_HOURS) / 24)
    onboarded = standing.onboarding_completed if onboarding_completed is None else onboarding_completed
    active = standing.active_days_90 if active_days_90 is None else active_days_90
    late = standing.late_delivery_comment if late_delivery_comment is None else late_delivery_comment
    odds = (
        INTERCEPT
        + WEIGHTS["first_response_days"] * waited
        + WEIGHTS["onboarding_completed"] * onboarded
        + WEIGHTS["active_days_90"] * active
        + WEIGHTS["late_delivery_comment"] * late
        + WEIGHTS["small_office"] * (standing.segment == "Small office")
        + WEIGHTS["large_account"] * (standing.segment == "Large account")
        + WEIGHTS["referred"] * standing.referred
        + WEIGHTS["tenure_years"] * standing.tenure_years
        + WEIGHTS["recency_days"] * standing.recency_days
    )
    return np.asarray(1 / (1 + np.exp(-odds)))


CONTRASTS: dict[str, tuple[str, float, float]] = {
    "first_response_hours": ("first_response_hours", 24, 4),
    "onboarding_completed": ("onboarding_completed", 0, 1),
    "active_days_90": ("active_days_90", 5, 15),
    "pain:late_delivery": ("late_delivery_comment", 1, 0),
}


def true_effects(standing: Standing) -> dict[str, float]:
    """Average change of the chance to stay, in percentage points, for each of the ``CONTRASTS``."""
    asked = ~np.isnan(standing.first_response_hours)
    effects = {}
    for name, (argument, start, end) in CONTRASTS.items():
        change = chances(standing, **{argument: end}) - chances(standing, **{argument: start})
        effects[name] = 100 * float(np.mean(change[asked] if name == "first_response_hours" else change))
    return effects


def naive_effects(standing: Standing, stayed: np.ndarray) -> dict[str, float]:
    """The same contrasts read off one driver alone: a straight line through stayed against driver."""
    effects = {}
    for name, (argument, start, end) in CONTRASTS.items():
        driver = getattr(standing, argument).astype(float)
        known = ~np.isnan(driver)
        slope = np.polyfit(driver[known], stayed[known].astype(float), 1)[0]
        effects[name] = 100 * float(slope) * (end - start)
    return effects


def population(last_order: dict[int, int]) -> list[int]:
    """Customers with an order in the 180 days up to the cutoff, in order of number."""
    since = clock.CUTOFF - clock.ACTIVE_BEFORE_DAYS * clock.DAY
    return sorted(number for number, at in last_order.items() if since < at <= clock.CUTOFF)
