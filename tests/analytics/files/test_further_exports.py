"""Exports that were not looked at before the rules were written: games, warranties, apps of shops, surveys of staff.

The headers are of the sort that was found in public; the rows are invented.
"""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table

# Name, kind and fields (field=column) on the first line, then the table; why it is here stands above each.
EXPORTS = [
    # Who plays is the customer, and what was done in an event without a name is its use.
    """player_events.csv | usage | customer_id=player_id, occurred_at=event_time
    id,event_time,player_id,registration_date
    1,2025-01-01 00:00:00,P1,2025-01-01
    2,2025-01-01 00:05:00,P2,2025-01-01""",
    # A claim that was resolved is a case.
    """warranty.csv | tickets | ticket_id=claim_id, created_at=claim_date, status=claim_status, resolution_minutes=resolution_days
    claim_id,vehicle_id,claim_date,issue_category,claim_status,claim_cost,resolution_days
    C1,V4,2024-10-08,Infotainment,Approved,2369.58,52
    C2,V3,2025-01-22,Brakes,Rejected,338.70,8""",
    # Whoever raised a ticket is the customer where nothing else is.
    """tickets.csv | tickets | customer_id=raised_by, category=topic
    ticket_id,date,channel,raised_by,topic,resolved
    T1,2025-12-28,Email,a@x.example,Billing,No
    T2,2025-12-29,Phone,b@x.example,Login,Yes""",
    # Dutch for type, priority and explanation.
    """tickets_export.csv | tickets | category=soort_ticket, priority=prio, body=toelichting
    ticketnr,created_at,soort_ticket,onderwerp,prio,toelichting
    T1,2026-08-19 12:37,Vraag,Export,Hoog,Hoe kan ik een lijst naar Excel exporteren?
    T2,2026-08-18 11:24,Incident,Upload,Laag,Het uploaden van bijlagen mislukt sinds gisteren""",
    # Beside a contract the reference of an account is whose it is.
    """contracts.csv | subscriptions | customer_id=account_ref, started_at=contract_start, ended_at=contract_end, plan=product
    account_ref,site_name,product,contract_start,contract_end
    T-2,Northgate,RED,2025-01-29,2026-01-29
    T-9,Foxglove,RED,2023-03-22,2026-03-21""",
    # Azerbaijani for the day of registration; who was deleted left.
    """musteriler.csv | customers | joined_at=qeydiyyat_tarixi, left_at=deleted_at
    musteri_id,ad,qeydiyyat_tarixi,deleted_at
    C1,Samir,24.06.2021,
    C2,Aytac,06.01.2021,30.04.2024""",
]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.partition(" ")[0])
def test_what_people_publish_is_recognised(export: str) -> None:
    first, header, *rows = (line.strip() for line in export.splitlines())
    name, kind, fields = first.split(" | ")
    mapping = recognise(table(header, *(row.split(",") for row in rows), name=name))
    assert mapping.kind == kind
    assert dict(pair.split("=") for pair in fields.split(", ")).items() <= columns_by_field(mapping).items()


def test_claims_without_any_service_are_no_tickets() -> None:
    rows = [("M1", "P3", "2025-01-02", "Z00", "120.00", "paid"), ("M2", "P4", "2025-01-03", "Z01", "80.00", "denied")]
    assert recognise(table("claim_id,patient_id,claim_date,code,billed_amount,claim_status", *rows)).kind != "tickets"


def test_times_as_browsers_write_them_are_loaded(tmp_path: Path) -> None:
    zone = "GMT+0000 (Coordinated Universal Time)"
    path = tmp_path / "orders.csv"
    path.write_text(
        "orderNumber,customerEmail,total,createdAt\n"
        f"O1,a@x.example,51.80,Sun Dec 01 2024 10:00:00 {zone}\nO2,b@x.example,44.40,Fri Nov 15 2024 14:30:00 {zone}\n"
    )
    workspace = Workspace()
    assert workspace.load(path).loaded == 2
    times = workspace.ask("SELECT ordered_at FROM sales ORDER BY order_id").table["ordered_at"]
    assert [str(time)[:16] for time in times] == ["2024-12-01 10:00", "2024-11-15 14:30"]


@pytest.mark.parametrize(("column", "yes", "no"), [("actif", "True", "False"), ("is_active", "ja", "nein")])
def test_whether_customers_are_active_is_their_status(tmp_path: Path, column: str, yes: str, no: str) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(f"customer_id,city,joined,{column}\nC1,Ouaga,2025-01-02,{yes}\nC2,Bobo,2025-02-03,{no}\n")
    workspace = Workspace()
    workspace.load(path)
    found = workspace.ask("SELECT status FROM customers ORDER BY customer_id").table["status"]
    assert found.tolist() == ["active", "inactive"]


def test_a_score_whose_name_tells_its_scale_is_what_the_table_is_called() -> None:
    rows = [[f"N{n}", f"2026-03-{n + 1:02}", str(n % 11), "fair"] for n in range(22)]
    (question,) = recognise(table("response_id,survey_date,score_0_10,comment", *rows, name="nps.csv")).questions
    assert (question.metric, question.score_column) == ("nps", "score_0_10")


@pytest.mark.parametrize("asked", ["Din e-post (om du vill ha svar)", "What is your email?", "Votre adresse e-mail"])
def test_who_was_asked_for_an_address_is_known_by_it(asked: str) -> None:
    rows = [[f"2026-03-{n + 1:02}", str(1 + n % 5), f"p{n}@x.example" if n % 2 else ""] for n in range(22)]
    assert recognise(table(["Submitted at", "Satisfaction", asked], *rows)).column_of("customer_id") == asked
    others = [[day, mark, "see above"] for day, mark, _ in rows]
    assert not recognise(table(["Submitted at", "Satisfaction", asked], *others)).column_of("customer_id")


def test_what_people_wrote_to_questions_in_spanish_is_open() -> None:
    dish = "¿Hay algún plato que te gustaría que agreguemos?"
    rows = [[f"2026-03-{n + 1:02}", str(1 + n % 5), f"Más arroz {n}"] for n in range(22)]
    mapping = recognise(table(["Marca temporal", "¿Qué tan satisfecho está?", dish], *rows))
    assert [question.comment_column for question in mapping.questions] == [dish]


def test_whether_somebody_recommended_is_no_score() -> None:
    rows = [[f"R{n}", f"2026-03-{n + 1:02}", str(1 + n % 5), str(n % 2)] for n in range(22)]
    mapping = recognise(table("response_id,survey_date,Satisfaction,recommended_before", *rows))
    assert [question.score_column for question in mapping.questions] == ["Satisfaction"]


def test_a_survey_of_staff_with_numbered_items_is_one(tmp_path: Path) -> None:
    rows = _staff()
    path = tmp_path / "staff.csv"
    path.write_text("any")  # the day of the file counts, because no column names one
    mapping = recognise(table("Happiness,Ben1,Ben2,Ben3,Work1,Work2,Work3", *rows, path=path, name="staff.csv"))
    assert (mapping.kind, len(mapping.questions)) == ("surveys", 7)
    assert {(question.scale_low, question.scale_high) for question in mapping.questions} == {(1, 5)}


def _staff() -> list[list[str]]:
    """No column uses the whole scale, all of them together do."""
    marks = [islice(cycle(said), 40) for said in ("432", "4325", "345", "3345", "2341", "234", "4532")]
    return [list(row) for row in zip(*marks, strict=True)]
