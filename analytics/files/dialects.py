"""Which characters part the cells of a delimited file: delimiter, quote and escape.

Every candidate reads the same sample; the one wins under which the rows agree on their length and
the cells look like values rather than like pieces of a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from analytics.files.cell_kinds import kind_of
from analytics.files.odd_delimiters import speaks_for

# How willingly a character is taken for a delimiter when two explain a file equally well.
_COMMON = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 0.98, "\x1f": 0.98, "\x01": 0.98, "\x1e": 0.98}
_RARE = {"^": 0.9, "~": 0.9, "§": 0.9, "¦": 0.9, "¬": 0.9, "þ": 0.9, "¤": 0.9, "#": 0.75, "*": 0.75}
_WEAK = {" ": 0.72, ":": 0.65, "!": 0.7, "&": 0.7, "%": 0.6, "=": 0.6, "@": 0.5, "$": 0.6, "\\": 0.6}
_PRIOR = _COMMON | _RARE | _WEAK
ALIGNED = "  "  # stands for runs of blanks, as in text that is aligned in columns
_SAMPLE_LINES = 300
_MOST_LINES_OF_CELL = 30
_LONGEST = 20_000  # characters of a line that are looked at
_CLEARLY = 0.1
_ENOUGH = 0.25  # below this no delimiter explains the lines, and the file is one column
_NEARLY_ALL = 0.8
_LEAST_LINES = 3
_LEAST_DELIMITERS = 4  # on each line: as many of them come again on the next by no chance


@dataclass(frozen=True)
class Dialect:
    """The characters that part cells; ``quote`` and ``escape`` may be ``""`` for none."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'


def find_dialect(lines: Sequence[str]) -> Dialect:
    r"""The dialect that explains a sample of lines best; a comma where nothing parts them.

    >>> find_dialect(["name;price\n", "Tea;2,50\n", "Milk;1,20\n"])
    Dialect(delimiter=';', quote='"', escape='"')
    >>> find_dialect(["'a','b'\n", "'it\\'s','2'\n"])
    Dialect(delimiter=',', quote="'", escape='\\')
    """
    short = (line if len(line) <= _LONGEST else line[:_LONGEST] + "\n" for line in lines[: 2 * _SAMPLE_LINES])
    filled = [line for line in short if line.strip()]
    sample = _whole_lines(filled)[:_SAMPLE_LINES]
    if _is_aligned(sample):
        return Dialect(ALIGNED, "", "")
    best, best_score = _best(sample)
    for other in _other_lines(filled, sample):
        found, score = _best(other)
        if score > best_score + _CLEARLY:
            sample, best, best_score = other, found, score
    if best_score == _ENOUGH and (block := _block(sample)):
        sample, (best, best_score) = block, _best(block)
    if best_score == _ENOUGH:
        return Dialect(_absent(sample))
    delimiter = _widened(sample, best)
    return Dialect(delimiter, best.quote, _escape_for(sample, best))


def _other_lines(filled: Sequence[str], sample: Sequence[str]) -> Iterator[list[str]]:
    """Other ways to make whole lines: a stray quote can have joined wrong ones, and single quotes can hold breaks."""
    single = [line.rstrip("\r\n") for line in filled[:_SAMPLE_LINES]]
    if single != sample:
        yield single
    if any(line.lstrip().startswith("'") for line in single):
        joined = _whole_lines(filled, "'")[:_SAMPLE_LINES]
        if joined != single:
            yield joined


def _block(sample: Sequence[str]) -> list[str]:
    """The lines of a small table among more lines of text: they follow each other and hold nearly all of a delimiter."""
    for delimiter in _COMMON:
        counts = [line.count(delimiter) for line in sample]
        at = 0
        for count, lines in groupby(counts):
            length = len(list(lines))
            dense = length * count >= _NEARLY_ALL * sum(counts)
            if dense and length >= _LEAST_LINES and count >= _LEAST_DELIMITERS:
                return list(sample[at : at + length])
            at += length
    return []


def _best(sample: Sequence[str]) -> tuple[Dialect, float]:
    """The delimiter and quote that explain the lines best, and how well."""
    best, best_score = Dialect(), _ENOUGH
    for delimiter in _candidates(sample):
        quote = _quote_for(sample, delimiter)
        score = _score(sample, delimiter, quote) * _prior(delimiter)
        if score > best_score + 1e-9:
            best, best_score = Dialect(delimiter, quote, quote), score
    return best, best_score


def _is_aligned(sample: Sequence[str]) -> bool:
    """Whether runs of blanks part the lines into equally many pieces, and nothing else could."""
    widths = Counter(len(line.split()) for line in sample)
    if not widths or len(sample) < 3:
        return False
    width, lines = widths.most_common(1)[0]
    runs = sum("  " in line.strip() for line in sample)
    others = sum(any(sign in line for sign in ',;\t|"') for line in sample)
    return width > 1 and lines >= 0.98 * len(sample) and runs >= 0.9 * len(sample) and others < 0.1 * len(sample)


def _whole_lines(lines: Sequence[str], quote: str = '"') -> list[str]:
    """Lines without their ends, those within a quoted cell joined to the one it began on."""
    whole: list[str] = []
    waiting: list[str] = []
    for line in lines:
        odd = line.count(quote) % 2 == 1
        if not waiting:
            (waiting if odd else whole).append(line.rstrip("\r\n"))
        elif odd or len(waiting) > _MOST_LINES_OF_CELL:
            whole += ["\n".join([*waiting, line.rstrip("\r\n")])] if odd else [*waiting, line.rstrip("\r\n")]
            waiting = []
        else:
            waiting.append(line.rstrip("\r\n"))
    return whole + waiting


def _absent(sample: Sequence[str]) -> str:
    """A delimiter that leaves every line of a single column whole."""
    signs = (",", ";", "\t", "|", "\x1f")
    return next((sign for sign in signs if not any(sign in line for line in sample)), "\ue001")


def _prior(delimiter: str) -> float:
    """Longer delimiters are trusted like their rarest character, and a little less."""
    return min(_PRIOR.get(character, 0.7) for character in delimiter)


def _candidates(sample: Sequence[str]) -> list[str]:
    """Known delimiters that occur, what stands between closing and opening quotes, and runs of signs."""
    text = "\n".join(sample)
    found = [character for character in _PRIOR if character in text]
    between = Counter(re.findall(r'(?<=")([^"\w\n]{1,4})(?=")', text))
    between += Counter(re.findall(r"(?<=\w)([^\w\s\"'.,;()/-]{2,3})(?=\w)", text))
    found += [run for run, count in between.most_common(4) if run not in found and count >= len(sample) // 2]
    return found


def _quote_for(sample: Sequence[str], delimiter: str) -> str:
    """The quote that more often opens and closes cells at this delimiter; the double one in doubt."""
    edge = re.escape(delimiter)
    counts = {}
    for quote in ('"', "'"):
        whole = re.compile(rf"(?:^|{edge})\s*{quote}(?:[^{quote}]|{quote}{quote}|\\{quote})*{quote}\s*(?={edge}|$)")
        counts[quote] = sum(len(whole.findall(line[:4000])) for line in sample[:100])
    return "'" if counts["'"] > 2 * counts['"'] and counts["'"] >= 2 else '"'


def split_simply(line: str, delimiter: str, quote: str) -> list[str]:
    """Cells of one line, delimiters between quotes kept; good enough to compare dialects."""
    if quote not in line:
        return line.split(delimiter)
    cells: list[str] = []
    kept = ""
    for piece in line.split(delimiter):
        kept = piece if not kept else kept + delimiter + piece
        if kept.lstrip()[:1] == quote and kept.count(quote) % 2:
            continue
        cells.append(kept)
        kept = ""
    return [*cells, *kept.split(delimiter)] if kept else cells


def _score(sample: Sequence[str], delimiter: str, quote: str) -> float:
    """Agreement of row lengths times plausibility of cells, between 0 and 1; 0 for one column."""
    rows = [split_simply(line, delimiter, quote) for line in sample]
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths:
        return 0.0
    width, hits = max(lengths.items(), key=lambda item: (item[1] * (1 + 0.02 * min(item[0], 10)), item[0]))
    if delimiter not in _COMMON and not speaks_for(delimiter, sample, rows, width):
        return 0.0
    agreement = hits / len(rows)
    cells = [cell for row in rows if len(row) == width for cell in row][:3000]
    plausible = sum(_plausibility(cell, quote) for cell in cells) / len(cells)
    more = 1 - 1 / (width + 1)
    return float(agreement**1.5 * plausible * more**0.25)


def _plausibility(cell: str, quote: str) -> float:
    """How much a piece looks like a whole cell."""
    text = cell.strip()
    if len(text) > 1 and text[0] == quote == text[-1]:
        return 1.0
    kind = kind_of(text)
    if kind == "empty":
        return 0.75
    if kind != "text":
        return 1.0
    signs = sum(text.count(sign) for sign in ',;\t|"')
    return 0.85 if not signs else max(0.2, 0.6 - 0.1 * signs)


def _widened(sample: Sequence[str], dialect: Dialect) -> str:
    """The delimiter with its companion: a blank that always follows it, or itself doubled."""
    delimiter = dialect.delimiter
    rows = [split_simply(line, delimiter, dialect.quote) for line in sample]
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return delimiter
    inner = [cell for row in rows for cell in row[1:]]
    if delimiter not in " \t" and sum(cell[:1] == " " for cell in inner) >= 0.99 * len(inner):
        return delimiter + " "
    odd = [row[1::2] for row in rows]
    if all(len(row) % 2 and len(row) > 2 and not any(cell for cell in odd[i]) for i, row in enumerate(rows)):
        return delimiter * 2
    return delimiter


def _escape_for(sample: Sequence[str], dialect: Dialect) -> str:
    """A backslash where one stands before quotes inside cells and no doubled quote does."""
    quote = re.escape(dialect.quote)
    edge = re.escape(dialect.delimiter)
    text = "\n".join(sample)
    slashed = len(re.findall(rf"(?<!\\)\\{quote}(?!{quote}|\s*(?:{edge}|$|\n))", text))
    slashed += len(re.findall(rf"\\{quote}{quote}\s*(?:{edge}|$)", text, re.MULTILINE))
    doubled = len(re.findall(rf"(?<=[^\\{quote}\n]){quote}{quote}(?!\s*(?:{edge}|$|\n|{quote}))", text))
    return "\\" if slashed > doubled else dialect.quote
