"""Remarks beneath a table: footnotes, sources, what a program counted, and whatever comes below the first of them.

A row with a single cell may be one that somebody began and left, so a lone cell is a remark only where it carries
the marks of one, and no cell above it in its column does; or where it stands left of everything in the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from statistics import median_low

from analytics.files.row_shapes import Row, filled

_COUNTED = (  # in the languages of database clients and banks
    "(?:rows?|records?|entries|results?|zeilen?|datensätze|lignes?|filas?|registros?|righe|linhas?|rijen|rader|rækker|"
    "riviä|wierszy|wiersze|rekordów|řádků|sor|rânduri|satır|строк[аи]?|записей)(?!\\w)|[行件笔筆條条건행]"
)
_MARK = re.compile(
    r"(?i)[(\[](?:\w|\d\d)[)\]]\s"  # (1) (r) [a]
    r"|(?:\d{1,2}[.)]|[a-z]\))\s"
    r"|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+\s?\w"
    rf"|\W?(?:共|以上|全)?\s?\d[\d,.]*\s?(?:{_COUNTED})"  # (10 rows), 15 rows in set, 共2笔记录, 以上 5件
)
_LABEL = re.compile(r"[^\W\d][\w ]{0,30}(?::\s|：)\s*\S")  # Source: a survey
_SENTENCE, _PROSE = 40, 20  # characters of several words: a shorter text may be a value, a longer one what people write
_LEAST_CELLS = 3  # of a row that plainly is no remark: fewer may be a label and its value
_MOST = 100


def remarks_below(body: Sequence[Row]) -> int:
    """How many rows at the end are remarks: from the first of them on, all have one cell or two, and fewer than the rows above.

    >>> body = [["Ann", "Rome", "1"], ["Bob", "Oslo", "2"]]
    >>> remarks_below([*body, ["(1) Revised.", "", ""], ["by Ann", "", ""]]), remarks_below([*body, ["Cy", "", ""]])
    (2, 0)
    """
    counts = [filled(row) for row in body]
    fewest = list(accumulate(counts, min))
    full = median_low([count for count in counts if count > 1] or [0]) >= _LEAST_CELLS
    found = most = 0
    for place in range(len(body) - 1, max(0, len(body) - 1 - _MOST), -1):
        most = max(most, counts[place])
        if most >= _LEAST_CELLS:
            break
        fewer = most < fewest[place - 1] or (most == 1 and full)  # a lone cell above may head a group
        if counts[place] == 1 and fewer and _is_remark(body[place], body[:place]):
            found = len(body) - place
    return found


def _is_remark(row: Row, above: Sequence[Row]) -> bool:
    """Whether the one cell of the row says something about the table, and is no value of it."""
    at = next(place for place, cell in enumerate(row) if cell.strip())
    if not any(cell.strip() for other in above for cell in other[: at + 1]):
        return True
    cell = row[at].strip()
    column = [other[at].strip() for other in above if at < len(other)]
    if _MARK.match(cell):
        return not any(map(_MARK.match, column))
    told = _LABEL.match(cell) or (len(cell) > _SENTENCE and " " in cell)
    return bool(told) and not any(_LABEL.match(other) or (len(other) > _PROSE and " " in other) for other in column)
