"""A report on the small shop, with decisions and actions of people who type formulas and tags."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.exports.report import Report, Reporting
from analytics.reviews.actions import Action, promise
from analytics.scorecards.chosen import retire_kpi
from analytics.scorecards.objectives import decide_objectives
from tests.small_shop import write_files

OBJECTIVE = "=Everybody has an <i>answer</i> on the same day"
MADE_AT = datetime(2026, 6, 20, 8)
DECIDED_AT = datetime(2026, 6, 12, 10)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small shop with agreed targets, one of a KPI that was retired later, hostile words, an objective and actions."""
    workspace = Workspace()
    for path in write_files(tmp_path_factory.mktemp("shop")):
        workspace.load(path, who="Ada", now=datetime(2026, 6, 10))
    refunds = {"target": 0.02, "threshold": 0.05, "weight": 1.0}
    workspace.ledger.record("target", "support/refund_rate", refunds, "Ada", "", DECIDED_AT.replace(hour=8))
    retire_kpi(workspace, "refund_rate", "Ada", "", DECIDED_AT.replace(hour=9))
    decide_objectives(
        workspace.ledger, {"support/Internal process": OBJECTIVE}, {}, "Ada", "", DECIDED_AT.replace(hour=7)
    )
    target = {"target": 0.9, "threshold": 0.25, "weight": 2.0}
    reason = '=HYPERLINK("http://x","y") <script>alert(1)</script>'
    workspace.ledger.record("target", "retention/retention_rate", target, "Ada", reason, DECIDED_AT)
    minutes = {"target": 90.0, "threshold": 3000.0, "weight": 1.0, "owner": "=Grace"}
    workspace.ledger.record("target", "support/first_response_minutes", minutes, "@Grace", "sooner\x0b", DECIDED_AT)
    late = Action("", "+Answer the phone", "Ada", date(2026, 6, 1), "kpi", "support/first_response_minutes", -30.0)
    promise(workspace.ledger, late, "Ada", DECIDED_AT)
    guides = Action("", "Write <b>guides</b>", "Grace", date(2026, 7, 1), "kpi", "support/refund_rate", -0.01)
    promise(workspace.ledger, guides, "Ada", DECIDED_AT)
    return workspace


@pytest.fixture(scope="session")
def report(shop: Workspace) -> Report:
    """The report on all phases."""
    return Reporting(MADE_AT).run(shop)


@pytest.fixture
def empty_report(workspace: Workspace) -> Report:
    """The report on a workspace in which nothing is loaded."""
    return Reporting(MADE_AT).run(workspace)


def all_files(tmp_path: Path) -> list[Path]:
    """A path per format."""
    return [tmp_path / f"report{ending}" for ending in (".pptx", ".xlsx", ".html")]
