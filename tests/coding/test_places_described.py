"""Names with the noun that says what they name, in chains, and with particles in them."""

from __future__ import annotations

import pytest

from evals.toponyms import Article, read_places
from tallybook.knowledge.loading import load_knowledge


def places(text: str) -> dict[str, tuple[str | None, bool]]:
    """The places of a text by name: their key, and whether they are only held by another's."""
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    return {one.place.name: (one.place.key, one.place.reason is not None) for one in found}


GUERRERO, SAGAING = "geonames:3527213", "MM-01"


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        (
            "Gunmen killed two men in Cocula town, Guerrero state, on Monday.",
            "Cocula",
            "geonames:3530482",
        ),
        ("Police in the town of Cocula, Guerrero, found the truck.", "Cocula", "geonames:3530482"),
        (
            "The shots were fired in Zamora municipality, Michoacán state.",
            "Zamora",
            "geonames:8582364",
        ),
        ("A bomb went off in Guerrero state, Mexico.", "Guerrero", GUERRERO),
    ],
)
def test_a_state_behind_a_town_says_which_town(text: str, name: str, key: str) -> None:
    assert places(text)[name] == (key, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rockets hit Tall ash Qirtu village, Homs Governorate, Syria.", "Tall ash Qirtu"),
        ("Gunmen raided San Pedro de los Ficus village, Guerrero state, Mexico.",
         "San Pedro de los Ficus"),
    ],
)  # fmt: skip
def test_particles_in_small_letters_are_part_of_a_name(text: str, name: str) -> None:
    key, held = places(text)[name]
    assert key is not None
    assert held


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State fighters left the town on Monday.",
        "His son, Jordan, was wounded on Monday.",
        "The head of state spoke on Monday.",
    ],
)
def test_what_only_looks_like_a_state_is_none(text: str) -> None:
    assert not {"Islamic", "Jordan", "head"} & set(places(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A guard was shot at Tarouma prison on Monday.", "Tarouma"),
        ("Two officers were killed at Welbede police station in Kenya.", "Welbede"),
        ("Militants stormed the Qasimi Hospital on Monday.", "Qasimi Hospital"),
        ("Jets struck positions near the town of ‘Arida on Monday.", "‘Arida"),
        ("Shells fell on the outskirts of Tarouma on Monday.", "Tarouma"),
        ("Army units patrolled Tarouma on Monday.", "Tarouma"),
        ("Troops were ambushed in the Dorkan Mountains on Monday.", "Dorkan Mountains"),
    ],
)
def test_what_only_a_place_has_or_suffers_names_one(text: str, name: str) -> None:
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    assert name in {text[one.start : one.end] for one in found}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Guards patrolled the Hamas Prison on Monday.", "Hamas Prison"),
        ("A bomb went off in the mixed Uzbek village of Tarouma on Monday.", "Uzbek"),
        ("He spoke of ‘Operation Dawn’ on Monday.", "‘Operation Dawn"),
        ("The army captured Taliban on Monday.", "Taliban"),
        ("Protesters met in the Kenyan capital, Nairobi, on Monday.", "Kenyan capital"),
    ],
)
def test_what_describes_or_is_somebodys_names_none(text: str, absent: str) -> None:
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    assert absent not in {text[one.start : one.end] for one in found}


def test_a_list_of_villages_is_no_chain() -> None:
    """Of the first of three names nothing says that it lies in the second."""
    found = places("In Mosul they shelled the villages of Dakuru, Tikrit and Welbede on Monday.")
    assert found["Dakuru"] == (None, True)


def test_what_possesses_a_district_holds_it() -> None:
    found = places("A mine went off in Baghdad's southern district of Dakuru on Monday.")
    key, held = found["Dakuru"]
    assert (key, held) == (places("A mine went off in Baghdad.")["Baghdad"][0], True)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Two people were shot in the capital Georgetown on Monday.", "Georgetown", "3378644"),
        ("Two people were shot in the capital, San José, on Monday.", "San José", "3621849"),
        ("Gunmen attacked a base in the capital Tripoli.", "Tripoli", "2210247"),
        ("A bomb went off in the capital, Kingston.", "Kingston", "3489854"),
    ],
)
def test_a_capital_is_the_town_of_that_name_that_is_one(text: str, name: str, key: str) -> None:
    assert places(text)[name] == (f"geonames:{key}", False)


def test_the_capital_of_a_state_is_no_countrys() -> None:
    assert places("A bomb went off in the state capital Tripoli.")["Tripoli"] == (None, True)


def test_what_the_text_puts_elsewhere_is_no_namesake() -> None:
    found = places("A mine killed two men in Ras al-Ayn village, Homs Governorate, Syria.")
    key, held = found["Ras al-Ayn"]
    assert held
    assert key == found["Homs Governorate"][0]


@pytest.mark.parametrize("name", ["Abu Zarqut", "Tall al Ghazal", "Umm Sadira"])
def test_a_word_that_opens_names_is_none_itself(name: str) -> None:
    found = places(f"A mine killed two men in {name}, Homs Governorate, Syria.")
    assert name in found
    assert name.split()[0] not in found


@pytest.mark.parametrize(
    ("sentence", "name", "near"),
    [
        ("Jets struck Sabboura, an area outside Damascus, on Sunday.", "Sabboura", "Damascus"),
        ("Gunmen killed four in Ozeria, a rebel-held village near Goma.", "Ozeria", "Goma"),
        ("A bomb went off in Tarqa, a small town about 20 km east of Raqqa.", "Tarqa", "Raqqa"),
    ],
)
def test_where_a_place_is_said_to_lie_decides_which_it_is(
    sentence: str, name: str, near: str
) -> None:
    read, _ = read_places(Article("x", sentence, None, (), ()), load_knowledge())
    found = {m.place.name: m.place for m in read}
    town = load_knowledge().gazetteer.resolve(near)
    assert found[name].lat is not None
    assert town.lat is not None
    assert abs(found[name].lat - town.lat) < 0.5
