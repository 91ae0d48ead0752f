"""Exports as people publish them: headers of many trades and languages, each with the kind and fields it should give.

The headers are of the sort that was found in public; the rows are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace
from analytics.files.reading import examine
from analytics.files.recognise import recognise
from analytics.files.table import Layout, SourceTable
from analytics.files.undated import is_day

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
    # Most invoices name their customer and leave the e-mail address out.
    """invoices.csv | sales | order_id=InvoiceNumber, customer_id=ContactName, amount=Total
    ContactName,EmailAddress,InvoiceNumber,InvoiceDate,Total,InvoiceAmountDue
    Ridgeway Ltd,,INV-1,01/02/2026,120.00,0.00
    City Agency,a@x.example,INV-2,02/02/2026,80.00,0.00
    Boom FM,,INV-3,13/02/2026,55.00,55.00""",
    # Days as a spreadsheet counts them, in a column that is called a date.
    """sheet1.csv | sales | order_id=transaction_id, customer_id=customer_id, ordered_at=transaction_date
    transaction_id,customer_id,transaction_date,product_code,amount
    T1,C32,45214,P5,1043.87
    T2,C75,45131,P6,26.63""",
    # The number that a customer gave the order is not the customer's.
    """orders.csv | sales | order_id=ID, customer_id=Customer Email, ordered_at=Purchase Date
    ID,Purchase Date,Grand Total (Purchased),Status,Customer Email,Customer's order number
    12,2025-03-06 18:08:25,71.16,processing,a@x.example,
    13,2025-03-23 15:45:46,1042.44,processing,b@x.example,PO-696""",
    # Answers were received on a day.
    """company_nps.csv | surveys | customer_id=Company_ID, answered_at=Date_Received
    Company_ID,Date_Received,NPS_Score
    31870,27/05/2023,1
    163650,20/03/2023,9
    325079,10/05/2023,10""",
    # Platforms of reviews write words before the day.
    """avis.csv | surveys | response_id=id_avis, answered_at=date_avis
    id_avis,note_restaurant,date_avis,contenu_avis
    1,4.0,Rédigé le 6 décembre 2024,Une petite cantine agréable et un service rapide
    2,5.0,Rédigé le 3 octobre 2024,Magnifique découverte où nous reviendrons vite""",
    # An id without a name is a customer's where the table tells since when they are one.
    """campaign.csv | customers | customer_id=ID, joined_at=Dt_Customer
    ID,Education,Income,Dt_Customer,MntWines
    6862,Graduation,1730,18-05-2014,1
    5376,Master,2447,06-01-2013,17""",
    # A help desk's tickets stay tickets where somebody added what was paid.
    """cases.csv | tickets | ticket_id=ID, created_at=Created Time, resolved_at=Ticket Closed Time, satisfaction=Happiness Rating
    ID,Contact ID,Subject,Status,Created Time,Ticket Closed Time,Channel,Happiness Rating,Amount Paid,Currency
    328,810001,Very slow,Closed,2025-09-25 11:37:59,2025-10-01 04:37:59,Chat,Bad,,
    329,810032,No invoice,Closed,2025-10-07 18:55:54,2025-10-08 03:55:54,Email,Okay,12.00,EUR""",
    # What was done has no other name than "name".
    """events.csv | usage | customer_id=distinct_id, occurred_at=time, event=name
    event_id,name,time,distinct_id,insert_id
    94060,plays,2020-08-01 10:16:46,9e30,pnre
    17440,playthrough,2020-08-01 11:35:44,622b,vrqp""",
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
    # Who wrote a ticket's rows and when is not asked for where each row says in what state it then was.
    """ticket_events.csv | tickets | ticket_id=ticket_id, created_at=occurred_at, status=state
    event_id,ticket_id,occurred_at,event_type,state
    E1,T1,2026-07-01T13:00:00Z,Opened,New
    E2,T1,2026-07-01T13:12:00Z,Fixed,Closed
    E3,T2,2026-07-02T09:00:00Z,Opened,New
    E4,T2,2026-07-02T11:00:00Z,Fixed,Closed""",
    # Work is ordered as help is asked for.
    """work_orders.csv | tickets | ticket_id=work_order_id, category=work_order_category, resolution_minutes=days_to_close
    work_order_id,tenant_id,opened_date,closed_date,work_order_category,status,days_to_close
    W1,T5,2025-01-21,2025-02-04,Heating,Closed,14
    W2,T9,2025-02-02,2025-02-09,Lift,Closed,7""",
    # A complaint by name makes a ticket of what has a number, a day and a state.
    """servis.json | tickets | ticket_id=id, body=complaint
    id,customer,status,dateReceived,complaint
    T1,Beyaz AS,Servise Gönderildi,2026-02-01,Klavye bozuk ve tuslari basmiyor
    T2,Mavi Ltd,Teslim Edildi,2026-02-03,Ekran acilmiyor ve ses geliyor""",
    # Opportunities that were won are sales of what they closed at.
    """pipeline.csv | sales | order_id=opportunity_id, customer_id=account, amount=close_value, ordered_at=close_date
    opportunity_id,account,product,deal_stage,engage_date,close_date,close_value
    O1,Cancity,Grease,Won,2016-10-20,2017-03-01,1054
    O2,Isdom,Drill,Won,2016-10-25,2017-03-11,4514""",
    # Whose bill it is bought something.
    """chumon.csv | sales | order_id=注文ID, customer_id=メールアドレス(請求先), amount=合計金額, ordered_at=注文日時
    注文ID,注文日時,メールアドレス(請求先),商品名,合計金額,支払い方法
    A1,2024-11-02 08:14:09,a@x.example,蜂蜜,1980,カード
    A2,2024-11-03 14:47:24,b@x.example,鞄,14400,代引""",
    # The signs of money in a name say nothing more.
    """jiaoyi.csv | sales | customer_id=交易对方, amount=金额（元）, ordered_at=交易创建时间, status=交易状态
    交易号,交易创建时间,交易对方,商品名称,金额（元）,交易状态
    201,2024-04-02 08:14:09,张三,蜂蜜,19.80,交易成功
    202,2024-04-03 14:47:24,李四,布包,144.00,交易成功""",
    # Months without anything between year and month, and as many new ids as there are.
    """kpi.csv | measures | period=ym
    ym,orders,new_line_id
    202404,551,144
    202405,492,179
    202406,530,184""",
    # A list of a newsletter, by the columns that only Mailchimp has.
    """subscribed.csv | customers | customer_id=Email Address, joined_at=OPTIN_TIME
    Email Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID
    a@x.example,5,2017-10-11 18:13:28,2017-10-11 22:48:28,459,231f
    b@x.example,2,2018-04-27 02:39:36,2018-04-27 04:28:36,460,4dba""",
    # The time of an instrument carries the instrument's name.
    """befraging.csv | surveys | response_id=record_id, customer_id=redcap_survey_identifier, answered_at=tevreden_timestamp
    record_id,redcap_survey_identifier,tevreden_timestamp,aanbeveling_nps,tevreden_complete
    1,P1,2025-03-03 09:02:44,9,2
    2,P2,2025-03-03 14:32:32,3,2""",
    # Redmine's columns are called in the language of the person who exports them.
    """zgloszenia.csv | tickets | ticket_id=#, customer_id=Autor, created_at=Stworzone, priority=Priorytet, subject=Temat
    #,Status,Typ zagadnienia,Priorytet,Temat,Autor,Stworzone
    4127,Zamknięty,Zadanie,Pilny,Nie działa drukarka,Ann,2024-04-02 08:14
    4130,Nowy,Wsparcie,Normalny,Wolny raport,Bob,2024-04-02 14:42""",
    # So are ServiceNow's; what is called number there is an incident's.
    """incidentes.csv | tickets | ticket_id=Número, customer_id=Aberto(a) por, created_at=Aberto(a), subject=Descrição resumida
    Número,Prioridade,Aberto(a) por,Aberto(a),Descrição resumida
    INC1,3 - Moderada,Ana Reis,29/07/2025 11:42:05,Erro ao emitir um pedido
    INC2,1 - Alta,Rui Melo,29/07/2025 11:41:20,Sem acesso ao sistema""",
    # What stands before every name of a column says nothing about any of them.
    """people.csv | customers | customer_id=Person - Email, joined_at=Person - Add time
    Person - ID,Person - Email,Person - Label,Person - Add time
    7,a@x.example,Hot lead,2025-01-05 10:00:00
    8,b@x.example,Cold lead,2025-01-06 11:00:00""",
    # Of people who share an e-mail address the number is the key: it is their own, and no person's beside a customer.
    """pipedrive_people.csv | customers | customer_id=Person - ID, email=Person - Email - Work
    Person - ID,Person - Name,Person - Email - Work,Person - Labels,Person - Phone,Organization - Address
    7,Ann Lee,hi@x.example,Hot lead,+1 983-555-0157,Dock St
    8,Bob Ray,hi@x.example,Cold lead,+1 983-555-0158,""",
    # A table called customers whose key is called customer needs nothing else that we know.
    """avm_musterileri.csv | customers | customer_id=MusteriID
    MusteriID,Cinsiyet,Yas,Harcama Skoru
    1,Erkek,19,39
    2,Kadın,21,81""",
    # Contracts are no customers, even where each customer has but one and the contract has no number.
    """contratos.csv | subscriptions | customer_id=client_id, started_at=start_date, ended_at=end_date
    client_id,start_date,end_date,type
    1,2022-03-15,2024-03-15,mantenimiento
    2,2023-01-10,2025-01-10,garantia""",
]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.partition(" ")[0])
def test_what_people_publish_is_recognised(export: str) -> None:
    head, header, *rows = (line.strip() for line in export.splitlines())
    name, kind, fields = head.split(" | ")
    mapping = recognise(_table(name, header.split(","), [row.split(",") for row in rows]))
    wanted = dict(pair.split("=") for pair in fields.split(", "))
    assert mapping.kind == kind
    assert {field: mapping.column_of(field) for field in wanted} == wanted


def test_a_survey_in_japanese_is_told_by_its_questions() -> None:
    header = [
        "ID",
        "完了時刻",
        "全体の満足度を教えてください",
        "同僚に勧める可能性はどのくらいありますか",
        "手続きは簡単でしたか",
        "改善してほしい点をお書きください",
    ]
    said = ("満足", "やや不満", "非常に満足", "不満")
    rows = [
        [
            str(n),
            f"2025/6/{n + 1} 16:34:21",
            said[n % 4],
            str(n),
            ("簡単", "やや面倒だった")[n % 2],
            f"{n} 時間を もう少し短くしてほしい",
        ]
        for n in range(11)
    ]
    mapping = recognise(_table("form.csv", header, rows))
    assert (mapping.kind, mapping.column_of("answered_at")) == ("surveys", "完了時刻")
    assert [question.metric for question in mapping.questions] == ["csat", "nps", "ces", "open"]


def test_answers_in_french_for_men_and_women_are_read(tmp_path: Path) -> None:
    said = ("Plutôt insatisfait(e)", "Ni satisfait(e) ni insatisfait(e)", "Très satisfait(e)", "Sans opinion")
    path = tmp_path / "limesurvey.csv"
    rows = "".join(f'"{n}";"2024-09-16 08:21:{n:02}";"3";"fr";"{said[n % 4]}"\n' for n in range(12))
    asked = "ID de la réponse;Date de soumission;Dernière page;Langue de départ;Êtes-vous satisfait(e) du service ?\n"
    path.write_text(asked + rows, encoding="utf-8")
    workspace = Workspace()
    receipt = workspace.load(path)
    assert (receipt.vendor, receipt.loaded, receipt.rejected) == (
        "LimeSurvey",
        9,
        3,
    )  # who has no opinion answers nothing
    scores = "SELECT score, count(*) AS answers FROM surveys GROUP BY score ORDER BY score"
    assert workspace.ask(scores).table.values.tolist() == [[2.0, 3], [3.0, 3], [5.0, 3]]


def test_reviews_without_a_day_are_dated_by_their_file_unless_a_column_holds_times(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = [["5", "It is a very good shop"], ["1", "They never answer the phone"], ["3", "It is so and so"]]
    path.write_text("".join(f"{score},{said}\n" for score, said in [("Rating", "Comment"), *rows]))
    (table,) = examine(path)
    assert is_day(recognise(table).use_of("answered_at").constant)
    dated = [[*row, f"2025-01-0{n + 1} 10:00"] for n, row in enumerate(rows)]
    path.write_text("".join(",".join(row) + "\n" for row in [["Rating", "Comment", "Zzz"], *dated]))
    assert recognise(examine(path)[0]).kind == "other"


def test_one_customer_in_all_rows_is_the_company_itself() -> None:
    rows = [[f"c{n}", "2", f"116232058{n:02}", f"2019-04-22 13:57:{n:02}", str(40 + n), "answered"] for n in range(30)]
    mapping = recognise(
        _table("calls.csv", ["ID", "CustomerID", "ANI", "Call time", "Wait time in seconds", "Status"], rows)
    )
    assert mapping.column_of("customer_id") == "ANI"


def test_boxes_that_were_ticked_are_no_comments() -> None:
    ticked = ("Training, Remote help", "Remote help, Planning", "Training, Planning", "Planning, Training") * 3
    rows = [[f"2025-03-{day + 1:02} 10:00:00", str(1 + day % 5), cell] for day, cell in enumerate(ticked)]
    mapping = recognise(_table("u.csv", ["Zeitstempel", "Wie zufrieden sind Sie?", "Was finden Sie gut?"], rows))
    assert [question.comment_column for question in mapping.questions] == [""]


def _table(name: str, header: list[str], rows: list[list[str]]) -> SourceTable:
    return SourceTable(Path(name), name, Layout("csv"), tuple(header), tuple(header), tuple(map(tuple, rows)))
