"""Names that the text itself takes up as places: "where", "there", "a hamlet", "raided too"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim
from tallybook.knowledge.loading import load_knowledge

Code = Callable[..., list[Claim]]

LEAD = "Three villages in the Koro district of Mali were raided on Saturday, the prefect said.\n\n"


def _places_of_attacks(claims: list[Claim]) -> list[str]:
    return [c.places[0].name for c in claims if c.kind == "incident" and c.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Gunmen hit Dakuru first. Tassouma was the last to be hit: there, nobody was hurt.",
         ["Dakuru", "Tassouma"]),
        ("The last to be raided was Tassouma; nobody was hurt there.", ["Tassouma"]),
        ("Tassouma was the third village to be hit. Its people had fled.", ["Tassouma"]),
        ("Armed men stormed Dakuru, a hamlet of herders, killing two.", ["Dakuru"]),
        ("Dakuru, the second village, was torched at dusk.", ["Dakuru"]),
        ("Then came Dakuru, where gunmen shot a teacher.", ["Dakuru"]),
        ("Tassouma was looted too.", ["Tassouma"]),
    ],
)  # fmt: skip
def test_the_villages_that_were_counted_are_named(
    code_report: Code, text: str, places: list[str]
) -> None:
    assert _places_of_attacks(code_report(LEAD + text)) == places


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen ambushed a convoy near Gao on Monday. Sani was the first to be hit.",
        LEAD + "Gunmen raided Dakuru. Sergeant Sani was the first to be hit.",
        LEAD + "Gunmen raided Dakuru. The Amina was hit too, its skipper said.",
    ],
)
def test_a_person_or_a_ship_is_no_village(code_report: Code, text: str) -> None:
    named = {p.name for c in code_report(text) for p in c.places}
    assert not {"Sani", "Sergeant Sani", "Amina"} & named


def test_what_was_the_last_to_be_raided_was_raided(code_report: Code) -> None:
    found = code_report("The last to be attacked on Monday was a clinic near Gao, police said.")
    assert [c.stance for c in found if c.kind == "incident"] == ["asserted"]


def test_harm_belongs_to_what_its_sentence_has_told(code_report: Code) -> None:
    found = code_report(
        LEAD + "Gunmen raided Dakuru, killing three farmers. Tassouma was raided last: there, "
        "the raiders burned the granaries but nobody was killed."
    )
    killed = {c.places[0].name: c.killed for c in found if c.kind == "incident" and c.places}
    assert {name: toll and (toll.low, toll.high) for name, toll in killed.items()} == {
        "Dakuru": (3, 3),
        "Tassouma": (0, 0),
    }


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("the Kidal region of Mali", [("Kidal", 4)]),
        ("the region of Kidal, in Mali", [("Kidal", 4)]),
        ("the Segou and Mopti regions of Mali", [("Segou", 4), ("Mopti", 4)]),
        ("the Bajaur tribal district of Pakistan", [("Bajaur", 3)]),
        ("the Gedo region of Somalia", [("Gedo", 4)]),
        ("Garissa County, Kenya", [("Garissa County", 4)]),
    ],
)
def test_a_division_is_no_town_and_no_country(
    code_report: Code, where: str, names: list[tuple[str, int]]
) -> None:
    [claim] = code_report(f"Gunmen attacked a convoy in {where} on Friday, police said.")
    assert [(p.name, p.precision) for p in claim.places] == names


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A bomb went off in the Somali capital on Friday, killing two.", "geonames:53654"),
        ("A bomb went off in Sudan's capital on Friday, killing two.", "geonames:379252"),
        ("A bomb went off in the regional capital on Friday, killing two.", None),
    ],
)
def test_a_capital_is_the_capital_of_whose_it_is(
    code_report: Code, text: str, key: str | None
) -> None:
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.key for p in claim.places if (p.precision or 9) < 6] == ([key] if key else [])


def test_a_distance_says_which_town_of_a_name_is_meant(code_report: Code) -> None:
    text = "A mine killed seven people in Balad, 30 km north of Mogadishu, on Friday."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [(p.name, p.country) for p in claim.places] == [("Balad", "SO")]


@pytest.mark.parametrize(
    ("where", "country"),
    [
        ("in the north of Mali", "ML"),
        ("across the south-east of Niger", "NE"),
        ("in the east of the Democratic Republic of Congo", "CD"),
        ("in the west of the town of Gao", "ML"),
        ("north of Mali", None),
        ("just to the north of Mali", None),
    ],
)
def test_the_north_of_a_country_is_in_it(
    code_report: Code, where: str, country: str | None
) -> None:
    [claim] = code_report(f"Gunmen attacked a convoy {where} on Friday.")
    assert [p.country for p in claim.places] == [country]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("PEMBA, Mozambique, 20 June — Men with machetes entered Nambo on Thursday, killing four. "
         "Families fled to Metuge. Rwandan and Mozambican troops intend to comb the coast.", "MZ"),
        ("NIAMEY, Niger — Gunmen killed four herders at Xagato on Thursday, Mali's army said. The "
         "Malian wounded were taken to a hospital in Gao, and others to Niamey.", None),
    ],
)  # fmt: skip
def test_an_unknown_name_is_of_the_country_of_all_places_named(
    code_report: Code, text: str, country: str | None
) -> None:
    [attack] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.country for p in attack.places] == [country]


def test_near_a_town_in_a_province_is_in_that_province(code_report: Code) -> None:
    [attack] = [
        c
        for c in code_report(
            "Eight farmers were hacked to death near Oicha, in North Kivu province, on Friday."
        )
        if c.kind == "incident"
    ]
    gazetteer = load_knowledge().gazetteer
    [north] = [e for e in gazetteer.candidates("North Kivu") if e.kind == "admin1"]
    [ituri] = [e for e in gazetteer.candidates("Ituri") if e.kind == "admin1"]
    place = attack.places[0]
    assert gazetteer.located_in(place, gazetteer.place_of(north)) is Certainty.SURE
    assert gazetteer.located_in(place, gazetteer.place_of(ituri)) is Certainty.NO


def test_a_headline_s_label_says_where_an_unknown_village_lies(code_report: Code) -> None:
    claims = code_report(
        "Ituri: dozens feared dead in raid\n\nMilitiamen fell upon families in Drogu, in the east "
        "of the Democratic Republic of Congo, on Friday, killing 20. The army's spokesman in Ituri "
        "province gave no toll."
    )
    [attack] = [c for c in claims if c.kind == "incident"]
    assert attack.places[0].reason == "not in the gazetteer: somewhere in Ituri"


@pytest.mark.parametrize(
    ("where", "key"),
    [
        ("in the east of Burkina Faso", "direction:east|country:BF"),
        ("in the far north of Mali", "direction:north|country:ML"),
        ("across the north-east of Nigeria", "direction:north-east|country:NG"),
        ("to the east of Goma", "near:25:90|geonames:216281"),
        ("east of Goma", "near:25:90|geonames:216281"),
    ],
)
def test_the_east_of_a_country_is_in_it(code_report: Code, where: str, key: str) -> None:
    [attack] = [
        c for c in code_report(f"Gunmen killed four {where} on Friday.") if c.kind == "incident"
    ]
    assert [p.key for p in attack.places] == [key]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jets bombed a village in Sagaing region, Myanmar, on Sunday. A monitor has logged 41 air "
         "strikes in the region since April.", "Sagaing"),
        ("Rebels shelled a camp in Ituri province and a town in North Kivu province, in Congo, on "
         "Sunday. Monitors have counted 40 attacks in the province since May.",
         "Democratic Republic of the Congo"),
    ],
)  # fmt: skip
def test_the_region_is_the_one_that_is_named(code_report: Code, text: str, place: str) -> None:
    [count] = [c for c in code_report(text) if c.kind == "count"]
    assert [p.name for p in count.places] == [place]
