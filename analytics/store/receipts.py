"""The receipt of an import: what became of every row that was read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from analytics.store.coverage import Join
from analytics.store.faults import Warned


@dataclass(frozen=True)
class Receipt:
    """What happened to the rows of one source file.

    Counts are of rows of the source file, and they add up: ``read = loaded + updated + unchanged +
    rejected``. ``records`` is how many records the loaded and updated rows made (the lines of one
    order are one record, the questions of one answer sheet are several). ``reasons`` counts the
    rejected rows by reason, and a row with two of them twice; ``warnings`` are sentences about
    rows that were kept but look wrong (``faults``: the same with numbers); ``joins`` says how the table joins the others now.

    >>> Receipt("import-1", "a.csv", "tickets", "zendesk", read=3, loaded=2, rejected=1).adds_up
    True
    """

    import_id: str
    file: str
    kind: str
    vendor: str
    read: int
    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    records: int = 0
    table: str = ""
    reasons: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    faults: tuple[Warned, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.read == self.loaded + self.updated + self.unchanged + self.rejected

    def as_dict(self) -> dict[str, Any]:
        """The receipt as JSON can hold it, with the reasons as {reason: rows}."""
        return asdict(self) | {"reasons": dict(self.reasons), "joins": [join.as_dict() for join in self.joins]}
