"""Where an attack happened: what grammar proposes, and what the learnt weights make of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.attacks.place_weights import Candidate, PlaceWeights, chosen, place_weights
from tallybook.coding.places.mention import PlaceMention
from tallybook.core.claims import Claim
from tallybook.core.values import Place

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen shot dead two guards in the West Bank city of Nablus on Sunday.", ["Nablus"]),
        ("A bomb killed five in the Mansour district of Baghdad on Sunday.", ["Mansour"]),
        ("Rebels killed six in Bunia, a minister in Kinshasa said on Sunday.", ["Bunia"]),
        ("Six died in a raid in Bunia on Sunday and were flown to Kinshasa.", ["Bunia"]),
        ("Rebels shelled the Angara Dabo area on Sunday, killing two.", ["Angara Dabo"]),
        ("A guard was stabbed on Sunday at the Kolo crossing, west of Goma.", ["Kolo"]),
        ("Gunmen stormed a hotel on Sunday in the Somali city of Baidoa.", ["Baidoa"]),
        ("Among those it lists is the bombing of a clinic at Bunia on Sunday.", ["Bunia"]),
        ("Another case comes from Kanyola, in Walungu, where rebels shot two guards on Sunday.",
         ["Kanyola"]),
        ("Fighters from the Toro tribe shot two guards in Bunia on Sunday.", ["Bunia"]),
        ("Rebels, most of them of the Lendu community, shot two guards in Bunia on Sunday.",
         ["Bunia"]),
        ("A bomb killed two on Sunday in Sokolo, about 20 km west of Mopti.", ["Sokolo"]),
    ],
)  # fmt: skip
def test_one_attack_has_one_place(code_report: Code, text: str, names: list[str]) -> None:
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.name for p in claim.places] == names


@pytest.mark.parametrize(
    "text",
    [
        "The group, which has fought the army in Goma since 2012, said that it killed two guards.",
        "Two guards were shot on Sunday and treated at a hospital in Goma.",
        "A guard was taken to Goma with wounds to the leg on Sunday, police said.",
        "The rebels praised the knife attack on a guard as an answer to the crime in Goma.",
        "Families flee to Goma when shelling kills their neighbours.",
    ],
)
def test_another_matters_place_is_not_the_attacks(code_report: Code, text: str) -> None:
    assert all(p.name != "Goma" for c in code_report(text) for p in c.places)


def test_every_weight_is_of_a_named_piece_of_evidence() -> None:
    weights = place_weights()
    assert "grammar: clause" in weights.weights
    assert "holds the one before it" in weights.weights
    assert weights.weights["grammar: no"] < 0
    assert weights.from_odds < 0


def _candidate(start: int, name: str, *, proposed: bool, mates: frozenset[int] = frozenset()):
    place = PlaceMention(start, start + 1, start + 1, Place(name=name), None, True, False)
    return Candidate(place, proposed, {name: 1.0}, mates)


def test_the_likeliest_is_taken_with_its_mates_and_what_is_likely_by_itself() -> None:
    weights = PlaceWeights(
        source="", prior=0.0, from_odds=-1.0,
        weights={"A": 2.0, "B": -3.0, "C": 0.5, "D": -0.5, "E": -0.5, "F": -2.0},
    )  # fmt: skip
    a = _candidate(0, "A", proposed=True, mates=frozenset({1}))
    b, c = _candidate(1, "B", proposed=False), _candidate(2, "C", proposed=True)
    d, e = _candidate(3, "D", proposed=True), _candidate(4, "E", proposed=False)
    f = _candidate(5, "F", proposed=True)

    def names(*told: Candidate) -> list[str]:
        return [p.place.name for p in chosen(told, weights)]

    assert names(a, b, c, d, e) == ["A", "B", "C"]
    assert names(d, e) == ["D"]
    assert names(e) == []
    assert names(f) == []
    assert names() == []


def test_clauses_that_and_joins_have_places_of_their_own(code_report: Code) -> None:
    claims = code_report(
        "On May 10 nine people were abducted and killed in Zhob, and on May 16 three guests died "
        "when a coach was sprayed with bullets near Kalat."
    )
    told = {c.killed.low: [p.name for p in c.places] for c in claims if c.killed}
    assert told == {9: ["Zhob"], 3: ["Kalat"]}
