"""Commands that compute: kpis, pain-points, drivers, scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pandas as pd

from analytics.commands.driver_options import MOVES, contrast_of, move_of, pair_of
from analytics.commands.group import answer, as_table, bar, cli, opened_workspace, rows_of, shared_options, steps
from analytics.drivers.analysis import DriverResult, Drivers
from analytics.drivers.what_if import Forecast
from analytics.errors import NotEnoughData
from analytics.pain_points.result import PainPointResult
from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.workspace import Workspace

PHASE = click.option("--phase", help="Only this phase of the journey, by name.")


def _phase_names(workspace: Workspace) -> dict[str, str]:
    return {phase.id: phase.name for phase in workspace.phases()}


@cli.command()
@PHASE
@click.option("--period", type=click.Choice(["month", "quarter", "week", "all"]), default="all", show_default=True)
@shared_options
def kpis(phase: str | None, period: Any) -> None:
    """Print KPI values with their 95 % intervals."""
    with opened_workspace() as workspace:
        values = workspace.kpis(phase, period)
        values = values.assign(phase=values["phase"].map(_phase_names(workspace)))
    shown = ["id", "phase", "perspective", "period", "value", "low", "high", "n", "unit"]
    answer({"kpis": rows_of(values)}, lambda: as_table(values[shown].fillna({"phase": "company"})))


@cli.command("pain-points")
@PHASE
@click.option(
    "--count", type=click.IntRange(2, 1000), help="How many pain points to look for; else found from the data."
)
@click.option(
    "--assignments",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write comment_id, pain_point_id, similarity.",
)
@shared_options
def pain_points(phase: str | None, count: int | None, assignments: Path | None) -> None:
    """Find or refresh the pain points, and list them."""
    progress = bar()
    with opened_workspace() as workspace:
        found = workspace.pain_points(phase, count, progress)
        refused = ""
        try:
            workspace.drivers(progress=progress)
            found = workspace.pain_points(phase, count)
        except NotEnoughData as error:
            refused = f"Revenue at risk is not known: {error}"
        names, changes = _phase_names(workspace), workspace.pain_point_changes()
    steps()("")
    if assignments is not None:
        found.assignments[["comment_id", "pain_point_id", "similarity"]].to_csv(assignments, index=False)
    listed = found.pain_points.assign(phase=found.pain_points["phase"].map(names))
    document = {
        "pain_points": rows_of(listed),
        "unassigned": _unassigned(found),
        "comments": found.comments,
        "notes": [*found.notes, *([refused] if refused else [])],
        "changes": {"sentence": changes.sentence, "changed": rows_of(changes.rows), "moved": rows_of(changes.moved)},
    }
    answer(document, lambda: _pain_points_in_words(listed, found))


def _unassigned(found: PainPointResult) -> dict[str, Any]:
    return {"comments": len(found.unassigned), "reasons": found.unassigned["reason"].value_counts().to_dict()}


def _pain_points_in_words(listed: pd.DataFrame, found: PainPointResult) -> str:
    table = as_table(listed[["id", "name", "phase", "comments", "customers", "share", "severity", "trend"]])
    reasons = ", ".join(f"{rows:,} {reason}" for reason, rows in _unassigned(found)["reasons"].items())
    return "\n".join([table, f"{found.comments:,} comments; in no pain point: {reasons or 'none'}.", *found.notes])


@cli.command()
@click.option("--outcome", help="A built-in outcome, or TABLE.COLUMN.")
@click.option(
    "--contrast", "contrasts", multiple=True, metavar="NAME=A:B", help="The effect of moving everyone from A to B."
)
@click.option(
    "--window", type=click.IntRange(1, 3650), default=120, show_default=True, help="Days of the outcome window."
)
@click.option(
    "--cutoffs", type=click.IntRange(0, 12), default=0, show_default=True,
    help="Outcome windows, one after the other, taken together where history allows; 0: as many as are needed.",
)  # fmt: skip
@click.option("--only", metavar="COLUMN=VALUE", help="Only the customers of one segment.")
@click.option(
    "--role", "roles", multiple=True, metavar="COLUMN=ROLE", help="Take a column as driver, context or ignored."
)
@click.option(
    "--what-if", "moves", multiple=True, metavar="NAME<=X", help=f"What if: {MOVES}; several are moved together."
)
@shared_options
def drivers(
    outcome: str | None,
    contrasts: Sequence[str],
    window: int,
    cutoffs: int,
    only: str | None,
    roles: Sequence[str],
    moves: Sequence[str],
) -> None:
    """Tell what goes with whether customers stay, and what a change would be worth."""
    asked = tuple(contrast_of(text) for text in contrasts)
    wanted = tuple(move_of(text) for text in moves)
    segment = pair_of(only, "--only") if only else None
    with opened_workspace() as workspace:
        given = dict(workspace.driver_question().roles) | dict(pair_of(text, "--role") for text in roles)
        question = Drivers(outcome, asked, window, 0, cutoffs, segment, tuple(sorted(given.items())))
        found = workspace.drivers(question, bar())
        forecast = workspace.what_if(question).forecast(wanted) if wanted else None
    steps()("")
    document = {
        "outcome": found.outcome,
        "n": found.n,
        "base_rate": found.base_rate,
        "quality": asdict(found.quality),
        "drivers": rows_of(found.drivers),
        "sentence": found.sentence,
        "adjusted_for": found.adjusted_for,
        "left_out": [{"name": name, "reason": reason} for name, reason in found.left_out],
        "segments": rows_of(found.segments),
        "notes": found.notes,
        "what_if": asdict(forecast) if forecast else None,
    }
    answer(document, lambda: _drivers_in_words(found) + (_forecast_in_words(forecast) if forecast else ""))


def _forecast_in_words(forecast: Forecast) -> str:
    change = forecast.change
    if not forecast.support.seen:
        return f"\nWhat if: {forecast.support.sentence}"
    return (
        f"\nWhat if: {forecast.before:.1%} would become {forecast.after:.1%}, {100 * change.value:+.1f} points "
        f"(95 %: {100 * change.low:+.1f} to {100 * change.high:+.1f}). {forecast.support.sentence}"
    )


def _drivers_in_words(found: DriverResult) -> str:
    shown = ["name", "importance", "from_value", "to_value", "effect_pp", "effect_low", "effect_high", "naive_pp"]
    lines = [found.sentence, "", as_table(found.drivers[shown]), ""]
    lines.append(f"{found.n:,} customers, {found.base_rate:.1%} of them with the outcome.")
    return "\n".join([*lines, *found.notes, *(f"Left out: {name} ({reason})." for name, reason in found.left_out)])


@cli.command()
@PHASE
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The scorecard as it stood at the end of this day.")
@shared_options
def scorecard(phase: str | None, as_of: datetime | None) -> None:
    """Print the scorecards with values, targets, statuses and scores."""
    with opened_workspace() as workspace:
        found = workspace.scorecard(phase, as_of.date() if as_of else None)
    document = {
        "as_of": found.as_of,
        "days": found.days,
        "score": found.score,
        "phases": [_phase(card) for card in found.phases],
    }
    answer(document, lambda: _scorecard_in_words(found))


def _phase(card: PhaseCard) -> dict[str, Any]:
    return {
        "phase": card.name,
        "score": card.score,
        "leading": card.leading,
        "lagging": card.lagging,
        "perspectives": [
            {
                "perspective": perspective.perspective,
                "score": perspective.score,
                "kpis": [_card(kpi) for kpi in perspective.kpis],
                "missing": perspective.missing,
            }
            for perspective in card.perspectives
        ],
    }


def _card(kpi: Any) -> dict[str, Any]:
    shown = (
        "id",
        "value",
        "low",
        "high",
        "target",
        "threshold",
        "status",
        "score",
        "weight",
        "n",
        "unit",
        "scope",
        "timing",
    )
    return {name: getattr(kpi, name) for name in shown} | {"provenance": kpi.provenance, "further_n": kpi.further_n}


def _scorecard_in_words(found: ScorecardResult) -> str:
    if found.as_of is None:
        return "The workspace is empty."
    lines = [f"{found.days} days up to {found.as_of:%Y-%m-%d}, company score {_score(found.score)}"]
    for card in found.phases:
        lines.append(f"\n{card.name}: {_score(card.score)}")
        rows = [
            {"perspective": kpi.perspective, "kpi": kpi.name, "value": kpi.value, "target": kpi.target,
             "status": kpi.status, "score": kpi.score}
            for kpi in card.kpis
        ]  # fmt: skip
        lines.append(as_table(pd.DataFrame(rows)))
    return "\n".join(lines)


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.1f}"
