"""The report as a workbook: real numbers in the formats of their units, ready to be calculated with.

Text is never taken for a formula: formulas and links are switched off, and what begins like one gets an apostrophe.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from analytics.charts.style import STATUS
from analytics.exports.report import Report
from analytics.exports.texts import printable
from analytics.files.spreadsheets import harmless
from analytics.kpis.definition import PERSPECTIVES
from analytics.scorecards.cards import KpiCard
from analytics.scorecards.standing import STATUS_WORDS

_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}

# How each unit is written; shares are 0..1 and shown in per cent.
_FORMATS = {
    "%": "0.0%",
    "money": "#,##0.00",
    "count": "#,##0",
    "minutes": "#,##0",
    "hours": "#,##0.0",
    "days": "#,##0.0",
    "points": "0.0",
    "score": "0.00",
}
_SCORE = "0.0"
_MEASURED = ("Value", "Low", "High", "Before", "Target", "Red at")
_HEAD = (
    "Phase", "Perspective", "KPI", "Value", "Low", "High", "n", "Before", "Target", "Red at", "Weight", "Status",
    "Score", "Owner", "Unit", "Currency", "Of", "Leading or lagging", "Course", "Left out", "Value is", "Target by", "Formula",
)  # fmt: skip
_WIDTHS = {
    "Phase": 15,
    "Perspective": 20,
    "KPI": 38,
    "Status": 15,
    "Owner": 18,
    "Course": 22,
    "Value is": 16,
    "Target by": 60,
    "Formula": 110,
}


def workbook(report: Report) -> bytes:
    """The report as an Excel file: overview, scorecard, history, objectives, decisions and actions."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _SETTINGS)
    book.set_properties({"title": f"Journey scorecard: {report.workspace}", "created": report.made_at})
    sheets = _Sheets(book)
    kpis = [(phase.name, kpi) for phase in report.result.phases for kpi in phase.kpis]
    _overview(sheets, report)
    _scorecard(sheets, kpis)
    _history(sheets, kpis)
    sheets.table("Objectives", _objectives(report), {"Phase": 15, "Perspective": 20, "Objective": 100})
    sheets.table("Decisions", _decisions(report), {"About": 40, "From": 45, "To": 45, "Why": 70})
    sheets.table("Actions", _actions(report), {"Action": 60, "Owner": 20, "Should move": 40, "Expected": 40})
    book.close()
    return file.getvalue()


class _Sheets:
    """A workbook with the few formats that it uses."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F3", "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.statuses = {
            name: book.add_format({"font_color": status.colour, "bold": True}) for name, status in STATUS.items()
        }
        self._numbers: dict[str, Any] = {}

    def number(self, shape: str) -> Any:
        """The format of numbers of this shape."""
        if shape not in self._numbers:
            self._numbers[shape] = self.book.add_format({"num_format": shape})
        return self._numbers[shape]

    def add(self, name: str, heads: Sequence[str], widths: dict[str, int], top: int = 0) -> Any:
        """A sheet with its heads in row ``top``, which stay in sight and can be filtered."""
        sheet = self.book.add_worksheet(name)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, widths.get(head, 11))
            sheet.write_string(top, column, head, self.head)
        sheet.freeze_panes(top + 1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        return sheet

    def table(self, name: str, frame: pd.DataFrame, widths: dict[str, int]) -> None:
        """A sheet with the rows of a frame of texts and dates."""
        sheet = self.add(name, list(frame.columns), {"When": 12, "Due": 12} | widths)
        for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
            for column, value in enumerate(values):
                write(sheet, row, column, value)
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)


def write(sheet: Any, row: int, column: int, value: Any, shape: Any = None) -> None:
    """One cell: a number or a date as such, everything else as text in which nothing is active."""
    if value is None or value != value:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, bool | str):
        sheet.write_string(row, column, safe(str(value)), shape)
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(row, column, value, shape)
    else:
        sheet.write_number(row, column, value, shape)


def safe(text: str) -> str:
    """The text as a cell may hold it.

    >>> safe("=HYPERLINK()"), safe("plain")
    ("'=HYPERLINK()", 'plain')
    """
    return str(harmless(pd.DataFrame({"text": [printable(text)]}))["text"].iloc[0])


def _overview(sheets: _Sheets, report: Report) -> None:
    heads = ("Phase", *PERSPECTIVES, "Score", "Leading", "Lagging")
    facts = (("Workspace", report.workspace), ("Data version", report.data_version), ("Figures of", report.period),
             ("Made on (UTC)", report.made_at.date()), ("Score of the company, 0 to 10", report.result.score))  # fmt: skip
    top = len(facts) + 2
    sheet = sheets.add("Overview", heads, {"Phase": 30, **dict.fromkeys(PERSPECTIVES, 20)}, top)
    sheet.write_string(0, 0, "Journey scorecard", sheets.title)
    shapes = {"Made on (UTC)": sheets.number("yyyy-mm-dd"), "Score of the company, 0 to 10": sheets.number(_SCORE)}
    for row, (name, value) in enumerate(facts, 1):
        sheet.write_string(row, 0, name)
        write(sheet, row, 1, value, shapes.get(name))
    for row, phase in enumerate(report.result.phases, top + 1):
        scores = {card.perspective: card.score for card in phase.perspectives}
        write(sheet, row, 0, phase.name)
        numbers = (*(scores.get(name) for name in PERSPECTIVES), phase.score, phase.leading, phase.lagging)
        for column, score in enumerate(numbers, 1):
            write(sheet, row, column, score, sheets.number(_SCORE))
    _chart(sheets, sheet, top, len(report.result.phases))


def _chart(sheets: _Sheets, sheet: Any, top: int, phases: int) -> None:
    """The scores of the phases as a chart of the spreadsheet's own."""
    chart, column = sheets.book.add_chart({"type": "bar"}), len(PERSPECTIVES) + 1
    ends = (top + 1, top + phases)
    chart.add_series(
        {
            "name": "Score",
            "categories": ["Overview", ends[0], 0, ends[1], 0],
            "values": ["Overview", ends[0], column, ends[1], column],
            "fill": {"color": "#3f7fae"},
            "gap": 60,
        }
    )
    chart.set_x_axis({"min": 0, "max": 10, "num_format": "0"})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    chart.set_title({"name": "Score of each phase, 0 to 10", "name_font": {"size": 12, "bold": False}})
    sheet.insert_chart(top + phases + 2, 0, chart, {"description": "Bar chart of the score of each phase, 0 to 10"})


def _scorecard(sheets: _Sheets, kpis: list[tuple[str, KpiCard]]) -> None:
    sheet = sheets.add("Scorecard", _HEAD, _WIDTHS)
    for row, (phase, kpi) in enumerate(kpis, 1):
        cells = _cells(phase, kpi)
        for column, head in enumerate(_HEAD):
            measured = head in _MEASURED
            shape = sheets.number(_FORMATS.get(kpi.unit, "General")) if measured else sheets.number("#,##0")
            shape = sheets.number(_SCORE) if head in ("Score", "Weight") else shape
            shape = sheets.statuses[kpi.status] if head == "Status" else shape
            write(sheet, row, column, cells[head], shape)
        if len(kpi.history) > 1:
            reach = f"History!{_range(row, len(_months(kpis)))}"
            sheet.add_sparkline(row, _HEAD.index("Course"), {"range": reach, "last_point": True})
    sheet.autofilter(0, 0, max(len(kpis), 1), len(_HEAD) - 1)
    sheet.freeze_panes(1, 3)


def _cells(phase: str, kpi: KpiCard) -> dict[str, Any]:
    values = (kpi.value, kpi.low, kpi.high, kpi.n, kpi.previous, kpi.target, kpi.threshold, kpi.weight)
    words = (STATUS_WORDS[kpi.status], kpi.score, kpi.owner, kpi.unit, kpi.currency, kpi.scope, kpi.timing, None)
    cells = (phase, kpi.perspective, kpi.name, *values, *words, kpi.left_out, kpi.origin, kpi.provenance, kpi.formula)
    return dict(zip(_HEAD, cells, strict=True))


def _history(sheets: _Sheets, kpis: list[tuple[str, KpiCard]]) -> None:
    """A row per KPI in the order of the scorecard, a column per month."""
    months = _months(kpis)
    sheet = sheets.add("History", ("Phase", "KPI", *months), {"Phase": 15, "KPI": 38})
    for row, (phase, kpi) in enumerate(kpis, 1):
        write(sheet, row, 0, phase)
        write(sheet, row, 1, kpi.name)
        for month, value in kpi.history:
            write(sheet, row, 2 + months.index(month), value, sheets.number(_FORMATS.get(kpi.unit, "General")))
    sheet.freeze_panes(1, 2)


def _months(kpis: list[tuple[str, KpiCard]]) -> list[str]:
    return sorted({month for _, kpi in kpis for month, _ in kpi.history})


def _range(row: int, months: int) -> str:
    return str(xlsxwriter.utility.xl_range(row, 2, row, 1 + months))


def _objectives(report: Report) -> pd.DataFrame:
    """What is to be achieved per phase and perspective; those without an objective show as a gap."""
    rows = [
        (phase.name, card.perspective, card.objective, len(card.kpis))
        for phase in report.result.phases
        for card in phase.perspectives
    ]
    return pd.DataFrame(rows, columns=["Phase", "Perspective", "Objective", "KPIs"])


def _decisions(report: Report) -> pd.DataFrame:
    heads = {"when": "When", "who": "Who", "about": "About", "before": "From", "after": "To", "why": "Why"}
    return report.decisions.rename(columns=heads)


def _actions(report: Report) -> pd.DataFrame:
    rows = [(one.what, one.owner, one.due, one.moves, one.expected, one.status) for one in report.actions]
    return pd.DataFrame(rows, columns=["Action", "Owner", "Due", "Should move", "Expected", "Status"])
