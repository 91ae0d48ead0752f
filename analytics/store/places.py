"""Where every comment stands among the pain points, as a table that can be queried and paged."""

from __future__ import annotations

import pandas as pd

from analytics.store.database import Database

COLUMNS = ("comment_id", "computed", "pain_point_id", "similarity", "mood", "reason")
_SELECTED = ", ".join(COLUMNS)


def write_places(database: Database, run: str, places: pd.DataFrame) -> None:
    """Replace the places of one run; ``places`` has the columns of :data:`COLUMNS`.

    >>> database = Database()
    >>> row = ["tickets:1", "P001", "P001", 0.5, 0.2, None]
    >>> write_places(database, "", pd.DataFrame([row], columns=list(COLUMNS)))
    >>> read_places(database, "")["pain_point_id"].tolist()
    ['P001']
    """
    # A column without any value would be taken for numbers.
    texts = dict.fromkeys(("comment_id", "computed", "pain_point_id", "reason"), "string")
    arriving = places[list(COLUMNS)].astype(texts)
    with database.write() as cursor:
        cursor.execute("DELETE FROM pain_point_places WHERE run = ?", [run])
        cursor.register("arriving", arriving)
        cursor.execute(f"INSERT INTO pain_point_places SELECT ?, {_SELECTED} FROM arriving", [run])
        cursor.unregister("arriving")


def read_places(database: Database, run: str) -> pd.DataFrame:
    """The places of one run, in the order of the comments' ids; empty where there are none."""
    frame = database.frame(f"SELECT {_SELECTED} FROM pain_point_places WHERE run = ? ORDER BY comment_id", [run])
    texts = frame[["computed", "pain_point_id", "reason"]].astype(object)
    return frame.assign(**texts.where(texts.notna(), None))
