"""The weapon vocabulary."""

from __future__ import annotations

import msgspec
import pytest

from tallybook.core.certainty import Certainty
from tallybook.core.values import Weapon
from tallybook.knowledge.weapons import Weapons, WeaponType, load_weapons


@pytest.fixture(scope="module")
def weapons() -> Weapons:
    return load_weapons()


@pytest.mark.parametrize(
    ("words", "weapon"),
    [
        ("one-way attack drones", "one-way-drone"),
        ("one way attack drone", "one-way-drone"),
        ("suicide drones", "one-way-drone"),
        ("Katyusha rockets", "rocket"),
        ("IEDs", "ied"),
        ("a roadside bomb", "roadside-bomb"),
        ("AK-47s", "rifle"),
        ("knives", "knife"),
        ("explosive-laden drone", "drone"),
        ("gold mine", None),
        ("landmine", "landmine"),
        ("a pencil", None),
        ("axes", "axe"),
        ("weapons caches", None),
        ("petrol stations", None),
        ("petrol bombs", "petrol-bomb"),
        ("snipers", None),
        ("sniper fire", "rifle"),
    ],
)
def test_find(weapons: Weapons, words: str, weapon: str | None) -> None:
    assert weapons.find(words) == weapon


def test_scan_gives_the_words(weapons: Weapons) -> None:
    words = "They fired rockets and one - way attack drones".split()
    hits = [(words[h.start : h.end], h.weapon_id) for h in weapons.scan(words)]
    assert hits == [
        (["rockets"], "rocket"),
        (["one", "-", "way", "attack", "drones"], "one-way-drone"),
    ]


def test_a_contraction_is_no_weapon(weapons: Weapons) -> None:
    assert weapons.scan(["she'll", "come"]) == []
    assert [h.weapon_id for h in weapons.scan(["the", "rocket's", "debris"])] == ["rocket"]


def test_kinds(weapons: Weapons) -> None:
    assert weapons.is_a("one-way-drone", "drone")
    assert not weapons.is_a("drone", "one-way-drone")
    assert not weapons.is_a("drone", "rocket")


def test_matches(weapons: Weapons) -> None:
    def match(said: str, asked: str) -> Certainty:
        return weapons.matches(Weapon(said), weapons.query(asked))

    assert match("Shahed drones", "drone") is Certainty.SURE
    assert match("drones", "suicide drones") is Certainty.POSSIBLE
    assert match("rockets", "drones") is Certainty.NO
    assert match("a trebuchet", "trebuchet") is Certainty.SURE
    assert match("a trebuchet", "drones") is Certainty.POSSIBLE


def test_an_unknown_parent_is_a_defect_of_the_file() -> None:
    lost = WeaponType("sling", "sling", "Attack", "ASSAULT", "STONE", parent="thrown")
    with pytest.raises(msgspec.ValidationError, match="unknown parent"):
        Weapons([lost])
