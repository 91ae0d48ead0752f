from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.support import support

RNG = np.random.default_rng(3)


def test_values_that_exist_alone_but_never_together_are_refused() -> None:
    # whoever has much of a has much of b: much of one with little of the other was never seen
    a = RNG.random(1000)
    real = pd.DataFrame({"a": a, "b": a + RNG.normal(0, 0.01, 1000)})
    moved = real.assign(a=np.maximum(real["a"], 0.95), b=np.minimum(real["b"], 0.05))
    found = support(real, moved, ["a", "b"])
    assert not found.seen
    assert "no forecast" in found.sentence


def test_a_move_within_the_data_is_seen_and_counts_whom_it_changes() -> None:
    real = pd.DataFrame({"a": RNG.random(1000), "b": RNG.random(1000)})
    found = support(real, real.assign(a=np.minimum(real["a"], 0.5)), ["a"])
    assert found.seen
    assert found.moved == (real["a"] > 0.5).mean()


def test_who_has_no_value_is_not_counted_as_moved() -> None:
    real = pd.DataFrame({"a": [np.nan] * 50 + [1.0] * 50})
    assert support(real, real, ["a"]).moved == 0
