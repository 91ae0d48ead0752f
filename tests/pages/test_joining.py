"""Load files: ids are matched on agreement, warnings open their rows, a query is loaded like a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.pages.conftest import texts

pytestmark = pytest.mark.slow

FILES = {
    "customers": ["customer_id,signup_date", *(f"CUST-{n:03d},2026-01-01" for n in range(20))],
    "tickets": [
        "ticket_id,customer_id,created_at,resolved_at,subject",
        *(f"{n},{n}.0,2026-02-02,2026-02-{'01' if n < 5 else '03'},<b>Late</b>" for n in range(20)),
    ],
}


@pytest.fixture
def page(app: AppTest, empty: Path, tmp_path: Path) -> AppTest:
    """The page on a workspace whose tickets write the customers' ids otherwise; five of them look wrong."""
    workspace = Workspace(empty)
    for kind, lines in FILES.items():
        (tmp_path / f"{kind}.csv").write_text("\n".join(lines) + "\n")
        workspace.load(tmp_path / f"{kind}.csv", kind=kind)
    workspace.close()
    app.run()
    return app.switch_page("pages/load_files.py").run()


def test_a_proposal_is_shown_with_its_effect_applied_and_taken_back(page: AppTest, empty: Path) -> None:
    assert "0% → 100%" in texts(page)
    at = page.button(key="join-tickets").click().run()
    assert not at.exception
    assert "100.0% of 20 tickets join" in texts(at)
    assert [rule.table for rule in Workspace(empty).join_rules()] == ["tickets"]
    at = at.button(key="unjoin-tickets").click().run()
    assert not at.exception
    assert "None of the 20 tickets join" in texts(at)


def test_a_warning_opens_the_rows_behind_it(page: AppTest) -> None:
    at = page.toggle(key="rows-resolved_before_created-all").set_value(True).run()
    assert not at.exception
    shown = next(frame.value for frame in at.dataframe if "ticket_id" in frame.value)
    assert shown["ticket_id"].tolist() == ["0", "1", "2", "3", "4"]


def test_a_query_is_looked_at_loaded_and_remembered(page: AppTest, empty: Path) -> None:
    at = page.toggle(key="query-on").set_value(True).run()
    at.text_input(key="query-name").set_value("Bought")
    sql = "SELECT ticket_id AS order_id, customer_id, created_at AS ordered_at, 5 AS amount FROM tickets"
    at.text_area(key="query-sql").set_value(sql).run()
    at = at.button(key="query-run").click().run()
    assert "sales" in texts(at)
    assert Workspace(empty).count("sales") == 0
    at = at.button(key="query-load").click().run()
    assert not at.exception
    assert Workspace(empty).count("sales") == 20
    assert "**Bought** · sales · Up to date" in texts(at).replace("\\", "")
    at = at.button(key="again-Bought").click().run()
    assert not at.exception
    assert Workspace(empty).count("sales") == 20


def test_a_query_that_would_leave_the_workspace_is_refused_in_one_sentence(page: AppTest) -> None:
    at = page.toggle(key="query-on").set_value(True).run()
    at.text_area(key="query-sql").set_value("SELECT * FROM read_text('/etc/hostname')").run()
    at = at.button(key="query-run").click().run()
    assert not at.exception
    assert any("closed here" in str(error.value) for error in at.error)
