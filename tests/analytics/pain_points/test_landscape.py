"""A map on which alike groups stand near each other."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.pain_points.landscape import landscape


@pytest.mark.parametrize("k", [0, 1, 2, 3, 30])
def test_every_number_of_groups_has_a_map(k: int) -> None:
    places = landscape(np.eye(k))
    assert places.shape == (k, 2)
    assert np.isfinite(places).all()
    assert ((places >= 0) & (places <= 1)).all()


def test_alike_groups_are_neighbours() -> None:
    alike = np.eye(6)
    for a, b in ((0, 1), (2, 3), (4, 5)):
        alike[a, b] = alike[b, a] = 0.9
    places = landscape(alike)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2) + 9 * np.eye(6)
    assert apart.argmin(axis=1).tolist() == [1, 0, 3, 2, 5, 4]
