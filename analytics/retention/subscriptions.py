"""What a subscriber is worth: how long subscribers stay, times what they pay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.groups import customer_groups
from analytics.retention.outcome import Tables
from analytics.retention.payments import DAYS_PER_MONTH, monthly_payments, spent_per_month
from analytics.retention.stay_backtest import KeptBacktest, try_stays
from analytics.retention.stays import LEFT_DATES, RHYTHM, SUBSCRIPTIONS, TENURE, Stays, stay_bases, stays
from analytics.retention.survival import survival_curve
from analytics.retention.uncertainty import Figure

_Z = 1.959963984540054
_FEWEST = 30
_BASES = (SUBSCRIPTIONS, LEFT_DATES, TENURE, RHYTHM)


@dataclass(frozen=True)
class SubscriptionValueResult:
    """A new subscription over ``months``: the months it is expected to stay, and what it pays, with 95 % intervals.

    ``payment`` is the mean payment a month of the ``paying`` (NaN without amounts, and so is ``value``). ``value`` is
    discounted by ``rate`` a year. Months beyond ``seen`` (the longest stay so far) count nothing, so stay and value
    are floors there. ``groups`` (where asked for): group, n, value, low, high.
    """

    unit: str
    n: int
    months: int
    seen: float
    rate: float
    stay: Figure
    payment: Figure
    paying: int
    currency: str
    value: Figure
    groups: pd.DataFrame
    note: str
    backtest: KeptBacktest | None


@dataclass(frozen=True)
class SubscriptionValue:
    """What will a new subscription bring over ``months``, by how long those before it stayed? Also for each group of ``by``."""

    months: int = 36
    rate: float = 0.1
    held_back: int = 182
    by: str | None = None
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> SubscriptionValueResult:
        """``NotEnoughData`` where nothing says when subscribers leave, or nobody has left."""
        there, workspace = stay_bases(workspace), self.seen.customers_of(workspace)
        basis = next((basis for basis in _BASES if basis in there), None)
        if basis is None:
            raise NotEnoughData("Nothing says when subscribers leave. Load subscriptions with their starts and ends.")
        found = stays(workspace, basis, there)
        seen = float(found.rows["days"].max()) / DAYS_PER_MONTH
        if not found.rows["ended"].any():
            raise NotEnoughData(
                f"Nobody has left in the {seen:.0f} months that were seen, so nothing says how long they will stay. "
                "Load a longer time."
            )
        paid, currency = spent_per_month(workspace) if basis == RHYTHM else (monthly_payments(workspace), "")
        return SubscriptionValueResult(
            unit=found.unit,
            n=len(found.rows),
            months=self.months,
            seen=seen,
            rate=self.rate,
            stay=self._months(found.rows, 0.0),
            payment=_mean(paid),
            paying=len(paid),
            currency=currency,
            value=self._value(found.rows, paid),
            groups=self._groups(workspace, found, paid),
            note=found.note,
            backtest=try_stays(found, self.held_back),
        )

    def _months(self, rows: pd.DataFrame, rate: float) -> Figure:
        """Payments to expect, discounted by ``rate``."""
        days = rows["days"].to_numpy(dtype=float)
        curve = survival_curve(days, rows["ended"].to_numpy(dtype=bool))
        value, low, high = (
            expected_months(curve, float(days.max()), self.months, rate, column) for column in ("share", "low", "high")
        )
        return Figure(value, low, high)

    def _value(self, rows: pd.DataFrame, paid: pd.Series) -> Figure:
        """Months times payment, with both uncertainties (independent, relative to the value)."""
        months, payment = self._months(rows, self.rate), _mean(paid)
        value = months.value * payment.value
        relative = (payment.high - payment.value) / payment.value
        low, high = (value * float(np.hypot(1 - end / months.value, relative)) for end in (months.low, months.high))
        return Figure(value, value - low, value + high)

    def _groups(self, workspace: Tables, found: Stays, paid: pd.Series) -> pd.DataFrame:
        """The value for each group of which enough pay."""
        names = pd.Series(dtype=object) if self.by is None else customer_groups(workspace, self.by)
        of_stays, of_payments = found.rows["customer_id"].map(names), pd.Series(paid.index, paid.index).map(names)
        rows = []
        for name in sorted(names.unique()):
            own, payments = found.rows[of_stays == name], paid[of_payments == name]
            if min(len(own), len(payments)) >= _FEWEST:
                value = self._value(own, payments)
                rows.append((name, len(own), value.value, value.low, value.high))
        table = pd.DataFrame(rows, columns=["group", "n", "value", "low", "high"])
        return table.sort_values(["value", "group"], ascending=[False, True], ignore_index=True)


def expected_months(curve: pd.DataFrame, last: float, months: int, rate: float, column: str = "share") -> float:
    """How many monthly payments to expect: the curve at the start of each month, discounted by ``rate`` a year.

    Months beyond the ``last`` day that was seen count nothing.

    >>> level = pd.DataFrame({"day": [0.0], "share": [1.0]})
    >>> expected_months(level, 70.0, 12, 0.0)
    3.0
    """
    starts = np.arange(months) * DAYS_PER_MONTH
    seen = starts[starts <= last]
    place = np.searchsorted(curve["day"].to_numpy(), seen, "right") - 1
    return float((curve[column].to_numpy()[place] / (1 + rate) ** (seen / 365.25)).sum())


def _mean(paid: pd.Series) -> Figure:
    """The mean payment with its interval; one that rests on fewer than thirty is none."""
    if len(paid) < _FEWEST:
        return Figure(np.nan, np.nan, np.nan)
    mean, reach = float(paid.mean()), _Z * float(paid.std()) / float(np.sqrt(len(paid)))
    return Figure(mean, mean - reach, mean + reach)
