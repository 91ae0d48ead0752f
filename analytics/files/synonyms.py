"""What people and programs call the fields of each kind.

For every field the names in ``analytics.files.columns.plain`` form, separated by ``|``, in tiers
separated by ``;``: a name of the first tier can hardly mean anything else, one of the last is
taken only where nothing better is there. Names within a tier are equals: two of them in one file
are a doubt. The names of the kind's own thing (``ticket``, ``order``) may stand in front.
"""

from __future__ import annotations

_CUSTOMER = (
    "customer id|customerid|customer number|customer no|customer key|client id|cust id|kunden id|"
    "kundennummer|kundennr|kunden nr|id cliente|cliente id|codigo cliente|id client|numero client|"
    "klantnummer|klant id|customer code|loyalty number|loyalty id|loyalty card number|frequent flyer number;account id|member id|player id|"
    "user id|userid|buyer id|subscriber id|shopper id|end user id|"
    "contact id|household id|requester id|caller id|ani|caller number|calling number|enrollment id|enrolment id|distinct id|"
    "buyer user id|buyer username|auftraggeber|debitor|debitorennummer|"
    "debtor id|account number|identity|profile identity|customer identity;customer email|"
    "email|email address|e mail|e mail address|user email|requester email|reviewer email|end user email|visitor email|contact email|"
    "email work|work email|recipient email|respondent email|purchase email|guest email|buyer email|billing email|email payeur|"
    "from email|"
    "from email address|sender email|contact handle|mail|correo|"
    "correo electronico;customer|client|user|kunde|cliente|klant|account|"
    "requester|reporter|informador|caller|contact|company|company id|organization id|account code;"
    "customer name|account name|company name|contact name|client name|booked by|booker name|guest name|user full name|"
    "person id|profile id|visitor id"
)
# Who is known by nothing else is known by a telephone number: callers, guests, those who write to a bot.
_BY_PHONE = ";phone number|phone|customer phone|customer phone number|contact phone|contact phone number"

SYNONYMS: dict[str, dict[str, str]] = {
    "tickets": {
        "ticket_id": (
            "ticket id|ticket number|ticket no|ticket nr|ticketnummer|work order id|work order number|work order no|case number|"
            "case id|issue key|inquiry id|inquiry number|enquiry id|"
            "conversation id|incident id|incident number|request id|vorgangsnummer|numero de ticket|"
            "id ticket|ticket reference|ticket key|ticket#|complaint id|complaint number|complaint no|call id|call number|"
            "service request id|"
            "service request number|sr number|ticket;case no|claim id|claim number|claim no|"
            "issue id|reference number;id|number|key|nummer|reference|ref|"
            "unique key|unique id|#"
        ),
        "customer_id": _CUSTOMER + "|raised by|reported by" + _BY_PHONE,
        "created_at": (
            "created at|creation date|created date|created time|created|create date|created on|"
            "date created|creation time|submitted at|opened at|date opened|date time opened|open date|"
            "opened|erstellt am|erstellt|erstellungsdatum|eroffnet am|fecha de creacion|fecha creacion|"
            "creada|creado|date de creation|cree le|data de criacao|aangemaakt op|aanmaakdatum|"
            "reported at|received at|requested at|submission date|date received|date submitted|date reported|date logged|"
            "raised at|raised on|raised date|date raised;"
            "ticket date|case date|report date|enquiry date|inquiry date|contact date|date of contact|call time|call date|call start|"
            "start|start date|start time|date of purchase;date|timestamp|"
            "datum|fecha|data|datetime|date time"
        ),
        "first_response_at": (
            "first response at|first responded at|first reply at|first replied at|first response date|"
            "first agent reply date|first agent email response date|erste antwort am;"
            "first response time|first response|first reply"
        ),
        "resolved_at": (
            "resolved at|resolved|resolution date|resolved date|date resolved|resolved time|solved at|"
            "solved|gelost am|fecha de resolucion|date de resolution;closed at|closed|closed date|"
            "close date|date closed|date time closed|closed time|geschlossen am|fecha de cierre|"
            "completed at|date completed|date sorted|date settled|date dealt with;end date|end time|resolution time"
        ),
        "first_response_minutes": (
            "first response time|first reply time|time to first response|time to first reply|"
            "first response|first reply|initial response time|erste antwortzeit|"
            "tiempo de primera respuesta|frt;response time|reaktionszeit|antwortzeit|"
            "tiempo de respuesta|speed of answer|average speed of answer|time to answer|waiting time|wait time|wartezeit"
        ),
        "resolution_minutes": (
            "resolution time|full resolution time|time to resolution|time to resolve|"
            "resolution duration|time to close|losungszeit|tiempo de resolucion|ttr|"
            "temps de resolution|days to close|days to resolve|hours to close|hours to resolve|minutes to close|"
            "minutes to resolve|resolution days|resolution hours|resolution minutes;"
            "handling time|handle time|bearbeitungszeit|doorlooptijd|duration|resolution|talk duration|talk time|"
            "avg talk duration|average talk time|call duration"
        ),
        "status": "status|state|ticket status|current status|zustand|estado|statut|etat;stage|status reason|status name",
        "priority": (
            "priority|prioritat|prioridad|priorite|prioriteit|prioridade;severity|urgency|schweregrad|priority name"
        ),
        "channel": (
            "channel|channels|contact channel|support channel|kanal|canal|ticket channel|kanaal|contact type|contact method|"
            "request mode|"
            "initial channel;via|origin|"
            "case origin|medium|source;via channel|channel type|source type|request source|submitted via|entry type|"
            "how received|how reported|soort binnenkomst"
        ),
        "category": (
            "category|issue category|ticket category|kategorie|categoria|categorie|case reason|"
            "contact reason|reason category|work order category|work order type;help topic|issue type|ticket type|request type|"
            "problem type|topic|category name|category hint|request category|service type|service requested|enquiry type|query type|"
            "thema|tema|inquiry type;type|reason|issue|typ|tipo|complaint|problem|concern"
        ),
        "tags": "tags|labels|ticket tags|schlagworte|etiquetas",
        "subject": (
            "subject|ticket subject|short description|betreff|asunto|objet|assunto|onderwerp;title|"
            "summary|ticket name|conversation name|titel"
        ),
        "body": (
            "description|ticket description|issue description|body|beschreibung|descripcion|descricao|"
            "request text|verzoek|ticket body|first message|description text;"
            "message|content|text|nachricht|mensaje|details|comment|comments|complaint|"
            "customer message|customer complaint|consumer complaint narrative|anliegen|problembeschreibung|problem;conversation|"
            "notes|note|transcript"
        ),
        "satisfaction": (
            "satisfaction rating|satisfaction score|satisfaction|csat score|csat|csat rating|"
            "customer satisfaction|customer satisfaction rating|customer satisfaction score|satisfaction survey rating|"
            "satisfaction level|user satisfaction|"
            "zufriedenheit|satisfaccion|satisfacao|overall satisfaction;rating|survey results|survey result|bewertung|"
            "feedback score|ticket rating|chat rating|rating score|happiness rating|survey score"
        ),
        "reopens": "reopens|reopen count|times reopened|reopened count|reopened",
        "replies": (
            "replies|reply count|number of replies|agent replies|response count|number of interactions|"
            "interaction count;agent interactions|interactions|messages|message count|touches|responses"
        ),
        "sla_met": (
            "sla met|within sla|in sla|sla compliance|sla compliant|met sla|sla achieved|made sla|sla fulfilled|sla kept|sla respected|"
            "sla hit|sla eingehalten|sla respecte|sla respectee|sla cumplido|sla cumprido|sla atendido|sla rispettato;"
            "resolution status|"
            "sla status|sla;sla breached|sla violated|sla violation|breached sla|sla breach"
        ),
    },
    "sales": {
        "order_id": (
            "order id|order number|order no|order #|order nr|orderid|bestellnummer|auftragsnummer|"
            "pedido id|id pedido|numero de pedido|numero de commande|bestelnummer|invoice id|"
            "invoice no|invoice number|invoice|rechnungsnummer|numero de factura|transaction id|"
            "payment id|bill id|purchase id|sale id|receipt number|order name|order reference|booking id|booking number|"
            "booking reference|"
            "reservation id|reservation number|check id|confirmation number|confirmation code|belegnummer|verkaufsbeleg|auftrag;order|"
            "receipt id|receipt|document number|belegnr|"
            "charge id|txn id|deal id|opportunity id;id|number|num|nummer|record id|oid"
        ),
        "customer_id": _CUSTOMER + _BY_PHONE,
        "ordered_at": (
            "order date|ordered at|order purchase timestamp|purchase date|purchased at|order time|"
            "order placed at|order timestamp|date of purchase|invoice date|transaction date|"
            "transaction time|sale date|sales date|bill date|billing date|order created at|"
            "ordered on|ordered date|date add|booked on|booked at|reservation date|bestelldatum|rechnungsdatum|kaufdatum|"
            "auftragsdatum|belegdatum|"
            "fecha de compra|fecha pedido|fecha del pedido|issue date|issued at|issued on|date issued|"
            "date de commande|data do pedido|besteldatum|revenue date;payment date|paid at|created at|"
            "created date|created time|created|date created|opened date|opened at|document date|create date|creation date|"
            "close date|closed date|closing date;date|datum|fecha|data|timestamp|datetime|date time|time"
        ),
        "amount": (
            "order total|grand total|total amount|total price|order amount|invoice amount|"
            "invoice total|purchase amount|transaction amount|sale amount|sales amount|gesamtbetrag|"
            "importe total|montant total|valor total|totaalbedrag|total sales|total revenue|"
            "deal value|deal amount|close value|opportunity amount|opportunity value|montant tarif|dollar value|gross total|"
            "total gross amount|rechnungsbetrag|betrag in hauswahrung;"
            "order value|cart total|cart value|amount charged|total charged|document total|total net amount|amount|total|revenue|"
            "betrag|umsatz|importe|montant|bedrag;amount due|gross|"
            "amount billed|billed amount|charge amount|payment amount|payment value|gross amount|gross earnings;amount paid|total paid|"
            "net amount|net sales|nettowert|bruttowert|earnings|payout|payout amount;gross sales|sales;subtotal|value|wert|valor|"
            "price|preis|"
            "precio|spend|opportunity"
        ),
        "currency": (
            "currency|currency code|order currency code|wahrung|hauswahrung|wahrg|"
            "moneda|devise|moeda|valuta|para birimi;presentment currency|iso currency"
        ),
        "status": (
            "order status|payment status|financial status|invoice status|transaction status|"
            "sale status;status|state|estado|statut;stage|deal stage|status name"
        ),
        "refunded": (
            "refunded amount|amount refunded|refund amount|refund total|total refunded|"
            "erstattungsbetrag|erstatteter betrag|importe reembolsado;refund|refunded|refunds|erstattet|erstattung|reembolso"
        ),
        "product": (
            "product|product name|products|product s|produkt|producto|produit|item name|article|"
            "artikel|menu item|dish;item|items|ordered items|order items|cart items|cart contents|cart order|menu|lineitem name|"
            "product title|listing|sku name|plan name|item title;product id|sku"
        ),
        "category": (
            "product category|category|categoria|kategorie|categorie|warengruppe;department|product type|category name"
        ),
        "channel": (
            "sales channel|channel|order channel|kanal|canal|vertriebskanal;source name|order source|store|platform|plattform|"
            "marketplace|marktplatz"
        ),
        "acquisition_source": (
            "acquisition source|acquisition channel|utm source|marketing channel|lead source|"
            "original source|traffic source|referral source|attribution;source|referrer|referring site"
        ),
        "referred_by": ("referred by|referrer id|referrer|referred by customer id|geworben von|invited by"),
        "coupon": (
            "coupon|coupon code|coupons|coupon s|discount code|discount code applied|coupon applied|coupon used|discount code used|"
            "promo code|promotion code|voucher|"
            "voucher code|discount coupon|gutschein|gutscheincode|cupon"
        ),
    },
    "subscriptions": {
        "subscription_id": (
            "subscription id|contract id|abo id|abonnement id|vertragsnummer|id suscripcion|"
            "membership id|membership number|service id|policy id|policy number|policy no;subscription|subscription name|"
            "contract number|contract no;id"
        ),
        "customer_id": "account reference|" + _CUSTOMER + _BY_PHONE,
        "started_at": (
            "start date|started at|subscription start|started|start|contract start|service start date|"
            "begin date|activation date|activated at|vertragsbeginn|startdatum|fecha de inicio|"
            "date de debut|data de inicio|valid from|joined|join date|member since|subscription date|date subscribed|subscribed at|"
            "subscribed on|subscribed since|active since|patron since|patronage since|contract date;start date utc|start utc|"
            "created utc|"
            "effective date|inception date|created at|"
            "created|signup date"
        ),
        "ended_at": (
            "end date|ended at|subscription end|ended|contract end|service end date|vertragsende|"
            "enddatum|fecha de fin|date de fin|left|left on|leaving date|terminated at|expired at|ended at utc;canceled at|"
            "cancelled at|cancellation date|cancel date|churn date|churned at|canceled at utc|"
            "kundigungsdatum|valid to|valid until|paid until|active until|access expiration|expiration date|expiration|expiry|"
            "expiry date|expires at|expires on"
        ),
        "plan": (
            "plan|plan name|plan tier|subscription plan|pricing plan|tarif|product|package|"
            "subscription type|membership type|membership|rate plan|rate plan name|plan type|subscription tier|subscription level|"
            "membership level|membership tier|membership category;"
            "tier|offer|offer name|service type|product type|product name|product title|plan id|plan code|policy type|"
            "contract type;subscription|service|service name;"
            "product id"
        ),
        "amount": (
            "mrr|mrr amount|premium|monthly premium|monthly fee|monthly amount|monthly price|monthly revenue|recurring amount|"
            "recurring price|"
            "recurring charge|price per month|cost per month|fee per month|amount per month|month price|month amount|monthly cost|"
            "monthly rate|monthly charge|monthly payment|monthly dues|pledge|pledge amount;"
            "price|amount|fee|plan amount|unit amount|betrag|preis|importe|precio|contract value|value;arr|arr amount|annual amount|"
            "annual price|annual fee|yearly fee|yearly price|price per year|cost per year|fee per year"
        ),
        "interval": (
            "interval|recurring interval|billing period|billing interval|billing frequency|billing cycle|"
            "payment frequency|payment interval|charge frequency|renewal period|subscription term|subscription period|"
            "abrechnungszeitraum|"
            "abrechnungsintervall|zahlungsintervall|zahlungsweise|periodicidad|periodicidade|periodicite|term;frequency|period"
        ),
        "status": "status|subscription status|membership status|member status|patron status|service status|state|contract status",
        "cancel_reason": (
            "cancel reason|cancellation reason|churn reason|reason code|reason left|reason for leaving|why they left|"
            "kundigungsgrund;reason|cancellation message|cancellation comment"
        ),
    },
    "customers": {
        # Beside an order this is the number that the customer gave it.
        "customer_id": "customer reference|account reference|" + _CUSTOMER + ";id|record id|external id",
        "person_id": (
            "customer unique id|person id|unique customer id|household id|external person id|"
            "master customer id|unified customer id"
        ),
        "joined_at": (
            "joined at|joining date|signup date|sign up date|signed up at|account creation date|registration date|"
            "registered at|registered on|customer since|customer date|member since|join date|joined|date joined|"
            "signup at|registrierungsdatum|kunde seit|fecha de alta|fecha de registro|"
            "date d inscription|enrollment date|registration|first order date|acquisition date|onboarding date|optin time|opt in time|"
            "registration time|registration init time|add time|subscribed at|profile created on|added at|added on|added time|"
            "date added|"
            "date add|subscription date|date subscribed|subscribed on;"
            "created at|created|created date|create date|createdate|date created|account created|"
            "creation date|start date"
        ),
        "left_at": (
            "left at|churn date|churned at|cancellation date|canceled at|cancelled at|date left|"
            "kundigungsdatum|fecha de baja|left on|leaving date|deactivated at|closed at|account closed date|end date;"
            "deleted at|deleted on|date deleted|deletion date"
        ),
        "status": (
            "account status|customer status|status|state of account|lifecycle stage|lifecycle status|"
            "kundenstatus|estado|statut;churned|churn|churn flag|is churned|has churned|exited|"
            "attrition flag;active|is active"
        ),
        "segment": (
            "customer segment|segment|membership category|customer type|customer tier|account segment|customer group|"
            "kundensegment|kundengruppe|segmento|account tier|loyalty tier|loyalty card|loyalty level|membership level|"
            "customer level;tier|tiers|"
            "account type|card category|card type|tariff|"
            "industry segment"
        ),
        "acquisition_source": (
            "acquisition source|acquisition channel|utm source|marketing channel|lead source|"
            "original source|referral source|traffic source|signup source|how did you hear about us|how did you find us|"
            "how they found us|how they heard about us;"
            "source|channel"
        ),
        "referred_by": ("referred by|referrer id|referrer|referred by customer id|geworben von|invited by"),
        "email": "email|email address|customer email|e mail|e mail address|mail|correo|user email|work email|email work",
    },
    "usage": {
        "customer_id": _CUSTOMER,
        "occurred_at": (
            "occurred at|used at|event time|event timestamp|event date|event at|usage date|usage month|"
            "activity date|session date|session start|event created at|checkin time|check in time|login time|login timestamp|"
            "login date|visited at|"
            "clicked at|viewed at;"
            "timestamp|ts|event ts|date|time|datetime|"
            "day|month|created at|datum|fecha"
        ),
        "event": (
            "event|event name|event type|event type name|action|activity|feature|feature name|event action;"
            "activity type|action name|page|screen|usage type"
        ),
        "quantity": (
            "quantity|usage count|event count|count|times used|number of uses|number of events|anzahl|cantidad|watch minutes|"
            "minutes watched|watch time|"
            "watch duration|listening time|minutes listened|play time|time spent|minutes spent|hours spent|minutes used|hours used|"
            "hours watched|data used|data used gb|data used mb|texts sent|messages sent|"
            "usage minutes|usage hours|screen time|session duration|session length|session minutes;value|hits;duration|minutes|hours"
        ),
    },
    "measures": {
        "measure": (
            "measure|metric|kpi|indicator name|measure name|metric name|kpi name|indicator|kennzahl|indicador|indicateur"
        ),
        "period": (
            "period|month|week|quarter|ym|yyyymm|year month|quartal|trimestre|kwartaal|date|day|monat|woche|mes|mois|zeitraum|periode|"
            "as of"
        ),
        "value": "value|metric value|kpi value|amount|wert|valor|valeur|result|actual",
        "touchpoint": (
            "touchpoint|channel|touch point|kanal|page|canal|canale|channel group|default channel group|session default channel group|"
            "source medium|session source medium|traffic source;source|store|branch|shop|filiale|tienda|magasin|campaign"
        ),
        "perspective": "perspective|perspektive|perspectiva",
    },
    "surveys": {
        "response_id": (
            "response id|responseid|respondent id|feedback id|submission id|answer id|review id|"
            "response number|response|antwort id|id respuesta|survey response id|survey id|"
            "interview id|churn event id;request id|record id|#;id|number|nummer"
        ),
        "customer_id": _CUSTOMER + _BY_PHONE,
        "answered_at": (
            "answered at|reviewed at|reviewed on|response date|responded at|survey date|survey completed at|recorded date|"
            "submitted at|submit date|submission date|date submitted|response received at|completed at|"
            "completion date|completion time|response time|feedback date|survey taken at|antwortdatum|"
            "ausgefullt am|befragungsdatum|fecha de respuesta|date de reponse|review answer timestamp|"
            "submit date utc|responded on|response timestamp|review date|commented at|comment date|"
            "comment time|received at|date received;end date|created at|created|"
            "created date|creation date|zeitstempel|marca temporal|horodateur|carimbo de data hora|"
            "timestamp|informazioni cronologiche|churn date;date|datum|fecha|data|datetime|time|start date|at|when"
        ),
        "question": "question|question text|question name|frage|pregunta|question label",
        "metric": "metric|survey type|question type|survey metric|type of survey;survey template|survey name|survey",
        "touchpoint": (
            "touchpoint|touch point|journey stage|journey phase|journey step|stage|phase|kontaktpunkt|"
            "punto de contacto|interaction type"
        ),
        "channel": ("channel|distribution channel|survey channel|collection channel|kanal|canal;source|method"),
        "language": "language|user language|survey language|start language|locale|lang|sprache|idioma|langue|taal|langue de depart",
        "invited": "invited|was invited|invitation sent|is invited",
    },
}

# Words for the thing itself, which a name may carry in front without meaning anything else.
THINGS: dict[str, tuple[str, ...]] = {
    "tickets": (
        "ticket",
        "case",
        "issue",
        "conversation",
        "chat",
        "request",
        "incident",
        "support",
        "complaint",
        "claim",
        "call",
    ),
    "sales": (
        "order",
        "purchase",
        "transaction",
        "invoice",
        "payment",
        "sale",
        "sales",
        "bill",
        "deal",
        "booking",
        "reservation",
        "donation",
    ),
    "subscriptions": ("subscription", "service", "contract", "membership", "abo", "policy"),
    "customers": ("customer", "account", "user", "client", "contact", "member", "company"),
    "usage": ("event", "usage", "activity", "session", "login"),
    "measures": ("kpi", "metric", "measure"),
    "surveys": ("survey", "response", "review", "feedback", "answer", "interview", "rating", "nps", "csat", "ces"),
}
