"""Watching a long load from outside: how far it is, and the wish that it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import duckdb

from analytics.errors import Cancelled

# A share from 0 to 1 and what is being done.
Progress = Callable[[float, str], None]

# The shares at which the stages of a load begin, as measured on ten million tickets; reading begins at 0.
UNDERSTANDING, WRITING, COMPARING, PLACING, CHECKING = 0.27, 0.38, 0.85, 0.90, 0.95
_BEGINNINGS = (0.0, UNDERSTANDING, WRITING, COMPARING, PLACING, CHECKING, 1.0)

_PAUSE = 0.2  # seconds between two looks


def nobody(share: float, step: str) -> None:
    """Watches without a word."""


class Cancel:
    """A wish to end what is running, set from any thread.

    >>> cancel = Cancel()
    >>> cancel.check("tickets.csv")
    >>> cancel.set()
    >>> cancel.check("tickets.csv")
    Traceback (most recent call last):
        ...
    analytics.errors.Cancelled: Loading tickets.csv was cancelled; nothing of it stays.
    """

    def __init__(self) -> None:
        self._wished = threading.Event()

    def set(self) -> None:
        """Ask for the end; it comes within about a second."""
        self._wished.set()

    @property
    def is_set(self) -> bool:
        """Whether the end was asked for."""
        return self._wished.is_set()

    def check(self, name: str) -> None:
        """Raise Cancelled when the end was asked for; ``name`` is what was being loaded."""
        if self.is_set:
            raise Cancelled(f"Loading {name} was cancelled; nothing of it stays.")


class Watch:
    """One load as it is watched: told its stages, it tells shares in between from DuckDB's own progress."""

    def __init__(self, name: str, progress: Progress, cancel: Cancel) -> None:
        self._name, self._progress, self._cancel = name, progress, cancel
        self._share, self._step = 0.0, ""
        self._told = threading.Lock()

    def stage(self, share: float, step: str) -> None:
        """A stage begins. Raises Cancelled when that is wished."""
        self._cancel.check(self._name)
        with self._told:
            self._share, self._step = max(self._share, share), step
            self._progress(self._share, step)

    def rows(self, count: int) -> None:
        """That many rows were read, of nobody knows how many: the share only comes ever closer to the stage's end."""
        self._cancel.check(self._name)
        with self._told:
            self._progress(UNDERSTANDING * count / (count + 500_000), f"reading ({count:,} rows)")

    @contextmanager
    def over(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """While this lasts, the statements of ``cursor`` are watched, and interrupted when that is wished."""
        cursor.execute("SET enable_progress_bar = true")
        cursor.execute("SET enable_progress_bar_print = false")
        done = threading.Event()
        watcher = threading.Thread(target=self._look, args=(cursor, done), daemon=True)
        watcher.start()
        try:
            yield
            # What nothing interrupted must not be kept either: this is the last moment before the COMMIT.
            self._cancel.check(self._name)
        except duckdb.InterruptException:
            self._cancel.check(self._name)
            raise
        finally:
            done.set()
            watcher.join()

    def _look(self, cursor: duckdb.DuckDBPyConnection, done: threading.Event) -> None:
        while not done.wait(_PAUSE):
            if self._cancel.is_set:
                # Again and again: between two statements there is nothing to interrupt.
                cursor.interrupt()
                continue
            with suppress(duckdb.Error):
                self._tell(cursor.query_progress())

    def _tell(self, percent: float) -> None:
        """Within a stage several statements run: the share never goes back, nor beyond the stage."""
        with self._told:
            end = next(share for share in (*_BEGINNINGS[1:], 1.0) if share > self._share or share == 1.0)
            begun = max(share for share in _BEGINNINGS if share <= self._share)
            now = begun + (end - begun) * min(max(percent, 0), 99.9) / 100
            if now > self._share:
                self._share = now
                self._progress(now, self._step)
