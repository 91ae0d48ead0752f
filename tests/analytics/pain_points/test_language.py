"""Guessing languages."""

from __future__ import annotations

import pytest

from analytics.pain_points.language import guess, settle
from analytics.pain_points.text import words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The parcel has not arrived and nobody answers me", "en"),
        ("Das Paket ist noch nicht da und keiner meldet sich", "de"),
        ("Le colis n'est pas arrivé et je suis très déçu", "fr"),
        ("O produto não chegou e eu ainda não fiz a devolução", "pt"),
        ("El paquete no llegó y nadie me responde por el chat", "es"),
        ("Het pakket is niet aangekomen en ik krijg geen antwoord", "nl"),
        ("Paketet har inte kommit och jag får inget svar", "sv"),
        ("Paczka nie przyszła, a pieniądze są już pobrane", "pl"),
        ("Paket ei ole tullut ja kukaan ei vastaa, mutta rahat on otettu", "fi"),
        ("Kargo hala gelmedi ve kimse bana cevap vermiyor", "tr"),
        ("посылка не пришла", "ru"),
        ("荷物が届きません", "ja"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert guess(words(text)) == language


@pytest.mark.parametrize("text", ["ok", "I need mastercard as well as visa", "I must change my PIN"])
def test_english_with_a_word_of_another_language_is_not_foreign(text: str) -> None:
    assert guess(words(text)) in {"en", None}


def test_untold_comments_take_the_commonest_language_and_rare_ones_are_not_grouped() -> None:
    told, grouped = settle(["en"] * 100 + ["de"] * 40 + ["fr"] * 3 + [None])
    assert told[-1] == "en"
    assert grouped == {"en", "de"}


def test_a_small_minority_is_grouped_when_it_is_large_enough_in_itself() -> None:
    assert settle(["en"] * 9_000 + ["de"] * 120)[1] == {"en", "de"}
    assert settle(["en"] * 9_000 + ["de"] * 80)[1] == {"en"}
