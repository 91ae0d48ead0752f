"""Writes down what was planted, counted on the story as it came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from shop import clock
from shop.catalogue import CATEGORY_PHASES, PAIN_POINTS, TOUCHPOINTS, PainPoint
from shop.dice import SEED
from shop.exports import Row
from shop.people import Customer
from shop.purchases import REFERRED_BASKET
from shop.staying import CONTRASTS, INTERCEPT, WAIT_CAP_HOURS, WEIGHTS, Standing, naive_effects, true_effects
from shop.story import Story
from shop.writing import Comment

NON_DRIVERS = {
    "resolution_hours": "goes with first_response_hours",
    "tickets": "more tickets, more chances to wait or to complain about a late delivery",
    "reopens": "goes with tickets",
    "csat": "lowered by pain points and waiting, no effect of its own",
    "nps": "lowered by pain points, no effect of its own",
    "ces": "lowered by pain points, no effect of its own",
    "late_delivery": "the share of late orders: causes the comments, no effect beyond them",
    "discount_share": "higher for referred and new customers",
    "average_order_value": "higher for offices and referred customers",
    "refunds": "at random",
    "orders": "follows the plan",
}


def comment_truths(story: Story, rejected: set[str]) -> list[Row]:
    """One row per comment that can be loaded: its id, what it is about, a second topic, its language."""
    rows = [
        {
            "comment_id": key,
            "truth": comment.truth,
            "also": comment.also,
            "detail": comment.topic,
            "language": comment.language,
        }
        for key, comment, _, _ in comments(story)
        if key.split(":")[1] not in rejected
    ]
    for row in rows:
        row["detail"] = "" if row["detail"] == row["truth"] else row["detail"]
    return rows


def comments(story: Story) -> Iterator[tuple[str, Comment, int | None, int]]:
    """Every comment with its id, its author's number and its minute."""
    for ticket in story.tickets:
        yield f"tickets:{ticket.id}", ticket.comment, ticket.customer, ticket.at
    for response in story.responses:
        for question, comment in sorted(response.comments.items()):
            yield f"surveys:{response.id}:{question}", comment, response.customer, response.at


def truth(story: Story, faults: list[dict[str, str | int]]) -> dict[str, Any]:
    """Everything planted, ready for JSON."""
    touchpoint_phases = {touchpoint.name: touchpoint.phase for touchpoint in TOUCHPOINTS}
    return {
        "seed": SEED,
        "data_from": clock.stamp(0),
        "data_until": clock.stamp(clock.END),
        "touchpoint_phases": touchpoint_phases,
        "category_phases": CATEGORY_PHASES,
        "pain_points": [_pain_point(pain, story) for pain in PAIN_POINTS],
        "other_comments": _others(story),
        "retention": _retention(story),
        "referral": _referral(story),
        "support": {
            "slower_since": clock.stamp(clock.first_of_month(18)),
            "median_first_response_minutes_by_month": _medians(story),
        },
        "events": {
            "app_update": clock.stamp(clock.APP_UPDATE),
            "price_rise": clock.stamp(clock.PRICE_RISE),
        },
        "faults": faults,
    }


def _pain_point(pain: PainPoint, story: Story) -> dict[str, Any]:
    everything = list(comments(story))
    mine = [(key, author, at) for key, comment, author, at in everything if comment.topic == pain.id]
    last = clock.first_of_month(22)
    return {
        "id": pain.id,
        "title": pain.title,
        "phase": pain.phase,
        "ticket_category": pain.category,
        "touchpoints": [touchpoint.name for touchpoint in TOUCHPOINTS if pain.id in touchpoint.pains],
        "comments": len(mine),
        "share": round(len(mine) / len(everything), 4),
        "from_tickets": sum(key.startswith("tickets:") for key, _, _ in mine),
        "customers": len({author for _, author, _ in mine if author is not None}),
        "in_last_two_months": sum(at >= last for _, _, at in mine),
        "course": "emerging" if pain.id == "app_login_broken" else pain.course,
        "nps_harm_planted": pain.nps_harm,
        "csat_harm_planted": pain.csat_harm,
        "mean_nps": _mean_score(pain.id, "nps", story),
        "mean_csat": _mean_score(pain.id, "csat", story),
    }


def _mean_score(topic: str, metric: str, story: Story) -> float | None:
    scores = [
        response.scores[metric]
        for response in story.responses
        if metric in response.scores and any(comment.topic == topic for comment in response.comments.values())
    ]
    return round(float(np.mean(scores)), 2) if scores else None


def _others(story: Story) -> dict[str, int]:
    found: dict[str, int] = {"all": 0, "praise": 0, "neutral": 0, "without_content": 0}
    for _, comment, _, _ in comments(story):
        found["all"] += 1
        found["without_content"] += comment.topic == "empty"
        if comment.truth in found:
            found[comment.truth] += 1
    return found


def _retention(story: Story) -> dict[str, Any]:
    standing = story.standing
    assert standing is not None
    true, naive = true_effects(standing), naive_effects(standing, story.stayed)
    known = ~np.isnan(standing.first_response_hours)
    return {
        "outcome": "bought_again",
        "cutoff": clock.stamp(clock.CUTOFF),
        "outcome_days": clock.OUTCOME_DAYS,
        "population": len(standing.customers),
        "stayed": int(story.stayed.sum()),
        "base_rate": round(float(story.stayed.mean()), 4),
        "drivers": [
            {
                "name": name,
                "from": start,
                "to": end,
                "effect_pp": round(true[name], 2),
                "naive_pp": round(naive[name], 2),
                "customers_with_a_value": int((~np.isnan(getattr(standing, argument))).sum()),
            }
            for name, (argument, start, end) in CONTRASTS.items()
        ],
        "confounder": {
            "name": "segment",
            "story": "Large accounts wait longest for the first response and stay anyway.",
            "naive_correlation_of_waiting_with_staying": round(
                float(np.corrcoef(standing.first_response_hours[known], story.stayed[known])[0, 1]), 4
            ),
            "stayed_among_those_who_waited": _by_wait(standing, story.stayed),
            "stayed_by_segment": {
                name: round(float(story.stayed[standing.segment == name].mean()), 4)
                for name in ("Consumer", "Small office", "Large account")
            },
            "mean_first_response_hours_by_segment": {
                name: round(float(np.nanmean(standing.first_response_hours[standing.segment == name])), 1)
                for name in ("Consumer", "Small office", "Large account")
            },
        },
        "model": {
            "intercept": INTERCEPT,
            "log_odds": WEIGHTS,
            "waiting_counts_up_to_hours": WAIT_CAP_HOURS,
        },
        "non_drivers": NON_DRIVERS,
    }


def _by_wait(standing: Standing, stayed: np.ndarray) -> dict[str, float]:
    hours = standing.first_response_hours
    return {
        "up_to_4_hours": round(float(stayed[hours <= 4].mean()), 4),
        "over_24_hours": round(float(stayed[hours > 24].mean()), 4),
    }


def _referral(story: Story) -> dict[str, Any]:
    """What referred customers are worth, beside the others: net revenue per customer in euro."""
    revenue = {person.number: 0.0 for person in story.people}
    for order in story.orders:
        revenue[order.customer] += order.total - order.refunded
    consumers = [person for person in story.people if person.segment == "Consumer"]
    return {
        "referred_customers": sum(person.referred_by is not None for person in story.people),
        "planted": {
            "bags_per_box_factor": REFERRED_BASKET,
            "attrition_factor": 0.7,
            "log_odds_of_staying": WEIGHTS["referred"],
        },
        "revenue_per_customer": _by_referral(story.people, revenue),
        "revenue_per_consumer": _by_referral(consumers, revenue),
    }


def _by_referral(people: list[Customer], revenue: dict[int, float]) -> dict[str, float]:
    mean = {
        referred: float(np.mean([revenue[p.number] for p in people if (p.referred_by is not None) == referred]))
        for referred in (True, False)
    }
    return {
        "referred": round(mean[True], 2),
        "others": round(mean[False], 2),
        "difference": round(mean[True] - mean[False], 2),
    }


def _medians(story: Story) -> list[float]:
    months: list[list[int]] = [[] for _ in range(24)]
    for ticket in story.tickets:
        if ticket.reply is not None:
            months[clock.month_of(ticket.at)].append(ticket.reply)
    return [round(float(np.median(replies)), 1) for replies in months]
