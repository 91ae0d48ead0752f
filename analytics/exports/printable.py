"""The report as one HTML page that stands by itself and prints well: no scripts, nothing fetched, text escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from analytics.charts.report import beside_phases
from analytics.charts.scorecard import bullet, sparkline
from analytics.charts.style import status_of
from analytics.exports.cells import HEAD, Row, missing_of, one_place, rows_of, score_ends, target_words
from analytics.exports.html import Html, element, joined
from analytics.exports.pictures import drawing
from analytics.exports.report import Report
from analytics.exports.slides import Column, Line
from analytics.exports.stylesheet import STYLE
from analytics.exports.tables import action_lines, decision_lines, matrix_lines
from analytics.scorecards.cards import KpiCard, PhaseCard
from analytics.scorecards.standing import STATUS_WORDS

_MATRIX_ROW = 44.0  # pixels
_MOST = 60  # decisions, and actions, that paper has room for; the workbook holds all


def printable_page(report: Report) -> bytes:
    """The report as an HTML document in UTF-8."""
    title = f"Journey scorecard: {report.workspace}"
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("title", title),
        element("style", Html(STYLE)),
    )
    sections = [_company(report), *(_phase(phase, report) for phase in report.result.phases), _decisions(report)]
    page = element("html", element("head", head), element("body", joined(*sections)), lang="en")
    return f"<!DOCTYPE html>\n{page}".encode()


def _company(report: Report) -> Html:
    result = report.result
    columns, lines, scores = matrix_lines(result)
    figures = [("Company", result.score), ("Leading KPIs", result.leading), ("Lagging KPIs", result.lagging)]
    told = joined(*(element("div", element("b", one_place(score)), element("span", name)) for name, score in figures))
    chart = drawing(beside_phases(scores, len(lines) + 1, _MATRIX_ROW))
    words = "; ".join(f"{phase.name} {one_place(phase.score)}" for phase in result.phases)
    picture = element("img", src=_address(chart), alt=f"Scores of the phases from 0 to 10: {words}.")
    matrix = element("div", _table(columns, lines, "matrix"), picture, class_="beside")
    title = element("h1", "Journey scorecard", element("small", report.workspace))
    legend = "Scores from 0 to 10: a third at the red threshold, two thirds at the target. "
    signs = " · ".join(f"{status_of(name).sign} {words}" for name, words in STATUS_WORDS.items() if name != "no data")
    explained = element(
        "p", f"{legend}{signs}. Green and red only when the whole 95 % interval says so.", class_="small"
    )
    return _section(report, title, element("div", told, class_="figures"), matrix, explained)


def _phase(phase: PhaseCard, report: Report) -> Html:
    about = f"score {one_place(phase.score)} of 10 · leading {one_place(phase.leading)} · lagging {one_place(phase.lagging)}"
    title = element("h2", phase.name, element("small", about))
    rows = rows_of(phase)
    if not rows:
        return _section(report, title, element("p", "There is no data for this phase yet."))
    heads = (*HEAD[:2], "Course", *HEAD[2:-1], "Red · below · on target", HEAD[-1])
    head = element("thead", element("tr", joined(*(element("th", name) for name in heads))))
    body = element("tbody", joined(*(_row(row) for row in rows)))
    star = "* the whole company's figure. " if any(row.kpi and row.kpi.scope == "company" for row in rows) else ""
    before = f"Before: the {report.result.days} days before. n: rows that a figure rests on. "
    note = element("p", f"{star}{before}{missing_of(phase)}", class_="small")
    return _section(report, title, element("table", head, body, class_="kpis"), note, _formulas(rows))


def _row(row: Row) -> Html:
    if row.kpi is None:
        objective = element("span", row.objective)
        heading = element("td", row.texts[0], objective, colspan=str(len(HEAD) + 1))
        return element("tr", heading, element("td", row.texts[-1]), class_="group")
    course = element("img", src=sparkline([value for _, value in row.kpi.history]), alt="")
    texts = [element("td", text) for text in row.texts]
    status = element("td", row.texts[-2], class_=_class(row.status))
    bullet_cell = element("td", _bullet(row.kpi))
    return element("tr", *texts[:2], element("td", course), *texts[2:-2], status, bullet_cell, texts[-1])


def _bullet(kpi: KpiCard) -> Html:
    if kpi.score is None:
        return Html("")
    return element("img", src=bullet(kpi.score, *score_ends(kpi), kpi.status), alt=f"score {one_place(kpi.score)}")


def _formulas(rows: Iterable[Row]) -> Html:
    """How each figure is made, and where its target comes from."""
    told = [
        element("li", element("b", row.kpi.name), f" {row.kpi.formula} {target_words(row.kpi)}")
        for row in rows
        if row.kpi
    ]
    return element("ul", *told, class_="formulas")


def _decisions(report: Report) -> Html:
    parts = [element("h2", "Decisions and actions")]
    for columns, lines, _, empty in (
        decision_lines(report, _MOST, whole=True),
        action_lines(report, _MOST, whole=True),
    ):
        parts.append(_table(columns, lines, "plain") if lines else element("p", empty))
    return _section(report, *parts)


def _table(columns: Iterable[Column], lines: Iterable[Line], kind: str) -> Html:
    head = element("tr", *(element("th", column.head) for column in columns))
    rows = [
        element("tr", *(
            element("td", text, class_=_class(status)) if status else element("td", text)
            for text, status in zip(line.texts, line.statuses or (None,) * len(line.texts), strict=True)
        ))
        for line in lines
    ]  # fmt: skip
    return element("table", element("thead", head), element("tbody", *rows), class_=kind)


def _section(report: Report, *parts: Html) -> Html:
    return element("section", *parts, element("footer", report.provenance))


def _class(status: str) -> str:
    return f"status {status.replace(' ', '-')}"


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
