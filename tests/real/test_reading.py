"""The public files beside the project, read without being told anything.

The counts were taken by hand, or with the csv module where a file keeps to the standard.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage

# path -> one (header rows, columns, data rows) per table
TABLES: dict[str, list[tuple[int, int, int]]] = {
    "surveys/qualtrics_samples/sample.csv": [(3, 20, 1)],
    "surveys/qualtrics_samples/sample_legacy.csv": [(2, 15, 1)],
    "surveys/qualtrics_tools/Sample Survey/Sample_Survey.csv": [(3, 74, 5)],
    "surveys/star_wars/StarWars.csv": [(2, 38, 1186)],
    "surveys/flying_etiquette/flying-etiquette.csv": [(1, 27, 1040)],
    "surveys/airline/test.csv": [(1, 25, 25976)],
    "sales/cdnow/CDNOW_master.txt": [(1, 4, 69659)],
    "sales/online_retail/online_retail.parquet": [(1, 8, 541909)],
    "churn/ibm_telco/Telco-Customer-Churn.csv": [(1, 21, 7043)],
    "text/nhs/text_data.csv": [(1, 8, 10334)],
    "odd_files/csvkit/examples/no_header_row.csv": [(0, 3, 1)],
    "odd_files/csvkit/examples/test_skip_lines.csv": [(1, 3, 1)],
    "odd_files/csvkit/examples/mac_newlines.csv": [(1, 3, 2)],
    "odd_files/csvkit/examples/null_byte.csv": [(1, 3, 1)],
    "odd_files/csvkit/examples/test_header_newline.csv": [(1, 3, 1)],
    "odd_files/csvkit/examples/test_utf16_big.csv": [(1, 3, 2)],
    "odd_files/csvkit/examples/test_latin1.csv": [(1, 3, 2)],
    "odd_files/csvkit/examples/dummy.csv.gz": [(1, 3, 1)],
    "odd_files/csvkit/examples/dummy.csv.bz2": [(1, 3, 1)],
    "odd_files/csvkit/examples/test_extra_header.csv": [(1, 4, 1)],
    "odd_files/csvkit/examples/realdata/Datagov_FY10_EDU_recp_by_State.csv": [(1, 9, 53)],
    "odd_files/csvkit/examples/realdata/ks_1033_data.csv": [(1, 14, 1575)],
    "odd_files/csvkit/examples/realdata/event-notification-rpt-lastmonth.txt": [
        (1, 71, 72)
    ],  # a bar ends each line, too
    "odd_files/csv-spectrum/csvs/newlines_crlf.csv": [(1, 3, 3)],
    "odd_files/csv-spectrum/json/json.json": [(1, 2, 1)],
    "odd_files/messytables/horror/characters.csv": [(1, 18, 382)],  # Big5
    "odd_files/messytables/horror/utf-16le_encoded.csv": [(1, 19, 327)],
    "odd_files/messytables/horror/weird_head_padding.csv": [(1, 10, 70)],
    "odd_files/messytables/horror/excel_pasting.csv": [(1, 9, 13)],
    "odd_files/messytables/horror/simple.zip": [(1, 3, 6)],
    "odd_files/messytables/horror/html.html": [(1, 6, 199), (1, 2, 5)],
    "odd_files/messytables/horror/rowcolspan.html": [(0, 5, 10)],
    "odd_files/messytables/horror/simple.ods": [(1, 3, 3)],
    "odd_files/readxl/inst/extdata/datasets.xls": [(1, 11, 32), (1, 2, 71), (1, 5, 1000)],
    "odd_files/readxl/inst/extdata/clippy.xlsx": [(1, 2, 4), (2, 4, 1)],
    "odd_files/readxl/tests/testthat/sheets/dates-1904.xls": [(0, 5, 1)],
    "odd_files/calamine/tests/date_1904.xlsx": [(0, 2, 3)],
}
REFUSED: dict[str, str] = {
    "odd_files/csvkit/examples/empty.csv": "is empty",
    "odd_files/csvkit/examples/testdbf.dbf": "not text",
    "odd_files/calamine/tests/pass_protected.xlsx": "password",
    "odd_files/calamine/tests/pass_protected.ods": "password",
    "odd_files/calamine/tests/pass_protected.xlsb": "password",
    "odd_files/calamine/tests/issue_594_dos.ods": "damaged",
    "odd_files/calamine/tests/empty_sheet.xlsx": "no sheet with cells",
    "odd_files/messytables/horror/complex.html": "web page",
    "surveys/qualtrics_tools/Survey Logic/results_tables.docx": "office document",
}


@pytest.mark.real
@pytest.mark.parametrize("name", TABLES)
def test_a_real_file_is_read_whole(real_data: Path, tmp_path: Path, name: str) -> None:
    found = []
    for table in examine(real_data / name):
        with duckdb.connect() as connection:
            rows = stage(connection, table, "staged", tmp_path)
        found.append((table.layout.header_rows, len(table.columns), rows))
    assert found == TABLES[name]


@pytest.mark.real
@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_table_is_refused_for_its_reason(real_data: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match=REFUSED[name]):
        examine(real_data / name)


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("folder", ["joined", "vendor_schemas", "sales/olist_orders_with_reviews"])
def test_files_that_keep_to_the_standard_are_read_as_the_csv_module_reads_them(
    real_data: Path, tmp_path: Path, folder: str
) -> None:
    for path in sorted((real_data / folder).rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = [row for row in csv.reader(file) if any(row)]
        (table,) = examine(path)
        with duckdb.connect() as connection:
            count = stage(connection, table, "staged", tmp_path)
            first = connection.execute("SELECT * EXCLUDE row_number FROM staged LIMIT 1").fetchall()
        assert (path.name, len(table.columns), count) == (path.name, len(header), len(rows))
        assert first == [tuple(rows[0])] if rows else not first


@pytest.mark.real
@pytest.mark.slow
def test_no_odd_file_ever_ends_in_anything_but_a_table_or_a_sentence(real_data: Path) -> None:
    refusals = []
    for path in sorted((real_data / "odd_files").rglob("*")):
        if path.is_file():
            try:
                assert all(table.columns for table in examine(path)), path
            except UnreadableFile as refusal:
                refusals.append(str(refusal))
    assert not any("\n" in sentence for sentence in refusals)
