"""Typing cells: each notation gives its value, what cannot be typed is bad, nothing is changed silently."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.files.kinds import KINDS, Field
from analytics.files.mapping import ColumnUse
from analytics.store.typing import typed
from tests.analytics.store.typed_cells import are_bad, read, values

TIME, NUMBER, MONEY = Field("created_at", "time"), Field("score", "number"), Field("amount", "money")
MINUTES, WHOLE, FLAG = Field("resolution_minutes", "minutes"), Field("reopens", "whole"), Field("sla_met", "flag")
ID, STATUS, BODY = Field("customer_id", "id"), Field("status", "text"), Field("body", "text")


@pytest.mark.parametrize(
    ("cell", "formats", "expected"),
    [
        ("2026-05-14 11:23:45 +0100", ("iso",), datetime(2026, 5, 14, 10, 23, 45)),
        ("2026-05-14T11:23:45Z", ("iso",), datetime(2026, 5, 14, 11, 23, 45)),
        ("2026-05-14T11:23:45.250-04:30", ("iso",), datetime(2026, 5, 14, 15, 53, 45, 250000)),
        ("2026-05-14", ("iso",), datetime(2026, 5, 14)),
        ("11/May/24 03:26 PM", ("%d/%b/%y %I:%M %p",), datetime(2024, 5, 11, 15, 26)),
        ("2026/09/27 3:00:00 PM GMT+3", ("%Y/%m/%d %I:%M:%S %p %Z",), datetime(2026, 9, 27, 12, 0)),
        ("14.05.2026 08:05", ("%d.%m.%Y %H:%M",), datetime(2026, 5, 14, 8, 5)),
        ("11/ene/24 3:26 PM", ("es|%d/%b/%y %I:%M %p",), datetime(2024, 1, 11, 15, 26)),
        ("14. März 2026", ("de|%d. %b %Y",), datetime(2026, 3, 14)),
        ("1767225600", ("epoch",), datetime(2026, 1, 1)),
        ("1767225600123", ("epoch",), datetime(2026, 1, 1, 0, 0, 0, 123000)),
        ("45431.5", ("spreadsheet",), datetime(2024, 5, 19, 12)),
    ],
)
def test_a_time_is_read_from_its_notation(cell, formats, expected):
    assert values([cell], TIME, formats=formats) == [expected]


def test_local_times_become_utc_with_summer_and_winter_and_own_offsets_win():
    cells = ["2026-01-10 12:00", "2026-07-10 12:00", "2026-07-10 12:00:00+00:00"]
    expected = [datetime(2026, 1, 10, 11), datetime(2026, 7, 10, 10), datetime(2026, 7, 10, 12)]
    assert values(cells, TIME, formats=("iso",), timezone="Europe/Berlin") == expected


def test_dates_that_do_not_exist_are_bad():
    assert are_bad(["2024-02-30", "2023-02-29", "2024-13-01", "soon", "2024-01-01 10:00:00 PM", "24-01-01"], TIME)
    assert are_bad(["30/02/2024", "01/13/2024"], TIME, formats=("%d/%m/%Y",))


def test_zero_dates_and_the_end_of_time_mean_no_date():
    assert values(["0000-00-00 00:00:00", "9999-12-31", "NULL", "n/a", "", None], TIME) == [None] * 6


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("$1,234,567.50", "1234567.5"),
        ("(RM 50.00)", "-50"),
        ("-$12.00", "-12"),
        ("৳2,999", "2999"),
        ("1'234.50 CHF", "1234.5"),
        ("USD 12", "12"),
        ("Rs. 1,23,456.00", "123456"),
        ("12.00-", "-12"),
        ("\u221212.5", "-12.5"),
        ("12.-", "12"),
        ("CHF 1'234.\u2014", "1234"),
        ("'12.50", "12.5"),
        ("\uff11\uff12.\uff15", "12.5"),
        ("RON 5.00", "5"),
        ("0", "0"),
    ],
)
def test_money_is_read_from_its_notation(cell, expected):
    assert values([cell], MONEY) == [Decimal(expected)]


def test_money_with_decimal_comma():
    cells = ["-12,00 €", "1.234.567,89", "1\u202f234,5", "€ 7"]
    expected = [Decimal("-12"), Decimal("1234567.89"), Decimal("1234.5"), Decimal("7")]
    assert values(cells, MONEY, decimal_comma=True) == expected


def test_cents_are_hundredths():
    assert values(["3293232", "5"], MONEY, unit="cents") == [Decimal("32932.32"), Decimal("0.05")]


def test_text_in_money_and_the_other_notation_are_bad_and_never_another_number():
    assert are_bad(["abc 12", "12,50", "1.2.3", "12 apples", "1,2,3", "--5"], MONEY)
    assert are_bad(["12.50", "1,234.50"], MONEY, decimal_comma=True)


def test_numbers_without_a_finite_value_are_bad_and_words_for_nothing_are_none():
    assert values(["45 %", "1e3", "7", "n/a", "-", "NaN"], NUMBER) == [45, 1000, 7, None, None, None]
    assert are_bad(["inf", "1e999", "0x1F", "seven"], NUMBER)


def test_whole_numbers_have_no_fraction():
    assert values(["3", "3.0", "1,200"], WHOLE) == [3, 3, 1200]
    assert are_bad(["3.7", "x"], WHOLE)


def test_scores_are_read_with_what_they_are_out_of():
    cells = ["8/10", "4 out of 5", "10 - Extremely likely", "4 stars", "★★★☆☆", "4.5"]
    assert values(cells, Field("score", "number")) == [8, 4, 10, 4, 3, 4.5]
    assert are_bad(["3-5", "good"], Field("score", "number"))


def test_what_is_left_of_a_target_says_whether_it_was_kept():
    assert values(["5:23", "-1h 5m", "2h 13m", "-0:10", ""], FLAG, unit="remaining") == [True, False, True, False, None]
    assert are_bad(["soon"], FLAG, unit="remaining")


def test_flags_and_translated_cells():
    sla = (("within sla", "true"), ("sla violated", "false"))
    assert values(["Within SLA", "SLA Violated ", "", "yes", "0"], FLAG, values=sla) == [
        True,
        False,
        None,
        True,
        False,
    ]
    assert values(["Tak", "Nie", "Evet", "Hayır", "nej", "はい"], FLAG) == [True, False, True, False, False, True]
    assert are_bad(["maybe"], FLAG)
    good = (("good", "1"), ("bad", "0"), ("offered", ""))
    assert values(["Good", "Bad", "Offered"], Field("satisfaction", "number"), values=good) == [1, 0, None]


def test_ids_lose_only_their_wrapping():
    cells = [
        "'00123",
        '="00123"',
        '"A-1"',
        " 0042 ",
        "1234567890123456789",
        "Ann@Example.COM",
        "nan",
        "O'Neil",
        "",
    ]
    expected = [
        "00123",
        "00123",
        "A-1",
        "0042",
        "1234567890123456789",
        "ann@example.com",
        "nan",
        "O'Neil",
        None,
    ]
    assert values(cells, ID) == expected


def test_categories_drop_null_words_and_free_text_keeps_every_letter():
    assert values(["Open", "N/A", "null", " Closed\u00a0"], STATUS) == ["Open", None, None, "Closed"]
    assert values(["N/A", "  two\n lines \t"], BODY) == ["N/A", "two\n lines"]


def test_a_constant_fills_every_row():
    connection = duckdb.connect()
    use = typed(ColumnUse("currency", "", constant="it's EUR"), Field("currency", "text"))
    assert connection.execute(f"SELECT {use.value}, {use.bad} FROM range(2)").fetchall() == [("it's EUR", False)] * 2


def test_hostile_names_and_values_stay_data():
    name = 'a"; DROP TABLE staged; --'
    connection = duckdb.connect()
    connection.execute('CREATE TABLE staged ("a""; DROP TABLE staged; --" VARCHAR)')
    connection.execute("INSERT INTO staged VALUES ('''; SELECT 1; --')")
    use = typed(ColumnUse("status", name, values=(("'; SELECT 1; --", "it's"),)), STATUS)
    assert connection.execute(f"SELECT {use.value} FROM staged").fetchall() == [("it's",)]


@pytest.mark.parametrize("field", [field for kind in KINDS.values() for field in kind.fields], ids=str)
def test_values_have_the_type_of_the_column_and_bad_is_never_null(field):
    wanted = {
        "id": "VARCHAR",
        "text": "VARCHAR",
        "time": "TIMESTAMP",
        "number": "DOUBLE",
        "minutes": "DOUBLE",
        "money": "DECIMAL(18,4)",
        "whole": "BIGINT",
        "flag": "BOOLEAN",
    }
    use = typed(ColumnUse(field.name, "cell"), field)
    cells = "(VALUES ('x'), (NULL), (''), ('1')) AS staged(cell)"
    rows = duckdb.sql(f"SELECT typeof({use.value}), {use.bad} FROM {cells}").fetchall()
    assert {kind for kind, _ in rows} == {wanted[field.type]}
    assert None not in {bad for _, bad in rows}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_any_text_is_typed_without_an_error(cells):
    for field, how in (
        (TIME, {}),
        (TIME, {"formats": ("de|%d. %b %Y", "epoch")}),
        (MONEY, {}),
        (MINUTES, {}),
        (ID, {}),
    ):
        assert len(read(cells, field, **how)) == len(cells)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=10))
def test_written_amounts_are_read_back(amounts):
    english = [f"${amount:,.2f}" for amount in amounts]
    german = [f"{amount:,.2f} €".translate(str.maketrans(",.", ".,")) for amount in amounts]
    assert values(english, MONEY) == amounts
    assert values(german, MONEY, decimal_comma=True) == amounts


@given(
    st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=10),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%d.%m.%Y %H:%M:%S"]),
)
def test_written_times_are_read_back(times, form):
    times = [time.replace(microsecond=0) for time in times]
    formats = ("iso",) if form.startswith("%Y") else (form,)
    assert values([time.strftime(form) for time in times], TIME, formats=formats) == times


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-12, 14))
def test_an_offset_moves_the_time_by_itself(day, hours):
    noon = datetime(day.year, day.month, day.day, 12)
    assert values([f"{noon:%Y-%m-%dT%H:%M:%S}{hours:+03d}:00"], TIME) == [noon - timedelta(hours=hours)]
