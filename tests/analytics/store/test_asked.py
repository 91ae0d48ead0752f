"""Answers one below the other, loaded: what is a score, what a comment, and what is kept as it came."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.files.mapping import Question
from analytics.workspace import Workspace

RECOMMEND, SATISFIED, IMPROVE, CHANNEL = (
    "How likely are you to recommend us?", "How satisfied were you?", "What could we improve?", "Which channel?",
)  # fmt: skip
WISHES = ("Answer the phone sooner", "Lower prices, please", "Nothing, I am happy", "The app is slow")
WORDS = ("Very satisfied", "Satisfied", "Dissatisfied", "Very dissatisfied")
ANSWERS = {RECOMMEND: ("9", "0", "10", "7"), SATISFIED: WORDS, IMPROVE: WISHES, CHANNEL: ("web", "app", "web", "shop")}


@pytest.fixture
def write(tmp_path: Path):
    def written(answers: dict[str, tuple[str, ...]], name: str = "answers.csv") -> Path:
        path = tmp_path / name
        rows = [
            (f"R{n}", f"C{n}", "2026-05-01", question, cells[n])
            for n in range(max(map(len, answers.values())))
            for question, cells in answers.items()
            if n < len(cells)
        ]
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([("Response ID", "Customer ID", "Date", "Question", "Answer"), *rows])
        return path

    return written


def stored(workspace: Workspace, what: str, question: str) -> list:
    return workspace.database.rows(f"SELECT {what} FROM surveys WHERE question = ? ORDER BY response_id", [question])


def test_every_answer_goes_where_its_question_says(workspace: Workspace, write) -> None:
    receipt = workspace.load(write(ANSWERS))
    assert (receipt.read, receipt.loaded, receipt.rejected) == (16, 16, 0)
    assert stored(workspace, "metric, score, scale_high", RECOMMEND) == [("nps", n, 10) for n in (9, 0, 10, 7)]
    assert stored(workspace, "metric, score, scale_high", SATISFIED) == [("csat", n, 5) for n in (5, 4, 2, 1)]
    assert stored(workspace, "metric, score, comment", IMPROVE) == [("open", None, wish) for wish in WISHES]


def test_an_answer_that_is_no_score_and_no_comment_is_kept(workspace: Workspace, write) -> None:
    workspace.load(write(ANSWERS))
    assert stored(workspace, "metric, score, comment, extra->>'Answer'", CHANNEL) == [
        (None, None, None, said) for said in ANSWERS[CHANNEL]
    ]
    assert stored(workspace, "extra->>'Answer'", RECOMMEND) == [(None,)] * 4  # it stands in the field


def test_a_word_among_scores_is_rejected_with_its_reason(workspace: Workspace, write) -> None:
    # It cannot be told what "often" is out of ten; among comments and choices it would be one.
    receipt = workspace.load(write(ANSWERS | {RECOMMEND: (*map(str, range(10)), "often")}))
    assert receipt.reasons == (("Answer is not a number", 1),)


def test_the_net_promoter_score_is_that_of_its_question(workspace: Workspace, write) -> None:
    workspace.load(write(ANSWERS))
    kpis = workspace.kpis().set_index("id")
    assert kpis.loc["nps", "value"] == pytest.approx(100 * (2 - 1) / 4)  # two promoters, one detractor, four answers


def test_a_question_further_down_than_the_preview_is_found(workspace: Workspace, write) -> None:
    many = tuple(str(n % 11) for n in range(3000))
    late = {IMPROVE: WISHES, RECOMMEND: many}
    path = write(late)
    lines = path.read_text().splitlines()
    more = [f"X{n},C1,2026-05-02,How easy was it?,{1 + n % 7}" for n in range(40)]
    path.write_text("\n".join([*lines, *more]) + "\n")
    table = workspace.examine(path)[0]
    mapping = workspace.propose(table)
    assert "How easy was it?" not in {question.name for question in mapping.questions}
    workspace.load(table, mapping)
    assert stored(workspace, "DISTINCT metric, scale_high", "How easy was it?") == [("ces", 7)]


def test_the_same_file_again_changes_nothing_and_a_corrected_measure_stays(workspace: Workspace, write) -> None:
    path = write(ANSWERS)
    workspace.load(path)
    again = workspace.load(path)
    assert (again.loaded, again.updated, again.unchanged) == (0, 0, 16)


def test_a_mapping_is_followed_again_with_its_measures(workspace: Workspace, write) -> None:
    table = workspace.examine(write({RECOMMEND: ("9", "3"), CHANNEL: ("web", "app")}))[0]
    told = workspace.propose(table)
    # A person knows better: the question was asked on a scale of its own, and counts as a rating.
    as_told = replace(told, questions=(Question(RECOMMEND, "rating", "Answer", scale_high=10),))
    workspace.load(table, as_told)
    later = workspace.examine(write({RECOMMEND: ("8", "2"), CHANNEL: ("web", "app")}, "later.csv"))[0]
    assert [(q.name, q.metric) for q in workspace.propose(later).questions] == [(RECOMMEND, "rating")]
