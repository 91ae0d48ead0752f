"""The board: the scorecard of one phase as one element of the page, with its sliders.

It is a fragment of its own: what somebody moves comes back as the element's state, goes into the sandbox, and the
board is sent again. Nothing else of the page is touched.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from analytics.scorecards.cards import ScorecardResult
from pages.parts.board_data import board_data, taken
from pages.parts.moves import keep_moves, moves_on, slider_round
from pages.parts.session import BOARD

HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "scorecard_board",
    html='<div class="board"></div>',
    css=(HERE / "board.css").read_text(encoding="utf-8"),
    js=(HERE / "board.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@st.fragment
def board(result: ScorecardResult, phase: str) -> None:
    """Draw the scorecard of a phase, with what was moved on it and has not been committed."""
    key = f"board-{phase}-{slider_round()}"
    answer = st.session_state.get(BOARD, {}).get(key, {})
    data = board_data(result, phase, moves_on(result), answer.get("troubles", {}), answer.get("sent", 0))
    _mount(key=key, data=data, on_moves_change=partial(_take, result, phase, key))


def _take(result: ScorecardResult, phase: str, key: str) -> None:
    """Take over what the browser reports."""
    said = st.session_state[key].get("moves") or {}
    moves, troubles = taken(result, phase, moves_on(result), said.get("touched"))
    keep_moves(result, moves)
    sent = said.get("sent")
    st.session_state[BOARD] = {key: {"troubles": troubles, "sent": sent if isinstance(sent, int) else 0}}
