"""Touchpoints: where customers meet the company, with the phase, the perspective and the metrics that fit each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from analytics.errors import JourneyError
from analytics.journey.phases import Phase
from analytics.journey.rules import Rule
from analytics.kpis.definition import PERSPECTIVES
from analytics.store.ledger import Ledger

KIND, SUBJECT = "journey", "touchpoints"


@dataclass(frozen=True)
class Touchpoint:
    """A place where customers meet the company.

    ``words`` recognise it in the data: a survey's or measure's touchpoint, a ticket's category or a measure's name that
    mentions one of them at the start of a word belongs to it. ``metrics`` are ids of KPIs. With ``leads`` its rows are
    placed in its ``phase`` before any rule is asked; without, the rules decide.
    """

    name: str
    phase: str
    perspective: str
    metrics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    leads: bool = False

    def takes(self, said: str) -> bool:
        """Whether a touchpoint or category of the data is this one.

        >>> Touchpoint("Website visit", "awareness", "Internal process", words=("website",)).takes("Our_Website")
        True
        """
        return self._pattern.search(said) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = [self.name, *self.words]
        return re.compile(r"(?<![^\W_])(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)


# The article on retention pairs a website visit with the internal process, a sales conversation with the customer and a
# personalised e-mail with learning and growth; the others follow the phases' scorecards.
DEFAULT_TOUCHPOINTS: tuple[Touchpoint, ...] = (
    Touchpoint("Website visit", "awareness", "Internal process", ("website_visits", "bounce_rate", "conversion_rate"),
               ("website", "landing", "page views", "page_views", "traffic", "bounce")),
    Touchpoint("Social media", "awareness", "Customer", ("new_customers", "nps"), ("social", "facebook", "instagram", "twitter")),
    Touchpoint("Sales conversation", "consideration", "Customer",
               ("csat", "first_response_minutes", "resolution_minutes", "first_contact_resolution"),
               ("sales", "demo", "quote", "enquiry", "inquiry", "pre-sale", "presale")),
    Touchpoint("Checkout", "purchase", "Internal process", ("conversion_rate", "revenue", "average_order_value"),
               ("checkout", "cart", "payment", "billing", "invoice", "charge")),
    Touchpoint("Delivery", "purchase", "Internal process", ("csat", "complaint_rate", "refund_rate"), ("delivery", "shipping")),
    Touchpoint("Onboarding", "adoption", "Customer", ("adoption_rate", "onboarding_completion", "time_to_value_days", "ces"),
               ("onboarding", "setup", "set-up", "set up", "welcome", "first use", "getting started", "activation")),
    Touchpoint("Support ticket", "support", "Internal process",
               ("first_response_minutes", "resolution_minutes", "first_contact_resolution", "csat"),
               ("support", "help", "technical", "ticket")),
    Touchpoint("Personalised e-mail", "retention", "Learning and growth",
               ("email_open_rate", "email_click_rate", "email_conversion_rate"), ("e-mail", "email", "newsletter")),
    Touchpoint("Loyalty programme", "advocacy", "Financial", ("repeat_purchase_rate", "customer_lifetime_value"),
               ("loyalty", "rewards")),
    Touchpoint("Referral", "advocacy", "Customer", ("referral_rate", "referral_revenue", "new_customers"),
               ("referral", "refer a friend", "recommend", "ambassador")),
)  # fmt: skip


def decided_touchpoints(ledger: Ledger) -> tuple[Touchpoint, ...]:
    """The touchpoints as people decided on them; the usual ones until then."""
    values = ledger.present(KIND).get(SUBJECT)
    return DEFAULT_TOUCHPOINTS if values is None else from_values(values)


def as_values(touchpoints: Iterable[Touchpoint]) -> list[dict[str, Any]]:
    """The touchpoints as the ledger holds them."""
    return [asdict(at) | {"metrics": list(at.metrics), "words": list(at.words)} for at in touchpoints]


def from_values(values: Iterable[dict[str, Any]]) -> tuple[Touchpoint, ...]:
    """The touchpoints from what the ledger holds.

    >>> from_values(as_values(DEFAULT_TOUCHPOINTS)) == DEFAULT_TOUCHPOINTS
    True
    """
    return tuple(
        Touchpoint(**(value | {"metrics": tuple(value["metrics"]), "words": tuple(value["words"])})) for value in values
    )


def checked(
    touchpoints: Iterable[Touchpoint], phases: Iterable[Phase], metrics: Iterable[str]
) -> tuple[Touchpoint, ...]:
    """The touchpoints, if each is named once and names a phase, a perspective and metrics that there are."""
    touchpoints, known, kpis = tuple(touchpoints), {phase.id for phase in phases}, set(metrics)
    seen: set[str] = set()
    for at in touchpoints:
        if not at.name.strip() or at.name.casefold() in seen:
            raise JourneyError(
                f"Every touchpoint needs a name of its own; {at.name or 'an empty one'} stands twice or not at all."
            )
        seen.add(at.name.casefold())
        if at.phase not in known:
            raise JourneyError(f"{at.name} stands in {at.phase!r}, which is no phase. Choose one of the list.")
        if at.perspective not in PERSPECTIVES:
            raise JourneyError(f"{at.name} needs a perspective: {', '.join(PERSPECTIVES)}.")
        unknown = [metric for metric in at.metrics if metric not in kpis]
        if unknown:
            raise JourneyError(f"{at.name} is to be measured by {unknown[0]}, which is no KPI. Choose from the list.")
    return touchpoints


def leading_rules(touchpoints: Iterable[Touchpoint]) -> tuple[Rule, ...]:
    """The rules by which touchpoints place their rows before any other rule is asked.

    >>> [rule.sentence for rule in leading_rules([Touchpoint("Shop", "purchase", "Customer", leads=True)])][:2]
    ['any row whose touchpoint mentions Shop', 'tickets whose category mentions Shop']
    """
    places = (("", "touchpoint"), ("tickets", "category"), ("measures", "measure"))
    return tuple(
        Rule(at.phase, table, field, "mentions", (at.name, *at.words))
        for at in touchpoints
        if at.leads
        for table, field in places
    )


def named(said: str, touchpoints: Iterable[Touchpoint]) -> str:
    """What a touchpoint or category of the data is called: the first touchpoint that takes it, else as it was written.

    >>> named("Landing page", DEFAULT_TOUCHPOINTS), named("Kiosk", DEFAULT_TOUCHPOINTS)
    ('Website visit', 'Kiosk')
    """
    return next((at.name for at in touchpoints if at.takes(said)), " ".join(said.split()))
