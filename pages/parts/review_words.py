"""How reviews are told: changes with their sign and unit, outcomes with a mark of their own shape."""

from __future__ import annotations

from datetime import date

from analytics.charts.numbers import kpi_interval, kpi_number
from analytics.charts.style import STATUS
from analytics.reviews.differences import Estimate
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.standing import STATUS_WORDS

# The blank is one at which no line breaks: the sign stays with its word.
OUTCOMES = {
    "hit": "●\u00a0hit",
    "miss": "■\u00a0miss",
    "unclear": "◇\u00a0unclear",
    "not due yet": "○\u00a0not due yet",
    "no figure": "–\u00a0no figure",
}
VERDICTS = {
    "it worked": "●\u00a0it worked",
    "it made things worse": "■\u00a0it made things worse",
    "no effect to be seen": "○\u00a0no effect to be seen",
    "cannot be told": "◇\u00a0cannot be told",
}


def day_words(day: date) -> str:
    """A day, on one line.

    >>> day_words(date(2026, 6, 9)).split()
    ['9', 'June', '2026']
    """
    return f"{day.day}\u00a0{day:%B}\u00a0{day.year}"


def signed(change: float | None, unit: str, currency: str = "") -> str:
    """A change with its sign, in the unit of its KPI; shares in percentage points.

    >>> signed(0.034, "%"), signed(-12.0, "minutes"), signed(0.0, "points"), signed(None, "points")
    ('+3.4 points', '−12 min', '0.0', '–')
    """
    if change is None:
        return "–"
    text = f"{abs(change) * 100:.1f} points" if unit == "%" else kpi_number(abs(change), unit, currency)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{'+' if change > 0 else '−'}{text}"


def signed_score(change: float | None) -> str:
    """A change of a score.

    >>> signed_score(0.234), signed_score(-0.001), signed_score(None)
    ('+0.2', '0.0', '–')
    """
    if change is None:
        return "–"
    return "0.0" if abs(change) < 0.05 else f"{change:+.1f}".replace("-", "−")


def one_place(score: float | None) -> str:
    """A score of 10."""
    return "–" if score is None else f"{score:.1f}"


def value_of(kpi: KpiCard | None) -> str:
    """The value of a KPI with its interval."""
    if kpi is None:
        return "–"
    within = kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency)
    return kpi_number(kpi.value, kpi.unit, kpi.currency) + (f"\n{within}" if within else "")


def estimate(found: Estimate | None, unit: str, currency: str = "") -> str:
    """A figure with its interval, on one line."""
    if found is None:
        return "–"
    within = "" if found.low == found.high else f" ({kpi_interval(found.low, found.high, unit, currency)})"
    return kpi_number(found.value, unit, currency) + within


def change_of(found: Estimate | None, unit: str, currency: str = "") -> str:
    """A change with its interval, on one line."""
    if found is None:
        return "–"
    return f"{signed(found.value, unit, currency)} ({signed(found.low, unit, currency)} to {signed(found.high, unit, currency)})"


def status_words(kpi: KpiCard) -> str:
    """The status with the sign that it has everywhere."""
    return f"{STATUS[kpi.status].sign}\u00a0{STATUS_WORDS[kpi.status]}"


def subjects(result: ScorecardResult) -> dict[str, str]:
    """What every KPI and phase of a scorecard is called, by subject: "Adoption · Net promoter score"."""
    names: dict[str, str] = {}
    for phase in result.phases:
        names[phase.id] = phase.name
        names |= {kpi.subject: f"{phase.name} · {kpi.name}" for kpi in phase.kpis}
    return names
