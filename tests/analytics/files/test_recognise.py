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


def test_a_survey_with_one_score_and_one_comment_is_one_question():
    mapping = recognise(
        table(
            "customer_id,survey_id,survey_date,nps_score,category,feedback",
            ("C1", "S1", "2026-01-05", "9", "Promoter", "Very good service"),
            ("C2", "S2", "2026-01-06", "2", "Detractor", "The network is slow"),
        )
    )
    (question,) = mapping.questions
    assert (mapping.kind, question.metric) == ("surveys", "nps")
    assert (question.score_column, question.comment_column) == ("nps_score", "feedback")
    assert columns_by_field(mapping) == {
        "customer_id": "customer_id", "response_id": "survey_id", "answered_at": "survey_date",
    }  # fmt: skip


def test_the_id_of_a_survey_is_not_the_id_of_an_answer():
    mapping = recognise(table("survey_id,survey_date,nps", *[("Q3", "2026-01-05", "9")] * 5))
    assert (mapping.kind, mapping.column_of("response_id")) == ("surveys", None)


def test_a_survey_in_long_form():
    mapping = recognise(
        table(
            "response_id,question,metric,score,comment,answered_at",
            ("R1", "Recommend", "nps", "9", "Fine", "2026-01-05"),
            ("R1", "Ease", "ces", "3", "", "2026-01-05"),
            name="survey.csv",
        ),
        "surveys",
    )
    assert [(question.name, question.metric) for question in mapping.questions] == [
        ("Recommend", "nps"),
        ("Ease", "ces"),
    ]
    assert {"question", "score", "comment"} <= set(columns_by_field(mapping))


def test_bills_without_an_order_number_are_sales():
    mapping = recognise(
        table(
            "customer_id,bill_date,due_date,amount_due,amount_paid,payment_status",
            ("C1", "2026-01-05", "2026-01-20", "55.24", "50", "Late"),
            ("C1", "2026-02-05", "2026-02-20", "55.24", "55.24", "Paid"),
        )
    )
    assert mapping.kind == "sales"
    assert columns_by_field(mapping) == {
        "customer_id": "customer_id", "ordered_at": "bill_date", "amount": "amount_due", "status": "payment_status",
    }  # fmt: skip


def test_a_monthly_rate_keeps_its_month_whatever_the_billing():
    mapping = recognise(
        table(
            "subscription_id,account_id,start_date,mrr_amount,arr_amount,billing_frequency",
            ("S1", "A1", "2026-01-05", "100", "1200", "annual"),
        )
    )
    assert mapping.column_of("amount") == "mrr_amount"
    assert mapping.use_of("interval").constant == "month"


def test_a_currency_in_a_name_and_cents():
    mapping = recognise(table("order_id,customer_id,order_date,amount_usd", ("1", "C", "2026-01-05", "5")))
    assert mapping.use_of("currency").constant == "USD"
    assert (
        recognise(table("order_id,customer_id,order_date,amount_cents", ("1", "C", "2026-01-05", "5")))
        .use_of("amount")
        .unit
        == "cents"
    )


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


def test_what_looks_like_sales_without_amounts_is_kept_and_said():
    mapping = recognise(table("order_id,customer_id,order_date", ("1", "C", "2026-01-05"), ("2", "C", "2026-01-06")))
    assert mapping.kind == "other"
    assert "looks like sales" in mapping.doubts[0]
    assert "amount" in mapping.doubts[0]


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


def test_told_score_and_comment_make_a_question():
    source = table("who,when,points,words", ("C1", "2026-01-05", "4", "Good"), ("C2", "2026-01-06", "5", "Fine"))
    mapping = recognise(source, "surveys", {"score": "points", "comment": "words", "answered_at": "when"})
    (question,) = mapping.questions
    assert (question.score_column, question.comment_column) == ("points", "words")


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


def test_a_survey_that_repeats_what_the_rated_ticket_was_about_is_a_survey():
    # Each row has the number of an answer; a ticket that carries its own rating has none.
    survey = "Response ID,Customer email,Ticket ID,Ticket subject,CSAT rating,Comment,Submitted at"
    rows = [
        ("1", "ann@x.example", "90", "Invoice", "4", "Quick and kind, thank you", "2026-01-05 10:00"),
        ("2", "bea@x.example", "91", "Parcel", "2", "Nobody called me back at all", "2026-01-06 11:00"),
    ]
    assert recognise(table(survey, *rows)).kind == "surveys"
    assert recognise(table(survey.removeprefix("Response ID,"), *(row[1:] for row in rows))).kind == "tickets"


def test_names_written_without_gaps_are_read():
    mapping = recognise(table("注文番号,注文日時,顧客ID,合計金額", ("1", "2026/01/05 10:00:00", "C1", "900")))
    assert mapping.kind == "sales"
    assert columns_by_field(mapping) == {
        "order_id": "注文番号", "ordered_at": "注文日時", "customer_id": "顧客ID", "amount": "合計金額",
    }  # fmt: skip


def test_whether_an_order_was_refunded_is_no_amount():
    rows = (("1", "ann@x.example", "2026-01-05", "10.00", "0"), ("2", "bea@x.example", "2026-01-06", "20.00", "1"))
    told = recognise(table("Order ID,Email,Order Date,Order Total,Refunded?", *rows))
    assert told.column_of("refunded") is None
    amounts = [(*row[:4], amount) for row, amount in zip(rows, ("0", "20"), strict=True)]
    assert (
        recognise(table("Order ID,Email,Order Date,Order Total,Refunded", *amounts)).column_of("refunded") == "Refunded"
    )


@pytest.mark.parametrize(
    ("referrers", "field"),
    [(("direct", "shop.example.com/blog"), "acquisition_source"), (("ann.lee", "cem@x.example.com"), "referred_by")],
)
def test_a_referrer_is_a_site_or_a_person_as_its_values_say(referrers, field):
    rows = [(str(n), f"p{n}@x.example", "2026-01-05", "10.00", value) for n, value in enumerate(referrers)]
    assert (
        columns_by_field(recognise(table("Order ID,Email,Order Date,Order Total,Referrer", *rows)))[field] == "Referrer"
    )


def test_what_the_shop_replied_to_a_review_is_no_answer():
    reviews = table(
        "Review ID,Rating,Review,Review date,Reply,Reply date",
        ("r1", "5", "Lovely shop and very kind people", "2026-01-05", "Thank you so much for coming by", "2026-01-07"),
        ("r2", "2", "It took them weeks to answer me", "2026-01-06", "We are sorry that it took so long", "2026-01-09"),
    )
    mapping = recognise(reviews, "surveys")
    assert mapping.column_of("answered_at") == "Review date"
    assert {column for one in mapping.questions for column in (one.score_column, one.comment_column)} == {
        "Rating",
        "Review",
    }


@pytest.mark.parametrize(
    "header",
    [
        "Tilausnumero,Tilauspäivä,Asiakasnumero,Summa,Valuutta,Tila",
        "Číslo objednávky,Datum objednávky,Číslo zákazníka,Částka,Měna,Stav",
        "Номер заказа,Дата заказа,Номер клиента,Сумма,Валюта,Статус",
    ],
)
def test_orders_of_the_languages_whose_statuses_are_known(header):
    mapping = recognise(table(header, ("1", "05.01.2026", "K7", "12,50", "EUR", "x")))
    assert mapping.kind == "sales"
    assert list(
        map(mapping.column_of, str.split("order_id ordered_at customer_id amount currency status"))
    ) == header.split(",")


def test_a_time_of_something_is_when_it_happened():
    survey = table("Submission Id,Email,Submitted Time,CSAT", ("1", "a@x.example", "2026-01-05 10:00", "4"))
    assert recognise(survey).column_of("answered_at") == "Submitted Time"


def test_turkish_orders():
    mapping = recognise(
        table(
            "Sipariş No,Sipariş Tarihi,Müşteri No,Tutar,Para Birimi,Durum,Ürün",
            ("1", "05.01.2026 10:00", "M1", "10,00", "TRY", "Teslim Edildi", "Şapka"),
            ("2", "16.01.2026 10:00", "M2", "20,00", "TRY", "İptal", "Ayakkabı"),
        )
    )
    assert mapping.kind == "sales"
    assert set(columns_by_field(mapping)) == {
        "order_id", "ordered_at", "customer_id", "amount", "currency", "status", "product"
    }  # fmt: skip


def test_an_export_that_is_like_that_of_shopify_is_not_taken_for_it():
    # Squarespace has the columns of Shopify, but an order's number is in "Order ID".
    mapping = recognise(
        table(
            "Order ID,Email,Financial Status,Currency,Amount Refunded,Total,Created at,Lineitem name",
            ("00101", "ann@x.example", "PAID", "EUR", "0.00", "12.00", "2026-01-05 10:00:00 +0100", "Mug"),
            ("00102", "bea@x.example", "PAID", "EUR", "1.00", "15.00", "2026-01-06 10:00:00 +0100", "Plate"),
        )
    )
    assert mapping.vendor == ""
    assert (mapping.column_of("order_id"), mapping.column_of("refunded")) == ("Order ID", "Amount Refunded")


@pytest.mark.parametrize(
    ("taxed", "untaxed"),
    [
        ("Total with VAT", "Total without VAT"),
        ("Betrag inkl. MwSt.", "Betrag ohne MwSt."),
        ("Total con IVA", "Total sin IVA"),
        ("Bedrag incl. btw", "Bedrag excl. btw"),
    ],
)
def test_what_customers_paid_is_the_amount_with_tax(taxed, untaxed):
    row = ("1", "C1", "2026-01-05", "10.00", "11.90")
    assert recognise(table(f"Order ID,Customer ID,Order Date,{untaxed},{taxed}", row)).column_of("amount") == taxed


def test_the_status_of_an_order_says_more_than_that_of_its_payment():
    row = ("1", "C1", "2026-01-05", "10.00", "Paid", "Cancelled")
    for own in ("Status", "Order Status"):
        mapping = recognise(table(f"Order ID,Customer ID,Order Date,Total,Payment Status,{own}", row))
        assert mapping.column_of("status") == own
    mapping = recognise(table("Order ID,Customer ID,Order Date,Total,Payment Status", row[:-1]))
    assert mapping.column_of("status") == "Payment Status"


def test_what_moved_on_an_account_of_a_bank_is_no_sale():
    rows = [("05.01.2026", "05.01.2026", f"C{n}", "12.50", "EUR", f"R{n}") for n in range(9)]
    names = "Date,{},Customer ID,Amount,Currency,Invoice Number"
    assert recognise(table(names.format("Due date"), *rows)).kind == "sales"
    assert recognise(table(names.format("Value date"), *rows)).kind == "other"


def test_who_asked_their_own_company_to_buy_something_is_no_customer():
    row = ("45001", "2026-01-05", "Acme", "12.50", "EUR", "Open", "ann")
    found = recognise(table("Purchase ID,Purchase date,Supplier,Total,Currency,Status,Requester", row))
    assert found.kind == "other"


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
    ("name", "scores", "metric"),
    [
        ("nps_2026.csv", "9 10 0 7 8 10 3", "nps"),
        ("nps_2026.csv", "4 5 1 2 5 3 4", "rating"),
        ("csat export.csv", "4 5 1 2 5 3 4", "csat"),
        ("export.csv", "9 10 0 7 8 10 3", "rating"),
    ],
)
def test_a_bare_score_measures_what_the_name_of_its_file_says(name, scores, metric):
    rows = [(f"2026-01-0{n + 1}", f"C{n}", score) for n, score in enumerate(scores.split())]
    (question,) = recognise(table("Date,Customer,Score", *rows, name=name), "surveys").questions
    assert question.metric == metric


def test_answers_with_ids_of_their_own_are_not_numbered_by_their_survey():
    rows = [(str(n), str(n + 70), f"2026-01-0{n + 1}", "4") for n in range(8)]
    mapping = recognise(table("id,survey_id,answered_at,csat", *rows))
    assert (mapping.kind, mapping.column_of("response_id")) == ("surveys", "id")


def test_an_order_with_customer_day_and_amount_is_a_sale_although_no_name_says_so_for_sure():
    mapping = recognise(
        table("ORDER,DATE,TOTAL,CUSTOMER", ("O-1", "2026-01-05", "12.50", "C-1"), ("O-2", "2026-01-06", "3.00", "C-2"))
    )
    assert mapping.kind == "sales"
    # What a row numbers decides: these are no orders.
    for other in ("REFUND", "QUOTE", "TICKET", "PAYOUT"):
        rows = (("O-1", "2026-01-05", "12.50", "C-1"), ("O-2", "2026-01-06", "3.00", "C-2"))
        assert recognise(table(f"{other},DATE,TOTAL,CUSTOMER", *rows)).kind == "other"
