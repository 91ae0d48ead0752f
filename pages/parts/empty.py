"""What a page says while there is nothing to show."""

from __future__ import annotations

import streamlit as st


def nothing_loaded(what: str, files: str = "any export: surveys, support tickets, orders, customers, usage") -> None:
    """Say what would stand here and which files it takes, and lead to the page that loads them."""
    st.info(f"{what} Nothing is loaded into this workspace yet. Load {files}.", icon=":material/inbox:")
    st.page_link("pages/load_files.py", label="Load files", icon=":material/upload_file:")
