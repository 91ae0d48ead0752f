"""The story as rows of export files: every row a dict of cells, in file order."""

from __future__ import annotations

from shop import clock
from shop.columns import QUALTRICS
from shop.dice import Dice
from shop.people import Customer
from shop.purchases import Order
from shop.service import AGENTS, GROUPS, Response, Ticket
from shop.story import Story

Row = dict[str, str]
DAILY_SINCE = 485 * clock.DAY  # 2026-03-01: before, the app kept monthly totals only
MISSING_SOURCE, MISSING_COUNTRY, MISSING_PLAN = 0.06, 0.04, 0.03


def minutes(value: int | None) -> str:
    """A duration cell, empty where there is none."""
    return "" if value is None else str(value)


def ticket_rows(story: Story) -> list[Row]:
    """tickets.csv: Zendesk's columns, a drop-down ``Category [list]`` and the description."""
    dice = Dice("ticket cells")
    return [_ticket_row(ticket, story, dice) for ticket in story.tickets]


def _ticket_row(ticket: Ticket, story: Story, dice: Dice) -> Row:
    person = story.people[ticket.customer] if ticket.customer is not None else None
    solved = ticket.at + ticket.resolution if ticket.resolution is not None else None
    closed = solved is not None and clock.END - solved > 28 * clock.DAY
    name = f"{person.first_name} {person.last_name}" if person else ticket.name
    email = person.email if person else ticket.email
    group, agent = GROUPS.get(ticket.category, "Customer care"), dice.pick(AGENTS)
    return {
        "Summation column": "1",
        "Id": str(ticket.id),
        "Requester": name,
        "Requester id": str(370_000_000 + (person.number if person else 9000 + ticket.id)),
        "Requester email": email,
        "Requester domain": email.partition("@")[2],
        "Assignee": agent if ticket.reply is not None else "",
        "Group": group,
        "Subject": ticket.subject,
        "Tags": _ticket_tags(ticket, person),
        "Status": "Closed" if closed else "Solved" if solved else "Open" if ticket.reply is None else "Pending",
        "Priority": ticket.priority,
        "Via": ticket.via,
        "Ticket type": "Question" if ticket.comment.truth == "neutral" else "Problem",
        "Created at": clock.stamp(ticket.at),
        "Updated at": clock.stamp(solved if solved is not None else ticket.at + (ticket.reply or 0)),
        "Organization": person.company if person else "",
        "Solved at": clock.stamp(solved) if solved is not None else "",
        "Resolution time": str(round(ticket.resolution / 60)) if ticket.resolution is not None else "",
        "Satisfaction Score": ticket.satisfaction,
        "Reopens": str(ticket.reopens),
        "Replies": str(ticket.replies),
        "First reply time in minutes": minutes(ticket.reply),
        "Full resolution time in minutes": minutes(ticket.resolution),
        "Category [list]": ticket.category,
        "Description": ticket.comment.text,
    }


def _ticket_tags(ticket: Ticket, person: Customer | None) -> str:
    tags = [ticket.via.lower().replace(" ", "_")]
    if person is not None and person.segment != "Consumer":
        tags.append("business")
    if person is None:
        tags.append("prospect")
    if ticket.comment.language != "EN":
        tags.append(ticket.comment.language.lower())
    return " ".join(tags)


def survey_rows(story: Story) -> list[Row]:
    """surveys.csv: a Qualtrics file; its second and third header rows come first."""
    labels = {name: label for name, label, _ in QUALTRICS}
    imports = {name: identity for name, _, identity in QUALTRICS}
    return [labels, imports, *(_survey_row(response, story) for response in story.responses)]


def _survey_row(response: Response, story: Story) -> Row:
    person = story.people[response.customer] if response.customer is not None else None
    nps = response.scores.get("nps")
    group = "" if nps is None else "Promoter" if nps >= 9 else "Passive" if nps >= 7 else "Detractor"
    foreign = [comment.language for comment in response.comments.values() if comment.language != "EN"]
    cells = {
        "StartDate": clock.stamp(max(0, response.at - response.seconds // 60)),
        "EndDate": clock.stamp(response.at),
        "Status": "0",
        "Progress": "100" if response.finished else "45",
        "Duration (in seconds)": str(response.seconds),
        "Finished": "1" if response.finished else "0",
        "RecordedDate": clock.stamp(response.at),
        "ResponseId": response.id,
        "DistributionChannel": "email" if person else "anonymous",
        "UserLanguage": foreign[0] if foreign else "EN",
        "Q1_NPS_GROUP": group,
        "Q1": minutes(nps),
        "Q2": minutes(response.scores.get("csat")),
        "Q3": minutes(response.scores.get("ces")),
        "Touchpoint": response.touchpoint,
    }
    cells |= {question: comment.text for question, comment in response.comments.items()}
    if person:
        cells |= {
            "RecipientLastName": person.last_name,
            "RecipientFirstName": person.first_name,
            "RecipientEmail": person.email,
        }
    return cells


def order_rows(story: Story) -> list[Row]:
    """orders.csv: Shopify's columns, one row per line item; order-level cells on the first only."""
    rows = []
    for index, order in enumerate(story.orders):
        name = f"#{10001 + index}"
        for number, (item, quantity, price) in enumerate(order.lines):
            line = _line_cells(order, item, quantity, price)
            head = _order_cells(order, index, story.people[order.customer]) if number == 0 else {}
            rows.append({"Name": name, "Email": story.people[order.customer].email} | head | line)
    return rows


def _line_cells(order: Order, item: str, quantity: int, price: float) -> Row:
    return {
        "Created at": clock.stamp(order.at, " +0000"),
        "Lineitem quantity": str(quantity),
        "Lineitem name": item,
        "Lineitem price": f"{price:.2f}",
        "Lineitem sku": "".join(word[0] for word in item.split()).upper(),
        "Lineitem requires shipping": "false" if item == "Gift card" else "true",
        "Lineitem taxable": "false",
        "Lineitem fulfillment status": "fulfilled" if order.fulfilled <= clock.END else "pending",
        "Vendor": "Harbour & Hill Coffee",
    }


def _order_cells(order: Order, index: int, person: Customer) -> Row:
    name = f"{person.first_name} {person.last_name}"
    done = order.fulfilled <= clock.END
    full = order.refunded >= order.subtotal > 0
    return {
        "Financial Status": "refunded" if full else "partially_refunded" if order.refunded else "paid",
        "Paid at": clock.stamp(order.at, " +0000"),
        "Fulfillment Status": "fulfilled" if done else "unfulfilled",
        "Fulfilled at": clock.stamp(order.fulfilled, " +0000") if done else "",
        "Accepts Marketing": "yes",
        "Currency": order.currency,
        "Subtotal": f"{order.subtotal:.2f}",
        "Shipping": f"{order.shipping:.2f}",
        "Taxes": "0.00",
        "Total": f"{order.total:.2f}",
        "Discount Code": order.coupon,
        "Discount Amount": f"{order.discount:.2f}",
        "Shipping Method": "Standard",
        "Billing Name": name,
        "Billing Country": person.country,
        "Note Attributes": "late_delivery: yes" if order.late and done else "",
        "Payment Method": "Card",
        "Refunded Amount": f"{order.refunded:.2f}",
        "Id": str(5_400_000_000_000 + index),
        "Tags": "Subscription" if order.source == "subscription_contract" else "",
        "Source": order.source,
    }


def customer_rows(story: Story) -> list[Row]:
    """customers.csv: Shopify's columns, and what the shop keeps beside them (a few cells missing)."""
    dice, rows = Dice("customer cells"), []
    spent: dict[int, float] = {}
    orders: dict[int, int] = {}
    for order in story.orders:
        spent[order.customer] = spent.get(order.customer, 0.0) + order.total - order.refunded
        orders[order.customer] = orders.get(order.customer, 0) + 1
    for person in story.people:
        referrer = story.people[person.referred_by].email if person.referred_by is not None else ""
        rows.append(
            {
                "Customer ID": str(7_100_000_000_001 + person.number * 37),
                "First Name": person.first_name,
                "Last Name": person.last_name,
                "Email": person.email,
                "Accepts Email Marketing": "yes" if dice.chance(0.7) else "no",
                "Default Address Company": person.company,
                "Default Address City": person.city,
                "Default Address Country Code": person.country,
                "Accepts SMS Marketing": "no",
                "Total Spent": f"{spent.get(person.number, 0):.2f}",
                "Total Orders": str(orders.get(person.number, 0)),
                "Tax Exempt": "no",
                "Tags": "business" if person.segment != "Consumer" else "",
                "Segment": person.segment,
                "Joined": clock.moment(person.joined).strftime("%Y-%m-%d"),
                "Acquisition Source": "" if dice.chance(MISSING_SOURCE) else person.source,
                "Referred By": referrer,
                "Country": "" if dice.chance(MISSING_COUNTRY) else person.country,
                "Plan": "" if dice.chance(MISSING_PLAN) else person.plan,
            }
        )
    return rows


def usage_rows(story: Story) -> list[Row]:
    """usage.csv: one row per customer, day and event; before March 2026 app use comes in monthly totals."""
    totals: dict[tuple[int, str, str], int] = {}
    for use in story.uses:
        day = clock.moment(use.day * clock.DAY)
        monthly = use.day * clock.DAY < DAILY_SINCE and use.event in (
            "app_opened",
            "recipe_viewed",
            "delivery_rescheduled",
        )
        key = (use.customer, (day.replace(day=1) if monthly else day).strftime("%Y-%m-%d"), use.event)
        totals[key] = totals.get(key, 0) + use.quantity
    return [
        {
            "customer_email": story.people[customer].email,
            "occurred_at": day,
            "event": event,
            "quantity": str(count),
        }
        for (customer, day, event), count in sorted(totals.items())
    ]
