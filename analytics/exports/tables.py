"""The tables of slides beside those of the KPIs: the matrix of phases, decisions, actions."""

from __future__ import annotations

import pandas as pd

from analytics.charts.style import short, status_of
from analytics.exports.cells import one_place
from analytics.exports.promised import Promise
from analytics.exports.report import Report
from analytics.exports.slides import Column, Line
from analytics.kpis.definition import PERSPECTIVES
from analytics.scorecards.cards import PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.standing import perspective_status, score_status

# What fits on the one slide for decisions and actions; the workbook holds all.
_MOST = 8

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


def decision_lines(report: Report) -> Table:
    """The latest decisions; the last line says how many more there are."""
    columns = (
        Column("When", 0.9), Column("Who", 0.9), Column("About", 2.6), Column("From", 2.4), Column("To", 2.4), Column("Why", 3.2),
    )  # fmt: skip
    rows = report.decisions.head(_MOST).to_dict("records")
    lines = [
        Line(
            (
                f"{row['when']:%d %b %Y}", short(row["who"], 18), short(row["about"], 46), short(row["before"], 44),
                short(row["after"], 44), short(row["why"], 62),
            )
        )
        for row in rows
    ]  # fmt: skip
    return columns, _and_more(lines, len(report.decisions)), "Decisions", "Nothing has been decided yet."


def action_lines(report: Report) -> Table:
    """The actions; the last line says how many more there are."""
    columns = (
        Column("Action", 3.6), Column("Owner", 1.2), Column("Due", 0.9), Column("Should move", 2.4),
        Column("Expected", 2.2), Column("Status", 1.2),
    )  # fmt: skip
    lines = [_action(action) for action in report.actions[:_MOST]]
    return columns, _and_more(lines, len(report.actions)), "Actions", "No actions have been promised yet."


def _action(action: Promise) -> Line:
    due = f"{action.due:%d %b %Y}" if action.due else ""
    texts = (
        short(action.what, 70), short(action.owner, 22), due, short(action.moves, 46), short(action.expected, 42),
        short(action.status, 22),
    )  # fmt: skip
    return Line(texts)


def _and_more(lines: list[Line], total: int) -> list[Line]:
    if total <= len(lines):
        return lines
    blanks = ("",) * (len(lines[0].texts) - 1)
    return [*lines, Line((f"… {total - len(lines)} more", *blanks))]
