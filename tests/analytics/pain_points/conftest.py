"""Comments with a known truth, made from a few words per theme."""

from __future__ import annotations

import numpy as np
import pytest

THEMES = {
    "late": "parcel delivery late courier driver tracking waited door arrive depot",
    "charge": "charged twice card statement payment refund money account double bank",
    "login": "app login password crash screen update phone error locked reset",
    "grind": "coffee beans grind coarse roast taste bitter bag stale fresh",
}
FILLERS = "the my is was again and i have it not very this your when still please"
LITTLE = FILLERS.split()


@pytest.fixture(scope="session")
def themed() -> tuple[list[str], list[str]]:
    """240 comments, 60 per theme: five words of the theme among six little words, in random order."""
    rng = np.random.default_rng(1)
    texts, truth = [], []
    for theme, vocabulary in THEMES.items():
        for _ in range(60):
            chosen = [*rng.choice(vocabulary.split(), 5, False), *rng.choice(LITTLE, 6, False)]
            texts.append(" ".join(rng.permutation(chosen)))
            truth.append(theme)
    return texts, truth


@pytest.fixture(scope="session")
def nonsense() -> list[str]:
    """300 comments whose words are drawn without any theme."""
    rng = np.random.default_rng(2)
    every = " ".join(THEMES.values()).split() + LITTLE
    return [" ".join(rng.choice(every, 9, False)) for _ in range(300)]
