"""A load under way: in a thread of its own, so that the page can show how far it is and offer to end it."""

from __future__ import annotations

import logging
from concurrent.futures import Future, wait
from dataclasses import dataclass, field, replace

import streamlit as st

from analytics.errors import JourneyError
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.store.receipts import Receipt
from analytics.store.watching import Cancel
from analytics.workspace import Workspace
from pages.parts.background import in_background
from pages.parts.session import FAILURES, RECEIPTS, RUNNING, UPLOAD_ROUND, WORKSPACE
from pages.parts.words import escaped

_PAUSE = 0.25  # seconds between two looks
_log = logging.getLogger("journey_scorecard")


@dataclass
class Loading:
    """Tables that are loaded one after the other; what cannot be loaded is told, and the rest goes on."""

    ready: list[tuple[SourceTable, Mapping]]
    workspace_name: str
    share: float = 0.0
    step: str = "starting"
    receipts: list[Receipt] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cancel: Cancel = field(default_factory=Cancel)
    work: Future[None] = field(default_factory=Future)

    def start(self, workspace: Workspace, who: str) -> None:
        """Begin, in a thread of its own."""
        self.work = in_background(self._load, workspace, who)

    def _load(self, workspace: Workspace, who: str) -> None:
        for number, (table, mapping) in enumerate(self.ready):

            def tell(share: float, step: str, number: int = number, name: str = table.name) -> None:
                self.share = (number + share) / len(self.ready)
                self.step = f"{name} ({number + 1} of {len(self.ready)}): {step}"

            try:
                receipt = workspace.load(table, mapping, who=who, progress=tell, cancel=self.cancel)
                self.receipts.append(replace(receipt, file=table.title))
            except JourneyError as error:
                self.failures.append(str(error))
            except Exception:  # noqa: BLE001
                # What was loaded before this table is loaded, and its receipt has to be seen.
                _log.exception("Loading a table failed")
                self.failures.append(
                    f"{table.title} was not loaded: something went wrong that this program did not foresee. "
                    "The details stand in the program's log."
                )
            if self.cancel.is_set:
                return


def show_running() -> None:
    """What is being loaded into the workspace on the screen, until it is done; nothing when nothing is."""
    loading: Loading | None = st.session_state.get(RUNNING)
    if loading is None:
        return
    place = st.container(border=True)
    bar = place.progress(0.0)
    place.button("Cancel", key="cancel_loading", icon=":material/cancel:", on_click=loading.cancel.set,
                 help="Ends the loading. What was loaded before this table stays.")  # fmt: skip
    while not loading.work.done():
        word = "ending" if loading.cancel.is_set else escaped(loading.step)
        bar.progress(min(loading.share, 1.0), f"{word} …")
        wait([loading.work], _PAUSE)
    del st.session_state[RUNNING]
    loading.work.result()
    if loading.workspace_name == st.session_state[WORKSPACE]:
        st.session_state[RECEIPTS] = loading.receipts
    st.session_state[FAILURES] = loading.failures
    st.session_state[UPLOAD_ROUND] = st.session_state.get(UPLOAD_ROUND, 0) + 1
    st.rerun()
