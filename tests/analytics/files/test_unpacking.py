"""Files out of their wrapping, within limits."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.errors import UnreadableFile
from analytics.files import unpacking
from analytics.files.reading import examine

PLAIN = b"id,amount\n1,5\n2,6\n"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_text_is_unpacked(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "orders"
    path.write_bytes(pack(PLAIN))
    assert examine(path)[0].preview == (("1", "5"), ("2", "6"))


def test_a_bomb_is_given_up_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE_UNPACKED", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(bytes(30 << 20)))
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        examine(path)


def test_a_cut_off_archive_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(PLAIN * 1000)[:40])
    with pytest.raises(UnreadableFile, match=r"orders\.csv\.gz is damaged"):
        examine(path)


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", PLAIN)
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")
    with pytest.raises(UnreadableFile, match="an archive within an archive"):
        examine(tmp_path / "outer.zip")


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "none.zip", "w"):
        pass
    with pytest.raises(UnreadableFile, match="holds no file"):
        examine(tmp_path / "none.zip")
