"""Answers in words as numbers: scales of satisfaction, ease, agreement, likelihood and quality in two dozen languages.

Each line of a scale holds the words of one language for seven steps, from the worst to the best, separated
by ``;`` with ``|`` between equals: very, plainly and somewhat bad; neither; somewhat, plainly and very good.
Five steps are used where a column does not tell "somewhat" from "plainly": its numbers are then 1 to 5.
"""

# ruff: noqa: E501 (one language per line reads as a table)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from analytics.files.columns import Column
from analytics.files.mapping import Metric
from analytics.files.words import WORDS, Values, translation

_NO_ANSWER = (  # noqa: SIM905
    "not applicable|n/a|don't know|i don't know|no opinion|prefer not to say|keine angabe|weiß nicht|weiss nicht|"
    "trifft nicht zu / keine angabe|ne sait pas|sans opinion|no sabe|no aplica|não se aplica|não sei|weet niet|"
    "niet van toepassing|geen mening|non so|non applicabile|vet ej|vet inte|ingen åsikt|ved ikke|vet ikke|ikke relevant|"
    "en osaa sanoa|nie wiem|trudno powiedzieć|nie dotyczy|bilmiyorum|fikrim yok|わからない|該当なし|不清楚|不适用|затрудняюсь ответить|не знаю|잘 모르겠다|해당 없음|tidak tahu"
).split("|")
_SILENT = frozenset(_NO_ANSWER)
_FOR_BOTH = re.compile(r"(satisfait|mécontent)(?![\w(])")
# Pictures beside the words of an answer, and what joins or colours them: "🟢 very good".
_PICTURES = "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2b00-\u2bff\ufe0f\u200d"
_PICTURED = re.compile(rf"^((?:[{_PICTURES}]\s*)*)(.*?)((?:\s*[{_PICTURES}])*)$")

_SATISFACTION = """
very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied|highly dissatisfied;dissatisfied|unsatisfied|not satisfied|moderately dissatisfied;somewhat dissatisfied|slightly dissatisfied|rather dissatisfied;neither satisfied nor dissatisfied|neutral|neither;somewhat satisfied|slightly satisfied|rather satisfied;satisfied|moderately satisfied|mostly satisfied;very satisfied|extremely satisfied|completely satisfied|highly satisfied
sehr unzufrieden|äußerst unzufrieden|völlig unzufrieden;unzufrieden|nicht zufrieden;eher unzufrieden|eher nicht zufrieden;neutral|teils/teils|teils, teils|teils teils|weder noch|weder zufrieden noch unzufrieden|mittelmäßig;eher zufrieden;zufrieden;sehr zufrieden|äußerst zufrieden|völlig zufrieden
très insatisfait|pas du tout satisfait|très mécontent|très insatisfaite;insatisfait|pas satisfait|mécontent|insatisfaite;plutôt insatisfait|peu satisfait|plutôt pas satisfait;neutre|ni satisfait ni insatisfait|ni satisfait, ni insatisfait;plutôt satisfait|assez satisfait;satisfait|satisfaite;très satisfait|tout à fait satisfait|très satisfaite
muy insatisfecho|totalmente insatisfecho|muy insatisfecha|nada satisfecho;insatisfecho|insatisfecha|poco satisfecho;algo insatisfecho|más bien insatisfecho;neutral|neutro|ni satisfecho ni insatisfecho|indiferente;algo satisfecho|más bien satisfecho;satisfecho|satisfecha;muy satisfecho|muy satisfecha|totalmente satisfecho
muito insatisfeito|totalmente insatisfeito|muito insatisfeita;insatisfeito|insatisfeita|pouco satisfeito;um pouco insatisfeito;neutro|nem satisfeito nem insatisfeito|indiferente;um pouco satisfeito|razoavelmente satisfeito;satisfeito|satisfeita;muito satisfeito|muito satisfeita|totalmente satisfeito
zeer ontevreden|heel ontevreden|erg ontevreden;ontevreden|niet tevreden;enigszins ontevreden|eerder ontevreden;neutraal|niet tevreden, niet ontevreden|niet tevreden en niet ontevreden;enigszins tevreden|redelijk tevreden|eerder tevreden;tevreden;zeer tevreden|heel tevreden|erg tevreden
molto insoddisfatto|per niente soddisfatto|molto insoddisfatta;insoddisfatto|insoddisfatta|poco soddisfatto;abbastanza insoddisfatto;neutro|neutrale|né soddisfatto né insoddisfatto;abbastanza soddisfatto;soddisfatto|soddisfatta;molto soddisfatto|molto soddisfatta|completamente soddisfatto
mycket missnöjd|väldigt missnöjd;missnöjd|inte nöjd;ganska missnöjd|något missnöjd;varken nöjd eller missnöjd|varken eller|neutral;ganska nöjd|någorlunda nöjd;nöjd;mycket nöjd|väldigt nöjd
meget utilfreds;utilfreds|ikke tilfreds;ret utilfreds|noget utilfreds|lidt utilfreds;hverken tilfreds eller utilfreds|hverken eller|neutral;ret tilfreds|nogenlunde tilfreds;tilfreds;meget tilfreds
svært misfornøyd|meget misfornøyd|veldig misfornøyd;misfornøyd|ikke fornøyd;ganske misfornøyd|litt misfornøyd;verken fornøyd eller misfornøyd|hverken fornøyd eller misfornøyd|verken eller|nøytral;ganske fornøyd|litt fornøyd;fornøyd;svært fornøyd|meget fornøyd|veldig fornøyd
erittäin tyytymätön;tyytymätön;melko tyytymätön;en tyytyväinen enkä tyytymätön|ei tyytyväinen eikä tyytymätön|neutraali;melko tyytyväinen;tyytyväinen;erittäin tyytyväinen
bardzo niezadowolony|bardzo niezadowolona|zdecydowanie niezadowolony|zdecydowanie niezadowolona;niezadowolony|niezadowolona;raczej niezadowolony|raczej niezadowolona;ani zadowolony, ani niezadowolony|ani zadowolony ani niezadowolony|neutralny;raczej zadowolony|raczej zadowolona;zadowolony|zadowolona;bardzo zadowolony|bardzo zadowolona|zdecydowanie zadowolony|zdecydowanie zadowolona
hiç memnun değilim|hiç memnun kalmadım|çok memnuniyetsiz;memnun değilim|memnun kalmadım|memnuniyetsiz;pek memnun değilim;kararsızım|ne memnunum ne değilim|nötr;biraz memnunum|kısmen memnunum;memnunum|memnun kaldım|memnun;çok memnunum|çok memnun kaldım|çok memnun
非常に不満|とても不満|大変不満|大いに不満;不満;やや不満;どちらともいえない|どちらでもない|普通|ふつう;やや満足;満足;非常に満足|とても満足|大変満足|大いに満足
非常不满意|很不满意;不满意|不满;比较不满意|不太满意;一般|中立;比较满意|基本满意;满意;非常满意|很满意|十分满意
매우 불만족|매우 불만;불만족|불만;약간 불만족;보통|보통이다;약간 만족;만족;매우 만족
полностью не удовлетворен|совершенно не удовлетворен|очень недоволен|очень недовольна;не удовлетворен|не удовлетворена|недоволен|недовольна;скорее не удовлетворен|скорее недоволен|скорее недовольна;нейтрально;скорее удовлетворен|скорее доволен|скорее довольна;удовлетворен|удовлетворена|доволен|довольна;полностью удовлетворен|очень доволен|очень довольна
дуже незадоволений|дуже незадоволена;незадоволений|незадоволена;скоріше незадоволений|скоріше незадоволена;нейтрально;скоріше задоволений|скоріше задоволена;задоволений|задоволена;дуже задоволений|дуже задоволена
velmi nespokojen|velmi nespokojený|velmi nespokojená|velmi nespokojena;nespokojen|nespokojený|nespokojená|nespokojena;spíše nespokojen|spíše nespokojený|spíše nespokojená|spíše nespokojena;neutrální;spíše spokojen|spíše spokojený|spíše spokojená|spíše spokojena;spokojen|spokojený|spokojená|spokojena;velmi spokojen|velmi spokojený|velmi spokojená|velmi spokojena
nagyon elégedetlen;elégedetlen;inkább elégedetlen;semleges;inkább elégedett;elégedett;nagyon elégedett
foarte nemulțumit|foarte nemulțumită;nemulțumit|nemulțumită;oarecum nemulțumit;neutru;oarecum mulțumit;mulțumit|mulțumită;foarte mulțumit|foarte mulțumită
πολύ δυσαρεστημένος|πολύ δυσαρεστημένη;δυσαρεστημένος|δυσαρεστημένη;λίγο δυσαρεστημένος;ουδέτερος|ουδέτερη;λίγο ικανοποιημένος;ικανοποιημένος|ικανοποιημένη;πολύ ικανοποιημένος|πολύ ικανοποιημένη
sangat tidak puas;tidak puas;kurang puas;netral|biasa saja|cukup;cukup puas;puas;sangat puas
rất không hài lòng;không hài lòng;chưa hài lòng;bình thường|trung lập;khá hài lòng;hài lòng;rất hài lòng
"""
_HAPPINESS = """
very unhappy|extremely unhappy;unhappy|not happy;somewhat unhappy;neutral;somewhat happy;happy;very happy|extremely happy
not good|bad;;;okay|ok;;good;great|amazing
red light;;;yellow light;;green light;gold star
"""
_EASE = """
very difficult|extremely difficult|very hard;difficult|hard;somewhat difficult|slightly difficult;neither easy nor difficult|neutral|neither;somewhat easy|fairly easy;easy;very easy|extremely easy
sehr schwierig|sehr schwer;schwierig|schwer;eher schwierig|eher schwer;weder noch|neutral|teils/teils;eher einfach|eher leicht;einfach|leicht;sehr einfach|sehr leicht
très difficile;difficile;plutôt difficile;neutre|ni facile ni difficile;plutôt facile;facile;très facile
muy difícil;difícil;algo difícil;neutral|ni fácil ni difícil;algo fácil;fácil;muy fácil
muito difícil;difícil;um pouco difícil;neutro|nem fácil nem difícil;um pouco fácil;fácil;muito fácil
zeer moeilijk|heel moeilijk;moeilijk;enigszins moeilijk;neutraal;enigszins makkelijk;makkelijk|gemakkelijk;zeer makkelijk|heel makkelijk|zeer gemakkelijk
molto difficile;difficile;abbastanza difficile;neutro|né facile né difficile;abbastanza facile;facile;molto facile
mycket svårt;svårt;ganska svårt;varken lätt eller svårt|varken eller;ganska lätt|ganska enkelt;lätt|enkelt;mycket lätt|mycket enkelt
meget svært;svært;ret svært|lidt svært;hverken let eller svært|hverken eller;ret let|ret nemt;let|nemt;meget let|meget nemt
svært vanskelig|veldig vanskelig|meget vanskelig;vanskelig;ganske vanskelig|litt vanskelig;verken lett eller vanskelig|verken enkelt eller vanskelig|verken eller;ganske lett|ganske enkelt;lett|enkelt;svært lett|svært enkelt|veldig lett|veldig enkelt|meget lett|meget enkelt
erittäin vaikeaa|erittäin vaikea;vaikeaa|vaikea;melko vaikeaa|melko vaikea;ei helppoa eikä vaikeaa|ei helppo eikä vaikea;melko helppoa|melko helppo;helppoa|helppo;erittäin helppoa|erittäin helppo
bardzo trudno|bardzo trudne;trudno|trudne;raczej trudno|raczej trudne;ani łatwo, ani trudno|ani łatwe, ani trudne;raczej łatwo|raczej łatwe;łatwo|łatwe;bardzo łatwo|bardzo łatwe
çok zor|çok zordu;zor|zordu;biraz zor;ne kolay ne zor;biraz kolay|oldukça kolay;kolay|kolaydı;çok kolay|çok kolaydı
非常に面倒だった|とても面倒だった|とても難しい|非常に難しい|非常に難しかった;面倒だった|難しい|難しかった;やや面倒だった|やや難しい|やや難しかった;どちらともいえない|普通;やや簡単|やや簡単だった|まあ簡単だった;簡単|簡単だった;非常に簡単|とても簡単|とても簡単だった|非常に簡単だった
매우 어려움|매우 어려웠다;어려움|어려웠다;약간 어려움;보통|보통이다;약간 쉬움;쉬움|쉬웠다;매우 쉬움|매우 쉬웠다
очень сложно|очень трудно;сложно|трудно;скорее сложно|скорее трудно;нейтрально|ни легко, ни сложно;скорее легко|скорее просто;легко|просто;очень легко|очень просто
"""
_AGREEMENT = """
strongly disagree|completely disagree|totally disagree;disagree;somewhat disagree|slightly disagree;neither agree nor disagree|neutral|undecided|neither;somewhat agree|slightly agree;agree;strongly agree|completely agree|totally agree
trifft überhaupt nicht zu|trifft gar nicht zu|stimme überhaupt nicht zu|stimme gar nicht zu;trifft nicht zu|stimme nicht zu;trifft eher nicht zu|stimme eher nicht zu;teils/teils|teils, teils|neutral|weder noch|unentschieden;trifft eher zu|stimme eher zu;trifft zu|stimme zu;trifft voll zu|trifft voll und ganz zu|trifft völlig zu|stimme voll zu|stimme voll und ganz zu|stimme völlig zu
pas du tout d'accord;pas d'accord;plutôt pas d'accord;neutre|ni d'accord ni pas d'accord|sans avis;plutôt d'accord;d'accord;tout à fait d'accord
totalmente en desacuerdo|muy en desacuerdo;en desacuerdo;algo en desacuerdo;neutral|ni de acuerdo ni en desacuerdo;algo de acuerdo;de acuerdo;totalmente de acuerdo|muy de acuerdo
discordo totalmente;discordo;discordo parcialmente;neutro|não concordo nem discordo|nem concordo nem discordo;concordo parcialmente;concordo;concordo totalmente
helemaal mee oneens|helemaal niet mee eens|zeer mee oneens;mee oneens|oneens|niet mee eens;enigszins mee oneens;neutraal|niet mee eens, niet mee oneens;enigszins mee eens;mee eens|eens;helemaal mee eens|zeer mee eens
per niente d'accordo|completamente in disaccordo;in disaccordo|non d'accordo;abbastanza in disaccordo;neutro|né d'accordo né in disaccordo;abbastanza d'accordo;d'accordo;completamente d'accordo|molto d'accordo
instämmer inte alls|håller inte alls med;instämmer inte|håller inte med|instämmer i låg grad;instämmer knappast;varken eller|neutral;instämmer delvis|instämmer till viss del;instämmer|håller med|instämmer i hög grad;instämmer helt|instämmer helt och hållet|håller helt med
helt uenig|meget uenig|svært uenig;uenig;delvist uenig|delvis uenig|lidt uenig|litt uenig;hverken enig eller uenig|verken enig eller uenig|hverken eller|verken eller;delvist enig|delvis enig|lidt enig|litt enig;enig;helt enig|meget enig|svært enig
täysin eri mieltä;eri mieltä;jokseenkin eri mieltä;en samaa enkä eri mieltä|ei samaa eikä eri mieltä;jokseenkin samaa mieltä;samaa mieltä;täysin samaa mieltä
zdecydowanie się nie zgadzam|zdecydowanie nie zgadzam się;nie zgadzam się;raczej się nie zgadzam|raczej nie zgadzam się;ani się zgadzam, ani nie zgadzam|ani się zgadzam, ani się nie zgadzam;raczej się zgadzam|raczej zgadzam się;zgadzam się;zdecydowanie się zgadzam|zdecydowanie zgadzam się
kesinlikle katılmıyorum;katılmıyorum;kısmen katılmıyorum;kararsızım|ne katılıyorum ne katılmıyorum;kısmen katılıyorum;katılıyorum;kesinlikle katılıyorum
全くそう思わない|まったくそう思わない;そう思わない;ややそう思わない|あまりそう思わない;どちらともいえない;ややそう思う|まあそう思う;そう思う;とてもそう思う|非常にそう思う|強くそう思う
非常不同意|完全不同意;不同意;比较不同意;一般|中立|不确定;比较同意;同意;非常同意|完全同意
전혀 그렇지 않다|매우 그렇지 않다;그렇지 않다;별로 그렇지 않다;보통|보통이다;약간 그렇다;그렇다;매우 그렇다
полностью не согласен|совершенно не согласен;не согласен|не согласна;скорее не согласен|скорее не согласна;нейтрально|ни согласен, ни не согласен;скорее согласен|скорее согласна;согласен|согласна;полностью согласен|полностью согласна
sangat tidak setuju;tidak setuju;kurang setuju;netral;cukup setuju;setuju;sangat setuju
"""
_QUALITY = """
very poor|very bad|terrible|awful;poor|bad;;fair|average|acceptable|ok|okay;;good;excellent|very good|outstanding
sehr schlecht|ungenügend;schlecht|mangelhaft;;mittel|mittelmäßig|befriedigend|ausreichend;;gut;sehr gut|ausgezeichnet|hervorragend
très mauvais|très mauvaise;mauvais|mauvaise;;moyen|moyenne|passable;;bon|bonne|bien;très bon|très bonne|excellent|excellente|très bien
muy malo|muy mala|pésimo;malo|mala;;regular|normal;;bueno|buena|bien;muy bueno|muy buena|excelente|muy bien
muito ruim|péssimo|muito mau;ruim|mau;;regular|razoável|médio;;bom|boa;muito bom|muito boa|excelente|ótimo
zeer slecht;slecht;;matig|redelijk|gemiddeld;;goed;zeer goed|uitstekend
pessimo|molto scarso;scarso|cattivo;;sufficiente|discreto|medio;;buono|buona;ottimo|molto buono|eccellente
mycket dålig|mycket dåligt;dålig|dåligt;;godkänd|godkänt|okej;;bra;mycket bra|utmärkt
meget dårlig|meget dårligt;dårlig|dårligt;;middel|nogenlunde;;god|godt;meget god|meget godt|fremragende
svært dårlig|veldig dårlig|meget dårlig;dårlig;;middels;;god|bra;svært god|svært bra|veldig bra|meget god|meget bra|utmerket
erittäin huono;huono;;kohtalainen|tyydyttävä;;hyvä;erittäin hyvä|erinomainen
bardzo zła|bardzo zły|bardzo źle|fatalna|fatalny|fatalnie;zła|zły|źle;;średnia|średni|średnio|przeciętna|przeciętny;;dobra|dobry|dobrze;bardzo dobra|bardzo dobry|bardzo dobrze|doskonała|doskonały
çok kötü|berbat;kötü;;orta|vasat|idare eder;;iyi;çok iyi|mükemmel
とても悪い|非常に悪い;悪い;やや悪い;普通|ふつう;やや良い;良い|よい;とても良い|非常に良い|大変良い
很差|非常差;差;;一般;;好;很好|非常好
매우 나쁨|매우 나쁘다|매우 불친절|매우 불친절함;나쁨|나쁘다|불친절|불친절함;;보통|보통이다;;좋음|좋다|친절|친절함;매우 좋음|매우 좋다|매우 친절|매우 친절함
очень плохо|ужасно;плохо|неудовлетворительно;;удовлетворительно|нормально|средне;;хорошо;отлично|очень хорошо
дуже погано|жахливо;погано|незадовільно;;задовільно|нормально|середньо;;добре;відмінно|дуже добре
velmi špatné|velmi špatný|velmi špatně;špatné|špatný|špatně;;průměrné|průměrný|průměrně;;dobré|dobrý|dobře;výborné|výborný|výborně|velmi dobré
nagyon rossz;rossz;;közepes|átlagos;;jó;nagyon jó|kiváló
foarte slab|foarte prost;slab|prost;;mediu|acceptabil;;bun|bine;foarte bun|foarte bine|excelent
πολύ κακή|πολύ κακό|πολύ κακός;κακή|κακό|κακός;;μέτρια|μέτριο|μέτριος;;καλή|καλό|καλός;πολύ καλή|πολύ καλό|πολύ καλός|άριστη|άριστο|εξαιρετική|εξαιρετικό
sangat buruk|buruk sekali;buruk|kurang|kurang baik;;cukup|sedang|biasa;;baik|bagus;sangat baik|sangat bagus|baik sekali
rất tệ|rất kém;tệ|kém;;trung bình|bình thường;;tốt;rất tốt|xuất sắc
"""
_SCALES: dict[str, str] = {
    "satisfaction": _SATISFACTION,
    "happiness": _HAPPINESS,
    "ease": _EASE,
    "agreement": _AGREEMENT,
    "quality": _QUALITY,
}
# What an answer on the scale measures, whatever was asked; the others say nothing without the question.
METRIC_OF_SCALE: dict[str, Metric] = {"satisfaction": "csat", "happiness": "csat", "ease": "ces"}
_FIVE = ("1", "2", "2", "3", "4", "4", "5")
_SEVEN = ("1", "2", "3", "4", "5", "6", "7")


def in_words(column: Column) -> tuple[str, Values]:
    """The scale whose words fill nine tenths of the column, and its words as numbers; empty where none does.

    All the words of the scale and language are given, because the rarest may stand in no preview.

    >>> scale, values = in_words(Column("Q1", "Q1", ("Sehr zufrieden", "Eher unzufrieden"), 2))
    >>> scale, dict(values)["sehr zufrieden"], dict(values)["eher unzufrieden"], dict(values)["unzufrieden"]
    ('satisfaction', '5', '2', '2')
    >>> in_words(Column("Q1", "Q1", ("Berlin", "Bonn"), 2))
    ('', ())
    >>> dict(in_words(Column("Q1", "Q1", ("🟢 Good", "🔴 Bad"), 2))[1])["🟢 good"]
    '4'
    """
    # Few answers in words, many rows: each answer is looked at once.
    counts: Counter[str] = Counter()
    pictures: set[tuple[str, str]] = set()
    for answer, times in Counter(map(_plain, column.values)).items():
        before, word, behind = _PICTURED.match(answer).groups()  # type: ignore[union-attr]
        counts[word] += times
        pictures |= {(before, behind)} - {("", "")}
    said = set(counts)
    if not said or len(said) > 20:
        return "", ()
    best: tuple[float, str, tuple[frozenset[str], ...]] = (0.0, "", ())
    for scale, steps, words in _languages():
        share = sum(counts[word] for word in said & (words | _SILENT)) / counts.total()
        if share > best[0] and said & words - _SILENT:
            best = (share, scale, steps)
    share, scale, steps = best
    # One word alone ("good", "neutral") could stand for anything.
    if share < 0.9 or sum(bool(said & step) for step in steps) < 2:
        return "", ()
    values = _values(steps, said)
    pictured = ((f"{before}{word}{behind}", number) for before, behind in sorted(pictures) for word, number in values)
    return scale, (*values, *pictured)


def words_for(field: str, column: Column) -> Values:
    """How the words in the column stand for values of a field of tickets: grades, and promises kept.

    >>> dict(words_for("satisfaction", Column("CSAT", "CSAT", ("Great", "Okay", "Not good"), 3)))["okay"]
    '3'
    """
    known = translation(column, WORDS.get(field, ()))
    return known or (in_words(column)[1] if field == "satisfaction" else ())


def top_of(values: Values) -> float:
    """The best number of answers in words.

    >>> top_of((("good", "4"), ("great", "5"), ("n/a", "")))
    5.0
    """
    return max((float(number) for _, number in values if number), default=5.0)


def _plain(answer: str) -> str:
    # Python makes two characters of a small İ, DuckDB and everybody else one.
    plain = answer.lower().replace("i\u0307", "i").replace("\u2019", "'").replace("(e)", "")
    return " ".join(plain.split())


def _values(steps: tuple[frozenset[str], ...], said: set[str]) -> Values:
    tells_apart = (said & steps[1] and said & steps[2]) or (said & steps[4] and said & steps[5])
    numbers = _SEVEN if tells_apart else _FIVE
    pairs = {word: number for step, number in zip(steps, numbers, strict=True) for word in sorted(step)}
    typographic = {word.replace("'", "\u2019"): number for word, number in pairs.items() if "'" in word}
    # In French forms each answer is for a man or a woman: "satisfait(e)".
    of_both = {_FOR_BOTH.sub(r"\1(e)", word): number for word, number in pairs.items() if _FOR_BOTH.search(word)}
    return (*pairs.items(), *typographic.items(), *of_both.items(), *((word, "") for word in _NO_ANSWER))


@cache
def _languages() -> tuple[tuple[str, tuple[frozenset[str], ...], frozenset[str]], ...]:
    """The scale, its steps and all its words, of each scale in each language."""
    return tuple((scale, steps, frozenset().union(*steps)) for scale, steps in _steps())


def _steps() -> Iterator[tuple[str, tuple[frozenset[str], ...]]]:
    for scale, lines in _SCALES.items():
        for line in lines.strip().splitlines():
            yield scale, tuple(frozenset(words.split("|")) - {""} for words in line.split(";"))
