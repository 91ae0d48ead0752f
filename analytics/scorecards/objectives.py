"""What a perspective of a phase is to achieve, in people's own words: decisions in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from analytics.scorecards.targets import Decisions

KIND = "objective"
LONGEST = 160


def objectives(ledger: Decisions, as_of: datetime | None = None) -> dict[str, str]:
    """The objectives by subject ("support/Customer"), now or as they stood at ``as_of`` (UTC)."""
    present = ledger.present(KIND, as_of)
    return {subject: " ".join(text.split())[:LONGEST] for subject, text in present.items() if isinstance(text, str)}


def decide_objectives(
    ledger: Decisions,
    wanted: Mapping[str, str],
    seen: Mapping[str, str],
    who: str,
    reason: str = "",
    at: datetime | None = None,
) -> list[int]:
    """Record the objectives (by subject) that differ from those that were ``seen``; an empty one is taken away.

    Raises ChangedMeanwhile when one of them is no longer what was seen.
    """
    texts = {subject: " ".join(text.split())[:LONGEST] for subject, text in wanted.items()}
    changed = {subject: text or None for subject, text in texts.items() if text != seen.get(subject, "")}
    raw, stood = ledger.present(KIND), objectives(ledger)
    expected = {
        subject: raw.get(subject) if stood.get(subject, "") == seen.get(subject, "") else seen.get(subject)
        for subject in changed
    }
    return ledger.record_all(KIND, changed, who, reason, at, expected)
