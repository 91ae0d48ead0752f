"""How much of a damaged CSV each reader recovers, the dialect not told; prints JSON lines.

Ten measures per file, each between 0 and 1: whether it was read at all, and precision, recall and
their harmonic mean for the header, the records and the cells (as sets with repetition; records
compare by their text). The score of a reader is the sum of the ten, averaged over all files, and
once more weighted. After Vitagliano et al., "Pollock: A Data Loading Benchmark", VLDB 2023; the files
here are our own, of two families: ``damaged`` (``benchmarks/damage.py``: every damage counts alike in
the weighted score) and ``polluted`` (``benchmarks/pollution.py``: the published list of pollutions and
their weights, with what is to come out as it is published).

Of the files with one polluted place every ninth is taken, which gives those that are polluted as a whole more than their
share of the plain mean. ``--step 1 --family polluted`` takes all of them, as the published collection does: ours 9.958
(weighted 9.526), pandas 9.764 (9.442), clevercsv 8.363 (9.465), DuckDB 2.780 (8.183).

    python -m benchmarks.damaged_files [--step N] [--reader NAME] [--family NAME]
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from analytics.errors import JourneyError
from analytics.files.reading import examine, write_csv
from benchmarks.damage import Damaged, damaged_files
from benchmarks.pollution import Polluted, polluted_files, weight_of

Rows = list[list[str]]
FAMILIES = ("damaged", "polluted")


def read_with_ours(path: Path) -> Rows:
    """The first table that our reader finds, as it writes it."""
    target = path.with_suffix(".clean")
    write_csv(examine(path)[0], target)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read_with_duckdb(path: Path) -> Rows:
    """DuckDB with everything left to its sniffer."""
    with duckdb.connect() as connection:
        result = connection.execute(f"SELECT * FROM read_csv('{path}', all_varchar = true)")
        names = [column[0] for column in result.description or ()]
        return [names, *[["" if cell is None else cell for cell in row] for row in result.fetchall()]]


def read_with_pandas(path: Path) -> Rows:
    """pandas guessing the delimiter; rows that do not fit are passed over, as a person would have it who wants the others."""
    frame = pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False, on_bad_lines="skip")
    return [list(map(str, frame.columns)), *frame.astype(str).values.tolist()]


def read_with_clevercsv(path: Path) -> Rows:
    """CleverCSV, which only finds dialects."""
    import clevercsv
    from clevercsv.exceptions import Error, NoDetectionResult

    try:
        return [list(row) for row in clevercsv.read_table(str(path))]
    except (Error, NoDetectionResult) as error:
        raise ValueError(str(error)) from error


READERS: dict[str, Callable[[Path], Rows]] = {
    "ours": read_with_ours,
    "duckdb": read_with_duckdb,
    "pandas": read_with_pandas,
    "clevercsv": read_with_clevercsv,
}


def agreement(expected: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean of two collections, repetition counted.

    >>> agreement(["a", "b"], ["a"])
    (1.0, 0.5, 0.6666666666666666)
    """
    if not expected:
        return 1.0, 1.0, 1.0
    shared = sum((Counter(expected) & Counter(found)).values())
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / len(found), shared / len(expected)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(damaged: Damaged, found: Rows) -> float:
    """The ten measures of one damaged file, summed."""
    header, rows = found[0] if found else [], found[1:]
    named = damaged.header is not None
    records = ["".join(row) for row in damaged.rows]
    cells = [cell for row in damaged.rows for cell in row]
    return (
        1.0
        + sum(agreement(damaged.header or [], header if named else []))
        + sum(agreement(records, ["".join(row) for row in rows]))
        + sum(agreement(cells, [cell for row in rows for cell in row]))
    )


def pollution_score(polluted: Polluted, found: Rows) -> float:
    """The ten measures of one polluted file, summed: the first row is the header, and its cells count as cells."""
    expected = polluted.expected
    return (
        1.0
        + sum(agreement(expected[0], found[0] if found else []))
        + sum(agreement(["".join(row) for row in expected[1:]], ["".join(row) for row in found[1:]]))
        + sum(agreement([cell for row in expected for cell in row], [cell for row in found for cell in row]))
    )


class Scored(NamedTuple):
    """A file to be read: its kind of damage, the weight of that kind, its bytes, and how a reading is scored."""

    damage: str
    weight: float
    content: bytes
    score: Callable[[Rows], float]


def scored_files(family: str, step: int) -> Iterator[Scored]:
    """The files of a family; of those with one damaged place, every ``step``-th."""
    if family == "damaged":
        for damaged in damaged_files(step):
            yield Scored(damaged.damage, 1.0, damaged.content, partial(score, damaged))
        return
    for polluted in polluted_files(step):
        weight = weight_of(polluted.pollution)
        yield Scored(polluted.pollution, weight, polluted.content, partial(pollution_score, polluted))


def measure(reader: Callable[[Path], Rows], step: int, family: str = "damaged") -> dict[str, Any]:
    """The scores of one reader over all files of a family, and its worst damages."""
    by_damage: dict[str, list[float]] = defaultdict(list)
    weights: dict[str, float] = {}
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(scored_files(family, step)):
            path = Path(folder) / f"{number}.csv"
            path.write_bytes(file.content)
            weights[file.damage] = file.weight
            try:
                by_damage[file.damage].append(file.score(reader(path)))
            except (JourneyError, duckdb.Error, ValueError, csv.Error, UnicodeError, TypeError, IndexError):
                by_damage[file.damage].append(0.0)  # a reader that gives up recovers nothing
            path.unlink()
    every = [value for values in by_damage.values() for value in values]
    means = {damage: sum(values) / len(values) for damage, values in by_damage.items()}
    worst = sorted(means.items(), key=lambda item: item[1])[:12]
    weighted = sum(mean * weights[damage] for damage, mean in means.items()) / sum(weights.values())
    return {
        "files": len(every),
        "score": round(sum(every) / len(every), 3),
        "score_weighted": round(weighted, 3),
        "seconds": round(time.perf_counter() - started, 1),
        "worst": {damage: round(value, 2) for damage, value in worst},
    }


def main() -> None:
    """Measure the readers that are installed and print one JSON line per family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=9, help="take every N-th of the files with one damaged cell")
    parser.add_argument("--family", choices=FAMILIES, action="append", help="only these families of files")
    parser.add_argument("--reader", choices=READERS, action="append", help="only these readers")
    arguments = parser.parse_args()
    names = arguments.reader or [name for name in READERS if name != "clevercsv" or importlib.util.find_spec(name)]
    for family in arguments.family or FAMILIES:
        figures = {name: measure(READERS[name], arguments.step, family) for name in names}
        print(json.dumps({"benchmark": f"{family}_files", "step": arguments.step, "readers": figures}))


if __name__ == "__main__":
    main()
