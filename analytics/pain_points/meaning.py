"""What texts mean, by a model that a person has put beside the workspaces: optional, and never fetched.

The model is a folder as model2vec or sentence-transformers writes it (``meaning_models``), so that the same text gives
the same vector on every machine. It lies beside the workspaces, or in an installed package whose name a text file
beside them tells. Without either, or without the library (``requirements-semantic.txt``), nothing here does anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analytics.errors import JourneyError, UnreadableModel
from analytics.pain_points.meaning_models import languages_of, library_of, vectors_of
from analytics.pain_points.text import without_masks

FOLDER = "semantic"
PACKAGE = "semantic.txt"
_MADE_OF = (".json", ".safetensors")
_CARD = "README.md"  # says which languages the model knows
Progress = Callable[[float, str], None]
_VECTORS, _PIECES = "model.safetensors", "tokenizer.json"


@dataclass(frozen=True)
class Meaning:
    """The model in ``folder``; ``code`` stands for the content of its files: the same code, the same vectors."""

    folder: Path
    code: str

    def vectors(
        self, masked: Sequence[str], languages: Sequence[str] | None = None, progress: Progress | None = None
    ) -> npt.NDArray[np.float32]:
        """One row per text, zeros where the model knows no word of it or not its language (two letters, where told).

        Raises :class:`UnreadableModel` when the folder holds no model.
        """
        if self.folder.name == PACKAGE:
            raise UnreadableModel(
                f"{self.folder} names no installed package that holds a model. Write the name of one into it, "
                "as Python imports it, or remove the file."
            )
        if not self.folder.is_dir():
            raise UnreadableModel(f"{self.folder} is no folder. Put the folder of a model there, or remove it.")
        texts = [without_masks(text).replace(" | ", " ") for text in masked]

        def told(done: int) -> None:
            if progress is not None:
                progress(done / max(len(known), 1), f"Reading what comments mean ({done:,} of {len(known):,})")

        try:
            spoken = languages_of(self.folder)
            known = [at for at in range(len(texts)) if spoken is None or languages is None or languages[at] in spoken]
            read = vectors_of(self.folder, [texts[at] for at in known], told)
        except JourneyError:  # what ``progress`` says, when the work is given up
            raise
        except Exception as fault:  # the libraries raise nothing narrower
            raise UnreadableModel(
                f"{self.folder} holds no model that {library_of(self.folder)} can read. Put a whole one there, or remove "
                "the folder."
            ) from fault
        found = np.zeros((len(texts), read.shape[1]), np.float32)
        found[known] = read
        return found


def meaning_beside(workspace: Path | None) -> Meaning | None:
    """The model in the folder ``semantic`` beside a workspace's file, else in the package that ``semantic.txt`` names.

    None where there is neither, or no library.

    >>> meaning_beside(None) is None
    True
    """
    if workspace is None:
        return None
    folder, named = (workspace.absolute().parent / name for name in (FOLDER, PACKAGE))
    if not folder.exists() and named.is_file():
        folder = _in_package(named) or named
    if not folder.exists() or find_spec(library_of(folder)) is None:
        return None
    return Meaning(folder, _code(folder))


def _in_package(named: Path) -> Path | None:
    """The folder with a model in the package that a file names; the package is looked for and not imported."""
    name = named.read_bytes()[:200].decode("utf-8", "replace").strip()
    # Looking for a dotted name would import the package around it, and so run whatever is in there.
    spec = find_spec(name) if name.isidentifier() and name != "__main__" else None
    places = (spec.submodule_search_locations if spec else None) or ()
    found = sorted(path.parent for place in places for path in Path(place).rglob(_VECTORS))
    return next((folder for folder in found if (folder / _PIECES).is_file()), None)


def code_of(meaning: Meaning | None) -> str:
    """What stands for a model where results are kept; "" for none.

    >>> code_of(None)
    ''
    """
    return "" if meaning is None else meaning.code


def _code(folder: Path) -> str:
    """A short code of the content of the model's files, whatever they are called from outside."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and (path.suffix in _MADE_OF or path.name == _CARD)
    )
    told = [(path.relative_to(folder).as_posix(), _content(path, *_stamp(path))) for path in files]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def _stamp(path: Path) -> tuple[int, int]:
    return path.stat().st_size, path.stat().st_mtime_ns


# Pages ask with every click whether the model is still the same, and models have hundreds of megabytes.
@lru_cache(maxsize=64)
def _content(path: Path, size: int, changed: int) -> str:
    """The digest of a file that has this size and was last changed then."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
