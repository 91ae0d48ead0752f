"""A notebook as .ipynb: runs top to bottom in Jupyter beside a copy of the workspace, and can be brought back in."""

from __future__ import annotations

import json
from typing import Any

import nbformat

from analytics.errors import UnknownView, UnreadableFile
from analytics.notebooks.notebook import Analysis, Cell, Notebook, Picture, Query, Text, from_value
from analytics.notebooks.running import cell_value, uses

_FORMAT: Any = nbformat  # it has no types
_OURS = "journey_scorecard"
_VERSION = 4
_MOST_BYTES = 20_000_000
_MOST_CELLS = 500
_BEGIN = """# {title}

Made with Journey Scorecard. It needs this file's workspace beside it, **{workspace}**, and the program: install what it
needs (`pip install -r requirements.txt` in its folder) and start Jupyter in that folder, or add the folder to `PYTHONPATH`."""


def as_ipynb(notebook: Notebook, workspace: str) -> str:
    """The notebook as the text of an .ipynb that opens the workspace in the file called ``workspace``.

    >>> text = as_ipynb(Notebook("n", "May", (Query("q", "orders", "SELECT count(*) AS n FROM sales"),)), "shop.duckdb")
    >>> nbformat.reads(text, 4).cells[-1].source.splitlines()[0]
    'orders = workspace.ask('
    """
    begin = _BEGIN.format(title=notebook.title, workspace=workspace)
    opening = f"from analytics import Workspace\n\nworkspace = Workspace({workspace!r})"
    cells = [_text(begin, "begin"), _code(opening, "open"), *(_cell(notebook, cell) for cell in notebook.cells)]
    made = _FORMAT.v4.new_notebook(cells=cells, metadata={_OURS: {"title": notebook.title}})
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    _FORMAT.validate(made)
    return str(_FORMAT.writes(made, _VERSION))


def from_ipynb(content: bytes, name: str = "The file") -> Notebook:
    """The notebook in an .ipynb that was taken home from here, with its words, analyses, queries and charts.

    Words of other notebooks come along, code does not: it is not run here. Raises UnreadableFile.
    """
    if len(content) > _MOST_BYTES:
        raise UnreadableFile(f"{name} is larger than {_MOST_BYTES // 1_000_000} MB. Clear its outputs, then try again.")
    try:
        found = json.loads(content.decode("utf-8-sig"))
        title = found["metadata"].get(_OURS, {}).get("title") or name.removesuffix(".ipynb")
        cells = [cell for each in found["cells"][: _MOST_CELLS + 1] if (cell := _read(each)) is not None]
        made = Notebook("", str(title)[:80])
        for cell in cells:
            made = made.adding(cell)
        json.dumps(made.as_value(), ensure_ascii=False).encode()  # half a character cannot be kept
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableFile(f"{name} is no Jupyter notebook (.ipynb) that can be read. Export it again.") from error
    if len(cells) > _MOST_CELLS:
        raise UnreadableFile(f"{name} has more than {_MOST_CELLS:,} cells. Take home fewer of them.")
    return made


def _cell(notebook: Notebook, cell: Cell) -> Any:
    if isinstance(cell, Text):
        return _text(cell.text, cell.id, cell)
    source = _analysis(cell) if isinstance(cell, Analysis) else _query(notebook, cell)
    return _code(f"{source}\n{cell.name}", cell.id, cell)


def _analysis(cell: Analysis) -> str:
    """A view that this program knows is written with its parameters; of any other, nothing that is told becomes code."""
    try:
        given = cell.looking.as_value()["of"]
    except UnknownView:
        return f"{cell.name} = workspace.look({str(cell.view.get('view'))!r})"
    parameters = "".join(f", {name}={value!r}" for name, value in given.items())
    return f"{cell.name} = workspace.look({cell.view['view']!r}{parameters})"


def _query(notebook: Notebook, cell: Query | Picture) -> str:
    if isinstance(cell, Picture):
        if not uses(notebook, cell):
            return f"{cell.name} = None  # the result that it draws is not above it"
        asked = {name: value for name, value in cell_value(cell).items() if name in _OF_PICTURE and value}
        return f"{cell.name} = workspace.draw({cell.source}.table, {', '.join(f'{k}={v!r}' for k, v in asked.items())})"
    above = "".join(f", {source.name}={source.name}.table" for source in uses(notebook, cell))
    sql = repr(cell.sql) if '"""' in cell.sql or "\\" in cell.sql or cell.sql.endswith('"') else f'"""\n{cell.sql}\n"""'
    return f"{cell.name} = workspace.ask(\n    {sql}{above}\n)"


_OF_PICTURE = ("mark", "x", "y", "colour", "aggregate", "spec")


def _text(text: str, id: str, cell: Cell | None = None) -> Any:
    return _FORMAT.v4.new_markdown_cell(text, id=_id(id), metadata=_metadata(cell))


def _code(source: str, id: str, cell: Cell | None = None) -> Any:
    return _FORMAT.v4.new_code_cell(source, id=_id(id), metadata=_metadata(cell))


def _id(id: str) -> str:
    """A cell's id as the format wants it: 1 to 64 letters, digits, - and _."""
    return "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in id)[:64] or "cell"


def _metadata(cell: Cell | None) -> dict[str, Any]:
    return {_OURS: {"cell": None if cell is None else cell_value(cell)}}


def _read(found: Any) -> Cell | None:
    """The cell of ours that an .ipynb's cell holds; the words of any other; None for code and for what we add."""
    told, source = found["metadata"].get(_OURS), "".join(found["source"])
    if told is None:
        return Text("words", source) if found["cell_type"] == "markdown" else None
    if told.get("cell") is None:
        return None
    cell = from_value({"id": "", "title": "", "cells": [dict(told["cell"])]}).cells[0]
    # Words that were edited in Jupyter are those that count.
    return Text(cell.id, source) if isinstance(cell, Text) else cell
