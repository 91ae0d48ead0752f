"""Whether enough customers stand near both ends of a contrast for it to be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.columns import Contrast
from analytics.drivers.guards import FEWEST_ON_EACH_SIDE


def near(values: pd.Series, contrast: Contrast) -> tuple[int, int]:
    """Customers near the first and near the second value: nearer to it than to the middle between them.

    >>> near(pd.Series([1.0, 1.0, 2.0, 5.0, 9.0]), Contrast("x", 1, 9))
    (3, 1)
    """
    if isinstance(contrast.from_value, str) or isinstance(contrast.to_value, str):
        text = values.astype("object").where(values.notna(), "missing").astype(str)
        return int((text == contrast.from_value).sum()), int((text == contrast.to_value).sum())
    numbers = values.dropna().to_numpy(dtype=float)
    reach = abs(contrast.to_value - contrast.from_value) / 2
    first, second = (int(np.sum(np.abs(numbers - v) < reach)) for v in (contrast.from_value, contrast.to_value))
    return first, second


def warn(values: pd.Series, contrast: Contrast) -> str:
    """A warning when one end of the contrast is an almost empty region, or an empty text."""
    counts = near(values, contrast)
    if min(counts) >= FEWEST_ON_EACH_SIDE:
        return ""
    end = contrast.from_value if counts[0] < counts[1] else contrast.to_value
    shown = end if isinstance(end, str) else f"{end:g}"
    return f"only {min(counts)} customers near {shown}"
