"""Changing the phases: names and order as they were edited, new ones, and removing one without losing what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analytics.errors import JourneyError
from analytics.journey.phases import Phase, find_phase, standing
from analytics.store.naming import slug

LONGEST_NAME = 40


def edited(phases: Sequence[Phase], wanted: Iterable[tuple[str, str]]) -> tuple[Phase, ...]:
    """The phases as ``wanted``: (id, name) in order, an empty id for a new one. Removed phases stay removed.

    JourneyError where a name is missing, too long or taken twice, or a standing phase is missing: it can only be removed
    into another one.

    >>> before = (Phase("buy", "Buy"), Phase("use", "Use"))
    >>> [(phase.id, phase.name) for phase in edited(before, [("use", "Using"), ("", "Buy again"), ("buy", "Buy")])]
    [('use', 'Using'), ('buy_again', 'Buy again'), ('buy', 'Buy')]
    """
    taken = {phase.id for phase in phases}
    found: list[Phase] = []
    for id, said in wanted:
        name = " ".join(said.split())
        _check_name(name, found)
        found.append(Phase(id or new_id(name, taken), name))
        taken.add(found[-1].id)
    missing = [phase.name for phase in standing(phases) if phase.id not in {other.id for other in found}]
    if missing:
        raise JourneyError(f"Say into which phase {missing[0]} goes: its rows and rules need a place.")
    return (*found, *(phase for phase in phases if phase.into))


def _check_name(name: str, others: Iterable[Phase]) -> None:
    if not name:
        raise JourneyError("A phase needs a name. Write one, or take the line out.")
    if len(name) > LONGEST_NAME:
        raise JourneyError(f"The name {name[:LONGEST_NAME]}… is too long: {LONGEST_NAME} letters stand on every page.")
    if name.casefold() in {other.name.casefold() for other in others}:
        raise JourneyError(f"Two phases are called {name}. Give one of them another name.")


def new_id(name: str, taken: Iterable[str]) -> str:
    """An id for a new phase that no phase ever had: targets and links name phases by it.

    >>> new_id("Buy again!", {"buy_again"})
    'buy_again_2'
    """
    wish, taken = slug(name), set(taken)
    number = 2
    found = wish
    while found in taken:
        found = f"{wish}_{number}"
        number += 1
    return found


def removed(phases: Sequence[Phase], phase: str, into: str) -> tuple[Phase, ...]:
    """The phases with one (by id or name) removed: what stood there goes into another standing one.

    >>> [phase.into for phase in removed((Phase("buy", "Buy"), Phase("use", "Use")), "Use", "Buy")]
    ['', 'buy']
    """
    here, there = find_phase(standing(phases), phase), find_phase(standing(phases), into)
    if here == there:
        raise JourneyError(f"{here.name} cannot go into itself. Choose another phase for its rows and rules.")
    return tuple(replace(known, into=there.id) if known == here else known for known in phases)


def brought_back(phases: Sequence[Phase], phase: str) -> tuple[Phase, ...]:
    """The phases with a removed one (by id) standing again, its rules and targets with it.

    JourneyError when another phase has its name by now.
    """
    here = find_phase([known for known in phases if known.into], phase)
    _check_name(here.name, standing(phases))
    return tuple(replace(known, into="") if known == here else known for known in phases)
