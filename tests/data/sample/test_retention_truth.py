"""The planted effects can be found again: features from the files, then a plain logistic regression."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

WINDOW = pd.Timedelta(days=365)
CONTRASTS = {
    "first_response_hours": ("waited", 1.0, 4 / 24),
    "onboarding_completed": ("onboarded", 0.0, 1.0),
    "active_days_90": ("active", 5.0, 15.0),
    "pain:late_delivery": ("late", 1.0, 0.0),
}


@pytest.fixture(scope="module")
def population(sample: Path, truth: dict[str, Any]) -> pd.DataFrame:
    """One row per customer of the retention question, with what the files show of them at the cutoff."""
    cutoff = pd.Timestamp(truth["retention"]["cutoff"])
    orders = dated(sample, "orders.csv.gz", "Created at", "Email").dropna(subset=["Total"])
    before = orders[(orders.at_ > cutoff - pd.Timedelta(days=180)) & (orders.at_ <= cutoff)]
    after = orders[(orders.at_ > cutoff) & (orders.at_ <= cutoff + pd.Timedelta(days=120))]
    frame = pd.DataFrame({"last": before.groupby("who").at_.max()})
    frame["stayed"] = frame.index.isin(after.who).astype(float)
    frame["recency"] = (cutoff - frame["last"]).dt.days
    add_tickets(frame, sample, cutoff)
    add_usage(frame, sample, cutoff)
    customers = pd.read_csv(sample / "customers.csv", dtype=str).set_index("Email").reindex(frame.index)
    frame["large"] = (customers.Segment == "Large account").astype(float)
    frame["office"] = (customers.Segment == "Small office").astype(float)
    frame["referred"] = customers["Referred By"].notna().astype(float)
    frame["tenure"] = (cutoff - pd.to_datetime(customers.Joined)).dt.days / 365
    return frame


def dated(sample: Path, name: str, time: str, who: str, **reading: Any) -> pd.DataFrame:
    """A file with ``at_`` (NaT where the date does not exist) and ``who`` (the customer's address)."""
    frame = pd.read_csv(sample / name, dtype=str, **reading)
    frame["at_"] = pd.to_datetime(frame[time].str[:19], errors="coerce")
    frame["who"] = frame[who].str.strip().str.lower()
    return frame


def add_tickets(frame: pd.DataFrame, sample: Path, cutoff: pd.Timestamp) -> None:
    """Waiting for the first response (in days, a day at most), and whether a late delivery was met."""
    tickets = dated(sample, "tickets.csv", "Created at", "Requester email").drop_duplicates("Id")
    answers = dated(sample, "surveys.csv", "RecordedDate", "RecipientEmail", skiprows=[1, 2])
    tickets, answers = (t[(t.at_ > cutoff - WINDOW) & (t.at_ <= cutoff)] for t in (tickets, answers))
    hours = pd.to_numeric(tickets["First reply time in minutes"]).groupby(tickets.who).mean() / 60
    frame["hours"] = hours
    frame["waited"] = frame.hours.clip(upper=24).fillna(0) / 24
    comments = pd.read_csv(sample / "truth_comments.csv", dtype=str)
    late = comments[comments.truth == "late_delivery"].comment_id.str.split(":").str[1]
    met = {*tickets[tickets.Id.isin(late)].who, *answers[answers.ResponseId.isin(late)].who}
    frame["late"] = frame.index.isin(met).astype(float)


def add_usage(frame: pd.DataFrame, sample: Path, cutoff: pd.Timestamp) -> None:
    """Whether onboarding was completed, and the days of use in the last 90 days."""
    usage = dated(sample, "usage.csv.gz", "occurred_at", "customer_email")
    usage = usage[usage.at_ <= cutoff]
    frame["onboarded"] = frame.index.isin(usage[usage.event == "onboarding_completed"].who).astype(float)
    recent = usage[usage.at_ > cutoff - pd.Timedelta(days=90)]
    frame["active"] = recent.groupby("who").at_.nunique()
    frame["active"] = frame.active.fillna(0)


def estimate(frame: pd.DataFrame, column: str, start: float, end: float) -> tuple[float, float]:
    """The average effect of a contrast in percentage points and its standard error (delta method)."""
    statsmodels = pytest.importorskip("statsmodels.api")
    names = ["waited", "onboarded", "active", "late", "large", "office", "referred", "tenure", "recency"]
    design = statsmodels.add_constant(frame[names])
    model = statsmodels.Logit(frame.stayed, design).fit(disp=0)
    asked = design[frame.hours.notna()] if column == "waited" else design
    slopes, chances = [], []
    for value in (start, end):
        moved = asked.assign(**{column: value})
        chance = model.predict(moved)
        chances.append(chance.mean())
        slopes.append(moved.mul(chance * (1 - chance), axis=0).mean())
    gradient = (slopes[1] - slopes[0]).to_numpy()
    error = float(np.sqrt(gradient @ model.cov_params().to_numpy() @ gradient))
    return 100 * float(chances[1] - chances[0]), 100 * error


def test_population_and_outcome_are_as_told(population: pd.DataFrame, truth: dict[str, Any]) -> None:
    assert len(population) == truth["retention"]["population"]
    assert population.stayed.sum() == truth["retention"]["stayed"]
    assert 0.75 <= truth["retention"]["base_rate"] <= 0.82


@pytest.mark.parametrize("name", list(CONTRASTS))
def test_true_effect_is_large_and_inside_the_interval(
    population: pd.DataFrame, truth: dict[str, Any], name: str
) -> None:
    (driver,) = [driver for driver in truth["retention"]["drivers"] if driver["name"] == name]
    effect, error = estimate(population, *CONTRASTS[name])
    assert 6 <= driver["effect_pp"] <= 15
    assert abs(effect - driver["effect_pp"]) < 1.96 * error
    assert effect > 3 * error


def test_waiting_seems_to_do_good_until_segment_is_considered(population: pd.DataFrame, truth: dict[str, Any]) -> None:
    known = population.dropna(subset=["hours"])
    assert np.corrcoef(known.hours, known.stayed)[0, 1] > 0.05
    (driver,) = [d for d in truth["retention"]["drivers"] if d["name"] == "first_response_hours"]
    assert driver["naive_pp"] < 0 < driver["effect_pp"]
    assert known[known.large == 1].hours.mean() > 3 * known[known.large == 0].hours.mean()
