"""Whole cells that stand for a number or for yes and no: the words that exports use instead.

Each table gives the translations of ``ColumnUse.values``; a translation to ``""`` means no value.
"""

from __future__ import annotations

from analytics.files.columns import Column
from analytics.files.yes_no import NO, YES

Values = tuple[tuple[str, str], ...]

GOOD_OR_BAD: Values = (
    ("good", "1"),
    ("bad", "0"),
    ("goodwithcomment", "1"),
    ("badwithcomment", "0"),
    ("good with comment", "1"),
    ("bad with comment", "0"),
    ("offered", ""),
    ("not offered", ""),
    ("unoffered", ""),
)

GOOD_OKAY_BAD: Values = (*GOOD_OR_BAD, ("okay", "0.5"), ("ok", "0.5"))

HAPPINESS: Values = (
    ("extremely happy", "5"),
    ("very happy", "4.333"),
    ("happy", "3.667"),
    ("neutral", "3"),
    ("unhappy", "2.333"),
    ("very unhappy", "1.667"),
    ("extremely unhappy", "1"),
)

KEPT: Values = (
    ("within sla", "true"),
    ("sla met", "true"),
    ("met", "true"),
    ("achieved", "true"),
    ("compliant", "true"),
    ("sla violated", "false"),
    ("violated", "false"),
    ("breached", "false"),
    ("missed", "false"),
    ("not met", "false"),
    ("hit", "true"),
    ("fulfilled", "true"),
    ("failed", "false"),
)

# A column called "SLA breached" says the opposite of what the field holds.
TURNED: Values = (
    ("true", "false"),
    ("yes", "false"),
    ("1", "false"),
    ("false", "true"),
    ("no", "true"),
    ("0", "true"),
)

# Whether a customer left, and whether one is still there.
CHURNED: Values = tuple([(yes, "churned") for yes in sorted(YES)] + [(no, "active") for no in sorted(NO)])
ACTIVE: Values = tuple([(yes, "active") for yes in sorted(YES)] + [(no, "inactive") for no in sorted(NO)])

# Fields whose numbers or flags exports often write as words.
WORDS: dict[str, tuple[Values, ...]] = {
    "satisfaction": (GOOD_OR_BAD, HAPPINESS),
    "sla_met": (KEPT,),
}


def translation(column: Column, tables: tuple[Values, ...]) -> Values:
    """The table that knows the most of the column's values; empty when none knows four in five.

    >>> column = Column("Rating", "Rating", ("Good", "Bad", "Offered"), 3)
    >>> dict(translation(column, (KEPT, GOOD_OR_BAD)))["good"]
    '1'
    >>> translation(Column("Rating", "Rating", ("4", "5"), 2), (KEPT, GOOD_OR_BAD))
    ()
    """
    if not column.values or not tables:
        return ()
    known = {id(table): {said for said, _ in table} for table in tables}
    best = max(tables, key=lambda table: column.share(lambda value: value.lower() in known[id(table)]))
    return best if column.share(lambda value: value.lower() in known[id(best)]) >= 0.8 else ()
