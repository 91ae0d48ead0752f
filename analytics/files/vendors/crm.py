"""Exports of customer relationship systems: HubSpot, Salesforce, Pipedrive and Zoho."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor

_HUBSPOT_TICKET = {
    "ticket_id": "ticket id|record id|hs object id|id",
    "customer_id": "associated contact email|contact email|associated contact|associated contact ids|"
    "associated company|associated company ids",
    "created_at": "create date|createdate|created at",
    "resolved_at": "close date|closed date",
    "first_response_at": "first agent email response date|first agent reply date",
    "resolution_minutes": "time to close",
    "first_response_minutes": "time to first agent email reply",
    "status": "ticket status|hs pipeline stage|status",
    "priority": "priority|hs ticket priority",
    "channel": "source|source type",
    "category": "category|hs ticket category",
    "subject": "ticket name|subject",
    "body": "ticket description|content",
}

CRM = (
    Vendor(
        "HubSpot",
        "tickets",
        "ticket name|ticket status|pipeline",
        _HUBSPOT_TICKET,
        units={"time to close": "milliseconds", "time to first agent email reply": "milliseconds"},
        identifying="associated contact|associated contact email|contact email|contact name|first name|last name|"
        "phone number",
    ),
    Vendor(
        "HubSpot",
        "tickets",
        "hs pipeline stage|hs ticket priority|subject",
        _HUBSPOT_TICKET,
        units={"time to close": "milliseconds"},
        timezone="UTC",
    ),
    Vendor(
        "HubSpot",
        "sales",
        "deal name|deal stage|close date",
        {
            "order_id": "record id|deal id|deal name",
            "customer_id": "associated contact email|contact email|associated company|company name|"
            "associated contact|associated company ids|associated contact ids",
            "ordered_at": "close date",
            "amount": "amount",
            "currency": "currency",
            "status": "deal stage",
            "product": "deal name",
            "category": "deal type|pipeline",
            "acquisition_source": "original source|original traffic source|original source type",
        },
    ),
    Vendor(
        "HubSpot",
        "sales",
        "deal id|deal pipeline stage id|dealname",
        {
            "order_id": "deal id",
            "customer_id": "contact id|company id",
            "ordered_at": "closedate|createdate",
            "amount": "amount",
            "status": "deal pipeline stage id",
            "product": "dealname",
            "category": "deal pipeline id",
        },
        timezone="UTC",
    ),
    Vendor(
        "Salesforce",
        "tickets",
        "case number|date time opened",
        {
            "ticket_id": "case number",
            "customer_id": "contact email|account id|account name|contact name",
            "created_at": "date time opened|opened date",
            "resolved_at": "date time closed|closed date",
            "resolution_minutes": "age hours",
            "status": "status",
            "priority": "priority",
            "channel": "case origin",
            "category": "case reason|type",
            "subject": "subject",
            "body": "description",
            "sla_met": "sla violation",
        },
        values={
            "sla_met": (
                ("yes", "false"),
                ("true", "false"),
                ("1", "false"),
                ("no", "true"),
                ("false", "true"),
                ("0", "true"),
            )
        },
        identifying="contact name|contact email|contact phone|contact mobile|contact fax|supplied name|"
        "supplied email|supplied phone",
    ),
    Vendor(
        "Salesforce",
        "tickets",
        "case number|contact id|origin|created date",
        {
            "ticket_id": "case number|id",
            "customer_id": "contact email|supplied email|account id|contact id",
            "created_at": "created date",
            "resolved_at": "closed date",
            "status": "status",
            "priority": "priority",
            "channel": "origin",
            "category": "reason|type",
            "subject": "subject",
            "body": "description",
        },
        timezone="UTC",
    ),
    Vendor(
        "Salesforce",
        "sales",
        "opportunity name|stage|close date",
        {
            "order_id": "opportunity id|opportunity name",
            "customer_id": "account id|account name",
            "ordered_at": "close date",
            "amount": "amount",
            "currency": "amount currency|opportunity currency",
            "status": "stage",
            "product": "opportunity name",
            "category": "type",
            "acquisition_source": "lead source",
        },
    ),
    Vendor(
        "Pipedrive",
        "sales",
        "deal id|deal title|deal value",
        {
            "order_id": "deal id",
            "customer_id": "deal organization|deal organization id|deal contact person|deal contact person id",
            "ordered_at": "deal won time|deal deal closed on|deal update time",
            "amount": "deal value",
            "currency": "deal currency of value|deal currency",
            "status": "deal status",
            "product": "deal title",
            "category": "deal pipeline|deal label",
            "acquisition_source": "deal source channel|deal source",
        },
        timezone="UTC",
        identifying="deal contact person|person name|person email|person phone",
    ),
    Vendor(
        "Zoho CRM",
        "sales",
        "deal name|closing date|stage;deal owner",
        {
            "order_id": "record id|deal id",
            "customer_id": "account name|account name id|contact name",
            "ordered_at": "closing date",
            "amount": "amount",
            "currency": "currency",
            "status": "stage",
            "product": "deal name",
            "category": "type|pipeline",
            "acquisition_source": "lead source",
        },
        identifying="contact name",
    ),
)
