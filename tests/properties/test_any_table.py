"""Random tables, written in random dialects, come back unchanged without the reader being told anything.

What cannot be decided from a file alone is left out, each with its reason, where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.files.reading import examine, stage

pytestmark = pytest.mark.slow

# Enough words of one language that its code page can be told from the others.
WORDS = {
    "utf-8": ["Größe", "naïve", "東京", "Привет", "crème", "שלום", "mañana", "🏳️"],
    "cp1252": ["Größe", "Straße", "très", "été", "naïve", "mañana", "déjà", "Zürich"],
    "cp932": ["東京の", "ホテル", "ありがとう", "注文番号", "日本", "お客様", "商品について"],
    "gb18030": ["我的订单", "没有到", "客服", "评论", "谢谢你们", "这个商品", "什么时候"],
}
ENCODINGS = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-16-le": "utf-8", "cp1252": "cp1252",
    "cp932": "cp932", "gb18030": "gb18030",
}  # fmt: skip
PLAIN = ["ok", "late again", "a, b; c", "5 | 6", 'say "hi"', "it's", "two  blanks", "", "x:y", "50 %", "-", "n/a"]
LINES = ["one\ntwo", "one\n\nthree", 'a "b"\nc, d']
ABOVE = [[], ["Monthly export"], ["Monthly export", ""], ["Orders of all shops", "Period: May 2024", ""]]


@dataclass(frozen=True)
class Dialect:
    """How a table is written; ``escape`` doubles the quote or is a backslash."""

    delimiter: str
    quote: str
    escape: str
    newline: str
    quote_all: bool
    encoding: str
    above: tuple[str, ...]
    units: bool

    def cell(self, text: str) -> str:
        special = (
            (self.delimiter, self.quote, "\n", "\r", "\\")
            if self.escape == "\\"
            else (self.delimiter, self.quote, "\n", "\r")
        )
        if not self.quote_all and not any(sign in text for sign in special) and text == text.strip():
            return text
        if self.escape == "\\":
            text = text.replace("\\", "\\\\")
        return self.quote + text.replace(self.quote, self.escape + self.quote) + self.quote

    def written(self, rows: list[list[str]]) -> bytes:
        lines = [*self.above, *(self.delimiter.join(map(self.cell, row)) for row in rows)]
        return "".join(line + self.newline for line in lines).encode(self.encoding)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    quote = draw(st.sampled_from(['"', '"', '"', "'"]))
    return Dialect(
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        quote=quote,
        escape=draw(st.sampled_from([quote, quote, "\\"])),
        newline=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        # Single quotes around some cells only look like apostrophes in the text of the others.
        quote_all=quote == "'" or draw(st.booleans()),
        encoding=encoding,
        above=tuple(draw(st.sampled_from(ABOVE))),
        units=draw(st.booleans()),
    )


def cells(language: str, newline: str) -> dict[str, st.SearchStrategy[str]]:
    """Kinds of columns. A line break within a cell of a file whose rows end with CR could be either: none there."""
    texts = [*PLAIN, *([] if newline == "\r" else LINES)]
    return {
        "id": st.integers(0, 10**12).map(lambda n: f"{n:013}"),
        "amount": st.decimals(0, 10**6, places=2).map(str),
        "day": st.dates().map(str),
        "word": st.sampled_from(WORDS[language]),
        "text": st.lists(st.sampled_from([*texts, *WORDS[language]]), min_size=1, max_size=3).map(" ".join),
    }


@st.composite
def tables(draw: st.DrawFn, dialect: Dialect) -> tuple[list[str], list[list[str]]]:
    """Names and rows. One column of ids, amounts and words each is always there: a file of free text alone
    does not say whether its first row names columns, and one without foreign letters needs no encoding."""
    kinds = cells(ENCODINGS[dialect.encoding], dialect.newline)
    chosen = ["id", "amount", "word", *draw(st.lists(st.sampled_from(sorted(kinds)), max_size=4))]
    order = draw(st.permutations(range(len(chosen))))
    columns = [chosen[place] for place in order]
    names = [f"{'Order' if kind == 'id' else 'Field'} {kind} {place}" for place, kind in enumerate(columns)]
    size = draw(st.integers(5, 30))
    return names, [[draw(kinds[kind]) for kind in columns] for _ in range(size)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_table_in_any_dialect_is_read_back(tmp_path: Path, data: st.DataObject) -> None:
    dialect = data.draw(dialects())
    names, rows = data.draw(tables(dialect))
    header = [names, [f"({name[:3]})" for name in names]] if dialect.units else [names]
    path = tmp_path / "any.csv"
    path.write_bytes(dialect.written([*header, *rows]))

    (table,) = examine(path)
    with duckdb.connect() as connection:
        stage(connection, table, "staged", tmp_path)
        found = connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()

    assert table.columns == tuple(" ".join(parts) for parts in zip(*header, strict=True))
    assert [list(row) for row in found] == [[cell.replace("\r\n", "\n") for cell in row] for row in rows]
