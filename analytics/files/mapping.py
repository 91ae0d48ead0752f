"""A mapping: which column of a source file fills which field of its kind.

A mapping is a value. Recognition proposes one, a person may change it, loading follows it to the
letter, and the workspace remembers it for the next file with the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

# The fields that hold a customer's id. An e-mail address may be one, so that all of them get the same codes.
CUSTOMER_IDS = frozenset({"customer_id", "person_id", "referred_by", "email"})

Metric = Literal["nps", "csat", "ces", "rating", "open"]
Grain = Literal["row", "lines", "items", "messages"]


@dataclass(frozen=True)
class ColumnUse:
    """How one column fills one field.

    ``formats`` are DuckDB ``strptime`` formats, tried in order (``"iso"`` and ``"epoch"`` are
    shorthands). ``unit`` says what a number in the column means: ``minutes``, ``hours``,
    ``seconds``, ``milliseconds``, ``days`` or ``hms`` for durations, ``cents`` for money, ``sign`` for a
    currency that is read from the amount's own cells, ``remaining`` for a flag that
    is read from what is left of a target (kept unless negative). ``time_column`` holds the time of day where
    ``column`` holds only the date. ``values`` translates whole cells (compared without regard to case) before they are typed;
    a translation to ``""`` means
    "no value". ``times`` names the column of numbers by which an amount is multiplied: how many of a price
    were bought. ``constant`` fills every row with the same text, and then ``column`` is ``""``.
    """

    field: str
    column: str
    confidence: float = 1.0
    formats: tuple[str, ...] = ()
    timezone: str = ""
    unit: str = ""
    decimal_comma: bool = False
    values: tuple[tuple[str, str], ...] = ()
    constant: str = ""
    time_column: str = ""
    times: str = ""


@dataclass(frozen=True)
class Question:
    """One question of a survey: a column with scores, a column with comments, or both.

    Where a column says what was asked, several questions share these, and ``name`` is how that column calls it.
    """

    name: str
    metric: Metric
    score_column: str = ""
    comment_column: str = ""
    scale_low: float | None = None
    scale_high: float | None = None
    values: tuple[tuple[str, str], ...] = ()
    touchpoint: str = ""

    def turned(self) -> Question:
        """The question with its scale turned round: what counted as its best answer counts as its worst.

        >>> Question("Q", "rating", "Q", scale_low=1, scale_high=3, values=(("rarely", "1"), ("n/a", ""))).turned().values
        (('rarely', '3'), ('n/a', ''))
        >>> Question("Q", "rating", "Q", scale_low=0, scale_high=2).turned().values
        (('0', '2'), ('0.0', '2'), ('1', '1'), ('1.0', '1'), ('2', '0'), ('2.0', '0'))
        """
        if self.scale_low is None or self.scale_high is None:
            return self
        ends = self.scale_low + self.scale_high
        steps = range(int(self.scale_low), int(self.scale_high) + 1)
        values = self.values or tuple((said, str(step)) for step in steps for said in (f"{step}", f"{step}.0"))
        return replace(
            self, values=tuple((said, f"{ends - float(number):g}" if number else "") for said, number in values)
        )


@dataclass(frozen=True)
class Messages:
    """The columns of a file with several rows per ticket: when each row happened, who wrote it, what changed.

    ``at`` holds the time of the row. ``role`` says whether the customer or an agent wrote it, ``author`` who,
    ``public`` whether the customer saw it; ``changed`` names a field that got the new ``value``. Empty: no such column.
    ``formats`` and ``timezone`` are those of ``at``, as of a column that fills a field.
    """

    at: str
    author: str = ""
    role: str = ""
    public: str = ""
    changed: str = ""
    value: str = ""
    formats: tuple[str, ...] = ()
    timezone: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that there are."""
        found = (self.at, self.author, self.role, self.public, self.changed, self.value)
        return tuple(column for column in found if column)


@dataclass(frozen=True)
class Mapping:
    """What a source file is taken for, and how its columns fill the fields of its kind.

    ``grain`` is ``"row"`` when one row is one record, ``"lines"`` when several rows make one
    (order lines; the record takes the first value that is there, amounts are not added twice), ``"items"`` when
    each of these rows has an amount of its own and they add up, ``"messages"`` when several rows tell what
    happened to one ticket (then ``messages`` says where).
    ``doubts`` are sentences for the person who is to confirm the mapping.
    ``mask`` hides e-mail addresses, telephone, card and account numbers and IP addresses in texts.
    Of columns that no field reads, those ``dropped`` are not kept; of those ``hashed``, a field's or not, only a code is.
    Rows with one of the values in a column of ``left_out`` are not loaded (letters large or small).
    ``figures`` are the columns of measures in wide form: each holds the values of the measure that it is called,
    or, where the rows have no period, of the period.

    >>> mapping = Mapping("tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened")))
    >>> mapping.column_of("created_at")
    'Opened'
    >>> mapping.column_of("body") is None
    True
    """

    kind: str
    uses: tuple[ColumnUse, ...] = ()
    questions: tuple[Question, ...] = ()
    vendor: str = ""
    confidence: float = 1.0
    grain: Grain = "row"
    doubts: tuple[str, ...] = ()
    mask: bool = True
    dropped: tuple[str, ...] = ()
    hashed: tuple[str, ...] = ()
    messages: Messages | None = None
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    figures: tuple[ColumnUse, ...] = ()

    def use_of(self, field: str) -> ColumnUse | None:
        """How ``field`` is filled, or None when no column fills it."""
        return next((use for use in self.uses if use.field == field), None)

    def column_of(self, field: str) -> str | None:
        """The column that fills ``field``, or None."""
        use = self.use_of(field)
        return use.column if use else None

    @property
    def row_questions(self) -> tuple[Question, ...]:
        """The questions of a survey in long form, whose rows say what was asked."""
        return self.questions if self.column_of("question") else ()

    @property
    def column_questions(self) -> tuple[Question, ...]:
        """The questions with columns of their own, all of which each row may answer."""
        return () if self.column_of("question") else self.questions

    @property
    def columns(self) -> frozenset[str]:
        """Every source column that this mapping reads."""
        read = {column for use in (*self.uses, *self.figures) for column in (use.column, use.time_column, use.times)}
        for question in self.questions:
            read |= {question.score_column, question.comment_column}
        read |= set(self.messages.columns) if self.messages else set()
        return frozenset(read - {""})

    def with_hashed_customers(self, hashed: bool = True) -> Mapping:
        """The mapping with customers known by a code instead of the id in the file, or by that id again.

        >>> Mapping("customers", (ColumnUse("customer_id", "Email"),)).with_hashed_customers().hashed
        ('Email',)
        """
        ids = [use.column for use in self.uses if use.field in CUSTOMER_IDS and use.column]
        others = [column for column in self.hashed if column not in ids]
        return replace(self, hashed=tuple(dict.fromkeys([*(ids if hashed else []), *others])))

    def with_identifying(self) -> Mapping:
        """The mapping with all columns kept as they come, but for the ids of customers."""
        ids = {use.column for use in self.uses if use.field in CUSTOMER_IDS}
        return replace(self, dropped=(), hashed=tuple(column for column in self.hashed if column in ids))
