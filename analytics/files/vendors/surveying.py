"""Exports of survey tools. The questions of a survey are found by ``analytics.files.questions``."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor

_QUALTRICS_CUSTOMER = "recipient email|external reference|external data reference|email address"

SURVEYING = (
    Vendor(
        "Qualtrics",
        "surveys",
        "response id|start date|ip address|finished|location latitude",
        {
            "response_id": "response id",
            "customer_id": _QUALTRICS_CUSTOMER,
            "answered_at": "recorded date|end date",
            "channel": "distribution channel",
            "language": "user language",
        },
        identifying="ip address|recipient last name|recipient first name|recipient email|external reference|"
        "external data reference|location latitude|location longitude",
    ),
    Vendor(
        "SurveyMonkey",
        "surveys",
        "respondent id|collector id",
        {
            "response_id": "respondent id",
            "customer_id": "email address|custom data 1|email",
            "answered_at": "end date|date modified|start date|date created",
            "channel": "collector id",
        },
        identifying="ip address|email address|first name|last name",
    ),
    Vendor(
        "Typeform",
        "surveys",
        "submit date utc|network id",
        {
            "response_id": "#",
            "customer_id": "email|e mail|email address|what s your email address|what is your email address",
            "answered_at": "submit date utc",
        },
        timezone="UTC",
        identifying="network id",
    ),
    Vendor(
        "Delighted",
        "surveys",
        "score|comment|survey type|permalink",
        {
            "response_id": "id|response id",
            "customer_id": "person email|email|person id|person",
            "answered_at": "created at|responded at",
            "metric": "survey type",
            "language": "locale",
        },
        identifying="person|person name|person email|person phone number|name|email",
    ),
    Vendor(
        "AskNicely",
        "surveys",
        "response id|person id|answer|responded;response id|answer|answerlabel",
        {
            "response_id": "response id",
            "customer_id": "email|person id",
            "answered_at": "responded",
            "metric": "question type",
            "channel": "delivery method",
        },
        metric="nps",
        identifying="name|email|phone",
    ),
    Vendor(
        "Medallia",
        "surveys",
        "request id|request sent at|response received at|star rating",
        {
            "response_id": "request id",
            "customer_id": "request sent to|customer name",
            "answered_at": "response received at",
            "channel": "channel",
        },
        identifying="customer name|request sent to|employee first name|employee last name|employee email",
    ),
    # Marks from 1 to 5 for a conversation, and what was written to them.
    Vendor(
        "Chatwoot",
        "surveys",
        "agent name|rating|contact email address|link to the conversation",
        {
            "customer_id": "contact email address|contact phone number|contact name",
            "answered_at": "recorded date|recorded at",
        },
        metric="csat",
        timezone="UTC",
        identifying="contact name|contact email address|contact phone number",
    ),
    Vendor(
        "LimeSurvey",
        "surveys",
        "response id|date submitted|last page|start language;id|submitdate|lastpage|startlanguage;"
        "id de la reponse|date de soumission|derniere page|langue de depart;"
        "antwort id|datum abgeschickt|letzte seite|start sprache",
        {
            "response_id": "response id|id de la reponse|antwort id|id",
            "customer_id": "token|zugangscode|code|email address|email",
            "answered_at": "date submitted|submitdate|date de soumission|datum abgeschickt|date last action|datestamp",
            "language": "start language|startlanguage|langue de depart|start sprache",
        },
        identifying="ip address|ipaddr|adresse ip|ip adresse",
    ),
    # Each instrument ends with a time and whether it is complete, under its own name.
    Vendor(
        "REDCap",
        "surveys",
        "record id|redcap survey identifier;record id|redcap event name|redcap repeat instrument",
        {
            "response_id": "record id",
            "customer_id": "redcap survey identifier",
            "answered_at": "*timestamp",
        },
        values={"answered_at": (("[not completed]", ""),)},
    ),
    # Last: a form with nothing of its own but the name of the column in which Google puts the time.
    Vendor(
        "Google Forms",
        "surveys",
        "timestamp|email address",
        {"customer_id": "email address|username", "answered_at": "timestamp"},
        identifying="email address|username",
    ),
)
