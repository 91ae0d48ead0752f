"""Orders: when they come, what is in them, what they cost, whether they arrive late."""

from __future__ import annotations

from dataclasses import dataclass

from shop import clock
from shop.dice import Dice
from shop.people import Customer

COFFEES: dict[str, float] = {
    "Harbour Blend": 10.50,
    "Night Watch Espresso": 11.50,
    "Morning Tide": 10.90,
    "Lighthouse Ethiopia": 13.90,
    "Old Pier Colombia": 12.50,
    "Slack Water Decaf": 11.90,
}
EXTRAS: dict[str, float] = {"Paper filters (100)": 4.50, "Stoneware mug": 14.00, "Gift card": 25.00}
OFFICE_BAG = 1.9  # a one-kilo bag costs so many times a 500 g bag
REFERRED_BASKET = 1.30  # referred customers fill their boxes so much more
REPEAT_JITTER = 0.07


@dataclass
class Order:
    """One order; ``lines`` are (name, quantity, price). Money in euro unless ``currency`` differs."""

    customer: int
    at: int
    lines: list[tuple[str, int, float]]
    coupon: str
    discount: float
    shipping: float
    late: bool
    fulfilled: int
    refunded: float = 0.0
    currency: str = "EUR"
    source: str = "subscription_contract"

    @property
    def subtotal(self) -> float:
        """The goods after discount."""
        return round(sum(quantity * price for _, quantity, price in self.lines) - self.discount, 2)

    @property
    def total(self) -> float:
        """What was charged, shipping included."""
        return round(self.subtotal + self.shipping, 2)


def order_times(person: Customer, first: float, stop: float, dice: Dice) -> list[int]:
    """Minutes of the orders from ``first`` until ``stop`` (or until the customer leaves), one per period."""
    times: list[int] = []
    at = first
    while at < min(stop, person.leaves):
        minute = int(at) // clock.DAY * clock.DAY + dice.time_of_day(6, 20)
        minute = person.start if at == person.start else minute
        if minute <= stop:
            times.append(minute)
        at += person.days_between * clock.DAY * (1 + dice.normal(0, REPEAT_JITTER))
    return times


def returning_time(person: Customer, last: int, dice: Dice) -> float:
    """When somebody who stays orders next after the cutoff: on schedule, and within the outcome window."""
    due = last + person.days_between * clock.DAY * (1 + dice.normal(0, REPEAT_JITTER))
    if due <= clock.CUTOFF + clock.DAY:
        due = clock.CUTOFF + dice.between(1, 45) * clock.DAY
    return min(due, clock.CUTOFF + 116 * clock.DAY)


def lateness_rate(minute: float) -> float:
    """Share of deliveries that come late: more before Christmas, more in the last half year."""
    month = clock.month_of(minute)
    return 0.062 + (0.05 if month % 12 in (0, 1) else 0.0) + (0.015 if month >= 19 else 0.0)


def make_order(person: Customer, at: int, first: bool, dice: Dice) -> Order:
    """One order of ``person`` at minute ``at``."""
    lines = _basket(person, at, dice)
    goods = sum(quantity * price for _, quantity, price in lines)
    coupon, share = _coupon(person, at, first, dice)
    late = dice.chance(lateness_rate(at))
    ready = at + int(dice.between(0.3, 1.6) * clock.DAY) + (int(dice.between(3, 9) * clock.DAY) if late else 0)
    refunded = round(goods * dice.pick((0.5, 1.0, 0.25)), 2) if dice.chance(0.022) else 0.0
    return Order(
        customer=person.number,
        at=at,
        lines=lines,
        coupon=coupon,
        discount=round(goods * share, 2),
        shipping=0.0 if goods > 45 else 3.90,
        late=late,
        fulfilled=ready,
        refunded=min(refunded, round(goods * (1 - share), 2)),
        source="web" if first or dice.chance(0.12) else "subscription_contract",
    )


def _basket(person: Customer, at: int, dice: Dice) -> list[tuple[str, int, float]]:
    rise = 1.08 if at >= clock.PRICE_RISE else 1.0
    bags = {"Consumer": 2.15, "Small office": 3.6, "Large account": 8.5}[person.segment]
    bags *= (REFERRED_BASKET if person.referred_by is not None else 1.0) * (
        1.12 if clock.month_of(at) % 12 == 1 else 1.0
    )
    count = max(1, dice.count(bags - 1) + 1)
    name = dice.pick(tuple(COFFEES))
    size, factor = ("500 g", 1.0) if person.segment == "Consumer" else ("1 kg", OFFICE_BAG)
    lines = [(f"{name} - {size}", count, round(COFFEES[name] * factor * rise, 2))]
    if count > 1 and dice.chance(0.28):
        second = dice.pick(tuple(COFFEES))
        moved = dice.whole(1, count - 1)
        lines[0] = (lines[0][0], count - moved, lines[0][2])
        if second != name:
            lines.append((f"{second} - {size}", moved, round(COFFEES[second] * factor * rise, 2)))
        else:
            lines[0] = (lines[0][0], count, lines[0][2])
    if dice.chance(0.07):
        extra = dice.pick(tuple(EXTRAS))
        lines.append((extra, 1, EXTRAS[extra]))
    return lines


def _coupon(person: Customer, at: int, first: bool, dice: Dice) -> tuple[str, float]:
    """The coupon used and the share it takes off the goods."""
    if first and person.referred_by is not None:
        return "FRIEND10", 0.10
    if first and person.joined >= 0 and dice.chance(0.45):
        return "WELCOME15", 0.15
    if clock.month_of(at) % 12 == 0 and clock.moment(at).day >= 20 and dice.chance(0.35):
        return "BLACKBEAN20", 0.20
    if dice.chance(0.05):
        return dice.pick(("SPRING10", "THANKYOU10", "BREW10")), 0.10
    return "", 0.0
