"""Tickets written in a test, and the mapping under which they are loaded."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.files.mapping import ColumnUse, Mapping
from analytics.workspace import Workspace

NOW = datetime(2026, 6, 1)
TICKETS = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("customer_id", "Who"), ColumnUse("created_at", "Opened"),
     ColumnUse("resolved_at", "Solved"), ColumnUse("satisfaction", "Rating"), ColumnUse("subject", "Subject")),
)  # fmt: skip
HEADER = ["Id", "Who", "Opened", "Solved", "Rating", "Subject", "Shop"]
ONE = ["1", "ann", "2026-01-02 10:00", "2026-01-03 10:00", "4", "Late", "Paris"]
TWO = ["2", "bob", "2026-01-05 09:30", "", "", "Broken", ""]


def tickets(workspace: Workspace) -> pd.DataFrame:
    return workspace.database.frame(
        "SELECT ticket_id, customer_id, created_at, resolved_at, satisfaction, subject, extra FROM tickets ORDER BY ticket_id"
    )
