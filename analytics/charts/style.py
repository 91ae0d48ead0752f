"""How all charts look: colours that survive colour-blindness and both themes, number formats, titles.

Every colour here stands out from the light and from the dark background alike (contrast of at least
3:1, WCAG 2.2, 1.4.11), so one chart serves both. Nothing is told by colour alone: a status has a shape and a
letter, a direction has a side.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

import altair as alt
import pandas as pd

# What a chart of ours may be: one layer, several, or several side by side.
Chart = alt.Chart | alt.LayerChart | alt.FacetChart

BLUE = "#3f7fae"
ORANGE = "#c8553d"
GREEN = "#3c8f66"
AMBER = "#b98500"
RED = "#c93a36"
PURPLE = "#8a6aa8"
BROWN = "#9a7350"
GREY = "#7f8a93"

CATEGORIES = (BLUE, ORANGE, GREEN, AMBER, PURPLE, BROWN, GREY)

# Mood from bad to good: orange and blue are told apart by every kind of colour-blindness.
MOOD = (ORANGE, "#a18a7b", BLUE)

# Text inside a chart reads the background it stands on, so it is as legible as the text around it.
INK = alt.ExprRef("background && luminance(background) < 0.4 ? '#dfe4e8' : '#33404a'")
HALO = alt.ExprRef("background && luminance(background) < 0.4 ? '#14191e' : '#fbfbf9'")

PERCENT = ".0%"
PERCENT_1 = ".1%"
COUNT = ",d"
POINTS = "+.1f"


@dataclass(frozen=True)
class Status:
    """How a status is shown: words, colour, a Vega shape, a character of that shape and a letter."""

    words: str
    colour: str
    shape: str
    sign: str
    letter: str


STATUS: dict[str, Status] = {
    "green": Status("on target", GREEN, "circle", "●", "G"),
    "amber": Status("between threshold and target", AMBER, "triangle-up", "▲", "A"),
    "red": Status("beyond the threshold", RED, "square", "■", "R"),
    "unclear": Status("unclear: too few rows to tell", GREY, "diamond", "◇", "?"),
    "no target": Status("no target yet", GREY, "cross", "–", "–"),
    "no data": Status("no rows in this period", GREY, "stroke", "·", "·"),
}


def status_of(name: object) -> Status:
    """The look of a status; what is unknown looks like a KPI that has no target.

    >>> status_of("red").sign, status_of(None).words
    ('■', 'no target yet')
    """
    return STATUS.get(str(name), STATUS["no target"])


def titled(chart: Chart, title: str, subtitle: str, height: int, width: int = 62) -> Chart:
    """The chart with a title that says what it shows, and a description for those who cannot see it.

    ``subtitle`` (units, what lines and bands mean) is wrapped after ``width`` characters; ``height`` is
    that of the plot itself in pixels, so that titles and axes never squeeze the marks.
    """
    head = alt.TitleParams(
        title,
        subtitle=textwrap.wrap(subtitle, width),
        subtitleColor=INK,
        subtitlePadding=4,
        offset=12,
        anchor="start",
        frame="bounds",
    )
    made: Chart = chart.properties(
        title=head,
        description=f"{title}. {subtitle}",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    ).configure_axis(titlePadding=8, labelPadding=6)
    return made


def bar_height(rows: int, each: int = 24, least: int = 48) -> int:
    """Pixels for ``rows`` horizontal bars, so that a bar is as thick in a short chart as in a long one.

    >>> bar_height(10)
    240
    """
    return max(rows * each, least)


def short(text: str, longest: int = 46) -> str:
    """A label that fits beside a bar; what is cut off is shown by an ellipsis.

    >>> short("the parcel arrives days after the promised date", 24)
    'the parcel arrives days…'
    """
    text = " ".join(str(text).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def told_apart(labels: list[str]) -> list[str]:
    """The labels, each occurring once: a repeated one gets its number.

    >>> told_apart(["late", "late", "broken"])
    ['late', 'late (2)', 'broken']
    """
    taken: set[str] = set()
    made: list[str] = []
    for label in labels:
        number, name = 1, label
        while name in taken:
            number += 1
            name = f"{label} ({number})"
        taken.add(name)
        made.append(name)
    return made


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 0..1 as a person reads it; what is not known is a dash.

    >>> percent(0.1234), percent(0.1234, 1), percent(None)
    ('12 %', '12.3 %', '–')
    """
    return "–" if _unknown(share) else f"{share * 100:.{digits}f} %"  # type: ignore[operator]


def count(number: float | None) -> str:
    """A whole number with its thousands parted.

    >>> count(12345), count(None)
    ('12,345', '–')
    """
    return "–" if _unknown(number) else f"{number:,.0f}"


def money(amount: float | None, currency: str = "") -> str:
    """An amount in as many digits as anybody reads.

    >>> money(1234567.0, "EUR"), money(12345.6), money(87.5), money(None)
    ('EUR 1.23 M', '12,346', '87.50', '–')
    """
    if _unknown(amount):
        return "–"
    assert amount is not None
    size = abs(amount)
    text = f"{amount / 1e6:,.2f} M" if size >= 1e6 else f"{amount:,.0f}" if size >= 1000 else f"{amount:,.2f}"
    return f"{currency} {text}".strip()


def points(value: float | None) -> str:
    """A difference in percentage points, with its sign.

    >>> points(3.14), points(-0.04), points(None)
    ('+3.1', '0.0', '–')
    """
    if _unknown(value):
        return "–"
    text = f"{value:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text


def interval(low: float | None, high: float | None, show: object = percent) -> str:
    """A 95 % interval in words, empty when there is none.

    >>> interval(0.1, 0.2)
    '10 % to 20 %'
    """
    if _unknown(low) or _unknown(high):
        return ""
    return f"{show(low)} to {show(high)}"  # type: ignore[operator]


def _unknown(value: float | None) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value


def months_axis(months: pd.Series) -> alt.Axis:
    """The axis of a course by month: each of a few months told once, of many every so often.

    >>> months_axis(pd.Series(pd.to_datetime(["2026-01-01", "2026-02-01"]))).to_dict()["tickCount"]
    {'interval': 'month', 'step': 1}
    """
    apart = int((months.max().to_period("M") - months.min().to_period("M")).n) if len(months) else 0
    # Left to itself it puts ticks within months where there are few, and tells a month several times.
    step = next((step for step in (1, 2, 3, 6) if apart <= 9 * step), 12)
    return alt.Axis(format="%b %y", labelAngle=0, tickCount=alt.TimeIntervalStep(interval="month", step=step))
