"""The big workspace of the page benchmark is what it says, and every address it opens is one of a page and its views."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analytics import Workspace
from benchmarks.big_shop import big_shop
from benchmarks.pages import VIEWS, addresses
from tests.browser.driving import ROOT

ROWS = 4_000


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = big_shop(tmp_path_factory.mktemp("home") / "shop.duckdb", ROWS)
    yield workspace
    workspace.close()


def test_every_row_is_loaded_and_names_a_customer_of_the_shop(shop: Workspace) -> None:
    rows = {name: shop.count(name) for name in ("usage", "sales", "tickets", "surveys")}
    assert 0.9 * ROWS < sum(rows.values()) <= ROWS
    assert rows["sales"] == 3 * rows["surveys"] == 1.5 * rows["tickets"]
    assert shop.count("profiles") == shop.count("customers") == ROWS // 20


def test_every_view_is_one_that_its_page_offers() -> None:
    for page, (file, _, others) in VIEWS.items():
        code = (ROOT / "pages" / f"{file or 'scorecards'}.py").read_text(encoding="utf-8")
        assert all(f'"{view}":' in code for view in others), page
    assert addresses()["Adoption, Rates"] == "adoption?adoption_view=Rates"
