"""Exports as they leave the tools people use: what each is taken for, above all where a wrong guess would look right."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.files.reading import examine
from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field

# == what is to be seen | kind | field=column; ... (-: no column), and the export.
EXPORTS = """
== the caller of ServiceNow, not the company | tickets | customer_id=caller_id; subject=short_description
number,opened_at,caller_id,company,short_description,state,made_sla
INC01,05/01/2026 10:00,Ann,Acme,Login,Closed,true
INC02,16/01/2026 10:00,Bob,Acme,Bill,Closed,false
== milliseconds that nothing calls so | tickets | first_response_minutes=-
id,customer.id,created_at,status,first_response.response_time
a1,c1,2026-01-05T10:00:00Z,done,5400000
a2,c2,2026-01-06T10:00:00Z,done,7200000
== hours spelt behind the clock | tickets | first_response_minutes=First Response Time; customer_id=Email (Ticket)
Ticket Id,Created Time (Ticket),Email (Ticket),Status (Ticket),First Response Time
7,05 Jan 2026 10:44 AM,a@x.example,Closed,01:25 hrs
8,06 Jan 2026 10:44 AM,b@x.example,Closed,10:05 hrs
== minutes and seconds are not hours and minutes | tickets | resolution_minutes=-
Ticket Id,Created at,Status,Resolution time (mm:ss)
7,2026-01-05 10:44,Closed,25:10
8,2026-01-06 10:44,Closed,59:05
== who wrote to osTicket | tickets | customer_id=From Email; status=Current Status
Ticket Number,Date Created,Subject,From,From Email,Priority,Current Status,Closed Date
54,2026-01-05 10:00:00,Login,Ann,a@x.example,Normal,Closed,2026-01-06 10:00:00
55,2026-01-07 10:00:00,Bill,Bob,b@x.example,Normal,Open,
== one row per message in Front | tickets | ticket_id=Conversation ID; customer_id=Contact handle; body=Extract
Message ID,Conversation ID,Direction,Message date,Author,Contact handle,Extract
m1,c1,Inbound,2026-01-05 10:00:00,,a@x.example,Where is it
m2,c1,Outbound,2026-01-05 11:00:00,Pat,a@x.example,On its way
m3,c2,Inbound,2026-01-06 10:00:00,,b@x.example,Thanks
== what was paid, with the tax; guests are numbered 0 | sales | amount=Order Total (inc tax); customer_id=Customer Email
Order ID,Customer ID,Customer Email,Order Date,Order Status,Order Total (ex tax),Order Total (inc tax)
1,0,a@x.example,05/01/2026,Completed,10.00,11.00
2,0,b@x.example,16/01/2026,Completed,20.00,22.00
== the total of Etsy, not the goods | sales | amount=Order Total; customer_id=Buyer User ID
Sale Date,Order ID,Buyer User ID,Full Name,Currency,Order Value,Order Total,Status,Buyer
01/15/26,31,b0,Ann L,USD,25.00,32.10,,Ann L (b0)
01/16/26,32,b1,Bob L,USD,25.00,33.10,,Bob L (b1)
== who paid by PayPal | sales | customer_id=From Email Address; amount=Gross
Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Quantity
15/01/2026,10:00:00,CET,Ann,Payment,Completed,EUR,20.00,-0.90,19.10,a@x.example,shop@x.example,8AB,1
16/01/2026,10:00:00,CET,Bob,Payment,Completed,EUR,30.00,-0.90,29.10,b@x.example,shop@x.example,8AC,1
== a ledger's account is no customer | sales | customer_id=EmailAddress
EmailAddress,InvoiceNumber,InvoiceDate,Total,AccountCode,Currency
a@x.example,INV-1,15/01/2026,240.00,200,GBP
b@x.example,INV-2,16/01/2026,120.00,200,GBP
== an empty column fills no required field | sales | order_id=id
id,object,invoice,customer,created,amount,currency,status
ch_1,charge,,cus_1,2026-01-05 10:00:00,10.99,usd,succeeded
ch_2,charge,,cus_2,2026-01-06 10:00:00,10.99,usd,succeeded
== Squarespace numbers its orders otherwise than Shopify | sales | order_id=Order ID; refunded=Amount Refunded
Order ID,Email,Financial Status,Currency,Total,Amount Refunded,Created at,Lineitem quantity,Lineitem name,Channel Type
01,a@x.example,PAID,USD,38.00,0.00,2026-01-05 10:00:00 -0400,1,Mug,Web
01,,,,,,,1,Plate,Web
== a list that SAP printed | sales | customer_id=Auftraggeber; order_id=Auftrag; amount=Nettowert; currency=Währg
05.02.2026          Dynamische Listenausgabe          1
------------------------------------------------------
|Auftrag|Auftraggeber|Belegdatum|Nettowert   |Währg|
------------------------------------------------------
|4500001|100020      |05.01.2026|   1.234,56 |EUR  |
|4500002|100021      |16.01.2026|      89,00-|EUR  |
------------------------------------------------------
== how somebody paid speaks for an order | sales | customer_id=Client; amount=Total; ordered_at=Date
ID;Client;Total;Paiement;État;Date
50;A. Martin;1 200,50 €;Carte bancaire;Livré;15/01/2026 10:00:00
51;B. Martin;20,50 €;Carte bancaire;Livré;16/01/2026 10:00:00
== plans that renew are no customers | subscriptions | customer_id=account_code; started_at=activated_at; amount=unit_amount
account_code,account_email,uuid,state,plan_name,unit_amount,currency,activated_at,canceled_at,current_period_ends_at
A1,a@x.example,u1,active,Gold,29.00,USD,2026-01-05 10:00:00 UTC,,2026-02-05 10:00:00 UTC
A2,b@x.example,u2,canceled,Gold,29.00,USD,2026-01-06 10:00:00 UTC,2026-03-06 10:00:00 UTC,2026-02-06 10:00:00 UTC
== a rated ticket is an answer | surveys | customer_id=Customer
Date,Score,Comment,Customer,Ticket ID,Agent
2026-01-05 10:00:00,10,,a@x.example,551,Pat
2026-01-06 10:00:00,4,Far too slow for me,b@x.example,552,Pat
== guests of a hotel | surveys | customer_id=Guest Email
Survey ID,Response Date,Likelihood to Recommend,Guest Email
77,01/15/2026,9,a@x.example
78,01/16/2026,3,b@x.example
== events of Mixpanel | usage | customer_id=properties.distinct_id; occurred_at=properties.time
event,properties.time,properties.distinct_id
Login,1767225600,u1
Export,1767229200,u2
== readers of a newsletter | customers | joined_at=OPTIN_TIME; customer_id=Email Address
Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CC,TAGS
a@x.example,Ann,2,2026-01-05 10:00:00,10.0.0.1,DE,VIP
b@x.example,Bob,2,2026-01-06 10:00:00,10.0.0.1,DE,VIP
== a campaign's percentages are no scores | other |
Title,Send Date,Successful Deliveries,Open Rate,Total Revenue
News 1,"Jan 05, 2026 10:00 am",990,40.40%,$50.00
News 2,"Jan 12, 2026 10:00 am",980,41.00%,$50.00
"""
_CASES = {
    block.splitlines()[0]: block.partition("\n")[2] for block in EXPORTS.strip().removeprefix("== ").split("\n== ")
}


@pytest.mark.parametrize("title", _CASES)
def test_real_exports_are_taken_for_what_they_are(tmp_path: Path, title: str) -> None:
    _, kind, fields = (part.strip() for part in title.split("|"))
    told = dict(pair.split("=") for pair in fields.split("; ") if pair)
    path = tmp_path / "export.csv"
    path.write_text(_CASES[title], encoding="utf-8")
    mapping = recognise(examine(path)[0])
    found = columns_by_field(mapping)
    assert (mapping.kind, {field: found.get(field, "-") for field in told}) == (kind, told)
