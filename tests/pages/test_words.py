"""Text from files stays text, whatever it tries to be."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.words import escaped, marked

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    ":material/skull: :red[angry] :smile:",
    "$\\frac{1}{0}$",
    "https://example.com www.example.com a@example.com",
]


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_tag_but_our_own_mark_ever_stands_in_marked_text(text: str) -> None:
    made = marked(text, ["alert", "x", "script"])
    assert set(re.findall(r"</?(\w+)", made)) <= {"mark"}


@given(st.text() | st.sampled_from(HOSTILE), st.lists(st.text(max_size=5), max_size=4))
def test_marking_loses_no_character(text: str, words: list[str]) -> None:
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", marked(text, words))) == html.unescape(html.escape(text))


@given(st.text(min_size=1) | st.sampled_from(HOSTILE))
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#$~|]", escaped(text))


def test_links_emoji_and_colours_are_broken_up() -> None:
    plain = escaped("www.example.com :smile: a@b.com").replace("\\", "")
    assert "www.example" not in plain
    assert ":smile" not in plain
    assert "@b" not in plain


def test_a_stem_marks_its_forms_and_never_the_middle_of_a_word() -> None:
    assert re.findall(r">(\w+)</mark>", marked("Late, later, translate", ["late"])) == ["Late", "later"]


def test_a_label_is_one_line() -> None:
    assert "\n" not in escaped("first\nsecond\r\n\tthird")
