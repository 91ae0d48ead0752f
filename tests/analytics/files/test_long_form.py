"""Surveys in long form: what each row was asked, from the wording of the questions and their answers."""

from __future__ import annotations

from analytics.files.recognise import recognise
from tests.analytics.files.tables import columns_by_field, table

RECOMMEND, EASE, STAFF = "Would you recommend us to a friend?", "How easy was it to get help?", "Please rate our staff"
IMPROVE, CHANNEL = "What could we improve?", "Which channel did you use?"
WISHES = ("Answer the phone sooner", "Lower prices, please", "Nothing, I am happy with all of it", "The app is slow")
ANSWERS = {
    RECOMMEND: ("9", "0", "10", "7"),
    EASE: ("7", "2", "5", "6"),
    STAFF: ("5", "1", "4", "3"),
    IMPROVE: WISHES,
    CHANNEL: ("web", "app", "web", "store"),  # chosen from a list: neither a score nor a comment
}


def sheets(*questions: str) -> list[tuple[str, ...]]:
    return [
        (f"R{n}", f"C{n % 3}", f"2026-05-0{n + 1}", question, ANSWERS[question][n])
        for n in range(4)
        for question in questions
    ]


def long_form(*questions: str):
    return recognise(table("response id,customer id,date,question,answer", *sheets(*questions)))


def test_each_question_is_measured_as_it_asks():
    mapping = long_form(RECOMMEND, EASE, STAFF)
    found = {
        question.name: (question.metric, question.scale_low, question.scale_high) for question in mapping.questions
    }
    assert found == {RECOMMEND: ("nps", 0, 10), EASE: ("ces", 1, 7), STAFF: ("rating", 1, 5)}
    assert columns_by_field(mapping) == {
        "response_id": "response id", "customer_id": "customer id", "answered_at": "date", "question": "question",
        "score": "answer",
    }  # fmt: skip


def test_scores_and_comments_may_share_a_column():
    mapping = long_form(RECOMMEND, IMPROVE, CHANNEL)
    assert [(question.name, question.metric) for question in mapping.questions] == [
        (RECOMMEND, "nps"),
        (IMPROVE, "open"),
    ]
    assert mapping.column_of("score") == mapping.column_of("comment") == "answer"


def test_answers_of_which_none_is_a_score_are_comments_only():
    mapping = long_form(IMPROVE, CHANNEL)
    assert (mapping.column_of("score"), mapping.column_of("comment")) == (None, "answer")


def test_answers_chosen_from_lists_alone_make_no_survey_of_scores():
    assert long_form(CHANNEL).kind == "other"


def rows_by_type(*types: str) -> list[tuple[str, ...]]:
    scores = {"NPS": "9", "CSAT": "4", "CES": "6"}
    return [(f"R{n}", f"C{n}", f"2026-05-0{n + 1}", kind, scores[kind], "Fine") for n, kind in enumerate(types)]


def test_a_type_of_survey_per_row_says_what_its_score_measures():
    # The column may be called anything: that every cell names a measure is what tells.
    for name in ("survey type", "type", "metric"):
        mapping = recognise(
            table(f"response id,customer id,date,{name},score,comment", *rows_by_type("NPS", "CSAT", "CES"))
        )
        assert [(question.name, question.metric) for question in mapping.questions] == [
            ("NPS", "nps"), ("CSAT", "csat"), ("CES", "ces"),
        ]  # fmt: skip
        assert columns_by_field(mapping)["question"] == name


def test_one_type_for_all_rows_leaves_the_form_as_it_is():
    mapping = recognise(table("response id,customer id,date,survey type,score,comment", *rows_by_type("NPS", "NPS")))
    assert mapping.column_of("question") is None
    assert [(question.name, question.metric) for question in mapping.questions] == [("score", "nps")]


def test_scores_with_columns_of_their_own_need_no_type():
    rows = [("R1", "2026-05-01", "NPS", "9", ""), ("R2", "2026-05-02", "CSAT", "", "4")]
    mapping = recognise(table("response id,date,survey type,nps score,csat score", *rows))
    assert {question.name: question.metric for question in mapping.questions} == {
        "nps score": "nps",
        "csat score": "csat",
    }
    assert mapping.column_of("question") is None


def test_a_column_of_metrics_says_more_than_the_wording():
    rows = [("R1", "2026-05-01", "How did we do?", "NPS", "4"), ("R2", "2026-05-02", "How was it?", "CES", "3")]
    mapping = recognise(table("response id,date,question,metric,score", *rows))
    assert [question.metric for question in mapping.questions] == ["nps", "ces"]


def test_monthly_figures_by_measure_are_no_answers():
    rows = [
        (f"2026-0{month}-01", measure, value)
        for month in range(1, 9)
        for measure, value in (("NPS", "42.5"), ("CSAT", "87.1"))
    ]
    assert recognise(table("period,metric,value", *rows, name="kpis.csv")).kind == "measures"
