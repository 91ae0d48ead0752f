"""Which code page a text without Unicode was written in, judged by the letters that come out.

Every code page turns most bytes into some character; the right one turns them into letters that
people write in one language, the frequent ones more often, in places where they write them. Each candidate is scored on that.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters other than ASCII that each language writes, the most frequent first.
_LATIN = {
    "French": "éèàêçôâîûùïëœÉÀÈÇÊÂÔÎŒ",
    "German": "üäößÜÄÖ",
    "Spanish": "óíáéñúüÁÉÓÑÍÚ",
    "Portuguese": "ãçáéíóêõâúàôÁÉÇÃÓÍÚÊÕÂÀÔ",
    "Italian": "àèòùìéÈÀÙÒÌÉ",
    "Swedish": "äöåéÅÄÖ",
    "Danish": "øåæéÅØÆ",
    "Icelandic": "íáðóéþöýúæÁÍÓÉÞÖÚÆ",
    "Dutch": "ëéïöèü",
}
_CENTRAL = {
    "Polish": "łąęóżśćńźŁŻŚÓĆŹŃĄĘ",
    "Czech": "íáéěýřžčšůúťďňóČŘŠŽÚÁÍÉÝ",
    "Slovak": "áíéčýšžúľťôňďäŕĺČŠŽĽÁÚÍÉ",
    "Hungarian": "áéöóőüíűúÁÉÖÓŐÜÚÍ",
    "Romanian": "ăîşţâŞŢÎĂÂ",
    "South Slavic": "čšžćđČŠŽĆĐ",
}
_BALTIC = {"Latvian": "āīēšūļžķņģčŠĀĪĒŽĢĶĻŅČŪ", "Lithuanian": "ėšųžįąūčęŠŽĖČŪĮ", "Estonian": "äõüöšžÕÄÜÖŠŽ"}
_TURKISH = {"Turkish": "ıüşİğçöŞÇÜÖâ"}
_RUSSIAN = {
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёПСНВОКМДБРТЗАГЛИЕУФЧХШЭЯ",
    "Ukrainian": "оаинівтерслкудмпзяьбгйчхїцєшжщюфґ",
    "Serbian": "аоиенрстувкдјмлпзгбњшчжцћљхђџф",
}
_VIETNAMESE = {"Vietnamese": "\u0323\u0301\u0300ôđâàưáêơ\u0309\u0303íăóéúìòùèýãĐÂÔÊƯĂƠ"}
_GREEK = {"Greek": "αοιετσνηυρπκμλςωδγχθφβίόάέήύώξζψΑΕΟΤΣΠΚΜΔΝΗΛΓΙΡΧΦΒΘ"}
_HEBREW = {"Hebrew": "יוהלאמרתבנשםעקחדפכטגןזסצךףץ"}
_ARABIC = {"Arabic": "اليمنوترعبدسهفكقحةجشصطخىأإذثضزءغظئآؤ،؟پچگ"}
_THAI = {"Thai": "านรกอเงมย่ลวด้ทสตะปบคหิัีแจุพชข์็ใไูโำึืผซถศษณธภฟญฉฎฏฐฑฒฌฆฬฮ"}
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行"
    "所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与"
    "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体美相见利什二等产或新制身果"
    "加西月话合回特代内信表化老给世位次度门常先海通教原东提立比员解水名真处走入口认条平系题活更别打女变四总何电"
    "数安少报才结反受目太量再感建务做接必场件计管期市直资金指统区保形便空决展科基书非听光放难思完设式色路记品住"
    "告类求据程北边张该交规万取格望术领共确师清今切院让候带运谢请帐账户录登订单京城姓客服评论编号周李王刘陈帮忙"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行"
    "所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力與長"
    "把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體美相見利什二等產或新制身果加"
    "西月話合回特代內信表化老給世位次度門常先海通教原東提立比員解水名真處走入口認條平系題活更別打女變四總何電數"
    "謝請帳戶錄登訂單城姓客服評論編號週李王劉陳幫忙臺灣"
)
_HANGUL = (
    "이다는에의가고하을지로기사리어도은시자라인아나한대스를여정일들서만보수그해있전장주상부제원구과조오마게동비무요안"
    "공성신면유선우개니것으미소세었았학문분물방경화결없국생간내당치용위모바타카트드할중며져등음합습까거러야너저되돼와감"
    "김박최강윤임품객불만번호의견명름날짜금액회답변완료처접담진행편빠른좋싫환교배송매문서울산"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30FD)])) + "、。「」々"
_JAPANESE = _KANA + "日本人名前年月時分東京都市田中山川村井木林番号注文客様店商品問合会社電話住所大小高円"
_PUNCTUATION = "’‘“”„‚–—…€£§°«»‹›¿¡·•®©™²³¹½¼¾ºª×±µ‰†´¨¢¬№\u00a0，。、！？：；（）《》「」"
_MONEY = "£€¥"
# Where letters stand in words, in every language that has them.
_ONLY_LAST = frozenset("ךםןףץςةى")
_NEVER_LAST = frozenset("þเแโใไ")
_NEVER_FIRST = frozenset("ðğъьыЪЬЫะาำ")
_BETWEEN_WORDS = frozenset("‘“”„‚…§°«»‹›¿¡•®©™²³¹½¼¾×±‰†¢¬")

# In order of preference where two read the bytes equally well.
_CANDIDATES: dict[str, dict[str, str]] = {
    "cp1252": _LATIN,
    "cp1250": _CENTRAL,
    "cp1251": _RUSSIAN,
    "cp932": {"Japanese": _JAPANESE},
    "gb18030": {"Chinese": _SIMPLIFIED},
    "big5": {"Chinese": _TRADITIONAL},
    "cp949": {"Korean": _HANGUL},
    "euc_jp": {"Japanese": _JAPANESE},
    "cp1254": _TURKISH,
    "cp1253": _GREEK,
    "cp1257": _BALTIC,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "cp874": _THAI,
    "cp1258": _VIETNAMESE,
    "koi8_r": _RUSSIAN,
    "koi8_u": _RUSSIAN,
    "cp866": _RUSSIAN,
    "iso8859_2": _CENTRAL,
    "iso8859_5": _RUSSIAN,
    "iso8859_6": _ARABIC,
    "iso8859_7": _GREEK,
    "cp850": _LATIN,
    "cp437": _LATIN,
    "cp852": _CENTRAL,
    "mac_roman": _LATIN,
    "mac_cyrillic": _RUSSIAN,
}
# Characters that must speak for a page which few programs still write.
_UNUSUAL = dict.fromkeys(
    ("koi8_r", "koi8_u", "cp866", "mac_cyrillic", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7"), 0.3
)
_UNUSUAL |= dict.fromkeys(("cp850", "cp437", "cp852", "mac_roman", "cp1258"), 0.8)
_SOME_EVIDENCE = 4  # characters that make a foreign script as likely as a stray sign in Latin text
# Letters: with as many a language writes all its words in them, with fewer they are its letters beyond ASCII.
_ALPHABET = 18


def find_code_page(telling: bytes) -> str:
    """The code page under which ``telling`` (lines with other than ASCII in them) reads most like a language.

    >>> find_code_page("Łódź świeci".encode("cp1250")), find_code_page("Привет, Москва".encode("koi8_r"))
    ('cp1250', 'koi8_r')
    """
    return max(_CANDIDATES, key=lambda name: _score(telling, name))


def _score(telling: bytes, name: str) -> float:
    """How well the best-fitting language explains the text; -9 when the bytes cannot be decoded."""
    try:
        text = telling.decode(name)
    except UnicodeDecodeError:
        return -9.0
    foreign = [
        (around, 1 if len(text) == len(telling) else len(around[1].encode(name)))
        # Once each: what comes again tells nothing.
        for around in dict.fromkeys(zip(" " + text, text, text[1:] + " ", strict=False))
        if around[1] > "\x7f"
    ]
    weight = sum(size for _, size in foreign) or 1
    best = max(
        sum(size * _worth(*around, _ranks(letters)) for around, size in foreign)
        for letters in _CANDIDATES[name].values()
    )
    score = best / (weight if _CANDIDATES[name] is _LATIN else max(weight, _SOME_EVIDENCE))
    return score - _UNUSUAL.get(name, 0.0) / weight


@lru_cache(maxsize=64)
def _ranks(letters: str) -> dict[str, float]:
    """What each letter of a language is worth: 1 for the most frequent, less and less for the rest, as much for its capital."""
    if len(letters) > 80:
        return dict.fromkeys(letters, 1.0)
    small = [letter for letter in letters if letter == letter.lower() or letter.lower() not in letters]
    whole = len(small) >= _ALPHABET
    fall = 0.7 if whole else 0.3
    worth = {letter: 1 - fall * place / len(small) for place, letter in enumerate(small)}
    capitals = {letter.upper(): value for letter, value in reversed(worth.items()) if len(letter.upper()) == 1}
    return capitals | worth if whole else {letter: (capitals | worth)[letter] for letter in letters}


def _worth(before: str, character: str, after: str, ranks: dict[str, float]) -> float:
    """1 for a usual letter in a usual place, down to -1 for signs that nobody types."""
    script = _script(character)
    if after.isdigit() and not before.isalnum() and (character.islower() or character in _MONEY):
        return 1.0 if character in _MONEY else 0.0  # 12 pounds, not a word of one letter grown together with a number
    if character in "ºª" and (before in "nN" or before.isdigit()):
        return 1.0  # 1ª, Nº: as Spanish and Portuguese write numbers
    if character in ranks:
        worth = ranks[character]
    elif character in _PUNCTUATION:
        worth = 0.7
    else:
        worth = {"CJK": 0.35, "HANGUL": 0.35, "sign": -1.0, "HALFWIDTH": -0.2, "LATIN": -0.2}.get(script, -0.2)
    if (character.isupper() and before.islower()) or _is_out_of_place(before, character, after):
        worth -= 1.0
    elif character.isupper() and before.isupper():
        worth -= 0.25
    if script in ("CJK", "sign") or not before.isalpha() or _script(before) == script:
        return worth
    return worth - 1.0 if {"LATIN", "HANGUL"} & {script, _script(before)} else worth


def _is_out_of_place(before: str, character: str, after: str) -> bool:
    """Whether no word has this letter or sign in such a place: at its start, within it, at its end, or behind a figure."""
    if character in _ONLY_LAST:
        return after.isalpha()
    if character in _NEVER_LAST:
        return not after.isalpha()
    if character in _NEVER_FIRST or unicodedata.category(character) == "Mn":
        return not (before.isalpha() or unicodedata.category(before) == "Mn")
    if character in _BETWEEN_WORDS:
        return before.isalpha() and after.isalpha()
    if _script(character) in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        return before.islower() and after.islower()
    return _script(character) == "LATIN" and before.isdigit() and not after.isalpha()


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The first word of a letter's name (LATIN, CYRILLIC, CJK, ...); ``sign`` for what is no letter."""
    if not character.isalpha() and unicodedata.category(character) not in ("Mn", "Mc", "Lm"):
        return "sign"
    script = unicodedata.name(character, "sign").split(" ")[0].split("-")[0]
    return "LATIN" if script == "COMBINING" else script
