"""The questions of a survey with one column for each: metric, scale, and the comment that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column, plain
from analytics.files.degrees import degrees_in
from analytics.files.mapping import Metric, Question
from analytics.files.question_doubts import QuestionDoubts
from analytics.files.scales import METRIC_OF_SCALE, in_words, top_of
from analytics.files.scores import plain_score, top_told

_WORDINGS: tuple[tuple[Metric, re.Pattern[str]], ...] = (
    (
        "nps",
        re.compile(
            r"\bnps\b|net promoter|likely (is it that )?(are |would |is )?(you|it)\b.*\brecommend|recommend "
            r".*(friend|colleague|family|others)|likelihood to recommend|empfehl|\brecom(end|iend)|recommand|"
            r"aanbevel|empfiehl|aanraden|consigli(are|erebbe|eresti|erei)|raccomand|"
            r"rekommender|anbefal|\bpoleci|\bpoleca|suosittel|tavsiye|\boner(ir|me)|勧め|薦め|おすすめ|推荐|"
            r"рекоменд|συστη[σν]|توصي|التوصية|gioi thieu|rekomendasi|แนะนา|추천|doporuc|ajanlan|recomand|המלצ|תמליצ"
        ),
    ),
    (
        "ces",
        re.compile(
            r"\bces\b|customer effort|effort score|how (easy|difficult|hard)\b|much effort|"
            r"easy (was|is|to|for)|made it easy|\bease of\b|(einfach|leicht) (war|ist|fiel)|wie (einfach|leicht|schwer)|"
            r"\bfacil|\besfuerzo|\besforco|\beffort\b|makkelijk|\bgemak|moeite|aufwand (war|hatten)|\bsforzo|"
            r"hur (latt|enkelt|svart)|hvor (let|nem|lett|enkelt|svært|vanskelig)|\bjak (łatw|trudn)|(łatwo|trudno) (było|byla)|"
            r"(kuinka|miten) (helppo|vaikea)|ne kadar (kolay|zor)|kolay(di| oldu)|"
            r"(簡単|容易|スムース)(てし|た|に|く)|容易吗|是否(容易|方便|简单)|"
            r"насколько (легко|просто|удобно)|ποσο ευκολ|سهول|de dang|mudah|쉬웠|쉬운|(?<!이해하기 )쉽게|"
            r"jak (snadn|jednoduch)|mennyire konnyu|cat de usor"
        ),
    ),
    (
        "csat",
        re.compile(
            r"\bcsat\b|satisf|zufrieden|how happy|tevreden|soddisf|happy (are|were) you|"
            r"nojd\b|tilfreds|fornøyd|zadowol|satysf|tyytyvai|memnun|満足|满意|"
            r"удовлетвор|довольн|ικανοποι|رضا|راض|hai long|kepuasan|\bpuas\b|พงพอใจ|만족|spokojen|elegedett|multumit|שביעות"
        ),
    ),
    (
        "rating",
        re.compile(
            r"\brating\b|^note\b(?! (id|text|body|date))|\brate\b|\brated\b|\bstars?\b|\bscore\b|bewert|\bcalific|\bpuntua|puntaje|"
            r"\bavalia|\bvaluta|"
            r"beoordeel|beoordeling|\bcijfer|\bnota\b|\betoiles|\bestrellas|\bsterne|\bstelle\b|\bsterren|\bpunteggio|\bvalora|"
            r"overall (experience|quality)|experiencia (global|general|geral)|experience (globale|generale)|gesamterfahrung|"
            r"esperienza complessiva|algehele ervaring|how would you describe the quality|\bbetyg|bedøm|\bvurder|karakter\b|\bocen|"
            r"arvosana|\barvio|\bpuan|degerlendir|"
            r"\bhow (well|strongly|important|useful|helpful|clear|interested|confident|relevant|friendly)\b|"
            r"\bwie (gut|stark|wichtig|hilfreich|nutzlich|wahrscheinlich|interessiert|freundlich|verstandlich)\b|"
            r"\b(que tan|en que medida|hasta que punto|dans quelle mesure|a quel point|in che misura|em que medida)\b|"
            r"\bhoe (goed|belangrijk|nuttig|waarschijnlijk|duidelijk)\b|"
            r"(てした|ます|てす)か$|(나요|까요|습니까)$|評価|点数|评分|评价|打分|"
            r"оценк|оцените|балл|βαθμολογ|αξιολογ|تقييم|danh gia|penilaian|คะแนน|평점|점수|hodnocen|ohodnot|ertekel|\bevalua|דירוג"
        ),
    ),
)
_OPEN = re.compile(
    r"\b(comments?|feedback|verbatim|why|reason|tell us|suggest\w*|improve\w*|anything else|explain|describe|"
    r"other thoughts|opinion|message|kommentare?|anmerkung\w*|bemerkung\w*|warum|begrundung|verbesser\w*|besser machen|"
    r"comentarios?|sugerencias?|sugest\w*|mejorar|melhorar|por que|pourquoi|commentaires?|amelior\w*|remarques?|commenti|"
    r"suggeriment\w*|miglior\w*|perche|waarom|verbeter\w*|opmerking\w*|toelichting|review (text|content|body)|"
    r"kommentarer|varfor|synpunkt\w*|forbattr\w*|hvorfor|forbedr\w*|forslag|tilbakemelding\w*|komentarz\w*|uwagi|dlaczego|"
    r"отзыв\w*|комментари\w*|предложени\w*|почему|улучшит\w*|σχολι\w*|παρατηρησε\w*|προτασε\w*|تعليق\w*|ملاحظات|اقتراح\w*|"
    r"gop y|nhan xet|y kien|saran|masukan|komentar\w*|ulasan|alasan|ความคดเหน|ขอเสนอแนะ|pripominky|proc|navrhy?|"
    r"megjegyzes\w*|velemeny\w*|miert|javaslat\w*|sugesti\w*|parere|de ce|הערות|"
    r"cuales son|gustaria que|especifi(que|car|ca)|que (podemos|podriamos|deberiamos)|que faut il|que pourrions nous|vad var|"
    r"(vad|hvad|hva) kan vi|was (konnen|konnten|sollten) wir|wat (kunnen|kan|konden) (we|wij)|cosa (possiamo|potremmo)|"
    r"popraw\w*|kommentit|kommentti|miksi|palaute|parann\w*|yorum\w*|neden|onerileriniz|aciklama\w*|"
    r"open ended response|(what|which) (could|can|should|do|did|would|made|is|was|one|has))\b"
    # Japanese and Chinese, which have no words to be parted
    r"|お書き|こ記入|こ意見|意見|感想|要望|理由|改善|良かった点|悪かった点|建议|意见|原因|请(填写|写)"
    # Korean, whose words carry their grammar at the end
    r"|의견|이유|개선|느낀 점|아쉬운 점|좋았던 점|건의|바라는 점|자유롭게|(남겨|적어|작성해) ?주"
)
# Who may answer freely writes, however often people wrote the same.
_FREELY = re.compile(
    r"\b(in your own words|free text|open text|freitext|texte libre|texto libre|texto livre|testo libero|vrije tekst|fritext|fritekst)\b|"
    r"自由(に|記述|記入|回答)|자유롭게|자유 ?(의견|응답)"
)
_COMMENT_NAMES = frozenset(
    str.split(
        "body comment comments feedback verbatim verbatims kommentar comentario commentaire commento opmerking komentarz kommentti "
        "palaute yorum content contenido contenu inhalt inhoud contenuto conteudo text texto "
        "testo texte отзыв комментарии σχολια σχολιο ulasan komentar התייחסות"
    )
)
_WHY = re.compile(
    r"\b(why|reason|comments?|feedback|verbatim|explain|warum|begrundung|grund|por que|motivo|pourquoi|raison|perche|"
    r"waarom|tell us|varfor|hvorfor|dlaczego|miksi|neden)\b"
)
# Columns beside the answers: who, where, when, and what the tool adds of its own.
_BESIDE = re.compile(
    r"\b(nps group|nps category|promoter type|topics?|sentiment|ip address|latitude|longitude|duration|"
    r"progress|first name|last name|user agent|tags?|permalink|url|score category|version|title|choice text|"
    r"date|id|weight|percentile|complete)$|^(recipient|location|status|finished|name|email|e mail|phone|network|"
    r"referr|duration|score category|stage|ending|custom data|employee|user (language|agent)|external|"
    r"sentiment|model|predicted|areas for|reward|brand|channel|tags|ext |agent|category|type|segment)\b"
)
# A place in an order is no score: the best is 1, and what others got decides.
_RANKED = re.compile(r"\b(rank|ranked|ranking|order of preference|rangfolge|reihenfolge|classez|ordene)\b")
# What the company wrote back.
_REPLY = re.compile(
    r"^(developer|company|owner|business|merchant|shop|our|host|vendor) (reply|replies|response|answer|comment)\b|"
    r"^repl(y|ies)( text| comment)?$"
)
_SCALE = re.compile(r"\b(0|1)\s*(?:-|to|bis|a|\u00e0|e|al|tot|/|\u2013|=.*?\b)\s*(5|7|10|100)\b")
_SCALE_IN_NAME = re.compile(r"\b(0|1) (?:to |bis |a )?(5|7|10|100)$")
# Answers on a scale of five tell nothing about whether the question was asked from 0 to 10.
_ENOUGH_ANSWERS = 10
# Names that say nothing but that it is a score; beyond five stars it could be anything up to ten.
_BARE = frozenset(["score", "rating", "survey score", "answer", "punkte", "note", "nota"])
_TOP_OF_STARS = 7
_NAMED_RATING = re.compile(r"\b(rating|score|csat|satisfaction|bewertung|zufriedenheit|calificacion|avaliacao)$")
_FEW_WORDS = 7
_SEVERAL_TICKED = 1.3
_PLAIN_NUMBERS = 0.8


def find_questions(columns: Sequence[Column], surveyish: bool = True) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The questions among ``columns`` (those that fill no field of their own), and what is doubtful.

    A column is scored when its wording says what it measures and its values are numbers on a scale
    or the usual words for one; it is open when people wrote into it. Choices are no scores. With
    ``surveyish`` off only names that can hardly mean anything else are taken.

    >>> score = Column("nps_score", "nps_score", ("9", "3", "10"), 3)
    >>> why = Column("feedback", "feedback", ("Great service, thanks a lot", "Slow"), 3)
    >>> (question,), doubts = find_questions((score, why))
    >>> question.metric, question.score_column, question.comment_column, question.scale_high
    ('nps', 'nps_score', 'feedback', 10)
    """
    found: list[Question] = []
    doubts = QuestionDoubts()
    for column in columns:
        if question := question_in(column, doubts, surveyish):
            found.append(question)
    return _with_comments(found, columns), doubts.sentences()


def question_in(
    column: Column, doubts: QuestionDoubts, surveyish: bool = True, told: Metric | None = None
) -> Question | None:
    """The question that a column holds the answers to, if it is a scored or an open one; ``told`` is what it measures."""
    if _REPLY.search(column.plain) or (
        _BESIDE.search(column.plain) and not (column.is_prose and column.plain == column.plain_label)
    ):
        return None
    return _scored(column, doubts, told) or _open(column, surveyish)


def is_about_answers(column: Column) -> bool:
    """Whether the column's name alone says that it holds a survey's score."""
    return bool(re.search(r"\b(nps|csat|ces|review score|star rating|net promoter)\b", column.plain))


def is_bare(name: str) -> bool:
    """Whether a column's name says nothing but that it holds a score.

    >>> is_bare("Score"), is_bare("score_0_10"), is_bare("Delivery score")
    (True, True, False)
    """
    return _SCALE_IN_NAME.sub("", plain(name)).strip() in _BARE


def _scored(column: Column, doubts: QuestionDoubts, told: Metric | None) -> Question | None:
    metric = told or next((metric for metric, wording in _WORDINGS if wording.search(_wording(column))), None)
    metric = metric or ("rating" if column.plain in _BARE else None)
    if not column.values or column.is_prose or _RANKED.search(_wording(column)):
        return None
    scale, values = in_words(column)
    # What was asked says what is measured; where it says nothing, the words of some scales do.
    measured = METRIC_OF_SCALE.get(scale) if metric in (None, "nps", "rating") else metric
    measured = measured or metric
    if values and measured and measured != "nps":
        return Question(column.name, measured, column.name, scale_low=1, scale_high=top_of(values), values=values)
    if degrees := degrees_in(column):
        doubts.numbered.setdefault((degrees.worst, degrees.best, degrees.top), []).append(column.name)
        measured = metric if metric in ("csat", "ces") else "rating"
        return Question(column.name, measured, column.name, scale_low=1, scale_high=degrees.top, values=degrees.values)
    if not metric:
        return None
    scores = replace(column, values=tuple(map(plain_score, column.values)))
    if scores.fits["number"] and scores.share(lambda value: len(value) <= 6) == 1:
        question = _on_scale(scores, metric, doubts, {top_told(value) for value in column.values} - {""}, bool(told))
        if question and column.plain in _BARE and question.metric == "rating" and max(scores.numbers) > _TOP_OF_STARS:
            doubts.unmeasured.append(column.name)
        return question
    if _NAMED_RATING.search(column.plain) and 1 < column.distinct <= _FEW_WORDS < len(column.values):
        doubts.wordy.append(column.name)
    return None


def _on_scale(column: Column, metric: Metric, doubts: QuestionDoubts, tops: set[str], sure: bool) -> Question | None:
    """A question whose answers are numbers, out of ``tops``; none where they fit no scale that people use.

    ``sure``: it is known that it measures this.
    """
    if len(column.numbers) < _PLAIN_NUMBERS * len(column.values):
        return None  # percentages and amounts of money are no answers
    lowest, highest = min(column.numbers), max(column.numbers)
    told = _SCALE.search(column.label.lower()) or _SCALE_IN_NAME.search(column.plain)
    if metric == "nps" and told and told[2] != "10":
        metric = "rating"
    if metric == "nps" and lowest >= 0 and highest <= 1 and len(column.values) >= _ENOUGH_ANSWERS:
        return None  # whether somebody recommended it, as 0 and 1
    few = highest <= 5 and lowest >= 1 and len(column.values) >= _ENOUGH_ANSWERS
    if metric == "nps" and few and not (told or sure):
        doubts.unscaled.append(column.name)
        return None
    if metric == "nps":
        # A single mistake (a score of 11) is told when the row is loaded; it makes no other question of it.
        fitting = column.share(lambda value: value.replace(".0", "").isdigit() and int(float(value)) <= 10)
        return Question(column.name, "nps", column.name, scale_low=0, scale_high=10) if fitting >= 0.9 else None
    if told:
        low, high = float(told[1]), float(told[2])
    elif len(tops) == 1:
        low, high = float(lowest < 1), float(next(iter(tops)))
    else:
        high = next((high for high in (5.0, 7.0, 10.0, 100.0) if highest <= high), 0.0)
        low = 0.0 if lowest < 1 else 1.0
    if not high or lowest < 0 or highest < 2:
        return None
    # Wording such as "rate each of these" may stand over codes of choices: only a full scale counts.
    by_name = sure or column.plain in _BARE or any(wording.search(column.plain) for _, wording in _WORDINGS)
    if not told and not tops and not by_name and (highest < high or metric == "rating"):
        doubts.unscaled.append(column.name)
        return None
    return Question(column.name, metric, column.name, scale_low=low, scale_high=high)


def _open(column: Column, surveyish: bool) -> Question | None:
    if not column.values or column.fits["number"] or column.fits["time"]:
        return None
    # A column that is called nothing but "comment" is one, however often people wrote the same.
    plainly = column.plain in _COMMENT_NAMES
    freely = bool(_FREELY.search(_wording(column)))
    named = plainly or freely or bool(_OPEN.search(_wording(column)))
    # Answers to a closed question repeat each other; what people write hardly ever does.
    varied = column.distinct > 0.3 * len(column.values) or column.distinct > 50
    several = sum(len(value.split()) for value in column.values) > 1.5 * len(column.values)
    of_text = surveyish and column.plain != column.plain_label and bool(re.search(r"\btext\b", _wording(column)))
    if not plainly and _ticks_boxes(column):
        return None
    if ((named or of_text) and (varied or plainly or freely) and several) or (surveyish and column.is_prose):
        return Question(column.name, "open", comment_column=column.name)
    return None


def _ticks_boxes(column: Column) -> bool:
    """Whether the cells list what was ticked: the same few answers again and again, in ever other company."""
    for sign in (";", ", "):
        ticked = [part.strip() for value in column.values for part in value.split(sign) if part.strip()]
        if len(ticked) > _SEVERAL_TICKED * len(column.values) and len(set(ticked)) < len(ticked) / 3:
            return True
    return False


def _wording(column: Column) -> str:
    return column.plain if column.plain == column.plain_label else f"{column.plain} {column.plain_label}"


def _with_comments(found: list[Question], columns: Sequence[Column]) -> tuple[Question, ...]:
    """Comments beside the score they explain: the only pair there is, or a reason right behind its score.

    With fewer comments than scores a comment is about all of the scores, and stays a question of its own.
    """
    scored = [question for question in found if question.score_column]
    comments = [question for question in found if not question.score_column]
    if len(scored) == 1 and len(comments) == 1:
        return (replace(scored[0], comment_column=comments[0].comment_column),)
    if len(comments) < len(scored):
        return tuple(found)
    order = {column.name: index for index, column in enumerate(columns)}
    wording = {column.name: _wording(column) for column in columns}
    paired: list[Question] = []
    for question in found:
        before = paired[-1] if paired else None
        if (
            question.metric == "open"
            and before
            and before.score_column
            and not before.comment_column
            and order[question.comment_column] == order[before.score_column] + 1
            and _WHY.search(wording[question.comment_column])
        ):
            paired[-1] = replace(before, comment_column=question.comment_column)
        else:
            paired.append(question)
    return tuple(paired)
