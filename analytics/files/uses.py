"""From columns to uses: units, zones, translations, constants and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.batteries import battery_of
from analytics.files.columns import Column, plain
from analytics.files.kinds import KINDS, Kind
from analytics.files.lexicon import concepts
from analytics.files.mapping import ColumnUse, Mapping, Metric, Question
from analytics.files.question_doubts import once_measured
from analytics.files.questions import find_questions, is_bare
from analytics.files.scales import words_for
from analytics.files.units import currency_in, duration_unit, is_in_cents
from analytics.files.words import CHURNED, TURNED, WORDS

_TIME_ZONE_WORDS = re.compile(r"\b(utc|gmt)\b")


_LONG = {
    "score": ("score", "answer", "rating", "value", "response value", "answer value", "response", "answers"),
    "comment": ("comment", "comments", "text", "verbatim", "answer text", "feedback", "open answer"),
    "scale_low": ("scale low", "scale min", "min"),
    "scale_high": ("scale high", "scale max", "max"),
}


# What a column of survey types calls a measure, with the scale it is asked on.
_SCALES: dict[str, tuple[Metric, float, float]] = {
    "nps": ("nps", 0.0, 10.0),
    "netpromoterscore": ("nps", 0.0, 10.0),
    "csat": ("csat", 1.0, 5.0),
    "ces": ("ces", 1.0, 7.0),
}

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
        period = "month" if words & {"mrr", "monthly"} else "year" if words & {"arr", "annual", "yearly"} else ""
        if period:
            # A monthly rate stays one, however often the bill comes.
            uses = [use for use in uses if use.field != "interval"]
            uses.append(ColumnUse("interval", "", constant=period))
    doubts = mapping.doubts
    if mapping.kind == "usage" and "event" not in filled and names_kind(table, "usage"):
        uses.append(ColumnUse("event", "", 0.7, constant="usage"))
        doubts += ("No column names what was done; every row counts as the event usage.",)
    return replace(mapping, uses=tuple(uses), doubts=doubts)


def with_questions(mapping: Mapping, columns: Sequence[Column], named: bool = False) -> Mapping:
    """The questions of a survey in wide form; in long form the columns of question and score are uses.

    ``named`` tells that the table's name says it is a survey.
    """
    if mapping.column_of("question"):
        return _as_long_form(mapping, columns)
    used = {use.column for use in mapping.uses}
    asked = [column for column in columns if column.name not in used]
    questions, doubts = find_questions(asked)
    if not mapping.vendor:
        questions, doubts = _with_battery(questions, doubts, asked, named)
    mapping = replace(mapping, questions=questions, doubts=(*mapping.doubts, *doubts))
    metric = mapping.column_of("metric")
    return _as_told(mapping, next(column for column in columns if column.name == metric)) if metric else mapping


def _with_battery(
    questions: tuple[Question, ...], doubts: tuple[str, ...], columns: Sequence[Column], named: bool
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The questions and a battery of ratings, if there is one; what a wording says is measured stays so."""
    rated, told = battery_of(columns, named)
    if not rated:
        return questions, doubts
    metrics = {question.score_column: question.metric for question in questions}
    rated = tuple(replace(question, metric=metrics.get(question.score_column, "rating")) for question in rated)
    others = tuple(
        question for question in questions if question.score_column not in {one.score_column for one in rated}
    )
    return (*rated, *others), (*doubts, told)


def _as_told(mapping: Mapping, metric: Column) -> Mapping:
    """The questions with the metric that a column names for all rows; none scored where it names several."""
    named = {re.sub(r"\W", "", value.lower()) for value in metric.values}
    plain_scores = [question for question in mapping.questions if question.metric == "rating"]
    uses = tuple(use for use in mapping.uses if use.field != "metric")
    if not plain_scores or not named <= _SCALES.keys():
        return replace(mapping, uses=uses)
    if len(named) > 1:
        kept = tuple(question for question in mapping.questions if question not in plain_scores)
        doubt = f"{metric.name} names several measures for one column of scores; split the file, one measure each."
        return replace(mapping, uses=uses, questions=kept, doubts=(*mapping.doubts, doubt))
    told, low, high = _SCALES[named.pop()]
    asked = tuple(
        replace(question, metric=told, scale_low=low, scale_high=high)
        if question in plain_scores and (question.scale_high or 0) <= high
        else question
        for question in mapping.questions
    )
    return replace(mapping, uses=uses, questions=asked, doubts=once_measured(mapping.doubts))


def with_metric_of_name(mapping: Mapping, table: str) -> Mapping:
    """The one score of which no column says what was asked, as the table's name says it: ``nps_2026.csv``.

    >>> asked = Mapping("surveys", questions=(Question("score", "rating", "score", scale_low=0, scale_high=10),))
    >>> with_metric_of_name(asked, "nps_2026.csv").questions[0].metric
    'nps'
    >>> with_metric_of_name(asked, "export.csv") == asked
    True
    """
    told = {"nps", "csat", "ces"} & set(plain(table).split())
    bare = [question for question in mapping.questions if question.metric == "rating" and is_bare(question.name)]
    if len(told) != 1 or len(bare) != 1:
        return mapping
    metric, _, high = _SCALES[told.pop()]
    if metric == "nps" and bare[0].scale_high != high:
        return mapping
    questions = tuple(
        replace(question, metric=metric, scale_low=0 if metric == "nps" else question.scale_low)
        if question is bare[0]
        else question
        for question in mapping.questions
    )
    return replace(mapping, questions=questions, doubts=once_measured(mapping.doubts))


def _as_long_form(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    kind = KINDS["surveys"]
    used = {use.column for use in mapping.uses}
    uses = list(mapping.uses)
    for field, names in _LONG.items():
        for column in columns:
            if column.plain in names and column.name not in used and column.fits[kind.field(field).type]:
                uses.append(use_of(field, column, kind, 0.85))
                used.add(column.name)
                break
    return replace(mapping, uses=tuple(uses))


def missing_fields(mapping: Mapping) -> list[str]:
    """Required fields that nothing fills. An id of the rows themselves can be made from their content."""
    if mapping.kind not in KINDS:
        return []
    kind = KINDS[mapping.kind]
    filled = {use.field for use in mapping.uses}
    if mapping.questions:
        filled.add("question")
    if mapping.figures:
        filled |= {"measure", "period", "value"}
    made = {kind.key[0]} if kind.key[0].endswith("_id") and kind.key[0] != "customer_id" else set()
    missing = [field.name for field in kind.fields if field.required and field.name not in filled | made]
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
