"""The driver analysis: what goes with whether customers stay, and what a change would be worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.drivers.collecting import AS_NEEDED, Collected, collect
from analytics.drivers.columns import Contrast
from analytics.drivers.completing import Progress
from analytics.drivers.explaining import Study, study
from analytics.drivers.features import Features
from analytics.drivers.result import DriverResult
from analytics.drivers.worth import yearly_revenue
from analytics.retention.outcome import Outcome, Tables

__all__ = ["DriverResult", "Drivers", "WhatIfOf", "explain"]


@dataclass(frozen=True)
class Drivers:
    """The question: which outcome, which contrasts, how long an outcome window, of whom.

    ``cutoffs`` is how many windows that follow each other are taken together, where history allows (0: as many as are
    needed, see :func:`collect`); ``only`` a column and the value that customers must have; ``roles`` pairs of a column and the role a
    person gave it: "driver", "context" or "ignored".

    >>> Drivers(contrasts=(Contrast("first_response_hours", 24, 4),)).window_days
    120
    """

    outcome: str | None = None
    contrasts: tuple[Contrast, ...] = ()
    window_days: int = 120
    seed: int = 0
    cutoffs: int = AS_NEEDED
    only: tuple[str, str] | None = None
    roles: tuple[tuple[str, str], ...] = ()

    def run(
        self,
        workspace: Tables,
        progress: Progress | None = None,
        pain_point_assignments: pd.DataFrame | None = None,
    ) -> DriverResult:
        """Answer the question on a workspace; see :meth:`study`."""
        return self.study(workspace, progress, pain_point_assignments).result

    def study(
        self,
        workspace: Tables,
        progress: Progress | None = None,
        pain_point_assignments: pd.DataFrame | None = None,
    ) -> Study:
        """The answer, and the model that answers "what if".

        ``pain_point_assignments`` has comment_id, pain_point_id and, where known, name; ``progress`` is
        told the share done and what is being done. Raises ``NotFound`` for an unknown outcome or driver,
        ``NotEnoughData`` when the data cannot carry an answer.
        """
        tell = progress or (lambda share, text: None)
        tell(0.0, "collecting what is known about each customer")
        found = collect(
            workspace, self.outcome, self.window_days, self.cutoffs, self.only, dict(self.roles), pain_point_assignments
        )
        money = yearly_revenue(workspace, found.outcome.cutoff)
        return study(found, money, self.contrasts, self.seed, lambda s, text: tell(0.1 + 0.9 * s, text))


@dataclass(frozen=True)
class WhatIfOf:
    """Names the model behind a question, beside its answer."""

    question: Drivers


def explain(
    outcome: Outcome,
    features: Features,
    asked: tuple[Contrast, ...] = (),
    seed: int = 0,
    progress: Progress | None = None,
    who: np.ndarray | None = None,
) -> DriverResult:
    """The analysis of one customer table: everything after the queries.

    ``who`` (codes) tells which rows are of one customer, where customers repeat.
    """
    return study(Collected(outcome, features, outcome.values.index, who), None, asked, seed, progress).result
