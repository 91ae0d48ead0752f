"""Exports of vendors: known by their columns, with their units, zones and grain."""

# ruff: noqa: E501 (one export per line reads as a table)

from __future__ import annotations

import pytest

from analytics.files.kinds import KINDS
from analytics.files.recognise import recognise
from analytics.files.synonyms import SYNONYMS
from analytics.files.vendors import VENDORS
from tests.analytics.files.tables import columns_by_field, table

ZENDESK = "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,Full resolution time in minutes,Description"  # fmt: skip
FRESHDESK = "Ticket ID,Subject,Status,Priority,Source,Type,Created time,Resolved time,Closed time,Initial response time,First response time (in hrs),Resolution time (in hrs),Agent interactions,Resolution status,Tags,Survey results,Every response status,Full name,Contact ID"  # fmt: skip
EXPORTS = {
    "Zendesk": (ZENDESK, "tickets", {"customer_id": "Requester email", "resolution_minutes": "Full resolution time in minutes", "body": "Description", "satisfaction": "Satisfaction Score"}),
    "Freshdesk": (FRESHDESK, "tickets", {"customer_id": "Contact ID", "resolution_minutes": "Resolution time (in hrs)", "sla_met": "Resolution status", "channel": "Source"}),
    "Freshservice": ("Ticket Id,Subject,Status,Type,Requester Name,First Response Time (in Hrs),Resolution Time (in Hrs),Created Time,Closed Time,Resolved Time,Last Updated Time,Category,Description", "tickets", {"category": "Category", "resolved_at": "Resolved Time"}),
    "Intercom": ("message_id,message_body,message_author_email,conversation_tags,conversation_id,conversation_state,conversation_created_at,conversation_first_response_at,conversation_closed_at", "tickets", {"ticket_id": "conversation_id", "customer_id": "message_author_email"}),
    "Jira Service Management": ("Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Reporter,Created,Resolved,Description,Satisfaction rating,Custom field (Time to resolution)", "tickets", {"ticket_id": "Issue key", "subject": "Summary"}),
    "HubSpot": ("Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner,Pipeline,Company Name,Original Source", "sales", {"order_id": "Record ID", "customer_id": "Company Name", "amount": "Amount"}),
    "Salesforce": ("Case Number,Account Name,Contact Email,Subject,Description,Status,Priority,Type,Case Origin,Case Reason,Date/Time Opened,Date/Time Closed", "tickets", {"customer_id": "Contact Email", "created_at": "Date/Time Opened", "channel": "Case Origin"}),
    "Shopify": ("Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Phone,Tags", "customers", {"customer_id": "Email", "email": "Email"}),
    "Stripe": ("id,Created date (UTC),Amount,Amount Refunded,Currency,Converted Amount,Seller Message,Status,Customer ID,Customer Email,Description", "sales", {"customer_id": "Customer Email", "ordered_at": "Created date (UTC)", "refunded": "Amount Refunded"}),
    "WooCommerce": ("Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution", "sales", {"order_id": "Order #", "amount": "N. Revenue (formatted)", "coupon": "Coupon(s)"}),
    "Pipedrive": ("Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Organization,Deal - Won time", "sales", {"order_id": "Deal - ID", "ordered_at": "Deal - Won time", "customer_id": "Deal - Organization"}),
    "Recurly": ("uuid,account_code,plan_code,state,activated_at,canceled_at,expires_at,unit_amount_in_cents", "subscriptions", {"ended_at": "expires_at", "amount": "unit_amount_in_cents"}),
    "Square": ("Date,Time,Time Zone,Gross Sales,Net Sales,Partial Refunds,Total Collected,Source,Net Total,Transaction ID,Event Type,Customer ID,Description", "sales", {"order_id": "Transaction ID", "amount": "Total Collected"}),
    "LiveAgent": ("id,code,owner_contactid,owner_email,owner_name,agentid,status,channel_type,date_created,date_resolved,subject,tags", "tickets", {"ticket_id": "code", "customer_id": "owner_email", "resolved_at": "date_resolved"}),
    "TikTok Shop": ("Order ID,Order Status,Order Substatus,SKU ID,Product Name,SKU Subtotal After Discount,Order Amount,Order Refund Amount,Created Time,Paid Time,Buyer Username", "sales", {"amount": "Order Amount", "ordered_at": "Created Time", "customer_id": "Buyer Username"}),
    "Eventbrite": ("Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Attendee no.,Currency,Total Paid,Eventbrite Fees,Attendee Status", "sales", {"order_id": "Order no.", "amount": "Total Paid", "product": "Ticket Type"}),
    "Booking.com": ("Book number,Booked by,Guest name(s),Check-in,Check-out,Booked on,Status,People,Price,Commission amount", "sales", {"order_id": "Book number", "customer_id": "Booked by", "ordered_at": "Booked on", "amount": "Price"}),
    "ERPNext": ("ID,Subject,Customer,Raised By (Email),Status,Issue Type,Service Level Agreement Fulfilled,Mins to First Response,First Responded On,Opening Date,Opening Time,Resolution Date", "tickets", {"ticket_id": "ID", "customer_id": "Customer", "first_response_minutes": "Mins to First Response", "sla_met": "Service Level Agreement Fulfilled"}),
    "Airbnb": ("Confirmation code,Status,Guest name,Contact,# of adults,# of children,# of infants,Start date,End date,# of nights,Booked,Listing,Earnings", "sales", {"order_id": "Confirmation code", "customer_id": "Guest name", "ordered_at": "Booked", "amount": "Earnings"}),
    "pretix": ("Event slug,Order code,Order total,Status,Email,Phone number,Order date,Order time,Company,Name,Invoice numbers,Sales channel", "sales", {"order_id": "Order code", "amount": "Order total", "customer_id": "Email", "channel": "Sales channel"}),
    "Patreon": ("Name,Email,Twitter,Discord,Patron Status,Follows You,Lifetime Amount,Pledge Amount,Charge Frequency,Tier,Patronage Since Date,Last Charge Date,User ID,Access Expiration", "subscriptions", {"customer_id": "Email", "started_at": "Patronage Since Date", "amount": "Pledge Amount", "interval": "Charge Frequency"}),
    "Acuity Scheduling": ("Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Appointment Price,Paid?,Amount Paid Online,Certificate Code,Notes,Date Scheduled,Label,Scheduled By,Appointment ID", "sales", {"order_id": "Appointment ID", "customer_id": "Email", "ordered_at": "Date Scheduled", "amount": "Appointment Price", "product": "Type"}),
    "Ko-fi": ("DateTime (UTC),From,Message,Item,Received,Given,Currency,TransactionType,TransactionId,Reference,BuyerCountry,BuyerEmail,PaymentProvider", "sales", {"order_id": "TransactionId", "customer_id": "BuyerEmail", "ordered_at": "DateTime (UTC)", "amount": "Received"}),
    "QuickBooks": ("Date,Transaction type,Num,Name,Memo,Due date,Amount,Open balance", "sales", {"order_id": "Num", "customer_id": "Name", "amount": "Amount"}),
}  # fmt: skip


@pytest.mark.parametrize("vendor", EXPORTS)
def test_exports_of_vendors_are_recognised_from_the_header_alone(vendor):
    header, kind, expected = EXPORTS[vendor]
    mapping = recognise(table(header))
    assert (mapping.vendor, mapping.kind) == (vendor, kind)
    assert expected.items() <= columns_by_field(mapping).items()


def test_units_and_zones_of_vendors():
    stripe = recognise(
        table("id,Created date (UTC),Amount,Amount Refunded,Converted Amount,Seller Message,Customer ID")
    )
    assert stripe.use_of("ordered_at").timezone == "UTC"
    assert stripe.use_of("amount").unit == ""
    copy = recognise(
        table("id,amount,amount_refunded,captured,balance_transaction_id,created,customer_id,livemode,currency")
    )
    assert (copy.vendor, copy.use_of("amount").unit, copy.use_of("refunded").unit) == (
        "Stripe",
        "cents",
        "cents",
    )
    assert recognise(table(FRESHDESK)).use_of("resolution_minutes").unit == "hms"


def test_order_lines_of_shopify_are_one_order():
    mapping = recognise(table("Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Refunded Amount,Id"))
    assert (mapping.grain, mapping.column_of("order_id"), mapping.column_of("customer_id")) == (
        "lines",
        "Name",
        "Email",
    )


QUALTRICS = "StartDate,EndDate,Status,IPAddress,Finished,RecordedDate,ResponseId,RecipientEmail,ExternalReference,LocationLatitude,UserLanguage,Q1,Q1_NPS_GROUP,Q2"  # fmt: skip


def test_qualtrics_takes_the_reference_when_no_address_was_recorded():
    labels = [
        *QUALTRICS.split(",")[:-3],
        "How likely are you to recommend us?",
        "Q1_NPS_GROUP",
        "Why did you give this score?",
    ]
    row = ["2026-01-05 10:00:00"] * 2 + [
        "0",
        "1.2.3.4",
        "1",
        "2026-01-05 10:05:00",
        "R_1",
        "",
        "C1",
        "47.1",
        "EN",
        "9",
        "Promoter",
        "Good help",
    ]
    mapping = recognise(table(QUALTRICS, row, labels=labels))
    assert (mapping.vendor, mapping.column_of("customer_id"), mapping.column_of("answered_at")) == (
        "Qualtrics", "ExternalReference", "RecordedDate",
    )  # fmt: skip
    (question,) = mapping.questions
    assert (question.name, question.metric, question.comment_column) == ("Q1", "nps", "Q2")


def test_surveymonkey_typeform_and_google_forms():
    ask = "How satisfied are you with our service?"
    monkey = recognise(table(["Respondent ID", "Collector ID", "Start Date", "End Date", "Email Address", ask], ["1", "2", "01/05/2026 10:00", "01/05/2026 10:05", "a@b.c", "5"]))  # fmt: skip
    form = recognise(table(["#", ask, "Start Date (UTC)", "Submit Date (UTC)", "Network ID"], ["a1", "4", "2026-01-05 10:00", "2026-01-05 10:05", "x"]))  # fmt: skip
    sheet = recognise(table(["Timestamp", "Email Address", ask], ["2026/01/05 10:00:00 AM", "a@b.c", "5"]))
    assert [m.vendor for m in (monkey, form, sheet)] == ["SurveyMonkey", "Typeform", "Google Forms"]
    assert [m.questions[0].metric for m in (monkey, form, sheet)] == ["csat"] * 3
    assert form.use_of("answered_at").timezone == "UTC"
    assert sheet.column_of("customer_id") == "Email Address"


def test_vendors_and_synonyms_name_only_fields_that_there_are():
    for vendor in VENDORS:
        assert set(vendor.fields) <= {field.name for field in KINDS[vendor.kind].fields}, vendor.name
    for kind, fields in SYNONYMS.items():
        assert set(fields) <= {field.name for field in KINDS[kind].fields}


def test_the_marks_of_chatwoot_are_of_a_conversation():
    header = "Agent Name,Rating,Feedback Comment,Contact Name,Contact Email Address,Contact Phone Number,Link to the conversation,Recorded date"
    rows = [
        (
            "Lotte",
            str(1 + n % 5),
            "",
            f"Ann {n}",
            f"a{n}@x.example",
            "",
            f"https://x.example/{n}",
            f"2026-08-0{n + 1} 18:12:18 UTC",
        )
        for n in range(6)
    ]
    mapping = recognise(table(header, *rows))
    assert (mapping.vendor, mapping.questions[0].metric, mapping.column_of("customer_id")) == (
        "Chatwoot",
        "csat",
        "Contact Email Address",
    )
