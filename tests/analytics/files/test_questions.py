"""The questions of wide surveys."""

from __future__ import annotations

import pytest

from analytics.files.columns import Column
from analytics.files.questions import find_questions


def column(name, *values, label=None):
    return Column(name, label or name, values, len(values))


@pytest.mark.parametrize(
    ("wording", "values", "metric", "high"),
    [
        ("How likely are you to recommend us to a friend?", ("10", "7", "0"), "nps", 10),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", ("9", "3"), "nps", 10),
        ("How satisfied are you with our support?", ("5", "4", "1"), "csat", 5),
        ("How satisfied are you with our support?", ("Very satisfied", "Neutral"), "csat", 5),
        ("How easy was it to solve your problem? (1-7)", ("2", "6"), "ces", 7),
        ("star_rating", ("4", "5"), "rating", 5),
    ],
)
def test_scores_are_known_by_wording_and_values(wording, values, metric, high):
    (question,), doubts = find_questions(
        [column("Q1", *values, label=wording)] if " " in wording else [column(wording, *values)]
    )
    assert (question.metric, question.scale_high, question.score_column) == (
        metric, high, "Q1" if " " in wording else wording,
    )  # fmt: skip
    assert doubts == ()


@pytest.mark.parametrize(
    ("recommend", "satisfied", "easy", "why"),
    [
        ("Hur troligt är det att du skulle rekommendera oss?", "Hur nöjd är du med leveransen?",
         "Hur enkelt var det att få hjälp?", "Varför gav du det betyget? Berätta gärna"),
        ("Hvor sandsynligt er det, at du vil anbefale os?", "Hvor tilfreds er du med leveringen?",
         "Hvor nemt var det at få hjælp?", "Hvorfor har du svaret sådan?"),
        ("Hvor sannsynlig er det at du vil anbefale oss?", "Hvor fornøyd er du med leveringen?",
         "Hvor vanskelig var det å få hjelp?", "Har du andre tilbakemeldinger til oss?"),
        ("Kuinka todennäköisesti suosittelisit meitä?", "Kuinka tyytyväinen olet toimitukseen?",
         "Miten helppoa oli saada apua?", "Miksi annoit tämän arvosanan?"),
        ("Jak prawdopodobne jest, że polecisz nas znajomym?", "Jak bardzo jesteś zadowolony z dostawy?",
         "Jak łatwo było uzyskać pomoc?", "Dlaczego taka ocena?"),
        ("Bizi bir arkadaşınıza tavsiye etme olasılığınız nedir?", "Teslimattan ne kadar memnunsunuz?",
         "Yardım almak ne kadar kolaydı?", "Neden bu puanı verdiniz?"),
    ],
)  # fmt: skip
def test_the_usual_questions_are_known_in_other_languages(recommend, satisfied, easy, why):
    questions, doubts = find_questions(
        [
            column("Q1", "10", "7", "0", label=recommend),
            column("Q2", "Slow app", "Rude staff", label=why),  # too short to be prose: the wording tells
            column("Q3", "5", "4", "1", label=satisfied),
            column("Q4", "2", "7", "6", label=easy),
        ]
    )
    assert [(q.metric, q.score_column, q.comment_column) for q in questions] == [
        ("nps", "Q1", ""), ("open", "", "Q2"), ("csat", "Q3", ""), ("ces", "Q4", ""),
    ]  # fmt: skip
    assert doubts == ()


def test_a_reason_right_behind_its_score_belongs_to_it():
    questions, _ = find_questions(
        [
            column("Q1", "9", "2", label="How likely are you to recommend us?"),
            column("Q2", "It just works fine", "The app is slow", label="What is the reason for your score?"),
            column("Q3", "4", "5", label="How satisfied are you with delivery?"),
            column("Q4", "Add a dark mode please", "Cheaper plans would help", label="What could we improve?"),
        ]
    )
    assert [(q.metric, q.score_column, q.comment_column) for q in questions] == [
        ("nps", "Q1", "Q2"),
        ("csat", "Q3", ""),
        ("open", "", "Q4"),
    ]


def test_choices_groups_and_codes_are_no_scores():
    columns = [
        column("Q1_NPS_GROUP", "Detractor", "Promoter"),
        column("Q2", "1", "3", label="Which fruit do you like?"),
        column("Q3", "Male", "Female"),
    ]
    assert find_questions(columns) == ((), ())


def test_a_scale_that_cannot_be_told_is_said():
    questions, doubts = find_questions([column("Q3", "1", "3", "2", label="Please rate how you feel about each")])
    assert questions == ()
    assert "Q3" in doubts[0]


def test_one_score_beyond_its_scale_makes_no_other_question_of_it():
    (question,), _ = find_questions([column("nps_score", *["9"] * 19, "11")])
    assert (question.metric, question.scale_high) == ("nps", 10)
