"""What truth.json says is what stands in the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Records = list[dict[str, str]]
Read = Callable[[str], Records]
PHASES = {"awareness", "consideration", "purchase", "adoption", "support", "retention", "advocacy"}
HEADER_ROWS = {"tickets.csv": 1, "surveys.csv": 3, "orders.csv.gz": 1}
KEYS = {"tickets.csv": "Id", "surveys.csv": "ResponseId", "orders.csv.gz": "Name"}


def texts(records: Read) -> dict[str, str]:
    """Every comment in the files by its id."""
    found = {f"tickets:{row['Id']}": f"{row['Subject']} {row['Description']}" for row in records("tickets.csv")}
    for row in records("surveys.csv"):
        found |= {f"surveys:{row['ResponseId']}:{name}": row[name] for name in ("Q4", "Q5") if row[name]}
    return found


def test_pain_points_lie_in_all_phases_and_each_is_two_to_nine_percent(truth: dict[str, Any]) -> None:
    pain_points = truth["pain_points"]
    assert len(pain_points) >= 14
    assert {pain["phase"] for pain in pain_points} == PHASES
    assert all(0.02 <= pain["share"] <= 0.09 for pain in pain_points)


def test_every_comment_has_one_truth_except_those_of_rejected_rows(records: Read, truth: dict[str, Any]) -> None:
    labelled = [row["comment_id"] for row in records("truth_comments.csv")]
    rejected = {fault["id"] for fault in truth["faults"] if fault["fault"] == "date_does_not_exist"}
    written = {key for key in texts(records) if key.split(":")[1] not in rejected}
    assert len(labelled) == len(set(labelled))
    assert set(labelled) == written


def test_counts_of_pain_points_are_those_of_the_labelled_comments(records: Read, truth: dict[str, Any]) -> None:
    counted = Counter(row["truth"] for row in records("truth_comments.csv"))
    for pain in truth["pain_points"]:
        # Rows with a date that does not exist are counted but cannot be loaded.
        assert 0 <= pain["comments"] - counted[pain["id"]] <= 5
    assert 0.05 < counted["praise"] / counted.total() < 0.15


def test_no_text_stands_for_many_comments(records: Read) -> None:
    pains = {row["comment_id"] for row in records("truth_comments.csv") if row["truth"] not in ("neutral", "praise")}
    repeated = Counter(text for key, text in texts(records).items() if key in pains)
    assert len(repeated) > 0.97 * len(pains)


def test_one_pain_point_appears_in_the_last_two_months_only_and_grows(records: Read, truth: dict[str, Any]) -> None:
    (emerging,) = [pain for pain in truth["pain_points"] if pain["course"] == "emerging"]
    assert emerging["comments"] == emerging["in_last_two_months"]
    mine = {row["comment_id"] for row in records("truth_comments.csv") if row["truth"] == emerging["id"]}
    by_month = Counter(row["Created at"][:7] for row in records("tickets.csv") if f"tickets:{row['Id']}" in mine)
    assert by_month["2026-10"] > 1.5 * by_month["2026-09"] > 0
    assert truth["events"]["app_update"].startswith("2026-09")


def test_pain_lowers_the_scores_of_those_who_write_about_it(records: Read, truth: dict[str, Any]) -> None:
    scores = [int(row["Q2"]) for row in records("surveys.csv") if row["Q2"] and int(row["Q2"]) <= 5]
    overall = sum(scores) / len(scores)
    for pain in truth["pain_points"]:
        if pain["mean_csat"] is not None:
            assert pain["mean_csat"] < overall


def test_every_fault_stands_where_it_is_said_to_stand(records: Read, truth: dict[str, Any]) -> None:
    for fault in truth["faults"]:
        row = records(fault["file"])[fault["row_number"] - HEADER_ROWS[fault["file"]] - 1]
        assert row[KEYS[fault["file"]]] == fault["id"]
        assert row[fault["column"]] == fault["value"]


@pytest.mark.parametrize(
    ("sort", "least"),
    [
        ("score_outside_scale", 10),
        ("resolution_before_creation", 5),
        ("negative_duration", 5),
        ("future_date", 15),
        ("date_does_not_exist", 15),
        ("id_spelt_differently", 20),
        ("duplicate_row", 10),
        ("second_currency", 10),
    ],
)
def test_each_sort_of_fault_is_planted_a_few_times(truth: dict[str, Any], sort: str, least: int) -> None:
    assert least <= sum(fault["fault"] == sort for fault in truth["faults"]) <= 20


def test_duplicate_tickets_are_identical_to_the_last_cell(records: Read, truth: dict[str, Any]) -> None:
    for fault in truth["faults"]:
        if fault["fault"] == "duplicate_row":
            first, second = [row for row in records("tickets.csv") if row["Id"] == fault["id"]]
            assert first == second


def test_nothing_but_planted_faults_lies_after_the_export(records: Read, truth: dict[str, Any]) -> None:
    until, planted = truth["data_until"], {fault["id"] for fault in truth["faults"]}
    late = [row["Name"] for row in records("orders.csv.gz") if row["Created at"][:19] > until]
    late += [row["Id"] for row in records("tickets.csv") if row["Created at"] > until]
    late += [row["ResponseId"] for row in records("surveys.csv") if row["RecordedDate"] > until]
    assert set(late) <= planted
    assert any(row["Created at"][:19] == until for row in records("orders.csv.gz"))


def test_referred_customers_bring_more_revenue(records: Read, truth: dict[str, Any]) -> None:
    spent: dict[bool, list[float]] = {True: [], False: []}
    for row in records("customers.csv"):
        spent[bool(row["Referred By"])].append(float(row["Total Spent"]))
    referred, others = (sum(values) / len(values) for values in (spent[True], spent[False]))
    assert referred == pytest.approx(truth["referral"]["revenue_per_customer"]["referred"], abs=0.01)
    assert referred > 1.1 * others


def test_touchpoints_and_categories_all_have_a_phase(records: Read, truth: dict[str, Any]) -> None:
    assert {row["Touchpoint"] for row in records("surveys.csv")} == set(truth["touchpoint_phases"])
    categories = {row["Category [list]"] for row in records("tickets.csv")} - {""}
    assert categories - {"Account", "Other"} <= set(truth["category_phases"])


def test_readme_tells_the_same_as_the_truth(sample: Path, truth: dict[str, Any]) -> None:
    readme = (sample / "README.md").read_text(encoding="utf-8")
    for pain in truth["pain_points"]:
        (line,) = [line for line in readme.splitlines() if line.startswith(f"| `{pain['id']}`")]
        assert f"| {pain['comments']} | {100 * pain['share']:.1f} % |" in line
    for driver in truth["retention"]["drivers"]:
        assert f"| {driver['effect_pp']:+.1f} | {driver['naive_pp']:+.1f} |" in readme
    assert f"{truth['retention']['population']:,} customers" in readme
