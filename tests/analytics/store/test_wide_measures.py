"""Measures in wide form: each figure of a row becomes the value of the measure that its column is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace

# The second row lacks a figure, the third has no number where one belongs, the fourth has none at all.
ROWS = (
    "Monat;Besucher;Umsatz;Bemerkung\n"
    "01.2026;12.345;98.765,40;Start\n"
    "02.2026;11.020;;\n"
    "03.2026;viele;91.200,00;\n"
    "04.2026;;;\n"
    "05.2026;13.400;90.000,00;\n"
    "06.2026;13.900;90.100,50;\n"
    "07.2026;14.000;90.200,00;\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "kennzahlen.csv"
    made.write_text(ROWS, encoding="utf-8")
    return made


def test_every_figure_becomes_a_value_of_its_measure_and_every_row_is_accounted_for(path: Path) -> None:
    workspace = Workspace()
    receipt = workspace.load(path)
    assert (receipt.kind, receipt.read, receipt.loaded, receipt.rejected, receipt.records) == ("measures", 7, 5, 2, 9)
    assert dict(receipt.reasons) == {"Besucher is not a number": 1, "the row holds no figure": 1}
    values = workspace.database.rows("SELECT measure, period::DATE::VARCHAR, value FROM measures ORDER BY ALL")
    assert values[:2] == [("Besucher", "2026-01-01", 12345.0), ("Besucher", "2026-02-01", 11020.0)]
    assert ("Umsatz", "2026-01-01", 98765.4) in values


def test_the_same_file_again_changes_nothing_and_a_changed_figure_updates(path: Path) -> None:
    workspace = Workspace()
    workspace.load(path)
    again = workspace.load(path)
    assert (again.loaded, again.updated, again.unchanged) == (0, 0, 5)
    path.write_text(ROWS.replace("12.345", "12.346"), encoding="utf-8")
    changed = workspace.load(path)
    assert (changed.loaded, changed.updated, changed.unchanged) == (0, 1, 4)
    workspace.undo(changed.import_id)
    january = "SELECT value FROM measures WHERE measure = 'Besucher' AND period = TIMESTAMP '2026-01-01'"
    assert workspace.database.rows(january) == [(12345.0,)]


def test_the_mapping_is_remembered_with_its_figures(path: Path) -> None:
    workspace = Workspace()
    table = workspace.examine(path)[0]
    mapping = workspace.propose(table)
    workspace.load(table, mapping)
    remembered = workspace.propose(table)
    assert [use.column for use in remembered.figures] == ["Besucher", "Umsatz"]
    assert all(use.decimal_comma for use in remembered.figures)


def test_figures_under_months_are_values_of_the_measure_that_the_row_names(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("KPI,Unit,Jan 2026,Feb 2026\nNPS,points,31,33\nVisits,,900,\n")
    workspace = Workspace()
    receipt = workspace.load(path)
    assert (receipt.kind, receipt.loaded, receipt.records) == ("measures", 2, 3)
    values = workspace.database.rows("SELECT measure, period::DATE::VARCHAR, value FROM measures ORDER BY ALL")
    assert values == [("NPS", "2026-01-01", 31.0), ("NPS", "2026-02-01", 33.0), ("Visits", "2026-01-01", 900.0)]


def test_amounts_with_the_sign_of_a_currency_are_figures_and_three_digits_behind_their_point_thousands(
    tmp_path: Path,
) -> None:
    path = tmp_path / "umsatz.csv"
    path.write_text(
        "Monat;Umsatz;Quote\nJan 2026;9.600 €;53%\nFeb 2026;14.400 €;48%\nMrz 2026;950 €;51%\n", encoding="utf-8"
    )
    workspace = Workspace()
    assert workspace.load(path).rejected == 0
    values = workspace.database.rows("SELECT measure, value FROM measures ORDER BY measure DESC, period")
    assert values == [
        ("Umsatz", 9600.0),
        ("Umsatz", 14400.0),
        ("Umsatz", 950.0),
        ("Quote", 53.0),
        ("Quote", 48.0),
        ("Quote", 51.0),
    ]
