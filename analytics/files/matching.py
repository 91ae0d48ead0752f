"""Matching columns with the fields of one kind, by name and by what the values look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from analytics.files.columns import Column
from analytics.files.kinds import Field, Kind
from analytics.files.synonyms import SYNONYMS, THINGS
from analytics.files.words import WORDS, translation

# Confidence in a name of each tier of synonyms, and what is taken off for an empty column.
_TIERS = (0.95, 0.85, 0.75, 0.65, 0.55, 0.5)
_WITH_THING = 0.03
_EMPTY = 0.15

_SHARED = frozenset({"customer_id", "email"})

# Words that say how a value is written, not what it is.
_MANNER = frozenset(
    str.split("utc gmt local minutes minute mins min hours hour hrs hr seconds secs sec days in usd eur gbp cents")
)


@dataclass(frozen=True)
class Match:
    """One column that could fill one field, and how sure that is."""

    field: str
    column: Column
    confidence: float


@dataclass(frozen=True)
class Matched:
    """The best column per field, and the sentences about those between which nothing decides."""

    chosen: dict[str, Match]
    doubts: tuple[str, ...]


def match_fields(columns: Sequence[Column], kind: Kind, taken: Iterable[str] = ()) -> Matched:
    """Fill the fields of ``kind`` from ``columns``, surest first; no column fills two fields.

    ``taken`` are fields that are filled already. Of two columns that could fill an optional field
    equally well neither does; a required field takes the first of them. Both are told.
    """
    fields = [field for field in kind.fields if field.name not in set(taken)]
    matches = [match for field in fields for column in columns if (match := _match(column, field, kind))]
    matches.sort(key=lambda match: -match.confidence)
    chosen: dict[str, Match] = {}
    doubts: list[str] = []
    dropped: set[str] = set()
    used: dict[str, str] = {}
    for match in matches:
        field = kind.field(match.field)
        # An e-mail address may be a customer's id and still be the address.
        shared = {match.field} & _SHARED and used.get(match.column.name, "") in _SHARED
        if match.field in chosen or match.field in dropped or (match.column.name in used and not shared):
            continue
        rivals = [
            other
            for other in matches
            if other.field == match.field
            and other.column.name not in {*used, match.column.name}
            and abs(other.confidence - match.confidence) < 0.005
            and other.column.values != match.column.values
        ]
        if rivals:
            names = " or ".join([match.column.name, *(rival.column.name for rival in rivals)])
            doubts.append(
                f"{match.field} could be {names}: "
                + (f"{match.column.name} was taken." if field.required else "none was taken.")
            )
            if not field.required:
                dropped.add(match.field)
                continue
        chosen[match.field] = match
        used[match.column.name] = match.field
    return Matched(chosen, tuple(doubts))


def _match(column: Column, field: Field, kind: Kind) -> Match | None:
    if not column.fits[field.type] and not translation(column, WORDS.get(field.name, ())):
        return None
    names = _tiers(kind.name, field.name)
    confidence = max((_confidence(name, names, kind.name) for name in {column.plain, column.plain_label}), default=0.0)
    if not confidence:
        return None
    if kind.name == "customers" and field.name == "customer_id" and column.values and not column.is_unique:
        return None
    own_id = field.name == kind.key[0] and field.type == "id" and field.name != "customer_id"
    if own_id and not _could_be_key(column, kind):
        return None
    return Match(field.name, column, confidence - (_EMPTY if column.rows and not column.values else 0))


def _could_be_key(column: Column, kind: Kind) -> bool:
    """An id of the rows is different in each, but for order lines and rows exported twice."""
    if not column.values:
        return True
    least = 0.05 if kind.name == "sales" else 0.9
    return column.distinct >= least * len(column.values) and len(column.values) >= 0.9 * column.rows


def _confidence(name: str, names: dict[str, float], kind: str) -> float:
    """How surely this name is the field's: as it stands, without its manner, without the kind's thing."""
    bare = " ".join(word for word in name.split() if word not in _MANNER)
    best = max(names.get(name, 0.0), names.get(bare, 0.0) - 0.01)
    thing, _, rest = bare.partition(" ")
    if thing in THINGS[kind] and rest in names:
        best = max(best, names[rest] - _WITH_THING)
    return max(best, 0.0)


@cache
def _tiers(kind: str, field: str) -> dict[str, float]:
    return {
        name: confidence
        for tier, confidence in zip(SYNONYMS[kind].get(field, "").split(";"), _TIERS, strict=False)
        for name in tier.split("|")
        if name
    }
