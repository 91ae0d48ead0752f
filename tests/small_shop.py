"""A small shop for tests of pages and commands: three files of a few hundred rows, made in a moment.

60 customers over a year. Odd ones wait two days for an answer and are unhappy, even ones an hour and are
not; every fifth writes about a late parcel, every seventh about a broken login.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

START = datetime(2025, 6, 1, 9, 0)
LATE = "My parcel arrived {n} days too late and nobody told me where the delivery was"
LOGIN = "I cannot log in to the app any more, the password reset for login number {n} never arrives"
FINE = "Everything works, thank you, friendly people at the desk {n}"


def write_files(folder: Path) -> tuple[Path, Path, Path]:
    """Write surveys, tickets and orders into ``folder``; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return _surveys(folder / "survey.csv"), _tickets(folder / "tickets.csv"), _orders(folder / "orders.csv")


def _text(n: int) -> str:
    return (LATE if n % 5 == 0 else LOGIN if n % 7 == 0 else FINE).format(n=n % 9 + 2)


def _surveys(path: Path) -> Path:
    rows = [["response_id", "customer_id", "answered_at", "nps_score", "comment", "touchpoint"]]
    for n in range(240):
        day = START + timedelta(days=n * 1.5)
        score = 3 + n % 3 if n % 2 else 8 + n % 3
        rows.append(
            [
                f"r{n}",
                f"c{n % 60}",
                f"{day:%Y-%m-%d %H:%M}",
                str(score),
                _text(n),
                ["Delivery", "Support ticket", "Onboarding", "Referral"][n % 4],
            ]
        )
    return _write(path, rows)


def _tickets(path: Path) -> Path:
    rows = [
        [
            "ticket_id",
            "customer_id",
            "created_at",
            "resolved_at",
            "first_response_minutes",
            "status",
            "category",
            "subject",
            "description",
        ]
    ]
    for n in range(240):
        opened = START + timedelta(days=n * 1.5, hours=n % 7)
        minutes = 2880 + n if n % 2 else 60 + n % 30
        rows.append([str(1000 + n), f"c{n % 60}", f"{opened:%Y-%m-%d %H:%M}", f"{opened + timedelta(minutes=2 * minutes):%Y-%m-%d %H:%M}",
                     str(minutes), "closed", ["Delivery", "Technical", "Billing", "Onboarding"][n % 4], "Help", _text(n)])  # fmt: skip
    return _write(path, rows)


def _orders(path: Path) -> Path:
    rows = [["order_id", "customer_id", "ordered_at", "amount", "currency", "product"]]
    for n in range(60):
        # Odd customers stop after half a year.
        for month in range(6 if n % 2 else 12):
            day = START + timedelta(days=30 * month + n % 28)
            rows.append([f"o{n}-{month}", f"c{n}", f"{day:%Y-%m-%d}", f"{20 + n % 10}.50", "EUR", "Beans"])
    return _write(path, rows)


def _write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path
