"""Dates that can be read both ways are asked about; those that cannot are not."""

from __future__ import annotations

import pytest

from analytics.files.columns import Column
from analytics.files.day_order import in_order, undecided
from analytics.files.mapping import ColumnUse, Mapping

OPENED = Mapping("tickets", (ColumnUse("created_at", "Opened"), ColumnUse("subject", "Subject")))


def column(*values: str) -> list[Column]:
    return [Column("Opened", "Opened", values, len(values))]


@pytest.mark.parametrize("values", [("13/04/2026", "03/04/2026"), ("2026-04-03",), ("3.4.2026",), ("3 Apr 2026",), ()])
def test_dates_that_can_be_read_one_way_only_are_not_asked_about(values: tuple[str, ...]) -> None:
    assert undecided(OPENED, column(*values)) == ()


def test_dates_with_their_time_of_day_in_another_column_are_asked_about() -> None:
    use = ColumnUse("created_at", "Opened", time_column="At")
    columns = [
        Column(name, name, tuple(filter(None, cells)), 2, cells=cells)
        for name, cells in (("Opened", ("03/04/2026", "05/06/2026")), ("At", ("10:15", "")))
    ]
    told = in_order(Mapping("tickets", (use,)), columns, "day")
    assert told.uses[0].formats == ("%d/%m/%Y %H:%M", "%d/%m/%Y")


def test_a_table_of_no_known_kind_has_no_dates_to_ask_about() -> None:
    assert in_order(Mapping("other"), column("03/04/2026"), "day") == Mapping("other")


def test_the_told_order_is_the_only_one_tried() -> None:
    columns = column("03/04/2026 10:15", "05/06/2026 9:00")
    assert undecided(OPENED, columns) == ("Opened",)
    assert in_order(OPENED, columns, "day").uses[0].formats == ("%d/%m/%Y %H:%M",)
    assert in_order(OPENED, columns, "month").uses[0].formats == ("%m/%d/%Y %H:%M",)
