"""The rules that place a row of data in a phase: read from top to bottom, the first that fits wins.

A rule is data, so that a person can read and change it. What a rule may look at:

=================  =====================================================================
``touchpoint``     of a survey answer or a measure
``category``       of a ticket or an order
``question``       the question of a survey answer
``text``           what a customer wrote: a comment, or a ticket's subject, tags and body
``channel``        of a survey answer, ticket or order
``event``          of usage
``measure``        the name of a measure
``days`` and more  since an event in the customer's life: see ``analytics.journey.since``
``column:NAME``    a column of the file that fills no field, by its name there
=================  =====================================================================
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from analytics.errors import JourneyError
from analytics.journey.since import counts_days, event_words

TABLES = ("surveys", "tickets", "sales", "usage", "measures")
FIELDS = ("touchpoint", "category", "question", "text", "channel", "event", "measure")
COLUMN = "column:"
Test = Literal["mentions", "is", "at most", "more than", "any"]
TESTS: tuple[Test, ...] = ("mentions", "is", "at most", "more than", "any")


@dataclass(frozen=True)
class Rule:
    """Rows of ``table`` (``""``: every table) whose ``field`` passes ``test`` belong to ``phase``.

    ``mentions`` looks for any of ``words`` at the start of a word, without regard to case; ``is``
    compares the whole value; ``at most`` and ``more than`` compare a number of days, a negative
    number being a time before the first order; ``any`` takes every row in which ``field`` is filled.

    >>> Rule("support", "tickets", "text", "mentions", ("refund",)).sentence
    'tickets whose text mentions refund'
    """

    phase: str
    table: str
    field: str
    test: Test
    words: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The rule in words."""
        rows = self.table or "any row"
        words = ", ".join(self.words)
        if counts_days(self.field):
            told = f"{rows} {self.test} {words} days after {event_words(self.field)}"
            return told.replace("any  days", "any number of days")
        field = self.field.replace(COLUMN, "column ", 1)
        return f"{rows} with a {field}" if self.test == "any" else f"{rows} whose {field} {self.test} {words}"


# What touchpoints, categories and measures are called in exports, by phase.
_VOCABULARY: dict[str, tuple[str, ...]] = {
    "awareness": ("awareness", "website", "landing", "advert", "ad campaign", "social", "search", "bounce",
                  "page_views", "traffic", "impressions", "press"),
    "consideration": ("consideration", "sales", "product page", "product comparison", "comparison", "plans", "prices",
                      "pricing", "trial", "demo", "quote", "enquiry", "inquiry", "pre-sale", "presale", "conversion"),
    "purchase": ("purchase", "checkout", "payment", "cart", "order", "billing", "invoice", "charge", "delivery",
                 "shipping"),
    "adoption": ("adoption", "onboarding", "setup", "set-up", "set up", "welcome", "first use", "getting started",
                 "activation", "installation", "tutorial", "training session", "app"),
    "support": ("support", "help", "technical", "complaint", "return", "repair", "ticket", "call centre",
                "call center", "service", "bug", "incident", "problem", "contact"),
    "retention": ("retention", "renewal", "subscription", "e-mail", "email", "newsletter", "account review", "cancel",
                  "churn"),
    "advocacy": ("advocacy", "referral", "refer a friend", "review", "recommend", "community", "ambassador", "loyalty",
                 "rewards"),
}  # fmt: skip

_ORDER = ("advocacy", "adoption", "purchase", "consideration", "awareness", "retention", "support")


def _default_rules() -> tuple[Rule, ...]:
    rules = [Rule(phase, "", "touchpoint", "is", (phase,)) for phase in _ORDER]
    rules += [Rule(phase, "", "touchpoint", "mentions", _VOCABULARY[phase]) for phase in _ORDER]
    rules += [Rule(phase, "tickets", "category", "mentions", _VOCABULARY[phase]) for phase in _ORDER]
    rules += [Rule(phase, "measures", "measure", "mentions", _VOCABULARY[phase]) for phase in _ORDER]
    rules += [
        Rule("adoption", "usage", "event", "mentions", ("onboarding", "activate", "activation", "first_", "signup")),
        Rule("adoption", "surveys", "text", "mentions", ("onboarding", "getting started", "first delivery")),
        Rule("adoption", "tickets", "text", "mentions", ("onboarding", "getting started", "how do i start")),
        Rule("advocacy", "surveys", "text", "mentions", ("referral", "refer a friend", "referred", "invite a friend")),
        Rule("advocacy", "tickets", "text", "mentions", ("referral", "refer a friend", "referred", "invite a friend")),
        Rule("purchase", "tickets", "text", "mentions", ("checkout", "invoice", "charged twice", "double charge")),
        Rule("retention", "tickets", "text", "mentions", ("cancel my subscription", "unsubscribe", "renewal")),
        Rule("consideration", "tickets", "days", "at most", ("-1",)),
        Rule("adoption", "tickets", "days", "at most", ("30",)),
        Rule("support", "tickets", "days", "more than", ("30",)),
        Rule("consideration", "surveys", "days", "at most", ("-1",)),
        Rule("adoption", "surveys", "days", "at most", ("30",)),
        Rule("retention", "surveys", "days", "more than", ("30",)),
        Rule("purchase", "sales", "days", "at most", ("0",)),
        Rule("retention", "sales", "days", "more than", ("0",)),
        Rule("adoption", "usage", "days", "at most", ("30",)),
        Rule("retention", "usage", "days", "more than", ("30",)),
    ]
    return tuple(rules)


DEFAULT_RULES: tuple[Rule, ...] = _default_rules()


def as_values(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The rules as the ledger holds them."""
    return [asdict(rule) | {"words": list(rule.words)} for rule in rules]


def from_values(values: Iterable[dict[str, Any]]) -> tuple[Rule, ...]:
    """The rules from what the ledger holds.

    >>> from_values(as_values(DEFAULT_RULES)) == DEFAULT_RULES
    True
    """
    return tuple(Rule(**(value | {"words": tuple(value["words"])})) for value in values)


def checked(rules: Iterable[Rule], phases: Iterable[str]) -> tuple[Rule, ...]:
    """The rules, if every one can be followed; else a sentence that names the first that cannot."""
    known = set(phases)
    rules = tuple(rules)
    for number, rule in enumerate(rules, start=1):
        if rule.phase not in known:
            raise JourneyError(
                f"Rule {number} places rows in {rule.phase!r}, which is no phase. Choose one of the list."
            )
        if not is_field(rule.field) or rule.test not in TESTS or (rule.table and rule.table not in TABLES):
            raise JourneyError(f"Rule {number} cannot be followed ({rule.sentence}). Choose from the lists.")
        if _compares(rule) and not all(_is_number(word) for word in rule.words or ("",)):
            what = "a number of days" if counts_days(rule.field) else "a number"
            raise JourneyError(f"Rule {number} needs {what}, not {', '.join(rule.words) or 'nothing'}.")
        if rule.test in ("mentions", "is") and not any(word.strip() for word in rule.words):
            raise JourneyError(f"Rule {number} names no words to look for. Write at least one.")
    return rules


def is_field(field: str) -> bool:
    """Whether a rule can look at this: a field of the list, the days since an event, or a column by its name.

    >>> is_field("text"), is_field("column:Region"), is_field("column:"), is_field("since:first use"), is_field("phone")
    (True, True, False, True, False)
    """
    return field in FIELDS or counts_days(field) or (field.startswith(COLUMN) and field != COLUMN)


def _compares(rule: Rule) -> bool:
    """Whether the rule compares a number; any number of days was accepted before, and still is."""
    return rule.test in ("at most", "more than") or (counts_days(rule.field) and rule.test != "any")


def _is_number(word: str) -> bool:
    try:
        return math.isfinite(float(word))
    except ValueError:
        return False
