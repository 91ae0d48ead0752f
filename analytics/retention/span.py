"""When an outcome is looked at: what is known up to the cutoff explains what happens from there to the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Span:
    """The outcome window: from ``cutoff`` (exclusive) to ``until`` (inclusive).

    >>> Span.ending(datetime(2026, 10, 31), days=120).cutoff
    datetime.datetime(2026, 7, 3, 0, 0)
    """

    cutoff: datetime
    until: datetime

    @classmethod
    def ending(cls, until: datetime, days: int) -> Span:
        """The window of ``days`` that ends at ``until``."""
        return cls(until - timedelta(days=days), until)

    @property
    def days(self) -> int:
        """Length of the window in days."""
        return (self.until - self.cutoff).days
