"""How a file was read: in words, with its first rows, and with a form to correct what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.errors import JourneyError
from analytics.files.corrections import Correction, reread
from analytics.files.table import SPREADSHEETS, UNTOLD, SourceTable
from analytics.workspace import Workspace
from pages.parts.session import CORRECTIONS
from pages.parts.words import escaped

_SHOWN_ROWS = 8
_ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European",
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "cp1257": "Baltic",
    "cp1258": "Vietnamese",
    "cp874": "Thai",
    "cp932": "Japanese",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "cp949": "Korean",
    "cp437": "old DOS",
    "mac_roman": "old Macintosh",
}
_SEPARATORS = {
    ",": "comma  ,",
    ";": "semicolon  ;",
    "\t": "tab",
    "|": "bar  |",
    " ": "space",
    "  ": "any number of spaces",
    ":": "colon  :",
    "^": "caret  ^",
    "~": "tilde  ~",
}
_QUOTES = {'"': 'double quotes  "', "'": "single quotes  '", "": "nothing"}
_HEADERS = {0: "no row", 1: "1 row", 2: "2 rows", 3: "3 rows"}


@st.cache_data(max_entries=40, show_spinner="Reading the file ...")
def _examined(_workspace: Workspace, path: Path, name: str, by_itself: bool, decisions: int) -> tuple[SourceTable, ...]:
    return _workspace.examine(path, name, UNTOLD if by_itself else None)


@st.cache_data(max_entries=40, show_spinner="Reading the file again ...")
def _reread(table: SourceTable, correction: Correction) -> SourceTable:
    return reread(table, correction)


def tables_of(workspace: Workspace, path: Path, name: str) -> list[tuple[str, SourceTable]]:
    """The tables of an uploaded file with a key for each, read as the person corrected them.

    Raises UnreadableFile where the file holds no table; a correction that leaves none is told and dropped.
    """
    corrections = _corrections()
    tables = []
    for number, found in enumerate(_examined(workspace, path, name, False, workspace.ledger.position)):
        key = f"{path}-{name}-{number}"
        table = found
        if key in corrections:
            as_found = _examined(workspace, path, name, True, 0)
            table = as_found[number] if number < len(as_found) else found
            try:
                table = _reread(table, corrections[key])
            except JourneyError as error:
                st.error(escaped(error), icon=":material/error:")
                del corrections[key]
        tables.append((key, table))
    return tables


def remember_corrections(workspace: Workspace, tables: list[tuple[str, SourceTable]], who: str) -> None:
    """Read the next files of these names as these were corrected here."""
    for key, table in tables:
        if key in _corrections():
            workspace.remember_reading(table, _corrections()[key], who)


def _corrections() -> dict[str, Correction]:
    """The corrections of this session by table; an empty one stands for "as the reader finds it"."""
    corrections: dict[str, Correction] = st.session_state.setdefault(CORRECTIONS, {})
    return corrections


def how_it_was_read(table: SourceTable, key: str) -> None:
    """The first rows, what the reader decided, and a form to decide otherwise."""
    with st.expander("First rows, and how the file was read", icon=":material/table_view:"):
        st.caption(_in_words(table))
        for sentence in (*table.layout.skipped, *table.oddities):
            st.caption(f":material/info: {escaped(sentence[:1].upper() + sentence[1:])}")
        rows = [dict(zip(table.columns, row, strict=False)) for row in table.preview[:_SHOWN_ROWS]]
        st.dataframe(pd.DataFrame(rows, columns=list(table.columns)), hide_index=True, width="stretch")
        if table.layout.format == "csv" or table.layout.format in SPREADSHEETS:
            _form(table, key)


def _in_words(table: SourceTable) -> str:
    layout = table.layout
    header = "no header" if not layout.header_rows else f"the header in {_HEADERS.get(layout.header_rows, 'rows')}"
    if layout.format in SPREADSHEETS:
        return escaped(f"Read as a spreadsheet, sheet {layout.sheet}, with {header}.")
    if layout.format != "csv":
        return f"Read as {layout.format.upper()}."
    letters = _ENCODINGS.get(_plain(layout.encoding), layout.encoding)
    separator = _SEPARATORS.get(layout.delimiter, repr(layout.delimiter))
    columns = (
        "columns cut as the line drawn under the header says"
        if layout.ruler
        else "a row for each record of values below each other"
        if layout.stacked
        else "columns named in a comment"
        if layout.commented
        else f"columns separated by {separator.split('  ')[0]}"
    )
    return escaped(f"Read as text in {letters}, {columns}, with {header}.")


def _plain(encoding: str) -> str:
    return {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)


def _form(table: SourceTable, key: str) -> None:
    """Ask for what is different; what stays as it is shown is found out again by the reader."""
    layout, text = table.layout, table.layout.format == "csv"
    made: dict[str, object] = {}
    with st.form(f"reading-{key}", border=False):
        st.markdown("**Not as it is meant?** Say what is different, and the file is read again.")
        if text:
            left, middle, right = st.columns(3)
            made["encoding"] = _choice(left, "Letters", _ENCODINGS, _plain(layout.encoding), f"encoding-{key}",
                                       "Choose another when accents or umlauts look wrong.")  # fmt: skip
            made["delimiter"] = _choice(middle, "Columns are separated by", _SEPARATORS, layout.delimiter,
                                        f"delimiter-{key}", "Any other sign can be typed.", typed=True)  # fmt: skip
            made["quote"] = _choice(right, "Text is wrapped in", _QUOTES, layout.quote, f"quote-{key}")
        left, middle, right = st.columns(3)
        made["header_rows"] = _choice(left, "Header is in", _HEADERS, layout.header_rows, f"headers-{key}")
        made["skip_rows"] = middle.number_input(
            "Lines above the header", 0, 10_000, layout.skip_rows, key=f"skip-{key}", help="A title, a period, a blank."
        )
        made["footer_rows"] = right.number_input(
            "Rows below the data", 0, 10_000, layout.footer_rows, key=f"footers-{key}", help="Totals and notes."
        )
        again = st.form_submit_button("Read again", icon=":material/refresh:")
    undo = key in _corrections() and st.button("Forget my corrections", key=f"forget-{key}", type="tertiary")
    if again or undo:
        _corrections()[key] = _changed(table, made, _corrections().get(key)) if again else Correction()
        for name in ("encoding", "delimiter", "quote", "headers", "skip", "footers"):
            st.session_state.pop(f"{name}-{key}", None)
        st.rerun()


def _choice(
    place: DeltaGenerator,
    label: str,
    options: Mapping[Any, str],
    now: object,
    key: str,
    advice: str | None = None,
    typed: bool = False,
) -> object:
    """A choice among options in words; what the file has is always among them."""
    values = list(options) if now in options else [now, *options]
    return place.selectbox(
        label, values, values.index(now), format_func=lambda value: options.get(value, str(value)), key=key, help=advice,
        accept_new_options=typed,
    )  # fmt: skip


def _changed(table: SourceTable, made: dict[str, object], before: Correction | None) -> Correction:
    """What differs from how the table was read, on top of what was corrected before."""
    layout = table.layout
    shown = {name: getattr(layout, name) for name in made} | {"encoding": _plain(layout.encoding)}
    changed = {name: value for name, value in made.items() if value != shown[name]}
    return Correction.from_values((before.values() if before else {}) | changed)
