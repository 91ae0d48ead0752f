"""The board: the scorecard of one phase as one element of the page, with its sliders.

It is a fragment of its own: what somebody moves comes back as the element's state, goes into the sandbox, and the
board is sent again. Nothing else of the page is touched.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.scorecards.cards import ScorecardResult
from pages.parts.board_data import board_data, rows_as_agreed, taken
from pages.parts.board_row import Beside
from pages.parts.meeting import in_meeting
from pages.parts.moves import keep_moves, moves_on, slider_round
from pages.parts.presence import tell
from pages.parts.session import BOARD, WORKSPACE, who

HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "scorecard_board",
    html='<div class="board"></div>',
    css=(HERE / "board.css").read_text(encoding="utf-8"),
    js=(HERE / "board.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def board(result: ScorecardResult, phase: str, beside: Beside) -> None:
    """Draw the scorecard of a phase, with what was moved on it and has not been committed."""
    _drawn(result, phase, beside, rows_as_agreed(result, phase, beside))


@st.fragment
def _drawn(result: ScorecardResult, phase: str, beside: Beside, still: dict[str, dict[str, Any]]) -> None:
    """The board; ``still`` are the rows in which nothing is moved, so that a move costs the rows that move."""
    key = f"board-{phase}-{slider_round()}"
    answer = st.session_state.get(BOARD, {}).get(key, {})
    tell(str(st.session_state.get(WORKSPACE, "")), who(), moves_on(result))
    data = board_data(result, phase, moves_on(result), answer.get("troubles", {}), beside, answer.get("sent", 0), still)
    _mount(key=key, data=data | {"meeting": in_meeting()}, on_moves_change=partial(_take, result, phase, key))


def _take(result: ScorecardResult, phase: str, key: str) -> None:
    """Take over what the browser reports."""
    said = st.session_state[key].get("moves") or {}
    moves, troubles = taken(result, phase, moves_on(result), said.get("touched"))
    keep_moves(result, moves)
    sent = said.get("sent")
    st.session_state[BOARD] = {key: {"troubles": troubles, "sent": sent if isinstance(sent, int) else 0}}
