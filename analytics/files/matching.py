"""Matching columns with the fields of one kind, by name and by what the values look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from analytics.files.against_names import holds_phone_numbers, is_chosen, is_one_for_all, is_region, lists_numbers
from analytics.files.columns import Column
from analytics.files.kinds import KINDS, Field, Kind
from analytics.files.lexicon import concepts
from analytics.files.nobody import names_nobody
from analytics.files.scales import words_for
from analytics.files.synonyms import SYNONYMS, THINGS
from analytics.files.units import CURRENCIES_IN_NAMES, UNIT_WORDS, unit_apart

# Confidence in a name of each tier of synonyms, and what is taken off for an empty column.
_TIERS = (0.95, 0.85, 0.75, 0.65, 0.55, 0.5)
_WITH_THING = 0.03
_BY_CONCEPTS = 0.02
_EMPTY = 0.15
_NOBODY = 0.25
_GAPS = 0.04  # what numbers the rows leaves none out
_MISTAKES = 0.05

_ADDRESS = re.compile(r"\b(city|town|zip|postal code|postcode|country|street|ciudad|codigo postal|pais)\b")
_USUAL_STATES = frozenset(
    str.split(
        "open closed new active inactive pending solved resolved paid cancelled canceled completed done abierto cerrado"
    )
)

_SHARED = frozenset({"customer_id", "email"})

# Words that say how a value is written, not what it is.
_MANNER = (
    UNIT_WORDS
    | CURRENCIES_IN_NAMES
    | frozenset(str.split("utc gmt local in cents 元 円 원 hh mm ss hhmm hhmmss raw surowy surowa surowe tx txt"))
    - frozenset(str.split("day d m s"))
)


# Whether a price counts the tax: where a file holds both, customers paid the one with it.
_WITH_TAX = re.compile(
    r" (incl?|inkl|including|inclusive|with|mit|con|com|avec|met) (of )?(tax|taxes|vat|gst|mw ?st|u ?st|iva|tva|btw|moms|dph)$"
)
_WITHOUT_TAX = re.compile(
    r" (exc?l?|exkl|zzgl|excluding|exclusive|without|before|ohne|sin|sem|senza|hors|sans|zonder) (of )?"
    r"(tax|taxes|vat|gst|mw ?st|u ?st|iva|tva|btw|moms|dph)$"
)
_UNTAXED = 0.04

# Beside the status of an order that of its payment says less (what was called off may have been paid), and so does its day.
_OF_PAYMENT = 0.12
_PAYING = frozenset(["payment", "paid"])
# Beside an order's own number and day those of its invoice and of the transaction say less; alone they say enough.
_OF_ANOTHER = frozenset(["invoice", "transaction"])
_OF_INVOICE = 0.04
# The share of different ids where several rows may be about one thing, and where each is about its own.
_REPEATED, _HARDLY = 0.05, 0.9

_OWN_ADDRESS = re.compile(
    r"\b(your|ihre?|deine?|votre|ton|tu|su|seu|uw|je|jouw|tua|tuo|din|dit|twoj|tvuj|vas)\b"
    r"( (contact|adress\w*|adres|indirizzo|direccion de))? (e ?)?(mail|post|correo|courriel)"
)

# What stands where others name the person who referred: the site that somebody came from.
_SITE = re.compile(
    r"^(https?://.*|www\..*|direct|[\w.-]+\.(com|net|org|io|co|uk|eu|de|at|ch|fr|es|it|pt|nl|be|pl|se|dk|no|fi|us|ca|au|jp)(/.*)?)$",
    re.IGNORECASE,
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
    placed = any(_ADDRESS.search(column.plain) for column in columns) and (
        kind.name == "customers" or any(column.plain == "status" for column in columns)
    )
    # Where a column says what was asked, the answers of one sheet share its number.
    long = kind.name == "surveys" and any(_confidence(column.plain, "surveys", "question") for column in columns)
    matches = [
        match
        for field in fields
        for column in columns
        if not (placed and field.name == "status" and _stands_in_an_address(column))
        and (match := _match(column, field, kind, _REPEATED if long or kind.name == "sales" else _HARDLY))
    ]
    # What a row cannot do without comes from a column that holds something, however the empty ones are called.
    needed = {field.name for field in fields if field.required} | {"customer_id"}
    matches.sort(key=lambda match: (match.field in needed and _is_empty(match.column), -match.confidence))
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


def _match(column: Column, field: Field, kind: Kind, different: float) -> Match | None:
    if not column.fits[field.type] and not words_for(field.name, column):
        return None
    confidence = max(_confidence(name, kind.name, field.name) for name in {column.plain, column.plain_label})
    confidence = max(confidence, _of_coded_customer(column, field), _of_own_address(column, field, kind))
    if not confidence:
        return None
    if kind.name == "customers" and field.name == "customer_id" and column.values and not column.is_unique:
        return None
    if field.type == "minutes" and column.values and column.share(lambda cell: cell[0] in "-\u2212") > _MISTAKES:
        # What is left of a target, not what something took.
        return None
    if field.type == "minutes" and column.plain.endswith("mm ss") and "hh" not in column.plain:
        return None  # two numbers are read as hours and minutes
    if field.name == "status" and is_region(column):
        return None
    if field.type == "id" and lists_numbers(column):
        return None
    # A "complaint" is what somebody wrote, or the word for it that was chosen.
    if kind.name == "tickets" and (
        (field.name == "body" and is_chosen(column)) or (field.name == "category" and column.is_prose)
    ):
        return None
    if field.name == "refunded" and set(column.values) == {"0", "1"}:
        return None  # whether, not how much
    if field.name == "referred_by" and column.share(lambda cell: bool(_SITE.search(cell))) > 0:
        return None  # where people came from, not who sent them
    own_id = field.name == kind.key[0] and field.type == "id" and field.name != "customer_id"
    if own_id and not _could_be_key(column, different):
        return None
    if own_id and column.plain.removesuffix("s") in THINGS[kind.name] and column.plain.endswith("s"):
        return None  # "orders" are how many there were
    if own_id and column.plain.endswith((" at", " date", " time", " on")):
        return None  # "replied at" is no number of a reply
    if kind.name == "sales" and field.name in ("status", "ordered_at") and _PAYING & concepts(column.plain):
        confidence -= _OF_PAYMENT
    if kind.name == "sales" and field.name in ("order_id", "ordered_at") and _OF_ANOTHER & concepts(column.plain):
        confidence -= _OF_INVOICE
    if kind.name == "sales" and field.name == "customer_id" and "requester" in concepts(column.plain):
        return None  # who asked their own company to buy something
    if field.name == "customer_id" and "phone" in concepts(column.plain) and not holds_phone_numbers(column):
        return None  # which telephone somebody has, or whether
    if field.name == "customer_id" and (names_nobody(column) or is_one_for_all(column)):
        confidence -= _NOBODY
    if own_id and column.values and len(column.values) < column.rows:
        confidence -= _GAPS
    return Match(field.name, column, confidence - (_EMPTY if _is_empty(column) else 0))


def _is_empty(column: Column) -> bool:
    return bool(column.rows) and not column.values


def _stands_in_an_address(column: Column) -> bool:
    """Whether "state", beside a town or a country, says nothing that a condition would be called."""
    return column.plain in ("state", "estado") and not any(value.lower() in _USUAL_STATES for value in column.values)


def _could_be_key(column: Column, different: float) -> bool:
    """An id of the rows is ``different`` in so many: in each, but for order lines and rows exported twice."""
    if not column.values:
        return not column.rows  # where no row has a number, one is made from what the rows say
    return column.distinct >= different * len(column.values) and len(column.values) >= 0.9 * column.rows


def _of_coded_customer(column: Column, field: Field) -> float:
    """A column called nothing but "customer" holds their ids where its cells are codes and no names."""
    if field.name != "customer_id" or concepts(column.plain) != {"customer"} or not column.values:
        return 0.0
    coded = column.share(
        lambda cell: any(char.isdigit() or char == "@" for char in cell) and not any(char.isspace() for char in cell)
    )
    return _TIERS[1] if coded >= 0.95 else 0.0


def _of_own_address(column: Column, field: Field, kind: Kind) -> float:
    """Who is asked for "your e-mail address" in a survey, whatever else the question says, tells who answered."""
    if kind.name != "surveys" or field.name != "customer_id" or not _OWN_ADDRESS.search(column.plain):
        return 0.0
    return _TIERS[2] if column.values and column.share(lambda cell: "@" in cell) >= 0.9 else 0.0


def _confidence(name: str, kind: str, field: str) -> float:
    """How surely this name is the field's: as it stands, without its manner, without the kind's thing."""
    names, name = _tiers(kind, field), unit_apart(name)
    if found := _WITHOUT_TAX.search(name) or _WITH_TAX.search(name):
        return _confidence(name[: found.start()], kind, field) - (_UNTAXED if _WITHOUT_TAX.search(name) else 0.01)
    bare = " ".join(word for word in name.split() if word not in _MANNER)
    best = max(names.get(name, 0.0), names.get(bare, 0.0) - 0.01)
    thing, _, rest = bare.partition(" ")
    if thing in THINGS[kind] and rest in names:
        best = max(best, names[rest] - _WITH_THING)
    return max(best, 0.0 if name in names else _by_concepts(name, kind, field), 0.0)


def _by_concepts(name: str, kind: str, field: str) -> float:
    """How surely a name about the same things as one of the field's is the field's, in whatever words."""
    known = _concept_tiers(kind, field)
    said = " ".join(word for word in name.split() if word not in UNIT_WORDS | _MANNER and not word.isdigit())
    # "Mins to first response" are those until it; whom an e-mail went "to" is another matter.
    about = concepts(said if name.startswith("to ") else said.removeprefix("to "))
    things = about & _things(kind)
    best = known.get(about, 0.0)
    if KINDS[kind].field(field).type == "time" and (moment := about - {"date", "time"}):
        best = max(best, known.get(moment, 0.0))  # "submitted time" is "submitted at"
    if things and about - things and not _numbers_the_thing(name, about, things):
        best = max(best, known.get(about - things, 0.0) - _WITH_THING)
    return best - _BY_CONCEPTS if best else 0.0


def _numbers_the_thing(name: str, about: frozenset[str], things: frozenset[str]) -> bool:
    """Whether a name is of a number that somebody gave the thing: a customer's order number, unlike an order's customer number."""
    first, _, rest = name.partition(" ")
    return {"id", "customer"} <= about and not (concepts(first) & things and "customer" in concepts(rest))


@cache
def _concept_tiers(kind: str, field: str) -> dict[frozenset[str], float]:
    tiers: dict[frozenset[str], float] = {}
    for name, confidence in _tiers(kind, field).items():
        about = concepts(name)
        tiers[about] = max(tiers.get(about, 0.0), confidence)
    return tiers


@cache
def _things(kind: str) -> frozenset[str]:
    return frozenset(concept for thing in THINGS[kind] for concept in concepts(thing))


def names_of(kind: str, field: str) -> tuple[str, ...]:
    """The plain names by which a field is known, the surest first."""
    return tuple(_tiers(kind, field))


@cache
def _tiers(kind: str, field: str) -> dict[str, float]:
    return {
        name: confidence
        for tier, confidence in zip(SYNONYMS[kind].get(field, "").split(";"), _TIERS, strict=False)
        for name in tier.split("|")
        if name
    }
