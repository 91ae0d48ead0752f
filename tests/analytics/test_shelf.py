"""The folder of workspaces: names become files, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import shelf
from analytics.errors import JourneyError, NotFound


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JOURNEY_HOME", str(tmp_path))
    return tmp_path


def test_workspaces_are_listed_with_the_sample_last(home: Path) -> None:
    for name in ("sample", "b", "a"):
        (home / f"{name}.duckdb").write_bytes(b"x")
    assert shelf.names() == ["a", "b", "sample"]


@pytest.mark.parametrize("name", ["../evil", "a/b", "a\\b", "", " ", ".hidden", "x" * 61, "con:1", "a\x00b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(JourneyError):
        shelf.new_path(name)


@pytest.mark.parametrize("name", ["Shop 2026", "Zürich", "review-Q4", "v1.2"])
def test_an_ordinary_name_is_a_file_in_the_folder(home: Path, name: str) -> None:
    assert shelf.new_path(name) == home / f"{name}.duckdb"


def test_a_name_that_is_taken_is_refused(home: Path) -> None:
    (home / "shop.duckdb").write_bytes(b"x")
    with pytest.raises(JourneyError):
        shelf.new_path("shop")


def test_a_workspace_that_is_not_there_is_told_with_those_that_are(home: Path) -> None:
    (home / "shop.duckdb").write_bytes(b"x")
    with pytest.raises(NotFound) as told:
        shelf.path_of("other")
    assert "shop" in str(told.value)


def test_big_files_lie_in_a_folder_beside_the_workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_HOME", str(tmp_path))
    assert shelf.source_files() == []
    for name in ("b.csv", "a.csv", ".hidden"):
        (shelf.files_folder() / name).write_text("x")
    (shelf.files_folder() / "folder").mkdir()
    assert [path.name for path in shelf.source_files()] == ["a.csv", "b.csv"]
    assert shelf.names() == []
