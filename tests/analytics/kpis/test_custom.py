"""KPIs that people add: the same figures as the built-in ones, and nothing that was typed is executed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import Workspace
from analytics.errors import NotFound, UnclearKpi
from analytics.kpis.catalogue import KPIS
from analytics.kpis.checking import checked, columns_of, sound
from analytics.kpis.compiling import compiled
from analytics.kpis.custom import (
    COMPARISONS,
    TABLES,
    TYPED,
    Aggregate,
    Condition,
    OwnKpi,
    as_value,
    own_kpis,
    touched_kpi,
)
from analytics.kpis.ratios import Parted
from analytics.kpis.values import KpiValues

DAY = datetime(2026, 3, 1)
AGGREGATE = OwnKpi(
    "own_phone", "Phone", "Internal process", "count", "down", "leading", ("support",), "aggregate",
    Aggregate("tickets", "count", "", (Condition("channel", "is", "phone"),)),
)  # fmt: skip


def ticket(number: int, channel: str | None, replies: int | None = 1, **more) -> dict:
    return {"ticket_id": f"t{number}", "customer_id": f"c{number}", "created_at": DAY + timedelta(days=number),
            "channel": channel, "replies": replies, "satisfaction": None, "category": None} | more  # fmt: skip


@pytest.fixture
def desk(loaded) -> Workspace:
    """Four tickets and two orders; the channel of one ticket is not known."""
    tickets = [
        ticket(0, "Phone ", 3), ticket(1, "phone", 5), ticket(2, "e-mail", 1, category="checkout"), ticket(3, None, 7),
    ]  # fmt: skip
    sales = [{"order_id": f"o{n}", "customer_id": "ada", "ordered_at": DAY + timedelta(days=n), "amount": 30.0 + n}
             for n in range(2)]  # fmt: skip
    return loaded(tickets=tickets, sales=sales)


def value(workspace: Workspace, kpi: OwnKpi, **asked) -> pd.Series:
    checked(kpi, workspace)
    return KpiValues(ids=(kpi.id,), own=(kpi,), **asked).run(workspace).iloc[0]


def of(*top: Aggregate, unit: str = "count") -> OwnKpi:
    bottom = top[1] if len(top) > 1 else None
    return replace(AGGREGATE, unit=unit, way="ratio" if bottom else "aggregate", top=top[0], bottom=bottom)  # type: ignore[arg-type]


def test_a_count_with_a_filter_ignores_case_and_padding(desk) -> None:
    found = value(desk, AGGREGATE)
    assert found[["value", "n", "formula"]].tolist() == [2, 4, "Number of tickets where channel is 'phone'."]


@pytest.mark.parametrize(
    ("comparison", "typed", "expected"),
    [("is not", "phone", 1), ("contains", "MAIL", 1), ("is known", "", 3), ("is not known", "", 1), ("is", "%", 0)],
)
def test_texts_are_compared_as_they_are(desk, comparison, typed, expected) -> None:
    assert value(desk, of(Aggregate("tickets", where=(Condition("channel", comparison, typed),))))["value"] == expected


@pytest.mark.parametrize(("comparison", "expected"), [("at least", 2), ("at most", 3), ("is", 1), ("is not", 3)])
def test_numbers_are_compared_as_numbers(desk, comparison, expected) -> None:
    condition = Condition("replies", comparison, "5")
    assert value(desk, of(Aggregate("tickets", where=(condition,))))["value"] == expected


def test_a_share_counts_only_rows_of_which_it_is_known(desk) -> None:
    share = Aggregate("tickets", "share", hits=(Condition("channel", "is", "phone"),))
    found = value(desk, of(share, unit="%"))
    assert found[["value", "n"]].tolist() == [pytest.approx(2 / 3), 3]
    assert 0 < found["low"] < 2 / 3 < found["high"] < 1


@pytest.mark.parametrize(("how", "expected"), [("sum", 16), ("mean", 4), ("median", 4)])
def test_a_column_is_added_up_averaged_or_halved(desk, how, expected) -> None:
    assert value(desk, of(Aggregate("tickets", how, "replies"), unit="score"))["value"] == expected


def test_the_figure_of_a_phase_is_of_its_own_rows(desk) -> None:
    kpi = of(Aggregate("tickets", "sum", "replies"))
    found = KpiValues(ids=(kpi.id,), own=(kpi,), by_phase=True).run(desk).set_index("phase")["value"]
    assert found[None] == 16
    assert found["purchase"] == 1


def test_a_ratio_within_one_table_and_across_two(desk) -> None:
    replies, tickets = Aggregate("tickets", "sum", "replies"), Aggregate("tickets")
    within = value(desk, of(replies, tickets, unit="score"))
    assert within[["value", "n"]].tolist() == [4, 4]
    across = value(desk, of(tickets, Aggregate("counted_sales", "sum", "amount"), unit="score"))
    assert across["value"] == pytest.approx(4 / 61)
    assert across["low"] < 4 / 61 < across["high"]
    monthly = value(desk, of(tickets, Aggregate("counted_sales"), unit="score"), period="month")
    assert monthly[["period", "value"]].tolist() == ["2026-03-01", 2]


def test_a_credit_note_takes_from_a_sum_and_is_no_order(loaded) -> None:
    amounts = {"o1": 30.0, "o2": 50.0, "C1": -50.0}
    shop = loaded(
        sales=[{"order_id": order, "customer_id": "ada", "ordered_at": DAY, "amount": amount}
               for order, amount in amounts.items()]
    )  # fmt: skip
    money, orders = Aggregate("counted_sales", "sum", "amount"), Aggregate("counted_sales")
    assert value(shop, of(money))["value"] == 30
    assert value(shop, of(orders))["value"] == 2
    assert value(shop, of(Aggregate("counted_sales", "mean", "amount")))["value"] == 40
    assert value(shop, of(money, orders, unit="score"))["value"] == 15


def test_the_interval_of_a_ratio_across_tables_covers_the_truth() -> None:
    rng = np.random.default_rng(1)
    y, x = rng.poisson(150, 20_000).astype(float), rng.poisson(600, 20_000).astype(float)
    low, high = Parted().estimated({"y": y, "x": x, "yy": y, "xx": x, "n_y": y, "n_x": x}).interval
    assert 0.93 <= ((low <= 0.25) & (high >= 0.25)).mean() <= 0.97


def test_any_series_of_measures_can_be_a_kpi(loaded) -> None:
    rows = [{"measure": "Store  Visitors-happy", "period": datetime(2026, month, 1), "value": share, "touchpoint": None}
            for month, share in ((1, 40.0), (2, 60.0))]  # fmt: skip
    kpi = replace(AGGREGATE, way="measure", top=None, measure="store visitors happy", unit="%")
    assert value(loaded(measures=rows), kpi)["value"] == pytest.approx(0.5)


def test_typed_in_values_count_for_their_day_and_the_last_one_typed_stands(desk) -> None:
    kpi = replace(AGGREGATE, way="typed", top=None, unit="score")
    for day, number in (("2026-02-10", 3.0), ("2026-03-02", 9.0), ("2026-03-02", 7.0)):
        desk.ledger.record(TYPED, f"{kpi.id}/{day}", number, "Ada")
    desk.ledger.record(TYPED, "own_phone_two/2026-03-02", 1000.0, "Ada")  # of another KPI
    found = KpiValues(ids=(kpi.id,), own=(kpi,), period="month").run(desk)
    assert found[["period", "value"]].values.tolist() == [["2026-02-01", 3.0], ["2026-03-01", 7.0]]


@pytest.mark.parametrize(
    ("kpi", "said"),
    [
        (replace(AGGREGATE, top=Aggregate("ledger")), "no table ledger"),
        (replace(AGGREGATE, top=Aggregate("tickets; DROP TABLE tickets")), "no table tickets; DROP"),
        (replace(AGGREGATE, top=Aggregate("tickets", "sum", "subject")), "column of numbers"),
        (replace(AGGREGATE, top=Aggregate("tickets", "eval")), "eval is not offered"),  # type: ignore[arg-type]
        (replace(AGGREGATE, top=Aggregate("tickets", where=(Condition("extra", "is", "x"),))), "no column extra"),
        (replace(AGGREGATE, top=Aggregate("tickets", where=(Condition("replies", "is", "x"),))), "with a number"),
        (replace(AGGREGATE, top=Aggregate("tickets", where=(Condition("subject", "at least", "3"),))), "no numbers"),
        (replace(AGGREGATE, unit="furlongs"), "unit must be one of"),  # type: ignore[arg-type]
        (replace(AGGREGATE, name=" "), "needs a name"),
        (replace(AGGREGATE, phases=()), "at least one phase"),
        (replace(AGGREGATE, way="measure"), "choose the measure"),
        (replace(AGGREGATE, way="ratio"), "say what is to be computed"),
    ],
)  # fmt: skip
def test_what_does_not_exist_or_fit_is_refused(workspace, kpi, said) -> None:
    with pytest.raises(UnclearKpi) as error:
        checked(kpi, workspace)
    assert said in str(error.value)
    assert sound([kpi, AGGREGATE], workspace) == (AGGREGATE,)


@given(st.text(max_size=30), st.sampled_from(COMPARISONS))
def test_what_is_compared_with_is_never_more_than_a_text(typed: str, comparison) -> None:
    # Whatever is typed, "is" and "is not" part the rows of which the column is known; nothing breaks.
    workspace = Workspace()
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets (ticket_id, created_at, subject) VALUES ('a', now()::TIMESTAMP, $1)", [typed]
        )
        cursor.execute("INSERT INTO imports (import_id, loaded_at) VALUES ('i', now()::TIMESTAMP + INTERVAL 1 DAY)")
    if comparison in ("at least", "at most"):
        return
    kpi = of(Aggregate("tickets", where=(Condition("subject", comparison, typed),)))
    assert value(workspace, kpi)["value"] == (0 if comparison in ("is not", "is not known") else 1)


def test_a_kpi_survives_the_ledger_whatever_stands_there(workspace) -> None:
    assert own_kpis({AGGREGATE.id: as_value(AGGREGATE)}) == (AGGREGATE,)
    broken = {
        "a": None,
        "b": {"retired": True},
        "c": {"way": "aggregate"},
        "d": {"way": 7, "top": {"where": [3]}},
        "e": [1],
    }
    assert sound(own_kpis(broken), workspace) == ()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_offers_its_columns_and_none_of_ours(workspace, table) -> None:
    offered = columns_of(workspace, table)
    assert TABLES[table] in offered
    assert not {"import_id", "extra", "row_number"} & set(offered)


def test_an_unknown_own_kpi_is_refused(workspace) -> None:
    with pytest.raises(NotFound):
        KpiValues(ids=("own_nothing",)).parted()


def about_parcels(desk: Workspace) -> OwnKpi:
    """Two of the tickets have a text about parcels; of the four customers who wrote, one also ordered nothing."""
    with desk.database.write() as cursor:
        cursor.execute("UPDATE tickets SET subject = 'late parcel'")
        for number in (0, 1):
            cursor.execute(
                "INSERT INTO pain_point_places (run, comment_id, pain_point_id) VALUES ('', ?, 'P7')",
                [f"tickets:t{number}"],
            )
    return touched_kpi("P7", "late parcels " * 9, ("support",))


def test_the_share_of_customers_whom_a_pain_point_touches_is_a_kpi(desk) -> None:
    kpi = about_parcels(desk)
    assert len(kpi.name) <= 60
    found = value(desk, kpi)
    # four wrote a ticket and ada ordered: two of the five wrote about it
    assert found[["value", "n"]].tolist() == [pytest.approx(2 / 5), 5]
    assert 0 < found["low"] < 0.4 < found["high"] < 1
    assert own_kpis({kpi.id: as_value(kpi)}) == (kpi,)


def test_a_period_in_which_nobody_wrote_about_it_has_a_zero_and_not_nothing(desk) -> None:
    kpi = about_parcels(desk)
    with desk.database.write() as cursor:
        cursor.execute("UPDATE tickets SET created_at = '2026-04-02' WHERE ticket_id IN ('t2', 't3')")
    months = KpiValues(ids=(kpi.id,), own=(kpi,), period="month").run(desk).set_index("period")["value"]
    assert months.to_dict() == {"2026-03-01": pytest.approx(2 / 3), "2026-04-01": 0.0}


def test_a_touched_kpi_without_its_pain_point_is_refused(desk) -> None:
    with pytest.raises(UnclearKpi, match="choose the pain point"):
        checked(replace(about_parcels(desk), pain_point=""), desk)


def test_a_kpi_says_whether_it_is_computed_loaded_or_typed_in() -> None:
    assert KPIS["nps"].origin == "computed"
    assert KPIS["training_hours"].origin == "loaded as figures"
    assert (
        compiled(OwnKpi("own_x", "x", "Customer", "score", "up", "leading", ("support",), "typed")).origin == "typed in"
    )
