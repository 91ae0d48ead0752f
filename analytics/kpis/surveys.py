"""KPIs from survey answers."""

from __future__ import annotations

import ibis
from ibis import _, ir

from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Mean, NetPromoter, Share
from analytics.kpis.scales import satisfied
from analytics.kpis.scope import Scope
from analytics.kpis.tickets import SATISFIED_TICKETS

# The scales on which effort is told, and on which it is shown.
_CES_LOW, _CES_HIGH = 1.0, 7.0


def answers(data: Data, scope: Scope) -> ir.Table:
    """One row per survey answer: its score as each KPI reads it, NULL where it is none or is at fault."""
    surveys = data.table("surveys").select("phase", "answered_at", "metric", "score", "scale_low", "scale_high")
    rows = scope.placed(surveys, "answered_at")
    rows = rows.filter(rows.score.notnull() & rows.metric.isin(["nps", "csat", "ces"]))
    csat, ces = _.metric == "csat", _.metric == "ces"
    low, high = _.scale_low.fill_null(_CES_LOW), _.scale_high.fill_null(_CES_HIGH)
    effort = _CES_LOW + (_.score - low) * (_CES_HIGH - _CES_LOW) / (high - low)
    rows = rows.mutate(
        nps=(_.metric == "nps").ifelse(_.score.between(0, 10).ifelse(_.score, None), None),
        csat=csat.ifelse(satisfied(_.score, _.scale_low.fill_null(1.0), _.scale_high.fill_null(5.0)), None),
        ces=(ces & _.score.between(low, high)).ifelse(effort, None),
    )
    told = ibis.or_(rows.nps.notnull(), rows.csat.notnull(), rows.ces.notnull())
    rows = rows.mutate(faulty=rows.future | ~told)
    past = {name: rows.future.ifelse(None, rows[name]) for name in ("nps", "csat", "ces")}
    return rows.mutate(**past)


def _faulty(metric: str) -> ir.Deferred:
    return (_.faulty & (_.metric == metric)).sum()


SURVEY_KPIS = (
    Kpi(
        "nps",
        "Net promoter score",
        "Customer",
        "points",
        "up",
        "lagging",
        (
            Source(
                answers,
                NetPromoter(_.nps),
                "100 × (share of scores 9 and 10 − share of scores 0 to 6) among NPS answers from 0 to 10.",
                ("surveys.score",),
                _faulty("nps"),
            ),
        ),
        (-100.0, 100.0),
    ),
    Kpi(
        "csat",
        "Customer satisfaction",
        "Customer",
        "%",
        "up",
        "lagging",
        (
            Source(
                answers,
                Share(_.csat),
                "CSAT answers in the top two steps of their scale (4 and 5 of 1 to 5) / all CSAT answers.",
                ("surveys.score",),
                _faulty("csat"),
            ),
            SATISFIED_TICKETS,
        ),
        (0.0, 1.0),
    ),
    Kpi(
        "ces",
        "Customer effort score (ease)",
        "Customer",
        "score",
        "up",
        "leading",
        (
            Source(
                answers,
                Mean(_.ces),
                "Mean of the CES answers, where 7 is the least effort; other scales are stretched to 1 to 7.",
                ("surveys.score",),
                _faulty("ces"),
            ),
        ),
        (_CES_LOW, _CES_HIGH),
    ),
)
