"""Judging what a table without a vendor's marks holds: every kind is tried, the best that can be is taken."""

from __future__ import annotations

from collections.abc import Mapping as Told
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column, plain
from analytics.files.kinds import KINDS, Kind
from analytics.files.lexicon import concepts
from analytics.files.mapping import Mapping
from analytics.files.matching import match_fields, names_of
from analytics.files.order_lines import with_order_lines, with_unit_prices
from analytics.files.parts import is_whole, words_of
from analytics.files.questions import is_about_answers
from analytics.files.survey_forms import with_metric_of_name, with_questions
from analytics.files.table import SourceTable
from analytics.files.telling import (
    is_about_money,
    is_about_people,
    is_of_an_account,
    is_paid_for,
    rates_a_ticket,
    speaks_for,
)
from analytics.files.undated import is_undated_survey
from analytics.files.uses import (
    missing_fields,
    names_kind,
    use_of,
    with_constants,
)
from analytics.files.wide_measures import with_figures

# What a file of a kind shows besides its required fields: one of the first must be there under a name that
# can hardly mean anything else, and as many of the second as the number says.
_SIGNS: dict[str, frozenset[str]] = {
    "tickets": frozenset(
        str.split("ticket_id first_response_at first_response_minutes resolution_minutes sla_met reopens priority")
    ),
    "sales": frozenset(str.split("order_id currency refunded product coupon status ordered_at amount")),
    "subscriptions": frozenset(["subscription_id", "interval", "cancel_reason", "amount"]),
    "usage": frozenset(["event"]),
    "measures": frozenset(["measure"]),
}


_SUBSTANCE: dict[str, tuple[frozenset[str], int]] = {
    "tickets": (
        frozenset(
            str.split(
                "first_response_at first_response_minutes resolved_at resolution_minutes status priority "
                "channel category subject body satisfaction reopens replies sla_met"
            )
        ),
        2,
    ),
    "subscriptions": (frozenset(["plan", "amount", "interval", "status", "ended_at"]), 2),
}


_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "sales": (
        ("order_id", "customer_id", "ordered_at", "amount"),
        ("customer_id", "ordered_at", "amount", "status"),
    ),
    "tickets": (
        ("ticket_id", "created_at", "resolved_at", "status", "category"),
        ("created_at", "resolved_at", "status", "subject"),
        ("created_at", "first_response_minutes", "status", "subject"),
    ),
}

# What is enough where the table is called so: a contract has somebody, a start and an end, a complaint somebody, a day and a text,
# or a word for it.
_ENOUGH_IF_NAMED: dict[str, tuple[frozenset[str], ...]] = {
    "subscriptions": (frozenset(["customer_id", "started_at", "ended_at"]),),
    "tickets": (frozenset(["customer_id", "created_at", "body"]), frozenset(["customer_id", "created_at", "category"])),
}

# People in a table of these are the company's own.
_STAFF = frozenset(str.split("admin agent employee owner staff team"))
_OF_STAFF = frozenset(str.split("role id|team id|primary team id|division id|is admin|user type|manager id", "|"))


# The one row of such a table is the company itself.
_COMPANY = frozenset(str.split("shop store brand merchant business"))


# Kinds whose rows have a customer each, and are none.
_WITH_CUSTOMERS = ("subscriptions", "sales", "tickets")


# A confidence that only a name of the first tier has, and the weight of the table's own name.
_SURE = 0.9
_LIKELY = 0.7


_NAMED = 0.5

# A kind may lack so many required fields to be worth asking a person about, and so much must speak for it all the same.
_LACKING = 2
_ALMOST = 1.5


def by_names(table: SourceTable, columns: Sequence[Column], kind: str | None, fields: Told[str, str]) -> Mapping:
    """The kind whose fields the columns fill best; of kind ``other`` where none is filled well enough."""
    kinds = [KINDS[kind]] if kind else [k for k in KINDS.values() if set(fields) <= {f.name for f in k.fields}]
    candidates = [_as_kind(table, columns, candidate, fields) for candidate in kinds]
    if kind:
        return candidates[0]
    # A row that numbers an order, a ticket or an answer is not a customer, even where each has but one.
    numbered = any(mapping.kind != "customers" and _numbers_rows(mapping) for mapping in candidates)
    rated = [
        (0.0 if numbered and mapping.kind == "customers" else _rating(mapping, table, columns), mapping)
        for mapping in candidates
    ]
    rated.sort(key=lambda pair: -pair[0])
    (best, mapping), *others = rated
    if best <= 0:
        almost = [
            (_rating(other, table, columns, _LACKING) - len(missing_fields(other)), other) for other in candidates
        ]
        best, mapping = max(almost, key=lambda pair: pair[0])
        called = names_kind(table.name, "surveys")
        undated = next((one for one in candidates if is_undated_survey(one, called)), Mapping("other"))
        return replace(mapping, confidence=0.5) if best > _ALMOST else undated
    mapping = replace(mapping, confidence=round(min(0.97, _confidence(mapping)), 2))
    if others and others[0][0] > max(best - 0.5, 0):
        other = others[0][1].kind
        mapping = replace(
            mapping,
            confidence=round(mapping.confidence * 0.8, 2),
            doubts=(*mapping.doubts, f"It could also be {other}; it was taken for {mapping.kind}."),
        )
    return mapping


def _as_kind(table: SourceTable, columns: Sequence[Column], kind: Kind, fields: Told[str, str]) -> Mapping:
    told = {column.name for column in columns if column.name in fields.values()}
    left = [column for column in columns if column.name not in told and not _is_id_of_survey(column, columns)]
    matched = match_fields(left, kind, fields)
    uses = tuple(
        use_of(match.field, match.column, kind, round(match.confidence, 2)) for match in matched.chosen.values()
    )
    mapping = Mapping(kind.name, uses, doubts=matched.doubts)
    mapping = with_constants(with_unit_prices(mapping, columns), table.name)
    mapping = with_order_lines(mapping, table)
    if kind.name == "measures":
        mapping = with_figures(mapping, columns, fields)
    if kind.name == "surveys" and not {"question", "score", "comment"} & set(fields):
        mapping = with_questions(mapping, columns, names_kind(table.name, "surveys"))
        mapping = with_metric_of_name(mapping, table.name)
    return mapping


def _is_id_of_survey(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a survey's id says which survey was answered, because the answers have ids of their own."""
    return column.plain == "survey id" and any(other.plain == "id" and other.is_unique for other in columns)


def _rating(mapping: Mapping, table: SourceTable, columns: Sequence[Column], lacking: int = 0) -> float:
    """How much speaks for a kind: the fields it fills, its questions, its signs; 0 when it cannot be.

    So many of its required fields may be ``lacking``.
    """
    named = names_kind(table.name, mapping.kind)
    if len(missing_fields(mapping)) > lacking and not (named and is_undated_survey(mapping, named)):
        return 0.0
    if not is_whole(mapping, table, columns):
        return 0.0
    filled = {use.field: use.confidence for use in mapping.uses if use.column}
    signs = {field for field in _SIGNS.get(mapping.kind, ()) if filled.get(field, 0) >= _SURE}
    told = speaks_for(mapping.kind, columns)
    if mapping.kind in _SIGNS and not signs and not named and not told and not _is_all_there(mapping, filled):
        return 0.0
    if (
        rates_a_ticket(mapping, columns)
        or is_paid_for(mapping, columns)
        or (_counts_days(mapping) and is_about_money(columns))
    ):
        return 0.0
    if mapping.kind == "sales" and (
        is_of_an_account(columns) or (filled.get("order_id", 0) < _SURE and is_about_people(columns))
    ):
        return 0.0
    substance, least = _SUBSTANCE.get(mapping.kind, (frozenset(), 0))
    # An id that says what it numbers, if only with the table's name, speaks for the kind as one more field does.
    least -= int(KINDS[mapping.kind].key[0] in (filled if named else signs))
    enough = any(filled.keys() >= fields for fields in _ENOUGH_IF_NAMED.get(mapping.kind, ()))
    enough = enough and named and not _is_numbered_again(mapping, columns)
    if not enough and len(substance & {use.field for use in mapping.uses}) < least:
        return 0.0
    if mapping.kind == "surveys" and not _is_survey(mapping, table, columns):
        return 0.0
    if mapping.kind == "customers" and not _is_one_row_each(mapping, table, columns):
        return 0.0
    weight = (
        sum(filled.values())
        + len(mapping.column_questions)
        + bool(mapping.row_questions)
        + len(mapping.figures)
        + 0.5 * len(signs)
        + _NAMED * (named + told)
    )
    # What describes a customer may stand in any file: all else being equal it is the other kind.
    return weight if mapping.kind != "customers" else weight - 0.6


def _is_numbered_again(mapping: Mapping, columns: Sequence[Column]) -> bool:
    """Whether a column is called as the number of the rows and is none: several rows are about one thing."""
    key = KINDS[mapping.kind].key[0]
    return not mapping.column_of(key) and any(column.plain in names_of(mapping.kind, key) for column in columns)


def _is_all_there(mapping: Mapping, filled: Told[str, float]) -> bool:
    """Whether fields stand together that alone could be anything: all four of an order, the course of a ticket, figures."""
    return bool(mapping.figures) or any(
        all(filled.get(field, 0) >= _LIKELY for field in together) for together in _TOGETHER.get(mapping.kind, ())
    )


def _is_survey(mapping: Mapping, table: SourceTable, columns: Sequence[Column]) -> bool:
    """Prose alone makes no survey: it takes a score, an answer's id, or a name that says so."""
    id_use = mapping.use_of("response_id")
    return (
        any(map(is_about_answers, columns))
        or names_kind(table.name, "surveys")
        or any(question.score_column for question in mapping.questions)
        or bool(id_use and id_use.confidence >= _SURE)
    )


def _is_one_row_each(mapping: Mapping, table: SourceTable, columns: Sequence[Column]) -> bool:
    """Whether each row is one customer, and is described as one."""
    key = mapping.use_of("customer_id")
    if not key or any(column.name == key.column and column.values and not column.is_unique for column in columns):
        return False
    named = names_kind(table.name, "customers")
    words = words_of(table.name)
    if words & _STAFF or len(_OF_STAFF & {column.plain for column in columns}) > 1 or (words & _COMPANY and not named):
        return False
    sure = key.confidence >= _SURE
    if key.confidence < 0.6:
        return named or "customer" in concepts(plain(mapping.column_of("joined_at") or ""))
    if not named and any(names_kind(table.name, kind) for kind in _WITH_CUSTOMERS):
        return False  # contracts, even where each customer has but one
    described = len(mapping.uses) - 1
    # Columns with an underscore in front are the marks of a data pipeline.
    wide = sum(not column.name.startswith("_") for column in columns) > 5
    return (named and sure) or described >= (1 if named or sure else 2) or (wide and (named or sure))


def _counts_days(mapping: Mapping) -> bool:
    """Whether nothing names what was done: then only the table's name speaks for usage."""
    event = mapping.use_of("event")
    return mapping.kind == "usage" and event is not None and not event.column


def _numbers_rows(mapping: Mapping) -> bool:
    use = mapping.use_of(KINDS[mapping.kind].key[0])
    return bool(use and use.field.endswith("_id") and use.field != "customer_id" and use.confidence >= 0.9)


def _confidence(mapping: Mapping) -> float:
    required = [f.name for f in KINDS[mapping.kind].fields if f.required]
    sure = [use.confidence for use in mapping.uses if use.field in required]
    sure += [0.9 for _ in mapping.questions[:1]]
    return sum(sure) / len(sure) if sure else 0.5
