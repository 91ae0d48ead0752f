"""Tickets as support handles them, and answers to surveys as customers give them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from shop import clock
from shop.catalogue import PAIN_BY_ID, REQUEST_CATEGORIES, TOUCHPOINT_BY_NAME
from shop.contacts import Contact, comment_topic
from shop.dice import Dice
from shop.people import Customer
from shop.writing import Comment, Writer

REPLY_HOURS = {"Consumer": 5.2, "Small office": 8.5, "Large account": 46.0}  # medians
REPLY_SPREAD = {"Consumer": 1.15, "Small office": 1.0, "Large account": 0.75}
SLOWER = {18: 1.15, 19: 1.3, 20: 1.45, 21: 1.55, 22: 1.75, 23: 1.9}  # the last half year
GROUPS = {"Billing": "Billing", "Checkout": "Billing", "Delivery": "Logistics", "Business enquiry": "Sales"}
AGENTS = ("Tom Reid", "Sinead Nolan", "Mark Visser", "Lina Berg", "Joost Kok", "Kate Byrne")


@dataclass
class Ticket:
    """One ticket. Durations are in minutes, None where it did not happen before the export."""

    customer: int | None
    at: int
    comment: Comment
    subject: str
    category: str
    reply: int | None
    resolution: int | None
    reopens: int
    replies: int
    satisfaction: str
    via: str
    priority: str
    email: str = ""
    name: str = ""
    id: int = 0


@dataclass
class Response:
    """One survey response; a score is None where the question was not asked or answered."""

    customer: int | None
    at: int
    touchpoint: str
    scores: dict[str, int] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    seconds: int = 60
    finished: bool = True
    id: str = ""


def make_ticket(contact: Contact, person: Customer | None, writer: Writer, dice: Dice) -> Ticket:
    """The ticket that ``contact`` opens; ``person`` is None for a company that is no customer."""
    segment = person.segment if person else "Small office"
    name = person.first_name if person else "Office manager"
    comment = writer.body(contact.topic, name, person.language if person else "EN")
    category = PAIN_BY_ID[contact.topic].category if contact.topic in PAIN_BY_ID else REQUEST_CATEGORIES[contact.topic]
    reply = reply_minutes(segment, contact.at, dice)
    work = int(np.exp(dice.normal(np.log(16 * 60), 1.2)))
    open_ended = dice.chance(0.015)
    resolution: int | None = reply + max(5, work) if not open_ended else None
    known_reply: int | None = reply if not dice.chance(0.03) else None
    if resolution is not None and contact.at + resolution > clock.END:
        resolution = None
    if contact.at + reply > clock.END:
        known_reply = None
    reopens = dice.count(0.9 if contact.topic == "repeat_explaining" else 0.1) if resolution else 0
    return Ticket(
        customer=contact.customer,
        at=contact.at,
        comment=comment,
        subject=writer.subject(contact.topic),
        category=category if not dice.chance(0.06) else "",
        reply=known_reply,
        resolution=resolution,
        reopens=reopens,
        replies=(1 if known_reply is not None else 0) + dice.count(1.1) + reopens,
        satisfaction=_satisfaction(person, reply, reopens, resolution, dice),
        via=dice.weighted({"Mail": 0.52, "Web form": 0.24, "Chat": 0.16, "Phone": 0.08}),
        priority=dice.weighted({"Normal": 0.68, "High": 0.16, "Low": 0.11, "Urgent": 0.05}),
    )


def reply_minutes(segment: str, at: int, dice: Dice) -> int:
    """Minutes until the first reply: large accounts go through a manager and wait longest."""
    hours = float(np.exp(dice.normal(np.log(REPLY_HOURS[segment]), REPLY_SPREAD[segment])))
    month = clock.month_of(at)
    hours *= SLOWER.get(month, 1.12 - 0.012 * month)
    if clock.moment(at).weekday() >= 5:
        hours += dice.between(0, 6)
    return max(2, min(int(hours * 60), 12 * clock.DAY))


def _satisfaction(person: Customer | None, reply: int, reopens: int, resolution: int | None, dice: Dice) -> str:
    if resolution is None or dice.chance(0.10):
        return "Not Offered"
    if not dice.chance(0.34):
        return "Offered"
    mood = 1.9 + 0.5 * (person.mood if person else 0.0) - 1.4 * min(reply / 1440, 1.5) - 0.8 * reopens
    return "Good" if dice.chance(1 / (1 + float(np.exp(-mood)))) else "Bad"


def make_response(contact: Contact, person: Customer | None, writer: Writer, dice: Dice) -> Response:
    """The answers given at one touchpoint; their scores follow from mood and from what hurts."""
    language = person.language if person else dice.weighted({"EN": 0.7, "DE": 0.2, "ES": 0.1})
    response = Response(contact.customer, contact.at, contact.touchpoint, seconds=dice.whole(25, 420))
    response.finished = not dice.chance(0.035)
    topic = comment_topic(contact, dice) if response.finished else ""
    if topic:
        response.comments["Q4"] = writer.comment(topic, language)
    if response.finished and dice.chance(0.13):
        more = comment_topic(Contact(contact.customer, contact.at, contact.touchpoint), dice)
        if more and more != topic and more != "praise":
            response.comments["Q5"] = writer.comment(more, language)
    asked = TOUCHPOINT_BY_NAME[contact.touchpoint].asks.split()
    if contact.topic == "app_login_broken":
        topic = contact.topic
    for metric in asked if response.finished else asked[:1]:
        if not dice.chance(0.03):
            response.scores[metric] = _score(metric, topic, person, contact.at, dice)
    return response


def _score(metric: str, topic: str, person: Customer | None, at: int, dice: Dice) -> int:
    """A score on the metric's scale: where the author stands, less the harm of what is written about."""
    mood = person.mood if person else 0.0
    pain, glad = PAIN_BY_ID.get(topic), 1.0 if topic == "praise" else 0.0
    month = clock.month_of(at)
    season = 0.022 * min(month, 17) - 0.10 * max(0, month - 17)  # better at first, worse in the last half year
    if metric == "nps":
        value = 8.2 + 0.9 * mood + season + 1.2 * glad - (pain.nps_harm if pain else 0.0) + dice.normal(0, 1.4)
        return int(np.clip(round(value), 0, 10))
    harm = pain.csat_harm if pain else 0.0
    if metric == "csat":
        value = 4.1 + 0.4 * mood + 0.45 * season + 0.6 * glad - harm + dice.normal(0, 0.7)
        return int(np.clip(round(value), 1, 5))
    value = 5.5 + 0.35 * mood + 0.6 * season + 0.7 * glad - 1.2 * harm + dice.normal(0, 1.0)
    return int(np.clip(round(value), 1, 7))
