"""Who takes credit, who is blamed, who denies: sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.speech.responsibility import find_responsibilities
from tallybook.core.claims import Claim

Hear = Callable[..., Any]

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Al-Shabaab claimed responsibility for the blast.", [("claims", "Al-Shabaab")]),
    ("Nangarhar: ISKP claimed an attack on a checkpoint.", [("claims", "ISKP")]),
    ("The blast was claimed by Al-Shabaab.", [("claims", "Al-Shabaab")]),
    ("Al-Shabaab said it was responsible for the blast.", [("claims", None)]),
    ("Al-Shabaab said its fighters were behind the blast.", [("claims", None)]),
    ("JNIM said it had ambushed a column near the river.", [("claims", None)]),
    ("The militia said one of its men had planted the bomb.", [("claims", None)]),
    ("He spoke of an assault on a camp near Monguno on Friday, which Boko Haram has claimed.",
     [("claims", "Boko Haram")]),
    ("The army held a hill near Monguno on Friday, which Boko Haram has claimed.", []),
    ("The army denied its troops had shelled the market.", [("denies", None)]),
    ("Hamas denied involvement in the shooting.", [("denies", "Hamas")]),
    ("Hamas denied that it was behind the shooting.", [("denies", "Hamas")]),
    ("Hamas distanced itself from the shooting.", [("denies", "Hamas")]),
    ("The mayor distanced himself from the governor.", []),
    ("Boko Haram owned up to the attack in a video.", [("claims", "Boko Haram")]),
    ("The mayor owned up to a mistake and sold his car.", []),
    ("The mayor blamed Boko Haram for the raid.", [("blames", "Boko Haram")]),
    ("The mayor blamed Boko Haram, a sect of the north, for the raid.",
     [("blames", "Boko Haram")]),
    ("The army accused the rebels.", [("blames", "rebels")]),
    ("The colonel pointed to Boko Haram, whose camps lie nearby.", [("blames", "Boko Haram")]),
    ("Suspicion fell on Boko Haram.", [("blames", "Boko Haram")]),
    ("All signs point to Boko Haram, the mayor said.", [("blames", "Boko Haram")]),
    ("The minister pointed to the army's progress.", []),
    ("He pointed to militants killed in the raid as proof.", []),
    ("A guard pointed his rifle at Boko Haram.", []),
    ("JNIM said it had carried out the raid.", [("claims", None)]),
    ("JNIM denied that it had carried out the raid.", [("denies", None)]),
    ("JNIM said it had not carried out the raid.", [("denies", None)]),
    ("Police said a man had carried out the raid.", []),
    ("JNIM said in a message sent to reporters that its men had carried out the raid.",
     [("claims", None)]),
    ("JNIM made the claim in a video.", [("claims", "JNIM")]),
    ("The claim was made by JNIM on Monday.", [("claims", "JNIM")]),
    ("JNIM made the claim that it holds the north.", []),
    ("The minister made the claim in parliament.", []),
    ("The mayor accused the council of waste.", []),
    ("Each side accused the other of the shelling.", []),
    ("The mayor blamed Boko Haram for the raid on Monday.", [("blames", "Boko Haram")]),
    ("The mayor blamed the raid on Boko Haram.", [("blames", "Boko Haram")]),
    ("The mayor laid the blame on Boko Haram.", [("blames", "Boko Haram")]),
    ("Officials accused Boko Haram of killing two herders.", [("blames", "Boko Haram")]),
    ("This was the work of Boko Haram, the mayor said.", [("blames", "Boko Haram")]),
    ("The union said soldiers had done it.", [("blames", "soldiers")]),
    ("The mayor said Boko Haram was responsible.", [("blames", "Boko Haram")]),
    ("The mayor pointed the finger at Boko Haram.", [("blames", "Boko Haram")]),
    ("Police suspect bandits.", [("blames", "bandits")]),
    ("JNIM issued a statement claiming responsibility for the raid.", [("claims", "JNIM")]),
    ("A video by Boko Haram claimed the raid.", [("claims", "Boko Haram")]),
    ("A Boko Haram video claimed responsibility for the raid.", [("claims", "Boko Haram")]),
    ("A leaflet dropped by JNIM claimed the raid.", [("claims", "JNIM")]),
    ("Police attributed the bomb that killed two in Goma on Monday to JNIM.",
     [("blames", "JNIM")]),
    ("The car bomb was claimed by Al-Shabaab.", [("claims", "Al-Shabaab")]),
    ("Abu Sayyaf was the mastermind of the raid.", [("blames", "Abu Sayyaf")]),
    ("Soldiers took part in the murder of the judge.", [("blames", "Soldiers")]),
    ("The ministry pointed at Boko Haram.", [("blames", "Boko Haram")]),
    ("Detectives pointed to Boko Haram.", [("blames", "Boko Haram")]),
    ("Boko Haram has claimed four of the nine in messages.", [("claims", "Boko Haram")]),
    ("Boko Haram claimed two of them.", [("claims", "Boko Haram")]),
    # nobody's verdict
    ("The ministry pointed at a bridge on the map.", []),
    ("Soldiers pointed guns at Boko Haram.", []),
    ("The party claimed four of the nine seats.", []),
    ("Boko Haram rarely claims attacks in towns.", []),
    ("Police said no group had claimed that it attacked the post.", []),
    ("Boko Haram usually claims responsibility for such raids.", []),
    ("A video claimed responsibility for the raid.", []),
    ("Abu Sayyaf was not the mastermind of the raid.", []),
    ("Farmers took part in a march.", []),
    ("Police suspect arson.", []),
    ("The mayor said the engineers had done it.", []),
    ("No group has claimed responsibility for the blast.", []),
    ("The group neither confirmed nor denied carrying out the attack.", []),
    ("The rebels did not deny involvement in the raid.", []),
    ("Police said it had exploded beside a school.", []),
    ("The army said its soldiers had repulsed an attack.", []),
    ("The front denied having any offices in the city.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_verdicts(hear: Hear, text: str, verdicts: list[tuple[str, str | None]]) -> None:
    heard = hear(text)[-1]
    found = find_responsibilities(heard.sentence, heard.mentions, heard.knowledge)
    got = [(r.verdict, r.actors[0].value.name if r.actors else None) for r in found]
    assert got == verdicts


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Hamas claimed responsibility for most of the attacks.", "most"),
        ("Hamas claimed responsibility for all the attacks.", "all"),
        ("Hamas claimed responsibility for the attack.", None),
    ],
)
def test_shares(hear: Hear, text: str, share: str | None) -> None:
    heard = hear(text)[0]
    (found,) = find_responsibilities(heard.sentence, heard.mentions, heard.knowledge)
    assert found.share == share


@pytest.mark.parametrize(
    ("sentence", "attacker"),
    [
        ("Abu Musa, a commander of JNIM, claimed responsibility.", "JNIM"),
        ("A spokesman for Boko Haram claimed responsibility.", "Boko Haram"),
        ("A trader named Abu Musa claimed responsibility.", None),
    ],
)
def test_who_claims_an_attack_claims_it_for_the_group(
    code_report: Callable[..., list[Claim]], sentence: str, attacker: str | None
) -> None:
    found = code_report(f"Blast in Gao\n\nA bomb killed two men in Gao on Friday. {sentence}")
    [claim] = [c for c in found if c.kind == "responsibility"]
    assert (claim.attackers[0].actor is not None) == (attacker is not None)
    assert attacker is None or attacker in claim.attackers[0].name


@pytest.mark.parametrize(
    "text",
    [
        "It was not clear whether the same men were behind the raid on the barge.",
        "Police are trying to find out who was behind the attack on the mill.",
        "Investigators asked if Boko Haram was responsible for the bombing in Gao.",
        "It is unknown whether the group has claimed responsibility for the attack.",
    ],
)
def test_what_is_asked_blames_nobody(hear: Hear, text: str) -> None:
    [sentence] = hear(text)
    assert find_responsibilities(sentence.sentence, sentence.mentions, sentence.knowledge) == []


def test_blame_nests_no_voices_and_fills_in_no_attacker(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "At least 40 people were killed on Monday when shells hit a market in El Fasher, doctors "
        "said. The governor accused the Rapid Support Forces of shelling the market, but the "
        "militia blamed the army; the army blamed the militia."
    )
    told = next(c for c in claims if c.kind == "incident" and c.voices[-1].name == "doctors")
    assert told.attackers == ()
    blames = [c for c in claims if c.verdict == "blames"]
    assert {c.voices[-1].name for c in blames} == {"governor", "militia", "army"}
    assert {len(c.voices) for c in blames} == {2}


def test_who_is_accused_by_nobody_named_is_suspected(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report("Rebels were accused of killing nine villagers in Beni on Sunday.")
    assert {c.stance for c in claims if c.kind == "incident"} == {"suspected"}
