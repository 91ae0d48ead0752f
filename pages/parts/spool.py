"""Uploaded files on disk: the reader works on files, and memory is for the analyses."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource(show_spinner=False)
def _folder() -> tempfile.TemporaryDirectory[str]:
    """One folder per server; it goes with the server."""
    return tempfile.TemporaryDirectory(prefix="journey-")


def new_folder() -> Path:
    """A folder of its own on disk, for a file that this program writes."""
    return Path(tempfile.mkdtemp(dir=_folder().name))


def spooled(file: Any) -> Path:
    """The path of an uploaded file on disk.

    The name that it came with is never part of the path beyond its ending: it is hostile.
    """
    endings = "".join(Path(file.name).suffixes[-2:]).lower()
    safe = "".join(c for c in endings if c.isascii() and (c.isalnum() or c == "."))[:16]
    path = Path(_folder().name) / f"{file.file_id}{safe}"
    if not path.exists():
        file.seek(0)
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
    return path
