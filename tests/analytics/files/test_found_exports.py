"""Exports as people publish them: headers of many trades and languages, each with the kind and fields it should give.

The headers are of the sort that was found in public; the rows are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.files.recognise import recognise
from analytics.files.table import Layout, SourceTable

# Name, kind and fields (field=column) on the first line, then the table; why it is here stands above each.
EXPORTS = [
    # A policy is a contract, and what is insured is its plan.
    """policies.csv | subscriptions | subscription_id=policy_id, plan=product_type, ended_at=end_date
    policy_id,client_id,product_type,start_date,end_date
    P1,C7,Home,2025-01-01,2025-12-31
    P2,C9,Car,2025-02-01,2026-01-31""",
    # A sale by its date, channel and total, although its number is called a contract's.
    """contratos.csv | sales | ordered_at=data_venda, channel=canal_venda, amount=valor_total
    id_contrato,id_cliente,data_venda,canal_venda,valor_total
    C1,K7,04/05/2025,Site,10.50
    C2,K9,14/05/2025,Loja,20.00""",
    # Whoever books is the customer, and a reservation is an order.
    """export.csv | sales | order_id=Reservation ID, customer_id=Booker email, status=Reservation state
    Created,Reservation ID,Booker email,Room name,Price,Reservation state
    27/09/2025 21:56,R1,a@x.example,Suite,99.00,ok
    28/09/2025 20:10,R2,b@x.example,Single,59.00,ok""",
    # Calls to a service desk are tickets, and the speed of the answer is the first response.
    """calls.csv | tickets | ticket_id=Call Id, first_response_minutes=Speed of answer in seconds, satisfaction=Rating
    Call Id,Agent,Date,Topic,Resolved,Speed of answer in seconds,Rating
    ID1,Jo,2025-01-01,Streaming,Y,34,4
    ID2,Al,2025-01-02,Payment,N,75,2""",
    # A complaint has an order beside it and is no order.
    """complaints.csv | tickets | ticket_id=complaint_id, body=complaint_text
    complaint_id,date,customer_id,order_id,complaint_text
    R1,2025-01-01,K7,O1,The table came broken and late
    R2,2025-01-03,K9,O2,The sofa smells of glue and paint""",
    # What is opened and closed and has a status and a category is a ticket, whatever its key is called.
    """requests.csv | tickets | ticket_id=unique_key, created_at=created_date, resolved_at=closed_date
    unique_key,created_date,closed_date,status,category,source
    601,2025-01-01 10:00,2025-01-03 11:00,Closed,Sewer,Web
    602,2025-01-02 10:00,2025-01-03 12:00,Open,Trees,Phone""",
    # The moment of a review is the moment of the answer.
    """avaliacoes.csv | surveys | answered_at=Data da Avaliação
    ID,Cantina,Nota,Comentários,Data da Avaliação
    1,Norte,4,Muito bom o almoço de hoje,2025-09-25
    2,Sul,2,Fila longa demais e comida fria,2025-09-26""",
    # It may be called nothing but "at".
    """ulasan.csv | surveys | answered_at=at
    at,userName,score,content
    2025-11-22 03:25:50,Ani,5,good taste and very good service
    2025-11-21 17:58:03,Budi,1,the app does not let me pay anything""",
    # Of an event what names it, when it was, and whose it is.
    """eventos.csv | usage | occurred_at=Hora, customer_id=Nombre completo del usuario, event=Nombre evento
    Hora,Nombre completo del usuario,Nombre evento
    18/04/25 21:12,Paula Sanz,Visto
    18/04/25 20:08,Marta Soler,Enviado""",
    # A log of logins says what was done by its own name.
    """login_log.csv | usage | occurred_at=Login Timestamp, customer_id=User ID
    Login Timestamp,User ID,Country
    2025-02-03 12:46:34,U1,NO
    2025-02-03 12:47:13,U2,SE""",
    # Members of a newsletter are customers.
    """members.csv | customers | customer_id=email, joined_at=created_at, segment=tiers
    id,email,name,created_at,tiers
    m1,a@x.example,Ann,2025-01-01,gold
    m2,b@x.example,Bob,2025-01-03,basic""",
    # So are those of a loyalty programme.
    """loyalty.csv | customers | customer_id=loyalty_number, segment=loyalty_card
    loyalty_number,city,loyalty_card,salary
    480934,Rome,Star,100
    549612,Oslo,Nova,200""",
    # A report of something wrong is a complaint in French too.
    """declarations.csv | tickets | ticket_id=ID DECLARATION, category=TYPE DECLARATION, created_at=DATE DECLARATION
    ID DECLARATION,TYPE DECLARATION,DATE DECLARATION
    D1,Éclairage,2025-01-05
    D2,Propreté,2025-01-06""",
    # An order of which no row is the whole: its number goes before that of the transaction.
    """sold.csv | sales | order_id=Order ID, customer_id=Buyer ID, amount=Total
    Sale Date,Buyer ID,Transaction ID,Order ID,Total
    2025-12-31,K7,T1,O1,42.50
    2025-12-30,K9,T2,O2,6.25""",
    # The time of a reply is no number of one.
    """reviews.csv | surveys | answered_at=reviewedAt
    author,rating,review,reviewedAt,repliedAt
    Ann,5,I like the new start page a lot,2025-01-05,2025-01-06
    Bob,1,It does not open on my old phone,2025-01-07,""",
]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.partition(" ")[0])
def test_what_people_publish_is_recognised(export: str) -> None:
    head, header, *rows = (line.strip() for line in export.splitlines())
    name, kind, fields = head.split(" | ")
    mapping = recognise(_table(name, header.split(","), [row.split(",") for row in rows]))
    wanted = dict(pair.split("=") for pair in fields.split(", "))
    assert mapping.kind == kind
    assert {field: mapping.column_of(field) for field in wanted} == wanted


def test_boxes_that_were_ticked_are_no_comments() -> None:
    ticked = ("Training, Remote help", "Remote help, Planning", "Training, Planning", "Planning, Training") * 3
    rows = [[f"2025-03-{day + 1:02} 10:00:00", str(1 + day % 5), cell] for day, cell in enumerate(ticked)]
    mapping = recognise(_table("u.csv", ["Zeitstempel", "Wie zufrieden sind Sie?", "Was finden Sie gut?"], rows))
    assert [question.comment_column for question in mapping.questions] == [""]


def _table(name: str, header: list[str], rows: list[list[str]]) -> SourceTable:
    return SourceTable(Path(name), name, Layout("csv"), tuple(header), tuple(header), tuple(map(tuple, rows)))
