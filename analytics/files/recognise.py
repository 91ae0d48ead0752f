"""Recognising what a source table holds: its kind, its vendor, and which column fills which field.

Right or asked, never silently wrong: what is not clear stays unmapped, and a sentence says so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Told
from dataclasses import replace
from types import MappingProxyType

from analytics.errors import UnclearMapping
from analytics.files.candidates import columns_that_fit
from analytics.files.clocks import with_clocks
from analytics.files.columns import Column, columns_of
from analytics.files.identifying import with_identifying_columns
from analytics.files.judging import by_names
from analytics.files.kinds import KINDS, Kind
from analytics.files.long_form import with_questions_asked
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.files.mended import REASONS
from analytics.files.messages import as_messages, messages_in
from analytics.files.nobody import without_nobody
from analytics.files.questions import find_questions
from analytics.files.spoken_units import with_spoken_units
from analytics.files.survey_forms import with_metric_of_name, with_questions
from analytics.files.table import SourceTable
from analytics.files.undated import is_day, on_day, with_day_of_file
from analytics.files.uses import missing_fields, unfilled, use_of, zone_in
from analytics.files.vendors import VENDORS, Vendor

NONE_TOLD: Told[str, str] = MappingProxyType({})


def recognise(
    table: SourceTable,
    kind: str | None = None,
    fields: Told[str, str] = NONE_TOLD,
    timezone: str = "",
    complete: bool = True,
) -> Mapping:
    """The mapping of ``table``, from its columns' names, their wording, and the values of its preview.

    ``kind`` and ``fields`` (field -> column) are what a person told; they win over what was found. A time may
    be told as one day for all rows (``2026-03-05``), where no column is called so. Of a field that is asked for (the
    customer of an order) it may be told that no column fills it: its column is ``""``.
    ``timezone`` is that of times which name none. Without a told kind, a table in which nothing is
    recognised is of kind ``other``. Raises UnclearMapping when a told kind, field or column does not
    exist, or when nothing fills a required field of the told kind. With ``complete`` off, what nothing fills
    is left open for a person to choose (``missing_fields`` and ``columns_that_fit`` say what from), unless no column could.

    >>> from pathlib import Path
    >>> from analytics.files.table import Layout
    >>> names = ("Ticket ID", "Client ID", "Opened at", "Betreff")
    >>> rows = (("1", "C7", "2026-01-05 10:00", "Rechnung falsch"), ("2", "C9", "2026-01-06 11:30", "Hilfe"))
    >>> mapping = recognise(SourceTable(Path("t.csv"), "t.csv", Layout("csv"), names, names, rows))
    >>> mapping.kind, mapping.column_of("created_at"), mapping.column_of("subject")
    ('tickets', 'Opened at', 'Betreff')
    """
    columns = tuple(column for column in columns_of(table) if column.name != REASONS)
    _check_told(table, kind, fields)
    if kind == "other":
        return Mapping("other")
    if fields and not kind:
        kind = _kind_untold(table, fields)
    mapping = _by_vendor(columns, kind, fields)
    if mapping:
        mapping = _with_own_columns(mapping, table, columns)
    elif kind in (None, "tickets") and (of_messages := as_messages(columns)):
        mapping = of_messages
    else:
        mapping = by_names(table, columns, kind, fields)
    mapping = with_day_of_file(_with_told(mapping, columns, fields), table, columns, kind)
    if fields and mapping.kind == "other":
        raise UnclearMapping(
            f"{table.name} is not recognised as anything with {', '.join(fields)}. "
            f"Say what it holds: {' or '.join(_kinds_with(fields))}."
        )
    missing = missing_fields(mapping)
    lack = " or ".join(missing)
    if missing and complete and (kind or fields):
        raise UnclearMapping(
            f"{table.name} cannot be loaded as {mapping.kind}: no column is recognised as {lack}. "
            f"Name it like this: {missing[0]}=COLUMN.{_if_none_does(mapping.kind, missing)}"
        )
    if missing and (complete or not (kind or all(_may_be_filled(table, mapping, field) for field in missing))):
        doubt = f"It looks like {mapping.kind}, but no column is recognised as {lack}; it is kept as it came." + (
            f" If one is, say which: --map {missing[0]}=COLUMN.{_if_none_does(mapping.kind, missing)}"
            if complete
            else ""
        )
        return Mapping("other", vendor=mapping.vendor, confidence=0.5, doubts=(*mapping.doubts, doubt))
    mapping = without_nobody(with_spoken_units(with_clocks(mapping, columns), columns, fields), columns)
    return with_identifying_columns(_with_timezone(mapping, timezone), columns)


def _if_none_does(kind: str, missing: Sequence[str]) -> str:
    """What to do about fields of which a person may say that no column fills them."""
    lacked = [field for field in missing if KINDS[kind].field(field).asked]
    return "".join(f" If no column does, say so: --without {field}." for field in lacked)


# What tells the questions of a survey in long form.
_ASKED = ("question", "metric", "score", "comment")


def _may_be_filled(table: SourceTable, mapping: Mapping, field: str) -> bool:
    fitting = columns_that_fit(table, mapping, field)
    return KINDS[mapping.kind].field(field).asked or any(column not in mapping.columns for column in fitting)


def _kind_untold(table: SourceTable, fields: Told[str, str]) -> str | None:
    """What the table is taken for without the told fields, where that has such fields: being told them must not change it."""
    untold = recognise(table).kind
    return untold if untold in _kinds_with(fields) else None


def _kinds_with(fields: Iterable[str]) -> list[str]:
    """The kinds that have all these fields."""
    return [name for name, kind in KINDS.items() if {field.name for field in kind.fields} >= set(fields)]


def _check_told(table: SourceTable, kind: str | None, fields: Told[str, str]) -> None:
    if kind and kind not in KINDS and kind != "other":
        raise UnclearMapping(f"There is no kind called {kind}. Choose one of {', '.join(KINDS)}, other.")
    kinds = [KINDS[kind]] if kind in KINDS else list(KINDS.values())
    for field in fields:
        if not any(field == known.name for candidate in kinds for known in candidate.fields):
            known = sorted({known.name for candidate in kinds for known in candidate.fields})
            raise UnclearMapping(f"There is no field called {field}{_like(field, known)}.")
    if not any(known.name in _kinds_with(fields) for known in kinds):
        raise UnclearMapping(f"No kind of table has {' and '.join(fields)} together. Tell fields of one kind.")
    for field, column in fields.items():
        if column not in table.columns and not (_is_told_day(field, column, kinds) or _may_lack(field, column, kinds)):
            raise UnclearMapping(f"{table.name} has no column called {column}{_like(column, table.columns)}.")


def _is_told_day(field: str, text: str, kinds: Sequence[Kind]) -> bool:
    types = {known.type for kind in kinds for known in kind.fields if known.name == field}
    return types == {"time"} and is_day(text)


def _may_lack(field: str, column: str, kinds: Sequence[Kind]) -> bool:
    return not column and any(known.asked for kind in kinds for known in kind.fields if known.name == field)


def _like(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f". There are {', '.join(list(names)[:12])}"


def _with_told(mapping: Mapping, columns: Sequence[Column], fields: Told[str, str]) -> Mapping:
    """What was told in place of what was found, for the field and for the column."""
    if not fields or mapping.kind not in KINDS:
        return mapping
    named = set(fields.values())
    by_name = {column.name: column for column in columns}
    uses = [use for use in mapping.uses if use.field not in fields and use.column not in named]
    figures = tuple(use for use in mapping.figures if use.column not in named)
    questions = tuple(q for q in mapping.questions if not named & {q.score_column, q.comment_column})
    wide = mapping.kind == "surveys" and "question" not in fields and not mapping.row_questions
    if wide and {"score", "comment"} & set(fields):
        found, _ = find_questions([by_name[column] for column in named if column in (fields.get("score"),)])
        score = fields.get("score", "")
        base = found[0] if found else Question(score or fields["comment"], "rating" if score else "open", score)
        questions = (replace(base, comment_column=fields.get("comment", "")), *questions)
        fields = {field: column for field, column in fields.items() if field not in ("score", "comment")}
    told = [_told_use(field, column, by_name, mapping.kind) for field, column in fields.items()]
    mapping = replace(mapping, uses=(*told, *uses), questions=questions, figures=figures)
    return with_questions_asked(mapping, columns) if named & {mapping.column_of(field) for field in _ASKED} else mapping


def _told_use(field: str, column: str, by_name: Told[str, Column], kind: str) -> ColumnUse:
    if column in by_name:
        return use_of(field, by_name[column], KINDS[kind], 1.0)
    return on_day(field, column) if column else unfilled(field)


def _by_vendor(columns: Sequence[Column], kind: str | None, fields: Told[str, str]) -> Mapping | None:
    """The mapping of the vendor whose distinctive columns are all there; the longest signature wins."""
    names = {name for column in columns for name in column.known_as}
    fitting = [
        vendor
        for vendor in VENDORS
        if (not kind or vendor.kind == kind)
        and _signed(vendor, names)
        and all(field in {known.name for known in KINDS[vendor.kind].fields} for field in fields)
    ]
    if not fitting:
        return None
    return _as_vendor_says(columns, max(fitting, key=lambda vendor: _signed(vendor, names)))


def _signed(vendor: Vendor, names: set[str]) -> int:
    """How many distinctive columns of the vendor stand together among ``names``; 0 where a signature is incomplete."""
    signatures = (set(signature.split("|")) for signature in vendor.signature.split(";"))
    return max((len(signature) for signature in signatures if names >= signature), default=0)


def _as_vendor_says(columns: Sequence[Column], vendor: Vendor) -> Mapping:
    kind = KINDS[vendor.kind]
    uses: list[ColumnUse] = []
    for field, names in vendor.fields.items():
        # An invoice names its customer and tells an e-mail address or not: were that taken, most would have no customer.
        needed = field == "customer_id" or kind.field(field).required
        column = _first_filled(columns, names.split("|"), least=0.5 if needed else 0)
        if column and column.name not in {use.column for use in uses if use.field != "customer_id"}:
            use = use_of(field, column, kind, 0.99)
            unit = vendor.units.get(column.plain, use.unit)
            if field == "sla_met" and vendor.units.get(column.plain) == "remaining" and not column.fits["minutes"]:
                continue
            uses.append(replace(use, unit=unit, values=vendor.values.get(field, use.values), timezone=""))
    uses = [
        replace(use, timezone=vendor.timezone or zone_in(use.column)) if kind.field(use.field).type == "time" else use
        for use in uses
    ]
    mapping = Mapping(
        vendor.kind,
        tuple(uses),
        vendor=vendor.name,
        confidence=0.99,
        grain=vendor.grain,
        messages=messages_in(columns) if vendor.grain == "messages" else None,
        doubts=(vendor.doubt,) if vendor.doubt else (),
    )
    if vendor.kind != "surveys":
        return mapping
    return with_metric_of_name(with_questions(mapping, columns), vendor.metric)


# What people add to a vendor's export: fields that no vendor's own columns could be meant by.
_ADDED = frozenset({"touchpoint", "segment", "joined_at", "left_at", "acquisition_source", "referred_by", "category"})


def _with_own_columns(mapping: Mapping, table: SourceTable, columns: Sequence[Column]) -> Mapping:
    """The vendor's mapping, with the fields that columns of the person's own fill without any doubt."""
    left = [column for column in columns if column.name not in mapping.columns]
    taken = {use.field for use in mapping.uses}
    found = by_names(table, left, mapping.kind, {}).uses
    own = [use for use in found if use.field in _ADDED - taken and use.confidence >= 0.95]
    return replace(mapping, uses=(*mapping.uses, *own))


def _first_filled(columns: Sequence[Column], names: Sequence[str], least: float) -> Column | None:
    """The first of ``names`` that is there and holds something, and no less than ``least`` of what the fullest of them does."""
    there = [column for name in names for column in columns if _is_called(column, name)]
    most = max((len(column.values) for column in there), default=0)
    full = [column for column in there if column.values and len(column.values) >= least * most]
    return next(iter(full or there), None)


def _is_called(column: Column, name: str) -> bool:
    if name.startswith("*"):
        return f" {column.plain}".endswith(f" {name[1:]}")
    return name in column.known_as


def _with_timezone(mapping: Mapping, timezone: str) -> Mapping:
    if not timezone or mapping.kind not in KINDS:
        return mapping
    kind = KINDS[mapping.kind]
    return replace(
        mapping,
        uses=tuple(
            replace(use, timezone=use.timezone or timezone) if kind.field(use.field).type == "time" else use
            for use in mapping.uses
        ),
    )
