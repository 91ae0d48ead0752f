"""Notations of dates and times: which ``strptime`` formats a piece of text could be written in.

Pure text work; whether a format fits a whole column is decided in ``analytics.store.settling``.
"""

from __future__ import annotations

import re

from analytics.files.loose_times import plainly
from analytics.files.month_names import ENGLISH, languages_of

# The mark of formats that are read after the rules of ``loose_times``; those of a language are as well.
LOOSE = "loose"
# Browsers write a zone out behind the time: "Sun Dec 01 2024 10:00:00 GMT+0000 (Coordinated Universal Time)".
_LONGEST = 90

_CLOCK = re.compile(
    r"^(?P<date>.*?)(?P<gap>\s+at\s+|T|,\s*|\s+-\s+|\s+)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<second>:\d{2})?(?P<fraction>\.\d+)?"
    r"(?P<half>\s*[AaPp][Mm])?(?P<zone>.*)$"
)

_ENGLISH_FULL = str.split("january february march april may june july august september october november december")

_NUMBERS = re.compile(r"^(\d{1,4})(\s*[-/.]\s*)(\d{1,2})(\s*[-/.]\s*)(\d{1,4})$")
_DAY_NAME_MONTH = re.compile(r"^(\d{1,2})(\.?[-/\s]*)([^\W\d_]+)(\.?)([-/,\s]*)(\d{4}|\d{2})$")
_NAME_DAY_MONTH = re.compile(r"^([^\W\d_]+)(\.?)([-/\s]+)(\d{1,2})(?:(,?\s*)(\d{4})|([-/])(\d{4}|\d{2}))$")
_MONTH = re.compile(r"^(\d{4})([-/.])(\d{1,2})$|^(\d{1,2})([-/.])(\d{4})$|^([^\W\d_]+)([-\s/]+)(\d{4}|\d{2})$")
_MONTH_POINT = re.compile(r"^(0[1-9]|1[0-2])\.(19|20)\d{2}$")
_WEEKDAY = re.compile(
    r"^((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)([,.]?\s+)(?=\S)", re.IGNORECASE
)


def formats_like(text: str) -> tuple[str, ...]:
    """Every format that ``text`` could be written in, likeliest first; empty where it is no time.

    Besides ``strptime`` formats: ``iso``, ``epoch`` (since 1970), ``spreadsheet`` (days since 1900);
    ``es|%d/%b/%y`` stands for months named in Spanish, ``loose|%d %B %Y`` for text that is first put
    plainly. Whether the date exists is not looked at.

    >>> formats_like("03/04/2026 9:05 AM")
    ('%m/%d/%Y %I:%M %p', '%d/%m/%Y %I:%M %p')
    >>> formats_like("2026-05-14T11:23:45Z"), formats_like("14. Okt 2026"), formats_like("1767225600")
    (('iso',), ('de|%d. %b %Y', 'nl|%d. %b %Y', 'sv|%d. %b %Y', 'da|%d. %b %Y', 'no|%d. %b %Y'), ('epoch',))
    >>> formats_like("soon")
    ()
    """
    text = text.strip()
    if not 4 <= len(text) <= _LONGEST or not any(char.isdigit() for char in text):
        return ()
    if _ISO.match(text):
        return ("iso",)
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return (("%m.%Y",) if _MONTH_POINT.match(text) else ()) + _plain_number(text)
    if _WEEK.match(text):
        return ("%G-W%V-%u",) if text[-2] == "-" else ("%G-W%V",)
    return _written(text) or _loosely(text)


def _loosely(text: str) -> tuple[str, ...]:
    """Formats of what is left once the text is put plainly."""
    plain = plainly(text)
    if plain == text.lower():
        return ()
    return tuple(form if "|" in form else f"{LOOSE}|{form}" for form in _written(plain))


def _written(text: str) -> tuple[str, ...]:
    weekday = _WEEKDAY.match(text)
    head = ""
    if weekday:
        name, gap = weekday.groups()
        head = ("%A" if name.lower().endswith("day") else "%a") + gap
        text = text[weekday.end() :]
    date, clock = _clock_of(text)
    if clock is None:
        return ()
    return tuple(
        language + (head + day + clock).replace("  ", " ") for language, day in _dates(date.strip(), bool(clock))
    )


_WEEK = re.compile(r"^\d{4}-W\d{2}(-\d)?$")
_ISO = re.compile(
    r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?))?)?$",
    re.ASCII,
)


def is_aware(form: str) -> bool:
    """Whether times in this format say where on earth they were taken.

    >>> is_aware("%Y-%m-%dT%H:%M:%S%z"), is_aware("%d/%m/%Y %H:%M UTC"), is_aware("%d/%m/%Y")
    (True, True, False)
    """
    return form.endswith(("%z", "%Z", "Z", "UTC", "GMT"))


def has_clock(form: str) -> bool:
    """Whether the format holds a time of day, not only a date; never known of ``iso``."""
    return "%H" in form or "%I" in form or form == "epoch"


def order_of(form: str) -> str:
    """``day`` or ``month`` when the format's order of numbers could be taken the other way, else empty.

    >>> order_of("%d/%m/%Y"), order_of("%m-%d-%y"), order_of("%d.%m.%Y"), order_of("%Y-%m-%d")
    ('day', 'month', '', '')
    """
    match = re.match(r"^(?:%[aA][,.]? )?%([dm])\s*[-/]\s*%[dm]", form.rpartition("|")[2])
    return {"d": "day", "m": "month"}[match.group(1)] if match else ""


def other_order(form: str) -> str:
    """The format with day and month changed over; itself where their order is certain.

    >>> other_order("%d/%m/%Y %H:%M"), other_order("%d.%m.%Y")
    ('%m/%d/%Y %H:%M', '%d.%m.%Y')
    """
    if not order_of(form):
        return form
    return re.sub(r"%([dm])(\s*[-/]\s*)%([dm])", r"%\3\2%\1", form, count=1)


def _plain_number(text: str) -> tuple[str, ...]:
    value = float(text)
    if re.fullmatch(r"(19|20)\d{6}", text):
        return ("%Y%m%d",)
    if re.fullmatch(r"(19|20)\d{12}", text):
        return ("%Y%m%d%H%M%S",)
    if any(1e8 * unit <= value < 4.1e9 * unit for unit in (1, 1e3, 1e6, 1e9)):
        return ("epoch",)
    if re.fullmatch(r"(19|20)\d{4}", text) and "01" <= text[4:] <= "12":
        return ("%Y%m",)
    if 20000 <= value < 80000:
        return ("spreadsheet",)
    return ("%Y",) if re.fullmatch(r"(19|20)\d\d", text) else ()


def _clock_of(text: str) -> tuple[str, str | None]:
    """The date's part of ``text``, and the format of the rest: None when that is no time of day."""
    match = _CLOCK.match(text)
    if not match:
        return text, ""
    zone = match["zone"].strip()
    gap = " " if match["gap"].isspace() else match["gap"]
    clock = f"{'%I' if match['half'] else '%H'}:%M"
    clock += (":%S" if match["second"] else "") + (".%f" if match["fraction"] else "")
    if match["half"]:
        clock += " %p" if match["half"][0].isspace() else "%p"
    if not zone:
        return match["date"], gap + clock
    space = " " if match["zone"][0].isspace() else ""
    if re.fullmatch(r"[+-]\d{2}(:?\d{2})?", zone):
        return match["date"], f"{gap}{clock}{space}%z"
    if zone in ("Z", "UTC", "GMT"):
        return match["date"], f"{gap}{clock}{space}{zone}"
    # Abbreviations mean one thing here and another there: those that are known have become offsets.
    if re.fullmatch(r"[A-Za-z]+(/[A-Za-z_]+)+|(GMT|UTC)[+-]\d{1,2}(:?\d{2})?", zone):
        return match["date"], f"{gap}{clock}{space}%Z"
    return match["date"], None


def _dates(date: str, timed: bool) -> list[tuple[str, str]]:
    """Formats of a date as pairs of a language's mark and the format."""
    for rule in (_of_numbers, _with_month_name, _of_month):
        found = rule(date)
        if found and not (rule is _of_month and timed):
            return found
    return []


def _of_numbers(date: str) -> list[tuple[str, str]]:
    match = _NUMBERS.match(date)
    if not match:
        return []
    first, gap, _, second_gap, last = match.groups()
    if len(first) == 4 and len(last) <= 2:
        return [("", f"%Y{gap}%m{second_gap}%d")]
    if len(first) > 2 or len(last) not in (2, 4):
        return []
    year = "%Y" if len(last) == 4 else "%y"
    day_first = ("", f"%d{gap}%m{second_gap}{year}")
    month_first = ("", f"%m{gap}%d{second_gap}{year}")
    match gap.strip():
        case ".":
            return [day_first]
        case "-":
            return [day_first, month_first]
        case _:
            return [month_first, day_first]


def _with_month_name(date: str) -> list[tuple[str, str]]:
    if match := _DAY_NAME_MONTH.match(date):
        _, gap, name, stop, second_gap, year = match.groups()
        return [
            (
                language,
                f"%d{gap}{month}{'' if language else stop}{second_gap}{'%Y' if len(year) == 4 else '%y'}",
            )
            for language, month in _month_names(name)
        ]
    if match := _NAME_DAY_MONTH.match(date):
        name, stop, gap, _, comma, _, joint, short = match.groups()
        year = f"{joint}{'%Y' if len(short) == 4 else '%y'}" if joint else f"{comma}%Y"
        return [(language, f"{month}{'' if language else stop}{gap}%d{year}") for language, month in _month_names(name)]
    return []


def _of_month(date: str) -> list[tuple[str, str]]:
    match = _MONTH.match(date)
    if not match:
        return []
    year_first, gap, _, _, other_gap, year_last, name, name_gap, year = match.groups()
    if year_first:
        return [("", f"%Y{gap}%m")]
    if year_last:
        return [("", f"%m{other_gap}%Y")]
    return [
        (language, f"{month}{name_gap}{'%Y' if len(year) == 4 else '%y'}") for language, month in _month_names(name)
    ]


def _month_names(name: str) -> list[tuple[str, str]]:
    """How a month's name is read: in English as it stands, else by way of its language."""
    name = name.lower()
    if name in ENGLISH:
        return [("", "%b")]
    if name in _ENGLISH_FULL:
        return [("", "%B")]
    return [(f"{language}|", "%b") for language in languages_of(name)]
