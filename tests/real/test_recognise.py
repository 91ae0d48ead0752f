"""What is recognised in every public file: kind, vendor and the columns, as judged by hand.

A file that is not listed is of kind ``other``: parts of things, lookup tables, files that lack a required
column (then a doubt says which).
"""

# ruff: noqa: E501 (one file or export per line reads as a table)

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import UnclearMapping, UnreadableFile
from analytics.files.mapping import Mapping
from analytics.files.reading import examine
from analytics.files.recognise import recognise

pytestmark = pytest.mark.real

# file -> kind, vendor, "field=column ..." of what matters; a score is question:metric
JUDGED: dict[str, tuple[str, str, str]] = {
    "joined/telco/customers.csv": ("customers", "", "customer_id=customer_id joined_at=account_creation_date status=account_status segment=customer_segment email=email"),
    "joined/telco/customer_metrics.csv": ("customers", "", "customer_id=customer_id"),
    "joined/telco/nps_surveys.csv": ("surveys", "", "customer_id=customer_id response_id=survey_id answered_at=survey_date nps_score=nps"),
    "joined/telco/support_tickets.csv": ("tickets", "", "ticket_id=ticket_id customer_id=customer_id created_at=creation_date category=issue_type priority=priority status=status resolution_minutes=resolution_time_hours satisfaction=satisfaction_rating channel=channel"),
    "joined/telco/billing.csv": ("sales", "", "customer_id=customer_id ordered_at=bill_date amount=amount_due status=payment_status"),
    "joined/telco/services.csv": ("subscriptions", "", "subscription_id=service_id customer_id=customer_id started_at=service_start_date plan=plan_name amount=monthly_fee status=service_status interval='month'"),
    "joined/telco/usage.csv": ("usage", "", "customer_id=customer_id occurred_at=usage_month event='usage'"),
    "joined/ravenstack/ravenstack_accounts.csv": ("customers", "", "customer_id=account_id joined_at=signup_date acquisition_source=referral_source status=churn_flag"),
    "joined/ravenstack/ravenstack_subscriptions.csv": ("subscriptions", "", "subscription_id=subscription_id customer_id=account_id started_at=start_date ended_at=end_date plan=plan_tier amount=mrr_amount interval='month'"),
    "joined/ravenstack/ravenstack_support_tickets.csv": ("tickets", "", "ticket_id=ticket_id customer_id=account_id created_at=submitted_at resolved_at=closed_at resolution_minutes=resolution_time_hours priority=priority first_response_minutes=first_response_time_minutes satisfaction=satisfaction_score"),
    "joined/saas_journey/events.csv": ("usage", "", "customer_id=customer_id occurred_at=event_timestamp event=event_name"),
    "joined/saas_journey/revenue.csv": ("sales", "", "order_id=invoice_id customer_id=customer_id ordered_at=revenue_date amount=amount"),
    "joined/saas_journey/subscriptions.csv": ("subscriptions", "", "subscription_id=subscription_id customer_id=customer_id started_at=start_date ended_at=end_date plan=plan amount=price interval=billing_period status=status"),
    "joined/saas_journey/support_tickets.csv": ("tickets", "", "ticket_id=ticket_id customer_id=customer_id created_at=created_at resolved_at=resolved_at category=issue_category priority=priority"),
    "joined/saas_journey/users.csv": ("customers", "", "customer_id=customer_id joined_at=signup_date status=status acquisition_source=acquisition_channel email=email"),
    "churn/ibm_telco/Telco-Customer-Churn.csv": ("customers", "", "customer_id=customerID status=Churn"),
    "sales/cdnow/cdnow_customers_summary.csv": ("customers", "", "customer_id=ID"),
    "sales/cdnow/CDNOW_master.txt": ("sales", "", "customer_id=customer_id ordered_at=date amount=dollar_value"),
    "sales/olist_orders_with_reviews/olist_customers_dataset.csv": ("customers", "", "customer_id=customer_id person_id=customer_unique_id"),
    "sales/olist_orders_with_reviews/olist_order_reviews_dataset.csv": ("surveys", "", "response_id=review_id answered_at=review_answer_timestamp review_score=rating"),
    "sales/online_retail/online_retail.parquet": ("sales", "", "order_id=InvoiceNo customer_id=CustomerID ordered_at=InvoiceDate amount=UnitPrice"),
    "surveys/airline/test.csv": ("surveys", "", "response_id=id Inflight_wifi_service=rating Departure/Arrival_time_convenient=rating Ease_of_Online_booking=ces Gate_location=rating Food_and_drink=rating Online_boarding=rating Seat_comfort=rating Inflight_entertainment=rating On-board_service=rating Leg_room_service=rating Baggage_handling=rating Checkin_service=rating Inflight_service=rating Cleanliness=rating"),
    "surveys/flying_etiquette/flying-etiquette.csv": ("surveys", "", "response_id=RespondentID In_general,_is_itrude_to_bring_a_baby_on_a_plane?=rating"),
    "surveys/star_wars/StarWars.csv": ("surveys", "", "response_id=RespondentID"),
    "text/nhs/text_data.csv": ("surveys", "", "question=question comment=feedback"),
    "surveys/qualtrics_samples/sample.csv": ("surveys", "Qualtrics", "response_id=ResponseId answered_at=RecordedDate channel=DistributionChannel language=UserLanguage Q2=open"),
    "surveys/qualtrics_samples/sample_legacy.csv": ("surveys", "Qualtrics", "response_id=V1 answered_at=V9 Q2=open"),
    "vendor_schemas/hubspot/ticket_data.csv": ("tickets", "HubSpot", "ticket_id=id created_at=property_createdate resolved_at=property_closed_date subject=property_subject body=property_content"),
    "vendor_schemas/hubspot/contact_data.csv": ("customers", "", "customer_id=property_email joined_at=property_createdate"),
    "vendor_schemas/intercom/conversation_history_data.csv": ("tickets", "Intercom", "ticket_id=id customer_id=source_author_id created_at=created_at body=source_body satisfaction=conversation_rating_value"),
    "vendor_schemas/intercom/contact_history_data.csv": ("customers", "", "customer_id=email"),
    "vendor_schemas/qualtrics/core_contact.csv": ("customers", "", "customer_id=email"),
    "vendor_schemas/qualtrics/directory_contact.csv": ("customers", "", "customer_id=email"),
    "vendor_schemas/shopify/orders_export_header_only.csv": ("sales", "Shopify", "order_id=Name customer_id=Email ordered_at=Created_at amount=Total currency=Currency refunded=Refunded_Amount product=Lineitem_name coupon=Discount_Code"),
    "vendor_schemas/shopify/shopify_order_data.csv": ("sales", "Shopify", "order_id=id customer_id=email ordered_at=created_at amount=total_price"),
    "vendor_schemas/shopify/shopify_gql_order_data.csv": ("sales", "Shopify", "order_id=id customer_id=email amount=total_price_set_shop_amount"),
    "vendor_schemas/shopify/shopify_customer_data.csv": ("customers", "Shopify", "customer_id=email joined_at=created_at"),
    "vendor_schemas/shopify/shopify_gql_customer_data.csv": ("customers", "Shopify", "customer_id=email joined_at=created_at"),
    "vendor_schemas/stripe/charge_data.csv": ("sales", "Stripe", "order_id=id customer_id=customer_id ordered_at=created amount=amount refunded=amount_refunded"),
    "vendor_schemas/stripe/payment_intent_data.csv": ("sales", "Stripe", "order_id=id customer_id=customer_id ordered_at=created amount=amount_received"),
    "vendor_schemas/stripe/customer_data.csv": ("customers", "Stripe", "customer_id=id joined_at=created"),
    "vendor_schemas/stripe/subscription_data.csv": ("subscriptions", "Stripe", "subscription_id=id customer_id=customer_id started_at=start_date ended_at=ended_at"),
    "vendor_schemas/stripe/subscription_history_data.csv": ("subscriptions", "Stripe", "subscription_id=id started_at=start_date"),
    "vendor_schemas/stripe/account_data.csv": ("customers", "", "customer_id=email"),
    "vendor_schemas/zendesk/ticket_comment_data.csv": ("tickets", "", "ticket_id=ticket_id created_at=created body=body customer_id=user_id"),
    "vendor_schemas/zendesk/ticket_field_history_data.csv": ("tickets", "", "ticket_id=ticket_id created_at=updated"),
    "vendor_schemas/intercom/conversation_part_history_data.csv": ("tickets", "", "ticket_id=conversation_id created_at=created_at body=body customer_id=author_id"),
    "vendor_schemas/hubspot/ticket_property_history_data.csv": ("tickets", "", "ticket_id=ticket_id created_at=timestamp_instant"),
    "vendor_schemas/zendesk/ticket_data.csv": ("tickets", "Zendesk", "ticket_id=id customer_id=requester_id created_at=created_at subject=subject body=description channel=via_channel"),
    "vendor_schemas/zendesk/user_data.csv": ("customers", "", "customer_id=id email=email joined_at=created_at"),
    "vendor_schemas/zendesk/user_data_snowflake.csv": ("customers", "", "customer_id=id"),
}  # fmt: skip

# Files that hold a survey, or sales, but lack a required column: kept as they came, and the lack is told.
LACKING = {
    "joined/ravenstack/ravenstack_feature_usage.csv": "customer_id",
    "sales/olist_orders_with_reviews/olist_orders_dataset.csv": "amount",
    "vendor_schemas/hubspot/deal_data.csv": "customer_id",
}


def recognised(file: Path) -> list[Mapping]:
    try:
        return [recognise(table) for table in examine(file)]
    except UnreadableFile:
        return []


@pytest.mark.parametrize("file", JUDGED)
def test_kind_vendor_and_columns_are_those_judged_by_hand(real_data, file):
    kind, vendor, expected = JUDGED[file]
    (mapping,) = recognised(real_data / file)
    found = {use.field: (use.column or f"'{use.constant}'").replace(" ", "_") for use in mapping.uses}
    found |= {question.name.replace(" ", "_"): question.metric for question in mapping.questions}
    assert (mapping.kind, mapping.vendor) == (kind, vendor)
    assert dict(pair.split("=") for pair in expected.split()).items() <= found.items()


@pytest.mark.parametrize("file", LACKING)
def test_what_a_file_lacks_is_told(real_data, file):
    (mapping,) = recognised(real_data / file)
    assert mapping.kind == "other"
    assert LACKING[file] in mapping.doubts[-1]


def test_orders_without_amounts_cannot_be_forced_to_be_sales(real_data):
    (table,) = examine(real_data / "sales/olist_orders_with_reviews/olist_orders_dataset.csv")
    with pytest.raises(UnclearMapping, match="recognised as amount"):
        recognise(table, "sales")


def test_churn_events_can_be_told_to_be_customers(real_data):
    (table,) = examine(real_data / "joined/ravenstack/ravenstack_churn_events.csv")
    mapping = recognise(table, "customers", {"customer_id": "account_id"})
    assert mapping.column_of("left_at") == "churn_date"


@pytest.mark.slow
def test_everything_else_is_other_and_qualtrics_files_are_never_scored_by_their_codes(real_data):
    unexpected = []
    for folder in ("joined", "sales", "churn", "surveys", "vendor_schemas"):
        for file in sorted((real_data / folder).rglob("*")):
            name = file.relative_to(real_data).as_posix()
            if file.suffix not in (".csv", ".txt", ".parquet", ".xlsx", ".xls") or name in JUDGED:
                continue
            for mapping in recognised(file):
                is_open = mapping.vendor == "Qualtrics" and {q.metric for q in mapping.questions} <= {"open"}
                if mapping.kind != "other" and not is_open:
                    unexpected.append((name, mapping.kind))
    assert unexpected == []
