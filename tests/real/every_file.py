"""What becomes of every public file beside the project, one line per table; recorded in ``every_file.tsv``.

``python -m tests.real.every_file FOLDER`` prints the record anew. Whoever renews it looks at each line that changed:
the record says what is right, not what happened.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from analytics import Workspace
from analytics.errors import JourneyError
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.reading import examine
from analytics.files.table import SourceTable

RECORD = Path(__file__).with_suffix(".tsv")
COLUMNS = ("file", "table", "kind", "vendor", "read", "loaded", "updated", "unchanged", "rejected", "mapping")
# The files were written before this day.
NOW = datetime(2026, 11, 1)


def outcomes(folder: Path, files: list[Path]) -> Iterator[str]:
    """The lines of these files: what each table is taken for, its counts and its mapping, or why the file is refused."""
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            tables = examine(path)
        except JourneyError as refusal:
            yield "\t".join((name, "", "refused", _reason(path, refusal)))
            continue
        workspace = Workspace()
        for table in tables:
            yield "\t".join((name, *_loaded(workspace, table)))
        workspace.close()


def _loaded(workspace: Workspace, table: SourceTable) -> tuple[str, ...]:
    mapping = workspace.propose(table)
    receipt = workspace.load(table, mapping, who="test", now=NOW)
    counts = (receipt.read, receipt.loaded, receipt.updated, receipt.unchanged, receipt.rejected)
    assert receipt.read == sum(counts[1:]), f"{table.name}: {receipt}"
    sheet = table.layout.sheet or table.layout.member
    return (_plain(sheet), mapping.kind, mapping.vendor, *map(str, counts), _plain(_in_words(mapping)))


def _in_words(mapping: Mapping) -> str:
    """``field=column`` for each field, then how many questions measure what."""
    asked = Counter(question.metric for question in mapping.questions)
    return " ".join([*map(_use, mapping.uses), *(f"{number} x {metric}" for metric, number in sorted(asked.items()))])


def _use(use: ColumnUse) -> str:
    # A day that was taken from the file's own date is another one on each machine.
    given = use.column or ("(a day)" if use.formats else f"'{use.constant}'")
    return f"{use.field}={given}" + (f" x {use.times}" if use.times else "")


def _reason(path: Path, refusal: JourneyError) -> str:
    """The sentence without the file's name, which stands in the line already."""
    return _plain(str(refusal).replace(path.name, "it"))


def _plain(text: str) -> str:
    return " ".join(text.split())


def all_files(folder: Path) -> list[Path]:
    """Every file below the folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    root = Path(sys.argv[1])
    sys.stdout.write("\t".join(COLUMNS) + "\n")
    for line in outcomes(root, all_files(root)):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
