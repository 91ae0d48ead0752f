"""Puts the faults into the rows that real exports have, and remembers where each one is.

All faults lie with customers outside the population of the retention question (and with visitors), so
that the planted effects stay what they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from shop import clock
from shop.dice import Dice
from shop.exports import Row
from shop.story import Story

FUTURE_YEAR = "2062"  # 2026 with two digits swapped: in the future for a long time
NO_SUCH_DAY = "2026-02-30"
HEADER_ROWS = {"tickets.csv": 1, "surveys.csv": 3, "orders.csv.gz": 1}


@dataclass(frozen=True)
class Fault:
    """One faulty row: ``sort`` of fault, file, the row itself, the column and what stands in it."""

    sort: str
    file: str
    row: Row
    id: str
    column: str


@dataclass
class Files:
    """The rows of the three files that faults go into (surveys without their extra header rows)."""

    tickets: list[Row]
    surveys: list[Row]
    orders: list[Row]


class Spoiler:
    """Chooses rows at random, each at most once, and spoils them."""

    def __init__(self, story: Story, files: Files) -> None:
        assert story.standing is not None
        self.dice = Dice("faults")
        self.files = files
        kept = {story.people[number].email for number in story.standing.customers.tolist()}
        by_order: dict[str, int] = {}
        for row in files.orders:
            by_order[row["Name"]] = by_order.get(row["Name"], 0) + 1
        self.tickets = [row for row in files.tickets if row["Requester email"] not in kept and row["Solved at"]]
        self.responses = [row for row in files.surveys if row.get("RecipientEmail") not in kept]
        self.orders = [row for row in files.orders if row["Email"] not in kept and by_order[row["Name"]] == 1]
        self.faults: list[Fault] = []

    def take(self, rows: list[Row], count: int, column: str = "", value: str = "") -> list[Row]:
        """``count`` rows, taken out of ``rows``; with ``column``, only rows that have something there."""
        found: list[Row] = []
        while len(found) < count:
            row = self.dice.pick(rows)
            if not column or (row.get(column) and (not value or row[column] == value)):
                rows.remove(row)
                found.append(row)
        return found

    def note(self, sort: str, file: str, row: Row, column: str) -> None:
        """Remembers a fault."""
        names = {"tickets.csv": "Id", "surveys.csv": "ResponseId", "orders.csv.gz": "Name"}
        self.faults.append(Fault(sort, file, row, row[names[file]], column))


def spoil(story: Story, files: Files) -> list[Fault]:
    """Puts every sort of fault into ``files`` and tells where."""
    spoiler = Spoiler(story, files)
    _scores(spoiler)
    _durations(spoiler)
    _dates(spoiler)
    _spellings(spoiler)
    _currencies(spoiler)
    _duplicates(spoiler)
    return spoiler.faults


def _scores(spoiler: Spoiler) -> None:
    for column, value, count in (("Q1", "11", 8), ("Q2", "9", 5)):
        for row in spoiler.take(spoiler.responses, count, column):
            row[column] = value
            spoiler.note("score_outside_scale", "surveys.csv", row, column)


def _durations(spoiler: Spoiler) -> None:
    for row in spoiler.take(spoiler.tickets, 8):
        created = row["Created at"]
        row["Solved at"] = f"{int(created[:4]) - 1}{created[4:]}".replace("-02-29", "-02-28")
        row["Resolution time"] = row["Full resolution time in minutes"] = ""
        spoiler.note("resolution_before_creation", "tickets.csv", row, "Solved at")
    for row in spoiler.take(spoiler.tickets, 7, "First reply time in minutes"):
        row["First reply time in minutes"] = f"-{row['First reply time in minutes']}"
        spoiler.note("negative_duration", "tickets.csv", row, "First reply time in minutes")


def _dates(spoiler: Spoiler) -> None:
    times = (
        ("tickets.csv", spoiler.tickets, "Created at", ("Created at", "Solved at", "Updated at")),
        ("surveys.csv", spoiler.responses, "RecordedDate", ("StartDate", "EndDate", "RecordedDate")),
        ("orders.csv.gz", spoiler.orders, "Created at", ("Created at", "Paid at", "Fulfilled at")),
    )
    for file, rows, column, all_columns in times:
        for row in spoiler.take(rows, 5):
            row.update({name: FUTURE_YEAR + row[name][4:] for name in all_columns if row.get(name)})
            spoiler.note("future_date", file, row, column)
        for row in spoiler.take(rows, 5):
            row.update({name: NO_SUCH_DAY + row[name][10:] for name in all_columns if row.get(name)})
            spoiler.note("date_does_not_exist", file, row, column)


def _spellings(spoiler: Spoiler) -> None:
    for row in spoiler.take(spoiler.orders, 8):
        row["Email"] = row["Email"].upper()
        spoiler.note("id_spelt_differently", "orders.csv.gz", row, "Email")
    for row in spoiler.take(spoiler.tickets, 6):
        row["Requester email"] = f"  {row['Requester email']} "
        spoiler.note("id_spelt_differently", "tickets.csv", row, "Requester email")
    for row in spoiler.take(spoiler.responses, 6, "RecipientEmail"):
        row["RecipientEmail"] = row["RecipientEmail"].title()
        spoiler.note("id_spelt_differently", "surveys.csv", row, "RecipientEmail")


def _currencies(spoiler: Spoiler) -> None:
    for row in spoiler.take(spoiler.orders, 14, "Currency"):
        row["Currency"] = "GBP"
        spoiler.note("second_currency", "orders.csv.gz", row, "Currency")


def _duplicates(spoiler: Spoiler) -> None:
    """The same ticket twice, the second time some rows further down."""
    for row in spoiler.take(spoiler.tickets, 10):
        copy = dict(row)
        at = next(index for index, other in enumerate(spoiler.files.tickets) if other is row)
        spoiler.files.tickets.insert(min(at + spoiler.dice.whole(1, 40), len(spoiler.files.tickets)), copy)
        spoiler.note("duplicate_row", "tickets.csv", copy, "Id")


def places(faults: list[Fault], files: Files) -> list[dict[str, str | int]]:
    """The faults with the number of each record in its file, header rows counted, first record 1."""
    rows = {"tickets.csv": files.tickets, "surveys.csv": files.surveys, "orders.csv.gz": files.orders}
    number = {
        (file, id(row)): HEADER_ROWS[file] + 1 + index
        for file, all_rows in rows.items()
        for index, row in enumerate(all_rows)
    }
    return [
        {
            "fault": fault.sort,
            "file": fault.file,
            "row_number": number[fault.file, id(fault.row)],
            "id": fault.id,
            "column": fault.column,
            "value": fault.row[fault.column],
        }
        for fault in faults
    ]


def within_export(row: Row, column: str) -> bool:
    """Whether the time in ``column`` is one that exists and lies in the sample."""
    return (
        row[column][:4] != FUTURE_YEAR
        and not row[column].startswith(NO_SUCH_DAY)
        and row[column][:19] <= clock.stamp(clock.END)
    )
