"""Work that may take long: in a thread of its own, so that the page can say what is done and how far it is.

Work belongs to the server, not to a session: who comes back to the page, or turns something on it meanwhile, waits for what is
under way instead of beginning it again. While a page is drawn, one notice in a corner of the window says what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.background import in_background
from pages.parts.words import escaped

Result = TypeVar("Result")
Progress = Callable[[float, str], None]

_PATIENCE = 0.1  # seconds: what is done by then needs no words of its own
_PAUSE = 0.2  # seconds between two looks
_notice: ContextVar[DeltaGenerator | None] = ContextVar("notice", default=None)


@dataclass
class Work:
    """One piece of work: the ``share`` of it that is done, and its present ``step``."""

    step: str
    share: float = 0.0
    result: Future[Any] = field(default_factory=Future)

    def tell(self, share: float, step: str) -> None:
        """Take down how far it is."""
        self.share, self.step = min(max(share, 0.0), 1.0), step


@contextmanager
def run_told(title: str) -> Iterator[None]:
    """Say in a corner of the window what is under way until the page called ``title`` is drawn.

    The browser shows the notice when a fifth of a second has gone by (``style.css``), so quick pages have none.
    """
    with st.container(key="under-way"):
        place = st.empty()
    place.progress(0.0, f"Opening {escaped(title)} …")
    before = _notice.set(place)
    try:
        yield
    finally:
        _notice.reset(before)
        place.empty()


def done(key: Hashable, step: str, compute: Callable[[Progress], Result]) -> Result:
    """What ``compute`` gives or raises; on the screen meanwhile, how far it is, beginning with ``step``.

    Work with the same ``key`` is done once at a time.
    """
    works, lock = _works()
    with lock:
        work = works.get(key)
        if work is None:
            work = works[key] = begun(step, compute)
            work.result.add_done_callback(lambda _: works.pop(key, None))
    if not wait([work.result], _PATIENCE).done:
        watch(work)
    return cast(Result, work.result.result())


def begun(step: str, compute: Callable[[Progress], Any]) -> Work:
    """Work that has just begun with ``step``; ``compute`` is given where to tell how far it is."""
    work = Work(step)
    work.result = in_background(compute, work.tell)
    return work


def watch(work: Work, seconds: float = inf) -> None:
    """Say on the screen how far the work is, until it is done or that many ``seconds`` have gone by."""
    notice, until = _notice.get(), monotonic() + seconds
    place = notice or st.empty()  # a fragment that runs by itself has a notice of its own
    while not work.result.done() and monotonic() < until:
        place.progress(work.share, f"{escaped(work.step)} …")
        wait([work.result], _PAUSE)
    if notice is None:
        place.empty()


@st.cache_resource(show_spinner=False)
def _works() -> tuple[dict[Hashable, Work], Lock]:
    """What this server is working on; whoever looks and then begins something holds the lock."""
    return {}, Lock()
