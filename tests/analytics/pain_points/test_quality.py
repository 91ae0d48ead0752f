"""The floors that grouping must reach on public labelled sets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from analytics.pain_points.learning import learn_groups
from analytics.pain_points.screening import screen

pytestmark = [pytest.mark.slow, pytest.mark.real]


def _banking77(folder: Path) -> tuple[list[str], list[str]]:
    with (folder / "text/banking77/banking_data/train.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["category"] for row in rows]


def _clinc150(folder: Path) -> tuple[list[str], list[str]]:
    data = json.loads((folder / "text/clinc150/data_full.json").read_text(encoding="utf-8"))
    rows = data["train"] + data["val"] + data["test"]
    return [row[0] for row in rows], [row[1] for row in rows]


def _labels(texts: list[str], count: int | None) -> tuple[np.ndarray, int]:
    read = screen(texts)
    learnt = learn_groups(read, read.usable(), count)
    labels = np.full(len(texts), -1)
    labels[read.usable()] = learnt.labels
    return labels, learnt.count


@pytest.mark.parametrize(("load", "nmi", "ari"), [(_banking77, 0.67, 0.37), (_clinc150, 0.81, 0.54)])
def test_groups_at_the_true_number(real_data: Path, load: object, nmi: float, ari: float) -> None:
    texts, truth = load(real_data)  # type: ignore[operator]
    labels, _ = _labels(texts, len(set(truth)))
    assert normalized_mutual_info_score(truth, labels) >= nmi
    assert adjusted_rand_score(truth, labels) >= ari


@pytest.mark.parametrize("load", [_banking77, _clinc150])
def test_the_number_found_by_itself(real_data: Path, load: object) -> None:
    texts, truth = load(real_data)  # type: ignore[operator]
    labels, count = _labels(texts, None)
    assert 0.75 <= count / len(set(truth)) <= 1.33
    assert (labels < 0).mean() < 0.02
    assert adjusted_rand_score(truth, labels) >= 0.34  # twice what BERTopic reaches as it comes
