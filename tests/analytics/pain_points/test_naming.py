"""Names in the customers' own words."""

from __future__ import annotations

from analytics.pain_points.naming import name_groups


def test_neighbours_share_no_phrase() -> None:
    first = ["my card payment was declined", "card payment declined again", "card payment declined"] * 3
    second = ["card payment took too long", "the card payment declined too long ago"] * 3
    names = [name.phrase.lower() for name in name_groups([first, second], ["en", "en"])]
    assert names[0] not in names[1]
    assert names[1] not in names[0]


def test_the_wording_is_the_commonest_one_and_no_stem() -> None:
    texts = ["Delivery arrived late", "delivery arrived late", "Deliveries arriving late"]
    other = ["nice app", "app is fine", "app is nice"]
    assert name_groups([texts, other], ["en", "en"])[0].phrase == "Delivery arrived late"


def test_a_phrase_does_not_begin_or_end_in_the_air() -> None:
    texts = ["I would like to cancel my subscription", "how do I cancel my subscription please"] * 4
    other = ["the box is broken", "box arrived broken"] * 4
    assert name_groups([texts, other], ["en", "en"])[0].phrase == "Cancel my subscription"


def test_one_word_comments_still_get_a_name_each() -> None:
    names = name_groups([["slow"], ["dear"], []], ["en", "en", "und"])
    assert len({name.phrase for name in names}) == 3
    assert all(name.phrase for name in names)


def test_an_ordinal_leaves_no_letters_behind() -> None:
    moving = [f"we are moving on the {day}th, please change the delivery address" for day in range(5, 15)]
    other = ["the app crashes after login", "app crashes at login again", "login crashes the app"]
    first, _ = name_groups([moving, other], ["en", "en"])
    assert "th" not in first.phrase.lower().split()


def test_a_phrase_that_points_elsewhere_gives_way_to_one_that_names_its_subject() -> None:
    texts = [f"changed the grind size {n} days ago and the old one arrives" for n in ("two", "three", "ten")] * 3
    other = ["the parcel came late", "late parcel again", "parcel is late"] * 3
    assert name_groups([texts, other], ["en", "en"])[0].phrase == "Changed the grind size"


def test_how_long_it_took_is_no_subject() -> None:
    texts = ["spent twenty minutes with the comparison table", "twenty minutes in the comparison table"] * 4
    other = ["the parcel came late", "late parcel again", "parcel is late"] * 3
    assert name_groups([texts, other], ["en", "en"])[0].phrase == "Comparison table"


def test_names_keep_the_capitals_that_people_give_them_within_a_sentence() -> None:
    texts = ["please exchange the Ethiopia beans", "Exchange the Ethiopia beans", "EXCHANGE THE ETHIOPIA BEANS"] * 3
    german = ["meine Lieferung kam kaputt", "die Lieferung kam kaputt", "Lieferung kam wieder kaputt"] * 3
    english, other = name_groups([texts, german], ["en", "de"])
    assert english.phrase == "Exchange the Ethiopia beans"
    assert other.phrase == "Lieferung kam kaputt"
