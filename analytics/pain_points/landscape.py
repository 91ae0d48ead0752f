"""A map of the groups: alike ones near each other, in two dimensions, the same on every machine."""

from __future__ import annotations

import numpy as np

from analytics.pain_points.mixture import Floats

_ROUNDS = 200


def landscape(alike: Floats) -> Floats:
    """(k x 2) places in 0..1 for k groups from their (k x k) cosines.

    Classical scaling (Torgerson 1952) as a start, then stress majorisation (de Leeuw 1977) on the distances
    1 - cosine. Axes mean nothing; the sign of each is fixed so that the same groups give the same map.

    >>> cosines = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> near, far = landscape(cosines)[[0, 2]] - landscape(cosines)[1]
    >>> bool(np.hypot(*near) < np.hypot(*far))
    True
    """
    k = len(alike)
    if k < 3:
        return np.column_stack([np.linspace(0.25, 0.75, k) if k > 1 else np.full(k, 0.5), np.full(k, 0.5)])
    wanted = np.clip(1 - alike, 0, 1)
    np.fill_diagonal(wanted, 0.0)
    places = _majorised(_scaled(wanted), wanted)
    low, high = places.min(axis=0), places.max(axis=0)
    return np.asarray(np.round((places - low) / np.maximum(high - low, 1e-9), 4))


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling of a matrix of distances to two dimensions."""
    k = len(wanted)
    centre = np.eye(k) - 1 / k
    values, vectors = np.linalg.eigh(-0.5 * centre @ (wanted**2) @ centre)
    axes = vectors[:, [-1, -2]]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    return np.asarray(axes * np.sqrt(np.maximum(values[[-1, -2]], 1e-6)))


def _majorised(places: Floats, wanted: Floats) -> Floats:
    """Better places by the Guttman transform, step by step."""
    k = len(places)
    for _ in range(_ROUNDS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        ratio = np.where(apart > 1e-9, -wanted / np.maximum(apart, 1e-9), 0.0)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        places = ratio @ places / k
    return places
