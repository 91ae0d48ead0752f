"""Which KPIs stand on the scorecard of which phase, until somebody decides otherwise."""

from __future__ import annotations

WEIGHT = 1.0

_BY_PHASE: dict[str, tuple[str, ...]] = {
    "awareness": (
        "revenue_growth",
        "new_customers",
        "csat",
        "website_visits",
        "bounce_rate",
        "email_open_rate",
        "survey_response_rate",
    ),
    "consideration": (
        "average_order_value",
        "csat",
        "complaint_rate",
        "conversion_rate",
        "first_response_minutes",
        "email_click_rate",
        "training_hours",
    ),
    "purchase": (
        "revenue",
        "average_order_value",
        "refund_rate",
        "csat",
        "complaint_rate",
        "conversion_rate",
        "resolution_minutes",
        "email_conversion_rate",
        "training_hours",
        "survey_response_rate",
    ),
    "adoption": (
        "revenue_per_customer",
        "adoption_rate",
        "ces",
        "csat",
        "nps",
        "onboarding_completion",
        "time_to_value_days",
        "first_response_minutes",
        "training_hours",
        "email_open_rate",
    ),
    "support": (
        "revenue_at_risk",
        "cost_to_serve",
        "refund_rate",
        "csat",
        "ces",
        "complaint_rate",
        "first_response_minutes",
        "first_response_p90",
        "resolution_minutes",
        "resolution_p90",
        "sla_attainment",
        "first_contact_resolution",
        "reopen_rate",
        "backlog",
        "pain_points_owned",
        "actions_on_time",
        "days_to_action",
        "employee_satisfaction",
        "training_hours",
    ),
    "retention": (
        "revenue",
        "revenue_per_customer",
        "customer_lifetime_value",
        "revenue_at_risk",
        "retention_rate",
        "repeat_purchase_rate",
        "nps",
        "csat",
        "resolution_minutes",
        "reopen_rate",
        "email_open_rate",
        "email_click_rate",
        "targets_reviewed",
        "employee_satisfaction",
    ),
    "advocacy": (
        "referral_revenue",
        "referral_revenue_share",
        "nps",
        "referral_rate",
        "first_response_minutes",
        "survey_response_rate",
        "employee_satisfaction",
    ),
}

# For a phase that a workspace has added.
_ANY_PHASE = (
    "revenue",
    "nps",
    "csat",
    "ces",
    "complaint_rate",
    "first_response_minutes",
    "resolution_minutes",
    "survey_response_rate",
    "employee_satisfaction",
)


def kpis_of(phase: str) -> tuple[str, ...]:
    """The ids of the KPIs on the scorecard of a phase, by its id.

    >>> "adoption_rate" in kpis_of("adoption")
    True
    """
    return _BY_PHASE.get(phase, _ANY_PHASE)
