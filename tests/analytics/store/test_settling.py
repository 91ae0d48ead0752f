"""Settling a mapping: what the whole column tells is found, and what it cannot tell is said."""

from __future__ import annotations

import duckdb
import pytest

from analytics.errors import UnclearMapping
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.settling import settle
from analytics.store.typing import typed


def settled(kind="tickets", timezone="", told=None, **columns):
    """Settle the columns (field -> cells); gives the uses by field, the notes, and a reader of values."""
    connection = duckdb.connect()
    # A name that tells the unit would decide it.
    named = {field: field.replace("minutes", "time") for field in columns}
    names = ", ".join(f'"{name}" VARCHAR' for name in named.values())
    connection.execute(f"CREATE TABLE staged (row_number BIGINT, {names})")
    for number, cells in enumerate(zip(*columns.values(), strict=True)):
        marks = ", ".join("?" for _ in range(len(columns) + 1))
        connection.execute(f"INSERT INTO staged VALUES ({marks})", [number, *cells])
    uses = tuple(ColumnUse(field, named[field], **(told or {}).get(field, {})) for field in columns)
    mapping, notes = settle(connection, "staged", Mapping(kind, uses), timezone)

    def values(field):
        value = typed(mapping.use_of(field), KINDS[kind].field(field)).value
        return [row[0] for row in connection.execute(f"SELECT {value} FROM staged ORDER BY row_number").fetchall()]

    return {use.field: use for use in mapping.uses}, notes, values


def test_one_late_day_above_twelve_decides_for_the_whole_column():
    uses, notes, values = settled(created_at=["03/04/2026", "05/04/2026", "25/04/2026"])
    assert uses["created_at"].formats == ("%d/%m/%Y",)
    assert notes == ()
    assert [value.month for value in values("created_at")] == [4, 4, 4]


def test_an_undecidable_column_follows_the_one_that_can_tell():
    uses, notes, _ = settled(created_at=["03/04/2026", "05/04/2026"], resolved_at=["04/04/2026", "25/04/2026"])
    assert uses["created_at"].formats == ("%d/%m/%Y",)
    assert notes == ()


def test_an_undecidable_column_follows_the_order_of_the_rows():
    # Read with the day first the rows rise; with the month first they would jump back and forth.
    days = ["11/01/2026", "12/01/2026", "01/02/2026", "05/02/2026", "02/03/2026"]
    uses, notes, _ = settled(created_at=days)
    assert uses["created_at"].formats == ("%d/%m/%Y",)
    assert notes == ()


def test_what_nothing_decides_is_said():
    uses, notes, _ = settled(created_at=["03/04/2026", "05/04/2026"])
    assert uses["created_at"].formats == ("%m/%d/%Y",)
    assert "whether the day or the month stands first" in notes[0]


def test_told_formats_win_over_a_tie():
    uses, notes, _ = settled(created_at=["03/04/2026"], told={"created_at": {"formats": ("%d/%m/%Y",)}})
    assert uses["created_at"].formats == ("%d/%m/%Y",)
    assert notes == ()


def test_dates_that_fit_only_the_other_order_are_never_read_by_it():
    _, notes, values = settled(created_at=["13/01/2026", "14/01/2026", "15/01/2026", "01/16/2026"])
    assert values("created_at")[3] is None
    assert "1 fit only the other way round and are rejected" in notes[0]


def test_a_second_notation_in_the_same_column_is_read_too():
    uses, _, values = settled(created_at=["2026-01-05 10:00", "2026-01-06 11:00", "7 Jan 2026 12:00", ""])
    assert uses["created_at"].formats == ("iso", "%d %b %Y %H:%M")
    assert [value and value.day for value in values("created_at")] == [5, 6, 7, None]


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (["11/May/24 03:26 PM", "03/Sep/26 9:05 AM"], ("%d/%b/%y %I:%M %p",)),
        (["2026/09/20 10:00:00 AM", "2026/09/21 1:00:00 PM"], ("%Y/%m/%d %I:%M:%S %p",)),
        (["2026/09/27 3:00:00 PM GMT+3"], ("%Y/%m/%d %I:%M:%S %p %Z",)),
        (["6/21/2025 16:14", "6/1/2025 9:14"], ("%m/%d/%Y %H:%M",)),
        (["2026-05-14 11:23:45 +0100"], ("iso",)),
        (["14.05.2026 13:45"], ("%d.%m.%Y %H:%M",)),
        (["2025-07", "2025-08"], ("%Y-%m",)),
        (["19970101", "19970112"], ("%Y%m%d",)),
        (["1767225600", "1767225601"], ("epoch",)),
        (["1767225600123"], ("epoch",)),
        (["45431.5", "45432.25"], ("spreadsheet",)),
        (["11/ene/24 3:26 PM", "12/dic/24 3:26 PM"], ("es|%d/%b/%y %I:%M %p",)),
        (["Tue, 14 May 2026 10:00:00 +0000"], ("%a, %d %b %Y %H:%M:%S %z",)),
        (["2024-02-30", "2024-02-28"], ("iso",)),
        (["1/2/24 3:04 PM", "1/25/24 3:04 PM"], ("%m/%d/%y %I:%M %p",)),
        (["2024-W05", "2024-W06"], ("%G-W%V",)),
        (["Q1 2024", "Q2 2024"], ("loose|%Y-%m",)),
        (["5 de marzo de 2024"], ("es|%d %b %Y",)),
        (["5 mars 2024 à 10:02"], ("fr|%d %b %Y %H:%M",)),
        (["5th March 2024"], ("loose|%d %B %Y",)),
        (["2026. 9. 1 오전 3:32:54", "2026. 9. 13 오후 1:14:23"], ("loose|%Y-%m-%d %I:%M:%S %p",)),
        (["2026/9/1 上午 3:32:54", "2026/9/13 下午 1:14:23"], ("loose|%Y/%m/%d %I:%M:%S %p",)),
        (["15/03/2024 10.02.03"], ("loose|%d/%m/%Y %H:%M:%S",)),
        (["15/03/2024 10:02 p. m."], ("loose|%d/%m/%Y %I:%M %p",)),
        (["20240305T100203Z"], ("loose|%Y-%m-%d %H:%M:%S %z",)),
        (["Tue Mar 05 10:02:03 UTC 2024"], ("loose|%b %d, %Y %H:%M:%S %z",)),
        (["Tue Mar 05 2024 10:02:03 GMT+0100 (CET)"], ("loose|%b %d, %Y %H:%M:%S %z",)),
    ],
)
def test_notations_are_found(cells, formats):
    uses, _, values = settled(created_at=cells)
    assert uses["created_at"].formats == formats
    assert values("created_at")[-1] is not None


# The twelve months of a year as exports in the language write them, some in full and some short.
YEARS = {
    "sv": "5 jan. 2025|5 feb. 2025|5 mars 2025|5 apr. 2025|5 maj 2025|5 juni 2025|5 juli 2025|5 aug. 2025|5 sep. 2025"
    "|5 okt. 2025|5 nov. 2025|5 dec. 2025",
    "da": "5. januar 2025|5. februar 2025|5. marts 2025|5. april 2025|5. maj 2025|5. juni 2025|5. juli 2025"
    "|5. august 2025|5. september 2025|5. oktober 2025|5. november 2025|5. december 2025",
    "no": "5. jan. 2025|5. feb. 2025|5. mars 2025|5. apr. 2025|5. mai 2025|5. juni 2025|5. juli 2025|5. aug. 2025"
    "|5. sep. 2025|5. okt. 2025|5. nov. 2025|5. des. 2025",
    "fi": "5. tammik. 2025|5. helmik. 2025|5. maalisk. 2025|5. huhtik. 2025|5. toukok. 2025|5. kesäk. 2025|5. heinäk. 2025"
    "|5. elok. 2025|5. syysk. 2025|5. lokak. 2025|5. marrask. 2025|5. jouluk. 2025",
    "pl": "5 stycznia 2025|5 lutego 2025|5 marca 2025|5 kwietnia 2025|5 maja 2025|5 czerwca 2025|5 lipca 2025"
    "|5 sierpnia 2025|5 września 2025|5 paź 2025|5 lis 2025|5 gru 2025",
    "cs": "5. ledna 2025|5. února 2025|5. března 2025|5. dubna 2025|5. května 2025|5. června 2025|5. července 2025"
    "|5. srpna 2025|5. září 2025|5. října 2025|5. listopadu 2025|5. prosince 2025",
    "tr": "5 Oca 2025|5 Şub 2025|5 Mar 2025|5 Nis 2025|5 May 2025|5 Haz 2025|5 Tem 2025|5 Ağu 2025|5 Eyl 2025|5 Ekim 2025"
    "|5 Kasım 2025|5 Aralık 2025",
    "ru": "5 янв. 2025 г.|5 февр. 2025 г.|5 марта 2025 г.|5 апр. 2025 г.|5 мая 2025 г.|5 июня 2025 г.|5 июля 2025 г."
    "|5 авг. 2025 г.|5 сент. 2025 г.|5 окт. 2025 г.|5 нояб. 2025 г.|5 дек. 2025 г.",
}


@pytest.mark.parametrize("language", YEARS)
def test_a_year_of_months_is_read_in_its_language(language):
    uses, notes, values = settled(created_at=YEARS[language].split("|"))
    assert [(day.month, day.day, day.year) for day in values("created_at")] == [(n, 5, 2025) for n in range(1, 13)]
    assert uses["created_at"].formats[0].startswith(f"{language}|")
    assert notes == ()


def test_abbreviations_of_zones_move_the_time_and_unknown_ones_are_no_time():
    _, notes, values = settled(created_at=["2024-05-01 10:00 EST", "2024-05-01 10:00 CEST", "2024-05-01 10:00 XYZT"])
    assert [value and value.hour for value in values("created_at")] == [15, 8, None]
    assert notes == ()


def test_amounts_that_name_their_currency_keep_it_and_several_are_said():
    _, notes, values = settled("sales", amount=["$12.00", "13.00 €", "RON 5.00", "7.00"])
    assert values("currency") == ["$", "EUR", "RON", None]
    assert [int(value) for value in values("amount")] == [12, 13, 5, 7]
    assert "several currencies ($, EUR, RON)" in notes[0]
    assert "currency" not in settled("sales", amount=["12.00", "1,300.50"])[0]


def test_the_told_zone_moves_times_but_not_days():
    uses, notes, _ = settled(timezone="Europe/Berlin", created_at=["2026-05-14 10:00"], resolved_at=["2026-05-15"])
    assert (uses["created_at"].timezone, uses["resolved_at"].timezone) == ("Europe/Berlin", "")
    assert notes == ()


def test_a_zone_of_the_column_wins_over_the_told_one():
    uses, _, _ = settled(
        timezone="Europe/Berlin", created_at=["2026-05-14 10:00"], told={"created_at": {"timezone": "UTC"}}
    )
    assert uses["created_at"].timezone == "UTC"


def test_times_without_a_zone_are_said_and_those_with_one_are_not():
    _, notes, _ = settled(created_at=["2026-05-14 10:00"], resolved_at=["2026-05-14T10:00:00Z"])
    assert notes == ("The times in created_at name no time zone; read as UTC.",)


def test_an_unknown_zone_is_one_sentence():
    with pytest.raises(UnclearMapping, match="no time zone called Mars/Olympus"):
        settled(timezone="Mars/Olympus", created_at=["2026-05-14"])


def test_one_decimal_comma_decides_for_all_amounts_of_the_file():
    uses, notes, values = settled("sales", amount=["1.234", "12,50"], refunded=["1.234", "5"])
    assert uses["amount"].decimal_comma
    assert uses["refunded"].decimal_comma
    assert [int(value) for value in values("refunded")] == [1234, 5]
    assert notes == ()


def test_decimal_points_stay_and_thousands_without_proof_are_said():
    uses, notes, _ = settled("sales", amount=["1,234.50", "7"])
    assert not uses["amount"].decimal_comma
    assert notes == ()
    _, notes, _ = settled("sales", amount=["1.234", "2.500"])
    assert "thousands or decimals" in notes[0]


def test_both_decimal_marks_in_one_column_are_said():
    _, notes, _ = settled("sales", amount=["12,50", "13,20", "9.99"])
    assert "2 cells have a decimal comma and 1 a decimal point" in notes[0]


def test_the_unit_of_durations_is_taken_from_the_times_beside_them():
    created = ["2026-05-14 10:00", "2026-05-15 10:00"]
    resolved = ["2026-05-14 12:00", "2026-05-15 14:00"]
    for cells, unit in ((["2", "4"], "hours"), (["120", "240"], "minutes"), (["7200", "14400"], "seconds")):
        uses, notes, _ = settled(created_at=created, resolved_at=resolved, resolution_minutes=cells)
        assert uses["resolution_minutes"].unit == unit
        assert not any("unit" in note for note in notes)


def test_clock_notation_and_unknown_units():
    uses, notes, values = settled(resolution_minutes=["1:30:00", "0:45:00", ""])
    assert (uses["resolution_minutes"].unit, values("resolution_minutes"), notes) == (
        "hms",
        [90, 45, None],
        (),
    )
    _, notes, _ = settled(resolution_minutes=["90", "45"])
    assert notes == ("resolution_time: nothing tells the unit of its numbers; read as minutes.",)


def test_an_empty_column_settles_without_a_note():
    _, notes, values = settled("tickets", created_at=["", ""], resolution_minutes=["", ""], satisfaction=["", ""])
    assert notes == ()
    assert values("created_at") == [None, None]
