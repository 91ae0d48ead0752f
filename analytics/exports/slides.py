"""One slide: headings, tables, pictures, notes. What python-pptx needs to be told stands here alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from analytics.charts.style import status_of
from analytics.exports.pictures import Picture
from analytics.exports.texts import printable
from analytics.scorecards.scoring import Status

# A slide of 16:9, in inches.
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.5

_BLANK = 6  # the layout without placeholders
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
_FONT = "Calibri"
_INK, _FAINT, _LINE, _GROUP = "263238", "66727B", "D5DADE", "EEF1F3"
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}

Place = tuple[float, float, float]


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width as a share of the others', and how it is aligned."""

    head: str
    width: float
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True)
class Line:
    """A row of texts. ``statuses`` colour the cells that have one.

    ``group`` is a heading within the table: its first text and an ``aside`` run over all columns but the last.
    """

    texts: tuple[str, ...]
    statuses: tuple[Status | None, ...] = ()
    group: bool = False
    aside: str = ""


class Sheet:
    """A slide on which things are put by their place in inches from its upper left corner."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide

    @staticmethod
    def in_deck(deck: Presentation, foot: str) -> Iterator[Sheet]:
        """New slides at the end of a deck, as many as are asked for, each with its number and ``foot``."""
        deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        while True:
            sheet = Sheet(deck.slides.add_slide(deck.slide_layouts[_BLANK]))
            sheet.text(foot, MARGIN, HEIGHT - 0.38, WIDTH - 2 * MARGIN - 1, 10, faint=True)
            number = str(len(deck.slides))
            sheet.text(number, WIDTH - MARGIN - 1, HEIGHT - 0.38, 1, 10, faint=True, align="right")
            yield sheet

    def text(
        self, text: str, left: float, top: float, width: float, size: float,
        bold: bool = False, faint: bool = False, align: Literal["left", "right", "center"] = "left",
    ) -> None:  # fmt: skip
        """One paragraph without a frame; ``size`` in points."""
        box = self.slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Pt(size * 1.4))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        _write(frame.paragraphs[0], text, size, bold, _FAINT if faint else _INK, align)

    def head(self, title: str, about: str) -> None:
        """The title of the slide and a line below it."""
        self.text(title, MARGIN, 0.35, WIDTH - 2 * MARGIN, 28, bold=True)
        self.text(about, MARGIN, 0.93, WIDTH - 2 * MARGIN, 14, faint=True)

    def small(self, text: str) -> None:
        """A remark above the foot of the slide."""
        self.text(text, MARGIN, HEIGHT - 0.62, WIDTH - 2 * MARGIN, 9, faint=True)

    def notes(self, text: str) -> None:
        """What the speaker sees beside the slide."""
        self.slide.notes_slide.notes_text_frame.text = printable(text)

    def picture(self, picture: Picture, place: Place) -> None:
        """An image at (left, top) of a height, with its words as alternative text."""
        left, top, height = map(Inches, place)
        shape = self.slide.shapes.add_picture(BytesIO(picture.png), left, top, height=height)
        shape._element.nvPicPr.cNvPr.set("descr", printable(picture.words))

    def table(
        self, columns: Sequence[Column], lines: Sequence[Line], place: Place, row_height: float, size: float, words: str
    ) -> float:
        """A table that can be edited, at (left, top) of a width; returns where it ends."""
        left, top, width = place
        rows = len(lines) + 1
        shape = self.slide.shapes.add_table(
            rows, len(columns), Inches(left), Inches(top), Inches(width), Inches(row_height * rows)
        )
        shape._element.nvGraphicFramePr.cNvPr.set("descr", printable(words))
        table = shape.table
        table.horz_banding = False
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
        total = sum(column.width for column in columns)
        for place_of, column in zip(table.columns, columns, strict=True):
            place_of.width = Emu(int(Inches(width) * column.width / total))
        for row in table.rows:
            row.height = Inches(row_height)
        heads = Line(tuple(column.head for column in columns))
        for cells, line in zip(table.rows, (heads, *lines), strict=True):
            _fill(cells.cells, line, columns, size, head=line is heads)
            if line.group:
                _head_group(cells.cells, line.aside, size)
        return top + row_height * rows


def _fill(cells: Any, line: Line, columns: Sequence[Column], size: float, head: bool) -> None:
    statuses = line.statuses or (None,) * len(line.texts)
    for cell, text, status, column in zip(cells, line.texts, statuses, columns, strict=True):
        cell.margin_left = cell.margin_right = Inches(0.04)
        cell.margin_top = cell.margin_bottom = Inches(0.01)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        colour = _FAINT if head else _INK
        _write(cell.text_frame.paragraphs[0], text, size, line.group, colour, column.align)
        if line.group or status:
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(_tint(status) if status else _GROUP)
        else:
            cell.fill.background()
        _line_below(cell)


def _head_group(cells: Any, aside: str, size: float) -> None:
    """The first cell over all but the last, with words behind its text that are not bold."""
    cells[0].merge(cells[len(cells) - 2])
    if aside:
        _write(cells[0].text_frame.paragraphs[0], f"   {aside}", size, False, _INK, "left")


def _write(paragraph: Any, text: str, size: float, bold: bool, colour: str, align: str) -> None:
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
    run.font.color.rgb = _rgb(colour)


def _line_below(cell: Any) -> None:
    """A thin line under a cell, which python-pptx has no word for; it must stand before the cell's fill."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(0.5))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": _LINE}))
    line.append(fill)
    properties.insert(0, line)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def _tint(status: Status) -> str:
    """The colour of a status on white, pale enough to read dark text on.

    >>> _tint("green")
    'CAE1D6'
    """
    parts = bytes.fromhex(status_of(status).colour.lstrip("#"))
    return "".join(f"{round(255 - (255 - part) * 0.27):02X}" for part in parts)
