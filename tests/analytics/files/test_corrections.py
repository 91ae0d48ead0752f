"""What a person tells the reader, and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import UnreadableFile
from analytics.files.corrections import Correction, as_remembered, reread, series_of
from analytics.files.reading import examine
from analytics.files.table import SourceTable


def only(folder: Path, content: str | bytes, name: str = "Sales 2024-05.csv") -> SourceTable:
    """The single table of a file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = examine(path)
    return table


def test_a_corrected_delimiter_lets_the_rest_be_found_again(tmp_path: Path) -> None:
    # The title has no bar in it: where the header is can only be seen once the bar parts the columns.
    found = only(tmp_path, "Report; of; May\nid|a;b;c\n1|2;3;4\n2|5;6;7\n")
    table = reread(found, Correction(delimiter="|"))
    assert table.columns == ("id", "a;b;c")
    assert table.layout.skip_rows == 1


def test_a_corrected_encoding_reads_other_letters(tmp_path: Path) -> None:
    found = only(tmp_path, "id;place\n1;Lodz \xb3\n2;Rome\n".encode("cp1252"))
    assert reread(found, Correction(encoding="cp1250")).preview[0] == ("1", "Lodz ł")


def test_quotes_can_be_taken_for_text(tmp_path: Path) -> None:
    found = only(tmp_path, 'id,size\n1,"5, inch\n2,"6, inch\n3,"7, inch\n')
    table = reread(found, Correction(quote=""))
    assert table.layout.delimiter == found.layout.delimiter
    assert all(row[1].startswith('"') for row in table.preview)


def test_rows_above_and_below_are_left_out_as_told(tmp_path: Path) -> None:
    found = only(tmp_path, "x,y\nid,n\n1,2\n3,4\n5,6\n")
    table = reread(found, Correction(skip_rows=1, footer_rows=1, header_rows=1))
    assert (table.columns, table.preview) == (("id", "n"), (("1", "2"), ("3", "4")))


def test_more_lines_than_the_file_has_are_refused_in_a_sentence(tmp_path: Path) -> None:
    found = only(tmp_path, "id,n\n1,2\n")
    with pytest.raises(UnreadableFile, match="no rows below line 50"):
        reread(found, Correction(skip_rows=50))


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (Correction(encoding="klingon"), "no encoding called klingon"),
        (Correction(encoding="rot13"), "no encoding called rot13"),
        (Correction(delimiter="\n"), "one to ten signs"),
        (Correction(quote="<<"), "one to ten signs"),
        (Correction(delimiter='"', quote='"'), "cannot be the same"),
        (Correction(skip_rows=10**9), "cannot be left out"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(tmp_path: Path, correction: Correction, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        reread(only(tmp_path, "id,n\n1,2\n"), correction)


def test_the_next_file_of_a_series_is_read_as_the_last_was_corrected(tmp_path: Path) -> None:
    may = only(tmp_path, "a;b|c\n1;2|3\n4;5|6\n")
    june = only(tmp_path, "a;b|c\n7;8|9\n4;5|6\n", "Sales 2024-06.csv")
    assert as_remembered(june, {series_of(may): {"delimiter": "|"}}).columns == ("a;b", "c")


def test_a_remembered_correction_that_does_not_fit_is_passed_over(tmp_path: Path) -> None:
    table = only(tmp_path, "id,n\n1,2\n")
    assert as_remembered(table, {series_of(table): {"skip_rows": 40}}) == table


def test_nothing_is_remembered_of_other_files(tmp_path: Path) -> None:
    table = only(tmp_path, "id,n\n1,2\n")
    assert as_remembered(table, {"orders.csv/": {"delimiter": ";"}}) == table
