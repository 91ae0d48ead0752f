"""One KPI on a scorecard: value, course, target slider, status and score.

The slider and what depends on it are a fragment of their own: releasing it redraws this row and the
scores above, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts.numbers import kpi_interval, kpi_number, slider_format
from analytics.charts.scorecard import bullet, kpi_head, score_strip
from analytics.charts.style import count
from analytics.errors import ContradictoryTarget
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.rescoring import rescore
from analytics.scorecards.scoring import check
from analytics.scorecards.sliders import slider_range
from pages.parts.moves import move, moved_value, moves_on, slider_round
from pages.parts.words import escaped

WIDTHS = [5.2, 5]
INNER = [2.7, 2.3]

# Below this many rows (three months of a monthly measure, say) "so many more" means nothing.
RESPONSES_NEEDED = 10

BADGES = {
    "green": ":green-badge[● on target]",
    "amber": ":orange-badge[▲ below target]",
    "red": ":red-badge[■ beyond threshold]",
    "unclear": ":gray-badge[◇ unclear]",
    "no target": ":gray-badge[– no target]",
    "no data": ":gray-badge[– no data]",
}


@dataclass
class Places:
    """Where the scores stand: drawn once per page, renewed by every moved slider.

    Every row writes them while the page is drawn as well: a fragment may later write only where it has
    written then, and only the same sort of element.
    """

    scores: DeltaGenerator
    changes: DeltaGenerator
    perspectives: dict[str, DeltaGenerator] = field(default_factory=dict)


def perspective_row() -> DeltaGenerator:
    """The head of a perspective: a place for its name and score, and what stands in the columns."""
    name, target = st.columns(WIDTHS, vertical_alignment="bottom")
    target.caption("Target, red threshold, and where the value stands")
    return name.empty()


def kpi_row(result: ScorecardResult, phase: str, kpi: KpiCard, places: Places) -> None:
    """Draw a KPI's row."""
    head, rest = st.columns(WIDTHS, vertical_alignment="center")
    about = kpi.timing + (" · whole company" if kpi.scope == "company" else "")
    told = (kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency), f"n {count(kpi.n)}")
    interval = " · ".join(part for part in told if part)
    value = kpi_number(kpi.value, kpi.unit, kpi.currency)
    head.html(kpi_head(kpi.name, about, value, interval, [month for _, month in kpi.history]))
    with rest:
        _moving_part(result, phase, kpi, places)


@st.fragment
def _moving_part(result: ScorecardResult, phase: str, kpi: KpiCard, places: Places) -> None:
    middle, verdict = st.columns(INNER, vertical_alignment="center")
    with middle:
        trouble = _target_slider(kpi)
    said = verdict.empty()
    with verdict.popover("Details", icon=":material/tune:", key=f"more-{kpi.subject}", type="tertiary"):
        trouble = _details(kpi) or trouble
    moved = rescore(result, moves_on(result)).kpi(kpi.subject)
    with middle:
        if moved.value is not None:
            low, high, _ = slider_range(kpi)
            st.html(bullet(moved.value, moved.low, moved.high, moved.target, moved.threshold, (low, high)))
    said.markdown(_verdict(moved, trouble))
    draw_scores(result, phase, places, kpi.perspective)


def _target_slider(kpi: KpiCard) -> str:
    """The slider; gives a sentence where the target would contradict the threshold, and is not moved then."""
    low, high, step = slider_range(kpi)
    key = f"target-{slider_round()}-{kpi.subject}"
    if kpi.target is None or low >= high:
        st.caption(kpi.provenance)
        return ""
    moved = moved_value(kpi, "target")
    value = st.slider(
        f"Target for {kpi.name}",
        low,
        high,
        value=min(max(moved, low), high),
        step=step,
        key=key,
        format=slider_format(kpi.unit),
        label_visibility="collapsed",
    )
    return _moved(kpi, "target", value, low, high)


def _moved(kpi: KpiCard, name: str, value: float, low: float, high: float) -> str:
    """Note a move; a sentence instead where target and threshold would contradict each other."""
    if value == min(max(moved_value(kpi, name), low), high):
        return ""
    after = {"target": moved_value(kpi, "target"), "threshold": moved_value(kpi, "threshold")} | {name: value}
    try:
        check(kpi.name, after["target"], after["threshold"], kpi.better)
    except ContradictoryTarget as error:
        return str(error)
    move(kpi, **{name: value})
    return ""


def _details(kpi: KpiCard) -> str:
    """Formula, provenance, threshold and weight; a sentence when the threshold contradicts the target."""
    left_out = f", {count(kpi.left_out)} left out as faulty" if kpi.left_out else ""
    about = f"{count(kpi.n)} rows{left_out}. {escaped(kpi.provenance).capitalize()}."
    st.markdown(f"**{kpi.name}**: {kpi.formula}\n\n{about}")
    trouble = ""
    if kpi.threshold is not None:
        low, high, step = slider_range(kpi)
        threshold = st.number_input(
            "Red threshold" + (" (share, 0 to 1)" if kpi.unit == "%" else f" ({kpi.unit})"),
            low, high, value=min(max(moved_value(kpi, "threshold"), low), high), step=step,
            key=f"threshold-{slider_round()}-{kpi.subject}",
        )  # fmt: skip
        trouble = _moved(kpi, "threshold", threshold, low, high)
    weight = st.number_input(
        "Weight", 0.0, 10.0, value=moved_value(kpi, "weight"), step=0.5, key=f"weight-{slider_round()}-{kpi.subject}"
    )
    if weight != moved_value(kpi, "weight"):
        move(kpi, weight=weight)
    return trouble


def _verdict(kpi: KpiCard, trouble: str) -> str:
    score = "–" if kpi.score is None else f"{kpi.score:.1f}"
    note = ""
    if trouble:
        note = f":red[{trouble}]"
    elif kpi.status == "unclear":
        note = _how_to_tell(kpi)
    elif kpi.target is not None:
        note = "agreed" if kpi.agreed else "proposed, nobody has agreed"
    return f"{BADGES[kpi.status]} **{score}**" + (f"  \n:small[:gray[{note}]]" if note else "")


def _how_to_tell(kpi: KpiCard) -> str:
    """What it would take to know: nobody waits for twenty times the rows there are."""
    if kpi.further_n is None or kpi.n < RESPONSES_NEEDED:
        return "the interval spans a bound"
    if kpi.further_n > 20 * kpi.n:
        return "too close to a bound to tell"
    return f"{count(kpi.further_n)} more {'row' if kpi.further_n == 1 else 'rows'} would tell"


def draw_scores(result: ScorecardResult, phase_id: str, places: Places, perspective: str = "") -> None:
    """Renew every score that a moved slider can change: of ``perspective`` (``""``: of each) and above it."""
    moves = moves_on(result)
    moved = rescore(result, moves)
    phase = next(phase for phase in moved.phases if phase.id == phase_id)
    before = next(phase for phase in result.phases if phase.id == phase_id)
    strip = (
        (f"Score of {phase.name}", phase.score, before.score),
        ("Leading KPIs", phase.leading, before.leading),
        ("Lagging KPIs", phase.lagging, before.lagging),
        ("Whole company", moved.score, result.score),
    )
    places.scores.html(score_strip(strip))
    for card in phase.perspectives:
        if card.perspective in places.perspectives and perspective in ("", card.perspective):
            score = "no score yet" if card.score is None else f"{card.score:.1f}"
            places.perspectives[card.perspective].markdown(f"**{card.perspective}** :gray[· {score}]")
    number = len(moves)
    changes = "change" if number == 1 else "changes"
    places.changes.markdown(f"**{number} {changes}** not committed." if number else "Nothing moved.")
