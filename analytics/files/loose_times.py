"""Times as people and chatty programs write them, put into a plain notation by rules that SQL can follow too.

Each rule is a pattern over text in small letters and what to write for its first match; they are applied one
after the other. The patterns mean the same in Python and in DuckDB.
"""

from __future__ import annotations

import re
from collections import defaultdict

from analytics.files.zones import OFFSETS

DIGITS = ("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)


def _zones() -> list[tuple[str, str]]:
    """Abbreviations of zones as offsets."""
    names: dict[int, list[str]] = defaultdict(list)
    for name, minutes in OFFSETS.items():
        names[minutes].append(name.lower())
    return [
        (rf"(:\d{{2}}|[ap]m) ?({'|'.join(same)})$", rf"\1 {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:00")
        for minutes, same in names.items()
    ]


RULES: tuple[tuple[str, str], ...] = (
    (r"\s+\([^()]*\)$", ""),  # ... GMT+0100 (CET)
    # Reviewed in Canada on 5 May 2024, as platforms of reviews write it.
    (r"^[^\d,]{2,50}\s(on|le|am|el|em|il|op)\s+", ""),
    (r"^(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]", r"\1-\2-\3"),
    # 2026. 9. 1 오전 3:32:54, as Korean programs write it; in Chinese the half of the day stands in front as well.
    (r"^(\d{4})\. (\d{1,2})\. (\d{1,2})\.?", r"\1-\2-\3"),
    (r" ?(오전|上午|午前) ?(\d{1,2}:\d{2}(:\d{2})?)$", r" \2 am"),
    (r" ?(오후|下午|午後) ?(\d{1,2}:\d{2}(:\d{2})?)$", r" \2 pm"),
    (r"^(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(\d{2})", r"\1-\2-\3 \4:\5:\6"),
    (r"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})z$", r"\1 +00:00"),
    # Tue Mar 05 10:02:03 UTC 2024, as Unix writes it, and Tue Mar 05 2024 10:02:03 GMT+0100, as browsers do.
    (r"^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) ([a-z]{3,4} )?(\d{4})$", r"\1 \2, \5 \3 \4"),
    (r"^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) gmt([+-]\d{4})$", r"\1 \2, \3 \4 \5"),
    (r"([+-]\d{4}) [a-z]{3,4}$", r"\1"),
    (r"(\d)(st|nd|rd|th|er|º|ª|°)([\s,])", r"\1\3"),
    (r"(\d)\s+(de|of)\s+", r"\1 "),
    (r"([a-zç])\s+(de|del)\s+(\d)", r"\1 \3"),
    (r"(\d),?\s+(à|a las|às|as|um|kl\.?|alle|om|at)\s+(\d)", r"\1 \3"),
    (r"\s*(uhr|hs\.?|hrs\.?)$", ""),
    (r"(\d{4}) ?г\.?(,|$)", r"\1\2"),
    (r"(\s\d{1,2})\s?h\s?(\d{2})", r"\1:\2"),
    (r"(\s\d{1,2})\.(\d{2})\.(\d{2})$", r"\1:\2:\3"),
    (r"([/-]\d{2,4} \d{1,2})\.(\d{2})$", r"\1:\2"),
    (r"([ap])\.\s?m\.?$", r"\1m"),
    *((rf"^q{q}[\s/-]*(\d{{4}})$", rf"\1-{q * 3 - 2:02}") for q in (1, 2, 3, 4)),
    *((rf"^(\d{{4}})[\s/-]*q{q}$", rf"\1-{q * 3 - 2:02}") for q in (1, 2, 3, 4)),
    (r"\s+$", ""),
    *_zones(),
)


def plainly(text: str) -> str:
    """The text in a plain notation; itself, in small letters, where no rule is about it.

    >>> plainly("5th March 2024"), plainly("5 de marzo de 2024"), plainly("05/03/2024 10h30")
    ('5 march 2024', '5 marzo 2024', '05/03/2024 10:30')
    >>> plainly("2024-05-01 10:00 CEST"), plainly("Q2 2024"), plainly("05.03.2024, 10:02 Uhr")
    ('2024-05-01 10:00 +02:00', '2024-04', '05.03.2024, 10:02')
    """
    text = text.translate(str.maketrans(*DIGITS)).lower()
    for pattern, plain in RULES:
        text = re.sub(pattern, plain, text, count=1)
    return text
