"""What goes with an outcome: effects, importance, curves, and what a plain comparison would have said."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analytics.charts import style

CHOSEN = "chosen"  # the selection that a click on a driver makes; its points carry the field ``name``
MORE, LESS, UNSURE = "more", "less", "cannot be told"
_COLOURS = alt.Scale(domain=[MORE, LESS, UNSURE], range=[style.BLUE, style.ORANGE, style.GREY])
_SHAPES = alt.Scale(domain=[MORE, LESS, UNSURE], range=["triangle-right", "triangle-left", "diamond"])


def verdict(low: float, high: float) -> str:
    """Whether an effect is surely more or less of the outcome, or cannot be told from none.

    >>> verdict(0.5, 3), verdict(-3, -0.5), verdict(-1, 1)
    ('more', 'less', 'cannot be told')
    """
    return MORE if low > 0 else LESS if high < 0 else UNSURE


def effects(drivers: pd.DataFrame, unit: str, naive: bool = False) -> style.Chart:
    """The effect of each change, with its 95 % interval; a click selects ``name``.

    Columns used: name, label, change (from -> to in words), effect_pp, effect_low, effect_high, naive_pp, n.
    ``unit`` says what the effects are counted in. With ``naive`` a hollow circle shows what comparing
    customers without adjustment would have said.
    """
    rows = _labelled(drivers).assign(
        verdict=[verdict(*pair) for pair in zip(drivers["effect_low"], drivers["effect_high"], strict=True)],
        within=[_within(*pair) for pair in zip(drivers["effect_low"], drivers["effect_high"], strict=True)],
    )
    columns = ["name", "shown", "label", "change", "effect_pp", "effect_low", "effect_high", "naive_pp", "n"]
    base = alt.Chart(rows[[*columns, "verdict", "within"]]).encode(y=_drivers(rows), tooltip=_effect_tips())
    zero = alt.Chart(pd.DataFrame({"x": [0.0]})).mark_rule(color=style.GREY, strokeDash=[3, 3]).encode(x="x:Q")
    colour = alt.Color("verdict:N", scale=_COLOURS, title=None, legend=alt.Legend(orient="bottom"))
    bands = base.mark_rule(strokeWidth=3, opacity=0.75).encode(
        x=alt.X("effect_low:Q", title=unit, axis=alt.Axis(format="+.0f")),
        x2="effect_high:Q",
        color=colour,
    )
    dots = base.mark_point(filled=True, size=130, opacity=1, cursor="pointer").encode(
        x="effect_pp:Q",
        color=colour,
        shape=alt.Shape("verdict:N", scale=_SHAPES, title=None),
    )
    # The nearest point, so that nobody must hit a mark of ten pixels.
    click = alt.selection_point(name=CHOSEN, fields=["name"], on="click", nearest=True, toggle=False, clear=False)
    layers = [zero, bands, dots.add_params(click)]
    subtitle = "Adjusted for everything that was measured; line: 95 % interval."
    if naive:
        hollow = base.mark_point(shape="circle", size=90, strokeWidth=2, color=style.INK).encode(x="naive_pp:Q")
        layers.insert(2, hollow)
        subtitle += " Hollow circle: plain comparison, adjusted for nothing."
    return style.titled(
        alt.layer(*layers), "What a change would go with", subtitle, style.bar_height(len(rows), 27), width=70
    )


def _effect_tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Driver"),
        alt.Tooltip("change:N", title="Change"),
        alt.Tooltip("effect_pp:Q", title="Effect", format=style.POINTS),
        alt.Tooltip("within:N", title="95 % interval"),
        alt.Tooltip("naive_pp:Q", title="Plain comparison", format=style.POINTS),
        alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
    ]


def importance(drivers: pd.DataFrame) -> style.Chart:
    """Each driver's share of what all of them explain, with its 95 % interval; unsure ones are pale.

    Columns used: name, label, importance, low, high (all 0..1), effect_low, effect_high, n.
    """
    ordered = drivers.sort_values("importance", ascending=False, kind="stable")
    rows = _labelled(ordered).assign(
        sure=[verdict(*pair) != UNSURE for pair in zip(ordered["effect_low"], ordered["effect_high"], strict=True)],
        within=[style.interval(*pair) for pair in zip(ordered["low"], ordered["high"], strict=True)],
    )
    base = alt.Chart(rows[["name", "shown", "label", "importance", "low", "high", "sure", "within", "n"]]).encode(
        y=_drivers(rows),
        tooltip=[
            alt.Tooltip("label:N", title="Driver"),
            alt.Tooltip("importance:Q", title="Share of what is explained", format=style.PERCENT),
            alt.Tooltip("within:N", title="95 % interval"),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    bars = base.mark_bar(color=style.BLUE, cornerRadiusEnd=3).encode(
        x=alt.X("importance:Q", title="share of what is explained", axis=alt.Axis(format="%", tickCount=5)),
        opacity=alt.condition("datum.sure", alt.value(1.0), alt.value(0.45)),
    )
    rules = base.mark_rule(color=style.INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    return style.titled(
        alt.layer(bars, rules),
        "How much each matters",
        "Line: 95 % interval. Pale: its effect cannot be told from none.",
        style.bar_height(len(rows), 27),
        width=48,
    )


def curve(
    points: pd.DataFrame,
    label: str,
    outcome: str,
    ends: tuple[float, float] | None = None,
    share: bool = True,
) -> style.Chart:
    """The expected outcome over the values of one driver, with its 95 % band.

    Columns: value, outcome, low, high (0..1 when the outcome is a ``share`` of customers). ``ends`` are the
    two values that the effect compares; they are marked on the curve.
    """
    shown = style.PERCENT_1 if share else ",.2f"
    head = f"share who {style.short(outcome, 30)}" if share else style.short(outcome, 40)
    rows = points[["value", "outcome", "low", "high"]]
    if share:
        # An interval made on another scale may reach beyond what a share can be.
        rows = rows.assign(low=rows["low"].clip(lower=0), high=rows["high"].clip(upper=1))
    base = alt.Chart(rows).encode(
        x=alt.X("value:Q", title=label, scale=alt.Scale(zero=False, nice=False)),
        tooltip=[
            alt.Tooltip("value:Q", title=label, format=",.3~g"),
            alt.Tooltip("outcome:Q", title=outcome, format=shown),
            alt.Tooltip("low:Q", title="95 % interval from", format=shown),
            alt.Tooltip("high:Q", title="to", format=shown),
        ],
    )
    scale = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(format="%" if share else ",.3~g", tickCount=5)
    edge = alt.Y("low:Q", title=head, scale=scale, axis=axis)
    if len(points) > 2:
        layers = [
            base.mark_area(color=style.BLUE, opacity=0.22).encode(y=edge, y2="high:Q"),
            base.mark_line(color=style.BLUE, strokeWidth=2.5).encode(y="outcome:Q"),
        ]
    else:
        layers = [
            base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.6).encode(y=edge, y2="high:Q"),
            base.mark_point(color=style.BLUE, filled=True, size=120, opacity=1).encode(y="outcome:Q"),
        ]
    marks = " Dashed: the two values that the effect compares." if ends else ""
    return style.titled(
        alt.layer(*layers, *([_ends(ends)] if ends else [])),
        f"{head[0].upper()}{head[1:]}, by {style.short(label, 40)}",
        f"Everything else as it is; band: 95 % interval.{marks}",
        220,
    )


def _ends(ends: tuple[float, float]) -> Any:
    marked = pd.DataFrame({"value": list(ends)})
    rules = alt.Chart(marked).mark_rule(color=style.ORANGE, strokeDash=[5, 4], strokeWidth=1.5)
    return rules.encode(x="value:Q")


def _labelled(drivers: pd.DataFrame) -> pd.DataFrame:
    return drivers.assign(shown=style.told_apart([style.short(label, 56) for label in drivers["label"]]))


def _drivers(rows: pd.DataFrame) -> alt.Y:
    return alt.Y(
        "shown:N",
        sort=list(rows["shown"]),
        title=None,
        axis=alt.Axis(labelLimit=300, labelPadding=6, labelOverlap=False, labelFlush=False),
    )


def _within(low: float, high: float) -> str:
    return style.interval(low, high, style.points)
