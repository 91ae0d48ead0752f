"""Recognising a table: kind, vendor and fields; told things win; doubt is said and never guessed away."""

# ruff: noqa: E501 (one export per line reads as a table)

from __future__ import annotations

import pytest

from analytics.errors import UnclearMapping
from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table

TICKETS = table(
    "ticket_id,customer_id,created_at,resolution_time_hours,priority,status,subject",
    ("T1", "C1", "2026-01-05 10:00", "27", "high", "open", "No invoice"),
    ("T2", "C2", "2026-01-06 10:00", "3.5", "low", "closed", "Cannot log in"),
)


def test_plain_tickets():
    mapping = recognise(TICKETS)
    assert mapping.kind == "tickets"
    assert mapping.use_of("resolution_minutes").unit == "hours"
    assert mapping.confidence > 0.9
    assert mapping.doubts == ()


def test_german_tickets():
    mapping = recognise(
        table(
            "Ticketnummer,Kundennummer,Erstellt am,Gelöst am,Priorität,Betreff,Beschreibung",
            ("1", "K-1", "05.01.2026 10:00", "06.01.2026 09:00", "hoch", "Rechnung", "Der Betrag ist falsch"),
        )
    )
    assert columns_by_field(mapping) == {
        "ticket_id": "Ticketnummer",
        "customer_id": "Kundennummer",
        "created_at": "Erstellt am",
        "resolved_at": "Gelöst am",
        "priority": "Priorität",
        "subject": "Betreff",
        "body": "Beschreibung",
    }


def test_values_decide_where_a_name_could_be_two_things():
    times = recognise(
        table("ticket_id,created_at,first_response,status", ("1", "2026-01-05", "2026-01-05 12:00", "open"))
    )
    lengths = recognise(table("ticket_id,created_at,first_response,status", ("1", "2026-01-05", "1:30:00", "open")))
    assert times.column_of("first_response_at") == "first_response"
    assert lengths.column_of("first_response_minutes") == "first_response"


def test_words_for_satisfaction_and_service_levels_are_translated():
    mapping = recognise(
        table(
            "ticket id,created at,status,csat,sla breached",
            ("1", "2026-01-05", "open", "Good", "yes"),
            ("2", "2026-01-06", "open", "Bad", "no"),
        )
    )
    assert dict(mapping.use_of("satisfaction").values)["good"] == "1"
    assert dict(mapping.use_of("sla_met").values)["yes"] == "false"


def test_a_monthly_rate_keeps_its_month_whatever_the_billing():
    mapping = recognise(
        table(
            "subscription_id,account_id,start_date,mrr_amount,arr_amount,billing_frequency",
            ("S1", "A1", "2026-01-05", "100", "1200", "annual"),
        )
    )
    assert mapping.column_of("amount") == "mrr_amount"
    assert mapping.use_of("interval").constant == "month"


def test_columns_of_utc_stay_utc_and_others_take_the_told_zone():
    mapping = recognise(table("ticket_id,created_at (UTC),closed_at,status", ("1", "2026-01-05 10:00", "2026-01-06 10:00", "open")), timezone="Europe/Berlin")  # fmt: skip
    assert mapping.use_of("created_at").timezone == "UTC"
    assert mapping.use_of("resolved_at").timezone == "Europe/Berlin"


def test_equal_columns_for_an_optional_field_are_asked_and_for_a_required_one_said():
    mapping = recognise(
        table(
            "ticket_id,created,opened,status,severity,urgency,subject",
            ("1", "2026-01-05", "2026-01-04", "open", "high", "low", "a"),
            ("2", "2026-01-06", "2026-01-05", "open", "low", "high", "b"),
        )
    )
    assert mapping.column_of("priority") is None
    assert any("severity or urgency" in doubt for doubt in mapping.doubts)
    assert any("created was taken" in doubt for doubt in mapping.doubts)


@pytest.mark.parametrize(
    "columns",
    [
        "plan_id,plan_name,monthly_fee",
        "id,created_at,updated_at,title",
        "a,b,c",
        "product,description,price",
        "contact_id,list_id",
    ],
)
def test_what_is_nothing_we_know_is_other(columns):
    assert recognise(table(columns, ["1"] * len(columns.split(",")))).kind == "other"


def test_a_table_without_rows_is_recognised_by_names_alone():
    mapping = recognise(table("ticket_id,customer_id,created_at,status,priority"))
    assert (mapping.kind, mapping.column_of("created_at")) == ("tickets", "created_at")


def test_told_kind_and_fields_win():
    mapping = recognise(TICKETS, fields={"customer_id": "subject", "body": "status"})
    assert mapping.column_of("customer_id") == "subject"
    assert mapping.column_of("body") == "status"
    assert mapping.use_of("body").confidence == 1
    assert "status" not in columns_by_field(mapping)
    assert recognise(TICKETS, "other").uses == ()


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("sales", {}, "cannot be loaded as sales: no column is recognised as amount"),
        ("nonsense", {}, "no kind called nonsense"),
        (None, {"custmer_id": "status"}, "did you mean customer_id"),
        ("tickets", {"body": "Subjekt"}, "did you mean subject"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(kind, fields, words):
    with pytest.raises(UnclearMapping, match=words):
        recognise(TICKETS, kind, fields)


def test_names_written_without_gaps_are_read():
    mapping = recognise(table("注文番号,注文日時,顧客ID,合計金額", ("1", "2026/01/05 10:00:00", "C1", "900")))
    assert mapping.kind == "sales"
    assert columns_by_field(mapping) == {
        "order_id": "注文番号", "ordered_at": "注文日時", "customer_id": "顧客ID", "amount": "合計金額",
    }  # fmt: skip


def test_a_time_of_something_is_when_it_happened():
    survey = table("Submission Id,Email,Submitted Time,CSAT", ("1", "a@x.example", "2026-01-05 10:00", "4"))
    assert recognise(survey).column_of("answered_at") == "Submitted Time"


def test_a_list_of_clients_is_clients_and_a_mailing_list_is_not():
    rows = [(f"K{n}", f"2026-01-{n:02}", f"p{n}@x.example") for n in range(1, 9)]
    clients = recognise(table("Client ref,Client since,E-mail", *rows, name="Client list.xlsx"))
    assert (clients.kind, clients.column_of("customer_id")) == ("customers", "Client ref")
    mailing = table("list_id,added_at,email", *rows, name="client_list.csv")
    assert recognise(mailing).kind == "other"


def test_events_may_be_numbered_beside_those_whose_they_are():
    rows = [(f"e{n}", f"u{n % 3}", "opened", f"2026-01-0{n + 1} 10:00:00") for n in range(8)]
    assert recognise(table("id,user_id,event,timestamp", *rows)).kind == "usage"
    assert recognise(table("id,user_id,feature,timestamp", *rows)).kind == "other"


@pytest.mark.parametrize(
    "told", [{"priority": "subject"}, {"created_at": "subject"}], ids=lambda told: next(iter(told))
)
def test_a_told_field_does_not_change_what_the_table_is_taken_for(told):
    mapping = recognise(TICKETS, fields=told)
    assert mapping.kind == "tickets"
    assert told.items() <= columns_by_field(mapping).items()


def test_a_told_field_that_fits_nothing_recognised_is_said():
    with pytest.raises(UnclearMapping, match="Say what it holds: surveys"):
        recognise(TICKETS, fields={"score": "priority"})


def test_told_fields_that_no_kind_has_together_are_said():
    with pytest.raises(UnclearMapping, match="No kind of table has priority and score together"):
        recognise(TICKETS, fields={"priority": "status", "score": "priority"})
