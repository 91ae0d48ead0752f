"""Every public file beside the project: which are refused, and for which reason; all others hold tables.

A file that is not listed here must be read. So a new file, or a change of the reader, that leads to a refusal
says so by its name.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine

pytestmark = [pytest.mark.real, pytest.mark.slow]

# file -> what the sentence says
REFUSED: dict[str, str] = {
    "odd_files/agate/examples/empty.csv": "is empty",
    "odd_files/calamine/tests/OOM_alloc3.xls": "damaged workbook",
    "odd_files/calamine/tests/capitalized_wbook_stream.xls": "no sheet with cells",
    "odd_files/calamine/tests/empty_sheet.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/errors.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/issue127.ods": "no sheet with cells",
    "odd_files/calamine/tests/issue127.xls": "no sheet with cells",
    "odd_files/calamine/tests/issue127.xlsb": "no sheet with cells",
    "odd_files/calamine/tests/issue127.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/issue252.xlsx": "damaged workbook",
    "odd_files/calamine/tests/issue281.xlsm": "no sheet with cells",
    "odd_files/calamine/tests/issue343.xls": "no sheet with cells",
    "odd_files/calamine/tests/issue_385.xls": "password",
    "odd_files/calamine/tests/issue_594_dos.ods": "damaged workbook",
    "odd_files/calamine/tests/issue_666_lost_sheets.xlsb": "no sheet with cells",
    "odd_files/calamine/tests/issue_666_panic.xlsb": "no sheet with cells",
    "odd_files/calamine/tests/misc_biff5_parsing.xls": "no sheet with cells",
    "odd_files/calamine/tests/pass_protected.ods": "password",
    "odd_files/calamine/tests/pass_protected.xlsb": "password",
    "odd_files/calamine/tests/pass_protected.xlsx": "password",
    "odd_files/calamine/tests/picture.ods": "no sheet with cells",
    "odd_files/calamine/tests/picture.xls": "no sheet with cells",
    "odd_files/calamine/tests/picture.xlsb": "no sheet with cells",
    "odd_files/calamine/tests/picture.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/picture_richdata.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/pictures_in_cell_and_over_cell.xlsx": "no sheet with cells",
    "odd_files/calamine/tests/vba.xlsm": "no sheet with cells",
    "odd_files/csv-spectrum/.js.txt": "is empty",
    "odd_files/csvkit/examples/empty.csv": "is empty",
    "odd_files/csvkit/examples/testdbf.dbf": "not text",
    "odd_files/messytables/horror/badcolspan.html": "web page",
    "odd_files/messytables/horror/complex.html": "web page",
    "odd_files/messytables/horror/encrypted_no_password.xls": "password",
    "odd_files/messytables/horror/html.html": "web page",
    "odd_files/messytables/horror/invisible_text.html": "web page",
    "odd_files/messytables/horror/libreoffice.xlsx": "no sheet with cells",
    "odd_files/messytables/horror/rowcolspan.html": "web page",
    "odd_files/messytables/horror/simple.unknown": "is empty",
    "surveys/qualtrics_tools/Survey Logic/Survey_Logic_EVERYWHERE.docx": "office document",
    "surveys/qualtrics_tools/Survey Logic/results_tables.docx": "office document",
}
# Compressed objects of the R language: no tables to anybody else.
REFUSED_ENDINGS = {".rds": "not text"}


def expected(name: str) -> str | None:
    """The reason for which a file is refused, None for one that holds a table."""
    return REFUSED.get(name) or REFUSED_ENDINGS.get(Path(name).suffix)


def test_every_file_is_read_or_refused_for_its_reason(real_data: Path) -> None:
    wrong = []
    for path in sorted(path for path in real_data.rglob("*") if path.is_file()):
        name, said = path.relative_to(real_data).as_posix(), None
        try:
            if not all(table.columns for table in examine(path)):
                wrong.append(f"{name}: a table without columns")
        except UnreadableFile as refusal:
            said = str(refusal)
        reason = expected(name)
        if (reason is None) != (said is None) or (reason and said and reason not in said):
            wrong.append(f"{name}: expected {reason or 'a table'}, but {said or 'it was read'}")
    assert not wrong, "Look at each of these files and judge it:\n" + "\n".join(wrong)


def test_every_refused_file_is_still_there(real_data: Path) -> None:
    assert [name for name in REFUSED if not (real_data / name).is_file()] == []
