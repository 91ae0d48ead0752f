"""JSON and NDJSON."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage
from analytics.files.table import SourceTable


def tables(folder: Path, content: str) -> tuple[SourceTable, ...]:
    """The tables of a document."""
    path = folder / "export.json"
    path.write_text(content, encoding="utf-8")
    return examine(path)


def staged(table: SourceTable) -> list[tuple[object, ...]]:
    """All rows as they are staged."""
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("FROM staged ORDER BY row_number").fetchall()


def test_nested_objects_become_dotted_columns(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '[{"id": 12345678901234567890, "via": {"channel": "web"}, "tags": ["a", "b"]}]')
    assert table.columns == ("id", "via.channel", "tags")
    assert staged(table) == [(1, "12345678901234567890", "web", "a, b")]


def test_zero_characters_are_no_text(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '[{"id": "a\\u0000b", "tags": ["c\\u0000"]}]')
    assert table.preview == (("ab", "c"),)
    assert staged(table) == [(1, "ab", "c")]


def test_one_record_per_line(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '{"id": 1, "ok": true}\n{"id": 2, "ok": null}\n')
    assert table.layout.format == "ndjson"
    assert staged(table) == [(1, "1", "true"), (2, "2", None)]


def test_a_broken_line_is_kept_as_text(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '{"id": 1}\n{"id": 2}\n{"id": \n')
    assert staged(table) == [(1, "1", None), (2, "2", None), (3, None, '{"id":')]


def test_each_list_of_an_object_is_a_table(tmp_path: Path) -> None:
    found = tables(tmp_path, '{"count": 2, "tickets": [{"id": 1}], "data": {"users": [{"name": "Ann"}]}}')
    assert [table.layout.sheet for table in found] == ["tickets", "data.users"]
    assert [staged(table) for table in found] == [[(1, "1")], [(1, "Ann")]]


def test_records_keyed_by_id(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '{"a1": {"n": 1}, "a2": {"n": 2}}')
    assert staged(table) == [(1, "a1", "1"), (2, "a2", "2")]


def test_keys_of_later_records_widen_the_table(tmp_path: Path) -> None:
    records = ",".join('{"id": 1}' for _ in range(1_200))
    (table,) = tables(tmp_path, f'[{records}, {{"id": 2, "late": "yes"}}]')
    assert table.columns == ("id",)
    assert staged(table)[-1] == (1_201, "2", "yes")


@pytest.mark.parametrize("content", ['{"a": ', "[" * 100_000, '{"a":' * 100_000])
def test_damaged_json_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFile, match=r"export\.json"):
        tables(tmp_path, content)


def test_a_record_of_thousands_of_keys_is_refused_before_anybody_maps_it(tmp_path: Path) -> None:
    path = tmp_path / "wide.json"
    path.write_text(json.dumps([{f"c{number}": 1 for number in range(5_001)}]))
    with pytest.raises(UnreadableFile, match="different keys"):
        examine(path)


def test_a_record_per_line_may_end_in_a_comma(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '\ufeff{"a": 1},\n\n{"a": 2, "b": "x, "},\n')
    assert staged(table) == [(1, "1", None), (3, "2", "x, ")]


@pytest.mark.parametrize(
    "content",
    [
        '{"data": {"week": ["w1", "w2"], "visits": [120, null]}}',
        '{"week": {"0": "w1", "1": "w2"}, "visits": {"0": 120, "1": null}}',
        '{"columns": ["week", "visits"], "index": [0, 1], "data": [["w1", 120], ["w2", null]]}',
        '{"status": "ok", "result": {"cols": ["week", "visits"], "rows": [["w1", 120], ["w2", null]]}}',
    ],
    ids=["lists of equal length", "numbered values", "names and rows apart", "wrapped in an answer"],
)
def test_a_table_may_be_told_by_its_columns(tmp_path: Path, content: str) -> None:
    (table,) = tables(tmp_path, content)
    assert table.columns == ("week", "visits")
    assert staged(table) == [(1, "w1", "120"), (2, "w2", None)]


@pytest.mark.parametrize(
    "content",
    ['{"id": 7, "tags": ["a", "b"], "shops": ["c", "d"]}', '{"tags": ["a", "b"], "shops": ["c"]}'],
    ids=["beside a plain value", "of different length"],
)
def test_lists_of_one_record_are_no_columns(tmp_path: Path, content: str) -> None:
    (table,) = tables(tmp_path, content)
    assert len(staged(table)) == 1


def test_objects_one_after_another_over_several_lines(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '{\n "id": 1,\n "who": {"name": "Ann"}\n}\n{\n "id": 2,\n "tag": "vip"\n}\n{"id": 3}')
    assert staged(table) == [(1, "1", "Ann", None), (2, "2", None, "vip"), (3, "3", None, None)]


def test_objects_one_after_another_without_a_line_end(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, '{"id": 1}{"id": 2} {"id": ')  # the last was cut off
    assert staged(table) == [(1, "1", None), (2, "2", None), (3, None, '{"id":')]


@pytest.mark.parametrize("before", ["window.YTD.tweets.part0 = ", "var data=\n", "const $rows = "])
@pytest.mark.parametrize("after", ["", ";", ";\n"])
def test_json_that_a_script_assigns_to_a_name(tmp_path: Path, before: str, after: str) -> None:
    for document in (
        '[{"tweet": {"id": 1}}, {"tweet": {"id": 2}}]',
        '{"all": [{"tweet": {"id": 1}}, {"tweet": {"id": 2}}]}',
    ):
        (table,) = tables(tmp_path, before + document + after)
        assert table.columns == ("tweet.id",)
        assert staged(table) == [(1, "1"), (2, "2")]


def test_a_text_with_a_sign_of_equality_is_no_script(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "a = [b],n\n1,2\n3,4\n")
    assert table.layout.format == "csv"


def test_rows_beside_columns_that_have_a_name_and_a_type(tmp_path: Path) -> None:
    columns = '{"name": "id", "type": "keyword"}, {"name": "n", "type": "integer"}'
    (table,) = tables(
        tmp_path, f'{{"data": {{"columns": [{columns}], "rows": [["Z-1", 5], ["Z-2", null]]}}, "cursor": "s"}}'
    )
    assert staged(table) == [(1, "Z-1", "5"), (2, "Z-2", None)]
    (table,) = tables(tmp_path, f'{{"columns": [{columns}], "rows": []}}')
    assert table.columns == ("name", "type")  # nothing else is there
