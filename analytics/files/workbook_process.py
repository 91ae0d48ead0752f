"""What the workbook worker says, from the other side of the pipe."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.errors import UnreadableFile
from analytics.files.limits import PREVIEW_ROWS, WORKBOOK_MEMORY, WORKBOOK_SECONDS

_WORKER = Path(__file__).with_name("workbook_worker.py")
_HEAD_ROWS = PREVIEW_ROWS + 100
_TAIL_ROWS = 50

Row = tuple[int, list[str]]


@dataclass
class Sheet:
    """The beginning and the end of one sheet; ``whole`` when the beginning is all of it."""

    about: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    tail: list[Row] = field(default_factory=list)
    whole: bool = True


def sheets_of(path: Path, name: str, encoding: str = "") -> list[Sheet]:
    """All sheets with their first and last rows; ``encoding`` is that of a page, or ``xml`` (see the worker)."""
    sheets: list[Sheet] = []
    for said in _worker(path, name, str(_HEAD_ROWS), str(_TAIL_ROWS), "all", encoding):
        if isinstance(said, dict):
            sheets.append(Sheet(said))
        elif said is None:
            sheets[-1].whole = False
        elif sheets[-1].whole:
            sheets[-1].rows.append((said[0], said[1]))
        else:
            sheets[-1].tail.append((said[0], said[1]))
    return sheets


def rows_of(path: Path, name: str, sheet: str, encoding: str = "") -> Iterator[Row]:
    """Every row of one sheet."""
    found = False
    for said in _worker(path, name, "-", "0", "=" + sheet, encoding):
        found = True
        if isinstance(said, list):
            yield said[0], said[1]
    if not found:
        raise UnreadableFile(f"{name} has no sheet named {sheet} any more. Choose the file again.")


def _worker(path: Path, name: str, *told: str) -> Iterator[Any]:
    """What the worker program says, line by line; ``UnreadableFile`` when it fails."""
    command = [sys.executable, "-I", str(_WORKER), str(path), str(WORKBOOK_MEMORY), *told]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        deadline = threading.Timer(WORKBOOK_SECONDS, process.kill)
        deadline.start()
        try:
            for line in process.stdout or ():
                said = json.loads(line)
                if isinstance(said, dict) and "error" in said:
                    raise UnreadableFile(_why(name, said["error"]))
                yield said
        except GeneratorExit:
            process.kill()
            raise
        finally:
            deadline.cancel()
    if process.returncode:
        raise UnreadableFile(_why(name, "memory" if process.returncode < 0 else "damaged"))


def _why(name: str, error: str) -> str:
    if error == "password":
        return f"{name} is protected with a password. Save it without a password and choose it again."
    if error == "memory":
        return f"{name} asks for too much memory: it is damaged or too large. Save the sheet as CSV."
    return f"{name} is a damaged workbook. Open it in a spreadsheet, save it again, and choose the new file."
