"""Why and when customers write: tickets, and surveys at the touchpoints of the journey."""

from __future__ import annotations

from dataclasses import dataclass

from shop import clock
from shop.catalogue import PAIN_POINTS, REQUEST_WEIGHTS, TOUCHPOINT_BY_NAME, course_factor
from shop.dice import Dice
from shop.people import Customer
from shop.purchases import Order

TICKETS_A_YEAR = {"Consumer": 0.78, "Small office": 1.2, "Large account": 2.8}
LATE_TICKET = 0.26  # of late orders, so many end in a ticket about it
SURVEYS_A_YEAR = {
    "App": 0.055,
    "Subscription renewal": 0.100,
    "Personalised e-mail": 0.058,
    "Loyalty programme": 0.058,
    "Referral": 0.053,
    "Website visit": 0.018,
    "Product comparison": 0.030,
}
SALES_SURVEYS_A_YEAR = 0.12  # business customers only
ANONYMOUS = {"Website visit": 390, "Social media": 500, "Product comparison": 240, "Sales conversation": 175}


@dataclass(frozen=True)
class Contact:
    """Somebody writes: a ticket where ``touchpoint`` is empty, else an answer to a survey there.

    ``customer`` is None for visitors. ``topic`` is set where the occasion decides it.
    """

    customer: int | None
    at: int
    touchpoint: str = ""
    topic: str = ""


def ticket_topic(person: Customer, at: int, dice: Dice) -> str:
    """What a customer's ticket is about: a pain point (other than late delivery) or a plain request."""
    weights = dict(REQUEST_WEIGHTS)
    fresh = at - person.start < 75 * clock.DAY
    for pain in PAIN_POINTS:
        weight = pain.tickets * course_factor(pain.course, at)
        weight *= pain.business if person.segment != "Consumer" else 1.0
        weights[pain.id] = weight * ((3.0 if fresh else 0.6) if pain.phase == "adoption" else 1.0)
    return dice.weighted(weights)


def of_customer(person: Customer, since: int, until: int, dice: Dice) -> list[Contact]:
    """The contacts of one customer that no order or ticket occasions, between two minutes."""
    years = max(0, until - since) / clock.DAY / 365
    contacts = []
    for _ in range(dice.count(TICKETS_A_YEAR[person.segment] * years)):
        at = _some_minute(since, until, dice)
        contacts.append(Contact(person.number, at, "", ticket_topic(person, at, dice)))
    yearly = dict(SURVEYS_A_YEAR)
    if person.segment != "Consumer":
        yearly["Sales conversation"] = SALES_SURVEYS_A_YEAR
    for name, rate in yearly.items():
        for _ in range(dice.count(rate * years)):
            contacts.append(Contact(person.number, _some_minute(since, until, dice), name))
    return contacts


def of_start(person: Customer, since: int, until: int, dice: Dice) -> list[Contact]:
    """Surveys after the first order and after onboarding."""
    contacts = []
    if person.joined >= 0 and dice.chance(0.135):
        contacts.append(Contact(person.number, person.start + dice.whole(5, 300), "Checkout"))
    if dice.chance(0.13 if person.joined >= 0 else 0.09):
        contacts.append(Contact(person.number, person.start + dice.whole(12, 45) * clock.DAY, "Onboarding"))
    return [contact for contact in contacts if since < contact.at <= until]


def of_order(order: Order, since: int, until: int, dice: Dice) -> list[Contact]:
    """What one delivery occasions: a ticket or a complaint when it was late, now and then a survey."""
    at = order.fulfilled // clock.DAY * clock.DAY + clock.DAY + dice.time_of_day()
    contacts = []
    if order.late and dice.chance(LATE_TICKET):
        early = order.at // clock.DAY * clock.DAY + dice.whole(3, 7) * clock.DAY + dice.time_of_day()
        contacts.append(Contact(order.customer, early, "", "late_delivery"))
    elif dice.chance(0.07 if order.late else 0.0165):
        contacts.append(Contact(order.customer, at, "Delivery", "late_delivery" if order.late else ""))
    return [contact for contact in contacts if since < contact.at <= until]


def of_visitors(dice: Dice) -> list[Contact]:
    """Answers of visitors who are no customers yet, over the whole sample."""
    contacts = []
    for name, count in ANONYMOUS.items():
        for _ in range(count):
            contacts.append(Contact(None, _some_minute(0, clock.END, dice), name))
    return contacts


def of_prospects(dice: Dice) -> list[Contact]:
    """Tickets of companies that asked for an offer and are no customers."""
    topics = {"sales_no_callback": 0.72, "plans_confusing": 0.28}
    return [Contact(None, _some_minute(0, clock.END, dice), "", dice.weighted(topics)) for _ in range(160)]


def of_app_update(people: list[Customer], present: list[tuple[int, int]], dice: Dice) -> list[Contact]:
    """The emerging pain point: sign-in broken since version 5.0, worse from week to week."""
    contacts = []
    here = [person for person, (_, until) in zip(people, present, strict=True) if until >= clock.END - clock.DAY]
    for day in range(clock.APP_UPDATE // clock.DAY + 1, clock.DAYS):
        age = day - clock.APP_UPDATE // clock.DAY
        for _ in range(dice.count(1.0 + 0.12 * age)):
            person, at = dice.pick(here), min(day * clock.DAY + dice.time_of_day(), clock.END - 10)
            ticket = dice.chance(0.72)
            contacts.append(Contact(person.number, at, "" if ticket else "App", "app_login_broken"))
    return contacts


def comment_topic(contact: Contact, dice: Dice) -> str:
    """What the comment of a survey answer is about; an empty string where there is none."""
    if not dice.chance(0.86 if contact.topic else 0.62):
        return ""
    if contact.topic:
        return contact.topic
    kind = dice.weighted({"empty": 0.07, "remark": 0.08, "content": 0.85})
    touchpoint = TOUCHPOINT_BY_NAME[contact.touchpoint]
    if kind != "content":
        return kind
    if dice.chance(touchpoint.praise):
        return "praise"
    courses = {pain.id: course_factor(pain.course, contact.at) for pain in PAIN_POINTS}
    return dice.weighted({pain: weight * courses[pain] for pain, weight in touchpoint.pains.items()})


def _some_minute(since: int, until: int, dice: Dice) -> int:
    """A minute between two: fewer at weekends, mostly in the day."""
    while True:
        day = int(dice.between(since / clock.DAY, until / clock.DAY))
        weekend = clock.moment(day * clock.DAY).weekday() >= 5
        at = day * clock.DAY + dice.time_of_day()
        if not (weekend and dice.chance(0.45)):
            return max(since + 1, min(at, until))
