"""The report as slides: tables that can be edited, charts as images with words for those who cannot see them."""

from __future__ import annotations

from io import BytesIO

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from analytics.charts.report import beside_kpis, beside_phases
from analytics.charts.style import short
from analytics.exports.cells import (
    HEAD,
    Row,
    histories_of,
    in_words,
    missing_of,
    one_place,
    rows_of,
    scores_of,
    target_words,
)
from analytics.exports.pictures import picture
from analytics.exports.report import Report
from analytics.exports.slides import MARGIN, WIDTH, Column, Line, Sheet
from analytics.exports.tables import action_lines, decision_lines, matrix_lines
from analytics.scorecards.cards import PhaseCard

_DOTS = 96  # pixels of a chart per inch of a slide
_SPACE = 5.35  # inches that a table may fill
_CHART = 2.8
_OBJECTIVE = 115  # characters that fit on one line beside the name of a perspective; the notes hold all
_TABLE = WIDTH - 2 * MARGIN - _CHART

_KPI_COLUMNS = tuple(
    Column(head, share, "left" if head in ("KPI", "Owner", "Status") else "right")
    for head, share in zip(HEAD, (2.25, 0.86, 1.75, 0.48, 0.8, 0.8, 0.8, 0.52, 1.05, 0.95, 0.45), strict=True)
)


def deck(report: Report) -> bytes:
    """The report as a PowerPoint file: a title, the company, a slide per phase, one for decisions and actions."""
    made = Presentation()
    made.core_properties.title = f"Journey scorecard: {report.workspace}"
    made.core_properties.author = ""
    made.core_properties.created = made.core_properties.modified = report.made_at
    sheets = Sheet.in_deck(made, report.provenance)
    _title(next(sheets), report)
    if len(report.result.phases) > 1:
        _company(next(sheets), report)
    for phase in report.result.phases:
        _phase(next(sheets), phase, report)
    _decisions(next(sheets), report)
    return _bytes(made)


def _title(sheet: Sheet, report: Report) -> None:
    result = report.result
    sheet.text("Journey scorecard", 0.8, 1.6, 9.0, 44, bold=True)
    sheet.text(report.workspace, 0.8, 2.55, 9.0, 24, faint=True)
    sheet.text(f"{report.period[:1].upper()}{report.period[1:]}", 0.8, 3.2, 9.0, 18, faint=True)
    phases = result.phases
    label = "Score of the company" if len(phases) > 1 else f"Score of {phases[0].name}"
    scores = [(label, result.score), ("Leading KPIs", result.leading), ("Lagging KPIs", result.lagging)]
    for number, (label, score) in enumerate(scores):
        sheet.text(one_place(score), 0.8 + 3.4 * number, 4.2, 3.2, 54, bold=True)
        sheet.text(label, 0.8 + 3.4 * number, 5.2, 3.2, 14, faint=True)
    sheet.text(
        "Scores from 0 to 10: a third at the red threshold, two thirds at the target.", 0.8, 6.1, 11.0, 12, faint=True
    )


def _company(sheet: Sheet, report: Report) -> None:
    result = report.result
    sheet.head("How each phase stands", f"Company {one_place(result.score)} of 10 · {_counts(report)}")
    columns, lines, scores = matrix_lines(result)
    height = 0.5
    sheet.table(columns, lines, (MARGIN, 1.55, 9.1), height, 12, "Score and status of each phase by perspective")
    words = "; ".join(f"{phase.name} {one_place(phase.score)}" for phase in result.phases)
    chart = beside_phases(scores, len(lines) + 1, height * _DOTS)
    sheet.picture(
        picture(chart, f"Scores of the phases from 0 to 10: {words}."),
        (MARGIN + 9.1 + 0.25, 1.55, height * (len(lines) + 1)),
    )


def _counts(report: Report) -> str:
    kpis = [kpi for phase in report.result.phases for kpi in phase.kpis]
    told = [
        f"{sum(kpi.status == status for kpi in kpis)} {words}"
        for status, words in (("green", "on target"), ("amber", "below"), ("red", "beyond red"), ("unclear", "unclear"))
    ]
    return f"{len(kpis)} KPIs: {', '.join(told)}"


def _phase(sheet: Sheet, phase: PhaseCard, report: Report) -> None:
    rows = rows_of(phase)
    about = f"Score {one_place(phase.score)} of 10 · leading {one_place(phase.leading)} · lagging {one_place(phase.lagging)}"
    sheet.head(phase.name, about)
    if not rows:
        sheet.text("There is no data for this phase yet.", MARGIN, 1.7, 11.0, 16, faint=True)
        return
    height = min(0.36, _SPACE / (len(rows) + 1))
    lines = [_line(row) for row in rows]
    size = min(9.0, height * 72 * 0.48)
    sheet.table(_KPI_COLUMNS, lines, (MARGIN, 1.4, _TABLE - 0.15), height, size, f"Scorecard of {phase.name}")
    scored = scores_of(rows)
    chart = beside_kpis(scored, histories_of(rows), len(rows) + 1, height * _DOTS)
    sheet.picture(picture(chart, in_words(rows)), (MARGIN + _TABLE, 1.4, height * (len(rows) + 1)))
    star = "* the whole company's figure. " if any(row.kpi and row.kpi.scope == "company" for row in rows) else ""
    before = f"Before: the {report.result.days} days before. n: rows that a figure rests on. "
    sheet.small(f"{star}{before}{missing_of(phase)}")
    sheet.notes(_notes(rows))


def _line(row: Row) -> Line:
    blank = (None,) * (len(HEAD) - 2)
    if row.kpi:
        return Line(row.texts, (*blank, row.status, None))
    return Line(row.texts, group=True, aside=short(row.objective, _OBJECTIVE))


def _notes(rows: tuple[Row, ...]) -> str:
    """For the speaker: the objectives, how each figure is made, and where its target comes from."""
    return "\n".join(_note(row) for row in rows if row.kpi or row.objective)


def _note(row: Row) -> str:
    if row.kpi is None:
        return f"Objective, {row.texts[0]}: {row.objective}"
    return f"{row.kpi.name}: {row.kpi.formula} {target_words(row.kpi)}"


def _decisions(sheet: Sheet, report: Report) -> None:
    sheet.head("Decisions and actions", "What was agreed, who does what until when")
    top = 1.45
    for columns, lines, words, empty in (decision_lines(report), action_lines(report)):
        if lines:
            top = sheet.table(columns, lines, (MARGIN, top, WIDTH - 2 * MARGIN), 0.27, 10, words) + 0.3
        else:
            sheet.text(empty, MARGIN, top, 11.0, 14, faint=True)
            top += 0.6


def _bytes(made: Deck) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()
