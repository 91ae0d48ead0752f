"""Exports in languages whose words are put together otherwise, or written in another script."""

from __future__ import annotations

import pytest

from analytics.files.columns import plain
from analytics.files.lexicon import concepts
from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table

EXPORTS = [
    # Indonesian: an invoice number makes orders of it, however often the customers differ.
    (
        "penjualan.csv", "sales", "id_invoice,tanggal,id_customer,jumlah_barang,harga,mata_uang",
        [("IN1", "20/01/2022", "C1", "2", "1169", "IDR"), ("IN2", "21/01/2022", "C2", "5", "2337", "IDR")],
        {"order_id": "id_invoice", "ordered_at": "tanggal", "customer_id": "id_customer", "amount": "harga", "currency": "mata_uang"},
    ),
    # Vietnamese writes one word in two syllables, and the code stands in front.
    (
        "don_hang.csv", "sales", "Mã đơn hàng,Mã khách hàng,Ngày đặt,Thành tiền,Trạng thái",
        [("D1", "K1", "2026-01-05", "120000.50", "xong"), ("D2", "K2", "2026-01-06", "95000.00", "xong")],
        {"order_id": "Mã đơn hàng", "customer_id": "Mã khách hàng", "amount": "Thành tiền", "status": "Trạng thái"},
    ),
    # Greek, with its capitals and accents.
    (
        "παράπονα.csv", "tickets", "Αριθμός παραπόνου,Ημερομηνία,Κωδικός πελάτη,Κατηγορία,Κατάσταση,Περιγραφή",
        [("1", "02/08/2024", "77", "Αποστολή", "ανοιχτό", "Δεν ήρθε το δέμα"), ("2", "03/08/2024", "78", "Τιμή", "κλειστό", "Ακριβό")],
        {"ticket_id": "Αριθμός παραπόνου", "created_at": "Ημερομηνία", "customer_id": "Κωδικός πελάτη", "status": "Κατάσταση"},
    ),
    # Arabic, with the article or without.
    (
        "tickets.csv", "tickets", "رقم التذكرة,تاريخ الإنشاء,رقم العميل,الحالة,الأولوية,الوصف",
        [("1", "2024-08-02", "77", "مفتوح", "عالية", "لم يصل الطلب"), ("2", "2024-08-03", "78", "مغلق", "عادية", "الفاتورة خطأ")],
        {"ticket_id": "رقم التذكرة", "created_at": "تاريخ الإنشاء", "customer_id": "رقم العميل", "priority": "الأولوية"},
    ),
    # Portuguese says when with a word of its own, and a severity is a priority.
    (
        "ocorrencias.csv", "tickets", "ocorrencia_id,aberto_em,resolvido_em,gravidade,descricao",
        [("O1", "2025-03-01 20:01", "2025-03-02 02:24", "Alto", "Falha no filme"), ("O2", "2025-03-03 10:48", "", "Baixo", "Corte")],
        {"ticket_id": "ocorrencia_id", "created_at": "aberto_em", "resolved_at": "resolvido_em", "priority": "gravidade"},
    ),
    # Requests in Italian that cost something are orders.
    (
        "richieste.csv", "sales", "id_richiesta,id_cliente,data_e_ora,importo,stato",
        [("R1", "C1", "2026-07-18 07:42", "64.65", "completata"), ("R2", "C2", "2026-07-19 08:00", "12.10", "annullata")],
        {"customer_id": "id_cliente", "ordered_at": "data_e_ora", "amount": "importo", "status": "stato"},
    ),
    # Korean writes a name without gaps, and the unit behind the time: consultations with the seconds that people waited.
    (
        "export.csv", "tickets", "상담ID,인입일시,태그,채널유형,상태,고객ID,담당자ID,대기시간초,응답횟수",
        [("6a", "2026-09-01 07:24:13", "환불", "phone", "closed", "u-1", "7", "790", "8"),
         ("6b", "2026-09-01 15:04:57", "배송", "native", "opened", "u-2", "7", "65", "3")],
        {"ticket_id": "상담ID", "created_at": "인입일시", "customer_id": "고객ID", "tags": "태그", "channel": "채널유형",
         "first_response_minutes": "대기시간초", "replies": "응답횟수"},
    ),
    (
        "주문.csv", "sales", "주문번호,주문일시,회원번호,상품명,결제금액,주문상태",
        [("O1", "2026-09-01 07:24", "M1", "커피", "12000", "완료"), ("O2", "2026-09-02 09:10", "M2", "차", "9000", "취소")],
        {"order_id": "주문번호", "ordered_at": "주문일시", "product": "상품명", "status": "주문상태"},
    ),
    # Russian: the text and the day of an appeal tell what it is, and the sign of a number is one. Who is known by nothing else
    # is known by the telephone.
    (
        "export.csv", "tickets", "№,Номер телефона,Текст обращения,Категория,Тег,Дата обращения,Статус",
        [("512", "+77014924068", "Яма на дороге возле школы", "Дороги", "яма", "2025-03-04 01:23:42", "Выполнено"),
         ("513", "+77012176873", "Автобус не приезжает", "Транспорт", "автобус", "2025-03-05 01:23:42", "Новое")],
        {"ticket_id": "№", "customer_id": "Номер телефона", "body": "Текст обращения", "created_at": "Дата обращения", "tags": "Тег"},
    ),
    # Abbreviations in front say what is stored, as keepers of databases do.
    (
        "reclamos.csv", "tickets", "id_cliente,tx_zona,tx_reclamo,fc_reclamo",
        [(f"C{n}", "A", ("Facturación", "Falta servicio")[n % 2], f"{n + 1:02}/01/2026") for n in range(24)],
        {"customer_id": "id_cliente", "created_at": "fc_reclamo", "category": "tx_reclamo"},
    ),
    # Polish joins the words, and raw is how the values are written.
    (
        "sprzedaz.csv", "sales", "IDTransakcji,DataSprzedazy,Kwota,Ilosc,ProduktSurowy,KlientSurowy",
        [("T1", "2026-09-21", "141.84", "2", "P8 | Kurs", "Klient 0163 ; VIP"),
         ("T2", "2026-09-25", "62.09", "4", "P9 | Kurs", "Klient 0039 ; B2B")],
        {"product": "ProduktSurowy", "customer_id": "KlientSurowy"},
    ),
    # French: a subscription's day is its start, and the service its plan.
    (
        "abonnements.csv", "subscriptions", "abonnement_id,client_id,service,statut,date_abonnement",
        [("1", "15", "Premium", "actif", "2025-01-08 13:13:56"), ("2", "16", "VIP", "inactif", "2025-01-16 13:13:56")],
        {"plan": "service", "started_at": "date_abonnement"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "header", "rows", "wanted"), EXPORTS, ids=[export[0] for export in EXPORTS])
def test_exports_are_recognised_in_their_language(name, kind, header, rows, wanted):
    mapping = recognise(table(header, *rows, name=name))
    assert mapping.kind == kind
    assert columns_by_field(mapping).items() >= wanted.items()


def test_ratings_in_french_are_called_notes_and_texts_are_none():
    rows = [(f"R{n}", f"2026-01-0{n + 1}", str(5 + n), f"Note number {n} about the visit") for n in range(5)]
    mapping = recognise(table("reponse_id,date_reponse,note_globale,note_text", *rows, name="enquete.csv"), "surveys")
    assert [question.score_column for question in mapping.questions if question.score_column] == ["note_globale"]


SCORES = ("4", "5", "1", "3")
SAID = ("Всё хорошо, спасибо", "Очень быстро", "Ужасное качество упаковки", "Могло быть и лучше")


@pytest.mark.parametrize(
    ("asked", "metric"),
    [
        ("Оценка", "rating"),
        ("Насколько вы довольны?", "csat"),
        ("Πόσο ικανοποιημένος είστε;", "csat"),
        ("만족도", "csat"),
        ("Mức độ hài lòng", "csat"),
        ("Tingkat kepuasan", "csat"),
        ("คะแนนความพึงพอใจ", "csat"),
        ("ما مدى رضاك؟", "csat"),
    ],
)
def test_what_was_asked_is_known_in_every_script(asked, metric):
    rows = [(f"2026-01-0{n + 1}", score, said) for n, (score, said) in enumerate(zip(SCORES, SAID, strict=True))]
    mapping = recognise(table(("Date", asked, "Комментарий"), *rows, name="ankieta.csv"), "surveys")
    assert [(question.metric, question.comment_column) for question in mapping.questions] == [(metric, "Комментарий")]


def test_how_many_there_were_is_no_number_of_one():
    rows = [("Chat", "41", "87"), ("Mail", "77", "91"), ("Phone", "12", "64")]
    assert recognise(table("Channel,Responses,CSAT %", *rows)).kind == "other"
    months = [(f"S{n}", "2024-05-01", f"{40 + n}", f"{n}50.20") for n in range(4)]
    assert recognise(table("Store,Month,Orders,Revenue", *months), complete=False).column_of("order_id") is None


def test_a_file_called_a_survey_is_one_without_a_day(tmp_path):
    # Scores and comments in a table that is called NPS: the day of the file is told, to be put right.
    path = tmp_path / "nps_waves.csv"
    path.write_text("")
    rows = [(f"P{n}", "W2", str(n), "Waited very long today") for n in range(4)]
    mapping = recognise(table("respondent,wave,nps,verbatim", *rows, name="nps_waves.csv", path=path))
    assert mapping.kind == "surveys"
    assert mapping.doubts


def test_complaints_kept_by_hand_have_no_number():
    rows = [(f"2026-01-0{n + 1}", f"C{n}", f"The parcel came {n} days late", "Jo") for n in range(4)]
    mapping = recognise(table("Date,Customer,Complaint,Handled by", *rows, name="branch_complaints_log.csv"))
    assert (mapping.kind, mapping.column_of("body")) == ("tickets", "Complaint")


def test_a_log_of_calls_has_a_row_for_each_and_a_log_of_what_happened_to_them_has_several():
    header = "CALL ID,TIMESTAMP,CALL TYPE,ANI"
    calls = [(f"{n}", "2026-09-03 00:29", "Inbound", f"281{n}") for n in range(4)]
    assert recognise(table(header, *calls, name="call_log.csv")).kind == "tickets"
    happened = [(f"{n // 3}", "2026-09-03 00:29", "Inbound", f"281{n // 3}") for n in range(9)]
    assert recognise(table(header, *happened, name="call_log.csv")).kind != "tickets"


def test_what_people_spent_in_all_is_no_order():
    header = "id,email,first_name,dob,gender,total_revenue,created_at"
    people = [(f"{n}", f"a{n}@x.example", "Ann", "1990-01-05", "F", f"{n}2.40", "2026-01-05") for n in range(4)]
    assert recognise(table(header, *people)).kind == "customers"


@pytest.mark.parametrize(
    "name", ["Ngày tạo", "تاريخ الإنشاء", "Ημερομηνία δημιουργίας", "tanggal dibuat", "วันที่สร้าง", "дата создания"]
)
def test_the_day_of_creation_is_known_in_every_script(name):
    assert {"created", "date"} <= concepts(plain(name))
