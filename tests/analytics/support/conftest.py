"""Tickets written in the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from analytics import Workspace

BEGAN = datetime(2026, 3, 2)  # a Monday

Ticket = dict[str, Any]


def ticket(number: int, **fields: Any) -> Ticket:
    """A ticket that came ``number`` hours after BEGAN, answered after an hour and solved after ten, but for ``fields``."""
    usual: Ticket = {
        "ticket_id": f"t{number}",
        "customer_id": f"c{number}",
        "created_at": BEGAN + timedelta(hours=number),
        "first_response_minutes": 60.0,
        "resolution_minutes": 600.0,
        "status": "closed",
        "channel": "mail",
        "category": "billing",
        "priority": "normal",
        "satisfaction": None,
        "satisfaction_scale": 5,
        "reopens": 0,
        "replies": 1,
    }
    return usual | fields


@pytest.fixture
def tickets(loaded: Callable[..., Workspace]) -> Callable[[list[Ticket]], Workspace]:
    """A workspace with these tickets."""
    return lambda rows: loaded(tickets=rows)
