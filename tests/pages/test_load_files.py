"""Load files: what a file is taken for is seen before it is loaded, and every row is accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace, shelf
from analytics.files.left_out import without_rows
from analytics.files.table import SourceTable
from analytics.store.receipts import Receipt
from tests.pages.conftest import texts, upload
from tests.small_shop import write_files

pytestmark = pytest.mark.slow


@pytest.fixture
def page(load_files: AppTest) -> AppTest:
    return load_files


def test_nothing_is_loaded_before_the_person_has_seen_what_it_is_taken_for(
    page: AppTest, empty: Path, tmp_path: Path
) -> None:
    at = upload(page, *write_files(tmp_path / "files"))
    assert not at.exception
    said = texts(at)
    assert "surveys" in said
    assert "tickets" in said
    assert "sales" in said
    assert Workspace(empty).is_empty


def test_a_vendor_is_called_as_it_calls_itself(page: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("Response ID,Date submitted,Last page,Start language,NPS\n1,2026-03-05 10:00:00,3,en,9\n")
    assert "from LimeSurvey" in texts(upload(page, path))


def test_three_files_are_loaded_with_receipts(page: AppTest, empty: Path, tmp_path: Path) -> None:
    at = upload(page, *write_files(tmp_path / "files"))
    at = at.button(key="load").click().run()
    assert not at.exception
    tables = Workspace(empty).status()["tables"]
    assert {name: about["rows"] for name, about in tables.items()} == {"surveys": 240, "tickets": 240, "sales": 540}
    assert "100.0% of 240 tickets join" in texts(at)


def test_an_import_can_be_undone_on_the_page(page: AppTest, empty: Path, tmp_path: Path) -> None:
    at = upload(page, write_files(tmp_path / "files")[0])
    at = at.button(key="load").click().run()
    at = at.button(key="undo-import-1").click().run()
    assert not at.exception
    assert Workspace(empty).is_empty


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 20),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_sentence(
    page: AppTest, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    at = upload(page, path)
    assert not at.exception
    assert len(at.error) == 1
    assert name in at.error[0].value.replace("\\", "")
    assert "\n" not in at.error[0].value


def test_hostile_names_and_cells_are_shown_as_text(page: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ticket_id,created_at,subject\n1,2026-01-01,<script>alert(1)</script>\n")
    page.file_uploader(key="upload-0").upload("<img src=x onerror=alert(1)>.csv", path.read_bytes(), "text/csv")
    at = page.run()
    assert not at.exception
    assert not any(block.allow_html for block in at.markdown)


def test_a_file_with_only_a_header_is_loaded_as_nothing(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text("ticket_id,created_at,subject\n")
    at = upload(page, path)
    at = at.button(key="load").click().run()
    assert not at.exception
    assert Workspace(empty).is_empty


def test_a_file_in_the_folder_is_loaded_without_an_upload(page: AppTest, empty: Path, tmp_path: Path) -> None:
    (survey, *_) = write_files(tmp_path / "made")
    folder = shelf.files_folder()
    (folder / "big [survey].csv").write_bytes(survey.read_bytes())
    at = page.run()
    at = at.multiselect(key="folder-0").select("big [survey].csv").run()
    at = at.button(key="load").click().run()
    assert not at.exception
    assert Workspace(empty).status()["tables"]["surveys"]["rows"] == 240
    assert (folder / "big [survey].csv").exists()


def test_files_that_differ_in_their_ending_are_chosen_together(page: AppTest, empty: Path, tmp_path: Path) -> None:
    """Also one that is uploaded beside one of its name in the folder."""
    survey, tickets, _ = write_files(tmp_path / "made")
    for name, source in (("export.csv", survey), ("export.txt", tickets)):
        (shelf.files_folder() / name).write_bytes(source.read_bytes())
    at = page.run()
    at = at.multiselect(key="folder-0").set_value(["export.csv", "export.txt"]).run()
    at.file_uploader(key="upload-0").upload("export.csv", survey.read_bytes(), "text/csv")
    at = at.run()
    assert not at.exception
    assert [button.label for button in at.button if button.key == "load"] == ["Load 3 tables"]


def test_a_fault_in_one_table_hides_no_receipt_of_another(
    page: AppTest, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = Workspace.load

    def failing(workspace: Workspace, table: SourceTable, *args: Any, **more: Any) -> Receipt:
        if table.name == "tickets.csv":
            raise ZeroDivisionError
        return load(workspace, table, *args, **more)

    monkeypatch.setattr(Workspace, "load", failing)
    at = upload(page, *write_files(tmp_path / "files")).button(key="load").click().run()
    assert [error.value.replace("\\", "").split(":")[0] for error in at.error] == ["tickets.csv was not loaded"]
    assert texts(at).count("loaded (import-") == 2
    assert set(Workspace(empty).status()["tables"]) == {"surveys", "sales"}


def test_what_the_dates_leave_open_is_asked(page: AppTest, empty: Path, tmp_path: Path) -> None:
    # 3 April or 4 March: nothing in the file tells.
    path = tmp_path / "tickets.csv"
    path.write_text("ticket_id,created_at,subject\n1,03/04/2026,Late\n2,05/06/2026,Broken\n")
    at = upload(page, path)
    (order,) = [radio for radio in at.radio if "read both ways" in radio.label]
    assert order.value is None
    order.set_value("day").run()
    at.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows("SELECT created_at::DATE::VARCHAR FROM tickets ORDER BY ticket_id")
    assert found == [("2026-04-03",), ("2026-06-05",)]


def test_a_survey_without_a_date_gets_the_day_that_the_person_names(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("response_id,nps_score,comment\nr1,9,Great service thank you\nr2,3,It took far too long\n")
    at = upload(page, path)
    (day,) = [one for one in at.date_input if "answered_at" in one.label]
    day.set_value(date(2026, 3, 5)).run()
    at.button(key="load").click().run()
    assert not at.exception
    assert Workspace(empty).database.rows("SELECT DISTINCT answered_at::DATE::VARCHAR FROM surveys") == [
        ("2026-03-05",)
    ]


def test_a_duration_without_a_unit_is_asked_about(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("ticket_id,created_at,status,resolution_time\nT1,2026-01-05,closed,7200\nT2,2026-01-06,open,3600\n")
    at = upload(page, path)
    (unit,) = [radio for radio in at.radio if "counted" in radio.label]
    at = unit.set_value("seconds").run()
    at = at.button(key="load").click().run()
    assert not at.exception
    workspace = Workspace(empty)
    assert set(workspace.execute(workspace.table("tickets"))["resolution_minutes"]) == {120.0, 60.0}


def test_two_tables_in_one_file_are_loaded_apart(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        "Order ID,Customer ID,Order date,Total\nA-1,C1,2026-01-03,12.50\nA-2,C2,2026-01-04,8.00\nA-3,C1,2026-01-05,9.00\n"
        "\nCustomer ID,Customer since,Segment,Email,City\nC1,2020-02-01,gold,a@x.example,Rome\nC2,2021-05-13,,b@x.example,Oslo\n"
    )
    at = upload(page, path).button(key="load").click().run()
    assert not at.exception
    tables = Workspace(empty).status()["tables"]
    assert {name: about["rows"] for name, about in tables.items()} == {"sales": 3, "customers": 2}


def test_rows_are_left_out_by_what_a_column_says(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = "1,ann,2026-01-05,10.00,main\n2,bea,2026-01-06,20.00,test\n3,cem,2026-01-07,30.00,main\n"
    path.write_text("Order ID,Customer ID,Order Date,Order Total,Shop\n" + rows, encoding="utf-8")
    at = upload(page, path)
    (chosen,) = (one for one in at.selectbox if one.label.startswith("Or leave out rows"))
    at = chosen.select("Shop").run()
    (values,) = (one for one in at.multiselect if one.label == "Values to leave out")
    at = values.select("test").run()
    at.button(key="load").click().run()
    assert Workspace(empty).count("sales") == 2


def test_what_was_left_out_of_two_columns_stays_left_out_of_the_next_file(
    page: AppTest, empty: Path, tmp_path: Path
) -> None:
    # The first rows of the next file hold neither: what was wished before is shown, and can be taken back.
    header = "Order ID,Customer ID,Order Date,Order Total,Shop,Kind\n"
    first, later = tmp_path / "orders_1.csv", tmp_path / "orders_2.csv"
    first.write_text(header + "1,ann,2026-01-05,10.00,test,web\n2,bea,2026-01-06,20.00,main,trial\n", encoding="utf-8")
    later.write_text(header + "3,cem,2026-02-05,10.00,main,web\n", encoding="utf-8")
    workspace = Workspace(empty)
    table = workspace.examine(first)[0]
    wanted = {"Shop": ["test"], "Kind": ["trial"]}
    assert workspace.load(table, without_rows(workspace.propose(table), wanted, table.columns)).rejected == 2
    workspace.close()
    at = upload(page, later)
    before = {one.label: one.value for one in at.toggle if "as before" in one.label}
    assert before == {"Leave out, as before: Shop is test": True, "Leave out, as before: Kind is trial": True}
    at.button(key="load").click().run()
    workspace = Workspace(empty)
    table = workspace.examine(later)[0]
    assert dict(workspace.propose(table).left_out) == {"Shop": ("test",), "Kind": ("trial",)}


def test_a_column_that_is_gone_leaves_nothing_out(page: AppTest, empty: Path, tmp_path: Path) -> None:
    # Both files are called orders, numbers aside, so the second is read as the first was.
    first, later = tmp_path / "orders_1.csv", tmp_path / "orders_2.csv"
    header, row = "Order ID,Customer ID,Order Date,Order Total", "1,ann,2026-01-05,10.00"
    first.write_text(f"{header},Shop\n{row},test\n", encoding="utf-8")
    later.write_text(f"{header}\n{row}\n", encoding="utf-8")
    workspace = Workspace(empty)
    table = workspace.examine(first)[0]
    workspace.load(table, without_rows(workspace.propose(table), {"Shop": ["test"]}, table.columns))
    workspace.close()
    at = upload(page, later)
    at = at.button(key="load").click().run()
    assert not at.exception
    assert Workspace(empty).count("sales") == 1


def test_a_kind_that_the_person_chooses_asks_for_what_it_needs(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("who,when it was,what\nann,2026-01-05,export\nbea,2026-01-06,import\n")
    at = upload(page, path)
    (kind,) = (one for one in at.selectbox if one.label == "Taken for")
    assert kind.value == "other"
    at = kind.select("usage").run()
    for field, column in (("customer_id", "who"), ("event", "what")):
        (asked,) = (one for one in at.selectbox if f"({field})" in one.label)
        at = asked.select(column).run()
    # The only column of times is chosen already.
    at.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows(
        "SELECT customer_id, event, occurred_at::DATE::VARCHAR FROM usage ORDER BY 1"
    )
    assert found == [("ann", "export", "2026-01-05"), ("bea", "import", "2026-01-06")]


def test_a_column_of_figures_that_is_no_measure_is_left_out(page: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text("Month,Visits,Rain\n2026-01,900,12\n2026-02,950,3\n2026-03,1000,5\n")
    at = upload(page, path)
    (figures,) = (one for one in at.multiselect if "a measure of its own" in one.label)
    at = figures.unselect("Rain").run()
    at.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows("SELECT DISTINCT measure, count(*) FROM measures GROUP BY ALL")
    assert found == [("Visits", 3)]


def test_what_a_person_empties_is_told_and_keeps_the_table_from_being_loaded(
    page: AppTest, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text("Month,Visits\n2026-01,900\n2026-02,950\n2026-03,1000\n")
    at = upload(page, path)
    (figures,) = (one for one in at.multiselect if "a measure of its own" in one.label)
    at = figures.unselect("Visits").run()
    assert any("Nothing fills **measure** and **value** now" in one.value for one in at.warning)
    assert at.button(key="load").disabled
