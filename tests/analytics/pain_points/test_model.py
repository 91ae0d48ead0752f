"""Placing comments, and keeping the model as plain arrays."""

from __future__ import annotations

import io

import numpy as np

from analytics.pain_points.learning import learn_groups
from analytics.pain_points.model import GroupModel
from analytics.pain_points.screening import screen

Themed = tuple[list[str], list[str]]


def test_new_comments_go_where_they_belong_and_strange_ones_nowhere(themed: Themed) -> None:
    read = screen(themed[0])
    learnt = learn_groups(read, read.usable())
    late = learnt.labels[themed[1].index("late")]
    new = screen(["the courier was late with my parcel delivery", "quantum zebras sing opera"])
    placed = learnt.model.place(new.stems)
    assert placed.labels.tolist() == [late, -1]
    assert placed.similarity[0] > 0.3
    assert placed.similarity[1] == 0


def test_a_model_survives_as_arrays_without_pickling(themed: Themed) -> None:
    read = screen(themed[0])
    model = learn_groups(read, read.usable()).model
    file = io.BytesIO()
    np.savez(file, **model.to_arrays())  # type: ignore[arg-type]
    file.seek(0)
    again = GroupModel.from_arrays(dict(np.load(file, allow_pickle=False)))
    assert np.array_equal(model.place(read.stems).labels, again.place(read.stems).labels)
