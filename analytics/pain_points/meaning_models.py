"""Reading a model of meaning from its folder: one vector per word (model2vec) or a network that reads sentences.

A folder as model2vec writes it is read with model2vec; one as sentence-transformers writes it (its ``modules.json``
lists the parts of the network) with sentence-transformers. Both are optional (``requirements-semantic.txt``), and
both are asked for files of the folder only: no network, no code from the folder, no pickled objects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Told = Callable[[int], None]

_WORDS, _SENTENCES = "model2vec", "sentence_transformers"
_PARTS, _CARD = "modules.json", "README.md"
_AT_ONCE = 512
# The sums of a network differ in the seventh digit from machine to machine; in the fourth they do not.
_DIGITS = 4


def library_of(folder: Path) -> str:
    """The library that reads the model in a folder.

    >>> library_of(Path("no such folder"))
    'model2vec'
    """
    parts = _parts(folder / _PARTS)
    # model2vec tells of its one part beside it, so that sentence-transformers can read it too.
    alone = not parts or (str(parts[0].get("type", "")).endswith("StaticEmbedding") and parts[0].get("path") == ".")
    return _WORDS if alone else _SENTENCES


def vectors_of(folder: Path, texts: Sequence[str], told: Told) -> Vectors:
    """(n x d) one row per text; ``told`` hears how many are read. Raises what the libraries raise."""
    if library_of(folder) == _SENTENCES:
        return _of_sentences(folder, texts, told)
    from model2vec import StaticModel  # only where it is installed, and only when it is needed

    # A path from the root is never taken for the name of a model to be fetched.
    model = StaticModel.from_pretrained(folder, force_download=False)
    return np.asarray(model.encode(list(texts), use_multiprocessing=False), dtype=np.float32)


def _of_sentences(folder: Path, texts: Sequence[str], told: Told) -> Vectors:
    from sentence_transformers import SentenceTransformer  # as above; it also takes seconds to import

    model = SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    )
    # Texts of a length are read together: a short one beside a long one takes as long as that.
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    made: list[Vectors] = []
    for start in range(0, len(order), _AT_ONCE):
        told(start)
        part = [texts[at] for at in order[start : start + _AT_ONCE]]
        made.append(model.encode(part, batch_size=64, show_progress_bar=False, convert_to_numpy=True))
    read = np.concatenate([np.zeros((0, model.get_embedding_dimension() or 0), np.float32), *made])
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return np.asarray(read[back].round(_DIGITS), dtype=np.float32)


def languages_of(folder: Path) -> frozenset[str] | None:
    """The languages (two letters) that the model's card says it knows; None where it says nothing, or "multilingual"."""
    card = folder / _CARD
    if not card.is_file():
        return None
    from huggingface_hub import ModelCard  # comes with either library

    told = ModelCard.load(card).data.language
    named = [told] if isinstance(told, str) else [str(name) for name in told or ()]
    codes = frozenset(name.lower()[:2] for name in named if len(name.split("-")[0]) == 2)
    return codes if codes and len(codes) == len(named) else None


def _parts(file: Path) -> list[dict[str, object]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # no file, no JSON: the library will say what is wrong with the folder
        return []
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []
