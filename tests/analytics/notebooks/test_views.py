"""Every view of the catalogue: kept and read back, run with what nobody would mean, and alike on a page and in a cell."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analytics import Workspace
from analytics.errors import JourneyError, UnknownView
from analytics.notebooks.catalogue import VIEWS
from analytics.notebooks.keeping import keep_runs, make_notebook, runs_of
from analytics.notebooks.notebook import Analysis
from analytics.notebooks.running import Runner
from analytics.notebooks.view import View, parameters

# What these ask has no usual value.
NEEDED: dict[str, dict[str, Any]] = {"support.trend": {"figure": "response"}, "support.needs": {"by": "category"}}
# These simulate or compute all KPIs anew for seconds: hostile values for them are tried where refusing costs nothing.
HEAVY = (
    "drivers.",
    "retention.leaving",
    "retention.worth",
    "scorecard.",
    "support.cost_of_waiting",
    "pain_points.ranked",
)
HOSTILE: dict[Any, list[Any]] = {
    int: [-1, 10**7, 10**30],
    float: [float("nan"), float("inf"), 1e300],
    str: ["'; DROP TABLE tickets; --", "\ud800", "\0", "x" * 100_000],
    date: ["0001-01-01", "9999-12-31", "yesterday"],
    datetime: ["0001-01-01T00:00:00", "9999-12-31T23:59:59"],
}


@pytest.fixture(scope="module")
def nothing() -> Workspace:
    """A workspace in which nothing is loaded, for tests that only look."""
    return Workspace()


def usual(name: str) -> View:
    return View.from_value({"view": name, "of": NEEDED.get(name, {})})


def hostile(hint: Any) -> list[Any]:
    """Values that a link may hold where a parameter of this type belongs."""
    inside = typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return [value for _, value in hostile_parameters(hint)]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return [value for each in inside if each is not type(None) for value in hostile(each)]
    if typing.get_origin(hint) is tuple:
        return [[], *[[value, value] for value in hostile(inside[0])[:1]]]
    return HOSTILE.get(hint, [])


def hostile_parameters(of: type) -> Iterator[tuple[str, dict[str, Any]]]:
    """One parameter at a time, the others as usual."""
    hints = typing.get_type_hints(of)
    for field in dataclasses.fields(of):
        for value in hostile(hints[field.name]):
            yield field.name, {field.name: value}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_comes_back_from_json_and_says_what_it_is(name: str) -> None:
    view = usual(name)
    assert View.from_json(view.as_json()) == view
    assert hash(view) == hash(View.from_json(view.as_json()))
    assert view.title


@given(st.data())
def test_whatever_is_asked_comes_back_or_is_refused(data: st.DataObject) -> None:
    definition = VIEWS[data.draw(st.sampled_from(list(VIEWS)))]
    asked = data.draw(st.from_type(definition.of))
    view = View(definition.name, asked)
    try:
        back = View.from_json(view.as_json())
    except UnknownView as refused:
        back, said = view, str(refused)
    else:
        said = "read"
    assert back == view
    assert "\n" not in said


@pytest.mark.parametrize(
    "told",
    [
        None, 1, "x", [], {}, {"view": None}, {"view": ["data.loaded"]}, {"view": "no.such"}, {"view": "__class__"},
        {"view": "data.loaded", "version": 2}, {"view": "data.loaded", "version": "1"}, {"view": "data.loaded", "of": {"x": 1}},
        {"view": "journey.onward", "of": "days"}, {"view": "journey.onward", "of": {"days": "many"}},
        {"view": "journey.onward", "of": {"days": {"days": 1}}}, {"view": "journey.onward", "of": {"seen": {"columns": "x"}}},
        {"view": "support.trend", "of": {"figure": "x"}}, {"view": "drivers.moved", "of": {"move": {"name": "x"}}},
    ],
)  # fmt: skip
def test_what_describes_no_view_is_refused_in_one_sentence(told: Any) -> None:
    with pytest.raises(UnknownView) as refused:
        View.from_value(told)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "1" * 10_000, "\ud800", "NaN", '"x"'])
def test_what_is_no_json_of_a_view_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UnknownView, match="This is not the description of an analysis"):
        View.from_json(text)


def test_a_view_of_another_analysis_is_refused() -> None:
    with pytest.raises(UnknownView, match="is not asked by"):
        View("data.loaded", usual("journey.onward").asked)


@pytest.mark.parametrize("name", VIEWS)
def test_on_an_empty_workspace_every_view_answers_or_refuses_whatever_is_asked(nothing: Workspace, name: str) -> None:
    assert_answers_or_refuses(nothing, name, [{}, *(told for _, told in hostile_parameters(VIEWS[name].of))])


@pytest.mark.parametrize("name", [name for name in VIEWS if not name.startswith(HEAVY)])
def test_on_loaded_data_every_view_answers_or_refuses_whatever_is_asked(shop: Workspace, name: str) -> None:
    before = shop.count("tickets")
    assert_answers_or_refuses(shop, name, [given for _, given in hostile_parameters(VIEWS[name].of)])
    assert shop.count("tickets") == before


@pytest.mark.parametrize("name", [name for name in VIEWS if name.startswith(HEAVY)])
def test_numbers_and_dates_beyond_reason_are_refused_before_anything_is_computed(name: str) -> None:
    definition = VIEWS[name]
    refused = 0
    for _, told in hostile_parameters(definition.of):
        plain = str(told)
        if any(beyond in plain for beyond in ("-1", "000000", "nan", "inf", "e+300", "0001-", "9999-")):
            with pytest.raises(UnknownView):
                parameters(definition, NEEDED.get(name, {}) | told)
            refused += 1
    assert refused


def assert_answers_or_refuses(workspace: Workspace, name: str, asked: list[dict[str, Any]]) -> None:
    """Nothing but a sentence is raised, and what is answered can be drawn and kept."""
    for told in asked:
        try:
            answer = View.from_value({"view": name, "of": NEEDED.get(name, {}) | told}).run(workspace)
        except JourneyError as refused:
            said = str(refused)
        else:
            said = answer.title
            assert answer.drawn is None or answer.drawn.to_dict()
        assert said
        assert "\n" not in said


@pytest.fixture(scope="module")
def asked(shop: Workspace) -> Callable[[str], View]:
    """Each view with parameters that have something to show on the shop."""
    pain = str(shop.pain_points().pain_points["id"].iloc[0])
    driver = str(shop.drivers(shop.driver_question()).drivers["name"].iloc[0])
    moved = {"name": driver, "kind": "at most", "value": 60.0}
    more = {
        "pain_points.months": {"pain_point": pain},
        "pain_points.spread": {"pain_point": pain},
        "drivers.curve": {"driver": driver},
        "drivers.moved": {"move": moved},
        "drivers.what_if": {"moves": [moved]},
    }
    return lambda name: View.from_value({"view": name, "of": NEEDED.get(name, {}) | more.get(name, {})})


# What the shop has nothing of.
REFUSED = {"drivers.segments", "retention.subscription_worth"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_pinned_cell_gives_the_table_of_the_page_to_the_last_digit(
    shop: Workspace, asked: Callable[[str], View], clock: Callable[[], datetime], name: str
) -> None:
    view = asked(name)
    notebook = make_notebook(shop, name, "Ada", [Analysis("a", "pinned", view.as_value())])
    run = Runner(shop, notebook, clock).run("a")
    if name in REFUSED:
        assert run.refusal
        return
    assert run.table is not None, run.refusal
    assert_frame_equal(run.table, view.run(shop).table)
    keep_runs(shop, notebook.id, [run])
    back = runs_of(shop, notebook.id)["a"]
    assert back.table is not None
    assert_frame_equal(back.table, run.table, check_dtype=False, check_column_type=False)
    assert (back.chart is None) == (run.chart is None)
