"""Who speaks of "the attackers" takes their attack for granted; what is background is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

RAID = "Gunmen opened fire on a guard post near Gao on Monday, killing three men."


def _told(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("The attackers fled into the hills, the police said.", "police"),
        ("The mayor said the gunmen had escaped on motorcycles.", "mayor"),
        ("The exchange went on for an hour, the governor said.", "governor"),
        ("The fighting lasted three hours, residents said.", "residents"),
        ("The police said the assailants might return.", None),
        ("The police denied that the attackers had fled.", None),
        ("The prisoner exchange went on for an hour, the police said.", None),
        ("The stock exchange continued to trade, the governor said.", None),
        ("The police said the traders had fled.", None),
        ("Some bandits had left the town, the police said.", None),
    ],
)
def test_who_speaks_of_the_attackers_says_that_they_attacked(
    code_report: Code, sentence: str, voice: str | None
) -> None:
    voices = {v.name for c in _told(code_report(f"{RAID} {sentence}")) for v in c.voices[1:]}
    assert voices == ({voice} if voice else set())


def test_it_is_no_second_attack_and_has_its_place_and_day(code_report: Code) -> None:
    claims = _told(code_report(f"{RAID} The attackers fled into the hills, the police said."))
    assert sum(not c.about for c in claims) == 1
    assert all([p.name for p in c.places] == ["Gao"] for c in claims)


def test_what_was_told_long_before_is_not_taken_up(code_report: Code) -> None:
    text = f"{RAID} Schools closed. Markets shut. Rain fell. The attackers fled, the police said."
    assert all(len(c.voices) == 1 for c in _told(code_report(text)))


AFTER = "A bomb killed four in Gao on Monday, hours after rebels and soldiers had traded fire"


@pytest.mark.parametrize(
    ("sentence", "with_bomb"),
    [
        ("Nine people were wounded.", True),
        ("The bombing also wounded nine people.", True),
        ("The clash left nine soldiers wounded.", False),
    ],
)
def test_the_text_goes_on_from_its_main_clause(
    code_report: Code, sentence: str, with_bomb: bool
) -> None:
    claims = code_report(f"{AFTER} near Kidal. {sentence}")
    [first] = [c for c in _told(claims) if c.weapons]
    others = [c for c in claims if c.injured is not None and c.id != first.id]
    hurt = {i for c in others for i in (*c.about, c.id)}
    assert (first.id in hurt or first.injured is not None) == with_bomb


@pytest.mark.parametrize(
    ("sentence", "attacks"),
    [
        (
            "A gas cylinder that burst in a kitchen killed a woman; talk of a bomb was wrong.",
            0,
        ),
        ("A boiler burst in Gao on Monday and killed two men, rescuers said.", 0),
        ("A gas cylinder bomb killed two men in Gao on Monday.", 1),
        ("Rebels hurled a gas canister that killed two men in Gao on Monday.", 1),
    ],
)
def test_what_bursts_in_houses_attacks_nobody(
    code_report: Code, sentence: str, attacks: int
) -> None:
    report = f"Gunmen raided a mill near Kidal on Sunday.\n\n{sentence}"
    assert sum(not c.about for c in _told(code_report(report))) == 1 + attacks


LEFT = [
    ("A ship was left adrift off Hodeidah on Tuesday after it was struck by a missile.", "ship"),
    ("A tanker was abandoned off Hodeidah on Tuesday after two drones hit it.", "tanker"),
    ("A tanker docked at Hodeidah on Tuesday after it was hit by a missile.", None),
    ("A convoy left Hodeidah on Tuesday after it was attacked by rebels.", None),
    ("A bridge off Hodeidah was left closed on Tuesday after it had been hit by a shell.", None),
]


@pytest.mark.parametrize(("text", "hit"), LEFT)
def test_the_state_in_which_it_leaves_a_thing_has_the_attacks_day(
    code_report: Code, text: str, hit: str | None
) -> None:
    [claim] = _told(code_report(text, published="2024-06-12"))
    assert claim.when is not None
    assert (claim.when.earliest == "2024-06-11") == (hit is not None)
    if hit is not None:
        assert [t.name for t in claim.targets] == [hit]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Villagers fled on Monday after raiders attacked them near Jos.", ["Villagers"]),
        ("The army bombed a camp near Jos after it was attacked by rebels.", []),  # Which of them?
    ],
)
def test_a_pronoun_takes_up_the_subject_that_agrees(
    code_report: Code, text: str, targets: list[str]
) -> None:
    claim = next(c for c in _told(code_report(text)) if "attackers" in c.spans)
    found = [t.name for t in claim.targets if t.name != "camp"]
    assert found == targets


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("The police put the wounded at 17.", None, 17),
        ("Rescuers have so far taken out six bodies.", 6, None),
        ("Medics dug nine bodies out of the rubble.", 9, None),
        ("Two men had burns.", None, 2),
        ("The council put the wounded in tents at 17 sites.", None, None),
        ("Two houses had burns on their walls.", None, None),
        ("Porters took out two bodies of water.", None, None),
    ],
)
def test_the_dead_and_the_hurt_of_a_blast(
    code_report: Code, sentence: str, killed: int | None, injured: int | None
) -> None:
    claims = code_report(f"A bomb went off at a mill in Gao on Monday. {sentence}")
    found = [c for c in claims if c.killed is not None or c.injured is not None]
    assert {c.killed.low for c in found if c.killed} == ({killed} if killed else set())
    assert {c.injured.low for c in found if c.injured} == ({injured} if injured else set())
