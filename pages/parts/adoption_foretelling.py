"""What the first weeks foretell: early indicators against what came of customers later, at several lags."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.adoption.foretelling import LAGGING, LEADING, Foretelling
from analytics.charts import adoption as charts
from analytics.workspace import Workspace
from pages.parts.cached import result_of

# A rank correlation below this explains less than two per cent of the order.
_WEAK = 0.14


def show_foretelling(workspace: Workspace) -> None:
    """The view."""
    first = int(
        st.columns([1, 3])[0].selectbox(
            "Looked at first", [14, 30, 60], index=1, format_func=lambda n: f"the first {n} days", key="first_days"
        )
    )
    found = result_of(workspace, Foretelling(first))
    st.markdown(f"**{strongest(found)}**")
    st.altair_chart(charts.foretold(shown(found)), width="stretch", key="foretold")
    st.caption(
        f"Only customers seen that long, who began after the data of the indicator did. Later: from day {first} to the day "
        "named; still active: ordered or used the product in the 60 days before it. Spearman's rank correlation, interval "
        "after Bonett and Wright (2000); numbers stand where it is no chance after allowing for all pairs (Benjamini and "
        "Hochberg, 5 %). An association, not a cause."
    )
    with st.expander("As a table", icon=":material/table_view:"):
        st.dataframe(found, hide_index=True, width="stretch", key="foretold_table")


def shown(found: pd.DataFrame) -> pd.DataFrame:
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
