"""The planted pain points: where each belongs, how often it comes up, how much it hurts.

Shares of comments follow from these weights; they are counted and written to ``truth.json``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shop import clock
from shop.words import adoption, advocacy, awareness, calm, consideration, purchase, retention, support
from shop.words.topic import Topic


@dataclass(frozen=True)
class PainPoint:
    """A pain point: its phase, its ticket category, and its harm to scores and weights.

    ``nps_harm`` and ``csat_harm`` are points taken off the author's mood before it is rounded to the
    scale. ``tickets`` is its weight among tickets of consumers, ``business`` the factor on it for
    offices and large accounts. ``course`` gives the weight over time: steady, falling, growing,
    seasonal (November and December) or priced (around the rise of July 2026).
    """

    id: str
    title: str
    phase: str
    category: str
    nps_harm: float
    csat_harm: float
    tickets: float
    business: float = 1.0
    course: str = "steady"


PAIN_POINTS: tuple[PainPoint, ...] = (
    PainPoint("ads_misleading", "Adverts promise offers that do not exist", "awareness", "Other", 2.0, 0.9, 0.0),
    PainPoint("website_slow", "Website slow or broken on phones", "awareness", "Website", 1.6, 0.8, 0.8),
    PainPoint(
        "plans_confusing",
        "Plans and their prices are hard to compare",
        "consideration",
        "Plans and prices",
        1.4,
        0.7,
        1.9,
    ),
    PainPoint(
        "sales_no_callback",
        "Sales does not call back or send the offer",
        "consideration",
        "Business enquiry",
        3.0,
        1.4,
        0.0,
        1.0,
    ),
    PainPoint(
        "voucher_rejected",
        "Voucher or discount not accepted at checkout",
        "purchase",
        "Checkout",
        2.0,
        0.9,
        4.3,
        0.4,
        "seasonal",
    ),
    PainPoint("double_charge", "Charged twice or wrongly", "purchase", "Billing", 3.4, 1.5, 5.6, 1.3),
    PainPoint("late_delivery", "Delivery arrives late", "purchase", "Delivery", 2.6, 1.2, 0.0),
    PainPoint("damaged_parcel", "Parcel arrives damaged", "purchase", "Delivery", 2.2, 1.1, 5.2, 0.8, "falling"),
    PainPoint(
        "onboarding_confusing",
        "Set-up and taste quiz confusing",
        "adoption",
        "Getting started",
        1.5,
        0.8,
        3.3,
        0.5,
    ),
    PainPoint("wrong_grind", "Wrong grind or coffee in the bag", "adoption", "Setup and brewing", 2.0, 1.0, 4.2, 1.0),
    PainPoint("app_login_broken", "Cannot sign in since the app update", "adoption", "App", 2.9, 1.4, 0.0),
    PainPoint("slow_reply", "Support takes too long to answer", "support", "Support", 2.8, 1.3, 3.2, 1.2, "growing"),
    PainPoint(
        "repeat_explaining",
        "Passed around, explaining it all again",
        "support",
        "Support",
        3.2,
        1.5,
        3.2,
        1.3,
    ),
    PainPoint("cancel_hard", "Hard to cancel or pause", "retention", "Subscription", 3.0, 1.3, 5.0, 0.6),
    PainPoint("price_increase", "Has become too expensive", "retention", "Renewal", 2.3, 0.9, 2.6, 1.0, "priced"),
    PainPoint(
        "beans_not_fresh",
        "Beans not fresh, taste has dropped",
        "retention",
        "Subscription coffee",
        2.4,
        1.1,
        3.2,
        1.2,
        "growing",
    ),
    PainPoint("too_many_emails", "Too many e-mails, unsubscribing fails", "retention", "E-mail", 1.3, 0.6, 1.9, 0.5),
    PainPoint("referral_credit_missing", "Referral credit missing", "advocacy", "Referral", 2.1, 0.9, 2.9, 0.1),
    PainPoint(
        "loyalty_points",
        "Loyalty points lost or worthless",
        "advocacy",
        "Loyalty",
        1.7,
        0.8,
        2.5,
        0.3,
        "falling",
    ),
)
PAIN_BY_ID = {pain.id: pain for pain in PAIN_POINTS}

TOPICS: dict[str, Topic] = {
    topic.id: topic
    for module in (awareness, consideration, purchase, adoption, support, retention, advocacy)
    for topic in module.TOPICS
} | {topic.id: topic for topic in (calm.PRAISE, *calm.REQUESTS)}

REQUEST_WEIGHTS = {"address_change": 4.6, "invoice_copy": 3.8, "brewing_question": 4.4, "change_box": 4.6}
REQUEST_CATEGORIES = {
    "address_change": "Account",
    "invoice_copy": "Billing",
    "brewing_question": "Setup and brewing",
    "change_box": "Subscription",
}


@dataclass(frozen=True)
class Touchpoint:
    """A touchpoint at which surveys are sent, and what comments there are about.

    ``pains`` are weights; ``asks`` the questions put there; ``praise`` the share of content-bearing
    comments that praise.
    """

    name: str
    phase: str
    asks: str
    pains: dict[str, float] = field(default_factory=dict)
    praise: float = 0.25


TOUCHPOINTS: tuple[Touchpoint, ...] = (
    Touchpoint(
        "Website visit",
        "awareness",
        "csat ces",
        {"website_slow": 7, "ads_misleading": 2.6, "plans_confusing": 0.6},
        0.22,
    ),
    Touchpoint("Social media", "awareness", "nps csat", {"ads_misleading": 9, "website_slow": 1}, 0.28),
    Touchpoint(
        "Product comparison",
        "consideration",
        "csat ces",
        {"plans_confusing": 9, "website_slow": 1, "price_increase": 0.5},
        0.22,
    ),
    Touchpoint(
        "Sales conversation",
        "consideration",
        "csat ces",
        {"sales_no_callback": 9, "plans_confusing": 1},
        0.30,
    ),
    Touchpoint("Checkout", "purchase", "csat ces", {"voucher_rejected": 6, "double_charge": 4}, 0.30),
    Touchpoint(
        "Delivery",
        "purchase",
        "nps csat",
        {"damaged_parcel": 6, "wrong_grind": 1.5, "beans_not_fresh": 1.5},
        0.36,
    ),
    Touchpoint("Onboarding", "adoption", "csat ces", {"onboarding_confusing": 6.5, "wrong_grind": 3.5}, 0.30),
    Touchpoint(
        "App",
        "adoption",
        "csat ces",
        {"onboarding_confusing": 5, "website_slow": 1, "loyalty_points": 1},
        0.42,
    ),
    Touchpoint("Support ticket", "support", "csat ces", {"slow_reply": 5.5, "repeat_explaining": 4.5}, 0.30),
    Touchpoint(
        "Subscription renewal",
        "retention",
        "nps csat",
        {"price_increase": 4.5, "cancel_hard": 2, "beans_not_fresh": 3.5},
        0.34,
    ),
    Touchpoint("Personalised e-mail", "retention", "nps", {"too_many_emails": 9, "price_increase": 0.6}, 0.20),
    Touchpoint("Loyalty programme", "advocacy", "nps csat", {"loyalty_points": 9, "referral_credit_missing": 1}, 0.30),
    Touchpoint("Referral", "advocacy", "nps csat", {"referral_credit_missing": 9, "loyalty_points": 0.7}, 0.28),
)
TOUCHPOINT_BY_NAME = {touchpoint.name: touchpoint for touchpoint in TOUCHPOINTS}

CATEGORY_PHASES = {
    "Website": "awareness",
    "Plans and prices": "consideration",
    "Business enquiry": "consideration",
    "Checkout": "purchase",
    "Billing": "purchase",
    "Delivery": "purchase",
    "Getting started": "adoption",
    "Setup and brewing": "adoption",
    "App": "adoption",
    "Support": "support",
    "Subscription": "retention",
    "Renewal": "retention",
    "Subscription coffee": "retention",
    "E-mail": "retention",
    "Referral": "advocacy",
    "Loyalty": "advocacy",
}


def course_factor(course: str, minute: float) -> float:
    """How much more or less than usual a pain point comes up at ``minute``.

    >>> course_factor("steady", 0), course_factor("growing", clock.END) > 1.3
    (1.0, True)
    """
    month = clock.month_of(minute)
    if course == "growing":
        return 0.75 if month < 18 else 0.75 + 0.17 * (month - 17)
    if course == "falling":
        return 1.3 if month < 15 else 0.65
    if course == "seasonal":
        return 2.2 if month % 12 in (0, 1) else 0.8
    if course == "priced":
        return 2.6 if 19 <= month <= 21 else 0.8
    return 1.0
