"""Seconds and memory of loading tickets, orders and answers with a receipt, against DuckDB's own CREATE TABLE AS of the same file.

Prints one JSON line per file. ``ratio`` is our time over DuckDB's: what recognising, typing, masking, the receipt, undo and the
place in the journey cost on top of reading. Each side runs in a process of its own, whose peak memory is told;
the files are removed afterwards. ``--rows 10000000`` is the full measure (0.9 to 2.1 GB). ``cpu_ratio`` is the same of the
seconds that the processors worked: it holds on a machine that has other work as well.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

FILES = {
    "tickets": """
    SELECT 100000 + i AS "Id", 'customer' || (hash(i) % 50000) || '@example.com' AS "Requester email",
        strftime(TIMESTAMP '2024-01-01' + to_seconds(i * 31), '%Y-%m-%d %H:%M:%S') AS "Created at",
        strftime(TIMESTAMP '2024-01-01' + to_seconds((i * 31 + hash(i) % 200000)::BIGINT), '%Y-%m-%d %H:%M:%S') AS "Solved at",
        ['open', 'pending', 'solved', 'closed'][(1 + hash(i + 1) % 4)::INT] AS "Status",
        ['low', 'normal', 'high', 'urgent'][(1 + hash(i + 2) % 4)::INT] AS "Priority",
        ['web', 'email', 'chat'][(1 + hash(i + 3) % 3)::INT] AS "Via",
        (hash(i + 4) % 3000) AS "First reply time in minutes", (hash(i + 5) % 9000) AS "Full resolution time in minutes",
        'Order ' || i || ' has not arrived' AS "Subject",
        'Hello, I am waiting for order ' || i || ' since ' || (hash(i) % 30) || ' days, please tell me where it is.' AS "Description"
    """,
    "orders": """
    SELECT 100000 + i AS "Order ID", 'C' || (hash(i) % 300000) AS "Customer ID",
        'customer' || (hash(i) % 300000) || '@example.com' AS "Email",
        strftime(TIMESTAMP '2022-01-01' + to_seconds(i * 9), '%Y-%m-%d %H:%M:%S') AS "Created at",
        (hash(i + 1) % 50000) / 100.0 AS "Total", 'EUR' AS "Currency",
        ['paid', 'refunded', 'pending'][(1 + hash(i + 2) % 3)::INT] AS "Financial Status",
        'Product number ' || (hash(i + 3) % 2000) AS "Product", ['Shoes', 'Shirts', 'Hats'][(1 + hash(i + 4) % 3)::INT] AS "Category",
        ['web', 'store'][(1 + hash(i + 5) % 2)::INT] AS "Channel",
        ['google', 'newsletter', 'friend'][(1 + hash(i + 6) % 3)::INT] AS "Source",
        CASE WHEN hash(i + 7) % 5 = 0 THEN 'SAVE10' ELSE '' END AS "Discount Code"
    """,
    "answers": """
    SELECT 'R' || i AS "Response ID", 'C' || (hash(i) % 300000) AS "Customer ID",
        strftime(TIMESTAMP '2022-01-01' + to_seconds(i * 9), '%Y-%m-%d %H:%M:%S') AS "Date",
        hash(i + 1) % 11 AS "How likely are you to recommend us?",
        CASE WHEN hash(i) % 3 = 0 THEN 'The delivery took far too long and nobody told me why it was late' ELSE '' END AS "Comment",
        ['web', 'app', 'phone'][(1 + hash(i + 5) % 3)::INT] AS "Channel",
        ['Checkout', 'Delivery', 'Support'][(1 + hash(i + 6) % 3)::INT] AS "Touchpoint"
    """,
}


def main() -> None:
    """Make each file, read it both ways by turns, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=2, help="how often each side reads; the fastest counts")
    parser.add_argument("--of", nargs="*", choices=FILES, default=[*FILES], help="which files")
    parser.add_argument("--side", choices=("ours", "duckdb"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.side:
        print(json.dumps(_one_side(told.side, told.file, told.rows)))
        return
    for name in told.of:
        print(json.dumps(measure(name, told.rows, told.turns)), flush=True)


def measure(name: str, rows: int, turns: int) -> dict[str, float | str]:
    """The figures of one file of so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        duckdb.execute(f"COPY ({FILES[name]} FROM range({rows}) AS r(i)) TO '{path}' (HEADER)")
        both = [(_measured("duckdb", path, rows), _measured("ours", path, rows)) for _ in range(turns)]
        size = path.stat().st_size
    reference, ours = (min(side, key=lambda one: one["seconds"]) for side in zip(*both, strict=True))
    return {
        "benchmark": "loading",
        "file": name,
        "rows": rows,
        "megabytes": round(size / 1e6),
        "seconds": ours["seconds"],
        "rows_per_second": round(rows / ours["seconds"]),
        "reference": "DuckDB CREATE TABLE AS FROM read_csv",
        "reference_seconds": reference["seconds"],
        "ratio": round(ours["seconds"] / reference["seconds"], 2),
        "cpu_seconds": ours["cpu_seconds"],
        "reference_cpu_seconds": reference["cpu_seconds"],
        "cpu_ratio": round(ours["cpu_seconds"] / reference["cpu_seconds"], 2),
        "peak_memory_mb": ours["peak_memory_mb"],
        "reference_peak_memory_mb": reference["peak_memory_mb"],
    }


def _measured(side: str, path: Path, rows: int) -> dict[str, float]:
    """What one side tells of itself, from a process that does nothing else."""
    command = [sys.executable, __file__, "--side", side, "--file", str(path), "--rows", str(rows)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(told.stdout))


def _one_side(side: str, path: Path, rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        load = _load if side == "ours" else _copy
        seconds, worked = load(path, Path(folder) / "workspace.duckdb", rows)
    # The peak of this process; ru_maxrss is in kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": round(seconds, 2), "cpu_seconds": round(worked, 2), "peak_memory_mb": peak}


def _load(path: Path, database: Path, rows: int) -> tuple[float, float]:
    from analytics import Workspace  # only this side is to carry the weight of the program

    workspace = Workspace(database)
    begun, worked = time.perf_counter(), time.process_time()
    receipt = workspace.load(path)
    workspace.close()
    taken = time.perf_counter() - begun, time.process_time() - worked
    if receipt.loaded != rows:
        raise SystemExit(f"{receipt.loaded:,} of {rows:,} rows were loaded: {receipt}")
    return taken


def _copy(path: Path, database: Path, rows: int) -> tuple[float, float]:
    connection = duckdb.connect(str(database))
    begun, worked = time.perf_counter(), time.process_time()
    connection.execute(f"CREATE TABLE tickets AS FROM read_csv('{path}')")
    connection.close()
    return time.perf_counter() - begun, time.process_time() - worked


if __name__ == "__main__":
    main()
