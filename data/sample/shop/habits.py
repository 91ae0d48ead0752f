"""Use of the app: onboarding, and the days on which customers open it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shop import clock
from shop.dice import Dice
from shop.people import Customer

STEPS = 4
DAYS_PER_QUARTER = 7.5


@dataclass(frozen=True)
class Use:
    """``quantity`` events of one sort by one customer on one day."""

    customer: int
    day: int
    event: str
    quantity: int


def onboarding(person: Customer, dice: Dice) -> list[Use]:
    """The onboarding of one customer; who joined before the app came out starts when it does."""
    begins = person.joined // clock.DAY if person.joined >= 0 else dice.whole(0, 75)
    if not dice.chance(0.93):
        return []
    month = max(0, begins // 30)
    odds = 0.30 + 0.45 * person.engagement + 0.018 * month + (0.3 if person.segment == "Large account" else 0.0)
    completes = dice.chance(1 / (1 + np.exp(-odds)))
    reached = STEPS if completes else dice.whole(0, STEPS - 1)
    day, uses = begins + dice.whole(0, 3), []
    for event in ("onboarding_started", *(f"onboarding_step_{step}" for step in range(1, reached + 1))):
        uses.append(Use(person.number, day, event, 1))
        day += dice.count(1.1)
    if completes:
        uses.append(Use(person.number, day, "onboarding_completed", 1))
        uses.append(Use(person.number, day + dice.count(1.5), "first_brew_logged", 1))
    return [use for use in uses if use.day < clock.DAYS]


def daily_rate(person: Customer, completed: bool) -> float:
    """Chance that the customer opens the app on a day."""
    rate = DAYS_PER_QUARTER / 90 * np.exp(0.5 * person.engagement + (0.18 if completed else -0.12))
    return float(min(rate * {"Consumer": 1.0, "Small office": 1.1, "Large account": 1.25}[person.segment], 0.5))


def opened(person: Customer, rate: float, days: range, last_day: int, dice: Dice) -> list[Use]:
    """App use on ``days``; after ``last_day``, the customer's last, it dies down within four weeks."""
    all_days = np.arange(days.start, min(days.stop, last_day + 28))
    chances = np.where(all_days <= last_day, rate, rate * 0.35)
    chances = chances * np.where(all_days < person.start // clock.DAY + 14, 1.5, 1.0)
    uses = []
    for day in all_days[dice.rng.random(len(all_days)) < chances]:
        uses.append(Use(person.number, int(day), "app_opened", 1 + dice.count(0.6)))
        if dice.chance(0.10):
            uses.append(Use(person.number, int(day), "recipe_viewed", 1 + dice.count(0.5)))
        if dice.chance(0.04):
            uses.append(Use(person.number, int(day), "delivery_rescheduled", 1))
    return uses
