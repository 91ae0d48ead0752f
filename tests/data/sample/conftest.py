"""The sample's files and its program, for the tests beside this file."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[3] / "data" / "sample"
sys.path.insert(0, str(SAMPLE))  # the program is run from its folder and imports its package from there

Records = list[dict[str, str]]


def unpacked(path: Path) -> bytes:
    """The bytes of a file, unzipped where it is zipped."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of the sample."""
    return SAMPLE


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What is planted."""
    known: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    return known


@pytest.fixture(scope="session")
def records() -> Callable[[str], Records]:
    """The records of one file by its name; those of surveys.csv without its second and third header row."""
    known: dict[str, Records] = {}

    def read(name: str) -> Records:
        if name not in known:
            rows = list(csv.DictReader(io.StringIO(unpacked(SAMPLE / name).decode("utf-8"))))
            known[name] = rows[2:] if name == "surveys.csv" else rows
        return known[name]

    return read
