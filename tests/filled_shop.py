"""A small shop in which every view has something to show: comments of three themes, ratings, events, referrals, odd orders.

150 customers over 14 months. Those who wait long are unhappy and come back less; comments of different words, so that groups
can be found; orders at irregular times, so that a shop's forecast fits; every third customer was sent by an earlier one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from analytics import Workspace

START = datetime(2025, 1, 6, 9, 0)
LOADED_AT = datetime(2026, 3, 20)
THEMES = {
    "late": "parcel delivery late courier driver tracking waited door arrive depot",
    "charge": "charged twice card statement payment refund money account double bank",
    "login": "app login password crash screen update phone error locked reset",
}
FILLERS = [
    "the",
    "my",
    "is",
    "was",
    "again",
    "and",
    "i",
    "have",
    "it",
    "not",
    "very",
    "this",
    "your",
    "when",
    "still",
    "please",
]
TOUCHPOINTS = ("Delivery", "Support ticket", "Onboarding", "Referral")
CUSTOMERS = 150


def filled(folder: Path, path: Path | None = None) -> Workspace:
    """The shop in a workspace (in memory, without a path)."""
    workspace = Workspace(path) if path else Workspace()
    for file in write_files(folder):
        workspace.load(file, who="Ada", now=LOADED_AT)
    return workspace


def write_files(folder: Path) -> tuple[Path, ...]:
    """Write customers, surveys, tickets, orders and events into ``folder``; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(8)
    return (
        _write(folder / "customers.csv", "customer_id,signup_date,segment,country,source,referred_by", _customers()),
        _write(
            folder / "survey.csv", "response_id,customer_id,answered_at,nps_score,comment,touchpoint", _surveys(rng)
        ),
        _write(
            folder / "tickets.csv",
            "ticket_id,customer_id,created_at,resolved_at,first_response_minutes,status,channel,category,"
            "satisfaction_rating,description",
            _tickets(rng),
        ),
        _write(folder / "orders.csv", "order_id,customer_id,ordered_at,amount,currency,product", _orders(rng)),
        _write(folder / "events.csv", "customer_id,event_name,occurred_at", _events()),
    )


def comment(rng: np.random.Generator, theme: str) -> str:
    """Five words of the theme among six little words."""
    return " ".join(rng.permutation([*rng.choice(THEMES[theme].split(), 5, False), *rng.choice(FILLERS, 6, False)]))


def _write(path: Path, header: str, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def _began(n: int) -> datetime:
    return START + timedelta(days=n % 90)


def _customers() -> Iterable[Sequence[object]]:
    for n in range(CUSTOMERS):
        referred = n % 3 == 0 and n > 10
        yield (f"c{n}", f"{_began(n):%Y-%m-%d}", ("home", "office")[n % 2], ("AT", "DE")[n % 5 == 0],
               "Referral" if referred else "Search", f"c{n // 3}" if referred else "")  # fmt: skip


def _surveys(rng: np.random.Generator) -> Iterable[Sequence[object]]:
    for n in range(300):
        unhappy = n % 2 == 1
        score = int(rng.integers(1, 6) if unhappy else rng.integers(7, 11))
        yield (f"r{n}", f"c{n % CUSTOMERS}", f"{START + timedelta(days=n * 1.4):%Y-%m-%d %H:%M}", score,
               comment(rng, list(THEMES)[n % 3]), TOUCHPOINTS[n % 4])  # fmt: skip


def _tickets(rng: np.random.Generator) -> Iterable[Sequence[object]]:
    for n in range(240):
        opened = START + timedelta(days=n * 1.7, hours=n % 9)
        minutes = int(rng.integers(1200, 4000) if n % 2 else rng.integers(10, 200))
        yield (1000 + n, f"c{n % CUSTOMERS}", f"{opened:%Y-%m-%d %H:%M}", f"{opened + timedelta(minutes=2 * minutes):%Y-%m-%d %H:%M}",
               minutes, "closed", ("email", "chat")[n % 2], ("Delivery", "Billing", "Onboarding")[n % 3],
               int(rng.integers(1, 4) if n % 2 else rng.integers(3, 6)), comment(rng, list(THEMES)[n % 3]))  # fmt: skip


def _orders(rng: np.random.Generator) -> Iterable[Sequence[object]]:
    for n in range(CUSTOMERS):
        day, number = _began(n) + timedelta(days=3), 0
        while day < START + timedelta(days=420) and not (number > 2 and rng.random() < (0.25 if n % 2 else 0.05)):
            yield f"o{n}-{number}", f"c{n}", f"{day:%Y-%m-%d}", f"{20 + rng.gamma(2, 8):.2f}", "EUR", "Beans"
            day, number = day + timedelta(days=int(1 + rng.exponential(35))), number + 1


def _events() -> Iterable[Sequence[object]]:
    for n in range(CUSTOMERS):
        for step, event in enumerate(("signed up", "opened app", "first brew")):
            if n % (step + 2) or not step:
                yield f"c{n}", event, f"{_began(n) + timedelta(days=step * 4, hours=n % 5):%Y-%m-%d %H:%M}"
