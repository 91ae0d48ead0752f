"""The ledger: appended to, never overwritten; any past date can be reproduced."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import ChangedMeanwhile, NotFound
from analytics.store.database import Database
from analytics.store.ledger import Ledger

ROOT = Path(__file__).parents[3]
MAY, JUNE = datetime(2026, 5, 4), datetime(2026, 6, 1)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Database())


def test_the_present_is_the_latest_entry(ledger: Ledger) -> None:
    ledger.record("target", "adoption/nps", 30, "Ada", at=MAY)
    ledger.record("target", "adoption/nps", 40, "Bea", at=JUNE)
    assert ledger.present("target") == {"adoption/nps": 40}
    assert list(ledger.entries()["who"]) == ["Bea", "Ada"]


def test_a_past_date_is_reproduced(ledger: Ledger) -> None:
    ledger.record("target", "adoption/nps", 30, "Ada", at=MAY)
    ledger.record("target", "adoption/nps", 40, "Ada", at=JUNE)
    assert ledger.present("target", as_of=datetime(2026, 5, 31)) == {"adoption/nps": 30}
    assert ledger.present("target", as_of=datetime(2026, 5, 1)) == {}


def test_an_entry_knows_what_it_replaced(ledger: Ledger) -> None:
    ledger.record("target", "adoption/nps", {"target": 30}, "Ada")
    ledger.record("target", "adoption/nps", {"target": 40}, "Ada")
    assert list(ledger.entries()["previous"]) == ['{"target": 30}', None]


def test_undoing_is_a_new_entry_that_restores_the_value_before(ledger: Ledger) -> None:
    ledger.record("target", "adoption/nps", 30, "Ada")
    second = ledger.record("target", "adoption/nps", 40, "Ada")
    ledger.undo(second, "Bea")
    assert ledger.present("target") == {"adoption/nps": 30}
    assert len(ledger.entries()) == 3
    assert ledger.entries().iloc[0]["undoes"] == second


def test_undoing_the_first_entry_takes_the_value_away(ledger: Ledger) -> None:
    first = ledger.record("target", "adoption/nps", 30, "Ada")
    ledger.undo(first, "Ada")
    assert ledger.present("target") == {}


def test_a_change_over_somebody_elses_head_is_refused_and_says_who(ledger: Ledger) -> None:
    ledger.record("target", "adoption/nps", 30, "Ada")
    ledger.record("target", "adoption/nps", 35, "Bea")
    with pytest.raises(ChangedMeanwhile) as told:
        ledger.record("target", "adoption/nps", 40, "Ada", expected=30)
    assert "Bea" in str(told.value)
    assert ledger.present("target") == {"adoption/nps": 35}


def test_several_decisions_are_recorded_together_or_not_at_all(ledger: Ledger) -> None:
    ledger.record("target", "b", 1, "Bea")
    with pytest.raises(ChangedMeanwhile):
        ledger.record_all("target", {"a": 5, "b": 6}, "Ada", expected={"a": None, "b": None})
    assert ledger.present("target") == {"b": 1}


def test_undoing_what_is_not_there_is_told(ledger: Ledger) -> None:
    with pytest.raises(NotFound) as told:
        ledger.undo(7, "Ada")
    assert "7" in str(told.value)


def test_kinds_do_not_mix(ledger: Ledger) -> None:
    ledger.record("target", "x", 1, "Ada")
    ledger.record("journey", "x", 2, "Ada")
    assert ledger.present("journey") == {"x": 2}


def test_taking_back_what_was_decided_otherwise_since_is_refused(ledger: Ledger) -> None:
    first = ledger.record("target", "adoption/nps", 30, "Ada")
    ledger.record("target", "adoption/nps", 40, "Bea")
    with pytest.raises(ChangedMeanwhile, match="Bea"):
        ledger.undo(first, "Ada")
    assert ledger.present("target") == {"adoption/nps": 40}


def test_new_subjects_are_numbered_and_a_number_is_never_used_again(ledger: Ledger) -> None:
    first = ledger.add("action", {"what": "a"}, "Ada")
    ledger.undo(ledger.position, "Ada")
    assert (first, ledger.add("action", {"what": "b"}, "Bea")) == ("action-1", "action-2")
    assert ledger.present("action") == {"action-2": {"what": "b"}}


@pytest.mark.slow
def test_decisions_are_dated_in_utc_wherever_the_machine_stands(tmp_path: Path) -> None:
    script = (
        "from datetime import UTC, datetime\nfrom analytics.store.database import Database\n"
        "from analytics.store.ledger import Ledger\nledger = Ledger(Database())\nledger.record('target', 'x', 1, 'Ada')\n"
        "print((datetime.now(UTC).replace(tzinfo=None) - ledger.entries()['decided_at'][0]).total_seconds())"
    )
    environment = os.environ | {"TZ": "America/New_York"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert abs(float(done.stdout)) < 60, done.stderr[-2000:]
