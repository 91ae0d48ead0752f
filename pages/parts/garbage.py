"""Keep Python's garbage collector away from what stays for good.

Streamlit collects garbage after every run, moved sliders included, while the answer waits to be sent: with the libraries
of this app loaded, that is a quarter of a second. Modules never become garbage, so they are taken out of
the collector's sight, anew whenever a page has brought more of them.
"""

from __future__ import annotations

import atexit
import gc
import sys

import streamlit as st


@st.cache_resource(show_spinner=False)
def _frozen() -> dict[str, int]:
    atexit.register(gc.unfreeze)  # at the end everything is tidied up as usual
    return {"modules": 0}


def freeze_modules() -> None:
    """Take all that is loaded out of the collector's sight, where modules have come since the last time."""
    frozen = _frozen()
    if len(sys.modules) > frozen["modules"]:
        gc.collect()
        gc.freeze()
        frozen["modules"] = len(sys.modules)
