"""Tables polluted one way at a time, after the list that the Pollock benchmark publishes.

Vitagliano et al., "Pollock: A Data Loading Benchmark", VLDB 2023: one table, and for each file one
pollution of the file, of its structural characters, or of a single row (every row, the header too, and
every column). The tables here are our own, of other shapes than the published one: a help desk's
tickets, bills, and short answers. What should come out is the table with the pollution undone, as
there: a missing delimiter's two cells are two again, a stray quote is text, several header rows are
joined by a blank, only the first of several tables counts, and a file without a header begins with its data.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

Rows = list[list[str]]

# How common each pollution is in public data, in percent, as published; the rest is shared by the others.
WEIGHTS = {
    "record delimiter LF": 38.0,
    "field delimiter semicolon": 18.7,
    "no header": 10.6,
    "preamble": 6.3,
    "row with a delimiter more": 6.3,
    "row with a delimiter less": 5.6,
    "no line end at the end": 4.1,
    "field delimiter comma and blank": 2.3,
    "two tables": 4.2,
    "several header rows": 2.1,
    "row with a quote more": 0.2,
}
_REST = 0.12  # percent, for each pollution that is not named


@dataclass(frozen=True)
class Polluted:
    """One polluted file and the rows, header first, that should be read out of it."""

    pollution: str
    content: bytes
    expected: Rows


@dataclass(frozen=True)
class Written:
    """Signs that write a table; ``texts`` are the columns that are always quoted."""

    texts: frozenset[int]
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    newline: str = "\r\n"

    def cells(self, row: Sequence[str], delimiter: str | None = None) -> list[str]:
        """The cells of a row as they stand in the file."""
        delimiter = self.delimiter if delimiter is None else delimiter
        return [self._cell(place, text, delimiter) for place, text in enumerate(row)]

    def _cell(self, place: int, text: str, delimiter: str) -> str:
        needed = (delimiter.strip() and delimiter in text) or self.quote in text or "\n" in text
        if place not in self.texts and not needed and not (delimiter == " " and " " in text):
            return text
        return self.quote + text.replace(self.quote, self.escape + self.quote) + self.quote

    def lines(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Every row with its line end."""
        return [self.delimiter.join(self.cells(row)) + self.newline for row in rows]


def _tickets(rng: random.Random) -> tuple[Rows, frozenset[int]]:
    subjects = ["Can't sign in", 'Screen says "offline"', "Cup broken, again", "Late by 2 days", r"Path C:\tmp\x lost",
                "Where is it?", "Refund, please", "It's 5\\'6\"\" wide"]  # fmt: skip
    header = ["Ticket", "Opened", "Minutes", "Requester", "Priority", "Subject", "Body", "Rating", "Notes"]
    rows = [
        [
            f"T-{4000 + number}",
            f"2024-0{rng.randint(1, 9)}-{rng.randint(10, 28)} {rng.randint(10, 23)}:{rng.randint(10, 59)}",
            str(rng.randint(0, 900)),
            f"p{rng.randint(1, 400)}@mail.example",
            rng.choice(["low", "normal", "urgent"]),
            rng.choice(subjects),
            f"{rng.choice(subjects)} and then {rng.choice(['nothing', 'silence', 'an echo'])}, {rng.randint(2, 9)} times.",
            rng.choice(["", "1", "4", "5"]),
            "",
        ]
        for number in range(50)
    ]
    return [header, *rows], frozenset({5, 6})


def _bills(rng: random.Random) -> tuple[Rows, frozenset[int]]:
    header = ["BillDate", "Shop", "Item", "Units", "Net", "Gross", "Paid"]
    rows = [
        [
            f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/2023",
            rng.choice(["Rome", "Oslo", "New York"]),
            rng.choice(["Tea, green", "Mug", "Filter paper", 'Pot 12"']),
            str(rng.randint(1, 30)),
            f"${(net := rng.uniform(2, 900)):.2f}",
            f"${net * 1.2:.2f}",
            rng.choice(["yes", "no"]),
        ]
        for _ in range(40)
    ]
    return [header, *rows], frozenset({1, 2})


def _answers(rng: random.Random) -> tuple[Rows, frozenset[int]]:
    header = ["respondent", "asked_at", "score", "comment"]
    words = ["fine", "slow delivery", 'a "nice" team', "great, thanks", "would not buy again"]
    rows = [
        [str(9_000_000_000 + number), f"2024-03-{rng.randint(10, 28)}", str(rng.randint(0, 10)), rng.choice(words)]
        for number in range(30)
    ]
    return [header, *rows], frozenset()


def polluted_files(step: int = 1, seed: int = 7) -> Iterator[Polluted]:
    """Every polluted file; of those with one polluted place, every ``step``-th."""
    for make in (_tickets, _bills, _answers):
        table, texts = make(random.Random(seed))
        for one in [*_files(table, Written(texts)), *list(_places(table, Written(texts)))[::step]]:
            yield replace(one, pollution=f"{one.pollution} ({make.__name__[1:]})")


def _files(table: Rows, plain: Written) -> Iterator[Polluted]:
    """Pollution of the file and of its structural characters."""
    header, lines = table[0], plain.lines(table)
    text, width = "".join(lines), len(table[0])
    yield Polluted("source", text.encode(), table)
    yield Polluted("no line end at the end", text.removesuffix("\r\n").encode(), table)
    yield Polluted("two line ends at the end", (text + "\r\n").encode(), table)
    yield Polluted("no header", "".join(lines[1:]).encode(), table[1:])
    for more in (1, 2):
        joined = [" ".join([name] * (more + 1)) for name in header]
        content = (lines[0] * more + text).encode()
        yield Polluted("several header rows", content, [joined, *table[1:]])
    above = "EXPORT" + "," * (width - 1) + "\r\n" + "," * (width - 1) + "\r\n"
    yield Polluted("preamble", (above + text).encode(), table)
    for columns in (width - 1, width, width + 1):
        second = [[*row, *(["more"] if columns > width else [])][:columns] for row in table]
        yield Polluted("two tables", (text + "".join(plain.lines(second))).encode(), table)
    yield Polluted("only the header", lines[0].encode(), table[:1])
    yield Polluted("one row", "".join(lines[:2]).encode(), table[:2])
    for name, sign in {"semicolon": ";", "tab": "\t", "comma and blank": ", ", "blank": " "}.items():
        changed = replace(plain, delimiter=sign)
        yield Polluted(f"field delimiter {name}", "".join(changed.lines(table)).encode(), table)
    apostrophe = replace(plain, quote="'", escape="'")
    yield Polluted("quotation mark '", "".join(apostrophe.lines(table)).encode(), table)
    for name, sign in {"backslash": "\\", "missing": ""}.items():
        yield Polluted(f"escape {name}", "".join(replace(plain, escape=sign).lines(table)).encode(), table)
    for name, sign in {"LF": "\n", "CR": "\r"}.items():
        yield Polluted(f"record delimiter {name}", "".join(replace(plain, newline=sign).lines(table)).encode(), table)


def _places(table: Rows, plain: Written) -> Iterator[Polluted]:
    """Pollution of one row: the header is row 0."""
    lines = plain.lines(table)

    def file(row: int, line: str) -> bytes:
        return "".join([*lines[:row], line + "\r\n", *lines[row + 1 :]]).encode()

    for row, texts in enumerate(table):
        cells = plain.cells(texts)
        for at in range(len(cells)):
            yield Polluted("row with a delimiter more", file(row, ",".join([*cells[:at], "", *cells[at:]])), table)
            if at:
                fused = [*cells[: at - 1], cells[at - 1] + cells[at], *cells[at + 1 :]]
                yield Polluted("row with a delimiter less", file(row, ",".join(fused)), table)
            written = _with_quote(cells[at])
            stray = [*texts[:at], '"' + texts[at], *texts[at + 1 :]]
            expected = [*table[:row], stray, *table[row + 1 :]]
            yield Polluted(
                "row with a quote more", file(row, ",".join([*cells[:at], written, *cells[at + 1 :]])), expected
            )
        yield Polluted("row delimited by blanks", file(row, " ".join(plain.cells(texts, " "))), table)


def _with_quote(cell: str) -> str:
    """A further quote at the beginning of the cell's text."""
    return '""' + cell[1:] if cell[:1] == '"' else '"' + cell


def weight_of(pollution: str) -> float:
    """The weight of all files with this pollution, in percent."""
    return WEIGHTS.get(pollution.rpartition(" (")[0], _REST)
