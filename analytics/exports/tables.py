"""The tables of slides beside those of the KPIs: the matrix of phases, decisions, actions."""

from __future__ import annotations

import pandas as pd

from analytics.charts.style import short, status_of
from analytics.exports.cells import one_place
from analytics.exports.report import Report
from analytics.exports.slides import Column, Line
from analytics.kpis.definition import PERSPECTIVES
from analytics.scorecards.cards import PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.standing import perspective_status, score_status

# What fits on the one slide for decisions and actions; the workbook holds all.
_MOST = 7

Table = tuple[tuple[Column, ...], list[Line], str, str]


def matrix_lines(result: ScorecardResult) -> tuple[tuple[Column, ...], list[Line], pd.DataFrame]:
    """Phases by perspectives with signs and scores; and per phase row, score, leading, lagging, status."""
    columns = (
        Column("Phase", 1.5),
        *(Column(name, 1.7, "center") for name in PERSPECTIVES),
        Column("Score", 0.8, "center"),
    )
    lines = [_phase(phase) for phase in result.phases]
    scores = [
        (number, phase.score, phase.leading, phase.lagging, score_status(phase.score))
        for number, phase in enumerate(result.phases, 1)
    ]
    frame = pd.DataFrame(scores, columns=["row", "score", "leading", "lagging", "status"])
    return columns, lines, frame.astype({"score": float, "leading": float, "lagging": float})


def _phase(phase: PhaseCard) -> Line:
    cards = {card.perspective: card for card in phase.perspectives}
    shown = [cards[name] for name in PERSPECTIVES]
    return Line(
        (phase.name, *(_cell(card) for card in shown), one_place(phase.score)),
        (None, *(perspective_status(card) for card in shown), score_status(phase.score)),
    )


def _cell(card: PerspectiveCard) -> str:
    if card.score is None:
        return "–"
    return f"{status_of(perspective_status(card)).sign} {one_place(card.score)}"


def decision_lines(report: Report, most: int = _MOST, whole: bool = False) -> Table:
    """The latest decisions, in short or ``whole``; the last line says how many more there are."""
    columns = (
        Column("When", 0.85), Column("Who", 0.95), Column("About", 2.6), Column("From", 2.2), Column("To", 2.9), Column("Why", 2.8),
    )  # fmt: skip
    rows = report.decisions.head(most).to_dict("records")
    lines = [
        _line(
            (f"{row['when']:%d %b %Y}", row["who"], row["about"], row["before"], row["after"], row["why"]),
            (11, 14, 40, 34, 46, 44),
            whole,
        )
        for row in rows
    ]
    return columns, _and_more(lines, len(report.decisions)), "Decisions", "Nothing has been decided yet."


def action_lines(report: Report, most: int = _MOST, whole: bool = False) -> Table:
    """The actions, the most urgent first, in short or ``whole``; the last line says how many more there are."""
    columns = (
        Column("Action", 4.6), Column("Owner", 1.3), Column("Due", 0.9), Column("Should move", 3.2),
        Column("Expected", 1.1), Column("Status", 1.2),
    )  # fmt: skip
    lines = [
        _line(
            (one.what, one.owner, f"{one.due:%d %b %Y}" if one.due else "", one.moves, one.expected, one.status),
            (74, 20, 11, 50, 16, 20),
            whole,
        )
        for one in report.actions[:most]
    ]
    return columns, _and_more(lines, len(report.actions)), "Actions", "No actions have been promised yet."


def _line(texts: tuple[str, ...], widths: tuple[int, ...], whole: bool) -> Line:
    """A row whose texts are cut where a slide has no room for more characters."""
    return Line(texts if whole else tuple(short(text, width) for text, width in zip(texts, widths, strict=True)))


def _and_more(lines: list[Line], total: int) -> list[Line]:
    if total <= len(lines):
        return lines
    blanks = ("",) * (len(lines[0].texts) - 1)
    return [*lines, Line((f"… {total - len(lines)} more", *blanks))]
