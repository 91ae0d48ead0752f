"""The slides, opened again with the library that made them."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from analytics import Workspace
from analytics.charts.numbers import kpi_interval, kpi_number
from analytics.exports.deck import deck
from analytics.exports.report import Report, Reporting
from analytics.exports.slides import HEIGHT, WIDTH
from tests.analytics.exports.conftest import MADE_AT, OBJECTIVE


@pytest.fixture(scope="module")
def slides(report: Report) -> list:
    return list(Presentation(BytesIO(deck(report))).slides)


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def tables(slide) -> list[list[list[str]]]:
    """The texts of every table: rows of cells."""
    found = [shape.table for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_there_is_a_slide_per_phase_between_the_company_and_the_decisions(slides, report) -> None:
    titles = [texts(slide).split("\n")[2] for slide in slides[1:]]  # after the foot and the number
    phases = [phase.name for phase in report.result.phases]
    assert [title for title in titles if title in phases] == phases
    assert len(slides) == len(phases) + 3


def test_every_slide_says_data_version_period_and_date(slides, report) -> None:
    for slide in slides:
        assert f"data version {report.data_version}" in texts(slide)
        assert "20 June 2026" in texts(slide)
        assert f"up to {report.result.as_of:%d %B %Y}" in texts(slide)


def test_every_figure_of_the_scorecard_stands_in_the_table_of_its_phase_to_the_last_digit(slides, report) -> None:
    compared = 0
    for slide, phase in zip(slides[2:], report.result.phases, strict=False):
        rows = {row[0].removesuffix(" *"): row for table in tables(slide) for row in table}
        for kpi in phase.kpis:
            row = rows[kpi.name]
            shown = [kpi_number(value, kpi.unit, kpi.currency) for value in (kpi.value, kpi.target, kpi.threshold)]
            assert [row[1], row[5], row[6]] == shown
            assert row[2] == kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency)
            assert row[3].replace(",", "") == str(kpi.n)
            assert row[8] == kpi.owner
            assert row[10] == ("–" if kpi.score is None else f"{kpi.score:.1f}")
            compared += 1
    assert compared > 20


def test_every_picture_says_in_words_what_it_shows(slides, report) -> None:
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    words = [picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures]
    filled = sum(1 for phase in report.result.phases if list(phase.kpis))
    assert len(pictures) == filled + 1
    assert all("Scores" in said and "0 to 10" in said for said in words)


def test_nothing_lies_beyond_the_edges_of_a_slide(slides) -> None:
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert (shape.left + shape.width) / 914400 <= WIDTH + 0.01
            assert (shape.top + shape.height) / 914400 <= HEIGHT + 0.2


def test_decisions_and_actions_are_told_with_names_and_units(slides) -> None:
    decisions, actions = tables(slides[-1])
    assert decisions[1][2:5] == [
        "Support: First response time (median)",
        "–",
        "target 90 min, red at 2.1 days, weight 1, own…",
    ]
    assert decisions[1][5] == "sooner", "a character that no document can hold is left out"
    assert actions[1][:5] == [
        "+Answer the phone",
        "Ada",
        "01 Jun 2026",
        "Support: First response time (median)",
        "-30 min",
    ]
    assert actions[1][5] == "overdue"


def test_the_objective_stands_in_the_head_of_its_perspective(slides) -> None:
    support = next(slide for slide in slides if "\nSupport\n" in texts(slide))
    heads = [row for row in tables(support)[0] if row[0].startswith("Internal process")]
    assert heads[0][0] == f"Internal process   {OBJECTIVE}"
    assert f"Objective, Internal process: {OBJECTIVE}" in support.notes_slide.notes_text_frame.text


def test_the_speaker_sees_how_each_figure_is_made(slides, report) -> None:
    support = next(slide for slide in slides if "\nSupport\n" in texts(slide))
    assert "Median minutes from creation to first response" in support.notes_slide.notes_text_frame.text


def test_one_phase_alone_has_no_slide_of_the_company(shop: Workspace) -> None:
    one = list(Presentation(BytesIO(deck(Reporting(MADE_AT, phase="Support").run(shop)))).slides)
    assert len(one) == 3
    assert "Score of Support" in texts(one[0])


def test_an_empty_workspace_gives_slides_that_say_so(empty_report: Report) -> None:
    slides = list(Presentation(BytesIO(deck(empty_report))).slides)
    assert "nothing is loaded yet" in texts(slides[0])
    assert "no data for this phase" in texts(slides[3])
    assert "Nothing has been decided yet." in texts(slides[-1])
