"""How many rows each rule of the journey took: what a person needs before changing one."""

from __future__ import annotations

from typing import Any

import ibis
import pandas as pd

from analytics.journey.overview import Placed
from analytics.journey.rules import TABLES, Rule


def rows_per_rule(workspace: Placed, rules: tuple[Rule, ...]) -> pd.DataFrame:
    """The rules in order, each with the rows it took: phase, sentence, rows.

    A rule that took nothing stands with 0: it is idle, or one above it was faster.
    """
    taken: dict[tuple[str, str], int] = {}
    for row in _taken(workspace).to_dict("records"):
        place = (str(row["phase"]), str(row["phase_rule"]))
        taken[place] = taken.get(place, 0) + int(row["rows"])
    counted = []
    for rule in rules:
        # Of two rules in the same words the upper one wins every row.
        counted.append((rule.phase, rule.sentence, taken.pop((rule.phase, rule.sentence), 0)))
    return pd.DataFrame(counted, columns=["phase", "sentence", "rows"])


def _taken(workspace: Placed) -> pd.DataFrame:
    parts: list[Any] = []
    for name in TABLES:
        table = workspace.table(name)
        placed = table.filter(table.phase.notnull())
        parts.append(placed.group_by(["phase", "phase_rule"]).agg(rows=placed.count()))
    return pd.DataFrame(workspace.execute(ibis.union(*parts)))
