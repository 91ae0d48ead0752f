"""Real sets of files that belong together: loaded as they came, joined, and their figures checked with plain pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import NotEnoughData

pytestmark = [pytest.mark.real, pytest.mark.slow]


def loaded(folder: Path, *names: str) -> Workspace:
    workspace = Workspace()
    for name in names:
        receipt = workspace.load(folder / name)
        assert receipt.adds_up
        assert receipt.rejected == 0
    return workspace


@pytest.fixture(scope="module")
def telco_folder(real_data: Path) -> Path:
    return real_data / "joined" / "telco"


@pytest.fixture(scope="module")
def telco(telco_folder: Path) -> Workspace:
    workspace = Workspace()
    receipts = [workspace.load(telco_folder / name) for name in
                ("customers.csv", "nps_surveys.csv", "support_tickets.csv", "billing.csv")]  # fmt: skip
    assert [(r.kind, r.read, r.loaded, r.rejected) for r in receipts] == [
        ("customers", 1000, 1000, 0), ("surveys", 456, 456, 0), ("tickets", 721, 721, 0), ("sales", 24984, 24984, 0),
    ]  # fmt: skip
    return workspace


def coverage(workspace: Workspace) -> dict[tuple[str, str], float]:
    return {(join["table"], join["with"]): join["coverage"] for join in workspace.status()["joins"]}


def test_every_telco_ticket_and_survey_joins_a_customer(telco: Workspace) -> None:
    found = coverage(telco)
    assert found["tickets", "customers"] == found["surveys", "customers"] == found["sales", "customers"] == 1.0


def test_telco_kpis_are_those_of_plain_pandas(telco: Workspace, telco_folder: Path) -> None:
    values = telco.kpis().set_index("id")["value"]
    nps = pd.read_csv(telco_folder / "nps_surveys.csv")["nps_score"]
    tickets = pd.read_csv(telco_folder / "support_tickets.csv")
    bills = pd.read_csv(telco_folder / "billing.csv")
    assert values["nps"] == pytest.approx(100 * ((nps >= 9).mean() - (nps <= 6).mean()), rel=1e-9)
    assert values["csat"] == pytest.approx((tickets["satisfaction_rating"] >= 4).mean(), rel=1e-9)
    minutes = tickets["resolution_time_hours"].dropna() * 60
    assert values["resolution_minutes"] == pytest.approx(minutes.median(), rel=1e-9)
    assert values["revenue"] == pytest.approx(bills["amount_due"].sum(), rel=1e-9)
    assert values["average_order_value"] == pytest.approx(bills["amount_due"].mean(), rel=1e-9)


def test_telco_scorecards_are_filled(telco: Workspace) -> None:
    scorecard = telco.scorecard()
    filled = [kpi for phase in scorecard.phases for kpi in phase.kpis if kpi.value is not None]
    assert len(filled) >= 15


def test_loading_telco_again_changes_nothing(telco: Workspace, telco_folder: Path) -> None:
    for name in ("customers.csv", "nps_surveys.csv", "support_tickets.csv", "billing.csv"):
        receipt = telco.load(telco_folder / name)
        assert (receipt.loaded, receipt.updated, receipt.unchanged) == (0, 0, receipt.read)


def test_random_words_are_called_no_structure_or_told_for_what_they_are(telco: Workspace) -> None:
    # The feedback of this set is words drawn at random: there is nothing to find in it.
    with pytest.raises(NotEnoughData):
        telco.pain_points()


def test_ravenstack_loads_and_says_that_its_tickets_have_no_text(real_data: Path) -> None:
    workspace = loaded(
        real_data / "joined" / "ravenstack",
        "ravenstack_accounts.csv", "ravenstack_subscriptions.csv", "ravenstack_support_tickets.csv",
    )  # fmt: skip
    assert coverage(workspace)["tickets", "customers"] == 1.0
    assert workspace.count("comments") == 0
    with pytest.raises(NotEnoughData) as told:
        workspace.pain_points()
    assert "text" in str(told.value)
    tickets = pd.read_csv(real_data / "joined" / "ravenstack" / "ravenstack_support_tickets.csv")
    # 36 were resolved before their first response: told, and left out of both times.
    believable = tickets[tickets["first_response_time_minutes"] <= tickets["resolution_time_hours"] * 60]
    assert len(tickets) - len(believable) == 36
    assert any(sentence.startswith("36 rows of tickets") for sentence in workspace.status()["warnings"])
    values = workspace.kpis().set_index("id")["value"]
    assert values["first_response_minutes"] == pytest.approx(
        believable["first_response_time_minutes"].median(), rel=1e-9
    )


def test_saas_journey_tickets_join_nobody_and_that_is_told(real_data: Path) -> None:
    # Five of the 970 tickets bear the id of another one; the receipt says so, and the last one counts.
    workspace = loaded(
        real_data / "joined" / "saas_journey",
        "users.csv", "subscriptions.csv", "revenue.csv", "events.csv", "support_tickets.csv",
    )  # fmt: skip
    assert coverage(workspace)["tickets", "customers"] == 0.0
    assert any("None of the 965 tickets" in sentence for sentence in workspace.status()["warnings"])


def test_telco_drivers_explain_what_varies_because_every_customer_pays_a_monthly_bill(telco: Workspace) -> None:
    found = telco.drivers()
    assert found.outcome == "still_active"
    assert found.n == 1000
    # 860 of 1,000 are active; the data are made up at random, and the model says that it is guessing.
    assert found.base_rate == pytest.approx(0.86)
    assert found.quality.auc < 0.65
    assert len(found.drivers)
