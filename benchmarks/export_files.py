"""Export files with planted truth, written out from descriptions in words (``benchmarks/exports``).

A description names each column, the truth about it and how its values look. The truth is a field of the
file's kind; ``-`` where the column fills none; ``q METRIC`` for a question of a survey; a ``~`` in front
where leaving the column for the person is as good.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

EXPORTS = Path(__file__).parent / "exports"
ROWS = 60
_START = datetime(2026, 1, 5, 9, 0, 17)
_NAMES = str.split("Ann Bea Cem Dov Eva Finn Gia Hugo Ida Jon Kim Lea")
_AGENTS = str.split("Pat Quin Rosa Sven")
_PROSE = (
    "The parcel arrived two weeks late and nobody told me why",
    "Great service, thank you very much for the quick help",
    "I cannot log in since the last update of the app",
    "Die Rechnung stimmt nicht und am Telefon hilft mir keiner",
    "Le produit est bien mais la livraison trop lente pour moi",
    "El pedido llegó roto y sigo esperando una respuesta suya",
    "Please add a dark mode, my eyes hurt in the evening",
)
_SHORT = ("Invoice wrong", "Login fails", "Late parcel", "Refund", "Question about plan", "Broken mug")


@dataclass(frozen=True)
class ExportColumn:
    """One column: its name, the wording in a second header row, the truth about it, and its values."""

    name: str
    label: str
    truth: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ExportFile:
    """One export: what it holds (``kind``), whose it is (``vendor``, empty for nobody's), and its columns."""

    name: str
    kind: str
    vendor: str
    columns: tuple[ExportColumn, ...]
    header: str = ""
    delimiter: str = ","

    def write(self, folder: Path) -> Path:
        """The file as CSV in ``folder``."""
        path = folder / f"export_{self.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter)
            writer.writerow([column.name for column in self.columns])
            if self.header:
                writer.writerow([column.label for column in self.columns])
            if self.header == "qualtrics":
                writer.writerow([f'{{"ImportId":"{column.name}"}}' for column in self.columns])
            writer.writerows(zip(*(column.values for column in self.columns), strict=True))
        return path


def exports(which: str) -> tuple[ExportFile, ...]:
    """The files that ``benchmarks/exports/WHICH.txt`` describes, the same ones every time."""
    text = (EXPORTS / f"{which}.txt").read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n== ")[1:]]
    return tuple(_export(block) for block in blocks)


def _export(block: str) -> ExportFile:
    title, *lines = block.splitlines()
    name, kind, vendor, *rest = [part.strip() for part in (title + " ").split("|")]
    options = dict(pair.split("=") for pair in " ".join(rest).split())
    chance = random.Random(name)
    people = [chance.randrange(24) for _ in range(ROWS)]
    columns = []
    for line in lines:
        header, truth, recipe = [part.strip() for part in line.rsplit(" | ", 2)]
        column, _, label = [part.strip() for part in header.partition(" ; ")] if " ; " in header else (header, "", "")
        if header.startswith("; ") or header.endswith(" ;"):
            column, label = [part.strip() for part in header.split(";", 1)]
        columns.append(ExportColumn(column, label, truth, tuple(_values(recipe, people, chance))))
    return ExportFile(name, kind, vendor, tuple(columns), options.get("header", ""), options.get("delimiter", ","))


def _values(recipe: str, people: list[int], chance: random.Random) -> Iterator[str]:
    """``ROWS`` cells: ``KIND ARGUMENT @PERCENT-BLANK``."""
    recipe, _, blank = recipe.partition(" @")
    kind, _, told = recipe.partition(" ")
    for row in range(ROWS):
        cell = _value(kind, told, row, people[row], chance)
        yield "" if blank and chance.random() * 100 < int(blank) else cell


def _value(kind: str, told: str, row: int, person: int, chance: random.Random) -> str:
    match kind:
        case "seq":
            return str(int(told) + row * 3).zfill(len(told))
        case "code":
            return f"{told}{1000 + row * 7}"
        case "hex":
            return random.Random(f"{row}{told}").randbytes(10).hex()
        case "cust":
            return f"{told}{100 + person}"
        case "mail":
            return f"{_NAMES[person % 12].lower()}{person}@example.org"
        case "mailu":
            return f"{_NAMES[row % 12].lower()}{row}@example.org"
        case "agentmail":
            return f"{_AGENTS[row % 4].lower()}@shop.example"
        case "name":
            return f"{_NAMES[person % 12]} Miller"
        case "agent":
            return f"{_AGENTS[row % 4]} Ortega"
        case "phone":
            return f"+49 30 {1000000 + person * 7919}"
        case "const":
            return told
        case "empty":
            return ""
        case "pick":
            return chance.choice(told.split(","))
        case "prose":
            return f"{chance.choice(_PROSE)} ({row})" if chance.random() < 0.8 else chance.choice(_PROSE)
        case "short":
            return f"{chance.choice(_SHORT)} {row}"
        case "at":
            return _time(told, row)
        case "epoch":
            return str(int(_moment(row, 0).timestamp()) * (1000 if told == "ms" else 1))
        case "dur":
            return _duration(told, row)
        case _:
            return _number(kind, told, chance)


def _moment(row: int, minutes: int) -> datetime:
    """A time that grows with the row; what happens ``minutes`` later spreads around that delay."""
    return _START + timedelta(days=row * 2 + row % 3, minutes=row * 37 + minutes * (1 + row % 5) / 3)


def _time(told: str, row: int) -> str:
    form, _, later = told.rpartition(" ")
    plain = later.lstrip("+-").isdigit() and later[0] in "+-" and len(later.lstrip("+-")) != 4 and form
    if not plain and later not in ("+9000", "-9000", "+5000", "+7000", "+2000", "+1000", "+3000", "+2880", "-2000"):
        form, later = told, "0"
    return _moment(row, int(later)).strftime(form)


def _duration(told: str, row: int) -> str:
    how, _, mean = told.partition(" ")
    minutes = int(int(mean or 60) * (1 + row % 5) / 3)
    match how:
        case "hms":
            return f"{minutes // 60:02}:{minutes % 60:02}:{row % 60:02}"
        case "words":
            return f"{minutes // 60}h {minutes % 60}m"
        case "millis":
            return str(minutes * 60_000)
        case _:  # what is left of a service level: negative once it is broken
            return f"{'-' if row % 4 == 0 else ''}{minutes // 60}:{minutes % 60:02}"


def _number(kind: str, told: str, chance: random.Random) -> str:
    low, high = (int(part) for part in told.split("-"))
    if kind == "num":
        return str(chance.randint(low, high))
    amount = f"{chance.uniform(low, high) * (60 if chance.random() < 0.05 and kind in ('usd', 'eurs') else 1):,.2f}"
    swapped = amount.translate(str.maketrans(",.", ".,"))
    written = {
        "dec": amount.replace(",", ""),
        "comma": swapped.replace(".", ""),
        "usd": f"${amount}",
        "eurs": f"{swapped} €",
        "frs": f"{swapped.replace('.', ' ')} €",
        "reais": f"R$ {swapped}",
        "pct": f"{amount} %",
    }
    return written[kind]
