"""The figures of one pain point: size, customers, mood, trend and money, each with its interval and in its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.charts import style
from analytics.pain_points.result import PainPointResult
from pages.parts.figures import Figure


def figures_of(row: Mapping[Any, Any], result: PainPointResult) -> list[Figure]:
    """What stands in the row of figures of one pain point, a ``row`` of ``result``."""
    return [
        _size(row),
        _customers(row),
        _score(row),
        _severity(row, result),
        _trend(row),
        *_money(row, result, str(row["id"])),
    ]


def _size(row: Mapping[Any, Any]) -> Figure:
    between = style.interval(number(row["share_low"]), number(row["share_high"]), _percent)
    return Figure(
        "Comments",
        style.count(number(row["comments"])),
        f"{_percent(number(row['share']))} of comments ({between})",
        "How many comments are about this, and their share of all comments with its 95 % interval.",
    )


def _customers(row: Mapping[Any, Any]) -> Figure:
    return Figure(
        "Customers",
        style.count(number(row["customers"])),
        "wrote about it",
        "Different customers behind the comments.",
    )


def _score(row: Mapping[Any, Any]) -> Figure:
    score = number(row["score"])
    if score is None:
        return Figure("Average score", "–", "nobody gave a score")
    between = style.interval(number(row.get("score_low")), number(row.get("score_high")), _of_ten)
    scored = row.get("scored", row.get("score_n"))
    return Figure(
        "Average score",
        f"{_of_ten(score)} of 10",
        f"{between} · n {style.count(number(scored))}".strip(" ·"),
        "Scores of the comments' writers brought to 0 (worst) to 10 (best), with 95 % interval.",
    )


def _severity(row: Mapping[Any, Any], result: PainPointResult) -> Figure:
    basis = next((note for note in result.notes if note.startswith("Severity")), "")
    return Figure(
        "Severity",
        f"{_of_ten(number(row['severity']) or 0.0)} of 10",
        "10 is worst",
        f"10 less the mood of its comments: the score where there is one. {basis}",
    )


def _trend(row: Mapping[Any, Any]) -> Figure:
    ratio = number(row.get("trend"))
    note = "emerging" if row.get("emerging") else "steady" if not row.get("trending") else "a real change"
    value = "–" if ratio is None else f"{(ratio - 1) * 100:+.0f} %"
    return Figure(
        "Change per 30 days",
        value,
        f"▲ {note}" if row.get("emerging") else note,
        "How its share of all comments grows from one 30 days to the next. Steady: chance may explain it.",
    )


def _money(row: Mapping[Any, Any], result: PainPointResult, pain_point_id: str) -> list[Figure]:
    """Revenue exposed, and what of it is at risk: never the same, and said so."""
    own = result.revenue[result.revenue["pain_point_id"] == pain_point_id]
    exposed = " + ".join(
        style.money(float(amount), str(currency))
        for amount, currency in zip(own["exposed"], own["currency"], strict=True)
    )
    made = [
        Figure(
            "Revenue exposed",
            exposed or "–",
            "spent by them in 12 months",
            "What the touched customers spent in the last 365 days; not the revenue that would be lost.",
        )
    ]
    at_risk = number(row.get("revenue_at_risk"))
    if at_risk is not None:
        between = style.interval(
            number(row.get("revenue_at_risk_low")), number(row.get("revenue_at_risk_high")), style.money
        )
        made.append(
            Figure(
                "Revenue at risk",
                style.money(at_risk),
                between,
                "Revenue exposed times what this pain point does to staying, by the driver analysis.",
            )
        )
    return made


def number(value: Any) -> float | None:
    """The value as a number; None where it is missing."""
    return None if value is None or pd.isna(value) else float(value)


def _of_ten(value: float) -> str:
    return f"{value * 10:.1f}"


def _percent(value: float | None) -> str:
    return style.percent(value, 1)
