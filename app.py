"""Journey Scorecard: page configuration, the workspace, navigation. The only list of pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts.edge import told_in_one_sentence
from pages.parts.garbage import freeze_modules
from pages.parts.session import open_wanted
from pages.parts.sidebar import choose_workspace
from pages.parts.under_way import run_told

PARTS = Path(__file__).parent / "pages" / "parts"

# An icon by name would be fetched from elsewhere; the app works offline.
st.set_page_config(page_title="Journey Scorecard", page_icon=str(PARTS / "icon.png"), layout="wide")
st.html(PARTS / "style.css")

PAGES = [
    st.Page("pages/scorecards.py", title="Scorecards", icon=":material/speed:", default=True),
    st.Page("pages/journey.py", title="Journey", icon=":material/route:"),
    st.Page("pages/pain_points.py", title="Pain points", icon=":material/personal_injury:"),
    st.Page("pages/drivers.py", title="Drivers", icon=":material/alt_route:"),
    st.Page("pages/adoption.py", title="Adoption", icon=":material/rocket_launch:"),
    st.Page("pages/retention.py", title="Retention", icon=":material/favorite:"),
    st.Page("pages/support.py", title="Support", icon=":material/support_agent:"),
    st.Page("pages/referrals.py", title="Referrals", icon=":material/group_add:"),
    st.Page("pages/notebook.py", title="Notebook", icon=":material/auto_stories:"),
    st.Page("pages/reviews.py", title="Reviews", icon=":material/event_note:"),
    st.Page("pages/ledger.py", title="Ledger", icon=":material/gavel:"),
    st.Page("pages/load_files.py", title="Load files", icon=":material/upload_file:"),
    st.Page("pages/look.py", title="Look", icon=":material/visibility:", visibility="hidden"),
]

page = st.navigation(PAGES)
open_wanted(PAGES)
with told_in_one_sentence(), run_told(page.title):
    choose_workspace()
    page.run()
    freeze_modules()
