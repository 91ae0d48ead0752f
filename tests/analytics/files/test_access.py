"""What the system says against reading a file is told of that file, not of damage and not of the workspace."""

from __future__ import annotations

import errno
import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import JourneyError, StorageFull, UnreadableFile
from analytics.files import unpacking
from analytics.files.reading import examine, write_csv
from analytics.files.table import SourceTable

PLAIN = "ticket_id,created_at,subject\n1,2026-01-01,Late\n2,2026-01-02,Broken\n"


def source(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    path.write_text(PLAIN)
    return path


def unreadable(monkeypatch: pytest.MonkeyPatch, refused: Path) -> None:
    """The system refuses to open the file, as it does where a person has no right to it."""
    opened = Path.open

    def open_(path: Path, *args: object, **more: object) -> object:
        if path == refused:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_)


def load(table: SourceTable) -> None:
    Workspace().load(table)


def write(table: SourceTable) -> None:
    write_csv(table, table.path.with_name("written.csv"))


@pytest.mark.parametrize("use", [load, write])
def test_a_file_that_went_after_it_was_seen_is_missed_by_its_name(
    tmp_path: Path, use: Callable[[SourceTable], None]
) -> None:
    (table,) = examine(source(tmp_path))
    table.path.unlink()
    with pytest.raises(UnreadableFile, match=r"^tickets\.csv is not there any more"):
        use(table)


def test_a_file_that_may_not_be_read_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = source(tmp_path)
    (table,) = examine(path)
    unreadable(monkeypatch, path)
    with pytest.raises(UnreadableFile, match=r"^tickets\.csv may not be read"):
        load(table)
    with pytest.raises(UnreadableFile, match=r"^tickets\.csv may not be read"):
        examine(path)


def test_a_file_that_cannot_be_written_is_not_taken_for_the_one_that_is_read(tmp_path: Path) -> None:
    (table,) = examine(source(tmp_path))
    with pytest.raises(JourneyError, match=r"nowhere.out\.csv could not be used"):
        write_csv(table, tmp_path / "nowhere" / "out.csv")


@pytest.mark.parametrize("wrapping", ["gzip", "zip"])
def test_a_full_disk_is_no_damage_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrapping: str) -> None:
    path = tmp_path / "tickets.csv.gz"
    path.write_bytes(gzip.compress(PLAIN.encode()))
    if wrapping == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("tickets.csv", PLAIN)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(unpacking, "_copy", full)
    with pytest.raises(StorageFull, match=r"^The disk is full, so tickets\.csv\.gz"):
        examine(path)
