"""Rows that add up others are left out and told, wherever they stand; a person's row never is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.corrections import Correction, reread
from analytics.files.headers import find_frame
from analytics.files.reading import examine, stage, write_csv
from analytics.files.row_notes import RowNotes
from analytics.files.table import SourceTable
from analytics.files.totals import group_of
from tests.analytics.files.test_workbooks import row, workbook

HEADER = "Shop,Product,Day,Sold,Money"
OSLO = "Oslo,Tea,2026-01-03,3,12.50\nOslo,Milk,2026-01-04,2,8.00\nOslo,Salt,2026-01-05,4,6.00"
ROME = "Rome,Tea,2026-01-03,5,20.50\nRome,Jam,2026-01-06,1,3.00\nRome,Salt,2026-01-08,2,3.00"


def written(tmp_path: Path, *parts: str) -> Path:
    path = tmp_path / "report.csv"
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
    return path


def staged(table: SourceTable) -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("SELECT * FROM staged ORDER BY row_number").fetchall()


LABELS = str.split(
    "Total Σύνολο Gesamtsumme Sous-total Totale Eindtotaal Razem Summa Totalt Yhteensä Celkem Összesen Итого: 合計 总计 합계 *"
)


@pytest.mark.parametrize("label", [*LABELS, "Total geral", "I alt", "Genel Toplam", "East Total"])
def test_a_total_is_known_in_many_languages(label: str) -> None:
    rows = [line.split(",") for line in (HEADER, *OSLO.split("\n"), *ROME.split("\n"))]
    assert find_frame([*rows, [label, "", "", "17", "53.00"]]).below == 1
    assert find_frame([*rows, [label, "", "", "", "53.00", "EUR"]]).below == 1
    assert find_frame([*rows, [label, "Tea", "", "17", "53.00"]]).below == 0  # what was sold is told: somebody's row


FURTHER = (
    "人民币合计", "รวมทั้งสิ้น", "الإجمالي", 'סה"כ', "جمع کل", "Tổng cộng", "Jumlah", "कुल", "Усього", "Общо", "Ukupno", "Spolu",
    "Iš viso", "Kopā", "Kokku", "Saldo", "Исходящий остаток:", "Closing balance", "Solde final", "期末残高", "ยอดคงเหลือ", "الرصيد الختامي",
)  # fmt: skip


@pytest.mark.parametrize("label", FURTHER)
def test_totals_and_balances_of_further_languages_stand_below_the_data(label: str) -> None:
    rows = [line.split(",") for line in (HEADER, *OSLO.split("\n"), *ROME.split("\n"))]
    assert find_frame([*rows, [label, "", "", "17", "53.00"]]).below == 1
    assert find_frame([*rows, [label, "Tea", "", "17", "53.00"]]).below == 0  # what was sold is told: somebody's row
    assert find_frame([*rows, [label, "7", "2026-01-09", "17", "53.00"]]).below == 0  # nothing is missing


@pytest.mark.parametrize(
    "label", ["Balance bike", "Saldo Ltd", "Solde de tout compte", "Jumlahan", "Kokkugrill", "设计合计算"]
)
def test_a_balance_is_the_whole_label(label: str) -> None:
    rows = [line.split(",") for line in (HEADER, *OSLO.split("\n"), *ROME.split("\n"))]
    assert find_frame([*rows, [label, "", "", "17", "53.00"]]).below == 0


def test_an_account_is_closed_on_a_day() -> None:
    rows = [
        ["Day", "Text", "Shop", "Paid", "Left"],
        *[[f"2026-01-0{n}", f"Tea {n}", "Oslo", "1", "2"] for n in range(1, 6)],
    ]
    assert find_frame([*rows, ["2026-01-31", "Closing balance", "", "", "9"]]).below == 1
    assert find_frame([*rows, ["2026-01-31", "Total", "", "45", "9"]]).below == 0  # where somebody filled the tank
    assert find_frame([*rows, ["2026-01-31", "Saldo", "", "45", "9"]]).below == 0


def test_a_label_in_merged_cells_is_one() -> None:
    rows = [line.split(",") for line in (HEADER, *OSLO.split("\n"), *ROME.split("\n"))]
    assert find_frame([*rows, ["Total", "Total", "Total", "17", "53.00"]]).below == 1


@pytest.mark.parametrize(
    "text", ["Totally lost", "Summer", "Summary", "Totalenergies", "Gesamtschule", "som", "Consume"]
)
def test_a_word_that_begins_like_a_total_is_none(text: str) -> None:
    assert group_of(text) is None


@pytest.mark.parametrize(
    ("oslo", "rome"),
    [
        ("Oslo Total,,,9,26.50", "Rome Total,,,8,26.50"),
        ("Zwischensumme Oslo,,,9,26.50", "Zwischensumme Rome,,,8,26.50"),
        ("Oslo,Subtotal,,9,26.50", "Rome,Subtotal,,8,26.50"),
        (",,小計,9,26.50", ",,小計,8,26.50"),
        ("Total,,,,26.50", "Total,,,,26.50"),
    ],
    ids=["group before", "group behind", "group repeated", "in another column", "total alone"],
)
def test_subtotals_between_the_data_are_left_out_and_told(tmp_path: Path, oslo: str, rome: str) -> None:
    path = written(tmp_path, HEADER, OSLO, oslo, ROME, rome, "Grand Total,,,17,53.00")
    (table,) = examine(path)
    assert [found[0] for found in staged(table)] == [2, 3, 4, 6, 7, 8]
    assert f"row 5 between the data (a subtotal): {' '.join(filter(None, oslo.split(',')))}" in table.layout.skipped
    notes = RowNotes()
    assert write_csv(table, tmp_path / "clean.csv", notes) == len(table.preview) == 6


@pytest.mark.parametrize(
    "line",
    [
        "Oslo,Total,2026-01-05,4,6.00",  # a product of that name
        "Total,Salt,2026-01-05,4,6.00",  # a shop of that name
        "Oslo,Total,,4,6.00",  # one thing not known
        "Oslo,Total disaster,,,2",  # somebody's words
        "Total Wine,,,4,6.00",  # no group of the rows above
        "Total,,2026-01-05,4,6.00",  # a day of its own
        "Total,,,,",  # nothing added up
    ],
)
def test_a_row_of_somebody_is_kept(tmp_path: Path, line: str) -> None:
    (table,) = examine(written(tmp_path, HEADER, OSLO, line, ROME))
    assert [found[0] for found in staged(table)] == [2, 3, 4, 5, 6, 7, 8]
    assert table.layout.skipped == ()


def test_who_says_that_every_row_is_data_gets_every_row(tmp_path: Path) -> None:
    (table,) = examine(written(tmp_path, HEADER, OSLO, "Oslo Total,,,9,26.50", ROME))
    assert len(staged(reread(table, Correction(footer_rows=0)))) == 7


def test_subtotals_of_a_sheet_are_left_out_and_told(tmp_path: Path) -> None:
    def data(first: int, shop: str) -> str:
        return "".join(row(n, f"A-{n}", shop, float(n)) for n in range(first, first + 4))

    cells = row(1, "id", "shop", "money") + data(2, "Oslo") + row(6, "Oslo Total", "", 14.0) + data(7, "Rome")
    (table,) = examine(workbook(tmp_path, cells + row(11, "Rome Total", "", 34.0) + row(12, "Total", "", 48.0)))
    assert [found[0] for found in staged(table)] == [2, 3, 4, 5, 7, 8, 9, 10]
    assert "row 6 between the data (a subtotal): Oslo Total 14" in table.layout.skipped
    assert table.layout.skipped[0] == "row 11 below the data: Rome Total 34"
    assert len(table.preview) == 8
    assert len(staged(reread(table, Correction(footer_rows=0)))) == 11


def test_a_ticket_about_a_total_is_kept(tmp_path: Path) -> None:
    # Its number is a figure where figures stand, and the rest of the row is empty; but a number in front of a label is an id.
    tickets = "\n".join(f"{n},Late,Where is my order?,open,web" for n in range(100, 110))
    (table,) = examine(written(tmp_path, "id,subject,body,status,channel", tickets, "110,Total,,,", tickets))
    assert [row[1:3] for row in staged(table) if row[1] == "110"] == [("110", "Total")]
    assert not table.layout.subtotals


def test_cells_filled_up_with_blanks_are_missing(tmp_path: Path) -> None:
    rows = [
        f"{place:<8}|{name:<5}|{n:>4}"
        for place, name, n in (("North", "Mill", 12), ("North", "Port", 8), ("Subtotal", "", 20))
    ]
    more = [f"{place:<8}|{name:<5}|{n:>4}" for place, name, n in (("South", "Quay", 5), ("South", "Dock", 6))]
    (table,) = examine(written(tmp_path, "Region|Place|Sold", *rows, *more))
    assert [cells[2].strip() for cells in staged(table)] == ["Mill", "Port", "Quay", "Dock"]


def test_a_row_that_adds_up_all_may_stand_first(tmp_path: Path) -> None:
    header = "Ad,Kind,State,Seen,Likes,Odd,Cost,From"
    rows = ["Boots,a,on,40,3,,5.00,2026-01-01", "Coats,a,off,25,1,,2.50,2026-01-01", "Hats,b,on,20,6,,1.50,2026-01-01"]
    for first in ("Results from 3 ads,,,85,10,0,9.00,2026-01-01", "Total,,,85,10,0,,"):  # from the day of all rows
        (table,) = examine(written(tmp_path, header, first, *rows))
        assert [row[1] for row in staged(table)] == ["Boots", "Coats", "Hats"]
        assert (
            f"row 2 between the data (a subtotal): {' '.join(filter(None, first.split(',')))}" in table.layout.skipped
        )
    (table,) = examine(written(tmp_path, header, "Total,a,on,85,10,0,9.00,2026-01-01", *rows))
    assert len(staged(table)) == 4  # lacks nothing: an ad of this name


def test_signs_for_nothing_are_missing_cells_and_averages_are_no_rows() -> None:
    rows = [line.split(",") for line in (HEADER, *OSLO.split("\n"), *ROME.split("\n"))]
    assert (
        find_frame(
            [*rows, ["Total: Campaigns", "--", " --", "17", "53.00"], ["Total: Account", "--", "--", "17", "53.00"]]
        ).below
        == 2
    )
    assert find_frame([*rows, ["Average", "", "", "", "8.83"]]).below == 1
    assert find_frame([*rows, ["Average shop", "", "", "", "8.83"]]).below == 0
