"""The buttons that take a scorecard out of the room: slides, a workbook, a page to print."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.exports.exporting import FORMATS
from analytics.exports.formats import Format
from analytics.exports.report import Report, Reporting
from analytics.workspace import Workspace, utc_now

_ICONS = {".pptx": "slideshow", ".xlsx": "table_view", ".html": "print"}


def export_menu(workspace: Workspace, days: int) -> None:
    """A menu with a button per format; a file is made when its button is pressed."""
    with st.popover("Export", icon=":material/download:", width="stretch"):
        st.caption("What is agreed, as it stands now. Sliders that were moved and not committed are left out.")
        for format in FORMATS:
            st.download_button(
                format.name,
                data=partial(_made, workspace, days, format),
                file_name=f"scorecard {workspace.name}{format.ending}",
                mime=format.media_type,
                key=f"export{format.ending}",
                icon=f":material/{_ICONS[format.ending]}:",
                on_click="ignore",
                width="stretch",
            )


def _made(workspace: Workspace, days: int, format: Format[Report]) -> bytes:
    return format.made(workspace.report(Reporting(utc_now(), days=days)))
