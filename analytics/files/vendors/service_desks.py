"""Exports of desks for requests and incidents: ERPNext, Freshservice, Jira Service Management, Redmine, ServiceNow."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor
from analytics.files.words import HAPPINESS, KEPT

SERVICE_DESKS = (
    Vendor(
        "Freshservice",
        "tickets",
        "ticket id|requester name|created time|last updated time",
        {
            "ticket_id": "ticket id",
            "customer_id": "requester email|requester id|requester name",
            "created_at": "created time",
            "resolved_at": "resolved time|closed time",
            "first_response_minutes": "first response time in hrs",
            "resolution_minutes": "resolution time in hrs",
            "status": "status",
            "priority": "priority",
            "channel": "source",
            "category": "category|type",
            "tags": "tags",
            "subject": "subject",
            "body": "description",
            "satisfaction": "survey results|survey result",
            "sla_met": "resolution status",
        },
        units={"first response time in hrs": "hms", "resolution time in hrs": "hms"},
        values={"satisfaction": HAPPINESS, "sla_met": KEPT},
        identifying="requester name|requester email|requester location",
    ),
    Vendor(
        "Jira Service Management",
        "tickets",
        "issue key|issue type|project key",
        {
            "ticket_id": "issue key",
            "customer_id": "reporter id|reporter|creator id|creator",
            "created_at": "created",
            "resolved_at": "resolved",
            "first_response_at": "custom field chart date of first response",
            "status": "status",
            "priority": "priority",
            "category": "custom field request type|issue type",
            "tags": "labels",
            "subject": "summary",
            "body": "description",
            "satisfaction": "satisfaction rating|custom field satisfaction",
            "sla_met": "custom field time to resolution|custom field time to first response",
        },
        units={"custom field time to resolution": "remaining", "custom field time to first response": "remaining"},
        doubt="Jira's columns Time to first response and Time to resolution hold what was left of the "
        "target, not what was used: a target counts as kept unless that is negative, and no duration is taken from it.",
        identifying="reporter|reporter id|creator|creator id|watchers|watchers id",
    ),
    Vendor(
        "ERPNext",
        "tickets",
        "raised by email|opening date|opening time;raised by email|issue type|first responded on",
        {
            "ticket_id": "id|name|issue",
            "customer_id": "customer|raised by email|contact",
            "created_at": "opening date",
            "first_response_at": "first responded on",
            "resolved_at": "resolution date",
            "first_response_minutes": "mins to first response",
            "status": "status",
            "priority": "priority",
            "category": "issue type",
            "subject": "subject",
            "body": "description",
            "sla_met": "service level agreement fulfilled|agreement fulfilled|service level agreement status|agreement status",
        },
        values={
            "sla_met": (
                *KEPT,
                ("ongoing", ""),
                ("first response due", ""),
                ("resolution due", ""),
                ("overdue", "false"),
                ("paused", ""),
            ),
        },
        identifying="raised by email|customer name|contact",
    ),
    # Its columns are called as the person reads them, who sets a language.
    Vendor(
        "Redmine",
        "tickets",
        "#|tracker|subject|author;#|tracker|thema|autor;#|typ zagadnienia|temat|autor;#|tracker|sujet|auteur",
        {
            "ticket_id": "#",
            "customer_id": "customer|client|kunde|klient|author|autor|auteur",
            "created_at": "created|angelegt|stworzone|utworzone|cree",
            "resolved_at": "closed|geschlossen|zamkniete|ferme",
            "status": "status|statut",
            "priority": "priority|prioritat|priorytet|priorite",
            "category": "category|kategorie|kategoria|categorie|tracker|typ zagadnienia",
            "subject": "subject|thema|temat|sujet",
            "body": "description|beschreibung|opis",
            "tags": "tags",
        },
        identifying="author|autor|auteur",
    ),
    # Lists as the person sees them, in the language of the person, and the names of the table behind them.
    Vendor(
        "ServiceNow",
        "tickets",
        "number|short description|assignment group;number|short description|caller;number|short description|opened;"
        "number|sys created on|short description;numero|descricao resumida|aberto a;nummer|kurzbeschreibung|geoffnet;"
        "numero|breve description|ouvert;numero|descripcion breve|abierto",
        {
            "ticket_id": "number|numero|nummer",
            "customer_id": "caller|caller id|requested for|opened for|opened by|solicitante|anrufer|appelant|aberto a por",
            "created_at": "opened|opened at|created|sys created on|aberto a|geoffnet|ouvert|abierto",
            "resolved_at": "resolved|resolved at|closed|closed at|encerrado a|geschlossen|ferme|cerrado",
            "status": "state|incident state|estado|status|etat",
            "priority": "priority|prioridade|prioritat|priorite|prioridad",
            "category": "category|categoria|kategorie|categorie",
            "channel": "channel|contact type|canal|kanal",
            "subject": "short description|descricao resumida|kurzbeschreibung|breve description|descripcion breve",
            "body": "description|descricao|beschreibung|descripcion",
            "reopens": "reopen count",
            "sla_met": "made sla",
        },
        identifying="caller|opened by|opened for|requested for|anrufer|appelant|aberto a por",
    ),
)
