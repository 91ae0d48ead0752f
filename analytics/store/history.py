"""Every import there ever was, with those that were taken back."""

from __future__ import annotations

import pandas as pd

from analytics.store.database import Database


def import_history(database: Database) -> pd.DataFrame:
    """All imports, oldest first: import_id, file, kind, who, loaded_at, undone_at (NaT while it stands); UTC."""
    return database.frame("SELECT import_id, file, kind, who, loaded_at, undone_at FROM imports ORDER BY number")
