"""The formats in which a notebook leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import JourneyError, NotFound
from analytics.notebooks.documents import as_html, as_markdown
from analytics.notebooks.ipynb import as_ipynb
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.office import as_slides, as_workbook
from analytics.notebooks.running import Run

if TYPE_CHECKING:
    from analytics.workspace import Workspace

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Packed:
    """All that a format needs: the notebook, what its cells gave, and the workspace that it is of."""

    notebook: Notebook
    runs: Mapping[str, Run]
    workspace: str
    data_version: int
    made_at: datetime

    @property
    def provenance(self) -> str:
        """Where the figures come from, for the foot of a document."""
        made = f"made on {self.made_at.day} {self.made_at:%B %Y}"
        return f"Workspace {self.workspace} · data version {self.data_version} · {made}"


@dataclass(frozen=True)
class Format:
    """A format: its ending, what people call it, its media type, its writer, and whether it needs the cells' results."""

    ending: str
    name: str
    media_type: str
    made: Callable[[Packed], bytes]
    needs_runs: bool = True


FORMATS = (
    Format(
        ".ipynb", "Jupyter notebook", "application/x-ipynb+json",
        lambda of: as_ipynb(of.notebook, f"{of.workspace}.duckdb").encode(), needs_runs=False,
    ),
    Format(".html", "Page with living charts", "text/html", lambda of: as_html(of.notebook, of.runs, of.provenance).encode()),
    Format(".md", "Markdown", "text/markdown", lambda of: as_markdown(of.notebook, of.runs, of.provenance).encode()),
    Format(
        ".pptx", "Slides", f"{_OFFICE}.presentationml.presentation", lambda of: as_slides(of.notebook, of.runs, of.provenance)
    ),
    Format(".xlsx", "Workbook", f"{_OFFICE}.spreadsheetml.sheet", lambda of: as_workbook(of.notebook, of.runs, of.provenance)),
)  # fmt: skip


def format_of(path: Path) -> Format:
    """The format that the ending of a file names. NotFound with those there are.

    >>> format_of(Path("may.html")).name
    'Page with living charts'
    """
    for format in FORMATS:
        if format.ending == path.suffix.lower():
            return format
    endings = ", ".join(format.ending for format in FORMATS)
    raise NotFound(f"A notebook cannot be written as {path.name}: the ending must be one of {endings}.")


def write_home(packed: Packed, path: Path) -> int:
    """Write the notebook to ``path``, whole or not at all; gives how many bytes it has."""
    content = format_of(path).made(packed)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise JourneyError(f"{path} could not be written ({error.strerror}). Name another file or folder.") from error
    return len(content)


def write_home_with_data(workspace: Workspace, packed: Packed, path: Path) -> int:
    """Write the notebook; with an .ipynb goes the copy of the workspace that it opens, beside it and named alike."""
    if path.suffix.lower() != ".ipynb":
        return write_home(packed, path)
    copy = path.with_suffix(".duckdb")
    if copy.exists():
        raise JourneyError(
            f"{copy} is there already, and the notebook needs that name for its data. Name another file."
        )
    workspace.copy_to(copy)
    return write_home(replace(packed, workspace=copy.stem), path)
