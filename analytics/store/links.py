"""Links too long for an address, kept under a short name."""

from __future__ import annotations

import hashlib

from analytics.errors import NotFound
from analytics.store.database import Database

_LENGTH = 10


def shorten(database: Database, target: str) -> str:
    """The short name of ``target``, the same one every time.

    >>> database = Database()
    >>> expanded(database, shorten(database, "a long story")) == "a long story"
    True
    """
    link = hashlib.sha256(target.encode()).hexdigest()[:_LENGTH]
    with database.write() as cursor:
        cursor.execute("INSERT OR REPLACE INTO links VALUES (?, ?, timezone('UTC', now()))", [link, target])
    return link


def expanded(database: Database, link: str) -> str:
    """What a short name stands for. NotFound where it is not of this workspace."""
    target = database.value("SELECT target FROM links WHERE link = ?", [link])
    if target is None:
        raise NotFound("This link is not known in this workspace. Open the workspace in which it was made.")
    return str(target)
