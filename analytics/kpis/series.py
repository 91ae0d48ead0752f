"""KPIs that come as a series of values: web analytics, e-mail rates, training, employee satisfaction."""

from __future__ import annotations

import ibis
from ibis import _, ir

from analytics.kpis.definition import Better, Data, Kpi, Perspective, Source, Timing, Unit
from analytics.kpis.estimates import Count, CountedShare, Estimate, Mean, Sum
from analytics.kpis.scope import Scope

# What each series is called in files, normalised: lower case, words parted by underscores.
_NAMES: dict[str, tuple[str, ...]] = {
    "conversion_rate": ("conversion_rate", "conversion", "website_conversion_rate"),
    "bounce_rate": ("bounce_rate", "website_bounce_rate"),
    "website_visits": ("website_visits", "visits", "sessions", "website_sessions"),
    "defect_rate": ("defect_rate", "error_rate"),
    "email_open_rate": ("email_open_rate", "e_mail_open_rate", "open_rate"),
    "email_click_rate": ("email_click_rate", "e_mail_click_rate", "click_rate", "click_through_rate"),
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


def rate_of(rows: ir.Table) -> ir.BooleanValue:
    """Whether a row belongs to a series of rates."""
    return rows.series.isin(_RATES)


def _series(data: Data, scope: Scope) -> ir.Table:
    """The values of known series. One that has a value per month is dated in the middle of each month.

    Files date a month by its first day; ninety days back from the end of a month would then miss the first
    of its three months.
    """
    rows = data.table("measures")
    rows = rows.select("phase", "measure", "value", at=rows.period)
    name = rows.measure.lower().strip().re_replace(r"[\s\-]+", "_")
    known = [(name.isin(names), series) for series, names in _NAMES.items()]
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
