"""What a target is worth, in one line: what reaching it would do to the outcome and to revenue, by the drivers' model."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analytics.drivers.what_if import Figure
from analytics.scorecards.cards import KpiCard
from analytics.scorecards.worth import Worth, WorthTable, worth_of

NEVER_SEEN = "Nobody has been there: no forecast of its worth."


@dataclass(frozen=True)
class WorthOf:
    """What the targets of one KPI are worth: the model's ``table``, the KPI's ``part`` of the company, the ``outcome``."""

    table: WorthTable
    part: float
    outcome: str
    is_share: bool = True

    def words(self, kpi: KpiCard) -> tuple[str, bool]:
        """The line for the KPI's target ("" where nothing can be said), and whether the data has ever been there."""
        worth = worth_of(kpi, self.table, self.part)
        if worth is None or kpi.target == kpi.value:
            return "", True
        if not worth.seen:
            return NEVER_SEEN, False
        return f"{_moving(kpi)}: {_change(worth, self.outcome, self.is_share)}{_revenue(worth)}", True


def _moving(kpi: KpiCard) -> str:
    assert kpi.value is not None
    assert kpi.target is not None
    ahead = kpi.target > kpi.value if kpi.better == "up" else kpi.target < kpi.value
    return "Worth" if ahead else "Falling back to it"


def _change(worth: Worth, outcome: str, is_share: bool) -> str:
    if not is_share:
        return f"{_ends(worth.change, 1.0)} ({outcome})"
    return f"{_ends(worth.change, 100.0)} points who {outcome}"


def _ends(figure: Figure, factor: float) -> str:
    value, low, high = (_signed(factor * end) for end in (figure.value, figure.low, figure.high))
    return f"{value} ({low} to {high})"


def _signed(number: float) -> str:
    """A change with its sign and one place.

    >>> _signed(1.26), _signed(-0.04), _signed(-2.0)
    ('+1.3', '0.0', '−2.0')
    """
    return "0.0" if abs(number) < 0.05 else f"{number:+.1f}".replace("-", "−")


def _revenue(worth: Worth) -> str:
    return "".join(
        f", {_money(figure.value, currency)} a year ({_money(figure.low)} to {_money(figure.high)})"
        for currency, figure in worth.revenue
    )


def _money(amount: float, currency: str = "") -> str:
    """An amount to two digits: the interval says that more would be pretence.

    >>> _money(14633.4, "EUR"), _money(-931.0)
    ('EUR +15,000', '−930')
    """
    size = math.floor(math.log10(abs(amount))) if amount else 0
    rounded = round(amount, min(1 - size, 0))
    sign = "−" if rounded < 0 else "+" if rounded > 0 and currency else ""
    return f"{currency} {sign}{abs(rounded):,.0f}".strip()
