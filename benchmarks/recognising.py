"""How many columns of exports are read right, asked about, or read wrong; prints one JSON line.

A column is right when it fills the field that it should (or none, where it should fill none), asked when it
is left for the person to decide, and wrong when it fills a field that it should not. ``unseen`` are files
that were written down before the rules were mended and looked at only after, ``later``, ``newest`` and ``latest``
such files of later times; rules have been mended for all by now, so none foretells files that nobody has seen
(decisions 24, 115, 120 and 121).

    python -m benchmarks.recognising [--faults] [--which seen|unseen|later|newest|latest]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analytics import Workspace
from analytics.files.mapping import Mapping
from analytics.files.reading import examine
from analytics.files.recognise import recognise
from benchmarks.export_files import ExportFile, exports

Verdict = Literal["right", "asked", "wrong"]
SETS = ["seen", "unseen", "later", "newest", "latest"]
SURE = 0.8


@dataclass(frozen=True)
class Judged:
    """What was made of one column: the verdict, the field it was given (empty: none), and how surely."""

    column: str
    truth: str
    given: str
    verdict: Verdict
    confidence: float


def judge(export: ExportFile, mapping: Mapping, columns: tuple[str, ...]) -> list[Judged]:
    """Column by column, what was made of an export. Nothing is right about a file taken for another kind."""
    given: dict[str, list[tuple[str, float]]] = {}
    for use in mapping.uses:
        for name in {use.column, use.time_column}:
            given.setdefault(name, []).append((use.field, use.confidence))
    for question in mapping.questions:
        if question.score_column:
            given.setdefault(question.score_column, []).append((f"q {question.metric}", mapping.confidence))
        if question.comment_column:
            given.setdefault(question.comment_column, []).append(("q open", mapping.confidence))
    found = []
    for column, name in zip(export.columns, columns, strict=False):
        fields = given.get(name, [("", 0.0)])
        truth = column.truth.removeprefix("~")
        wanted = {"customer_id", "email"} if truth in ("customer_id", "email") else {truth}
        if fields == [("", 0.0)]:
            verdict: Verdict = "right" if truth == "-" or column.truth.startswith("~") else "asked"
        else:
            fits = mapping.kind == export.kind and any(field in wanted for field, _ in fields)
            verdict = "right" if fits else "wrong"
        field, confidence = fields[0]
        found.append(Judged(column.name, column.truth, field, verdict, confidence))
    return found


def measure(which: str, folder: Path) -> tuple[dict[str, object], list[str]]:
    """The figures of one set of files, and a line about each fault."""
    tally: Counter[str] = Counter()
    faults: list[str] = []
    for export in exports(which):
        table = examine(export.write(folder))[0]
        mapping = recognise(table)
        tally["files"] += 1
        tally["kind"] += mapping.kind == export.kind
        tally["vendor"] += mapping.vendor == export.vendor
        if (mapping.kind, mapping.vendor) != (export.kind, export.vendor):
            faults.append(f"{export.name}: {mapping.kind}/{mapping.vendor} {mapping.doubts}")
        for judged in judge(export, mapping, table.columns):
            tally[judged.verdict] += 1
            tally[f"sure and {judged.verdict}"] += bool(judged.given) and judged.confidence >= SURE
            if judged.verdict != "right":
                faults.append(f"{export.name}: {judged}")
        receipt = Workspace().load(table, mapping)
        tally.update({"rows": receipt.read, "rejected": receipt.rejected})
        faults += [f"{export.name}: {reason}" for reason in (receipt.reasons if receipt.rejected else ())]
    return _figures(tally), faults


def _figures(tally: Counter[str]) -> dict[str, object]:
    columns = sum(tally[verdict] for verdict in ("right", "asked", "wrong"))
    sure = sum(tally[f"sure and {verdict}"] for verdict in ("right", "wrong"))
    return {
        "files": tally["files"],
        "columns": columns,
        **{verdict: round(tally[verdict] / columns, 4) for verdict in ("right", "asked", "wrong")},
        "kinds_right": round(tally["kind"] / tally["files"], 4),
        "vendors_right": round(tally["vendor"] / tally["files"], 4),
        "sure_columns": sure,
        "sure_and_right": round(tally["sure and right"] / max(1, sure), 4),
        "rows_rejected": round(tally["rejected"] / max(1, tally["rows"]), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="also tell what was not right")
    parser.add_argument("--which", choices=SETS, help="only this set")
    told = parser.parse_args()
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        for which in [told.which] if told.which else SETS:
            result[which], faults = measure(which, Path(folder))
            if told.faults:
                print(*faults, sep="\n")
    print(json.dumps({"benchmark": "recognising", **result}))


if __name__ == "__main__":
    main()
