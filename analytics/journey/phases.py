"""The phases of the journey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from analytics.errors import NotFound


@dataclass(frozen=True)
class Phase:
    """A stage of the journey: an id that lasts, and a name that people may change."""

    id: str
    name: str


DEFAULT_PHASES: tuple[Phase, ...] = tuple(
    Phase(name.lower(), name)
    for name in ("Awareness", "Consideration", "Purchase", "Adoption", "Support", "Retention", "Advocacy")
)


def as_values(phases: Iterable[Phase]) -> list[dict[str, Any]]:
    """The phases as the ledger holds them."""
    return [asdict(phase) for phase in phases]


def from_values(values: Iterable[dict[str, Any]]) -> tuple[Phase, ...]:
    """The phases from what the ledger holds.

    >>> from_values(as_values(DEFAULT_PHASES)) == DEFAULT_PHASES
    True
    """
    return tuple(Phase(**value) for value in values)


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
