"""The program writes what is in the repository, again and again."""

from __future__ import annotations

import doctest
import gzip
import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Records = list[dict[str, str]]
FILES = (
    "tickets.csv",
    "surveys.csv",
    "orders.csv.gz",
    "customers.csv",
    "usage.csv.gz",
    "measures.csv",
    "truth_comments.csv",
    "truth.json",
)


def test_all_files_together_stay_under_eight_megabytes(sample: Path) -> None:
    files = [path for path in sample.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 8_000_000


@pytest.mark.parametrize(
    ("name", "first_columns", "rows"),
    [
        ("tickets.csv", ["Summation column", "Id", "Requester"], (5500, 6800)),
        ("surveys.csv", ["StartDate", "EndDate", "Status"], (5000, 7000)),
        ("orders.csv.gz", ["Name", "Email", "Financial Status"], (35_000, 60_000)),
        ("customers.csv", ["Customer ID", "First Name", "Last Name"], (5000, 5000)),
        ("usage.csv.gz", ["customer_email", "occurred_at", "event"], (100_000, 220_000)),
        ("measures.csv", ["measure", "period", "value"], (400, 600)),
    ],
)
def test_each_file_has_its_columns_and_about_as_many_rows_as_told(
    records: Callable[[str], Records], name: str, first_columns: list[str], rows: tuple[int, int]
) -> None:
    found = records(name)
    assert list(found[0])[:3] == first_columns
    assert rows[0] <= len(found) <= rows[1]


def test_order_cells_stand_on_the_first_line_of_an_order_only(records: Callable[[str], Records]) -> None:
    seen: set[str] = set()
    for row in records("orders.csv.gz"):
        assert bool(row["Total"]) == (row["Name"] not in seen)
        seen.add(row["Name"])


def test_surveys_have_the_three_header_rows_of_qualtrics(sample: Path) -> None:
    lines = (sample / "surveys.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("StartDate,EndDate,Status")
    assert lines[1].startswith("Start Date,End Date,Response Type")
    assert '""ImportId"":""startDate""' in lines[2]


def test_every_address_is_invented(records: Callable[[str], Records]) -> None:
    addresses = {row["Email"] for row in records("customers.csv")}
    addresses |= {row["Requester email"] for row in records("tickets.csv")}
    domains = {address.strip().lower().partition("@")[2] for address in addresses}
    assert domains == {"example.com", "example.org", "example.net"}


@pytest.mark.parametrize("module", ["clock", "dice", "grammar", "catalogue", "writing"])
def test_examples_in_the_program_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"shop.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.slow
def test_the_program_writes_the_same_bytes_again(sample: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(sample / "make_sample.py"), "--to", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in FILES:
        ours, written = (sample / name).read_bytes(), (tmp_path / name).read_bytes()
        if name.endswith(".gz"):  # builds of zlib pack differently; what is packed is the same
            ours, written = gzip.decompress(ours), gzip.decompress(written)
        assert ours == written, f"{name} differs from what make_sample.py writes; run it again"
