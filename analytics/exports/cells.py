"""The scorecard of a phase as the rows of a table: the same words in slides, on paper and on the screen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.charts.numbers import kpi_interval, kpi_number
from analytics.charts.style import count, short, status_of
from analytics.scorecards.cards import KpiCard, PhaseCard
from analytics.scorecards.scoring import Status, score
from analytics.scorecards.standing import STATUS_WORDS, no_data_yet, score_status

HEAD = ("KPI", "Value", "95 % interval", "n", "Before", "Target", "Red at", "Weight", "Owner", "Status", "Score")

_OWNER = 18  # characters of an owner's name that a column holds; in full it stands with the target


@dataclass(frozen=True)
class Row:
    """A row of texts under ``HEAD``: of a KPI, or of a perspective (``kpi`` is None), with its status.

    ``objective`` is what is to be achieved in the perspective, "" where nobody has said.
    """

    texts: tuple[str, ...]
    status: Status
    kpi: KpiCard | None = None
    objective: str = ""


def rows_of(phase: PhaseCard) -> tuple[Row, ...]:
    """A row per perspective that has KPIs or an objective, each followed by the rows of its KPIs."""
    rows: list[Row] = []
    for card in phase.perspectives:
        if card.kpis or card.objective:
            blank = ("",) * (len(HEAD) - 2)
            texts = (card.perspective, *blank, one_place(card.score))
            rows.append(Row(texts, score_status(card.score), objective=card.objective))
            rows += [Row(_texts(kpi), kpi.status, kpi) for kpi in card.kpis]
    return tuple(rows)


def missing_of(phase: PhaseCard) -> str:
    """The KPIs of a phase for which there is no data, in words; "" where there are none."""
    return no_data_yet(name for card in phase.perspectives for name in card.missing_names)


def status_words(status: Status) -> str:
    """A status with its sign, so that nothing is told by colour alone.

    >>> status_words("amber")
    '▲ below target'
    """
    return f"{status_of(status).sign} {STATUS_WORDS[status]}"


def one_place(value: float | None) -> str:
    """A score from 0 to 10 as it is shown everywhere.

    >>> one_place(6.66), one_place(None)
    ('6.7', '–')
    """
    return "–" if value is None else f"{value:.1f}"


def in_words(rows: tuple[Row, ...]) -> str:
    """What a chart of scores shows, for those who cannot see it."""
    told = [f"{row.texts[0]} {one_place(row.kpi.score)} ({STATUS_WORDS[row.status]})" for row in rows if row.kpi]
    return f"Scores from 0 to 10, with the course by month: {'; '.join(told)}."


def scores_of(rows: tuple[Row, ...]) -> pd.DataFrame:
    """Per KPI: row (counted below a header), score, low, high (the scores of the interval's ends), status."""
    found = [
        (number, row.kpi.score, *score_ends(row.kpi), row.status)
        for number, row in enumerate(rows, 1)
        if row.kpi and row.kpi.score is not None
    ]
    return pd.DataFrame(found, columns=["row", "score", "low", "high", "status"])


def histories_of(rows: tuple[Row, ...]) -> pd.DataFrame:
    """The course of each KPI: row, step (months since the first), value."""
    found = [
        (number, _months(month) - _months(row.kpi.history[0][0]), value)
        for number, row in enumerate(rows, 1)
        if row.kpi and len(row.kpi.history) > 1
        for month, value in row.kpi.history
    ]
    latest = {row: max(step for at, step, _ in found if at == row) for row, _, _ in found}
    end = max(latest.values(), default=0)
    shifted = [(row, step + end - latest[row], value) for row, step, value in found]
    return pd.DataFrame(shifted, columns=["row", "step", "value"])


def score_ends(kpi: KpiCard) -> tuple[float, float]:
    """The scores at the ends of the interval; the score itself where there is none."""
    ends = [kpi.value if end is None else end for end in (kpi.low, kpi.high)]
    scores = [
        score(end, kpi.target, kpi.threshold, kpi.better)
        for end in ends
        if end is not None and kpi.target is not None and kpi.threshold is not None
    ]
    return min(scores), max(scores)


def target_words(kpi: KpiCard) -> str:
    """Who agreed on the target, or what it was proposed from, and who owns it."""
    owner = f" Owner: {kpi.owner}." if kpi.owner else ""
    return f"Target {kpi.provenance.rstrip('.')}.{owner}"


def _texts(kpi: KpiCard) -> tuple[str, ...]:
    def shown(value: float | None) -> str:
        return kpi_number(value, kpi.unit, kpi.currency)

    name = kpi.name if kpi.scope == "phase" else f"{kpi.name} *"
    interval = kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency)
    bounds = (shown(kpi.previous), shown(kpi.target), shown(kpi.threshold), f"{kpi.weight:g}")
    judged = (short(kpi.owner, _OWNER), status_words(kpi.status), one_place(kpi.score))
    return (name, shown(kpi.value), interval, count(kpi.n), *bounds, *judged)


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])
