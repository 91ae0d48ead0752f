"""The ledger of decisions: appended to, never overwritten. The present is the latest entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import duckdb
import pandas as pd

from analytics.errors import ChangedMeanwhile, NotFound
from analytics.store.database import Database

_ANY = object()


@dataclass(frozen=True)
class Ledger:
    """Who decided what, when and why.

    A decision is about a subject of a kind: the target of ``adoption/nps``, say. Its value is
    anything JSON can hold; ``None`` takes the subject's value away.

    >>> from datetime import datetime
    >>> ledger = Ledger(Database())
    >>> _ = ledger.record("target", "adoption/nps", {"target": 30}, "Ada", "agreed in May", datetime(2026, 5, 4))
    >>> _ = ledger.record("target", "adoption/nps", {"target": 40}, "Ada", "going well", datetime(2026, 6, 1))
    >>> ledger.present("target")
    {'adoption/nps': {'target': 40}}
    >>> ledger.present("target", as_of=datetime(2026, 5, 31))
    {'adoption/nps': {'target': 30}}

    ``table`` is where the entries stand: what people write into notebooks has a table of its own, because no figure
    depends on it.
    """

    database: Database
    table: Literal["ledger", "notebook_changes"] = "ledger"

    def record(
        self,
        kind: str,
        subject: str,
        value: Any,
        who: str,
        reason: str = "",
        at: datetime | None = None,
        expected: Any = _ANY,
        undoes: int | None = None,
    ) -> int:
        """Append a decision and return its number.

        ``expected`` is the value that the person saw before deciding: when the present value is
        another one, somebody was faster, nothing is written, and ChangedMeanwhile says who and when.
        """
        return self.record_all(kind, {subject: value}, who, reason, at, {subject: expected}, undoes)[0]

    def record_all(
        self,
        kind: str,
        values: dict[str, Any],
        who: str,
        reason: str = "",
        at: datetime | None = None,
        expected: dict[str, Any] | None = None,
        undoes: int | None = None,
    ) -> list[int]:
        """Append several decisions of one kind at once: all of them, or none."""
        wanted = expected or {}
        with self.database.write() as cursor:
            return [
                _append(cursor, self.table, kind, subject, value, who, reason, at, wanted.get(subject, _ANY), undoes)
                for subject, value in values.items()
            ]

    def add(self, kind: str, value: Any, who: str, reason: str = "", at: datetime | None = None) -> str:
        """Append the first decision about a new subject and return the subject: the kind and its next number.

        >>> Ledger(Database()).add("action", {"what": "answer sooner"}, "Ada")
        'action-1'
        """
        with self.database.write() as cursor:
            taken = cursor.execute(
                f"SELECT count(DISTINCT subject) FROM {self.table} WHERE kind = ?", [kind]
            ).fetchall()
            subject = f"{kind}-{taken[0][0] + 1}"
            _append(cursor, self.table, kind, subject, value, who, reason, at)
        return subject

    def undo(self, decision_id: int, who: str, reason: str = "", at: datetime | None = None) -> int:
        """Take a decision back by a new entry that restores what was there before it.

        Raises ChangedMeanwhile when somebody decided otherwise since: that would be overwritten.
        """
        row = self.database.rows(
            f"SELECT kind, subject, value, previous FROM {self.table} WHERE decision_id = ?", [decision_id]
        )
        if not row:
            raise NotFound(f"There is no decision number {decision_id} in the ledger.")
        kind, subject, *values = row[0]
        value, previous = (None if text is None else json.loads(text) for text in values)
        reason = reason or f"takes back decision {decision_id}"
        return self.record(kind, subject, previous, who, reason, at, value, decision_id)

    def present(self, kind: str, as_of: datetime | None = None) -> dict[str, Any]:
        """The value of every subject of ``kind``, now or as it stood at ``as_of`` (UTC)."""
        rows = self.database.rows(
            "SELECT subject, arg_max(value, decision_id) FILTER (value IS NOT NULL), max_by(value IS NULL, decision_id) "
            f"FROM {self.table} WHERE kind = ? AND (?::TIMESTAMP IS NULL OR decided_at <= ?::TIMESTAMP) "
            "GROUP BY subject ORDER BY min(decision_id)",
            [kind, as_of, as_of],
        )
        return {subject: json.loads(value) for subject, value, removed in rows if not removed}

    @property
    def position(self) -> int:
        """The number of the latest decision: it grows with every one."""
        return int(self.database.value(f"SELECT coalesce(max(decision_id), 0) FROM {self.table}"))

    def position_without(self, kinds: Iterable[str]) -> int:
        """The number of the latest decision that is of none of these kinds."""
        return int(
            self.database.value(
                f"SELECT coalesce(max(decision_id), 0) FROM {self.table} WHERE NOT list_contains(?::VARCHAR[], kind)",
                [list(kinds)],
            )
        )

    def kind_of(self, decision_id: int) -> str:
        """What a decision is about: "target", "journey", ...; NotFound when there is none with this number."""
        found = self.database.value(f"SELECT kind FROM {self.table} WHERE decision_id = ?", [decision_id])
        if found is None:
            raise NotFound(f"There is no decision number {decision_id} in the ledger.")
        return str(found)

    def entries(self, kind: str | None = None) -> pd.DataFrame:
        """All decisions, newest first: decision_id, decided_at, who, kind, subject, value, previous, reason, undoes."""
        return self.database.frame(
            f"SELECT * FROM {self.table} WHERE ?::VARCHAR IS NULL OR kind = ? ORDER BY decision_id DESC", [kind, kind]
        )


def _append(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    kind: str,
    subject: str,
    value: Any,
    who: str,
    reason: str = "",
    at: datetime | None = None,
    expected: Any = _ANY,
    undoes: int | None = None,
) -> int:
    """Append one decision within a transaction and give its number; ChangedMeanwhile as for ``Ledger.record``."""
    before = cursor.execute(
        f"SELECT value, who, decided_at FROM {table} WHERE kind = ? AND subject = ? ORDER BY decision_id DESC LIMIT 1",
        [kind, subject],
    ).fetchone()
    previous = json.loads(before[0]) if before and before[0] is not None else None
    if expected is not _ANY and expected != previous:
        who_was = f"{before[1]} at {before[2]:%H:%M on %d %B %Y} (UTC)" if before else "somebody"
        raise ChangedMeanwhile(
            f"{subject} was changed meanwhile by {who_was}. Look at the new value, then decide again."
        )
    row = cursor.execute(
        f"INSERT INTO {table} SELECT coalesce(max(decision_id), 0) + 1, "
        f"coalesce(?, timezone('UTC', now())), ?, ?, ?, ?, ?, ?, ? FROM {table} RETURNING decision_id",
        [at, who, kind, subject, _json(value), _json(previous), reason, undoes],
    ).fetchall()
    return int(row[0][0])


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
