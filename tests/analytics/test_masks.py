"""What is masked in a text, and above all what is not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.masks import MASKS, masked
from tests.analytics.masking_snippets import SNIPPETS, plain, truly_masked

# Bits of what is masked beside bits of what is not, so that chance puts together what nobody thinks of.
_BITS = """@ . - / + ( ) : , # 0 1 4 00 49 0171 030 555 7946 1234 1234567 4111 192.168.0.1 :: fe80 ann@x.example DE89
    [phone] order call v tel account 3704 0044 0532 0130 4111111111111111 05.03.2026 \x01 \u00e9"""
BITS = st.sampled_from([*_BITS.split(), "\n", " ", "  "])
WRITTEN = st.lists(BITS | st.just(" ") | st.text(max_size=5), max_size=14).map("".join)


def found(text: str) -> Counter[str]:
    return Counter({mask: text.count(mask) for mask in MASKS})


@pytest.mark.parametrize("snippet", SNIPPETS[""])
def test_what_an_analysis_needs_is_left_as_it_was(snippet: str) -> None:
    assert masked(snippet) == snippet


def test_nearly_everything_that_leads_to_a_person_is_masked_and_nothing_else() -> None:
    right = wrong = missed = 0
    for mask, snippets in SNIPPETS.items():
        for snippet in snippets:
            wanted = found(truly_masked(snippet, mask))
            given_ = found(masked(plain(snippet)))
            right += (wanted & given_).total()
            wrong += (given_ - wanted).total()
            missed += (wanted - given_).total()
    assert wrong == 0
    # "call 5 times on 555-0143": too far from the word, and too short to be a number of its own.
    assert missed <= 1
    assert right > 100


def test_the_text_around_a_mask_stays_to_the_letter() -> None:
    changed = [
        (snippet, masked(plain(snippet)))
        for mask, snippets in SNIPPETS.items()
        for snippet in snippets
        if masked(plain(snippet)) != truly_masked(snippet, mask)
    ]
    assert changed == [("call 5 times on «555-0143»", "call 5 times on 555-0143")]


@given(WRITTEN)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@given(st.text(alphabet=st.characters(exclude_characters="@0123456789")))
def test_a_text_without_an_at_sign_and_without_digits_is_never_touched(text: str) -> None:
    assert masked(text) == text


def test_a_very_long_word_is_looked_through_in_no_time() -> None:
    # A picture pasted into a comment: one word of 200,000 letters, with an "@" behind it.
    text = "a1" * 100_000 + "@"
    assert masked(text) == text
