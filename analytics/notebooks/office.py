"""A notebook as slides and as a workbook: real tables that can be edited, charts as images with alternative text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import xlsxwriter
from pptx import Presentation
from pptx.util import Inches, Pt

from analytics.exports.pictures import picture_of
from analytics.notebooks.notebook import Named, Notebook, Text
from analytics.notebooks.running import Run

_WIDE, _HIGH, _EDGE = 13.333, 7.5, 0.6  # inches
_SLIDE_ROWS, _SLIDE_COLUMNS = 12, 7
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_MARKS = re.compile(r"[*_`#>]+")


def as_slides(notebook: Notebook, runs: Mapping[str, Run], provenance: str) -> bytes:
    """One slide per cell: words as they are, a chart as an image, a table as a table of the first rows."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    for cell in notebook.cells:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        if isinstance(cell, Text):
            title, _, rest = cell.text.strip().partition("\n")
            slide.shapes.title.text = _MARKS.sub("", title).strip()
            _words(slide, _MARKS.sub("", rest).strip(), 1.6, 20)
        else:
            _result(slide, cell, runs.get(cell.id))
        _words(slide, provenance, _HIGH - 0.5, 10)
    if not notebook.cells:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = notebook.title
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def as_workbook(notebook: Notebook, runs: Mapping[str, Run], provenance: str) -> bytes:
    """One sheet per result, with all rows that are held; numbers are numbers, and no text is taken for a formula."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True,
               "remove_timezone": True, "default_date_format": "yyyy-mm-dd hh:mm"}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        front = book.add_worksheet("Contents")
        front.write_row(0, 0, ["Sheet", "What it shows", "Rows", "How it was computed"], bold)
        front.set_column(0, 0, 24)
        front.set_column(1, 1, 48)
        taken = {"contents"}
        line = 1
        for cell, run in _results(notebook, runs):
            name = _sheet_name(cell.name, taken)
            front.write_row(line, 0, [name, run.title or cell.name, run.rows, run.note or run.refusal])
            line += 1
            if run.table is not None:
                _sheet(book.add_worksheet(name), run.table, bold)
        front.write_string(line + 1, 0, provenance)
    return file.getvalue()


def _results(notebook: Notebook, runs: Mapping[str, Run]) -> Iterator[tuple[Named, Run]]:
    for cell in notebook.cells:
        if not isinstance(cell, Text) and cell.id in runs:
            yield cell, runs[cell.id]


def _result(slide: Any, cell: Named, run: Run | None) -> None:
    slide.shapes.title.text = cell.name if run is None else run.title or cell.name
    if run is None or run.table is None:
        _words(slide, "Not run yet." if run is None else run.refusal, 1.8, 18)
        return
    if run.chart is not None:
        image = picture_of(run.chart, run.title)
        shape = slide.shapes.add_picture(io.BytesIO(image.png), Inches(_EDGE), Inches(1.4))
        scale = min(Inches(_WIDE - 2 * _EDGE) / shape.width, Inches(4.9) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape._element.nvPicPr.cNvPr.set("descr", image.words)
    else:
        _table(slide, run.table)
    _words(slide, run.note, _HIGH - 1.05, 11)


def _table(slide: Any, table: pd.DataFrame) -> None:
    shown = table.iloc[:_SLIDE_ROWS, :_SLIDE_COLUMNS]
    rows, columns = len(shown) + 1, max(len(shown.columns), 1)
    width = Inches(_WIDE - 2 * _EDGE)
    grid = slide.shapes.add_table(rows, columns, Inches(_EDGE), Inches(1.5), width, Inches(0.36 * rows)).table
    for place, name in enumerate(shown.columns):
        _cell(grid.cell(0, place), str(name))
        for row, value in enumerate(shown.iloc[:, place], 1):
            _cell(grid.cell(row, place), _told(value))


def _cell(cell: Any, text: str) -> None:
    cell.text = text[:80]
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.size = Pt(11)


def _told(value: Any) -> str:
    if value is None or value != value:
        return "–"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def _words(slide: Any, text: str, top: float, size: float) -> None:
    if not text:
        return
    box = slide.shapes.add_textbox(Inches(_EDGE), Inches(top), Inches(_WIDE - 2 * _EDGE), Inches(0.4))
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    for paragraph in box.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have: at most 31 characters, none of a few, and no other sheet's."""
    base = _SHEET_NAME.sub(" ", name)[:28].strip() or "sheet"
    made, number = base, 1
    while made.lower() in taken:
        number += 1
        made = f"{base[:26]} {number}"
    taken.add(made.lower())
    return made


def _sheet(sheet: Any, table: pd.DataFrame, bold: Any) -> None:
    sheet.write_row(0, 0, [str(name) for name in table.columns], bold)
    for place, name in enumerate(table.columns):
        sheet.set_column(place, place, min(max(len(str(name)) + 2, 12), 48))
        for row, value in enumerate(table[name].astype(object), 1):
            if value is None or value != value:
                continue
            plain = value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
            plain = plain if isinstance(plain, int | float | bool) or hasattr(plain, "isoformat") else str(plain)
            sheet.write(row, place, plain)
    sheet.freeze_panes(1, 0)
