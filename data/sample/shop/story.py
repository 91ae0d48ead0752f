"""The whole story of the shop, told in order: up to the cutoff, the decision to stay, and after it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from shop import clock, contacts, habits, purchases
from shop.contacts import Contact
from shop.dice import Dice
from shop.habits import Use
from shop.people import COMPANY_KINDS, COMPANY_WORDS, Customer, make_customers
from shop.purchases import Order
from shop.service import REPLY_HOURS, Response, Ticket, make_response, make_ticket
from shop.staying import Standing, chances, population
from shop.writing import Writer

# Of 159 draws the one in which a plain logistic regression comes closest to the truth for all drivers: a selected
# sample, good for showing that the chain works and not for judging coverage (benchmarks/drivers.py does that).
DRAW = "staying 126"
SURVEYED_AFTER_TICKET = 0.12


@dataclass
class Story:
    """Everything that happened, before any fault is put into the files."""

    people: list[Customer]
    orders: list[Order] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    standing: Standing | None = None
    chance: np.ndarray = field(default_factory=lambda: np.array([]))
    stayed: np.ndarray = field(default_factory=lambda: np.array([]))


def tell() -> Story:
    """The story from the first to the last day."""
    story = Story(make_customers())
    writer = Writer("words")
    _buy_until_cutoff(story)
    rates = _use_until_cutoff(story)
    _write_until_cutoff(story, writer)
    _decide(story)
    first_after = len(story.orders)
    _buy_after_cutoff(story)
    _use_after_cutoff(story, rates)
    _write_after_cutoff(story, writer, first_after)
    _number(story)
    return story


def _buy_until_cutoff(story: Story) -> None:
    dice = Dice("orders before")
    for person in story.people:
        times = purchases.order_times(person, person.start, clock.CUTOFF, dice)
        for at in times:
            story.orders.append(purchases.make_order(person, at, at == times[0] and person.joined >= 0, dice))


def _use_until_cutoff(story: Story) -> list[float]:
    dice, rates = Dice("use before"), []
    last = clock.CUTOFF // clock.DAY
    for person in story.people:
        starting = habits.onboarding(person, dice)
        completed = any(use.event == "onboarding_completed" for use in starting)
        rates.append(habits.daily_rate(person, completed))
        story.uses += starting
        days = range(max(0, person.start // clock.DAY), last + 1)
        story.uses += habits.opened(person, rates[-1], days, person.leaves // clock.DAY, dice)
    return rates


def _write_until_cutoff(story: Story, writer: Writer) -> None:
    dice = Dice("contacts before")
    found: list[Contact] = []
    for person in story.people:
        until = min(person.leaves + 15 * clock.DAY, clock.CUTOFF)
        found += contacts.of_customer(person, max(0, person.start), until, dice)
        found += contacts.of_start(person, 0, clock.END, dice)
    for order in story.orders:
        found += contacts.of_order(order, 0, clock.END, dice)
    _answer(story, found, writer, Dice("service before"))


def _decide(story: Story) -> None:
    """Each customer of the population stays or leaves, by the planted chance."""
    last_order: dict[int, int] = {}
    for order in story.orders:
        last_order[order.customer] = max(order.at, last_order.get(order.customer, order.at))
    story.standing = observe(story, population(last_order), last_order)
    story.chance = chances(story.standing)
    story.stayed = Dice(DRAW).rng.random(len(story.chance)) < story.chance


def observe(story: Story, numbers: list[int], last_order: dict[int, int]) -> Standing:
    """What the data shows at the cutoff of the customers with these numbers."""
    since = clock.CUTOFF - clock.WINDOW_DAYS * clock.DAY
    replies: dict[int, list[int]] = {}
    late: set[int | None] = set()
    for ticket in story.tickets:
        if since < ticket.at <= clock.CUTOFF and ticket.customer is not None:
            if ticket.reply is not None:
                replies.setdefault(ticket.customer, []).append(ticket.reply)
            late |= {ticket.customer} if ticket.comment.topic == "late_delivery" else set()
    for response in story.responses:
        topics = {comment.topic for comment in response.comments.values()}
        if since < response.at <= clock.CUTOFF and "late_delivery" in topics:
            late.add(response.customer)
    recent = range((clock.CUTOFF - 90 * clock.DAY) // clock.DAY + 1, clock.CUTOFF // clock.DAY + 1)
    active: dict[int, set[int]] = {}
    completed = set()
    for use in story.uses:
        if use.day in recent:
            active.setdefault(use.customer, set()).add(use.day)
        if use.event == "onboarding_completed" and use.day <= recent[-1]:
            completed.add(use.customer)
    people = [story.people[number] for number in numbers]
    return Standing(
        customers=np.array(numbers),
        segment=np.array([person.segment for person in people]),
        first_response_hours=np.array([np.mean(replies[n]) / 60 if n in replies else np.nan for n in numbers]),
        onboarding_completed=np.array([float(n in completed) for n in numbers]),
        active_days_90=np.array([float(len(active.get(n, ()))) for n in numbers]),
        late_delivery_comment=np.array([float(n in late) for n in numbers]),
        referred=np.array([float(person.referred_by is not None) for person in people]),
        tenure_years=np.array([(clock.CUTOFF - person.joined) / clock.DAY / 365 for person in people]),
        recency_days=np.array([(clock.CUTOFF - last_order[n]) / clock.DAY for n in numbers]),
    )


def _buy_after_cutoff(story: Story) -> None:
    dice = Dice("orders after")
    assert story.standing is not None
    last_order = {order.customer: order.at for order in sorted(story.orders, key=lambda order: order.at)}
    stays = dict(zip(story.standing.customers.tolist(), story.stayed.tolist(), strict=True))
    for person in story.people:
        if person.start > clock.CUTOFF:
            first = float(person.start)
        elif stays.get(person.number):
            first = purchases.returning_time(person, last_order[person.number], dice)
            person.leaves = int(first + dice.rng.exponential(1500) * clock.DAY)
        else:
            person.leaves = min(person.leaves, clock.CUTOFF)
            continue
        for at in purchases.order_times(person, first, clock.END, dice):
            story.orders.append(purchases.make_order(person, at, at == person.start, dice))
    last = next(story.people[number] for number, stayed in stays.items() if stayed)
    story.orders.append(purchases.make_order(last, clock.END, False, dice))


def _use_after_cutoff(story: Story, rates: list[float]) -> None:
    dice = Dice("use after")
    for person in story.people:
        first = max(clock.CUTOFF, person.start) // clock.DAY + (person.start <= clock.CUTOFF)
        days = range(first, clock.DAYS)
        story.uses += habits.opened(person, rates[person.number], days, person.leaves // clock.DAY, dice)


def _write_after_cutoff(story: Story, writer: Writer, first_after: int) -> None:
    dice = Dice("contacts after")
    found: list[Contact] = contacts.of_visitors(dice) + contacts.of_prospects(dice)
    present = []
    for person in story.people:
        since, until = max(clock.CUTOFF, person.start), min(person.leaves + 25 * clock.DAY, clock.END)
        present.append((since, until))
        if until > since and person.leaves >= clock.CUTOFF:
            found += contacts.of_customer(person, since, until, dice)
    for order in story.orders[first_after:]:
        found += contacts.of_order(order, clock.CUTOFF, clock.END, dice)
    found += contacts.of_app_update(story.people, present, dice)
    _answer(story, found, writer, Dice("service after"))


def _answer(story: Story, found: list[Contact], writer: Writer, dice: Dice) -> None:
    """Turns contacts into tickets and responses; some tickets are followed by a survey."""
    for contact in found:
        person = story.people[contact.customer] if contact.customer is not None else None
        if contact.touchpoint:
            story.responses.append(make_response(contact, person, writer, dice))
            continue
        ticket = make_ticket(contact, person, writer, dice)
        story.tickets.append(ticket)
        follow = _after_ticket(ticket, person, dice)
        if follow is not None:
            story.responses.append(make_response(follow, person, writer, dice))


def _after_ticket(ticket: Ticket, person: Customer | None, dice: Dice) -> Contact | None:
    if person is None or ticket.resolution is None or not dice.chance(SURVEYED_AFTER_TICKET):
        return None
    at = ticket.at + ticket.resolution + dice.whole(60, 3 * clock.DAY)
    slow = ticket.reply is not None and ticket.reply > 180 * REPLY_HOURS[person.segment]
    topic = "slow_reply" if slow and dice.chance(0.6) else "repeat_explaining" if ticket.reopens > 1 else ""
    return Contact(person.number, at, "Support ticket", topic) if at <= clock.END else None


def _number(story: Story) -> None:
    """Puts everything in order of time and gives tickets and responses their ids."""
    dice = Dice("ids")
    story.orders.sort(key=lambda order: (order.at, order.customer))
    story.tickets.sort(key=lambda ticket: ticket.at)
    story.responses.sort(key=lambda response: response.at)
    story.uses.sort(key=lambda use: (use.customer, use.day, use.event))
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    for number, ticket in enumerate(story.tickets):
        ticket.id = 20001 + number
        if ticket.customer is None:
            company = f"{dice.pick(COMPANY_WORDS)} {dice.pick(COMPANY_KINDS)}"
            ticket.name, ticket.email = company, f"{company.replace(' ', '.')}{number}@example.org".lower()
    for response in story.responses:
        response.id = "R_" + "".join(dice.pick(letters) for _ in range(15))
