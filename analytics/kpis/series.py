"""KPIs that come as a series of values: web analytics, e-mail rates, training, employee satisfaction."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
from ibis import _, ir

from analytics.kpis.definition import Better, Data, Kpi, Perspective, Source, Timing, Unit
from analytics.kpis.estimates import Count, CountedShare, Estimate, Mean, Sum
from analytics.kpis.ratios import PerEvent
from analytics.kpis.scope import Scope

# What each series is called in files, normalised: lower case, words parted by underscores.
_NAMES: dict[str, tuple[str, ...]] = {
    "conversion_rate": ("conversion_rate", "conversion", "website_conversion_rate"),
    "bounce_rate": ("bounce_rate", "website_bounce_rate"),
    "website_visits": ("website_visits", "visits", "sessions", "website_sessions"),
    "defect_rate": ("defect_rate", "error_rate"),
    "email_open_rate": ("email_open_rate", "e_mail_open_rate", "open_rate"),
    "email_click_rate": ("email_click_rate", "e_mail_click_rate", "click_rate", "click_through_rate"),
    "email_conversion_rate": ("email_conversion_rate", "e_mail_conversion_rate", "email_conversion"),
    "cost_to_serve": ("cost_to_serve", "cost_per_ticket", "cost_per_contact"),
    "support_cost": ("support_cost", "support_costs", "service_cost", "service_costs"),
    "training_hours": ("training_hours", "hours_of_training"),
    "employee_satisfaction": ("employee_satisfaction", "employee_engagement", "esat"),
    "survey_response_rate": ("survey_response_rate", "response_rate"),
    "survey_invited": ("survey_invited", "survey_invitations", "surveys_sent", "survey_invitations_sent"),
}
_RATES = tuple(name for name in _NAMES if name.endswith("_rate"))


def readings(data: Data, scope: Scope) -> ir.Table:
    """One row per value of a known series: the value in a column named after its KPI, else NULL.

    A rate is told in percent when any of its values is above 1, and becomes a share of 1.
    """
    rows = _series(data, scope)
    percent = rows.value.max().over(group_by="series") > 1
    rate = rows.series.isin(_RATES)
    rows = rows.mutate(value=(rate & percent).ifelse(rows.value / 100, rows.value))
    rows = scope.placed(rows, "at")
    faulty = rows.future | (rows.value < 0) | (rate_of(rows) & (rows.value > 1))
    rows = rows.mutate(faulty=faulty)
    return rows.mutate(
        **{name: ((_.series == name) & ~_.faulty).ifelse(_.value, None) for name in _NAMES},
        row=ibis.literal(1),
    )


def invitations(data: Data, scope: Scope) -> ir.Table:
    """Per period: how many people were invited to a survey, and how many responses came from known people."""
    invited = scope.placed(_series(data, scope).filter(_.series == "survey_invited"), "at", phases=False)
    asked = invited.group_by("period").aggregate(asked=invited.value.sum(where=~invited.future))
    answers = scope.placed(data.table("surveys"), "answered_at", phases=False)
    answers = answers.filter(answers.invited.fill_null(answers.customer_id.notnull()) & ~answers.future)
    came = answers.group_by("period").aggregate(came=answers.response_id.nunique())
    return asked.inner_join(came, "period")


def costs(data: Data, scope: Scope) -> ir.Table:
    """Per period: what support cost, and how many tickets there were."""
    spent = scope.placed(_series(data, scope).filter(_.series == "support_cost"), "at", phases=False)
    cost = spent.filter(~spent.future & (spent.value >= 0)).group_by("period").aggregate(cost=_.value.sum())
    tickets = scope.placed(data.table("tickets"), "created_at", phases=False)
    opened = tickets.filter(~tickets.future).group_by("period").aggregate(tickets=_.count())
    return cost.inner_join(opened, "period")


def rate_of(rows: ir.Table) -> ir.BooleanValue:
    """Whether a row belongs to a series of rates."""
    return rows.series.isin(_RATES)


def _series(data: Data, scope: Scope) -> ir.Table:
    """The values of the series that we know."""
    return series_values(data, scope, _NAMES)


def series_values(data: Data, scope: Scope, names: Mapping[str, tuple[str, ...]]) -> ir.Table:
    """The values of these series, by what files call them: phase, measure, value, at and series.

    One that has a value per month is dated in the middle of each month: files date a month by its first day, and
    ninety days back from the end of a month would miss the first of its three months.
    """
    rows = data.table("measures")
    rows = rows.select("phase", "measure", "value", at=rows.period)
    name = rows.measure.lower().strip().re_replace(r"[\s\-]+", "_")
    known = [(name.isin(spellings), series) for series, spellings in names.items()]
    rows = rows.mutate(series=ibis.cases(*known))
    rows = rows.filter(rows.series.notnull() & rows.value.notnull())
    monthly = rows["at"].day().max().over(group_by="series") == 1
    middle = ibis.least(rows["at"] + ibis.interval(days=14), ibis.timestamp(scope.until))
    return rows.mutate(at=(monthly & (rows["at"] <= scope.until)).ifelse(middle, rows["at"]))


def _kpi(
    id: str,
    name: str,
    perspective: Perspective,
    unit: Unit,
    better: Better,
    timing: Timing,
    estimate: Estimate,
    formula: str,
) -> Kpi:
    faulty = (_.faulty & (_.series == id)).sum()
    source = Source(readings, estimate, formula, ("measures.value",), faulty)
    return Kpi(id, name, perspective, unit, better, timing, (source,), (0.0, 1.0 if unit == "%" else None))


def _rate(id: str, name: str, perspective: Perspective, better: Better, timing: Timing) -> Kpi:
    formula = f"Mean of the values of the measure {id} in the period."
    return _kpi(id, name, perspective, "%", better, timing, Mean(_[id]), formula)


SERIES_KPIS = (
    _rate("conversion_rate", "Conversion rate", "Internal process", "up", "leading"),
    _rate("bounce_rate", "Bounce rate", "Internal process", "down", "leading"),
    _kpi(
        "website_visits",
        "Website visits",
        "Internal process",
        "count",
        "up",
        "leading",
        Count(_.website_visits, _.website_visits.notnull()),
        "Sum of the measure website_visits in the period.",
    ),
    _rate("defect_rate", "Defect rate", "Internal process", "down", "lagging"),
    _rate("email_open_rate", "E-mails opened", "Learning and growth", "up", "leading"),
    _rate("email_click_rate", "E-mails clicked", "Learning and growth", "up", "leading"),
    _rate("email_conversion_rate", "E-mails that led to an order", "Learning and growth", "up", "leading"),
    Kpi(
        "cost_to_serve",
        "Cost to serve a request",
        "Financial",
        "money",
        "down",
        "leading",
        (
            Source(
                costs,
                PerEvent(_.cost, _.tickets),
                "Sum of the measure support_cost in the period / tickets opened in it.",
                ("measures.value", "tickets.ticket_id"),
                company=True,
            ),
            Source(
                readings,
                Mean(_.cost_to_serve),
                "Mean of the values of the measure cost_to_serve in the period.",
                ("measures.value",),
                (_.faulty & (_.series == "cost_to_serve")).sum(),
            ),
        ),
    ),
    _kpi(
        "training_hours",
        "Training hours",
        "Learning and growth",
        "hours",
        "up",
        "leading",
        Sum(_.training_hours),
        "Sum of the measure training_hours in the period.",
    ),
    _kpi(
        "employee_satisfaction",
        "Employee satisfaction",
        "Learning and growth",
        "score",
        "up",
        "lagging",
        Mean(_.employee_satisfaction),
        "Mean of the values of the measure employee_satisfaction in the period, on their own scale.",
    ),
    Kpi(
        "survey_response_rate",
        "Survey response rate",
        "Learning and growth",
        "%",
        "up",
        "leading",
        (
            Source(
                readings,
                Mean(_.survey_response_rate),
                "Mean of the values of the measure survey_response_rate in the period.",
                ("measures.value",),
                (_.faulty & (_.series == "survey_response_rate")).sum(),
            ),
            Source(
                invitations,
                CountedShare(_.came, _.asked),
                "Survey responses of known customers / invitations sent, by the measure survey_invited.",
                ("measures.value", "surveys.response_id"),
                company=True,
            ),
        ),
        (0.0, 1.0),
    ),
)
