"""The names of months in the languages that files are written in: in full, shortened, and as they are declined.

English is not among them, because it is what ``strptime`` reads; nor is the Czech "pro", because "Pro 24" is the name of a
plan more often than a month.
"""

from __future__ import annotations

# Twelve months to a language, the spellings of each parted by bars, in small letters and without full stops.
_SPELLINGS = {
    "de": "januar|jan februar|feb märz|mär|mrz|maerz april|apr mai juni|jun juli|jul august|aug september|sept|sep "
    "oktober|okt november|nov dezember|dez",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago "
    "septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",
    "fr": "janvier|janv|jan février|févr|fév|fevrier mars|mar avril|avr mai juin|jui juillet|juil août|aout|aou "
    "septembre|sept|sep octobre|oct novembre|nov décembre|déc|dec|decembre",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
    "settembre|sett|set ottobre|ott novembre|nov dicembre|dic",
    "nl": "januari|jan februari|feb maart|mrt|maa april|apr mei juni|jun juli|jul augustus|aug september|sept|sep "
    "oktober|okt november|nov december|dec",
    "pt": "janeiro|jan fevereiro|fev março|mar|marco abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set "
    "outubro|out novembro|nov dezembro|dez",
    "sv": "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sept|sep "
    "oktober|okt november|nov december|dec",
    "da": "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sept|sep "
    "oktober|okt november|nov december|dec",
    "no": "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sept|sep "
    "oktober|okt november|nov desember|des",
    "fi": "tammikuuta|tammikuu|tammik helmikuuta|helmikuu|helmik maaliskuuta|maaliskuu|maalisk huhtikuuta|huhtikuu|huhtik "
    "toukokuuta|toukokuu|toukok kesäkuuta|kesäkuu|kesäk heinäkuuta|heinäkuu|heinäk elokuuta|elokuu|elok "
    "syyskuuta|syyskuu|syysk lokakuuta|lokakuu|lokak marraskuuta|marraskuu|marrask joulukuuta|joulukuu|jouluk",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze "
    "lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis "
    "grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn "
    "července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad|lis prosince|prosinec",
    "tr": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki "
    "kasım|kas aralık|ara",
    "ru": "января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн "
    "июля|июль|июл августа|август|авг сентября|сентябрь|сент|сен октября|октябрь|окт ноября|ноябрь|нояб|ноя "
    "декабря|декабрь|дек",
}  # fmt: skip

ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# language -> (pattern, English month), to be applied to text in small letters.
MONTHS: dict[str, tuple[tuple[str, str], ...]] = {
    language: tuple(
        (rf"(^|[^\p{{L}}])({spellings})\.?($|[^\p{{L}}])", rf"\1{english}\3")
        for spellings, english in zip(months.split(), ENGLISH, strict=True)
    )
    for language, months in _SPELLINGS.items()
}

_KNOWN = {language: frozenset(months.replace("|", " ").split()) for language, months in _SPELLINGS.items()}


def languages_of(name: str) -> list[str]:
    """The languages in which a word in small letters names a month.

    >>> languages_of("paź"), languages_of("maj"), languages_of("monday")
    (['pl'], ['sv', 'da', 'pl'], [])
    """
    return [language for language, names in _KNOWN.items() if name in names]
