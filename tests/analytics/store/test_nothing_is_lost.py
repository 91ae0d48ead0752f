"""What was confirmed is kept: with ten sessions at once on one server, and when the program is killed at any moment."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import ChangedMeanwhile

ROOT = Path(__file__).parents[3]
SESSIONS = 10
DECISIONS = 6

# Records decisions one after the other and confirms each on standard output, until it is killed.
RECORDING = """
import sys
from analytics import Workspace
ledger = Workspace(sys.argv[1]).ledger
print("ready", flush=True)
for number in range(100_000):
    ledger.record_all("target", {f"{number}/a": number, f"{number}/b": number}, "Ada", "a slider moved")
    print(number, flush=True)
"""

pytestmark = pytest.mark.slow


def test_ten_sessions_deciding_on_ten_kpis_at_once_lose_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "busy.duckdb")

    def session(own: int) -> None:
        for number in range(DECISIONS):
            workspace.ledger.record("target", f"phase/{own}", {"target": number}, f"session {own}", "moved")

    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(session, range(SESSIONS)))
    entries = workspace.ledger.entries("target")
    assert len(entries) == SESSIONS * DECISIONS
    assert workspace.ledger.present("target") == {f"phase/{n}": {"target": DECISIONS - 1} for n in range(SESSIONS)}


def test_ten_sessions_moving_one_target_at_once_never_overwrite_each_other_unseen(tmp_path: Path) -> None:
    """Each adds one to what it saw, and looks again when somebody was faster: the sum must hold every one of them."""
    workspace = Workspace(tmp_path / "busy.duckdb")

    def session(own: int) -> int:
        refused = 0
        for _ in range(DECISIONS):
            while True:
                seen = workspace.ledger.present("target").get("support/nps")
                try:
                    workspace.ledger.record("target", "support/nps", (seen or 0) + 1, f"session {own}", expected=seen)
                    break
                except ChangedMeanwhile:
                    refused += 1
        return refused

    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(session, range(SESSIONS)))
    assert workspace.ledger.present("target") == {"support/nps": SESSIONS * DECISIONS}


@pytest.mark.parametrize("patience", [0.05, 0.4, 1.1])
def test_a_program_killed_at_any_moment_loses_nothing_that_it_confirmed(tmp_path: Path, patience: float) -> None:
    path = tmp_path / "killed.duckdb"
    Workspace(path).close()
    child = subprocess.Popen([sys.executable, "-c", RECORDING, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(patience)
    child.kill()
    said = [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    child.wait()
    confirmed = [int(line) for line in said]
    assert confirmed or patience < 1
    present = Workspace(path).ledger.present("target")
    assert {f"{number}/{side}" for number in confirmed for side in "ab"} <= set(present)
    # What was under way when the program died is there whole or not at all.
    assert all(f"{subject[:-1]}{'b' if subject.endswith('a') else 'a'}" in present for subject in present)
