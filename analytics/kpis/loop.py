"""KPIs of the product's own loop, from the ledger: are pain points owned, targets reviewed, promises kept?

What was decided after the data ends counts as decided at its end: the present of every figure is the end of the data.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import ibis
import pandas as pd
from ibis import _, ir

from analytics.kpis.definition import Better, Data, Kpi, Source, Timing, Unit
from analytics.kpis.estimates import CountedShare, Estimate, Quantile, Share
from analytics.kpis.scope import Scope
from analytics.kpis.spells import at_ends

_FRESH = timedelta(days=90)
_DAY = timedelta(days=1)


def owned_pain_points(data: Data, scope: Scope) -> ir.Table | None:
    """Per period: how many of the pain points that there are now had an owner at its end."""
    places = data.table("pain_point_places")
    shown = places.filter((places.run == "") & places.pain_point_id.notnull()).select("pain_point_id").distinct()
    ids = set(data.execute(shown)["pain_point_id"])
    entries = _entries(data, scope, "pain_point")
    entries = entries[entries["subject"].isin({f"{id}/owner" for id in ids})]
    # Without any owner there still is a figure: one spell of no length makes the last period appear.
    nobody = pd.DataFrame({"entered": [scope.until], "left": [scope.until]})
    spells = pd.concat([_spells(entries), nobody], ignore_index=True)
    counts = at_ends(data, ibis.memtable(spells), scope) if ids else None
    return None if counts is None else counts.mutate(all=ibis.literal(len(ids)))


def reviewed_targets(data: Data, scope: Scope) -> ir.Table | None:
    """Per period: how many targets stood at its end, and how many of them had been decided in the 90 days before."""
    standing = _spells(_entries(data, scope, "target"))
    fresh = standing.assign(
        left=standing["left"].fillna(pd.Timestamp.max.floor("us")).clip(upper=standing["entered"] + _FRESH)
    )
    both = pd.concat([standing.assign(phase="standing"), fresh.assign(phase="fresh")], ignore_index=True)
    counts = at_ends(data, ibis.memtable(both), replace(scope, by_phase=True)) if len(both) else None
    if counts is None:
        return None
    return counts.group_by("period").aggregate(
        all=_.there.sum(where=_.phase == "standing"), fresh=_.there.sum(where=_.phase == "fresh").fill_null(0)
    )


def due_actions(data: Data, scope: Scope) -> ir.Table | None:
    """One row per action that was due, in the period of its due date: ``kept`` when it was done by then."""
    latest = _entries(data, scope, "action").drop_duplicates("subject", keep="last")
    rows = [
        (_day(value["due"]), bool(value.get("done_on")) and value["done_on"] <= value["due"])
        for value in latest["value"]
        if isinstance(value, dict) and value.get("due") and value.get("state") != "dropped"
    ]
    due = pd.DataFrame([row for row in rows if row[0] <= scope.until], columns=["due_at", "kept"])
    return scope.placed(ibis.memtable(due), "due_at", phases=False) if len(due) else None


def answered_pain_points(data: Data, scope: Scope) -> ir.Table | None:
    """One row per action on a pain point, in the period of its promise: ``days`` since the pain point was first decided on."""
    decisions = _entries(data, scope, "pain_point")
    known = decisions.assign(id=decisions["subject"].str.rpartition("/")[0] if len(decisions) else "")
    since = known.groupby("id")["decided_at"].min()
    promised = _entries(data, scope, "action").drop_duplicates("subject")
    rows = [
        {"promised_at": at, "days": (at - since[value["about"]]) / _DAY}
        for at, value in zip(promised["decided_at"], promised["value"], strict=True)
        if isinstance(value, dict) and value.get("moves") == "pain point" and value.get("about") in since
    ]
    return scope.placed(ibis.memtable(pd.DataFrame(rows)), "promised_at", phases=False) if rows else None


def _entries(data: Data, scope: Scope, kind: str) -> pd.DataFrame:
    """The decisions of a kind as known in the scope, oldest first: decided_at, subject, value (as Python has it)."""
    ledger = data.table("ledger")
    rows = ledger.filter(ledger.kind == kind).order_by("decision_id")
    found: pd.DataFrame = data.execute(rows.select("decided_at", "subject", value=rows.value.cast("string")))
    known = found if scope.present else found[found["decided_at"] <= scope.until]
    at = (
        known["decided_at"]
        .where(known["decided_at"] <= scope.until, pd.Timestamp(scope.until))
        .astype("datetime64[us]")
    )
    return known.assign(decided_at=at, value=[_value(text) for text in known["value"]]).reset_index(drop=True)


def _spells(entries: pd.DataFrame) -> pd.DataFrame:
    """From when to when each value stood: entered, left (missing while it stands)."""
    left = entries.groupby("subject")["decided_at"].shift(-1)
    spells = pd.DataFrame({"entered": entries["decided_at"], "left": left})
    return spells[entries["value"].notna()].astype("datetime64[us]")


def _value(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else None


def _day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time())


def _kpi(
    id: str,
    name: str,
    unit: Unit,
    better: Better,
    timing: Timing,
    view: Any,
    estimate: Estimate,
    formula: str,
    need: str,
) -> Kpi:
    source = Source(view, estimate, formula, (need,), company=True)
    return Kpi(id, name, "Learning and growth", unit, better, timing, (source,), (0.0, 1.0 if unit == "%" else None))


LOOP_KPIS = (
    _kpi(
        "pain_points_owned",
        "Pain points with an owner",
        "%",
        "up",
        "leading",
        owned_pain_points,
        CountedShare(_.there, _.all),
        "Pain points that had an owner at the end of the period / pain points that there are now.",
        "pain_point_places.pain_point_id",
    ),
    _kpi(
        "targets_reviewed",
        "Targets reviewed in 90 days",
        "%",
        "up",
        "leading",
        reviewed_targets,
        CountedShare(_.fresh, _.all),
        "Agreed targets that were decided on in the 90 days before the end of the period / agreed targets.",
        "ledger.subject",
    ),
    _kpi(
        "actions_on_time",
        "Actions done on time",
        "%",
        "up",
        "lagging",
        due_actions,
        Share(_.kept),
        "Actions done by their due date / actions due in the period; dropped ones do not count.",
        "ledger.subject",
    ),
    _kpi(
        "days_to_action",
        "Days from pain point to action",
        "days",
        "down",
        "lagging",
        answered_pain_points,
        Quantile(_.days, 0.5),
        "Median days from the first decision on a pain point to an action against it, of the actions promised in the period.",
        "ledger.subject",
    ),
)
