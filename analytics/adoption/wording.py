"""What the first weeks foretell, in words."""

from __future__ import annotations

import pandas as pd

from analytics.adoption.foretelling import LAGGING, LEADING

# A rank correlation below this explains less than two per cent of the order.
_WEAK = 0.14


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """The pairs in the words of the chart."""
    return found.assign(
        early=found["leading"].map(LEADING),
        later=[f"{LAGGING[lagging]}, day {lag}" for lagging, lag in zip(found["lagging"], found["lag"], strict=True)],
        upper=[_half(lagging, value) for lagging, value in zip(found["lagging"], found["upper"], strict=True)],
        lower=[_half(lagging, value) for lagging, value in zip(found["lagging"], found["lower"], strict=True)],
    )


def strongest(found: pd.DataFrame) -> str:
    """The strongest pair, in a sentence. That early orders go with later ones is no news."""
    sure = found[found["sure"] & (found["leading"] != "orders")].reset_index(drop=True)
    if sure.empty:
        return "Beside orders themselves, nothing in the first weeks foretells more than chance would."
    row = sure.to_dict("records")[int(sure["correlation"].abs().to_numpy().argmax())]
    weakly = ", and that weakly" if abs(row["correlation"]) < _WEAK else ""
    return (
        f"Beside orders themselves, {LEADING[row['leading']]} foretell most{weakly}: {LAGGING[row['lagging']]} by day {row['lag']}, "
        f"{_half(row['lagging'], row['upper'])} in the upper half against {_half(row['lagging'], row['lower'])} in the lower "
        f"(rank correlation {row['correlation']:+.2f}, n {row['n']:,})."
    )


def _half(lagging: str, value: float) -> str:
    return f"{value:.1%}" if lagging == "stayed" else f"{value:,.2f}"
