"""Who is likely to leave now, and why: learnt on customers of a past window, tried on months held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.drivers.collecting import data_from, with_roles
from analytics.drivers.columns import Column
from analytics.drivers.features import OBSERVED_DAYS, Features, build_features
from analytics.drivers.guards import require_enough, sift
from analytics.drivers.leaving_model import Chances, LeavingModel, learn
from analytics.drivers.leaving_reasons import reasons
from analytics.drivers.leaving_trial import Trial, trial
from analytics.drivers.recognisable import Numbers
from analytics.drivers.worth import yearly_revenue
from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.outcome import Outcome, Tables
from analytics.retention.outcomes import build_outcome, built_in_names, default_outcome
from analytics.store.watching import Progress, nobody

OUTCOMES = ("subscription_kept", "bought_again", "still_active")
_MOST_LEARNED = 200_000
_NO_QUESTION = (
    "Nothing says which customers stayed. Load sales or subscriptions over time, or customers with a status."
)  # fmt: skip


@dataclass(frozen=True)
class LeavingResult:
    """Everybody who is there now, likeliest to leave first.

    ``customers``: customer_id, chance (to leave in the next ``window_days``), low, high (95 %, of the model), why,
    yearly (what they spent in a year, in ``currency``; NaN where unknown). ``expected`` of them will leave, from
    ``low`` to ``high``. The model was learnt on ``learnt`` customers of a past window. ``held_back`` compares its
    chances with what became of customers that it had not seen, ``later`` those of a model of the window before with
    what became of all in the last one (None where history is too short).
    """

    label: str
    note: str
    window_days: int
    customers: pd.DataFrame
    currency: str
    expected: float
    low: float
    high: float
    learnt: int
    held_back: Trial
    later: Trial | None
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leaving:
    """Who will probably not be there any more in ``window_days``, by a built-in ``outcome`` (None: the default one)?

    ``roles`` are those people gave columns; what is ignored is not looked at. The list is of those who are ``seen``; what
    goes with leaving is learnt from, and tried on, all customers.
    """

    outcome: str | None = None
    window_days: int = 120
    roles: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    seen: Seen = EVERYTHING

    def run(
        self, workspace: Data, assignments: pd.DataFrame | None = None, progress: Progress = nobody
    ) -> LeavingResult:
        """The list; ``assignments`` are those of pain points, as for the driver analysis.

        Raises ``NotEnoughData`` when the data cannot carry it, or says nothing about leaving.
        """
        wanted = self.seen.customers_of(workspace)
        progress(0.0, "Looking at customers of the past who left")
        rng = np.random.default_rng(self.seed)
        asked = replace(self, outcome=self.outcome or default_outcome(workspace, self.window_days))
        if asked.outcome not in set(built_in_names(workspace)) & set(OUTCOMES):
            raise NotEnoughData(_NO_QUESTION)
        past = asked._window(workspace, 0, assignments)
        columns, left_out = _columns(past)
        progress(0.3, "Learning what went with leaving")
        model, held_back = _learnt(past, columns, rng)
        if past.outcome.cutoff is None:
            still = past.stayed == 1
            now, held = past.of(still), held_back[still]
        else:
            progress(0.4, "Looking at the customers who are there now")
            now, held = asked._window(workspace, self.window_days, assignments), None
        here = _members(wanted, now)
        now, held = now.of(here), None if held is None else held[here]
        chances = model.chances(now.frame)
        progress(0.7, "Trying such a list on later months")
        expected, low, high = chances.expected()
        money, currency = _yearly(workspace, now.outcome)
        left = 1 - past.stayed
        return LeavingResult(
            label=past.outcome.label,
            note=past.outcome.note,
            window_days=self.window_days,
            customers=_listed(now, model, chances, held, money),
            currency=currency,
            expected=expected,
            low=low,
            high=high,
            learnt=len(left),
            held_back=trial(left, held_back),
            later=asked._later(workspace, past, assignments, rng),
            left_out=left_out,
        )

    def _window(self, workspace: Tables, later: int, assignments: pd.DataFrame | None) -> _Window:
        """Customers, what was known about them, and what became of them, ``later`` days after the last window."""
        until = workspace.data_until()
        shifted = until + timedelta(days=later) if until and later else None
        outcome = build_outcome(workspace, self.outcome, self.window_days, shifted)
        if outcome.values.empty:
            raise NotEnoughData("No customer is there at the moment, so nobody can leave. Load newer data.")
        features = with_roles(build_features(workspace, outcome, assignments), dict(self.roles))
        return _Window(outcome, features)

    def _later(
        self, workspace: Tables, past: _Window, assignments: pd.DataFrame | None, rng: np.random.Generator
    ) -> Trial | None:
        """How a model of the window before would have done in the last one; None where history is too short."""
        first, needed = data_from(workspace), timedelta(days=self.window_days + OBSERVED_DAYS)
        if past.outcome.cutoff is None or first is None or past.outcome.cutoff - needed < first:
            return None
        try:
            before = self._window(workspace, -self.window_days, assignments)
            model = _learnt(before, _columns(before)[0], rng)[0]
        except NotEnoughData:
            return None
        return trial(1 - past.stayed, model.chances(past.frame).leave)


def _members(wanted: Data, now: _Window) -> np.ndarray:
    """Which of the customers are wanted. ``NotEnoughData`` where none of them is there now."""
    ids = wanted.execute(wanted.table("profiles").select("customer_id"))["customer_id"]
    here = np.asarray(now.outcome.values.index.isin(ids))
    if not here.any():
        raise NotEnoughData("None of the chosen customers is there at the moment. Choose others, or load newer data.")
    return here


@dataclass(frozen=True)
class _Window:
    """Customers of one window with what was known before it and what became of them."""

    outcome: Outcome
    features: Features

    @property
    def frame(self) -> pd.DataFrame:
        """What was known, in the order of the outcome."""
        return self.features.frame.loc[self.outcome.values.index]

    @property
    def stayed(self) -> Numbers:
        """1.0 for who stayed."""
        return (self.outcome.values.to_numpy(dtype=float) > 0).astype(float)

    def of(self, rows: np.ndarray) -> _Window:
        """The same with some of the customers."""
        return replace(self, outcome=replace(self.outcome, values=self.outcome.values[rows]))


def _columns(window: _Window) -> tuple[list[Column], tuple[tuple[str, str], ...]]:
    """What the model may look at, and what was left out and why; ``NotEnoughData`` where that is too little."""
    sifted = sift(window.frame, window.features.columns, window.stayed)
    drivers = sum(column.role == "driver" for column in sifted.columns)
    require_enough(window.stayed, drivers or len(sifted.columns), window.outcome.yes_no, window.outcome.label)
    return sifted.columns, tuple(window.features.left_out + sifted.left_out)


def _learnt(window: _Window, columns: list[Column], rng: np.random.Generator) -> tuple[LeavingModel, Numbers]:
    """The model of a window; of very many customers it is learnt on a part, drawn at random."""
    frame, stayed = window.frame.reset_index(drop=True), window.stayed
    if len(frame) <= _MOST_LEARNED:
        return learn(frame, stayed, columns, rng)
    rows = np.sort(rng.choice(len(frame), _MOST_LEARNED, replace=False))
    model, held_back = learn(frame.iloc[rows].reset_index(drop=True), stayed[rows], columns, rng)
    chance = model.chances(frame).leave
    chance[rows] = held_back
    return model, chance


def _yearly(workspace: Tables, outcome: Outcome) -> tuple[Mapping[str, float], str]:
    """What each customer spent in a year, in the currency in which most was spent."""
    money = yearly_revenue(workspace, outcome.cutoff)
    if money is None:
        return {}, ""
    currency = str(money.yearly.sum().idxmax())
    return {str(customer): float(spent) for customer, spent in money.yearly[currency].items()}, currency


def _listed(
    now: _Window, model: LeavingModel, chances: Chances, held: Numbers | None, money: Mapping[str, float]
) -> pd.DataFrame:
    """One row per customer; ``held`` are chances by models that had not seen them, where they were learnt on."""
    low, high = chances.interval()
    ids = now.outcome.values.index
    table = pd.DataFrame(
        {
            "customer_id": ids.astype(str),
            "chance": chances.leave if held is None else held,
            "low": low,
            "high": high,
            "why": reasons(model, chances, now.frame),
            "yearly": [money.get(customer, np.nan) for customer in ids],
        }
    )
    return table.sort_values(["chance", "customer_id"], ascending=[False, True], ignore_index=True)
