"""One clean table, written as CSV and damaged in every way that the standard (RFC 4180) can be broken.

Each damage is a file with the table that a careful person would read out of it. Everything is made
from a seed, so that two runs and two machines compare the same files.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

HEADER = ["DATE", "TIME", "Quantity", "Product ID", "Price", "Category", "Description", "Link", "Remark"]
ROWS, COLUMNS = 84, len(HEADER)

_THINGS = ["Notebook", "Lamp", "Desk chair", "Water bottle", "Travel mug", "Backpack", "Desk, large"]
_WORDS = [
    "sturdy",
    "blue",
    "light-weight",
    "foldable",
    "wireless",
    '12"',
    "set",
    "of",
    "two,",
    "boxed",
    "with",
    "cover",
    "and",
    "manual",
]
_REMARKS = ["", "", "back in stock", 'sold out, "maybe" in May', "new", "last ones"]


@dataclass
class Writing:
    """How a table is written: the standard's way unless something is changed."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    newline: str = "\r\n"
    quote_all: bool = True
    encoding: str = "utf-8"
    row_delimiter: dict[int, str] = field(default_factory=dict)
    row_newline: dict[int, str] = field(default_factory=dict)

    def cell(self, text: str, delimiter: str) -> str:
        """One cell, quoted where this way of writing asks for it."""
        needed = any(sign and sign in text for sign in (delimiter, self.quote, "\n", "\r"))
        if not (self.quote_all or needed):
            return text
        return self.quote + text.replace(self.quote, self.escape + self.quote) + self.quote

    def cells(self, row: Sequence[str], index: int) -> list[str]:
        """The written cells of one row."""
        return [self.cell(text, self.row_delimiter.get(index, self.delimiter)) for text in row]

    def lines(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The written rows with their line ends."""
        return [
            self.row_delimiter.get(index, self.delimiter).join(self.cells(row, index))
            + self.row_newline.get(index, self.newline)
            for index, row in enumerate(rows)
        ]

    def file(self, rows: Sequence[Sequence[str]], above: str = "", below: str = "") -> bytes:
        """The whole file."""
        return (above + "".join(self.lines(rows)) + below).encode(self.encoding)


@dataclass(frozen=True)
class Damaged:
    """A damaged file and what should be read out of it; ``header`` is None where it names no columns."""

    damage: str
    content: bytes
    header: list[str] | None
    rows: list[list[str]]


def clean_rows(seed: int = 1) -> list[list[str]]:
    """The table's 84 rows of text."""
    rng = random.Random(seed)
    day = date(2023, 1, 2)
    rows = []
    for number in range(ROWS):
        day += timedelta(days=rng.randint(0, 9))
        rows.append(
            [
                day.strftime("%d/%m/%Y"),
                f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}",
                str(rng.randint(1, 40)),
                f"{rng.choice('ABC')}{rng.randint(1000, 9999)}",
                f"{rng.uniform(1, 900):.2f}",
                rng.choice(_THINGS),
                " ".join(rng.sample(_WORDS, 4)),
                f"https://shop.example.com/p/{number}",
                rng.choice(_REMARKS),
            ]
        )
    return rows


def damaged_files(step: int = 1, seed: int = 1) -> Iterator[Damaged]:
    """Every damaged file; of those with one damaged cell, every ``step``-th."""
    rows = clean_rows(seed)
    for quote_all in (True, False):
        style = "quoted" if quote_all else "bare"
        for damage, content, header, expected in _whole_files(rows, quote_all):
            yield Damaged(f"{damage} ({style})", content, header, expected)
        yield from _damaged_rows(rows, quote_all, style, step)


def _whole_files(
    rows: list[list[str]], quote_all: bool
) -> Iterator[tuple[str, bytes, list[str] | None, list[list[str]]]]:
    """Damage to the file as a whole: its dialect, its header, what stands around the table."""

    def plain(**changes: object) -> Writing:
        return Writing(quote_all=quote_all, **changes)  # type: ignore[arg-type]

    table = [HEADER, *rows]
    for delimiter in (";", "\t", "|", " ", ", ", "^", "~", ":", "||", "\t\t", "§", "\x1f", "::"):
        yield f"delimiter {delimiter!r}", plain(delimiter=delimiter).file(table), HEADER, rows
    yield "clean", plain().file(table), HEADER, rows
    yield "quote '", plain(quote="'", escape="'").file(table), HEADER, rows
    yield "escape backslash", plain(escape="\\").file(table), HEADER, rows
    yield "escape missing", plain(escape="").file(table), HEADER, rows
    for newline in ("\n", "\r"):
        yield f"line end {newline!r}", plain(newline=newline).file(table), HEADER, rows
    mixed = dict.fromkeys(range(0, len(table), 3), "\n")
    yield "line ends mixed", plain(row_newline=mixed).file(table), HEADER, rows
    for encoding in ("utf-8-sig", "utf-16", "utf-16-be", "cp1252", "gb18030"):
        foreign = [
            [*row[:5], {"gb18030": "笔记本电脑", "cp1252": "Größe"}.get(encoding, "Zażółć"), *row[6:]] for row in rows
        ]
        yield f"encoding {encoding}", plain(encoding=encoding).file([HEADER, *foreign]), HEADER, foreign
    content = plain().file(table)
    yield "no last line end", content[:-2], HEADER, rows
    yield "two last line ends", content + b"\r\n", HEADER, rows
    yield "blank lines", b"\r\n\r\n" + content.replace(b"\r\n", b"\r\n\r\n"), HEADER, rows
    yield "no header", plain().file(rows), None, rows
    yield "header only", plain().file([HEADER]), HEADER, []
    yield "one row", plain().file(table[:2]), HEADER, rows[:1]
    yield "zero bytes", content.replace(b",", b",\0", 5), HEADER, rows
    second = ["(day)", "(clock)", "(pieces)", "(code)", "(EUR)", "(group)", "(text)", "(URL)", "(text)"]
    third = ["en", "en", "en", "en", "en", "en", "en", "en", "en"]
    both = [f"{a} {b}" for a, b in zip(HEADER, second, strict=True)]
    yield "two header rows", plain().file([HEADER, second, *rows]), both, rows
    three = [f"{a} {b}" for a, b in zip(both, third, strict=True)]
    yield "three header rows", plain().file([HEADER, second, third, *rows]), three, rows
    title = "Monthly export of all orders"
    padded = ",".join([title, *[""] * (COLUMNS - 1)])
    for name, above in {
        "title": f"{title}\r\n",
        "title and blank line": f"{title}\r\n\r\n",
        "padded title": f"{padded}\r\n",
        "padded titles and blank line": f"{padded}\r\n{padded}\r\n\r\n",
        "three lines": f"{title}\r\nPeriod: 2023\r\nCreated by: Ann\r\n",
    }.items():
        yield f"above: {name}", plain().file(table, above=above), HEADER, rows
    for name, below in {
        "note": "Source: warehouse system, all figures net\r\n",
        "blank line and note": "\r\nSource: warehouse system\r\n",
        "total": f"Total,,{sum(int(row[2]) for row in rows)},,,,,,\r\n",
        "blank line and three lines": "\r\nConfidential\r\nNot for publication\r\nCreated by Ann\r\n",
    }.items():
        yield f"below: {name}", plain().file(table, below=below), HEADER, rows
    middle = [*rows[:40], HEADER, *rows[40:]]
    yield "repeated header", plain().file([HEADER, *middle]), HEADER, rows
    double = [*HEADER[:3], "Price", *HEADER[4:]]
    repaired = ["DATE", "TIME", "Quantity", "Price", "Price (2)", *HEADER[5:]]
    yield "double name", plain().file([double, *rows]), repaired, rows
    unnamed = [*HEADER[:3], "", *HEADER[4:]]
    yield "missing name", plain().file([unnamed, *rows]), [*HEADER[:3], "column_4", *HEADER[4:]], rows
    trailing = ("".join(Writing(quote_all=quote_all).lines(table))).replace("\r\n", ",\r\n").encode()
    yield "delimiter after each row", trailing, HEADER, rows
    text = [[*row[:2], "unknown" if index % 9 == 0 else row[2], *row[3:]] for index, row in enumerate(rows)]
    yield "text in a number column", plain().file([HEADER, *text]), HEADER, text


def _damaged_rows(rows: list[list[str]], quote_all: bool, style: str, step: int) -> Iterator[Damaged]:
    """Damage to one row or one cell."""
    writing = Writing(quote_all=quote_all)
    lines = writing.lines([HEADER, *rows])
    ways: dict[str, Callable[[list[str], int], tuple[list[str], int]]] = {
        "missing delimiter": lambda cells, at: (
            [*cells[: at - 1], cells[at - 1] + cells[at], *cells[at + 1 :]],
            at,
        ),
        "extra delimiter": lambda cells, at: ([*cells[:at], "", *cells[at:]], at),
        "extra quote": lambda cells, at: (
            [*cells[:at], _with_quote(cells[at], quote_all), *cells[at + 1 :]],
            at,
        ),
    }
    for damage, way in ways.items():
        places = [(row, at) for row in range(ROWS) for at in range(COLUMNS) if at or damage != "missing delimiter"]
        for row, at in places[::step]:
            written, _ = way(writing.cells(rows[row], row + 1), at)
            content = "".join([*lines[: row + 1], ",".join(written) + "\r\n", *lines[row + 2 :]]).encode()
            expected = list(rows[row])
            if damage == "extra quote":
                expected[at] = '"' + expected[at]
            if damage == "missing delimiter":
                expected = [*expected[: at - 1], expected[at - 1] + expected[at], *expected[at + 1 :], ""]
            yield Damaged(f"{damage} ({style})", content, HEADER, [*rows[:row], expected, *rows[row + 1 :]])
    for row in range(0, ROWS, max(1, step // 3)):
        for delimiter in (" ", ";", "\t"):
            changed = Writing(quote_all=quote_all, row_delimiter={row + 1: delimiter})
            yield Damaged(f"row delimited by {delimiter!r} ({style})", changed.file([HEADER, *rows]), HEADER, rows)
        feed = Writing(quote_all=quote_all, row_newline={row + 1: "\n"})
        yield Damaged(f"row ended by line feed ({style})", feed.file([HEADER, *rows]), HEADER, rows)
        cut = [*rows[row][:5], "", "", "", ""]
        short = [*rows[:row], rows[row][:5], *rows[row + 1 :]]
        yield Damaged(
            f"row cut short ({style})",
            writing.file([HEADER, *short]),
            HEADER,
            [*rows[:row], cut, *rows[row + 1 :]],
        )
    torn = "".join(lines)
    last = [*rows[-1][:5], rows[-1][5][:1], "", "", ""]
    cut_at = torn.rindex(writing.cells(rows[-1], ROWS)[5]) + (2 if quote_all else 1)
    yield Damaged(f"last line cut off ({style})", torn[:cut_at].encode(), HEADER, [*rows[:-1], last])


def _with_quote(cell: str, quote_all: bool) -> str:
    """The written cell with a further quote at the beginning of its text."""
    return cell[0] + '"' + cell[1:] if cell[:1] == '"' else '"' + cell
