"""From columns to uses: units, zones, translations and constants."""

from __future__ import annotations

import re
from dataclasses import replace

from analytics.files.columns import Column, plain
from analytics.files.kinds import KINDS, Kind
from analytics.files.lexicon import concepts
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.scales import words_for
from analytics.files.units import currency_in, duration_unit, is_in_cents
from analytics.files.words import ACTIVE, CHURNED, TURNED, WORDS

_TIME_ZONE_WORDS = re.compile(r"\b(utc|gmt)\b")


# What tables of a kind are called, in the singular.
_TABLE_WORDS = {
    "tickets": "ticket case support incident conversation helpdesk complaint call",
    "sales": "sale order invoice billing payment transaction revenue purchase charge booking reservation donation receipt deal",
    "subscriptions": "subscription service contract membership abo abonnement policy",
    "customers": "customer account user client contact member churn people loyalty",
    "usage": "usage event activity session login visit click clickstream checkin",
    "measures": "measure kpi metric",
    "surveys": "survey nps csat ces feedback review rating response questionnaire satisfaction",
}


_PLURALS = ("", "s", "n", "en", "es")


def names_kind(name: str, kind: str) -> bool:
    """Whether a table's name says that it holds this kind.

    >>> names_kind("support_tickets.csv", "tickets"), names_kind("export.csv", "tickets")
    (True, False)
    >>> names_kind("Bestellungen_2026.csv", "sales"), names_kind("ankieta.csv", "surveys")
    (True, True)
    """
    known = set(_TABLE_WORDS[kind].split())
    singular = {word.removesuffix(ending) for word in plain(name).split() for ending in _PLURALS}
    return any(word in known or known & concepts(word) for word in singular)


def use_of(field: str, column: Column, kind: Kind, confidence: float) -> ColumnUse:
    """A column's use with the unit, zone and translations that its name and values tell."""
    use = ColumnUse(field, column.name, confidence)
    match kind.field(field).type:
        case "time":
            return replace(use, timezone=zone_in(column.name))
        case "minutes":
            return replace(use, unit=duration_unit(column.name))
        case "money":
            return replace(use, unit="cents" if is_in_cents(column.name) else "")
        case "flag":
            turned = bool(re.search(r"violat|breach|miss", column.plain)) and column.fits["flag"]
            return replace(use, values=TURNED if turned else words_for(field, column))
    if field in WORDS:
        return replace(use, values=words_for(field, column))
    if field == "status" and re.search(r"churn|exited|attrition", column.plain):
        return replace(use, values=CHURNED)
    if field == "status" and "active" in concepts(column.plain) and column.values and column.fits["flag"]:
        return replace(use, values=ACTIVE)
    return use


def zone_in(name: str) -> str:
    return "UTC" if _TIME_ZONE_WORDS.search(plain(name)) else ""


def with_constants(mapping: Mapping, table: str) -> Mapping:
    """Values that stand in a column's name and not in its cells: a currency, the period of a price."""
    uses = list(mapping.uses)
    filled = {use.field: use for use in uses}
    amount = filled.get("amount")
    if mapping.kind == "sales" and amount and "currency" not in filled and (code := currency_in(amount.column)):
        uses.append(ColumnUse("currency", "", constant=code))
    if mapping.kind == "subscriptions" and amount:
        words = set(plain(amount.column).split())
        by_month = words & {"mrr", "monthly"} or "month" in concepts(plain(amount.column))
        period = "month" if by_month else "year" if words & {"arr", "annual", "yearly", "year"} else ""
        if period:
            # A monthly rate stays one, however often the bill comes.
            uses = [use for use in uses if use.field != "interval"]
            uses.append(ColumnUse("interval", "", constant=period))
    doubts = mapping.doubts
    if mapping.kind == "usage" and "event" not in filled and names_kind(table, "usage"):
        uses.append(ColumnUse("event", "", 0.7, constant="usage"))
        doubts += ("No column names what was done; every row counts as the event usage.",)
    return replace(mapping, uses=tuple(uses), doubts=doubts)


def unfilled(field: str) -> ColumnUse:
    """The use by which a person says of a field that is asked for that no column fills it."""
    return ColumnUse(field, "")


def missing_fields(mapping: Mapping) -> list[str]:
    """Fields that nothing fills and that a file has to fill, or of which a person has to say that it does not.

    An id of the rows themselves can be made from their content.

    >>> order = Mapping("sales", (ColumnUse("ordered_at", "Day"), ColumnUse("amount", "Total")))
    >>> missing_fields(order), missing_fields(replace(order, uses=(*order.uses, unfilled("customer_id"))))
    (['customer_id'], [])
    """
    if mapping.kind not in KINDS:
        return []
    kind = KINDS[mapping.kind]
    filled = {use.field for use in mapping.uses}
    if mapping.questions:
        filled.add("question")
    if mapping.figures:
        filled |= {"measure", "period", "value"}
    made = {kind.key[0]} if kind.key[0].endswith("_id") and kind.key[0] != "customer_id" else set()
    missing = [
        field.name for field in kind.fields if (field.required or field.asked) and field.name not in filled | made
    ]
    if mapping.kind == "surveys" and "question" in missing:
        missing[missing.index("question")] = "score"
    if (
        mapping.kind == "surveys"
        and "question" in filled
        and not mapping.questions
        and not filled & {"score", "comment"}
    ):
        missing.append("score")
    return missing
