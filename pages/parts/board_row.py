"""One row of the board: a KPI with its value, course, target, status and all that is said beside them, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from analytics.charts.numbers import kpi_interval, kpi_number, written
from analytics.charts.scorecard import sparkline
from analytics.charts.style import STATUS, count
from analytics.scorecards.cards import KpiCard
from analytics.scorecards.rescoring import Change
from analytics.scorecards.sliders import slider_range
from analytics.scorecards.standing import STATUS_WORDS
from analytics.scorecards.suggestions import suggestions
from analytics.scorecards.trend import arrival
from pages.parts.review_words import one_place
from pages.parts.worth_words import WorthOf

# Below this many rows (three months of a monthly measure, say) "so many more" means nothing.
ROWS_NEEDED = 10
HEAVIEST = 10.0
LONGEST_NAME = 60
STEERED = tuple(field.name for field in fields(Change))


@dataclass(frozen=True)
class Beside:
    """What stands beside the figures, by subject: their change since the last review in words, and what targets are worth."""

    since: Mapping[str, str] = field(default_factory=dict)
    worth: Mapping[str, WorthOf] = field(default_factory=dict)


def row_of(
    agreed: KpiCard, kpi: KpiCard, trouble: str, beside: Beside, as_of: datetime | None, days: int
) -> dict[str, Any]:
    """One KPI: ``agreed`` as the ledger has it, ``kpi`` as it stands in the sandbox."""
    told = (kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency), f"n {count(kpi.n)}")
    left_out = f", {count(kpi.left_out)} left out as faulty" if kpi.left_out else ""
    slider, coming = _slider(kpi), arrival(kpi, as_of, days)
    return {
        "subject": kpi.subject,
        "name": kpi.name,
        "about": _about(kpi),
        "value": kpi_number(kpi.value, kpi.unit, kpi.currency),
        "interval": " · ".join(part for part in told if part),
        "since": beside.since.get(kpi.subject, ""),
        "course": sparkline([month for _, month in kpi.history]),
        "status": {"id": kpi.status, "words": f"{STATUS[kpi.status].sign} {STATUS_WORDS[kpi.status]}"},
        "score": one_place(kpi.score),
        "note": _note(kpi),
        "instead": "" if slider else _sentence(kpi.provenance),
        "trouble": trouble,
        "formula": kpi.formula,
        "provenance": f"{_sentence(kpi.origin)[:-1]}: {count(kpi.n)} rows{left_out}. {_sentence(kpi.provenance)}",
        "agreement": _agreement(kpi, as_of),
        "arrival": coming.brief if slider else "",
        "course_words": coming.sentence if slider else "",
        "worth": _worth(kpi, beside.worth.get(kpi.subject)),
        "suggestions": _suggestions(kpi, days) if slider else [],
        "slider": slider,
        "fields": _fields(kpi),
        "agreed": {name: getattr(agreed, name) for name in STEERED},
        "moved": {name: getattr(kpi, name) for name in STEERED},
        "bullet": {"value": kpi.value, "low": kpi.low, "high": kpi.high, "better": kpi.better},
    }


def _about(kpi: KpiCard) -> str:
    owner = f"owner {kpi.owner}" if kpi.owner else "no owner"
    told = [
        kpi.timing,
        "whole company" if kpi.scope == "company" else "",
        "typed in" if kpi.origin == "typed in" else "",
    ]
    return " · ".join([*filter(None, told), owner])


def _note(kpi: KpiCard) -> str:
    return _how_to_tell(kpi) if kpi.status == "unclear" else ""


def _agreement(kpi: KpiCard, as_of: datetime | None) -> str:
    """Who agreed on the target and when (the year where it is another than the data's), or that nobody has."""
    if not kpi.agreed_by:
        return "nobody has agreed"
    day = date.fromisoformat(kpi.agreed_on)
    year = "" if as_of is not None and day.year == as_of.year else f" {day.year}"
    return f"agreed by {kpi.agreed_by}, {day.day} {day:%b}{year}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _how_to_tell(kpi: KpiCard) -> str:
    """What it would take to know: nobody waits for twenty times the rows there are."""
    if kpi.further_n is None or kpi.n < ROWS_NEEDED:
        return "the interval spans a bound"
    if kpi.further_n > 20 * kpi.n:
        return "too close to a bound to tell"
    return f"{count(kpi.further_n)} more {'row' if kpi.further_n == 1 else 'rows'} would tell"


def _worth(kpi: KpiCard, worth: WorthOf | None) -> dict[str, Any]:
    """What the target is worth, in words, and whether the data has ever been there."""
    words, seen = ("", True) if worth is None else worth.words(kpi)
    return {"words": words, "seen": seen}


def _suggestions(kpi: KpiCard, days: int) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "value": each.value,
            "shown": kpi_number(each.value, kpi.unit, kpi.currency),
            "reason": each.reason,
        }
        for each in suggestions(kpi, days)
    ]


def _slider(kpi: KpiCard) -> dict[str, Any] | None:
    low, high, step = slider_range(kpi)
    if kpi.target is None or kpi.threshold is None or low >= high:
        return None
    return {"low": low, "high": high, "step": step} | written(kpi.unit, kpi.currency, step)


def _fields(kpi: KpiCard) -> list[dict[str, Any]]:
    """What is seldom moved, typed: numbers in per cent where the KPI is shown so, and the owner's name."""
    owner = {"name": "owner", "label": "Owner", "text": True, "longest": LONGEST_NAME}
    weight = {"name": "weight", "label": "Weight", "low": 0, "high": HEAVIEST, "step": 0.5, "factor": 1, "suffix": ""}
    if kpi.threshold is None:
        return [weight, owner]
    low, high, step = slider_range(kpi)
    words = written(kpi.unit, kpi.currency, step)
    bounds = {
        name: round(number * words["factor"], 6) for name, number in (("low", low), ("high", high), ("step", step))
    }
    threshold = {"name": "threshold", "label": "Red threshold", "factor": words["factor"], "suffix": words["suffix"]}
    return [threshold | bounds, weight, owner]
