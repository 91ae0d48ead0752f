"""What a look at the raw bytes of a file tells, without reading cells: counts that its rows must match."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_CHUNK = 1 << 18
_FEED, _RETURN = 10, 13


@dataclass
class FileFacts:
    """Counts over the part of a file below ``lines_above``; blank lines at its end are left out.

    ``lone_returns`` tells carriage returns that no line feed follows, ``blank_lines`` line ends that
    follow each other outside of quotes. Sizes are in bytes.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_bytes(b'id,t\\n1,"a\\n\\nb"\\n2,c\\n\\n\\n')
    >>> facts = FileFacts.of(file, '"', lines_above=1)
    >>> facts.size, facts.quotes, facts.blank_lines, facts.ends_with_feed
    (13, 2, False, True)
    """

    size: int = 0
    quotes: int = 0
    lone_returns: bool = False
    zeros: bool = False
    blank_lines: bool = False
    ends_with_feed: bool = False

    @classmethod
    def of(cls, path: Path, quote: str, lines_above: int) -> FileFacts:
        """One pass over the file, counting by the chunk."""
        facts, last = cls(), b""
        end = path.stat().st_size - _blank_bytes_at_end(path)
        with path.open("rb") as file:
            for _ in range(lines_above):
                file.readline()
            while chunk := file.read(min(_CHUNK, max(0, end - file.tell()))):
                facts._add(last, chunk, ord(quote))
                last = (last + chunk)[-2:]
        facts.lone_returns = facts.lone_returns or last.endswith(b"\r")
        facts.ends_with_feed = last.endswith(b"\n")
        return facts

    def _add(self, last: bytes, chunk: bytes, quote: int) -> None:
        """The facts of a further chunk; ``last`` are the two bytes before it."""
        seen = last + chunk
        self.size += len(chunk)
        self.zeros = self.zeros or b"\0" in chunk
        returns = b"\r" in seen
        if returns:
            self.lone_returns = self.lone_returns or seen.count(b"\r", 0, -1) != seen.count(b"\r\n")
        before = self.quotes - last.count(quote)
        self.blank_lines = self.blank_lines or _has_blank_line(np.frombuffer(seen, np.uint8), quote, before, returns)
        self.quotes += int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == quote))


def _has_blank_line(seen: npt.NDArray[np.uint8], quote: int, quotes_before: int, returns: bool) -> bool:
    """Whether two line ends follow each other outside of quotes: after an even number of them; ``returns`` when any are seen."""
    feed = seen == _FEED
    behind = feed[1:] & feed[:-1]
    if returns:
        behind[1:] |= feed[2:] & feed[:-2] & (seen[1:-1] == _RETURN)
    if not behind.any():
        return False
    second = np.flatnonzero(behind) + 1
    before = quotes_before + np.searchsorted(np.flatnonzero(seen == quote), second)
    return bool(np.any(before % 2 == 0))


def _blank_bytes_at_end(path: Path) -> int:
    """The bytes of blank lines after the last line."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1024))
        tail = file.read()
    ends = tail[len(tail.rstrip(b"\r\n")) :]
    first = 2 if ends.startswith(b"\r\n") else min(1, len(ends))
    return len(ends) - first
