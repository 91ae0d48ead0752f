"""The phases of the journey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analytics.errors import NotFound


@dataclass(frozen=True)
class Phase:
    """A stage of the journey: an id that lasts, and a name that people may change.

    ``into`` is the id of the phase that a removed one has gone into; empty while it stands. A removed phase is kept, so
    that its rules and its touchpoints know where they lead, and bringing it back brings back all of it.
    """

    id: str
    name: str
    into: str = ""


DEFAULT_PHASES: tuple[Phase, ...] = tuple(
    Phase(name.lower(), name)
    for name in ("Awareness", "Consideration", "Purchase", "Adoption", "Support", "Retention", "Advocacy")
)


def as_values(phases: Iterable[Phase]) -> list[dict[str, Any]]:
    """The phases as the ledger holds them."""
    return [{"id": phase.id, "name": phase.name} | ({"into": phase.into} if phase.into else {}) for phase in phases]


def from_values(values: Iterable[dict[str, Any]]) -> tuple[Phase, ...]:
    """The phases, those that were removed too, from what the ledger holds.

    >>> from_values(as_values(DEFAULT_PHASES)) == DEFAULT_PHASES
    True
    """
    return tuple(Phase(**value) for value in values)


def standing(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    """Those that were not removed.

    >>> [phase.id for phase in standing([Phase("a", "A"), Phase("b", "B", into="a")])]
    ['a']
    """
    return tuple(phase for phase in phases if not phase.into)


def destinations(phases: Iterable[Phase]) -> dict[str, str]:
    """Of each removed phase (by id) the standing one where its rows are now, by way of others that were removed later.

    >>> destinations([Phase("a", "A"), Phase("b", "B", into="a"), Phase("c", "C", into="b")])
    {'b': 'a', 'c': 'a'}
    """
    into = {phase.id: phase.into for phase in phases if phase.into}
    found = {}
    for removed in into:
        at, seen = removed, {removed}
        while at in into and into[at] not in seen:
            at = into[at]
            seen.add(at)
        found[removed] = at
    return found


def find_phase(phases: Iterable[Phase], said: str) -> Phase:
    """The phase that a person means by its name or id; NotFound names the phases there are.

    >>> find_phase(DEFAULT_PHASES, "adoption").name
    'Adoption'
    """
    phases = tuple(phases)
    for phase in phases:
        if said.strip().lower() in (phase.id.lower(), phase.name.lower()):
            return phase
    known = ", ".join(phase.name for phase in phases)
    raise NotFound(f"There is no phase called {said}. The phases of this workspace are {known}.")
