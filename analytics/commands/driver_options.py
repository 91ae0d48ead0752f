"""What is asked about drivers on the command line, read from its notations: contrasts, moves, pairs."""

from __future__ import annotations

import math

import click

from analytics.drivers.columns import Contrast
from analytics.drivers.moves import Kind, Move

MOVES = "NAME<=X, NAME>=X, NAME=40% or NAME=CATEGORY:40%"
_KINDS: dict[str, Kind] = {"<=": "at most", ">=": "at least", "=": "share"}


def pair_of(text: str, option: str) -> tuple[str, str]:
    """NAME=VALUE; ``option`` is named where the text says something else.

    >>> pair_of("plan = Gold", "--only")
    ('plan', 'Gold')
    """
    name, equals, value = text.partition("=")
    if not (equals and name.strip() and value.strip()):
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
    return name.strip(), value.strip()


def move_of(text: str) -> Move:
    """A move of one driver in one of the notations :data:`MOVES`.

    >>> move_of("wait<=4"), move_of("Contract = Two year: 40 %").level
    (Move(name='wait', kind='at most', value=4.0, level=''), 'Two year')
    """
    # The first sign counts: categories may hold others ("age=<=30:40%").
    sign = min((sign for sign in _KINDS if sign in text), key=text.index, default="=")
    name, _, asked = (part.strip() for part in text.partition(sign))
    level, _, value = (part.strip() for part in asked.rpartition(":")) if sign == "=" else ("", "", asked)
    try:
        if not name or (sign == "=") != value.endswith("%"):
            raise ValueError
        number = float(value.removesuffix("%"))
        if not math.isfinite(number) or (sign == "=" and not 0 <= number <= 100):
            raise ValueError
    except ValueError:
        raise click.BadParameter(f"{text!r} is not {MOVES}", param_hint="--what-if") from None
    return Move(name, _KINDS[sign], number / 100 if sign == "=" else number, level)


def contrast_of(text: str) -> Contrast:
    """NAME=A:B, two numbers or two categories.

    >>> contrast_of("plan=Basic:Gold")
    Contrast(name='plan', from_value='Basic', to_value='Gold')
    """
    name, equals, ends = text.partition("=")
    a, colon, b = ends.partition(":")
    if not (equals and colon and name and a.strip() and b.strip()):
        raise click.BadParameter(f"{text!r} is not NAME=A:B", param_hint="--contrast")
    return Contrast(name.strip(), _number_or_text(a), _number_or_text(b))


def _number_or_text(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.strip()
