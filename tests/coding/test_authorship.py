"""Who did it, in whatever words, and how it is held: sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.speech.responsibility import find_responsibilities
from tallybook.core.claims import Claim

Hear = Callable[..., Any]
Code = Callable[..., list[Claim]]
Case = tuple[str, list[tuple[str, str | None]]]

OWNED: list[Case] = [
    ("Boko Haram admitted carrying out the ambush.", [("claims", "Boko Haram")]),
    ("Boko Haram admitted killing two herders.", [("claims", "Boko Haram")]),
    ("M23 confessed to the ambush.", [("claims", "M23")]),
    ("M23 confessed to having carried out the ambush.", [("claims", "M23")]),
    ("JNIM acknowledged having struck the convoy.", [("claims", "JNIM")]),
    ("JNIM claimed to have carried out the ambush.", [("claims", "JNIM")]),
    ("JNIM claims to be behind the blast.", [("claims", "JNIM")]),
    ("Hamas declared itself responsible for the shooting.", [("claims", "Hamas")]),
    ("A claim of responsibility for the blast came from Hamas.", [("claims", "Hamas")]),
    ("Hamas insisted that its men had shelled the barracks.", [("claims", None)]),
    # what nobody owns
    ("Boko Haram admitted losing two men.", []),
    ("The army acknowledged having been attacked.", []),
    ("JNIM claimed to have repulsed an attack.", []),
    ("No one has admitted carrying out the ambush.", []),
    ("Boko Haram wants to carry out the ambush.", []),
    ("The mayor confessed to a mistake.", []),
]

BLAMED: list[Case] = [
    ("Police believe that M23 carried out the ambush.", [("blames", "M23")]),
    ("M23 is understood to have carried out the ambush.", [("blames", "M23")]),
    ("M23 probably carried out the ambush.", [("blames", "M23")]),
    ("The mayor was certain that M23 had carried out the ambush.", [("blames", "M23")]),
    ("There is evidence that M23 was behind the ambush.", [("blames", "M23")]),
    ("The colonel had no doubt that it was M23.", [("blames", "M23")]),
    ("It was M23 that carried out the ambush, the mayor said.", [("blames", "M23")]),
    ("M23 was to blame for the ambush, the mayor said.", [("blames", "M23")]),
    ("The mayor said M23 had a hand in the ambush.", [("blames", "M23")]),
    ("The ambush had all the hallmarks of M23.", [("blames", "M23")]),
    ("The blast bore the fingerprints of M23, an officer said.", [("blames", "M23")]),
    ("The kidnappers were members of M23, the mayor said.", [("blames", "members of M23")]),
    ("The assailants belonged to M23.", [("blames", "M23")]),
    ("Police identified the attackers as fighters of M23.", [("blames", "fighters of M23")]),
    ("Detectives identified M23 as the culprit.", [("blames", "M23")]),
    ("Police are treating M23 as a suspect.", [("blames", "M23")]),
    ("M23 is the prime suspect in the ambush.", [("blames", "M23")]),
    ("M23 is under suspicion over the ambush.", [("blames", "M23")]),
    ("A court found M23 responsible for the ambush.", [("blames", "M23")]),
    ("The mayor laid the blame for the raid on the mill on M23.", [("blames", "M23")]),
    ("Officers pinned the ambush on M23.", [("blames", "M23")]),
    ("The blame lies with M23, the mayor said.", [("blames", "M23")]),
    ("The ambush has been linked to M23.", [("blames", "M23")]),
    ("Detectives traced the bombing to M23.", [("blames", "M23")]),
    ("Two fighters of M23 were charged with carrying out the ambush.",
     [("blames", "Two fighters of M23")]),
    ("The mayor condemned M23 for the ambush.", [("blames", "M23")]),
    ("The mayor saw the hand of M23 in the ambush.", [("blames", "M23")]),
    ("Suspicion fell on M23, which has burned mills before.", [("blames", "M23")]),
    ("The mayor blamed M23 for the deaths.", [("blames", "M23")]),
    ("The mayor blamed M23 for the four.", [("blames", "M23")]),
    # no verdict on who did it
    ("The mayor said M23 had carried out the ambush.", []),  # It tells the ambush itself.
    ("There is no evidence that M23 was behind the ambush.", []),
    ("Police did not rule out that M23 was behind the ambush.", []),
    ("The mayor doubted that M23 was behind the ambush.", []),
    ("The mayor raised the possibility that M23 was behind the ambush.", []),
    ("The mayor blamed M23 for the drought.", []),
    ("The mayor blamed the army for failing to prevent the ambush.", []),
    ("Police identified the dead as members of M23.", []),
    ("The militants had belonged to the navy.", []),
    ("The mayor named M23 as a partner in the talks.", []),
    ("The people want to take part in the ambush.", []),
    ("M23 must be involved in the talks.", []),
    ("Nobody has been named as a suspect in the ambush.", []),
    ("Police hope to find the gunmen responsible for the ambush.", []),
    ("M23 is considered responsible for most of the smuggling.", []),
    ("The ambush had all the hallmarks of a robbery.", []),
    ("M23 spoke of its decision not to get involved in the attack.", []),
    ("The report speaks of the possible involvement of M23 in the ambush.", []),
]  # fmt: skip

DENIED: list[Case] = [
    ("M23 denied having had any part in the ambush.", [("denies", "M23")]),
    ("M23 denied that its supporters had anything to do with the ambush.", [("denies", "M23")]),
    ("M23 said that none of its men was involved in the ambush.", [("denies", None)]),
    ("M23 said that none of its men was involved.", [("denies", None)]),
    ("M23 said neither it nor its friends were behind the ambush.", [("denies", None)]),
    ("M23 said its men had not taken part in the ambush.", [("denies", None)]),
    ("M23 said the ambush was not the work of its men.", [("denies", "M23")]),
    ("M23 said it had no link to the ambush.", [("denies", None)]),
    ("M23 denied being involved.", [("denies", "M23")]),
    ("M23 disowned the ambush.", [("denies", "M23")]),
    ("M23 ruled out any involvement in the ambush.", [("denies", "M23")]),
    ("M23 washed its hands of the ambush.", [("denies", "M23")]),
    ("M23 rejected claims that it was behind the ambush.", [("denies", "M23")]),
    ("M23 said accusations that it was behind the ambush were false.", [("denies", "M23")]),
    ("M23 dismissed reports that its men had carried out the ambush.", [("denies", "M23")]),
    ("The mayor said M23 was not behind the ambush.", [("denies", "M23")]),
    ("Police ruled out the involvement of M23.", [("denies", "M23")]),
    ("An inquiry cleared M23 of the ambush.", [("denies", "M23")]),
    # no denial of a deed
    ("M23 denied any role in the choice of the judge.", []),
    ("M23 rejected the attack on the mill as cowardly.", []),
    ("The mayor said the farmers had nothing to do with the war.", []),
    ("Nobody was behind the ambush, an officer said.", []),
    ("M23 denied having been warned of the ambush.", []),
    ("M23 washed the lorry of dust.", []),
]


@pytest.mark.parametrize(("text", "verdicts"), [*OWNED, *BLAMED, *DENIED])
def test_who_did_it(hear: Hear, text: str, verdicts: list[tuple[str, str | None]]) -> None:
    heard = hear(text)[-1]
    found = find_responsibilities(heard.sentence, heard.mentions, heard.knowledge)
    got = [(r.verdict, r.actors[0].value.name if r.actors else None) for r in found]
    assert got == verdicts


LEAD = "Gunmen raided a mill near Gao in Mali on Sunday, killing three people, the governor said."


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("The ministry held JNIM responsible for the raid.", "ministry"),
        ("Police linked JNIM to the raid.", "Police"),
        ("The ministry laid the blame for the raid on JNIM.", "ministry"),
        ("Investigators assume that JNIM carried out the raid.", "Investigators"),
        ("JNIM may have carried out the raid, analysts said.", "analysts"),
        ("The ministry was certain that JNIM was behind the raid.", "ministry"),
        ("The ministry had no doubt that JNIM was behind the raid.", "ministry"),
        ("The ministry repeated accusations that JNIM was behind the raid.", "ministry"),
        ("There is no doubt that JNIM was behind the raid.", None),
        ("It is likely that JNIM was behind the raid.", None),
        ("JNIM faces accusations that JNIM was behind the raid.", None),
        ("Suspicion fell on JNIM.", None),
        ("The raid was traced to JNIM.", None),
        ("JNIM is believed to have carried out the raid.", None),
    ],
)
def test_whose_word_a_blame_is(code_report: Code, sentence: str, voice: str | None) -> None:
    claims = code_report(f"{LEAD} {sentence}")
    [blame] = [c for c in claims if c.verdict == "blames"]
    assert [m.name for m in blame.voices[1:]] == ([voice] if voice else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "JNIM is believed to have carried out the raid.",
        "Investigators assume that JNIM carried out the raid.",
        "The governor accused JNIM of carrying out the raid.",
        "JNIM denied having carried out the raid.",
        "JNIM admitted carrying out the raid.",
        "JNIM may have carried out the raid, analysts said.",
        "JNIM rejected claims that it was behind the raid.",
        "JNIM denied any link to the raid.",
    ],
)
def test_who_is_held_to_have_done_it_is_not_told_as_a_fact(
    code_report: Code, sentence: str
) -> None:
    claims = code_report(f"{LEAD} {sentence}")
    told = [c for c in claims if c.kind == "incident"]
    assert {c.stance for c in told} == {"asserted"}
    assert {a.name for c in told for a in c.attackers} == {"Gunmen"}
    [verdict] = [c for c in claims if c.kind == "responsibility"]
    assert [a.actor for a in verdict.attackers] == ["jnim"]


def test_who_is_said_to_have_made_an_attack_is_told_with_it(code_report: Code) -> None:
    claims = code_report(f"{LEAD} JNIM carried out the raid, the minister said.")
    assert not [c for c in claims if c.kind == "responsibility"]
    assert ["JNIM"] in [[a.name for a in c.attackers] for c in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister blamed JNIM, a charge that the group rejected.",
        "A spokesman for JNIM denied the group was behind the raid.",
        "JNIM said no member of the group was behind the raid.",
    ],
)
def test_the_group_is_the_one_that_was_named(code_report: Code, sentence: str) -> None:
    denials = [c for c in code_report(f"{LEAD} {sentence}") if c.verdict == "denies"]
    assert {a.actor for c in denials for a in c.attackers} == {"jnim"}


@pytest.mark.parametrize(
    ("sentence", "denials"),
    [
        ("The governor blamed JNIM for it. JNIM protested its innocence.", 1),
        ("The governor offered talks. JNIM protested its innocence.", 0),
    ],
)
def test_who_protests_innocence_answers_a_blame(
    code_report: Code, sentence: str, denials: int
) -> None:
    claims = code_report(f"{LEAD} {sentence}")
    assert len([c for c in claims if c.verdict == "denies"]) == denials


def test_who_orders_a_deed_says_nothing_of_it(code_report: Code) -> None:
    claims = code_report("A general may have ordered the killing of a judge in Gao on Friday.")
    for claim in claims:
        assert "general" not in [m.name for m in claim.voices]


@pytest.mark.parametrize(
    "text",
    [
        "JNIM released a video on Monday. The video said its fighters had raided a mill near Gao.",
        "A statement was issued by JNIM on Monday. The statement said JNIM had raided a mill near "
        "Gao.",
        "A message posted on a Telegram channel used by JNIM said its men had raided a mill near "
        "Gao.",
        "In a video published by JNIM, the group said its fighters had raided a mill near Gao.",
        "JNIM holds land near Gao. The group said on Monday that its fighters had raided a mill "
        "near Gao.",
    ],
)
def test_a_message_is_the_word_of_whoever_issued_it(code_report: Code, text: str) -> None:
    told = [c for c in code_report(text) if c.kind in ("incident", "responsibility")]
    assert told
    assert {c.stance for c in told} == {"claimed"}
    assert {c.voices[-1].actor for c in told} == {"jnim"}


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (
            "The army spoke on Monday. JNIM released a video. The ministry said gunmen had raided "
            "a mill near Gao.",
            "ministry",
        ),
        # Two groups are named: which one speaks stays open.
        (
            "JNIM and Boko Haram hold land near Gao. The group said that gunmen had raided a mill "
            "near Gao on Monday.",
            "group",
        ),
        # Another body has spoken.
        (
            "Amnesty International said JNIM holds land near Gao. The group said that gunmen had "
            "raided a mill near Gao on Monday.",
            "group",
        ),
    ],
)
def test_who_else_speaks_is_not_the_group(code_report: Code, text: str, voice: str) -> None:
    told = [c for c in code_report(text) if c.kind == "incident"]
    assert {c.voices[-1].name for c in told} == {voice}
    assert "jnim" not in {c.voices[-1].actor for c in told}


def test_whom_a_message_speaks_for_stays_open(code_report: Code) -> None:
    claims = code_report(
        f"{LEAD} A message seen by reporters said its men had carried out the raid."
    )
    assert not [c for c in claims if c.kind == "responsibility"]


def test_a_quoted_message_is_whose_it_was(code_report: Code) -> None:
    text = (
        f"{LEAD} In a statement on its Telegram channel, JNIM condemned the army. “We had nothing "
        "to do with the raid,” the statement said."
    )
    [denial] = [c for c in code_report(text) if c.verdict == "denies"]
    assert [a.actor for a in denial.attackers] == ["jnim"]


TWO = (
    "Gunmen raided a mill near Gao in Mali on Saturday, killing three people, the mayor said. A "
    "mine killed two soldiers near Kidal on Sunday, the army said. "
)


def test_both_attacks_are_the_two_that_were_told(code_report: Code) -> None:
    claims = code_report(f"{TWO} The governor blamed JNIM for both attacks.")
    [blame] = [c for c in claims if c.kind == "responsibility"]
    assert len(blame.about) == 2


def test_who_is_to_blame_is_so_for_what_its_sentence_named(code_report: Code) -> None:
    claims = code_report(
        f"{TWO} JNIM denied that it had carried out the raid and said Boko Haram was to blame."
    )
    told = {c.id: c for c in claims}
    about = {
        c.verdict: {told[i].event_type for i in c.about}
        for c in claims
        if c.kind == "responsibility"
    }
    assert about == {"denies": {"raid"}, "blames": {"raid"}}


def test_it_denies_its_own_deed_whoever_it_is(code_report: Code) -> None:
    claims = code_report(
        f"{LEAD} JNIM spoke on Monday. It denied that it had carried out the raid."
    )
    assert [c.verdict for c in claims if c.kind == "responsibility"] == ["denies"]


def test_whom_a_bombing_is_laid_on_is_no_target_of_it(code_report: Code) -> None:
    claims = code_report(
        "A bomb killed two people in Kano on Monday. Boko Haram holds land there. The ministry "
        "laid the blame for the bombing on the group."
    )
    [blame] = [c for c in claims if c.verdict == "blames"]
    assert [a.actor for a in blame.attackers] == ["boko-haram"]
    assert not [t for c in claims for t in c.targets if t.name == "group"]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("The National Liberation Army denied having had any part in it.",
         "National Liberation Army"),
        ("JNIM denied being behind it.", "JNIM"),
        ("JNIM, on its channel, denied having carried it out.", "JNIM"),
        ("The governor denied that JNIM had done it.", "governor"),
    ],
)  # fmt: skip
def test_who_denies_a_deed_is_the_voice_of_the_denial(
    code_report: Code, sentence: str, voice: str
) -> None:
    claims = code_report(f"A car bomb killed four in Gao on Friday, the army said. {sentence}")
    [denial] = [c for c in claims if c.verdict == "denies"]
    assert denial.voices[-1].name == voice
