"""The formats in which a notebook leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import JourneyError
from analytics.exports.formats import SLIDES, WORKBOOK, Format, named_by, write_whole
from analytics.notebooks.documents import as_html, as_markdown
from analytics.notebooks.ipynb import as_ipynb
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.office import as_slides, as_workbook
from analytics.notebooks.running import Run

if TYPE_CHECKING:
    from analytics.workspace import Workspace


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


JUPYTER: Format[Packed] = Format(
    ".ipynb", "Jupyter notebook", "application/x-ipynb+json",
    lambda of: as_ipynb(of.notebook, f"{of.workspace}.duckdb").encode(),
)  # fmt: skip
# Jupyter runs the cells itself; these show what they gave.
WITH_RESULTS: tuple[Format[Packed], ...] = (
    Format(".html", "Page with living charts", "text/html", lambda of: as_html(of.notebook, of.runs, of.provenance).encode()),
    Format(".md", "Markdown", "text/markdown", lambda of: as_markdown(of.notebook, of.runs, of.provenance).encode()),
    Format(".pptx", "Slides", SLIDES, lambda of: as_slides(of.notebook, of.runs, of.provenance)),
    Format(".xlsx", "Workbook", WORKBOOK, lambda of: as_workbook(of.notebook, of.runs, of.provenance)),
)  # fmt: skip
FORMATS = (JUPYTER, *WITH_RESULTS)


def format_of(path: Path) -> Format[Packed]:
    """The format that the ending of a file names. NotFound with those there are.

    >>> format_of(Path("may.html")).name
    'Page with living charts'
    """
    return named_by(path, FORMATS, "A notebook")


def write_home(packed: Packed, path: Path) -> int:
    """Write the notebook to ``path``, whole or not at all; gives how many bytes it has."""
    return write_whole(format_of(path).made(packed), path)


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
