"""Receipts: what they tell of a file is its text, whatever that tries to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import read, texts, upload

pytestmark = pytest.mark.slow

# A formula, bold letters and a link, in the names of a file and of the column of which notes and reasons tell.
OPENED = "Opened $x$ **big** [go](http://example.com)"


def test_it_is_told_that_not_all_rejected_cells_are_shown(load_files: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    rows = [f"{n},c{n},{'2026-01-05 10:00' if n % 6 else 'soon'},Help" for n in range(3612)]
    path.write_text("\n".join(["Ticket ID,Customer ID,Created at,Subject", *rows]), encoding="utf-8")
    at = upload(load_files, path)
    at = at.button(key="load").click().run()
    assert not at.exception
    assert "The first 500 of 602 cells" in read(at)


def test_names_from_a_file_make_no_link_and_no_formula_of_a_receipt(load_files: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "a$x$ **big**.csv"
    rows = [f"{n},c{n},2026-01-0{n} 10:00,Help" for n in range(1, 6)]
    path.write_text("\n".join([f"Ticket ID,Customer ID,{OPENED},Subject", *rows, "6,c6,soon,Help"]), encoding="utf-8")
    at = upload(load_files, path)
    at = at.button(key="load").click().run()
    assert not at.exception
    said = texts(at)
    plain = read(at)
    assert f"The times in {OPENED} name no time zone" in plain
    assert f"1 × {OPENED} is not a date" in plain
    # Beneath the receipt, and in the list of imports.
    assert plain.count(path.name) == 2
    for made in ("$x$", "**big**", "[go](", "](http"):
        assert made not in said, made
