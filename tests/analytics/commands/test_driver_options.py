"""Notations of the command line for moves of drivers."""

from __future__ import annotations

import click
import pytest

from analytics.commands.driver_options import move_of
from analytics.drivers.moves import Move


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("wait<=4", Move("wait", "at most", 4.0)),
        ("csat >= 3.5", Move("csat", "at least", 3.5)),
        ("onboarding=40%", Move("onboarding", "share", 0.4)),
        ("Contract=Two year:40%", Move("Contract", "share", 0.4, "Two year")),
        # The share stands behind the last colon, and the first sign tells the kind of move.
        ("channel=web: chat:10%", Move("channel", "share", 0.1, "web: chat")),
        ("size=<=50:5%", Move("size", "share", 0.05, "<=50")),
    ],
)
def test_a_move_is_read_from_its_notation(text: str, move: Move) -> None:
    assert move_of(text) == move


@pytest.mark.parametrize(
    "text", ["wait", "wait=4", "wait<=soon", "wait<=nan", "wait<=4%", "=40%", "plan=Gold", "plan=140%"]
)
def test_what_is_no_move_is_refused_with_the_notations(text: str) -> None:
    with pytest.raises(click.BadParameter, match="NAME=CATEGORY:40%"):
        move_of(text)
