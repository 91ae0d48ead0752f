"""Rows per second of loading tickets with a receipt, against DuckDB's own CREATE TABLE AS in the same run.

Prints one JSON line. ``ratio`` is our time over DuckDB's: what recognising, typing, the receipt, undo
and the place in the journey cost on top of reading.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics import Workspace

TICKETS = """
COPY (
    SELECT 100000 + i AS "Id", 'customer' || (hash(i) % 50000) || '@example.com' AS "Requester email",
        strftime(TIMESTAMP '2024-01-01' + to_seconds(i * 31), '%Y-%m-%d %H:%M:%S') AS "Created at",
        strftime(TIMESTAMP '2024-01-01' + to_seconds((i * 31 + hash(i) % 200000)::BIGINT), '%Y-%m-%d %H:%M:%S') AS "Solved at",
        ['open', 'pending', 'solved', 'closed'][(1 + hash(i + 1) % 4)::INT] AS "Status",
        ['low', 'normal', 'high', 'urgent'][(1 + hash(i + 2) % 4)::INT] AS "Priority",
        ['web', 'email', 'chat'][(1 + hash(i + 3) % 3)::INT] AS "Via",
        (hash(i + 4) % 3000) AS "First reply time in minutes", (hash(i + 5) % 9000) AS "Full resolution time in minutes",
        'Order ' || i || ' has not arrived' AS "Subject",
        'Hello, I am waiting for order ' || i || ' since ' || (hash(i) % 30) || ' days, please tell me where it is.' AS "Description"
    FROM range({rows}) AS r(i)
) TO '{path}' (HEADER)
"""


def main() -> None:
    """Make the file, read it both ways, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.csv"
        duckdb.execute(TICKETS.format(rows=rows, path=path))
        reference = min(_duckdb_seconds(path, Path(folder) / f"plain{n}.duckdb") for n in range(3))
        ours = []
        for n in range(2):
            workspace = Workspace(Path(folder) / f"ours{n}.duckdb")
            begun = time.perf_counter()
            receipt = workspace.load(path)
            ours.append(time.perf_counter() - begun)
            assert receipt.loaded == rows, receipt
            workspace.close()
        print(
            json.dumps(
                {
                    "benchmark": "loading",
                    "rows": rows,
                    "megabytes": round(path.stat().st_size / 1e6),
                    "seconds": round(min(ours), 2),
                    "rows_per_second": round(rows / min(ours)),
                    "reference": "DuckDB CREATE TABLE AS FROM read_csv",
                    "reference_seconds": round(reference, 2),
                    "ratio": round(min(ours) / reference, 2),
                    "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                }
            )
        )


def _duckdb_seconds(path: Path, database: Path) -> float:
    connection = duckdb.connect(str(database))
    begun = time.perf_counter()
    connection.execute(f"CREATE TABLE tickets AS FROM read_csv('{path}')")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


if __name__ == "__main__":
    main()
