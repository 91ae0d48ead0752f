"""Work in a thread of its own, so that the page can show how far it is and offer to end it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_background(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin ``work``; what it gives, or raises, is in the future."""
    threads = ThreadPoolExecutor(max_workers=1)
    begun = threads.submit(work, *args, **kwargs)
    threads.shutdown(wait=False)
    return begun
