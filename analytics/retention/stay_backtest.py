"""How long people stay, tried on months held back: how many of those there then did stay?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.retention.stays import Stays
from analytics.retention.survival import Numbers, survival_curve

_Z = 1.959963984540054
_FEWEST = 30


@dataclass(frozen=True)
class KeptBacktest:
    """Of the ``running`` when ``days`` were held back: how many the curve said would stay, and how many did.

    ``low`` and ``high`` bound the forecast (95 %: each stays or goes for itself, and the curve is known only so well).
    """

    days: int
    running: int
    forecast: float
    low: float
    high: float
    happened: int


def try_stays(found: Stays, held_back: int) -> KeptBacktest | None:
    """The curve as it was ``held_back`` days ago, tried on who was there then; None without dates or with too few."""
    if found.rows["began"].isna().all():
        return None
    cut = found.known_until - timedelta(days=held_back)
    before = found.rows[found.rows["began"] <= cut]
    age = (cut - before["began"]).dt.days.to_numpy(dtype=float)
    days, ended = before["days"].to_numpy(dtype=float), before["ended"].to_numpy(dtype=bool)
    ended_then = ended & (days <= age)
    running = ~ended_then
    then = np.minimum(days, age)
    if running.sum() < _FEWEST or ended_then.sum() < _FEWEST:
        return None
    curve = survival_curve(then, ended_then)
    chance = _chance_to_stay(curve, age[running], held_back)
    reach = _Z * float(np.sqrt((chance * (1 - chance)).sum() + _of_the_curve(curve, age[running], chance, held_back)))
    forecast, stayed = float(chance.sum()), int((~ended | (days > age + held_back))[running].sum())
    return KeptBacktest(held_back, int(running.sum()), forecast, forecast - reach, forecast + reach, stayed)


def _chance_to_stay(curve: pd.DataFrame, age: Numbers, ahead: float) -> Numbers:
    """The chance to stay ``ahead`` days more for those of an ``age``: the curve later over the curve now.

    Beyond the last day that was seen, people are taken to leave at the rate of the whole curve.
    """
    at, share = curve["day"].to_numpy(), curve["share"].to_numpy()
    last = float(at[-1])
    rate = -np.log(max(float(share[-1]), 1e-9)) / max(last, 1.0)
    now, later = (share[np.searchsorted(at, np.minimum(day, last), "right") - 1] for day in (age, age + ahead))
    beyond = np.clip(age + ahead - np.maximum(last, age), 0, None)
    return np.asarray(np.where(now > 0, later / np.maximum(now, 1e-9), 0.0) * np.exp(-rate * beyond))


def _of_the_curve(curve: pd.DataFrame, age: Numbers, chance: Numbers, ahead: float) -> float:
    """The variance of the summed ``chance`` that comes from the curve (Greenwood's terms, weighed by whom they touch)."""
    steps = curve[(curve["left"] > 0) & (curve["at_risk"] > curve["left"])]
    at, left, there = (steps[name].to_numpy(dtype=float) for name in ("day", "left", "at_risk"))
    order = np.argsort(age, kind="stable")
    summed = np.concatenate([[0.0], np.cumsum(chance[order])])
    ages = age[order]
    touched = summed[np.searchsorted(ages, at, "left")] - summed[np.searchsorted(ages, at - ahead, "left")]
    return float((touched**2 * left / (there * (there - left))).sum())
