"""What all tests share: where the real files are, and workspaces that cost nothing."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from analytics import Workspace

# A busy machine must not fail a test: what is slow is measured in benchmarks/. `make check` asks for "quick". Both draw the
# same examples every time, so that a run that failed can be repeated; `make explore` looks for new ones.
settings.register_profile("thorough", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("quick", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=300)
settings.load_profile("thorough")

ROOT = Path(__file__).parents[1]


@pytest.fixture
def workspace() -> Workspace:
    """An empty workspace in memory."""
    return Workspace()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of public files beside the project; the test skips where there is none."""
    folder = Path(os.environ.get("JOURNEY_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the public files are not at {folder}; set JOURNEY_REAL_DATA to where they are")
    return folder


# These fit models, simulate, or run whole pages: `make test` has the patience for them, `make check` has not.
SLOW_PLACES = (
    "analytics/adoption",
    "analytics/drivers",
    "analytics/retention",
    "analytics/files/test_workbooks.py",
    "analytics/files/test_unpacking.py",
    "analytics/store/test_database.py",
    "analytics/pain_points",
    "analytics/scorecards",
    "analytics/kpis",
    "analytics/notebooks",
    "analytics/exports",
    "analytics/reviews",
    "analytics/commands",
    "analytics/files/test_clocks.py",
    "analytics/files/test_hostile.py",
    "analytics/files/test_identifying.py",
    "analytics/files/test_real_exports.py",
    "analytics/files/test_remembered.py",
    "analytics/files/test_row_notes.py",
    "analytics/journey/test_in_force.py",
    "analytics/journey/test_stops.py",
    "analytics/journey/test_trial.py",
    "analytics/store/test_asking.py",
    "analytics/store/test_classifying.py",
    "analytics/store/test_faults.py",
    "analytics/store/test_fresh.py",
    "analytics/store/test_imports.py",
    "analytics/store/test_joining.py",
    "analytics/store/test_loading.py",
    "analytics/store/test_masking.py",
    "analytics/store/test_messages.py",
    "analytics/store/test_nothing_is_lost.py",
    "analytics/store/test_placing.py",
    "analytics/store/test_privacy.py",
    "analytics/store/test_settling.py",
    "analytics/store/test_durations.py",
    "analytics/store/test_typing.py",
    "analytics/store/test_watching.py",
    "analytics/referrals",
    "analytics/support",
    "analytics/test_queries.py",
    "properties",
    "pages",
    "data",
    "benchmarks",
)


@cache
def _is_slow(path: Path) -> bool:
    below = path.relative_to(ROOT / "tests") if path.is_relative_to(ROOT / "tests") else path
    return any(below.is_relative_to(place) for place in SLOW_PLACES)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow places unread where no slow test is wanted: reading them takes longer than the quick tests do."""
    return True if "not slow" in config.option.markexpr and _is_slow(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in a slow place. A journey through a real browser may be begun a second time; the report tells of it."""
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
