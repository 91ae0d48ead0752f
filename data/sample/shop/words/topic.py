"""The shape of one topic that customers write about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Patterns for one topic (see ``shop.grammar`` for their notation).

    ``says`` are sentences that carry the topic, ``details`` add something to them and mean little
    alone, ``subjects`` head a ticket. ``german`` and ``spanish`` hold a few whole comments.
    """

    id: str
    says: tuple[str, ...]
    details: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    german: tuple[str, ...] = ()
    spanish: tuple[str, ...] = ()
