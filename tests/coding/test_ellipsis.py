"""Another voice that answers in few words: "the army says they did", "the governor denied it"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

ANSWERS = [
    ("The rebels denied that they had shelled a market in Goma, Congo, on Monday. "
     "The army says they did.", "army", "asserted"),
    ("The army denied that a hospital in Goma, Congo, had been shelled on Monday. "
     "Doctors insisted it was.", "Doctors", "asserted"),
    ("Villagers said a militia burned a school in Goma, Congo, on Monday. "
     "Its spokesman said it did not.", "spokesman", "denied"),
    ("Gunmen raided a village near Goma, Congo, on Monday, residents said. "
     "The governor confirmed this.", "governor", "asserted"),
    ("Gunmen raided a village near Goma, Congo, on Monday, residents said. "
     "The governor denied it.", "governor", "denied"),
    # of something else, or of nothing that was just told
    ("Gunmen raided a village near Goma, Congo, on Monday, residents said. "
     "The governor confirmed the visit.", "governor", None),
    ("Gunmen raided a village near Goma, Congo, on Monday, residents said. Schools were closed. "
     "Parents had asked for that. The governor denied it.", "governor", None),
    ("Gunmen raided a village near Goma, Congo, on Monday, residents said. "
     "The governor said he was in Kinshasa.", "governor", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "voice", "stance"), ANSWERS)
def test_a_short_answer_is_about_the_attack_just_told(
    code_report: Code, text: str, voice: str, stance: str | None
) -> None:
    claims = code_report(f"Attack in Congo\n\n{text}")
    found = [c for c in claims if c.kind == "incident" and c.voices[-1].name == voice]
    assert [c.stance for c in found] == ([] if stance is None else [stance])
    for claim in found:
        assert {p.name for p in claim.places} == {"Goma"}
        assert {"places", "when", "targets"} <= set(claim.inferred)


def test_another_site_is_another_attack(code_report: Code) -> None:
    claims = code_report(
        "Attacks in Congo\n\nGunmen raided a camp near Goma, Congo, on Monday, police said. "
        "They attacked a second camp, at Sake, the same day."
    )
    told = [c for c in claims if c.kind == "incident"]
    assert [[p.name for p in c.places] for c in told] == [["Goma"], ["Sake"]]
    assert told[1].apart_from == (told[0].id,)


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Rebels raided a mine near Goma, Congo, on Monday, police said.", []),
        ("Rebels killed two guards at a mine near Goma, Congo, on Monday, police said.", []),
        ("A bus hit a mine near Goma, Congo, on Monday, killing two, police said.", ["mine"]),
        ("Two herders were killed by a mine near Goma, Congo, on Monday.", ["mine"]),
    ],
)
def test_a_mine_where_people_dig_is_no_weapon(
    code_report: Code, text: str, weapons: list[str]
) -> None:
    told = [c for c in code_report(f"Attack in Congo\n\n{text}") if c.kind == "incident"]
    assert [[w.name for w in c.weapons] for c in told] == [weapons]


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("A rebel front denied that its men had raided a farm near Goma, Congo, on Monday.",
         1),
        ("The company denied that its men had raided a farm near Goma, Congo, on Monday.", 0),
        ("The governor accuses the militia of having killed two men near Goma, Congo, on Monday.",
         1),
        ("Rebels stopped short of a threat near Goma, Congo, on Monday.", 0),
    ],
)  # fmt: skip
def test_who_leads_the_men(code_report: Code, text: str, attackers: int) -> None:
    told = [c for c in code_report(f"Raid in Congo\n\n{text}") if c.kind == "incident" and c.places
            and c.sentence.words.startswith(text[:12])]  # fmt: skip
    assert len([c for c in told if c.attackers]) == attackers
