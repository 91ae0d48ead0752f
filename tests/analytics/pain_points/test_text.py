"""Cleaning, masking and cutting into words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.pain_points.text import clean, mask, stems, without_frame, words


def test_masking_hides_what_names_a_person() -> None:
    assert mask("I am jo@shop.example, see https://x.example/a?b=1 now") == "I am [e-mail], see [link] now"
    assert mask("Call (020) 7946-0018. IBAN DE89 3704 0044 0532 0130 00") == "Call [phone]. IBAN [account]"


def test_masking_leaves_prices_dates_and_short_order_numbers() -> None:
    assert mask("Order 4711 for 19.90 on 3 May") == "Order 4711 for 19.90 on 3 May"


def test_words_drop_masks_and_numbers_but_keep_apostrophes() -> None:
    assert words("[e-mail] [phone] I can't pay 20 EUR") == ["i", "can't", "pay", "eur"]


def test_unspaced_scripts_become_pairs_of_signs() -> None:
    assert words("商品坏了") == ["商品", "品坏", "坏了"]


def test_salutation_and_signature_go_even_after_a_subject_line() -> None:
    text = "Parcel late\nDear team,\n\nIt never came.\n\nKind regards, Ann\n\nSent from my iPhone"
    assert words(without_frame(text)) == ["parcel", "late", "it", "never", "came"]


def test_a_comment_that_is_only_a_greeting_stays() -> None:
    assert without_frame("Thanks") == "Thanks"


def test_stems_follow_the_language_and_leave_unknown_ones_alone() -> None:
    assert stems(["bestellungen"], "de") == ["bestell"]
    assert stems(["paczki"], "pl") == stems(["paczkę"], "pl")
    assert stems(["bestellungen"], "xx") == ["bestellungen"]


@given(st.text())
def test_any_text_is_read_without_error_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text.replace("&", ""))  # "&amp;lt;" rightly needs two rounds
    assert clean(once.replace("<", "")) == once.replace("<", "").strip() or "  " in once.replace("<", "")
    assert all(word == word.lower() for word in words(mask(without_frame(text))) if word.isascii())
