"""Several tables beneath each other on one sheet."""

from __future__ import annotations

from pathlib import Path

from analytics.files.corrections import Correction, reread
from analytics.files.reading import examine
from tests.analytics.files.test_workbooks import row, staged, workbook

QUEUES = row(1, "By queue") + row(2, "queue", "open") + "".join(row(n, f"Q{n}", float(n)) for n in range(3, 7))
TICKETS = (
    row(9, "In detail")
    + row(10, "ticket", "queue", "age", "name")
    + "".join(row(n, f"T-{n}", f"Q{n % 4}", float(n), "Ann") for n in range(11, 20))
)


def test_tables_beneath_each_other_are_offered_apart(tmp_path: Path) -> None:
    queues, tickets = examine(workbook(tmp_path, QUEUES + TICKETS))
    assert (queues.layout.sheet, tickets.layout.sheet) == ("Orders, table 1", "Orders, table 2")
    assert (queues.columns, tickets.columns) == (("queue", "open"), ("ticket", "queue", "age", "name"))
    assert queues.layout.skipped == ("row 1 above the header: By queue", "rows 9 to 19: read as a table of their own")
    assert tickets.layout.skipped == ("row 9 above the header: In detail", "rows 1 to 6: read as a table of their own")
    assert staged(queues) == [(n, f"Q{n}", str(n)) for n in range(3, 7)]
    assert [cells[0] for cells in staged(tickets)] == list(range(11, 20))


def test_blank_rows_within_one_table_part_nothing(tmp_path: Path) -> None:
    body = "".join(row(n, f"T-{n}", float(n)) for n in (2, 3, 5, 6, 8, 9))
    (table,) = examine(workbook(tmp_path, row(1, "ticket", "age") + body))
    assert (table.layout.sheet, table.layout.within, len(table.preview)) == ("Orders", "", 6)


def test_a_correction_is_about_its_own_table(tmp_path: Path) -> None:
    queues, tickets = examine(workbook(tmp_path, QUEUES + TICKETS))
    assert reread(tickets, Correction(header_rows=1)) == tickets
    assert len(reread(queues, Correction(skip_rows=1, footer_rows=0)).preview) == 15  # one table, as the person says
