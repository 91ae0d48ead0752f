"""What texts mean, by a model that a person has put beside the workspaces: optional, and never fetched.

The model is a folder of static vectors as model2vec writes it (one vector per piece of a word, a text the mean
of its pieces), so that the same text gives the same vector on every machine. It lies beside the workspaces, or in
an installed package whose name a text file beside them tells. Without either, or without the library
(``requirements-semantic.txt``), nothing here does anything.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analytics.errors import UnreadableModel
from analytics.pain_points.text import without_masks

FOLDER = "semantic"
PACKAGE = "semantic.txt"
_LIBRARY = "model2vec"
_MADE_OF = (".json", ".safetensors")
_VECTORS, _PIECES = "model.safetensors", "tokenizer.json"


@dataclass(frozen=True)
class Meaning:
    """The model in ``folder``; ``code`` stands for the content of its files: the same code, the same vectors."""

    folder: Path
    code: str

    def vectors(self, masked: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row per text, zeros where the model knows no word of it.

        Raises :class:`UnreadableModel` when the folder holds no model.
        """
        if self.folder.name == PACKAGE:
            raise UnreadableModel(
                f"{self.folder} names no installed package that holds a model2vec model. Write the name of one into it, "
                "as Python imports it, or remove the file."
            )
        if not self.folder.is_dir():
            raise UnreadableModel(
                f"{self.folder} is no folder. Put the folder of a model2vec model there, or remove it."
            )
        from model2vec import StaticModel  # only where it is installed, and only when it is needed

        try:
            # A path from the root is never taken for the name of a model to be fetched.
            model = StaticModel.from_pretrained(self.folder, force_download=False)
        except Exception as fault:  # the reader of the tokenizer raises nothing narrower
            raise UnreadableModel(
                f"{self.folder} holds no model that model2vec can read. Put a whole one there, or remove the folder."
            ) from fault
        texts = [without_masks(text).replace(" | ", " ") for text in masked]
        return np.asarray(model.encode(texts, use_multiprocessing=False), dtype=np.float32)


def meaning_beside(workspace: Path | None) -> Meaning | None:
    """The model in the folder ``semantic`` beside a workspace's file, else in the package that ``semantic.txt`` names.

    None where there is neither, or no library.

    >>> meaning_beside(None) is None
    True
    """
    if workspace is None or find_spec(_LIBRARY) is None:
        return None
    folder, named = (workspace.absolute().parent / name for name in (FOLDER, PACKAGE))
    if not folder.exists() and named.is_file():
        folder = _in_package(named) or named
    return Meaning(folder, _code(folder)) if folder.exists() else None


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
    files = sorted(path for path in folder.rglob("*") if path.suffix in _MADE_OF and path.is_file())
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
