"""Totals and the places of their parts: a part lies in its whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Place

Code = Callable[..., list[Claim]]


def total(claims: list[Claim]) -> Claim:
    """The one figure that has parts."""
    [whole] = [claim for claim in claims if claim.parts]
    return whole


def numbers(claims: list[Claim]) -> list[int]:
    return sorted(c.count.low for c in claims if c.count is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Pipelines were attacked eight times in Arauca between June 1 and June 7, police said: "
        "five times in Saravena and three times in Tame.",
        "There were eight attacks on posts in Kano in June, the army said: five in Wudil and three "
        "in Bichi.",
        "There were eight attacks on shops in Herat in June, the ministry said. Five of the "
        "attacks were in Shindand and three in Guzara.",
    ],
)
def test_a_name_that_town_and_division_share_is_the_divisions_of_its_parts(
    code_report: Code, text: str
) -> None:
    claims = code_report(text)
    assert numbers(claims) == [3, 5, 8]
    whole = total(claims)
    [place] = whole.places
    assert place.precision is not None
    assert place.precision > 1
    assert "places" in whole.inferred


def test_a_name_without_parts_elsewhere_stays_the_towns(code_report: Code) -> None:
    [claim] = code_report("There were eight attacks on posts in Kano in June, the army said.")
    assert [place.precision for place in claim.places] == [1]
    assert "places" not in claim.inferred


def test_a_town_without_a_division_stands_for_itself_and_its_parts(code_report: Code) -> None:
    claims = code_report(
        "Clinics in Goma were attacked eight times in June, the ministry said: five times in "
        "Bukavu and three times in Beni."
    )
    whole = total(claims)
    assert names(whole.places) >= {"Goma", "Bukavu"}
    assert len(whole.places) > 1
    assert "places" in whole.inferred


def names(places: tuple[Place, ...]) -> set[str]:
    return {place.name for place in places}


def test_parts_by_the_places_of_their_whole_are_of_these(code_report: Code) -> None:
    claims = code_report(
        "Convoys were attacked five times in the Gao and Menaka regions in June, the army said. "
        "Three of the attacks were in Gao and two in Menaka."
    )
    whole = total(claims)
    parts = [claim for claim in claims if claim.id in whole.parts]
    assert sorted((p.name, p.precision) for c in parts for p in c.places) == sorted(
        (p.name, p.precision) for p in whole.places
    )


@pytest.mark.parametrize(
    "parts", ["six in Saravena and five in Tame", "nine in Saravena and two in Tame"]
)
def test_what_a_colon_spells_out_adds_nothing_even_where_it_does_not_add_up(
    code_report: Code, parts: str
) -> None:
    claims = code_report(
        f"There were eight attacks on pipelines in Arauca in June, the police said: {parts}."
    )
    assert 8 in numbers(claims)
    assert 19 not in numbers(claims)
    assert len(total(claims).parts) == 2


def test_places_side_by_side_without_a_colon_are_added_up(code_report: Code) -> None:
    claims = code_report(
        "Pipelines were attacked eight times in Arauca, six times in Cucuta and five in Pasto "
        "in June, the police said."
    )
    assert total(claims).count is not None
    assert 19 in numbers(claims)


@pytest.mark.parametrize(
    ("text", "number", "target"),
    [
        ("Nine villages were raided in Tillaberi in June, the governor said.", 9, "villages"),
        ("Armed men attacked at least seven army posts in Kayes in June.", 7, "army posts"),
    ],
)
def test_how_many_there_are_is_no_part_of_what_was_attacked(
    code_report: Code, text: str, number: int, target: str
) -> None:
    [claim] = code_report(text)
    assert claim.count is not None
    assert claim.count.low == number
    assert [mention.name for mention in claim.targets] == [target]
    for span in claim.spans["targets"]:
        assert text[span.start : span.end] == span.words == target


@pytest.mark.parametrize(
    ("text", "total_of", "parts_of"),
    [
        (
            "Insurgents attacked four army posts and two police stations in June, the army said.",
            (6, 6),
            {"army posts": 4, "police stations": 2},
        ),
        (
            "Gunmen attacked two churches and a mosque in Kaduna on Friday.",
            (3, 3),
            {"churches": 2, "mosque": 1},
        ),
    ],
)
def test_things_of_several_kinds_are_added_up(
    code_report: Code, text: str, total_of: tuple[int, int], parts_of: dict[str, int]
) -> None:
    claims = code_report(text)
    whole = total(claims)
    assert whole.count is not None
    assert (whole.count.low, whole.count.high) == total_of
    parts = {
        claim.targets[0].name: claim.count.low
        for claim in claims
        if claim.id in whole.parts and claim.count is not None
    }
    assert parts == parts_of


def test_a_clinic_may_stand_in_one_of_the_villages(code_report: Code) -> None:
    [claim] = code_report(
        "Militants raided three villages, a clinic and a school in Mueda on Friday."
    )
    assert claim.count is not None
    assert (claim.count.low, claim.count.high) == (3, 5)


def test_whom_an_attack_on_a_village_killed_is_no_second_thing(code_report: Code) -> None:
    claims = code_report("Rebels attacked a village in Beni on Friday, killing two farmers.")
    assert [claim.kind for claim in claims] == ["incident"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Armed groups attacked clinics in Goma eight times in June, the ministry said.", "Goma"),
        ("Gunmen attacked clinics in North Kivu 42 times in June, the army said.", "North Kivu"),
        ("Rebels shelled posts in Nyamilima twice in June, the army said.", "Nyamilima"),
    ],
)
def test_how_often_is_no_part_of_a_places_name(code_report: Code, text: str, place: str) -> None:
    [claim] = code_report(text)
    assert names(claim.places) == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Pipelines were attacked in Arauca on June 3, the police said.",
        "Hospitals were shelled in Kharkiv on June 3, the governor said.",
        "Depots and refineries were hit in Belgorod on June 3, the governor said.",
    ],
)
def test_a_plural_noun_that_opens_a_sentence_names_no_place(code_report: Code, text: str) -> None:
    for claim in code_report(text):
        assert len(claim.places) == 1
        assert claim.places[0].name in {"Arauca", "Kharkiv", "Belgorod"}
