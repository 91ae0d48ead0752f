"""What a view is made of: the analysis that it looks at, and how what that gives becomes a table and a chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from analytics.notebooks.answer import Answer

if TYPE_CHECKING:
    from analytics.workspace import Workspace

Asked = TypeVar("Asked")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Definition(Generic[Asked, Found]):
    """One way to look at the analysis ``of``: ``name`` stands in links and notebooks, so it never changes.

    ``draw`` makes the answer from what the analysis gave; ``run`` gets that where the analysis does not run itself.
    ``version`` grows when the parameters change their meaning; ``page`` is where a person finds its controls.
    """

    name: str
    title: str
    page: str
    of: type[Asked]
    draw: Callable[[Found, Asked, Workspace], Answer]
    run: Callable[[Workspace, Asked], Found] | None = None
    version: int = 1

    def found(self, workspace: Workspace, asked: Asked) -> Found:
        """What the analysis gives on the workspace."""
        running: Callable[[Workspace, Asked], Found] = self.run or (lambda on, asks: asks.run(on))  # type: ignore[attr-defined]
        return running(workspace, asked)
