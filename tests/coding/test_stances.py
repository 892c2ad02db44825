"""How sure and how far it came: sentences of our own, the trigger, stance and stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.attacks.stances import factuality
from tallybook.coding.voices.attribution import chain_at

Hear = Callable[..., Any]

CASES = [
    ("Rebels attacked the mill.", "attacked", "asserted", "done"),
    ("Rebels reportedly attacked the mill.", "attacked", "unconfirmed", "done"),
    ("Rebels may have attacked the mill.", "attacked", "suspected", "done"),
    ("Rebels could attack the mill.", "attack", "hypothetical", "threatened"),
    ("Rebels will attack the mill.", "attack", "threatened", "threatened"),
    ("If rebels attack the mill, it will close.", "attack", "hypothetical", "threatened"),
    ("Rebels attacked the mill; no group claimed the raid.", "attacked", "asserted", "done"),
    ("Rebels did not attack the mill.", "attack", "denied", "done"),
    ("Nobody was attacked.", "attacked", "denied", "done"),
    ("No mill was raided.", "raided", "denied", "done"),
    ("The rebels denied that they attacked the mill.", "attacked", "denied", "done"),
    ("The rebels did not deny that their men had raided a mill.", "raided", "unconfirmed", "done"),
    ("The army could not confirm that rebels raided a mill.", "raided", "unconfirmed", "done"),
    ("Social media posts mention an attack on a bus.", "attack", "unconfirmed", "done"),
    ("There are reports of a barge being attacked.", "attacked", "unconfirmed", "done"),
    ("Police received reports of an attack on a bus.", "attack", "unconfirmed", "done"),
    ("Police reports of an attack on a bus were filed.", "attack", "asserted", "done"),
    ("We are not in a position to confirm that such an attack took place.", "attack",
     "unconfirmed", "done"),
    ("The army was not able to confirm that rebels raided a mill.", "raided", "unconfirmed",
     "done"),
    ("The office had no means to verify that a mill was raided.", "raided", "unconfirmed",
     "done"),
    ("The army was able to confirm that rebels raided a mill.", "raided", "asserted", "done"),
    ("The Navy wishes to inform the public that robbers attacked a trawler.", "attacked",
     "asserted", "done"),
    # what is presupposed stands
    ("The officers believe the attack was the work of rebels.", "attack", "asserted", "done"),
    ("Police are seeking a motive for the bombing.", "bombing", "asserted", "done"),
    ("Two men were not charged over the bombing.", "bombing", "asserted", "done"),
    ("He did not say who carried out Sunday's attack.", "attack", "asserted", "done"),
    # how far it came
    ("Soldiers foiled an attack on the mill.", "attack", "asserted", "foiled"),
    ("Police prevented what could have been a deadly bombing.", "bombing", "asserted", "foiled"),
    ("Police foiled a plot to bomb the station.", "bomb", "asserted", "foiled"),
    ("Soldiers repelled an attack on the mill.", "attack", "asserted", "attempted"),
    ("Rebels tried to attack the mill.", "attack", "asserted", "attempted"),
    ("The attempted bombing hurt nobody.", "bombing", "asserted", "attempted"),
    ("Police are trying to find the men behind a raid in Gao.", "raid", "asserted", "done"),
    ("Police were called on Monday for a reported raid.", "raid", "suspected", "done"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "stance", "stage"), CASES)
def test_stance_and_stage(hear: Hear, text: str, word: str, stance: str, stage: str) -> None:
    heard = hear(text)[0]
    index = heard.index_of(word)
    holding, _ = chain_at(index, heard.attributions)
    found = factuality(heard.sentence.passage.doc[index], holding)
    assert (found.stance, found.stage) == (stance, stage)


def test_a_bare_purpose_tells_of_no_attack(hear: Hear) -> None:
    heard = hear("The states formed a force to fight pirates.")[0]
    assert factuality(heard.sentence.passage.doc[heard.index_of("fight")], []).purpose


def test_a_device_made_safe_was_foiled(hear: Hear) -> None:
    heard = hear("A mine was planted under the bridge and made safe.")[0]
    found = factuality(heard.sentence.passage.doc[heard.index_of("planted")], [])
    assert (found.stance, found.stage) == ("asserted", "foiled")
