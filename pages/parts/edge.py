"""The edge between the program and people: errors become one sentence, the log keeps the rest."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.errors import JourneyError
from pages.parts.words import escaped

_log = logging.getLogger("journey_scorecard")


@contextmanager
def told_in_one_sentence() -> Iterator[None]:
    """Show a named error as its sentence, and anything unforeseen as a sentence with a way on.

    What Streamlit raises to stop or rerun a page is no ``Exception`` and passes through.
    """
    try:
        yield
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
    except Exception:  # noqa: BLE001
        # The last line of defence: a person must never see a traceback, and the log must have it.
        _log.exception("A page failed")
        st.error(
            "Something went wrong that this program did not foresee. Reload the page to go on: what it shows then is "
            "what is kept. The details stand in the program's log.",
            icon=":material/error:",
        )
