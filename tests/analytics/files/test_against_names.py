"""What cells say against the name of their column decides, and what repeats was chosen."""

from __future__ import annotations

from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table


def test_several_numbers_in_a_cell_are_no_customers_number():
    rows = [(f"{n}", f"a{n}@x.example", f"447373{n}240, 943082{n}628", "2026-01-05") for n in range(4)]
    mapping = recognise(table("ID,Email,Account_Number,Date_Add", *rows, name="customers.csv"))
    assert (mapping.column_of("customer_id"), mapping.column_of("joined_at")) == ("Email", "Date_Add")


def test_which_telephone_somebody_has_is_nobody():
    rows = [(f"2026-01-0{n + 1}", str(n), ("iPhone 12", "Pixel 8")[n % 2]) for n in range(4)]
    assert recognise(table("date,nps,phone", *rows)).column_of("customer_id") is None
    called = [(f"2026-01-0{n + 1}", str(n), f"+44 668 689 81{n}") for n in range(4)]
    assert recognise(table("date,nps,phone", *called)).column_of("customer_id") == "phone"


def test_a_complaint_that_was_chosen_is_a_category_and_one_that_was_written_a_text():
    def read(said):
        rows = [(f"C{n}", f"2026-01-{n + 1:02}", said[n % len(said)]) for n in range(24)]
        return columns_by_field(recognise(table("customer_id,date,complaint", *rows, name="complaints.csv")))

    assert read(["Billing", "No service"])["category"] == "complaint"
    assert read([f"The parcel number {n} came late" for n in range(24)])["body"] == "complaint"


def test_a_number_of_the_rows_that_comes_again_makes_no_ticket_of_each():
    rows = [(f"{n // 3}", f"C{n // 3}", "2026-09-03", ("Billing", "Repair")[n % 2]) for n in range(24)]
    assert recognise(table("ticket_id,customer_id,date,category", *rows, name="complaints.csv")).kind != "tickets"


def test_when_it_was_paid_is_not_when_it_was_ordered():
    rows = [("111", "C1", "2026-10-01", "2026-10-20", "1330.00"), ("112", "C2", "2026-09-12", "", "170.00")]
    invoices = recognise(table("Number,Customer,Date,Paid,Amount", *rows, name="invoices.csv"))
    assert invoices.column_of("ordered_at") == "Date"
    # Alone it says enough.
    payments = recognise(table("Payment ID,Customer,Paid,Amount", *[(a, b, d or c, e) for a, b, c, d, e in rows]))
    assert payments.column_of("ordered_at") == "Paid"


def test_minutes_to_something_are_the_time_until_it():
    rows = [("T1", "2026-01-05 10:00", "291.9", "open"), ("T2", "2026-01-06 10:00", "112.2", "open")]
    mapping = recognise(table("Ticket ID,Created,Mins to First Response,Status", *rows))
    use = mapping.use_of("first_response_minutes")
    assert (use.column, use.unit) == ("Mins to First Response", "minutes")


def test_a_price_per_month_is_one_of_each_month():
    rows = [
        ("1", "K1", "Annual", "65.00", "2026-01-05", "Active"),
        ("2", "K2", "Annual", "75.00", "2026-01-06", "Active"),
    ]
    mapping = recognise(table("membership_id,customer_id,membership_type,price_per_month,start_date,status", *rows))
    assert mapping.column_of("amount") == "price_per_month"
    assert mapping.use_of("interval").constant == "month"


def test_who_is_asked_to_write_freely_writes_however_often_the_same():
    # Four texts in twelve answers could be the choices of a closed question, were it not asked so.
    said = ("답변이 빨라서 좋았어요", "기다리는 시간이 너무 길어요", "친절해서 좋았어요", "챗봇만 계속 나와요")
    rows = [(f"2026-01-{n + 1:02}", str(1 + n % 5), said[n % 3]) for n in range(12)]
    mapping = recognise(table(("날짜", "만족도", "느낀 점을 자유롭게 남겨 주세요"), *rows), "surveys")
    assert [question.comment_column for question in mapping.questions] == ["느낀 점을 자유롭게 남겨 주세요"]


def test_what_was_watched_counts_unless_the_events_are_counted():
    rows = [(f"U{n}", f"2026-01-0{n + 1}", "drama", "28", "3") for n in range(4)]
    header = "user_id,session_date,event,watch_minutes,device_no"
    assert recognise(table(header, *rows)).column_of("quantity") == "watch_minutes"
    header = "user_id,session_date,event,minutes,number of events"
    assert recognise(table(header, *rows)).column_of("quantity") == "number of events"


def test_a_cart_that_was_paid_is_an_order_without_a_number():
    rows = [(f"a{n}@x.example", f"{n}x Rye loaf", f"{n}2.50", "none", f"2/{n + 1}/2026, 9:12:00 AM") for n in range(4)]
    mapping = recognise(table("Email,Cart Order,Cart Total,Discount Code Applied,Date and Time of Order", *rows))
    wanted = {
        "product": "Cart Order",
        "amount": "Cart Total",
        "coupon": "Discount Code Applied",
        "ordered_at": "Date and Time of Order",
    }
    assert mapping.kind == "sales"
    assert wanted.items() <= columns_by_field(mapping).items()


def test_of_several_amounts_of_use_none_is_the_quantity():
    rows = [(f"U{n}", f"2026-0{n + 1}", f"{n}2.82", "679.0") for n in range(4)]
    mapping = recognise(table("customer_id,usage_month,data_used_gb,minutes_used", *rows, name="usage.csv"))
    assert (mapping.kind, mapping.column_of("quantity")) == ("usage", None)
    assert any("quantity could be" in doubt for doubt in mapping.doubts)
