"""Which encoding turns bytes into text."""

from __future__ import annotations

import pytest

from analytics.files.decoding import find_encoding

SENTENCES = {
    "cp1252": "Très déçu du délai de livraison à Nîmes",
    "cp1250": "Proszę o pomoc, nie mogę się zalogować",
    "iso8859_2": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "cp1251": "Не могу войти в личный кабинет",
    "koi8_r": "Не могу войти в личный кабинет",
    "cp1253": "Δεν μπορώ να συνδεθώ στον λογαριασμό μου",
    "cp1254": "Şifremi değiştiremiyorum, yardımcı olur musunuz",
    "cp1255": "לא מצליח להתחבר לחשבון שלי",
    "cp1256": "لا أستطيع تسجيل الدخول إلى حسابي",
    "cp932": "ログインできません。パスワードを忘れました",
    "euc_jp": "ログインできません。パスワードを忘れました",
    "gb18030": "我无法登录我的账户，请帮忙",
    "big5": "我無法登入我的帳戶，請幫忙",
    "cp949": "로그인이 되지 않습니다 도와주세요",
    "cp874": "ฉันไม่สามารถเข้าสู่ระบบได้",
    "cp850": "Très déçu du délai de livraison à Nîmes",
    "mac_roman": "Très déçu du délai de livraison à Nîmes",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_sentence_in_a_code_page_is_read_back(encoding: str) -> None:
    content = f"id;comment\n1;{SENTENCES[encoding]}\n".encode(encoding)
    assert content.decode(find_encoding(content)) == content.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_known_with_and_without_its_mark(encoding: str) -> None:
    content = "id;name\n1;Zoë from Łódź\n2;plain text\n".encode(encoding)
    assert content.decode(find_encoding(content)) == content.decode(encoding)


@pytest.mark.parametrize("text", ["café", "Zürich", "£5", "© 2024", "São Paulo", "naïve – “ok” €5"])
def test_a_single_western_word_is_enough(text: str) -> None:
    assert text.encode("cp1252").decode(find_encoding(text.encode("cp1252"))) == text


def test_a_sample_that_ends_within_a_letter_is_still_utf8() -> None:
    assert find_encoding("Größe".encode()[:-2], whole=False) == "utf-8"


@pytest.mark.parametrize("sign", ["£", "€"])
def test_the_sign_of_a_currency_beside_a_figure_is_no_letter(sign: str) -> None:
    content = f"day,paid\n1,{sign}12\n2,{sign}8\n3,{sign}40.50\n4,above {sign}50\n5,{sign}7\n".encode("cp1252")
    assert find_encoding(content) == "cp1252"


def test_letters_beside_figures_do_not_hide_a_language() -> None:
    content = "номер;слово\n№7;улица Мира, д7\n2024г;цена €5\n".encode("cp1251")
    assert find_encoding(content) == "cp1251"


# Two lines of each, as lists of customers or goods have them: one long enough to tell a language, the other a name.
WORDS = {
    "cp1255": (
        "מס' חשבונית, שם לקוח, סה\"כ, תאריך",
        'כהן ובניו בע"מ',
    ),  # the quotes stand within words, and all letters are small ones in Cyrillic
    "cp1258": ("Đơn hàng chưa đê\u0301n", "Nguyê\u0303n Văn An"),  # the accents stand behind their letters
    "koi8_u": ("Замовлення не прийшло", "Київ"),
    "iso8859_6": ("الطلب لم يصل", "الإسكندرية"),
    "iso8859_2": ("Plzeň", "Zlín"),
    "cp1250": ("Kraków", "Wrocław"),
    "cp1251": ("Јован Јовановић", "Џем"),
    "cp1254": ("İstanbul", "Süt"),
    "cp1257": ("Rēzekne", "Žāvēts"),
    "cp1252": ("Reykjavík", "Þakka þér fyrir"),
}


@pytest.mark.parametrize("encoding", WORDS)
def test_a_few_words_are_enough_for_a_language(encoding: str) -> None:
    sentence, name = WORDS[encoding]
    content = f"id;text\n1;{sentence}\n2;plain\n3;{name}\n".encode(encoding)
    assert content.decode(find_encoding(content)) == content.decode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Don’t",
        "it’s – fine",
        "wait…",
        "1\u00a0234",
        "12\u00a0%",
        "5€",
        "5 µg",
        "10×15",
        "Brand™",
        "¼ cup",
        "l´eau",
        "Škoda",
    ],
)
def test_a_sign_that_comes_again_is_no_letter_of_another_page(text: str) -> None:
    content = f"id;text\n1;{text}\n2;plain\n3;{text}\n4;{text}\n".encode("cp1252")
    assert content.decode(find_encoding(content)) == content.decode("cp1252")


def test_unicode_with_foreign_lines_around_it_stays_unicode() -> None:
    title, note = "Station météo - généré\n".encode("cp1252"), "Source : Météo\n".encode("cp1252")
    table = "ville,pluie\nOrléans,0.2\nBesançon,1.0\nNîmes,0\n".encode()
    assert find_encoding(title + table + note) == "utf-8"


def test_a_line_that_happens_to_be_unicode_does_not_make_it_so() -> None:
    # "В»" is one letter in UTF-8: the first line is valid, the others are not.
    content = "товар;цена\n".encode("cp1251") + "1;В»\n".encode("cp1251") + "2;Молоко\n".encode("cp1251")
    assert find_encoding(content) == "cp1251"


def test_a_sign_of_latin_9_beside_figures_is_the_euro() -> None:
    rows = "Client;Montant\nLefèvre;318,00 €\nGarçon;129,50 €\n"
    assert find_encoding(rows.encode("iso8859-15")) == "iso8859-15"
    assert find_encoding(rows.encode("cp1252")) == "cp1252"
    assert find_encoding("Größe;Zeichen\n5;¤\n".encode("latin-1")) == "cp1252"  # no figure beside it
