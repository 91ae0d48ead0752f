"""What removing a phase would do, before anybody does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from analytics.journey.overview import VOLUMES
from analytics.journey.rules import Rule
from analytics.journey.touchpoints import Touchpoint, decided_touchpoints
from analytics.kpis.definition import Data
from analytics.store.ledger import Ledger


class Decided(Data, Protocol):
    """What is used of a workspace."""

    ledger: Ledger

    def rules(self) -> tuple[Rule, ...]:
        """The rules as people decided on them."""


@dataclass(frozen=True)
class Removal:
    """What stands in a phase: ``rows`` per kind (as people call it), and how many rules, touchpoints and targets name it."""

    rows: dict[str, int]
    rules: int
    touchpoints: int
    targets: int

    def sentences(self, name: str, into: str) -> tuple[str, ...]:
        """What happens to each when the phase ``name`` goes ``into`` another one.

        >>> Removal({"Tickets": 3}, 2, 0, 1).sentences("Trial", "Adoption")[0]
        'What Trial holds is counted in Adoption: 3 tickets.'
        """
        rows = ", ".join(f"{n:,} {what.lower()}" for what, n in self.rows.items())
        told = [f"What {name} holds is counted in {into}: {rows}." if rows else f"No row stands in {name}."]
        if self.rules:
            told.append(f"Its rules ({self.rules}) place rows in {into} from now on.")
        if self.touchpoints:
            told.append(f"Its touchpoints ({self.touchpoints}) stand in {into}.")
        if self.targets:
            told.append(
                f"Its targets ({self.targets}) leave the scorecards with it, and are not added to those of {into}: "
                "they return when the phase does."
            )
        told.append("Past reviews and the scorecards that were looked at until now stay as they stood.")
        return tuple(told)


def what_removing_does(workspace: Decided, phase: str) -> Removal:
    """What stands in the phase with this id."""
    rows = {}
    for table, words in VOLUMES:
        found = workspace.table(table)
        n = int(workspace.execute(found.filter(found.phase == phase).count()))
        if n:
            rows[words] = n
    touchpoints: tuple[Touchpoint, ...] = decided_touchpoints(workspace.ledger)
    return Removal(
        rows,
        sum(rule.phase == phase for rule in workspace.rules()),
        sum(touchpoint.phase == phase for touchpoint in touchpoints),
        sum(subject.partition("/")[0] == phase for subject in workspace.ledger.present("target")),
    )
