"""Where source files come from: dropped into the browser, or lying in a folder of this machine."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics import shelf
from pages.parts.session import SPOOLED, UPLOAD_ROUND
from pages.parts.spool import spooled
from pages.parts.words import escaped

# Streamlit keeps uploads in memory. From this size on they are taken out of it as soon as they are on disk.
_BIG = 50_000_000  # bytes


def choose_sources() -> list[tuple[Path, str]]:
    """The files that are offered for loading: their path, and the name under which a person knows them."""
    files = st.file_uploader(
        "Source files",
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(UPLOAD_ROUND, 0)}",
        label_visibility="collapsed",
    )
    uploaded = [(spooled(file), file.name, file.size) for file in files]
    if any(size > _BIG for _, _, size in uploaded):
        st.session_state[SPOOLED] = st.session_state.get(SPOOLED, []) + [(path, name) for path, name, _ in uploaded]
        # A fresh uploader lets go of the bytes that the last one held.
        st.session_state[UPLOAD_ROUND] = st.session_state.get(UPLOAD_ROUND, 0) + 1
        st.rerun()
    return [*((path, name) for path, name, _ in uploaded), *_spooled_before(), *_from_folder()]


def _spooled_before() -> list[tuple[Path, str]]:
    kept: list[tuple[Path, str]] = st.session_state.get(SPOOLED, [])
    if not kept:
        return []
    line, button = st.columns([5, 1], vertical_alignment="center")
    line.caption(f":material/hard_drive: Uploaded: {', '.join(escaped(name) for _, name in kept)}")
    if button.button("Take away", key="drop_spooled", width="stretch"):
        for path, _ in kept:
            path.unlink(missing_ok=True)
        del st.session_state[SPOOLED]
        st.rerun()
    return kept


def _from_folder() -> list[tuple[Path, str]]:
    """Files too big for a browser need no upload."""
    files = shelf.source_files()
    there = "1 file" if len(files) == 1 else f"{len(files)} files"
    with st.expander(f"From a folder, without uploading ({there} there)", icon=":material/folder:"):
        st.caption(
            "A browser can hand over files of up to 2 GB, and needs as much memory for it. Put bigger ones into this "
            "folder and choose them here:"
        )
        st.code(str(shelf.files_folder().resolve()), language=None)
        if not files:
            return []
        sizes = {path.name: path.stat().st_size / 1e6 for path in files}
        chosen = st.multiselect(
            "Files in the folder",
            list(sizes),
            key=f"folder-{st.session_state.get(UPLOAD_ROUND, 0)}",
            format_func=lambda name: f"{name} ({sizes[name]:,.1f} MB)",
            placeholder="Choose files",
        )
    return [(shelf.files_folder() / name, name) for name in chosen]
