"""Reports that were printed to a file: on every page the lines above the header come again, and the header below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analytics.files.row_shapes import Row, filled

_MOST_LINES = 20
_FIGURES = re.compile(r"\d+")
_PAGE = re.compile(
    r"(?i)\W*(?:page|seite|página|pagina|pág|pag|blad|strona|sida|side|sivu|strana|oldal|sayfa|σελίδα|страница|стр|ページ|페이지)\W{0,3}\d+"
    r"(?:\s*(?:of|von|de|di|van|z|av|af|из|/|-)\s*\d+)?\W*"
)


class PageTitles:
    """Knows the rows of a page's title: a line above the first header but for its figures, or nothing but a page's number.

    Such a row is a title only where the header follows; whoever asks keeps at most ``most`` of them waiting for that.

    >>> titles = PageTitles([["Sales of May", "", "page 1"]], width=5)
    >>> ["Sales of May", "", "page 2"] in titles, ["Page 2 of 7"] in titles, ["Sales of June", "", "page 2"] in titles
    (True, True, False)
    """

    def __init__(self, above: Iterable[Row], width: int) -> None:
        """Learn the lines ``above`` the header of a table with so many columns; full ones may be rows."""
        self._few = max(2, width) // 2
        lines = [shape_of(row) for row in above if filled(row) <= self._few]
        self._shapes = {shape for shape in lines[-_MOST_LINES:] if any(map(str.isalpha, "".join(shape)))}
        self.most = len(self._shapes) + 1

    def __contains__(self, row: object) -> bool:
        if not self._shapes or not isinstance(row, Sequence) or filled(row) > self._few:
            return False
        return shape_of(row) in self._shapes or (filled(row) == 1 and bool(_PAGE.fullmatch("".join(row))))


def shape_of(row: Row) -> tuple[str, ...]:
    """The texts of a row, whatever their figures: pages and times of printing differ."""
    return tuple(_FIGURES.sub("0", cell.strip()) for cell in row if cell.strip())
