"""Reading a source file from end to end: what is found, what is staged, what is written."""

from __future__ import annotations

import csv
import gzip
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage, write_csv
from analytics.files.table import SourceTable


def made(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(folder: Path, content: str | bytes, name: str = "file.csv") -> SourceTable:
    """The single table of a file with this content."""
    (table,) = examine(made(folder, content, name))
    return table


def staged(table: SourceTable) -> list[tuple[object, ...]]:
    """All rows as they are staged."""
    with duckdb.connect() as connection:
        count = stage(connection, table, "staged", table.path.parent)
        rows = connection.execute("SELECT * FROM staged ORDER BY row_number").fetchall()
    assert count == len(rows)
    return rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    # A title, a blank line and the header come before; a blank line stands between.
    table = only(tmp_path, "Report of May\n\nid,amount,place\n1,5.00,Rome\n\n2,6.50,Oslo\n")
    assert table.layout.skip_rows == 2
    assert staged(table) == [(4, "1", "5.00", "Rome"), (6, "2", "6.50", "Oslo")]


def test_an_empty_cell_is_text_and_a_missing_one_is_null(tmp_path: Path) -> None:
    table = only(tmp_path, 'id,note,place\n1,,Rome\n2,"",Oslo\n3,cut\n')
    assert staged(table) == [(2, "1", "", "Rome"), (3, "2", "", "Oslo"), (4, "3", "cut", None)]


def test_ids_keep_every_digit(tmp_path: Path) -> None:
    table = only(tmp_path, "id,n\n00042,9223372036854775808\n00043,1e5\n")
    assert [row[1:] for row in staged(table)] == [("00042", "9223372036854775808"), ("00043", "1e5")]


def test_a_row_longer_than_the_header_keeps_its_cells(tmp_path: Path) -> None:
    rows = "".join(f"{n},word,{n}.5\n" for n in range(5))
    table = only(tmp_path, f"id,name,amount\n{rows}9,one,two,three,four\n")
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        last = connection.sql("SELECT * EXCLUDE row_number FROM staged WHERE id = '9'")
        assert last.columns == ["id", "name", "amount", "column_4", "column_5"]
        assert last.fetchall() == [("9", "one", "two", "three", "four")]


def test_names_are_repaired(tmp_path: Path) -> None:
    table = only(tmp_path, "Id,Labels,,Labels,row_number\n1,a,b,c,7\n")
    assert table.columns == ("Id", "Labels", "column_3", "Labels (2)", "row_number (2)")
    assert staged(table) == [(2, "1", "a", "b", "c", "7")]


def test_a_file_without_a_header_gets_numbered_columns(tmp_path: Path) -> None:
    table = only(tmp_path, "1,2024-05-01,3.50\n2,2024-05-02,4.00\n")
    assert (table.layout.header_rows, table.columns) == (0, ("column_1", "column_2", "column_3"))
    assert len(staged(table)) == 2


def test_totals_and_notes_are_left_out_and_told(tmp_path: Path) -> None:
    content = "Case,Owner,Hours\n1,Ann,3\n2,Bob,4\n3,Cy,5\nTotal,,12\n\nConfidential information of Acme\n"
    table = only(tmp_path, content)
    assert table.layout.footer_rows == 2
    assert any("Confidential" in note for note in table.layout.skipped)
    assert [row[1] for row in staged(table)] == ["1", "2", "3"]


def test_repeated_header_rows_are_no_data(tmp_path: Path) -> None:
    table = only(tmp_path, "id,amount\n1,5\nid,amount\n2,6\n")
    assert staged(table) == [(2, "1", "5"), (4, "2", "6")]


def test_only_a_header_is_a_table_without_rows(tmp_path: Path) -> None:
    table = only(tmp_path, "id,amount,place\n")
    assert (table.columns, table.preview, staged(table)) == (("id", "amount", "place"), (), [])


def test_what_a_person_tells_is_followed(tmp_path: Path) -> None:
    path = made(tmp_path, "a;b|c\n1;2|3\n4;5|6\n")
    (found,) = examine(path)
    (told,) = examine(path, told=replace(found.layout, delimiter="|", header_rows=0, skip_rows=1))
    assert staged(told) == [(2, "1;2", "3"), (3, "4;5", "6")]


def test_what_a_person_leaves_open_is_found_again(tmp_path: Path) -> None:
    path = made(tmp_path, "Title\nid;n\n1;2\n3;4\n5;6\n")
    (found,) = examine(path)
    open_again = replace(found.layout, delimiter="", header_rows=-1, skip_rows=-1, footer_rows=-1)
    assert examine(path, told=open_again) == (found,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp932", "gb18030"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    text = {"cp932": "東京のホテル、ありがとう", "gb18030": "我的订单还没有到"}.get(encoding, "Größe paßt, très bien")
    content = "id;comment\n" + "".join(f"{n};{text}\n" for n in range(5))
    assert {row[2] for row in staged(only(tmp_path, content.encode(encoding)))} == {text}


def test_a_foreign_byte_in_utf8_is_read_as_western_text(tmp_path: Path) -> None:
    content = "id,place\n1,Zürich\n2,Genève\n3,Orléans – ici\n4,Köln ééé\n".encode() + b"5,M\xfcnchen\n"
    assert staged(only(tmp_path, content))[-1] == (6, "5", "München")


def test_sep_line_of_excel_is_followed(tmp_path: Path) -> None:
    table = only(tmp_path, "sep=;\nid;text\n1;a,b\n2;c,d\n")
    assert (table.layout.delimiter, table.columns) == (";", ("id", "text"))
    assert [row[0] for row in staged(table)] == [3, 4]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("blank.csv", b" \r\n\r\n", "blank.csv is empty"),
        ("commas.csv", b",,,\n,,,\n", "only blanks"),
        ("logo.csv", b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG picture"),
        ("paper.csv", b"%PDF-1.7 ...", "a PDF document"),
        ("noise.csv", bytes(range(256)) * 8, "not text"),
        ("numbers.csv", b"\0\0\0A\0\0\0B\n" * 90, "not text"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table>", "a web page"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        examine(made(tmp_path, content, name))
    assert says in str(refusal.value)
    assert name in str(refusal.value)


def test_cells_filled_up_with_zero_bytes_are_text(tmp_path: Path) -> None:
    table = only(tmp_path, "id,name\n" + "1,Ann\0\0\0\0\0\n2,Zoë\0\0\0\0\0\n" * 9 + "\0" * 200)
    assert (table.columns, len(table.preview), staged(table)[1]) == (("id", "name"), 18, (3, "2", "Zoë"))


def test_the_shown_name_stands_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="orders of May"):
        examine(made(tmp_path, b""), name="orders of May.csv")


def test_packed_files_are_read_where_they_are(tmp_path: Path) -> None:
    plain = b"id,amount\n1,5\n2,6\n"
    packed = made(tmp_path, gzip.compress(plain), "orders.csv.gz")
    (table,) = examine(packed)
    assert (table.path, staged(table)) == (packed, [(2, "1", "5"), (3, "2", "6")])


def test_every_file_of_an_archive_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.csv", "id,amount\n1,5\n")  # a name that leads out of the folder
        archive.writestr("__MACOSX/._outside.csv", b"\0\5\26\7")
        archive.writestr("manual.pdf", b"%PDF-1.7")
        archive.writestr("b/customers.json", '[{"id": 7}]')
    tables = examine(path)
    assert [table.layout.member for table in tables] == ["../../outside.csv", "b/customers.json"]
    assert [staged(table) for table in tables] == [[(2, "1", "5")], [(1, "7")]]
    assert not (tmp_path.parent.parent / "outside.csv").exists()


def test_written_csv_is_what_was_read(tmp_path: Path) -> None:
    table = only(tmp_path, 'name;note\nTea;say "hi", twice\nMilk;two words\nMilk;a;b;c;d;e;f\n')
    target = tmp_path / "out.csv"
    assert write_csv(table, target) == 3
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["name", "note", "column_3", "column_4", "column_5", "column_6", "column_7"]
    assert rows[1][:2] == ["Tea", 'say "hi", twice']
    assert rows[3] == ["Milk", "a", "b", "c", "d", "e", "f"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=2, max_size=8)
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=TABLES,
    delimiter=st.sampled_from([",", ";", "\t", "|", "^"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_in_any_dialect_comes_back_unchanged(
    tmp_path: Path, rows: list[list[str]], delimiter: str, newline: str, encoding: str
) -> None:
    width = len(rows[0])
    header = [f"name {'abcdefgh'[position]}" for position in range(width)]
    path = tmp_path / "any.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL)
        writer.writerows([header, *rows])
    (found,) = examine(path)
    (table,) = examine(path, told=replace(found.layout, header_rows=1, skip_rows=0, footer_rows=0))
    assert table.layout.delimiter == delimiter
    assert table.columns == tuple(header)
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [row[1:] for row in staged(table)] == kept


def test_a_long_cell_is_written_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Beyond a million characters the row is written cell by cell; the quotes within stay quotes. The sample ends within the cell,
    # whose commas and quotes tell nothing of the dialect.
    monkeypatch.setattr("analytics.files.reading._SMALL", 0)
    text = 'He said ""no"", twice. ' * 60_000
    (table,) = examine(made(tmp_path, f'id,text,n\n1,"{text}",\n2,b,4\n'))
    assert write_csv(table, tmp_path / "out.csv") == 2
    written = (tmp_path / "out.csv").read_bytes().decode()
    assert written == f'id,text,n\r\n"1","{text}",""\r\n"2","b","4"\r\n'


def test_bytes_of_another_encoding_are_told(tmp_path: Path) -> None:
    content = "Météo\n".encode("cp1252") + "ville,pluie\nOrléans,0.2\nNîmes,1.0\n".encode()
    table = only(tmp_path, content)
    assert table.preview[0] == ("Orléans", "0.2")
    assert table.layout.skipped[0].startswith("line 1 held bytes that are not UTF-8")
    assert table.layout.skipped[1] == "line 1 above the header: Météo"
