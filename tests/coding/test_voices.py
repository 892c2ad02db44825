"""Who says it: sentences of our own, a word of what is said, and the voices that say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.core.claims import Claim

Hear = Callable[..., Any]
Code = Callable[..., list[Claim]]

ONE_SENTENCE = [
    # before, after and inside what is reported
    ("Police said that gunmen had raided the depot.", "raided", "Police"),
    ("Gunmen raided the depot on Friday, police said.", "raided", "police"),
    ("Gunmen raided the depot at dawn, the regional customs service said, adding that two "
     "guards were missing.", "raided", "regional customs service"),
    ("The depot, residents said, was raided at dawn.", "raided", "residents"),
    ("In March the line was bombed nine times, its operator says, against four in April.",
     "bombed", "operator"),
    ("A mortar round hit the clinic, said the district governor.", "hit", "district governor"),
    ("According to the mayor, two shells hit the clinic.", "hit", "mayor"),
    ("By the army's own count, two shells hit the clinic.", "hit", "army"),
    ("Two shells hit the clinic, by the reckoning of the police.", "hit", "police"),
    ("The staff spoke on Friday for the first time about the raid on its post.", "raid", "staff"),
    ("The statement was the first word on the raid on the post.", "raid", "statement"),
    ("Investigators established that two shells had hit the clinic.", "hit", "Investigators"),
    ("Observers who went there on Friday found that six people, two of them children, had been "
     "killed there in Tuesday's raid, the peacekeeping mission, MONUSCO, said on Saturday.",
     "Observers", "MONUSCO"),
    ("By all accounts, two shells hit the clinic.", "hit", None),
    # passives, participles and relative clauses
    ("The harbour officer, Ana Melo, who confirmed the ambush, gave no toll.", "ambush",
     "Ana Melo"),
    ("Troops were ambushed, the minister was quoted as saying.", "ambushed", "minister"),
    # through a communication
    ("Police investigators said in a report that the depot had been raided.", "raided",
     "Police investigators"),
    ("The ministry said in a message posted on its site that rebels had raided the depot.",
     "raided", "ministry"),
    ("A monthly bulletin issued on Monday by the UN rights monitors says rebels raided the depot.",
     "raided", "UN rights monitors"),
    ("A statement signed by Governor Ana Melo said the depot was raided.", "raided", "Ana Melo"),
    ("The army spokesman's statement said rebels had raided the depot.", "raided",
     "army spokesman"),
    ("A report by observers of the truce said the depot was raided.", "raided", "observers"),
    # those asked in a poll, and verbs of manner of speaking
    ("Some 47 percent said the raids had to end.", "raids", "47 percent"),
    ("The raids will go on, the captain shouted.", "raids", "captain"),
    ("The inspector suggested that rebels had raided the depot.", "raided", "inspector"),
    ("Sinjar: Police said that gunmen had raided the depot.", "raided", "Police"),
    ("The Navy wishes to inform the public that robbers fired at a trawler.", "fired", "Navy"),
    # nobody's words, and the outlet's own
    ("Our colleagues on the ground tell us that bandits raided the depot.", "raided", None),
    ("Troops found the bomb in a shed.", "bomb", None),
    ("This newspaper learnt that the bandits had left.", "bandits", None),
    ("They want to show that the rebels can strike anywhere.", "strike", None),
    # figures
    ("The hospital put the number of dead at nine.", "dead", "hospital"),
    ("Police gave a toll of six.", "toll", "Police"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "speaker"), ONE_SENTENCE)
def test_the_speaker_of_one_sentence(hear: Hear, text: str, word: str, speaker: str | None) -> None:
    found = hear(text)[-1].voices_at(word)
    named = [name for chain in found for name in chain]
    if speaker is None:
        assert named == []
    else:
        assert any(speaker in name for name in named)


BODIES = [
    ("Army spokesman Colonel Idriss Diallo said rebels had shelled the town.", "army"),
    ("Colonel Idriss Diallo, the army spokesman, said rebels had shelled the town.", "army"),
    ("A spokesman for the Houthis said rebels had shelled the town.", "Houthis"),
    ("The head of the interior ministry, Omar Said, said rebels had shelled the town.",
     "interior ministry"),
    ("A bulletin issued by the coast guard said that rebels had shelled the town.", "coast guard"),
    ("The national union of hotel keepers said rebels had shelled the town.",
     "union of hotel keepers"),
    ("Omar Said, head of the Miners' Federation, said rebels had shelled the town.",
     "Miners' Federation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_a_speaker_speaks_for_a_body(hear: Hear, text: str, body: str) -> None:
    innermost = hear(text)[-1].innermost("shelled")
    assert innermost is not None
    assert body in innermost.casefold() or body in innermost


AGAIN = [
    # surname, title, role, pronoun
    ("General Rosa Quint, the police commander, said the shop was bombed.\n"
     "Quint said a bus was burned.", "burned", "Rosa Quint"),
    ("General Rosa Quint, the police commander, said the shop was bombed.\n"
     "She said a bus was burned.", "burned", "Rosa Quint"),
    ("Malian army spokesman Colonel Issa Ba said the shop was bombed.\n"
     "It said a bus was burned.", "burned", "army"),
    ("A letter from Captain Luc Wade, the harbour master, said the shop was bombed.\n"
     "He said a bus was burned.", "burned", "Luc Wade"),
    ("Niger's interior ministry counted nine raids.\nThe ministry said a bus was burned.",
     "burned", "interior ministry"),
    ("The prefect said the shop was bombed.\nPrefect Paul Deng said a bus was burned.",
     "burned", "prefect"),
    ("The secretary of the league of boatmen said the shop was bombed.\n"
     "The league said a bus was burned.", "burned", "league of boatmen"),
    ("The guild of bakers said the shop was bombed.\n"
     "According to the guild's letter, a bus was burned.", "burned", "guild of bakers"),
    ("Police are searching the area.\nThey say a bus was burned.", "burned", "Police"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "speaker"), AGAIN)
def test_a_speaker_is_known_again(hear: Hear, text: str, word: str, speaker: str) -> None:
    named = [name for chain in hear(text)[-1].voices_at(word) for name in chain]
    assert any(speaker in name for name in named)


def test_a_quotation_is_of_the_speaker_named_after_it(hear: Hear) -> None:
    heard = hear('"No bridge was bombed. A tanker caught fire," said the mayor, Ida Koch.')
    assert "Ida Koch" in str(heard[0].voices_at("bombed"))


def test_a_quotation_after_a_full_stop_is_of_the_speaker_before(hear: Hear) -> None:
    heard = hear(
        '"A bridge was bombed," said the mayor, Ida Koch. "A school was shelled."\n'
        "A priest said nothing was left."
    )
    assert "Ida Koch" in str(heard[1].voices_at("shelled"))


def test_first_person_adds_no_voice(hear: Hear) -> None:
    heard = hear('"We heard shelling all night," Nadia Orlova told reporters.')
    names = {name for chain in heard[-1].voices_at("shelling") for name in chain}
    assert names == {"Nadia Orlova"}


@pytest.mark.parametrize(
    ("title", "word", "speaker"),
    [
        ("Six raids on depots in a week: army", "raids", "army"),
        ("Police: six raids on depots in a week", "raids", "Police"),
        ("Somalia: bomb hits convoy near airport gate", "bomb", None),
    ],
)
def test_a_colon_in_a_headline(hear: Hear, title: str, word: str, speaker: str | None) -> None:
    assert hear(title, title=True)[0].innermost(word) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The group neither confirmed nor denied that it attacked the port.",
        "The group did not deny that it attacked the port.",
        "The army has yet to confirm that rebels attacked the port.",
    ],
)
def test_a_cue_may_be_negated(hear: Hear, text: str) -> None:
    holding = [a for a in hear(text)[0].attributions if a.chain]
    assert holding
    assert all(a.negated for a in holding)


def test_posts_on_social_media_are_hearsay(hear: Hear) -> None:
    (found,) = hear("Social media posts mention an attack on a bus.")[0].attributions
    assert found.hearsay


def test_it_is_the_body_of_the_sentence_before(code_report: Code) -> None:
    text = (
        "The lawyers' group blamed the army for a strike on a market in Gao that killed nine on "
        "Friday. The army did not respond to a request for comment. It has denied "
        "targeting civilians."
    )
    denial = next(c for c in code_report(text) if c.verdict == "denies")
    assert denial.voices[-1].name == "army"


def test_it_is_whoever_spoke_in_the_sentence_before(code_report: Code) -> None:
    text = (
        "Rebels shelled the camp of Gao on Friday, the town's council said. It put the toll at six."
    )
    toll = next(c for c in code_report(text) if c.killed is not None and c.killed.low == 6)
    assert toll.voices[-1].name.endswith("council")


def test_a_name_reaches_up_to_its_acronym(code_report: Code) -> None:
    text = (
        "The Union for the Defence of Herders and Farmers (UDHF) claimed Friday's ambush near Gao "
        "and said it had killed ten soldiers."
    )
    claim = next(c for c in code_report(text) if c.verdict == "claims")
    assert claim.voices[-1].name == "Union for the Defence of Herders and Farmers"


def test_what_armed_men_say_that_they_did_is_told_by_them(code_report: Code) -> None:
    text = (
        "The brigades said their fighters hit a tank with a missile in Gao on Friday in an ambush."
    )
    claim = next(c for c in code_report(text) if c.kind == "incident")
    assert claim.voices[-1].name == "brigades"


def test_who_has_not_claimed_an_attack_has_not_told_it(code_report: Code) -> None:
    text = "A ship was hit by a missile off Aden on Friday. The rebels have not claimed the attack."
    for claim in code_report(text):
        assert not any(voice.name == "rebels" for voice in claim.voices)


def test_a_governor_speaks_for_the_administration_of_the_place(code_report: Code) -> None:
    told = code_report(
        "Shells killed two people in Kupiansk on Monday, Kharkiv governor Taras Bondar said."
    )
    assert told[0].voices[-1].actor == "ua-regional-administration@kharkiv"


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        ("Colonel Idrissa Maïga of the western command", "army"),
        ("Lt. Awa Ba of the southern brigade", "army"),
        ("Marine Col. Musa Bello, a Pentagon spokesman,", "pentagon"),
        ("Musa Bello of the western command", None),
    ],
)
def test_officers_speak_for_the_army_or_for_whom_they_are_spokesmen(
    code_report: Code, speaker: str, body: str | None
) -> None:
    [told] = code_report(f"Two soldiers were killed in an ambush on Monday, {speaker} said.")
    actor = told.voices[-1].actor
    assert (actor is None) if body is None else (actor is not None and body in actor)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The ministry pointed at JNIM.", "ministry"),
        ("The governor pointed the finger at JNIM.", "governor"),
        ("The governor put the blame on JNIM.", "governor"),
    ],
)
def test_who_blames_in_more_words_is_its_voice(code_report: Code, text: str, voice: str) -> None:
    claims = code_report(f"Gunmen shot two farmers near Gao on Friday. {text}")
    [blame] = [c for c in claims if c.verdict == "blames"]
    assert blame.voices[-1].name == voice


def test_the_army_is_no_rebel_army_that_was_told_of(hear: Hear) -> None:
    [heard] = hear(
        "Members of the New People's Army torched a lorry on Sunday, the army's 8th brigade said."
    )
    assert heard.innermost("torched") == "army"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        # A common noun in small letters is the state's own, whatever a group is called.
        ("The army blamed dissidents. The National Liberation Army denied any role.", "army"),
        ("The Zomi Revolutionary Army said that it had laid no mines.", "army"),
        ("The Malian Army said on Monday that it had sent a patrol.", "army"),
    ],
)
def test_the_army_is_no_group_with_that_word_in_its_name(
    hear: Hear, before: str, speaker: str
) -> None:
    heard = hear(f"{before} Gunmen shelled a clinic in Gao, the army said.")
    assert heard[-1].innermost("shelled") == speaker
