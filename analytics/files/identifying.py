"""Columns that name or find a person: left out of what is kept beside the fields, or kept as a code.

A vendor's record says which of its columns do (``identifying``). In any other table a column does whose name
says so and whose values do not speak against it, or whose values are addresses and numbers of people throughout.
Columns that fill a field are wanted, and are never touched here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.files.columns import Column
from analytics.files.mapping import Mapping
from analytics.files.vendors import VENDORS
from analytics.files.yes_no import EITHER
from analytics.masks import E_MAIL, MASKS, masked

_LOOKED_AT = 200  # values of a column

_NAME = re.compile(
    r"\b(first|last|full|given|family|middle|maiden|contact|requester|recipient|card ?holder|buyer|billing|shipping|receiver"
    r"|customer|client|user|member|subscriber|guest|patient|reporter|account holder) ?names?\b"
    r"|^(user|sur|fore|first|last)names?$|^(vorname|nachname|familienname|kundenname|ansprechpartner|prenom|nom de famille|nom du client"
    r"|nombre|nombre completo|apellidos?|nombre del cliente|sobrenome|nome do cliente|cognome|nome cliente|voornaam|achternaam|klantnaam)$"
)
_PHONE = re.compile(
    r"\b(phone|telephone|telefon|telefono|telefone|telefoon|mobile|mobil|movil|handy|cell|fax|tel|whatsapp|rufnummer)\b|phone$"
)
_STREET = re.compile(
    r"\b(street|strasse|address ?(line)? ?\d?|adresse|anschrift|direccion|endereco|indirizzo|rue|calle|adres|straat)\b"
)
_PLACE = re.compile(r"\b(latitude|longitude|lat long|lat lng|geo ?location|gps)\b|^(lat|lng|lon)$")
_BIRTH = re.compile(
    r"\b(birth ?(date|day)|date of birth|dob|geburts(datum|tag)|fecha de nacimiento|date de naissance|data di nascita|geboortedatum)\b"
)
_NUMBER = re.compile(
    r"\b(iban|ssn|social security|passport|national id|licen[cs]e plate|card number|card last ?4|last ?4|pan suffix"
    r"|bank account number|card fingerprint)\b"
)
_IP = re.compile(r"\bip( ?(address|adresse|addr))?\b")
_NO_PERSON = re.compile(
    r"\b(company|firma|file|product|event|plan|campaign|domain|host|server|device|type|status|count|verified|consent|opt)\b"
)

_REGION = re.compile(r"\b(city|town|state|province|region|country|county|code|ort|stadt|land|ville|pays|ciudad|pais)\b")


def with_identifying_columns(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    """The mapping with the identifying columns among those that fill no field: ``dropped``, or ``hashed`` (e-mail addresses).

    >>> columns = [Column("Id", "Id", ("1", "2"), 2), Column("Last Name", "Last Name", ("Lee", "Ray"), 2)]
    >>> columns += [Column("Agent email", "Agent email", ("ann@x.example", "bob@x.example"), 2)]
    >>> found = with_identifying_columns(Mapping("tickets"), columns)
    >>> found.dropped, found.hashed
    (('Last Name',), ('Agent email',))
    """
    if mapping.kind == "other":
        return mapping
    known = {
        name for vendor in VENDORS if vendor.name == mapping.vendor for name in vendor.identifying.split("|") if name
    }
    left = [column for column in columns if column.name not in mapping.columns]
    hashed = [column for column in left if _holds(column, E_MAIL) and not column.is_prose]
    dropped = [
        column
        for column in left
        if column not in hashed
        and (_unnumbered(column.plain) in known or column.known_as & known or _is_identifying(column, mapping.kind))
    ]
    return replace(mapping, dropped=_names(dropped), hashed=(*mapping.hashed, *_names(hashed)))


@dataclass(frozen=True)
class PrivacyChoice:
    """What a person decided about the privacy of one file; None leaves it as the mapping proposes or remembers it.

    >>> PrivacyChoice(mask=False).applied(Mapping("tickets"), ()).mask
    False
    """

    mask: bool | None = None
    keep_identifying: bool | None = None
    hash_customers: bool | None = None

    def applied(self, mapping: Mapping, columns: Sequence[Column]) -> Mapping:
        """The mapping as decided; ``columns`` are those of the file."""
        if self.mask is not None:
            mapping = replace(mapping, mask=self.mask)
        if self.keep_identifying is not None:
            mapping = mapping.with_identifying()
            mapping = mapping if self.keep_identifying else with_identifying_columns(mapping, columns)
        if self.hash_customers is not None:
            mapping = mapping.with_hashed_customers(self.hash_customers)
        return mapping


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _unnumbered(name: str) -> str:
    """The name of a column that stands several times in a file: "watchers 2" is "watchers".

    >>> _unnumbered("watchers 2"), _unnumbered("address1")
    ('watchers', 'address1')
    """
    return re.sub(r" \d+$", "", name)


def _is_identifying(column: Column, kind: str) -> bool:
    if column.is_prose:
        return False
    name = column.plain
    by_value = any(_holds(column, mask) for mask in MASKS)
    if _NO_PERSON.search(name):
        return by_value
    if _NAME.search(name) or (name in ("name", "nom", "nome", "naam") and kind == "customers"):
        return _says_something(column)
    if _PHONE.search(name):
        return column.share(lambda value: sum(map(str.isdigit, value)) >= 6) >= 0.5
    if _IP.search(name):
        return by_value or not column.values
    if _STREET.search(name) and not _REGION.search(name):
        return column.share(lambda value: " " in value or "\n" in value) >= 0.5
    if _PLACE.search(name) or _BIRTH.search(name) or _NUMBER.search(name):
        return _says_something(column)
    return by_value


def _says_something(column: Column) -> bool:
    """Whether the values are more than yes and no: "First name given: yes" names nobody."""
    return not column.values or column.share(lambda value: value.lower() in EITHER) < 0.5


def _holds(column: Column, mask: str) -> bool:
    """Whether most values are nothing but what ``mask`` stands for."""
    values = column.values[:_LOOKED_AT]
    return bool(values) and sum(masked(value) == mask for value in values) >= 0.5 * len(values)
