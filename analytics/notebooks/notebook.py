"""A notebook: an ordered list of cells, and how it is edited. Every edit gives a new value."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from analytics.errors import NotFound, UnknownView
from analytics.notebooks.view import View

Mark = Literal["bar", "line", "area", "point", "heatmap"]
Aggregate = Literal["", "sum", "mean", "median", "count", "min", "max"]

_NO_NAME = re.compile(r"\W+")
# Words that SQL or Python would not take for a name, and what a notebook in Jupyter calls the workspace.
_TAKEN = {
    *keyword.kwlist,
    *[
        "all",
        "case",
        "distinct",
        "end",
        "group",
        "having",
        "limit",
        "on",
        "order",
        "select",
        "table",
        "then",
        "union",
        "using",
        "when",
        "where",
        "workspace",
    ],
}
_IMAGE = re.compile(r"!(?=\[)")


@dataclass(frozen=True)
class Text:
    """Words in Markdown."""

    id: str
    text: str = ""
    collapsed: bool = False
    sort: Literal["text"] = "text"


@dataclass(frozen=True)
class Analysis:
    """A view of an analysis. What it gives can be used below by ``name``."""

    id: str
    name: str
    view: dict[str, Any]
    collapsed: bool = False
    sort: Literal["analysis"] = "analysis"

    @property
    def looking(self) -> View:
        """The view; UnknownView where this program does not know it."""
        return View.from_value(self.view)


@dataclass(frozen=True)
class Query:
    """SQL over the loaded tables and the results of cells above."""

    id: str
    name: str
    sql: str = ""
    collapsed: bool = False
    sort: Literal["query"] = "query"


@dataclass(frozen=True)
class Picture:
    """A chart over the result of the cell called ``source``. ``spec`` is Vega-Lite as JSON, for who wants to write it."""

    id: str
    name: str
    source: str = ""
    mark: Mark = "bar"
    x: str = ""
    y: str = ""
    colour: str = ""
    aggregate: Aggregate = ""
    spec: str = ""
    collapsed: bool = False
    sort: Literal["picture"] = "picture"


Cell = Text | Analysis | Query | Picture
Named = Analysis | Query | Picture


@dataclass(frozen=True)
class Notebook:
    """``cells`` in order. ``follows`` asks for a new run whenever watched files bring new data.

    >>> notebook = Notebook("notebook-1", "May").adding(Text("a", "Hello")).adding(Text("b", "there"), after="a")
    >>> [cell.id for cell in notebook.moving("b", -1).cells]
    ['b', 'a']
    """

    id: str
    title: str
    cells: tuple[Cell, ...] = ()
    follows: bool = False

    def cell(self, cell_id: str) -> Cell:
        """The cell with this id. NotFound."""
        return self.cells[self._place(cell_id)]

    def named(self, name: str) -> Named | None:
        """The cell whose result is called ``name``."""
        return next((cell for cell in self.cells if not isinstance(cell, Text) and cell.name == name), None)

    def above(self, cell_id: str) -> tuple[Named, ...]:
        """The cells above one whose results it may use."""
        return tuple(cell for cell in self.cells[: self._place(cell_id)] if isinstance(cell, Analysis | Query))

    def adding(self, cell: Cell, after: str | None = None) -> Notebook:
        """With a cell more: behind the one with the id ``after``, else at the end. It gets a free id and a free name."""
        cell = replace(cell, id=_free(cell.id or "cell", {each.id for each in self.cells}))
        if not isinstance(cell, Text):
            cell = replace(cell, name=self.free_name(cell.name))
        place = len(self.cells) if after is None else self._place(after) + 1
        return replace(self, cells=(*self.cells[:place], cell, *self.cells[place:]))

    def changing(self, cell: Cell) -> Notebook:
        """With another content of the cell of this id; a name that is taken gets a number."""
        place = self._place(cell.id)
        if not isinstance(cell, Text):
            cell = replace(cell, name=self.free_name(cell.name, but=cell.id))
        return replace(self, cells=(*self.cells[:place], cell, *self.cells[place + 1 :]))

    def moving(self, cell_id: str, by: int) -> Notebook:
        """With a cell so many places further down (up when negative), as far as there are any."""
        place = self._place(cell_id)
        rest = [*self.cells[:place], *self.cells[place + 1 :]]
        rest.insert(min(max(place + by, 0), len(rest)), self.cells[place])
        return replace(self, cells=tuple(rest))

    def duplicating(self, cell_id: str) -> Notebook:
        """With a copy of a cell right below it."""
        return self.adding(self.cell(cell_id), after=cell_id)

    def without(self, cell_id: str) -> Notebook:
        """Without a cell."""
        place = self._place(cell_id)
        return replace(self, cells=(*self.cells[:place], *self.cells[place + 1 :]))

    def free_name(self, wanted: str, but: str | None = None) -> str:
        """A name for a result that no other cell has: small letters, digits and underscores, for SQL and Python alike.

        >>> Notebook("n", "").adding(Query("a", "Calls a day")).free_name("calls a day")
        'calls_a_day_2'
        """
        name = _NO_NAME.sub("_", unicodedata.normalize("NFKC", wanted).lower()).strip("_") or "result"
        name = name if name.isidentifier() and name not in _TAKEN else f"result_{name}"
        name = name if name.isidentifier() else "result"
        return _free(name, {each.name for each in self.cells if not isinstance(each, Text) and each.id != but}, "_")

    def as_value(self) -> dict[str, Any]:
        """The notebook as JSON holds it."""
        value: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return value

    def _place(self, cell_id: str) -> int:
        for place, cell in enumerate(self.cells):
            if cell.id == cell_id:
                return place
        raise NotFound("This cell is not in the notebook any more. Somebody may have deleted it meanwhile.")


Edit = Callable[[Notebook], Notebook]


def from_value(value: Any) -> Notebook:
    """The notebook that ``as_value`` described. Raises UnknownView for what is none."""
    try:
        return _ADAPTER.validate_python(value)
    except ValidationError as error:
        raise UnknownView("This is not the description of a notebook of this program.") from error


def without_pictures(text: str) -> str:
    """The Markdown with its pictures as links: a picture would be fetched from elsewhere.

    >>> without_pictures("see ![chart](http://example.org/a.png)!")
    'see [chart](http://example.org/a.png)!'
    """
    return _IMAGE.sub("", text)


def _free(wanted: str, taken: set[str], between: str = "-") -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}{between}{number}"
    return name


_ADAPTER: TypeAdapter[Notebook] = TypeAdapter(Notebook)
