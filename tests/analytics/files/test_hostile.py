"""Files that mean harm: refused in one sentence or read as plain text, soon, and within a gigabyte."""

from __future__ import annotations

import csv
import gzip
import io
import os
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage
from tests.analytics.files.test_workbooks import row, workbook

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SECONDS = 60  # generous: other work may share the machine; alone each takes under ten
MEMORY = 1 << 30
# Reads every table of a file in a process of its own, whose memory is then known.
READ = """
import resource, sys
from pathlib import Path
import duckdb
from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for table in examine(Path(sys.argv[1])):
        print("rows", stage(duckdb.connect(), table, "staged", Path(sys.argv[1]).parent))
except UnreadableFile as refusal:
    print("refused", refusal)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def read_apart(path: Path) -> str:
    """What reading the file in a process of its own says, after checking its memory and time."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    said, _, kilobytes = done.stdout.strip().rpartition("\n")
    assert int(kilobytes) * 1024 < MEMORY
    assert time.monotonic() - started < SECONDS
    return said


def refused(path: Path) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(UnreadableFile) as refusal:
        examine(path)
    sentence = str(refusal.value)
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


def staged(path: Path) -> list[tuple[object, ...]]:
    """The rows of the file's first table."""
    with duckdb.connect() as connection:
        stage(connection, examine(path)[0], "staged", path.parent)
        return connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()


# --- text -----------------------------------------------------------------------------------------


def test_hundreds_of_thousands_of_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b",".join(b"c%d" % n for n in range(300_000)) + b"\n" + b"1," * 299_999 + b"1\n")
    assert "columns" in read_apart(path)


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_cell_of_a_hundred_megabytes_is_plain_text(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "cell.csv"
    path.write_text(f"id,text,n\n1,{quote}{'x' * 100_000_000}{quote},3\n2,b,4\n")
    assert read_apart(path) == "rows 2"


def test_a_single_line_of_a_hundred_and_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        for _ in range(150):
            file.write(b"abcdefg," * (1 << 17))
    assert "columns" in read_apart(path)


def test_very_many_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_bytes(b"id,n\n1,2\n" + b"\n" * 300_000 + b"3,4\n")
    assert staged(path) == [("1", "2"), ("3", "4")]


def test_blank_lines_without_end_before_a_table_are_told_for_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_bytes(b"\n" * 1_000_000 + b"id,n\n1,2\n")
    assert "begins with so many blank lines" in refused(path)


@pytest.mark.parametrize(
    "body",
    [b'"\n' * 50_000, b'1,"' * 300_000, b'"' * 1_500_000, b'1,"open and never closed\n' * 50_000],
    ids=["lone", "one line", "nothing else", "open"],
)
def test_quotes_that_never_close_cost_little(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "quotes.csv"
    path.write_bytes(b"id,text\n1,a\n2,b\n" + body)
    assert read_apart(path)


NAUGHTY = [
    "=1+1", "@SUM(A1)", "\u202eright to left", "zero\u200bwidth", "\x07bell", "\x1b[31mred", "<script>alert(1)</script>",
    "'; DROP TABLE tickets;--", "{{7*7}}", "../../etc/passwd", "NULL", "\ue000", "\x1a", "next\x85line", "\u2028",
]  # fmt: skip


def test_naughty_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], *([str(n), text] for n, text in enumerate(NAUGHTY))])
    assert [text for _, text in staged(path)] == NAUGHTY


def test_names_of_columns_are_never_sql(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    names = ['a"; DROP TABLE staged; --', "b'); ATTACH 'x' AS y; --", "row_number", "Row_Number", "=cmd"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, list("12345"), list("67890")])
    assert staged(path) == [tuple("12345"), tuple("67890")]


# --- what is no ordinary file ---------------------------------------------------------------------


def test_pipes_devices_and_folders_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    for name in ("pipe.csv", "folder.csv", "device.csv", "loop.csv", "gone.csv"):
        refused(tmp_path / name)


# --- archives -------------------------------------------------------------------------------------


def test_a_gigabyte_of_zeros_in_a_megabyte_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(1_024):
            file.write(bytes(1 << 20))
    assert "unpacks to far more" in read_apart(path)


def test_a_hundred_thousand_files_in_an_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}.csv", b"")
    assert "100,000 files" in refused(path)


def test_names_that_lead_out_of_an_archive_are_only_names(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "id,n\n1,2\n")
    path = tmp_path / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        for name in ("../../up.csv", "/absolute.csv", "C:\\windows.csv"):
            archive.writestr(name, "id,n\n1,2\n3,4\n")
    assert [table.name for table in examine(path)] == [
        "names.zip: up.csv", "names.zip: absolute.csv", "names.zip: windows.csv"
    ]  # fmt: skip
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("tail", [b"garbage behind the end", bytes(512)])
def test_what_stands_behind_a_gzip_file_spoils_nothing_that_was_packed(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "tail.csv.gz"
    path.write_bytes(gzip.compress(b"id,n\n1,2\n") + gzip.compress(b"3,4\n") + tail)
    assert staged(path) == [("1", "2"), ("3", "4")]


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 3_000_000,
        b'{"a":' * 500_000,
        b'[{"a":1},{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}]",
        b'[{"a": 1' + b"0" * 3_000_000 + b"}]",
        b'[{"a":"' + b"x" * 80_000_000 + b'"}]',
        b"[" + b",".join(b'{"k%d":1}' % n for n in range(50_000)) + b"]",
    ],
    ids=["lists", "objects", "one deep record", "long number", "long text", "keys"],
)
def test_json_made_to_exhaust_is_read_or_refused_soon(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    assert read_apart(path).startswith(("rows", "refused export.json"))


def test_a_broken_line_between_good_ones_is_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "export.ndjson"
    path.write_text('{"id":1}\n{"id":2\n{"id":3}\n')
    assert staged(path) == [("1", None), (None, '{"id":2'), ("3", None)]


# --- databases ------------------------------------------------------------------------------------


def test_views_and_macros_of_a_database_never_run(tmp_path: Path) -> None:
    secret, path = tmp_path / "secret.txt", tmp_path / "shop.duckdb"
    secret.write_text("hidden")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE orders AS SELECT 1 AS id")
        connection.execute(f"CREATE VIEW peek AS SELECT content FROM read_text('{secret}')")
        connection.execute(f"CREATE MACRO spy() AS (SELECT content FROM read_text('{secret}'))")
        connection.execute("CREATE TABLE made (id INTEGER, twice INTEGER GENERATED ALWAYS AS (id * 2))")
    assert [table.layout.sheet for table in examine(path)] == ["main.made", "main.orders"]


@pytest.mark.parametrize("damage", ["newer", "cut", "blank"])
def test_a_damaged_or_newer_database_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE orders AS SELECT range AS id FROM range(100000)")
    content = path.read_bytes()
    path.write_bytes(
        {
            "newer": content[:12] + struct.pack("<Q", 9_999) + content[20:],
            "cut": content[:20_000],
            "blank": content[:4_096] + bytes(8_192) + content[12_288:],
        }[damage]
    )
    refused(path)


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    duckdb.sql("SELECT range AS id FROM range(10000)").write_parquet(str(path))
    path.write_bytes(path.read_bytes()[:-400])
    refused(path)


# --- workbooks ------------------------------------------------------------------------------------

_BILLION = "<!DOCTYPE w [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "before"),
    [
        (row(1, "&a9;"), _BILLION),
        (row(1, "&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        ('<row r="1">' + "".join(f"<c><v>{n}</v></c>" for n in range(50_000)) + "</row>", ""),
        ("<a>" * 200_000, ""),
    ],
    ids=["billion laughs", "external entity", "wide", "deep"],
)
def test_a_workbook_made_to_exhaust_is_refused(tmp_path: Path, cells: str, before: str) -> None:
    assert read_apart(workbook(tmp_path, cells, before=before)).startswith("refused book.xlsx")
