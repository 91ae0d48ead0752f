"""Column names of many languages as sets of concepts, so that word order, grammar and language do not matter.

``date created``, ``created_at``, ``Erstellungsdatum`` and ``fecha de creación`` are all about creation and
a date. Every word of a name counts, save those that only join others: ``updated by`` is not ``updated``.
"""

# ruff: noqa: E501 (one concept per line reads as a table)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# concept: the words for it, as ``analytics.files.columns.plain`` leaves them. A word stands once. Where the plural says how
# many there were ("users", "transactions amount") it is left out.
_CONCEPTS = """
customer: cust client clients customers kunde kunden kd kdnr cliente clientes klant klanten buyer acheteur comprador kund kunds klient klienta klienci zakaznik 顧客 お客様 購入者 注文者 客户 顾客 买家 交易对方 musteri musteriler musterileri pelanggan asiakas zakaznika vevo ugyfel клиент клиента покупатель покупателя заказчик заказчика kaufer kaufers besteller bestellers booker payer payeur pagador pagante zahler betaler donor contributor patient passenger guest attendee participant student learner policyholder insured tenant borrower kontrahent kontrahenta nabywca paciente pasajero passager invitado gast invitee nasabah konsumen abonne abonnes adquirente πελατης πελατη πελατων العميل عميل الزبون الزبائن ลูกค้า לקוח клієнт клієнта покупець замовник клиентът 고객 구매자 주문자 의뢰인
customer id: kundennr klantnr kundnr
id: ids number numbers no nr num nummer numero numeros n # identifier identificativo kennung codigo codice code uuid guid numer cod 番号 コード 编号 号 号码 cislo szam numar номер ид κωδικος αριθμος αρ رقم معرف كود รหัส เลขที่ หมายเลข מספר מזהה ідентифікатор 번호 코드 아이디 식별자 cd nu
requester: demandeur aanmelder melder anmelder antragsteller solicitante requerente richiedente
sender: absender remitente expediteur mittente afzender remetente avsandare afsender nadawca
user: usuario utilisateur benutzer nutzer gebruiker utente anvandare bruger bruker uzytkownik uzytkownika kayttaja kullanici uzivatel felhasznalo utilizator пользователь пользователя ユーザー 用户 사용자 이용자 유저
debtor: debiteur debitor debitoren
account: acct
document: doc documento dokument piece pieza
reference: ref referenz referencia riferimento referens
key: clave cle schlussel sleutel
name: nombre nom nome naam namn navn nazwa imie 名 名前 氏名 名称 bezeichnung benennung nimi jmeno nev nume имя fullname nama ονομα ονοματεπωνυμο الاسم اسم ชื่อ שם имени назва імя 이름 성명 명 фио nm
full: completo completa complet vollstandiger
email: mail courriel correo emailadresse mailadresse epost メール メールアドレス Eメール 邮箱 电子邮件 sahkoposti почта ηλεκτρονικη อีเมล البريد อีเมล์ אימייל пошта 이메일 메일
address: adresse direccion endereco indirizzo adres adress adresa 住所 地址 alamat 주소
electronic: electronico electronica eletronico electronique
ticket: tickets case cases vorgang vorgangs incidencia chamado melding meldings anfrage demande solicitud arende arenden sag sager sak saker henvendelse zgłoszenie zgłoszenia 問い合わせ お問い合わせ 問合せ チケット 工单 talep richiesta richieste solicitacao solicitacoes zadost pozadavek pyynto keskustelu αιτημα αιτηματος تذكرة التذكرة ตั๋ว คำร้อง פנייה קריאה звернення 상담 문의 티켓 요청
incident: incidente incidents ocorrencia ocorrencias ocurrencia
complaint: declaration signalement segnalazione meldung reclamo reclamacion queja beschwerde reclamation reclamations plainte klacht reklamation reklamations reclamacao reklamacja reklamacji sikayet valitus klagomal keluhan pengaduan aduan παραπονο παραπονου παραπονα الشكوى شكوى ข้อร้องเรียน תלונה скарга скарги жалоба жалобы жалобе обращение обращения 민원 불만 신고 обращений
order: orders pedido pedidos bestellung bestell bestel bestelling auftrag auftrags commande ordine ordini orderns bestallning bestallningar ordre bestilling zamowienie zamowienia 注文 受注 订单 siparis tilaus objednavka objednavky rendeles comanda comenzii заказ заказа pesanan παραγγελια παραγγελιας الطلب الطلبية طلب คำสั่งซื้อ הזמנה замовлення поръчка 주문 오더 sifaris sifarisler
invoice: invoices rechnung rechnungs factura facture fattura fatura factuur faktura fakturan faktury 請求書 请求书 发票 lasku szamla τιμολογιο τιμολογιου الفاتورة فاتورة ใบแจ้งหนี้ חשבונית рахунок фактура 청구서 송장 세금계산서
purchase: purchased kauf compra achat acquisto aankoop kjøp kjop køb zakup zakupu 購入 购买 pembelian 구매 구입
sale: sales venta ventas venda vendas vente ventes vendita vendite verkauf verkaufs verkaufe verkoop sprzedaz sprzedazy forsaljning forsaljnings salg salgs myynti prodej prodeje eladas vanzare satis продажа продажи 販売 penjualan 판매
transaction: transaktion transaktions transaccion transazione transactie transacao transakcja transakcji 交易 取引 transaksi 거래
booking: reservation buchung buchungs reservierung reservierungs reserva prenotazione boeking boekings rezerwacja rezerwacji bokning boknings varaus rezervace 予約 예약
donation: gift spende don donacion donativo doacao donazione donatie
payment: zahlung zahlungs pago paiement pagamento betaling betalning płatnosci płatnosc 支払 支払い 決済 入金 支付 付款 odeme betaal bezahl maksu platba platby fizetes plata оплата оплаты pembayaran πληρωμη πληρωμης الدفع การชำระเงิน תשלום 결제 지불 입금
billing: 請求先 facturation
paid: bezahlt pagado paye pagato pago betaald betald betalt opłacono zapłacono 支払済
date: dates dt fc fch fec datum fecha data timestamp datetime cronologiche zeitpunkt zeitstempel horodateur dato 日 日付 日時 年月日 日期 tarih tarihi tanggal paiva paivamaara pvm datuma дата ημερομηνια ημνια التاريخ تاريخ วันที่ วัน תאריך 일시 날짜 일자 일 타임스탬프 dta dth tarix tarixi
time: zeit hora tiempo temps tempo tijd delai dauer duracion duree duracao durata uhrzeit tid czas 時間 時刻 时间 saat saati ora orario ωρα الوقت وقت เวลา שעה время час 시간 시각
created: create creation erstellt erstellung erstellungs angelegt creado creada creacion cree creee creato creata creazione criado criada criacao aangemaakt aanmaak skapad skapat skapades oprettet opprettet utworzono utworzenia utworzone stworzono stworzone dodano 作成 登録 创建 下单 olusturma olusturulma luotu vytvoreno letrehozva создан создано создания dibuat δημιουργιας δημιουργια καταχωρησης الإنشاء إنشاء สร้าง นสร้าง נוצר створено 생성 작성
opened: open opening eroffnet eroffnung geoffnet abierto abierta apertura ouverture ouvert aperto aberto abertura geopend logged aangemeld gemeld gemeldet oppnad åbnet åpnet otwarcia otwarto 受付 起票 접수
received: receive rcvd eingang eingangs empfangen recibido recepcion recu reception ricevuto recebido recebimento ontvangen ontvangst mottagen mottatt modtaget otrzymano 受信 收到 παραλαβης الاستلام รับเรื่อง поступления 인입 수신 masuk
submitted: submit submission eingereicht soumis soumise soumission enviado enviada envoye envoyee inviato verzonden inskickad indsendt przesłano 送信 提出 提交 제출 제출한
ordered: bestellt besteld
updated: update modified change changed geandert aktualisiert anderung modificado actualizado actualizacion modification modifie aggiornamento aggiornato modifica atualizado atualizacao gewijzigd bijgewerkt uppdaterad opdateret oppdatert zaktualizowano aktualizacji zmieniono zmienione 更新 수정 변경
resolved: resolve resolution solved solve gelost losung losungs erledigt resuelto resuelta resolucion resolu risolto resolvido resolucao risoluzione opgelost oplossing løst rozwiazano rozwiazania 解決 解决 diselesaikan selesai επιλυσης επιλυση الحل แก้ไข решено решения 해결 처리
closed: close closing closure geschlossen abgeschlossen cerrado cerrada cierre ferme fermeture cloture chiuso chiusura fechado fechamento encerrado encerramento gesloten afgesloten afgehandeld stangd stangt avslutad lukket avsluttet zamknieto zamkniecia クローズ 关闭 kapanis kapatilma suljettu uzavreno lezarva закрыт закрыто закрытия κλεισιματος الإغلاق إغلاق ปิด 종료
completed: complete completion finished abgeschickt gereed voltooid terminado concluido termine completato slutford fuldført fullført zakonczono 完了 完成 완료
issued: ausgestellt ausstellungs emision emissao emissione emission uitgifte wystawienia wystawiono utstallt
registered: registration registrierung registrierungs registriert registro registrado inscription iscrizione registratie registrering rejestracja rejestracji kayit reg enrolled enrollment enrolment εγγραφης εγγραφη التسجيل تسجيل สมัคร регистрации реєстрації 등록 가입 qeydiyyat
first: erste erster erstes ersten primera primer premiere premier primo prima primeira primeiro eerste initial forsta første pierwsza pierwszej pierwszy 初回 最初 首次 첫 최초
response: respond responded responses replied reply antwort antworten respuesta reponse risposta resposta reactie antwoord reaktion reaktions svar odpowiedz odpowiedzi 回答 返信 返答 応答 回复 απαντηση απαντησης الرد الإجابة คำตอบ תשובה ответ ответа 응답 답변 회신
status: estado statut stato situacao state zustand etat situation tillstand stan ステータス 状態 状況 状态 durum durumu tila stav allapot statusz stare статус состояние keadaan κατασταση الحالة حالة สถานะ סטטוס מצב 상태
severity: gravidade gravedad gravite gravita severidad severidade severita schweregrad ernst allvarlighetsgrad alvorlighet 심각도
priority: prioritat prioridad priorite priorita prioriteit prioridade prioritet priorytet 優先度 优先级 oncelik prioriteetti prioritas приоритет προτεραιοτητα الأولوية أولوية ความสำคัญ עדיפות пріоритет 우선순위 중요도 prio
channel: kanal canal canale kanaal kanał チャネル チャンネル 経路 渠道 kanava csatorna канал καναλι القناة قناة ช่องทาง ערוץ 채널 경로
category: kategorie categoria categorie kategori kategoria カテゴリ カテゴリー 分類 类别 分类 luokka категория κατηγορια الفئة التصنيف หมวดหมู่ ประเภท קטגוריה категорія 카테고리 분류
type: typ tipo rodzaj 種別 種類 タイプ 类型 τυπος نوع النوع סוג тип 유형 종류 구분 tp soort
subject: betreff asunto resumen objet oggetto assunto onderwerp amne emne temat 件名 主题 konu aihe otsikko predmet targy subiect тема θεμα الموضوع موضوع หัวข้อ เรื่อง נושא 제목
title: titel titre titulo titolo tittel tytul
short: kurz kurze korte corta curta breve courte kort kortfattad resumida resumido
description: descripcion descricao descrizione beschreibung omschrijving details beskrivning beskrivelse opis tresc 説明 内容 詳細 本文 描述 aciklama kuvaus popis leiras descriere описание deskripsi keterangan uraian περιγραφη الوصف وصف รายละเอียด תיאור опис содержание 내용 설명 상세 ds dsc desc
comment: comments kommentar kommentare comentario comentarios commentaire commentaires commento commenti opmerking opmerkingen uwagi komentarz komentarze コメント ご意見 感想 评论 yorum yorumlar kommentti komentar megjegyzes comentariu комментарий отзыв σχολιο σχολια παρατηρησεις التعليق تعليق ملاحظات ความคิดเห็น הערה הערות коментар отзывы текст 의견 코멘트 댓글 메모 소감 toelichting
amount: betrag importe montant importo bedrag summe monto sum belopp beløb beløp kwota 金額 金额 tutar tutari castka osszeg сумма стоимость nominal ποσο αξια المبلغ مبلغ จำนวนเงิน ยอดเงิน סכום сума 금액 mebleg
total: gesamt totale totaal totals endbetrag gesamtsumme totalt summa suma razem łacznie 合計 総計 总 总计 合计 toplam yhteensa celkem osszesen vegosszeg итого общая общий συνολο συνολικο الإجمالي المجموع รวม สุทธิ סהכ всього 총 합계 총액
gross: brutto ttc
net: netto neto ht
price: preis precio prix prezzo preco prijs pris cena 価格 単価 价格 单价 fiyat fiyati hinta pret цена harga τιμη السعر سعر ราคา מחיר ціна 가격 단가 요금
revenue: umsatz ingresos fatturato omzet receita omsattning omsætning omsetning przychod 売上 营业额 utarg obrot pendapatan faturamento fatturati 매출 매출액
currency: wahrung moneda devise valuta moeda waluta 通貨 币种 货币 valuutta mena penznem валюта uang νομισμα العملة عملة สกุลเงิน מטבע 통화
product: produkt producto produit prodotto produto article artikel articolo articulo artigo vara varenavn 商品 製品 产品 vare urun urunler tuote zbozi termek produs товар товара articles barang produk προϊον προιοντος المنتج منتج สินค้า מוצר 상품 제품 품목
quantity: menge anzahl cantidad quantite quantita quantidade aantal qty antal antall ilosc 数量 個数 adet miktar maara mnozstvi mennyiseg cantitate количество jumlah banyaknya banyak ποσοτητα الكمية كمية จำนวน כמות кількість 수량 갯수 qt qtd qtde cant
discount: rabatt descuento remise sconto desconto korting promo promotion rabat 割引 折扣 indirim 할인
coupon: gutschein cupon cupom buono voucher kupong kupon クーポン 优惠券 rabatkode rabattkode 쿠폰
satisfaction: zufriedenheit satisfaccion satisfacao soddisfazione tevredenheid nojdhet tilfredshed tilfredshet satysfakcja zadowolenie 満足度 满意度 ικανοποιηση الرضا ความพึงพอใจ שביעות удовлетворенность 만족도 만족
rating: bewertung calificacion calificaciones valoracion valoraciones avaliacao avaliacoes valutazione beoordeling evaluation betyg vurdering ocena oceny 評価 评分 评价 puan arvosana hodnoceni ertekeles оценка nilai peringkat βαθμολογια αξιολογηση التقييم تقييم คะแนน דירוג ציון оцінка балл баллы 평점 별점 점수 평가
review: resena avis recensione recenzja recensie omdome ulasan anmeldelse arvostelu recenze レビュー 口コミ recenzia 리뷰 후기
event: evento ereignis evenement gebeurtenis handelse hendelse zdarzenie zdarzenia tapahtuma udalost esemeny событие イベント 事件 이벤트
survey: umfrage befragung befragungs encuesta enquete sondage sondaggio pesquisa undersokning undersøgelse undersøkelse ankieta アンケート 问卷 anket 설문 설문조사
active: aktiv actif activo activa attivo ativo ativa actief aktywny aktywna aktivni aktif
interview: entretien entrevista intervista
since: seit desde depuis dal sedan siden 以来
member: adherent adherente adherents socio socia iscritto mitglied miembro membre membro lid medlem 会員 会员 회원 멤버 anggota
segment: segmento kundengruppe 등급 세그먼트
start: beginn inicio debut inizio begin started starts startar rozpoczecia 開始 开始 시작
end: ende fin fine eind ended ends slut slutt zakonczenia 終了 结束
expiry: expiration expires expired expire ablauf vencimiento vencimento scadenza echeance verloop utgang wygasniecia 만료
contract: vertrag vertrags contrato contrat contratto avtal kontrakt umowa umowy 契約 合同 계약
policy: police polizza poliza apolice versicherungsschein polis polisy
subscription: abonnement abo suscripcion assinatura abbonamento prenumeration abonnemang subskrypcja abonelik predplatne 구독 abonnements suscripciones assinaturas abonnementen langganan подписка підписка συνδρομη abonament abonamentu
cancelled: canceled cancel cancellation kundigung kundigungs baja resiliation avbruten annulleret kansellert anulowano anulowania 解約 取消 キャンセル cancelacion cancelamento annulation annullamento annulering annullering batal dibatalkan 취소 해지
reason: grund motivo motif raison reden orsak anledning årsag årsak powod przyczyna 理由 原因 alasan sebab αιτια λογος السبب سبب สาเหตุ เหตุผล סיבה причина 사유 이유
month: monat mes mois mese maand manad maned måned miesiac miesieczny 月 mensual mensuel mensuelle mensile mensal monatlich maandelijks manedlig miesieczna miesieczne bulan 월
week: woche semana semaine settimana vecka uge uke tydzien 週 주
value: wert valor valeur valore waarde varde verdi værdi wartosc 値 价值 vl vlr
tags: labels schlagworte etiquetas etiketten etichette etiquettes tagi тег теги метка метки タグ 标签 標籤 태그
waiting: wait warte wacht espera attente attesa oczekiwania ожидания 대기 待ち 等待
count: 횟수 건수 回数 件数 次数
agent: 상담사 상담원 담당자
cart: basket warenkorb panier carrito carrello carrinho winkelwagen winkelmand koszyk корзина カート 购物车 장바구니 keranjang
plan: plano formule pakiet тариф プラン 套餐 플랜 요금제
phone: telephone mobile cellphone whatsapp telefon telefono telefone telefoon telefonu телефон телефона телефону τηλεφωνο 전화 연락처 電話 手机 电话 الهاتف หมายเลขโทรศัพท์ โทรศัพท์ טלפון
language: sprache idioma langue lingua taal sprak språk sprog jezyk 言語 语言 γλωσσα اللغة ภาษา שפה язык мова 언어
"""
# Words of several syllables that are written apart, in Vietnamese and Indonesian, and what goes by an abbreviation;
# ``d`` stands for the barred one as well.
_APART = {
    "khach hang": "customer", "don hang": "order", "hoa don": "invoice", "san pham": "product", "so luong": "quantity",
    "so tien": "amount", "thanh tien": "amount", "tong tien": "total amount", "don gia": "price", "gia ban": "price", "trang thai": "status",
    "danh gia": "rating", "binh luan": "comment", "nhan xet": "comment", "noi dung": "description", "tieu de": "subject",
    "danh muc": "category", "doanh thu": "revenue", "khieu nai": "complaint", "yeu cau": "ticket", "uu tien": "priority",
    "thanh toan": "payment", "tien te": "currency", "ly do": "reason", "giao dich": "transaction", "dang ky": "registered",
    "service level agreement": "sla", "service level": "sla",
    "ngay tao": "created date", "ngay dat": "ordered date", "ngay mua": "purchase date", "ngay": "date", "mata uang": "currency",
}  # fmt: skip
_CODES = {"ma kh": "customer id", "ma dh": "order id", "ma hd": "invoice id", "ma sp": "product id"}
_JOINING = frozenset(
    str.split(
        "the a an of at on de del della dell di da do dos das du des d l la le les el los las il lo am der die das den "
        "dem des op van het to in en em et y e und and for"
    )
)
_SYLLABLES = re.compile(rf"\b({'|'.join([*_APART, *_CODES])})\b")
# What words of German and Dutch are put together from, without a gap.
_SHORTEST_PART = 4


# Chinese, Japanese, Thai and often Korean write a whole name without a gap.
_WITHOUT_GAPS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for line in _CONCEPTS.strip().splitlines():
        concept, _, known = line.partition(":")
        for word in [*known.split(), *([concept] if " " not in concept else [])]:
            words.setdefault(without_marks(word.lower()), tuple(concept.split()))
    return words


def without_marks(text: str) -> str:
    """Text without what stands above and below its letters: accents, the voice marks of Japanese, the vowels of Thai.

    >>> without_marks("\u00e9\u00fc\u0e27\u0e31\u0e19")
    'eu\u0e27\u0e19'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", bare)  # the syllables of Korean are put together again


@cache
def concepts(name: str) -> frozenset[str]:
    """What a plain name is about.

    >>> sorted(concepts("fecha de creacion")), sorted(concepts("erstellungsdatum"))
    (['created', 'date'], ['created', 'date'])
    >>> concepts("date created") == concepts("created date"), concepts("updated by") == concepts("updated at")
    (True, False)
    >>> sorted(concepts("注文番号")), sorted(concepts("zamowienia numer")), sorted(concepts("订单状态"))
    (['id', 'order'], ['id', 'order'], ['order', 'status'])
    """
    words = (
        re.sub(r"\bnumber of\b", "count", re.sub(r"\be mails?\b", "email", _put_together(name)))
        .replace("#", " # ")
        .split()
    )
    telling = [word for word in words if word not in _JOINING or len(words) == 1]
    found = {concept for word in telling for concept in _concepts_of(word)}
    if words[:1] == ["to"] and len(words) > 1:
        found.add("to")  # an address that something went to is not the one it came from
    if "email" in found:
        found -= {"address", "electronic"}  # an address of e-mail is an e-mail
    if {"date", "time"} <= found:
        found.discard("time")
    return frozenset(found)


def _put_together(name: str) -> str:
    """The name with what is one word of several syllables in English: "ma khach hang" is the customer's code.

    >>> _put_together("ma khach hang"), _put_together("\u0111on gia"), _put_together("order date")
    ('id customer', 'price', 'order date')
    """
    if not _SYLLABLES.search(bare := name.replace("\u0111", "d")):
        return name
    for told, meant in (_APART | _CODES).items():
        bare = re.sub(rf"\b{told}\b", meant, bare)
    return re.sub(r"^ma (?=\w)", "id ", bare)


def _concepts_of(word: str) -> tuple[str, ...]:
    """The concepts of a word, or of the two that it is put together from; else the word itself."""
    known = _words()
    if word in known:
        return known[word]
    if _WITHOUT_GAPS.search(word):
        return tuple(_read_on(word))
    for at in range(_SHORTEST_PART, len(word) - 1):
        first, second = word[:at], word[at:]
        if second in known and (first in known or first.removesuffix("s") in known):
            return (*known.get(first, known.get(first.removesuffix("s"), ())), *known[second])
    return (word,)


def _read_on(text: str) -> Iterator[str]:
    """The concepts of a name written without gaps, read from its beginning: the longest known word, then on behind it."""
    known = _words()
    unknown = ""
    while text:
        word = next((text[:at] for at in range(len(text), 0, -1) if text[:at] in known), "")
        if word:
            yield from known[word]
        unknown += "" if word else text[0]
        text = text[len(word) or 1 :]
    if unknown:
        yield unknown
