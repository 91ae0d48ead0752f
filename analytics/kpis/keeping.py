"""Values of KPIs kept in the workspace until its data changes, so that a scorecard opens at once."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from analytics.kpis.definition import Data
from analytics.kpis.values import KpiValues
from analytics.store.database import Database
from analytics.store.results import keep, kept


class Keeper(Data, Protocol):
    """What is used of a workspace."""

    database: Database

    @property
    def data_version(self) -> int:
        """A number that grows with every load."""


def kept_values(workspace: Keeper, analysis: KpiValues) -> pd.DataFrame:
    """What the analysis gives. KPIs of loaded data are kept; those of decisions change without a load, and are not."""
    of_data, of_decisions = analysis.parted()
    name, version = repr(of_data), workspace.data_version
    found = kept(workspace.database, name, version, pd.DataFrame)
    if found is None:
        found = of_data.run(workspace)
        keep(workspace.database, name, version, found)
    fresh = of_decisions.run(workspace) if of_decisions.ids else found.iloc[:0]
    filled = [frame for frame in (found, fresh) if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else found
