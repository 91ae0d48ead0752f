"""Who is on which decision: what each person at this server has moved and not committed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from pages.parts.session import PRESENCE

# Who has not touched anything for so long (seconds) has left, or forgotten it.
_AWAY = 15 * 60


@dataclass(frozen=True)
class Seen:
    """A person with the subjects that he or she has moved, and when that was told last (seconds)."""

    who: str
    subjects: tuple[str, ...]
    at: float


def tell(workspace: str, who: str, subjects: Iterable[str]) -> None:
    """Tell the other sessions on this workspace what this one has moved."""
    _all().setdefault(workspace, {})[_me()] = Seen(who, tuple(subjects), time.monotonic())


def others(workspace: str) -> list[Seen]:
    """The other sessions that have moved something, the latest first."""
    return at_work(_all().get(workspace, {}), _me(), time.monotonic())


def at_work(seen: dict[str, Seen], me: str, now: float) -> list[Seen]:
    """Of all sessions those of others that have moved something lately, the latest first.

    >>> [one.who for one in at_work({"a": Seen("Ada", ("support/nps",), 5.0), "b": Seen("Bea", (), 6.0)}, "c", 7.0)]
    ['Ada']
    """
    lately = [one for id, one in list(seen.items()) if id != me and one.subjects and now - one.at < _AWAY]
    return sorted(lately, key=lambda one: one.at, reverse=True)


def _me() -> str:
    return str(st.session_state.setdefault(PRESENCE, uuid.uuid4().hex))


@st.cache_resource(show_spinner=False)
def _all() -> dict[str, dict[str, Seen]]:
    """By workspace and session."""
    return {}
