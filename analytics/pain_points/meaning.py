"""What texts mean, by a model that a person has put beside the workspaces: optional, and never fetched.

The model is a folder of static vectors as model2vec writes it (one vector per piece of a word, a text the mean
of its pieces), so that the same text gives the same vector on every machine. Without the folder, or without the
library (``requirements-semantic.txt``), nothing here does anything.
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
_LIBRARY = "model2vec"
_MADE_OF = (".json", ".safetensors")


@dataclass(frozen=True)
class Meaning:
    """The model in ``folder``; ``code`` stands for the content of its files: the same code, the same vectors."""

    folder: Path
    code: str

    def vectors(self, masked: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row per text, zeros where the model knows no word of it.

        Raises :class:`UnreadableModel` when the folder holds no model.
        """
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
    """The model in the folder ``semantic`` beside a workspace's file; None where there is none, or no library.

    >>> meaning_beside(None) is None
    True
    """
    if workspace is None or find_spec(_LIBRARY) is None:
        return None
    folder = workspace.absolute().parent / FOLDER
    return Meaning(folder, _code(folder)) if folder.exists() else None


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
