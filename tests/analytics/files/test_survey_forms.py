"""Recognising surveys: their questions, what the scores measure, and what stands beside the answers."""

from __future__ import annotations

import pytest

from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table


def test_a_survey_with_one_score_and_one_comment_is_one_question():
    mapping = recognise(
        table(
            "customer_id,survey_id,survey_date,nps_score,category,feedback",
            ("C1", "S1", "2026-01-05", "9", "Promoter", "Very good service"),
            ("C2", "S2", "2026-01-06", "2", "Detractor", "The network is slow"),
        )
    )
    (question,) = mapping.questions
    assert (mapping.kind, question.metric) == ("surveys", "nps")
    assert (question.score_column, question.comment_column) == ("nps_score", "feedback")
    assert columns_by_field(mapping) == {
        "customer_id": "customer_id", "response_id": "survey_id", "answered_at": "survey_date",
    }  # fmt: skip


def test_the_id_of_a_survey_is_not_the_id_of_an_answer():
    mapping = recognise(table("survey_id,survey_date,nps", *[("Q3", "2026-01-05", "9")] * 5))
    assert (mapping.kind, mapping.column_of("response_id")) == ("surveys", None)


def test_a_survey_in_long_form():
    mapping = recognise(
        table(
            "response_id,question,metric,score,comment,answered_at",
            ("R1", "Recommend", "nps", "9", "Fine", "2026-01-05"),
            ("R1", "Ease", "ces", "3", "", "2026-01-05"),
            name="survey.csv",
        ),
        "surveys",
    )
    assert [(question.name, question.metric) for question in mapping.questions] == [
        ("Recommend", "nps"),
        ("Ease", "ces"),
    ]
    assert {"question", "score", "comment"} <= set(columns_by_field(mapping))


def test_told_score_and_comment_make_a_question():
    source = table("who,when,points,words", ("C1", "2026-01-05", "4", "Good"), ("C2", "2026-01-06", "5", "Fine"))
    mapping = recognise(source, "surveys", {"score": "points", "comment": "words", "answered_at": "when"})
    (question,) = mapping.questions
    assert (question.score_column, question.comment_column) == ("points", "words")


def test_a_survey_that_repeats_what_the_rated_ticket_was_about_is_a_survey():
    # Each row has the number of an answer; a ticket that carries its own rating has none.
    survey = "Response ID,Customer email,Ticket ID,Ticket subject,CSAT rating,Comment,Submitted at"
    rows = [
        ("1", "ann@x.example", "90", "Invoice", "4", "Quick and kind, thank you", "2026-01-05 10:00"),
        ("2", "bea@x.example", "91", "Parcel", "2", "Nobody called me back at all", "2026-01-06 11:00"),
    ]
    assert recognise(table(survey, *rows)).kind == "surveys"
    assert recognise(table(survey.removeprefix("Response ID,"), *(row[1:] for row in rows))).kind == "tickets"


def test_what_the_shop_replied_to_a_review_is_no_answer():
    reviews = table(
        "Review ID,Rating,Review,Review date,Reply,Reply date",
        ("r1", "5", "Lovely shop and very kind people", "2026-01-05", "Thank you so much for coming by", "2026-01-07"),
        ("r2", "2", "It took them weeks to answer me", "2026-01-06", "We are sorry that it took so long", "2026-01-09"),
    )
    mapping = recognise(reviews, "surveys")
    assert mapping.column_of("answered_at") == "Review date"
    assert {column for one in mapping.questions for column in (one.score_column, one.comment_column)} == {
        "Rating",
        "Review",
    }


@pytest.mark.parametrize(
    ("name", "scores", "metric"),
    [
        ("nps_2026.csv", "9 10 0 7 8 10 3", "nps"),
        ("nps_2026.csv", "4 5 1 2 5 3 4", "rating"),
        ("csat export.csv", "4 5 1 2 5 3 4", "csat"),
        ("export.csv", "9 10 0 7 8 10 3", "rating"),
    ],
)
def test_a_bare_score_measures_what_the_name_of_its_file_says(name, scores, metric):
    rows = [(f"2026-01-0{n + 1}", f"C{n}", score) for n, score in enumerate(scores.split())]
    (question,) = recognise(table("Date,Customer,Score", *rows, name=name), "surveys").questions
    assert question.metric == metric


def test_answers_with_ids_of_their_own_are_not_numbered_by_their_survey():
    rows = [(str(n), str(n + 70), f"2026-01-0{n + 1}", "4") for n in range(8)]
    mapping = recognise(table("id,survey_id,answered_at,csat", *rows))
    assert (mapping.kind, mapping.column_of("response_id")) == ("surveys", "id")
