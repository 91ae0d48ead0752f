"""The role of a column, as people decided it: driver, context (only adjusted for) or ignored."""

from __future__ import annotations

from datetime import datetime

from analytics.drivers.scenarios import Decisions
from analytics.errors import NotFound

KIND = "driver role"
ROLES = ("driver", "context", "ignored")


def decided_roles(ledger: Decisions) -> tuple[tuple[str, str], ...]:
    """Pairs of a column and its role, as :class:`analytics.drivers.Drivers` takes them."""
    return tuple(sorted(ledger.present(KIND).items()))


def decide_role(
    ledger: Decisions, column: str, role: str | None, who: str, reason: str = "", at: datetime | None = None
) -> int:
    """Give a column a role; None gives it back the proposed one. ``NotFound`` for a role that does not exist."""
    if role is not None and role not in ROLES:
        raise NotFound(f'There is no role "{role}". A column is one of: {", ".join(ROLES)}.')
    return ledger.record(KIND, column, role, who, reason, at)
