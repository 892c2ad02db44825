"""Spellings of one name must meet, and names of different scripts must not be mixed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.knowledge.gazetteer import load_gazetteer
from tallybook.knowledge.places.spelling import (
    all_keys,
    arabic_key,
    cyrillic_key,
    plain_key,
    strip_marks,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr", "Deir Ezzor", "Dair az-Zaur"),
        ("al-Hasakah", "Hasaka", "Hassakeh", "Al Ḩasakah"),
        ("Raqqa", "Ar-Raqqah", "Rakka"),
        ("Suwayda", "Sweida", "As Suwaydā’"),
        ("Kandahar", "Qandahār"),
        ("Khan Yunis", "Khan Younis", "Khān Yūnis"),
        ("Maarat al-Numan", "Ma`arrat an-Nu`man"),
        ("Douma", "Dūmā"),
        ("Sulaymaniyah", "Sulaimaniya", "Suleimaniyeh"),
    ],
)
def test_romanisations_of_the_arabic_script_meet(spellings: tuple[str, ...]) -> None:
    assert len({arabic_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Luhansk", "Lugansk"),
        ("Zaporizhzhia", "Zaporizhzhya", "Zaporizhia"),
        ("Avdiivka", "Avdiyivka"),
        ("Kryvyi Rih", "Kryvyy Rih"),
        ("Mykolaiv", "Mykolayiv"),
    ],
)
def test_romanisations_of_cyrillic_meet(spellings: tuple[str, ...]) -> None:
    assert len({cyrillic_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mosul", "Musayyib"), ("Basra", "Busra"), ("Homs", "Hama"), ("Idlib", "Irbid")],
)
def test_different_towns_stay_apart(one: str, other: str) -> None:
    assert arabic_key(one) != arabic_key(other)


def test_the_plain_key_keeps_letters_and_drops_marks() -> None:
    assert plain_key("Bāb  al-Mandab") == plain_key("BAB AL MANDAB") == "babalmandab"
    assert plain_key("Salvador") != plain_key("El Salvador")


def test_a_name_of_articles_alone_keeps_them() -> None:
    assert arabic_key("Al") != arabic_key("")


def test_what_has_no_letters_has_no_keys() -> None:
    assert all_keys("—") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الموصل", "موصل"),
        ("أربيل", "اربيل"),
        ("غزة", "غزه"),
        ("Харків", "ХАРКІВ"),
        ("کابل", "كابل"),
    ],
)
def test_one_name_in_its_own_letters_has_one_key(one: str, other: str) -> None:
    assert all_keys(one) == all_keys(other) != ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("الموصل", "geonames:99072"),
        ("دير الزور", "geonames:170794"),
        ("Харків", "geonames:706483"),
        ("Грозный", "geonames:558418"),
    ],
)
def test_towns_are_known_by_their_names_in_their_own_letters(name: str, key: str) -> None:
    assert load_gazetteer().resolve(name).key == key


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_words_without_marks_are_stripped_as_those_with_marks(text: str) -> None:
    """They take a short way, which has to end where the long one does."""
    assert f"{strip_marks(text)} e".strip() == strip_marks(f"{text} é")
