"""Pain points against plain TF-IDF and KMeans on labelled sets: quality, time, memory, placing speed.

Prints one JSON line per set. The public sets are looked for at ../shared/data beside the project or in
JOURNEY_REAL_DATA; ``python benchmarks/pain_points.py --sizes 10000 100000`` adds lines for made-up
collections of those sizes (sentences of the public sets, each with words of another one mixed in), each method in a
process of its own, so that each has its own peak of memory. ``--meaning FOLDER`` adds the grouping with the model of
meaning that lies in that folder (``semantic`` or ``semantic.txt``), and, where BERTopic is installed, BERTopic as it
comes with the same model.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analytics.pain_points.learning import Learnt, learn_groups
from analytics.pain_points.meaning import Meaning, meaning_beside
from analytics.pain_points.screening import Screened, screen

Labelled = tuple[str, list[str], list[str]]
ROOT = Path(os.environ.get("JOURNEY_REAL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def banking77() -> Labelled:
    """10,003 questions to a bank, 77 intents."""
    with (ROOT / "text/banking77/banking_data/train.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return "banking77", [row["text"] for row in rows], [row["category"] for row in rows]


def clinc150() -> Labelled:
    """22,500 requests to an assistant, 150 intents."""
    data = json.loads((ROOT / "text/clinc150/data_full.json").read_text(encoding="utf-8"))
    rows = data["train"] + data["val"] + data["test"]
    return "clinc150", [row[0] for row in rows], [row[1] for row in rows]


def quality(truth: list[str], labels: np.ndarray) -> dict[str, float]:
    """Agreement with the truth; comments without a group count as one more group."""
    return {
        "nmi": round(float(normalized_mutual_info_score(truth, labels)), 3),
        "ami": round(float(adjusted_mutual_info_score(truth, labels)), 3),
        "ari": round(float(adjusted_rand_score(truth, labels)), 3),
    }


def timed(work: Callable[[], np.ndarray]) -> tuple[np.ndarray, float]:
    """What the work gives, and how many seconds it took."""
    start = time.perf_counter()
    found = work()
    return found, round(time.perf_counter() - start, 1)


def plain(texts: list[str], count: int) -> np.ndarray:
    """What anybody would try first: TF-IDF of words, KMeans."""
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform(texts)
    return KMeans(count, n_init=1, random_state=0).fit(vectors).labels_


def bertopic(texts: list[str], meaning: Meaning) -> np.ndarray:
    """BERTopic as it comes, which finds its own number of groups (-1: in none)."""
    from bertopic import BERTopic
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(meaning.folder), device="cpu", local_files_only=True)
    return np.asarray(BERTopic(embedding_model=model).fit_transform(texts)[0])


def has_bertopic() -> bool:
    """Whether BERTopic is installed."""
    return importlib.util.find_spec("bertopic") is not None


def ours(texts: list[str], count: int | None, seed: int = 0, meaning: Meaning | None = None) -> np.ndarray:
    """Labels of all texts, -1 where one has no group."""
    read = screen(texts)
    learnt = learn_groups(read, read.usable(), count, seed, meaning=meaning)
    return _spread(read, learnt)


def _spread(read: Screened, learnt: Learnt) -> np.ndarray:
    labels = np.full(len(read.masked), -1)
    labels[read.usable()] = learnt.labels
    return labels


def stability(texts: list[str], count: int) -> float:
    """ARI between groups learnt from two samples of 80 %, on the comments that both hold."""
    rng = np.random.default_rng(0)
    kept = [np.sort(rng.permutation(len(texts))[: int(0.8 * len(texts))]) for _ in range(2)]
    labels = [np.full(len(texts), -9) for _ in kept]
    for own, rows in zip(labels, kept, strict=True):
        own[rows] = ours([texts[row] for row in rows], count)
    common = np.intersect1d(*kept)
    return round(float(adjusted_rand_score(labels[0][common], labels[1][common])), 3)


def measure(labelled: Labelled, meaning: Meaning | None = None) -> dict[str, object]:
    """Quality and seconds of all, at the true number and at the number found."""
    name, texts, truth = labelled
    count = len(set(truth))
    simple, simple_seconds = timed(lambda: plain(texts, count))
    told, told_seconds = timed(lambda: ours(texts, count))
    own, own_seconds = timed(lambda: ours(texts, None))
    beside = {} if meaning is None else with_model(texts, truth, meaning)
    return {
        "set": name,
        "comments": len(texts),
        "true_groups": count,
        **beside,
        "plain": {**quality(truth, simple), "seconds": simple_seconds},
        "told_the_number": {**quality(truth, told), "seconds": told_seconds},
        "own_number": {**quality(truth, own), "groups": int(own.max()) + 1, "seconds": own_seconds},
        "unassigned": round(float((own < 0).mean()), 4),
        "same_again": bool(np.array_equal(own, ours(texts, None))),
        "stability_80_percent": stability(texts, count),
        "placed_per_second": placing(texts),
    }


def with_model(texts: list[str], truth: list[str], meaning: Meaning) -> dict[str, object]:
    """The same with a model of meaning, and BERTopic with the same model where it is installed."""
    ways: dict[str, Callable[[], np.ndarray]] = {
        "meaning_told_the_number": lambda: ours(texts, len(set(truth)), meaning=meaning),
        "meaning_own_number": lambda: ours(texts, None, meaning=meaning),
    }
    if has_bertopic():
        ways["bertopic"] = lambda: bertopic(texts, meaning)
    found: dict[str, object] = {}
    for name, way in ways.items():
        labels, seconds = timed(way)
        found[name] = {**quality(truth, labels), "groups": int(labels.max()) + 1, "seconds": seconds,
                       "unassigned": round(float((labels < 0).mean()), 4)}  # fmt: skip
    return found


def placing(texts: list[str]) -> int:
    """New comments per second, from the raw text to the group."""
    read = screen(texts)
    model = learn_groups(read, read.usable(), 50).model
    start = time.perf_counter()
    model.place(screen(texts, allowed=read.languages).stems)
    return int(len(texts) / (time.perf_counter() - start))


def made_up(size: int) -> Labelled:
    """Sentences of both sets, each followed by three words of another, so that few texts repeat."""
    rng = np.random.default_rng(0)
    sets = [banking77(), clinc150()]
    texts = [text for _, lines, _ in sets for text in lines]
    truth = [f"{name} {label}" for name, _, labels in sets for label in labels]
    first, second = rng.integers(0, len(texts), (2, size))
    joined = [f"{texts[a]} {' '.join(texts[b].split()[:3])}" for a, b in zip(first, second, strict=True)]
    return f"made_up_{size}", joined, [truth[a] for a in first]


def measure_size(size: int) -> dict[str, object]:
    """Time, peak memory and quality of each method at a size."""
    found: dict[str, object] = {"set": f"made_up_{size}", "comments": size}
    for method in ("ours", "plain"):
        # A fresh process: the peak of memory of one that has done something else is not its own.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found[method] = process.submit(measure_method, method, size).result()
    return found


def measure_method(method: str, size: int) -> dict[str, object]:
    """One method on a made-up collection; memory includes the collection itself (``before_mb``)."""
    _, texts, truth = made_up(size)
    before = peak_mb()
    work = {
        "ours": lambda: ours(texts, None),
        "plain": lambda: plain(texts, 227),
    }
    labels, seconds = timed(work[method])
    return {
        "seconds": seconds,
        "microseconds_per_comment": round(1e6 * seconds / size),
        "before_mb": before,
        "peak_mb": peak_mb(),
        "groups": int(labels.max()) + 1,
        **quality(truth, labels),
    }


def peak_mb() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def lines(sizes: list[int], labelled: bool = True, meaning: Meaning | None = None) -> Iterator[dict[str, object]]:
    """All measurements, one after the other."""
    if not (ROOT / "text").is_dir():
        yield {"skipped": f"no labelled sets under {ROOT}"}
        return
    for size in sizes:
        yield measure_size(size)
    for load in (banking77, clinc150) if labelled else ():
        yield measure(load(), meaning)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="for example 10000 100000 1000000")
    parser.add_argument("--only-sizes", action="store_true", help="leave out the labelled sets")
    parser.add_argument("--meaning", type=Path, help="a folder in which a model of meaning lies as beside workspaces")
    asked = parser.parse_args()
    model = meaning_beside(asked.meaning / "workspace.duckdb") if asked.meaning else None
    for line in lines(sorted(asked.sizes), not asked.only_sizes, model):
        print(json.dumps(line), flush=True)
