"""Writes the sample data: one coffee-subscription shop over 24 months, with a planted truth.

``python data/sample/make_sample.py`` writes the same files, byte for byte, each time it runs; with
``--to FOLDER`` elsewhere. It needs numpy and nothing else. README.md beside it tells what is planted.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from shop import exports, faults, measures, truth
from shop.columns import QUALTRICS, SHOPIFY_CUSTOMERS, SHOPIFY_ORDERS, ZENDESK
from shop.story import tell

HERE = Path(__file__).parent


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> bytes:
    """A table as CSV in UTF-8, missing cells empty.

    >>> as_csv(["a", "b"], [{"a": "1"}])
    b'a,b\\n1,\\n'
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def packed(content: bytes) -> bytes:
    """``content`` gzipped, without the time that gzip would note."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def make_files() -> dict[str, bytes]:
    """Every file of the sample by name."""
    story = tell()
    labels, imports, *responses = exports.survey_rows(story)
    files = faults.Files(exports.ticket_rows(story), responses, exports.order_rows(story))
    found = faults.spoil(story, files)
    placed = faults.places(found, files)
    rejected = {fault.id for fault in found if fault.sort == "date_does_not_exist"}
    known = truth.truth(story, placed)
    names = ("comment_id", "truth", "also", "detail", "language")
    return {
        "tickets.csv": as_csv(ZENDESK, files.tickets),
        "surveys.csv": as_csv([name for name, _, _ in QUALTRICS], [labels, imports, *files.surveys]),
        "orders.csv.gz": packed(as_csv(SHOPIFY_ORDERS, files.orders)),
        "customers.csv": as_csv(SHOPIFY_CUSTOMERS, exports.customer_rows(story)),
        "usage.csv.gz": packed(
            as_csv(("customer_email", "occurred_at", "event", "quantity"), exports.usage_rows(story))
        ),
        "measures.csv": as_csv(
            ("measure", "period", "value", "touchpoint", "perspective"), measures.measure_rows(story)
        ),
        "truth_comments.csv": as_csv(names, truth.comment_truths(story, rejected)),
        "truth.json": (json.dumps(known, indent=1, ensure_ascii=False) + "\n").encode(),
    }


def main() -> None:
    """Writes the files and tells their sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--to", type=Path, default=HERE, help="folder to write to (default: beside the program)")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in make_files().items():
        (folder / name).write_bytes(content)
        print(f"{name:20} {len(content):>10,} bytes")


if __name__ == "__main__":
    main()
