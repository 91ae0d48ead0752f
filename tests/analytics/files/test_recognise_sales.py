"""Recognising orders, invoices and payments: what they cost, whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table


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


def test_a_currency_in_a_name_and_cents():
    mapping = recognise(table("order_id,customer_id,order_date,amount_usd", ("1", "C", "2026-01-05", "5")))
    assert mapping.use_of("currency").constant == "USD"
    assert (
        recognise(table("order_id,customer_id,order_date,amount_cents", ("1", "C", "2026-01-05", "5")))
        .use_of("amount")
        .unit
        == "cents"
    )


def test_what_looks_like_sales_without_amounts_is_kept_and_said():
    mapping = recognise(table("order_id,customer_id,order_date", ("1", "C", "2026-01-05"), ("2", "C", "2026-01-06")))
    assert mapping.kind == "other"
    assert "looks like sales" in mapping.doubts[0]
    assert "amount" in mapping.doubts[0]


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


def test_an_order_with_customer_day_and_amount_is_a_sale_although_no_name_says_so_for_sure():
    mapping = recognise(
        table("ORDER,DATE,TOTAL,CUSTOMER", ("O-1", "2026-01-05", "12.50", "C-1"), ("O-2", "2026-01-06", "3.00", "C-2"))
    )
    assert mapping.kind == "sales"
    # What a row numbers decides: these are no orders.
    for other in ("REFUND", "QUOTE", "TICKET", "PAYOUT"):
        rows = (("O-1", "2026-01-05", "12.50", "C-1"), ("O-2", "2026-01-06", "3.00", "C-2"))
        assert recognise(table(f"{other},DATE,TOTAL,CUSTOMER", *rows)).kind == "other"
