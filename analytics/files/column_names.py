"""Names for columns: unique, never empty, and as near to the file's own as that allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_TAKEN = frozenset({"row_number"})  # the staging table's own column


def repaired(names: Sequence[str], taken: Iterable[str] = _TAKEN) -> tuple[str, ...]:
    """The names made usable: repeated ones are counted, missing ones are numbered by position.

    Names that differ in case only count as repeated, because a database does not tell them apart; ``taken``
    (in small letters) are those that a table has already.

    >>> repaired(["Id", "Labels", "", "Labels", "labels"])
    ('Id', 'Labels', 'column_3', 'Labels (2)', 'labels (3)')
    """
    used = set(taken)
    given = {name.strip().casefold() for name in names}
    result = []
    for position, name in enumerate(names, start=1):
        plain = " ".join(name.split()) or f"column_{position}"
        candidate, count = plain, 1
        while candidate.casefold() in used or (count > 1 and candidate.casefold() in given):
            count += 1
            candidate = f"{plain} ({count})"
        used.add(candidate.casefold())
        result.append(candidate)
    return tuple(result)


def joined_header(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """One name per column from several header rows; a blank upper cell continues the one before it.

    >>> joined_header([["2023", "", "2024"], ["Q1", "Q2", "Q1"]], 3)
    ('2023 Q1', '2023 Q2', '2024 Q1')
    """
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        last = ""
        below = rows[depth + 1] if depth + 1 < len(rows) else ()
        for position in range(width):
            cell = row[position].strip() if position < len(row) else ""
            last = cell or last
            continued = position < len(below) and below[position].strip()
            text = cell or (last if continued and depth + 1 < len(rows) else "")
            if text and text not in parts[position]:
                parts[position].append(text)
    return tuple(" ".join(part) for part in parts)
