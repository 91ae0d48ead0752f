"""The folder in which a person's workspaces stand, and the source files that she puts beside them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from analytics.errors import JourneyError, NotFound

SAMPLE = "sample"
_ENDING = ".duckdb"
_NAME = re.compile(r"[\w][\w \-.]{0,59}", re.UNICODE)


def home() -> Path:
    """The folder of workspaces: ``$JOURNEY_HOME``, else ``workspaces`` in the current folder."""
    return Path(os.environ.get("JOURNEY_HOME", "workspaces"))


def default_path() -> Path:
    """The workspace that the command line works on when it is told no other."""
    return home() / f"default{_ENDING}"


def names() -> list[str]:
    """The names of all workspaces, the sample last."""
    found = sorted(path.stem for path in home().glob(f"*{_ENDING}"))
    return sorted(found, key=lambda name: name == SAMPLE)


def path_of(name: str) -> Path:
    """The file of the workspace called ``name``; NotFound when there is none."""
    path = _file(name)
    if not path.exists():
        raise NotFound(f"There is no workspace called {name}. Choose one of: {', '.join(names()) or 'none yet'}.")
    return path


def new_path(name: str) -> Path:
    """The file for a new workspace called ``name``; a sentence when the name will not do or is taken."""
    path = _file(name)
    if path.exists():
        raise JourneyError(f"There is a workspace called {name} already. Choose another name.")
    return path


def files_folder() -> Path:
    """The folder for source files that are too big for a browser, made when it is not there yet."""
    folder = home() / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def source_files() -> list[Path]:
    """The files in that folder, by name; hidden ones are somebody else's business."""
    return sorted(path for path in files_folder().iterdir() if path.is_file() and not path.name.startswith("."))


def _file(name: str) -> Path:
    name = name.strip()
    # The name becomes a file's name: nothing that leads out of the folder or confuses a system.
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise JourneyError(
            "A workspace's name is made of up to 60 letters, digits, blanks, dashes and underscores. Choose another."
        )
    return home() / f"{name}{_ENDING}"
