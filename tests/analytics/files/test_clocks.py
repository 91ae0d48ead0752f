"""A date and a time of day in two columns."""

from __future__ import annotations

from analytics import Workspace


def loaded(tmp_path, header, *rows):
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    workspace = Workspace()
    receipt = workspace.load(path)
    return receipt, [str(time) for time in workspace.execute(workspace.table("sales"))["ordered_at"]]


def test_both_are_one_moment_in_the_zone_that_a_column_names(tmp_path):
    header = "order_id,customer_id,Date,Time,Time Zone,total"
    _, times = loaded(tmp_path, header, "1,C1,01/15/26,09:30:00,Eastern Time (US & Canada),5")
    assert times == ["2026-01-15 14:30:00"]


def test_the_time_of_another_date_is_left_alone(tmp_path):
    header = "order_id,customer_id,order date,delivery time,total"
    _, times = loaded(tmp_path, header, "1,C1,2026-01-15,09:30,5")
    assert times == ["2026-01-15 00:00:00"]


def test_a_row_without_a_time_is_that_day(tmp_path):
    header = "order_id,customer_id,order date,order time,total"
    receipt, times = loaded(tmp_path, header, "1,C1,2026-01-15,09:30,5", "2,C2,2026-01-16,,6")
    assert (receipt.loaded, times) == (2, ["2026-01-15 09:30:00", "2026-01-16 00:00:00"])
