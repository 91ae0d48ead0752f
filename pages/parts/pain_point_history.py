"""What was decided and promised about one pain point, when, by whom and why; each can be taken back."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.pain_points import decisions
from analytics.pain_points.evidence import since_then
from analytics.reviews import actions
from analytics.workspace import Workspace
from pages.parts.session import who
from pages.parts.words import escaped, paragraph

_MOST = 12


def history(workspace: Workspace, comments: pd.DataFrame, pain_point_id: str) -> None:
    """Actions on it, then every decision about it or what was merged into it, newest first."""
    _actions(workspace, comments, pain_point_id)
    st.markdown("**Decisions**")
    entries = workspace.ledger.entries(decisions.KIND)
    own = entries[
        [
            _is_about(subject, value, pain_point_id)
            for subject, value in zip(entries["subject"], entries["value"], strict=True)
        ]
    ]
    if own.empty:
        st.caption("Nobody has decided anything about it yet.")
        return
    latest = set(own.drop_duplicates("subject")["decision_id"])
    for row in own.head(_MOST).to_dict("records"):
        _entry(workspace, row, row["decision_id"] in latest)
    if len(own) > _MOST:
        st.caption(f"and {len(own) - _MOST:,} earlier ones in the ledger")


def _is_about(subject: str, value: Any, pain_point_id: str) -> bool:
    about = subject.rpartition("/")[0]
    target = json.loads(value) if isinstance(value, str) else None
    return about == pain_point_id or about.startswith(f"{pain_point_id}-") or target == pain_point_id


def _entry(workspace: Workspace, row: dict[Any, Any], stands: bool) -> None:
    words, take = st.columns([5, 1], vertical_alignment="center")
    with words:
        paragraph(f"{row['decided_at']:%-d %b %Y %H:%M} · {row['who']} · {_told(row)}", faint=not stands)
    undone = not isinstance(row["value"], str)
    if stands and not undone and take.button("Undo", key=f"undo-{row['decision_id']}"):
        try:
            workspace.ledger.undo(int(row["decision_id"]), who())
        except JourneyError as error:
            st.error(escaped(error))
        else:
            st.rerun()


def _told(row: dict[Any, Any]) -> str:
    """One decision in words."""
    about, _, side = str(row["subject"]).rpartition("/")
    value = json.loads(row["value"]) if isinstance(row["value"], str) else None
    why = f" ({row['reason']})" if row["reason"] else ""
    if value is None:
        return f"took back {side} of {about}{why}"
    words = {
        "name": f"named it “{value}”",
        "into": f"merged {about} into {value}",
        "hidden": "hid it",
        "moved": f"moved comment {about} to {value}",
    }
    if side == "comments":
        return f"split off “{value['name']}” with {len(value['comments']):,} comments ({about}){why}"
    return words.get(side, f"{side}: {value}") + why


def _actions(workspace: Workspace, comments: pd.DataFrame, pain_point_id: str) -> None:
    st.markdown("**Actions**")
    own = [action for action in actions.actions(workspace.ledger) if action.about == pain_point_id]
    if not own:
        st.caption("Nobody has promised anything yet. The button Action above does.")
    promised = workspace.ledger.entries(actions.KIND).sort_values("decision_id").drop_duplicates("subject")
    when = dict(zip(promised["subject"], promised["decided_at"], strict=True))
    for action in own:
        paragraph(f"{action.what} · {action.owner} · due {action.due:%-d %b %Y} · {action.state}")
        since = pd.Timestamp(action.done_on) if action.done_on else pd.Timestamp(when[action.id])
        paragraph(since_then(comments, pain_point_id, since.to_pydatetime()), faint=True)
