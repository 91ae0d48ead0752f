"""Customers who begin and events that they leave, written in the test."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

DAY = datetime(2025, 1, 1)


def event(customer: str, name: str, day: float) -> dict[str, Any]:
    return {"customer_id": customer, "event": name, "occurred_at": DAY + timedelta(days=day)}


def person(customer: str, joined: float = 0) -> dict[str, Any]:
    return {"customer_id": customer, "joined_at": DAY + timedelta(days=joined)}
