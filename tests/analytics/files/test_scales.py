"""Answers in words: every language's best is the best number, and words that could be anything are nothing."""

from __future__ import annotations

import pytest

from analytics.files.columns import Column
from analytics.files.scales import in_words


def scaled(*values):
    return in_words(Column("Q", "Q", values, len(values)))


@pytest.mark.parametrize(
    ("worst", "best", "scale"),
    [
        ("Very dissatisfied", "Very satisfied", "satisfaction"),
        ("Sehr unzufrieden", "Sehr zufrieden", "satisfaction"),
        ("Très insatisfait", "Très satisfait", "satisfaction"),
        ("Muy insatisfecho", "Muy satisfecho", "satisfaction"),
        ("Muito insatisfeito", "Muito satisfeito", "satisfaction"),
        ("Zeer ontevreden", "Zeer tevreden", "satisfaction"),
        ("Molto insoddisfatto", "Molto soddisfatto", "satisfaction"),
        ("Mycket missnöjd", "Mycket nöjd", "satisfaction"),
        ("Meget utilfreds", "Meget tilfreds", "satisfaction"),
        ("Svært misfornøyd", "Svært fornøyd", "satisfaction"),
        ("Erittäin tyytymätön", "Erittäin tyytyväinen", "satisfaction"),
        ("Bardzo niezadowolony", "Bardzo zadowolony", "satisfaction"),
        ("Hiç memnun değilim", "Çok memnunum", "satisfaction"),
        ("Instämmer inte alls", "Instämmer helt", "agreement"),
        ("Zdecydowanie się nie zgadzam", "Zdecydowanie się zgadzam", "agreement"),
        ("Meget svært", "Meget nemt", "ease"),
        ("Çok kötü", "Çok iyi", "quality"),
        ("Trifft gar nicht zu", "Trifft voll und ganz zu", "agreement"),
        ("Pas du tout d\u2019accord", "Tout à fait d'accord", "agreement"),
        ("Very difficult", "Very easy", "ease"),
        ("Very poor", "Excellent", "quality"),
        ("Очень недоволен", "Очень доволен", "satisfaction"),
        ("Ужасно", "Отлично", "quality"),
        ("매우 불친절", "매우 친절", "quality"),
        ("매우 어려움", "매우 쉬움", "ease"),
        ("Sangat tidak puas", "Sangat puas", "satisfaction"),
        ("Velmi nespokojen", "Velmi spokojen", "satisfaction"),
    ],
)
def test_the_ends_of_a_scale(worst, best, scale):
    found, values = scaled(worst, best)
    assert found == scale
    assert (dict(values)[worst.lower()], dict(values)[best.lower()]) == ("1", "5")


def test_seven_steps_where_somewhat_and_plainly_are_told_apart():
    _, values = scaled("Satisfied", "Somewhat satisfied", "Very satisfied")
    assert [dict(values)[said] for said in ("somewhat satisfied", "satisfied", "very satisfied")] == ["5", "6", "7"]


def test_turkish_words_are_known_with_a_capital_as_well():
    _, values = scaled("İyi", "Kötü", "Çok iyi")
    assert dict(values)["iyi"] == "4"


def test_no_answer_is_no_number_and_rare_words_are_known_before_they_come():
    _, values = scaled("Satisfied", "Dissatisfied", "Don't know")
    assert dict(values)["don't know"] == ""
    assert dict(values)["very dissatisfied"] == "1"


@pytest.mark.parametrize("values", [("Yes", "No"), ("Good",), ("Berlin", "Satisfied"), ()])
def test_words_of_no_scale(values):
    assert scaled(*values) == ("", ())


def test_pictures_beside_the_words_are_no_part_of_them():
    # Some answers have one, some have none, and the gap is missing; the rarest may come with any of them.
    scale, values = scaled("🔴매우 불만족", "🟡 보통", "만족", "만족")
    found = dict(values)
    assert scale == "satisfaction"
    assert [found[said] for said in ("🔴매우 불만족", "🟡 보통", "만족", "🟡 만족")] == ["1", "3", "4", "4"]
