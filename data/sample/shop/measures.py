"""measures.csv: what web analytics, the e-mail tool and the personnel department report each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shop import clock
from shop.dice import Dice
from shop.exports import Row
from shop.story import Story

SEASON = {0: 1.15, 1: 1.3, 2: 1.05, 7: 0.92, 8: 0.85, 9: 0.86, 10: 0.97}
RESPONSE_RATE = 0.21

# measure: (touchpoint, perspective, first value, change per month, month-to-month spread, digits)
STEADY: dict[str, tuple[str, str, float, float, float, int]] = {
    "bounce_rate": ("Website visit", "Internal process", 0.52, -0.003, 0.012, 3),
    "conversion_rate": ("Checkout", "Internal process", 0.021, 0.0002, 0.0012, 4),
    "email_open_rate": ("Personalised e-mail", "Learning and growth", 0.34, -0.004, 0.012, 3),
    "email_click_rate": ("Personalised e-mail", "Learning and growth", 0.051, -0.0008, 0.003, 4),
    "training_hours": ("Support ticket", "Learning and growth", 3.2, 0.08, 0.5, 1),
    "employee_satisfaction": ("", "Learning and growth", 7.4, 0.02, 0.12, 1),
}


def measure_rows(story: Story) -> list[Row]:
    """One row per measure, month and touchpoint; rates are shares between 0 and 1.

    ``training_hours`` are hours per employee, ``employee_satisfaction`` is on a scale from 0 to 10,
    ``survey_invited`` counts the invitations sent for the surveys of that touchpoint.
    """
    dice = Dice("measures")
    rows = []
    for month in range(24):
        period = clock.moment(clock.first_of_month(month)).strftime("%Y-%m-%d")
        for name, value, touchpoint, perspective in _of_month(month, dice):
            rows.append(_row(name, period, value, touchpoint, perspective))
        for touchpoint, count in sorted(_answered(story, month).items()):
            rate = RESPONSE_RATE * (1 - 0.008 * month) * dice.between(0.9, 1.1)
            rows.append(_row("survey_invited", period, str(round(count / rate)), touchpoint, "Learning and growth"))
    return rows


def _of_month(month: int, dice: Dice) -> Iterator[tuple[str, str, str, str]]:
    season = SEASON.get(month % 12, 1.0)
    visits = 31000 * (1 + 0.018 * month) * season * dice.between(0.96, 1.04)
    yield "website_visits", str(round(visits)), "Website visit", "Internal process"
    mentions = 240 * (1 + 0.02 * month) * season * (1.6 if month >= 22 else 1.0) * dice.between(0.85, 1.15)
    yield "social_mentions", str(round(mentions)), "Social media", "Customer"
    for name, (touchpoint, perspective, first, change, spread, digits) in STEADY.items():
        value = first + change * month + dice.normal(0, spread)
        if name == "employee_satisfaction" and month >= 18:
            value -= 0.13 * (month - 17)  # support is short of people
        if name == "training_hours" and month >= 19:
            value -= 1.6
        yield name, f"{value:.{digits}f}", touchpoint, perspective


def _answered(story: Story, month: int) -> Counter[str]:
    return Counter(
        response.touchpoint
        for response in story.responses
        if response.customer is not None and clock.month_of(response.at) == month
    )


def _row(measure: str, period: str, value: str, touchpoint: str, perspective: str) -> Row:
    return {
        "measure": measure,
        "period": period,
        "value": value,
        "touchpoint": touchpoint,
        "perspective": perspective,
    }
