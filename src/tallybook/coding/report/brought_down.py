"""Weapons that were brought down on their way, or got through: of whose attack they were, and
whether it arrived."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.courses import of_one_doer
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.language.clauses import is_passive, subjects
from tallybook.coding.report.enumeration import is_a_part
from tallybook.coding.roles.words import SELF_MOVING

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


def take_launchers(telling: Telling, before: Sequence[Telling]) -> None:
    """ "X launched 84 drones, the air force said, adding that 61 of the drones had been shot down":
    what one sentence says was brought down of the weapons that it says were launched is whose who
    launched them, and one of them that hit something ("one hit a minibus") is, too. Marked as
    inferred."""
    if telling.attackers:
        return
    if telling.stage == "done" and all(map(is_a_part, doers_of(telling.head))):
        _take_owners(telling, before)
    if telling.stage != "intercepted":
        return
    mine = {weapon.value.weapon for weapon in telling.weapons}
    for earlier in reversed(before):
        if earlier.sentence is not telling.sentence:
            return
        if earlier.attackers and mine & {weapon.value.weapon for weapon in earlier.weapons}:
            telling.attackers = list(earlier.attackers)
            telling.inferred["attackers"] = "whoever launched the weapons that were brought down"
            return


def _take_owners(telling: Telling, before: Sequence[Telling]) -> None:
    """ "37 of X's drones were destroyed. One hit a minibus": one of these."""
    last = before[-1] if before else None
    if last is None or not doers_of(telling.head) or last.stage != "intercepted":
        return
    if telling.sentence.order - last.sentence.order <= 1 and last.attackers:
        telling.attackers = list(last.attackers)
        telling.inferred["attackers"] = "whose weapons were told of just before"


def stop_all(sentence: Sentence, mentions: Mentions, before: Sequence[Telling]) -> None:
    """ "Rebels fired two missiles at a ship. Both were intercepted": an attack all of whose weapons
    are said to have been brought down, right behind its launch, did not arrive. "Two of the drones"
    leaves others, and what has hit something or hurt somebody was not stopped."""
    near = (
        t
        for t in reversed(before)
        if sentence.order - t.sentence.order <= 1 and t.stage != "intercepted"
    )
    launch = next(near, None)
    if launch is None or launch.stage != "done" or launch.head.lemma_.lower() not in LAUNCHING:
        return
    if not any(_brings_all_down(verb, mentions) for verb in sentence.tokens):
        return
    flying = [n.value.weapon in SELF_MOVING for n in launch.weapons]
    hurt = any(h is not None and h[0].high != 0 for h in (launch.killed, launch.injured))
    if flying and all(flying) and not hurt:
        launch.stage = "intercepted"


LAUNCHING = frozenset({"fire", "launch", "send", "direct", "aim", "lob"})


def _brings_all_down(verb: Token, mentions: Mentions) -> bool:
    lemma = verb.lemma_.lower()
    down = any(t.lower_ == "down" for t in verb.rights)
    if not (lemma in ("intercept", "down") or (lemma in ("shoot", "bring", "take") and down)):
        return False
    if not is_passive(verb) or any(t.dep_ == "neg" or t.tag_ == "MD" for t in verb.lefts):
        return False
    return any(_is_all(thing, mentions) for thing in subjects(verb))


def _is_all(thing: Token, mentions: Mentions) -> bool:
    """ "Both", "all three", "they", "the missile": the whole of what was told."""
    before = {t.lower_ for t in thing.lefts}
    if thing.lower_ in ALL or (thing.like_num and "all" in before):
        return not any(t.lower_ == "but" for t in thing.rights)
    counted = any(t.like_num for t in thing.lefts) and "all" not in before
    return mentions.weapon_at(thing.i) is not None and bool(before & {"the", "all"}) and not counted


ALL = frozenset({"both", "all", "they", "it", "each"})


def gets_through(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a telling is of what a weapon did at a place of its own, after tellings of weapons
    that were brought down and did nothing."""
    down = all(t.stage == "intercepted" for t in tellings)
    return down and telling.stage == "done" and bool(telling.targets and telling.places)


def brings_down_others(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether what was brought down is of another attack than the card's: of no kind it was made
    with (after a ship was struck by a missile, "two drones were destroyed"), or added to it."""
    if telling.stage != "intercepted" or telling.reference == "definite":
        return False
    if any(t.lower_ == "also" for t in telling.head.lefts) and telling.places:
        return True  # "Troops also intercepted a drone near X": one more than what was told.
    if any(t.stage != "intercepted" and of_one_doer(telling.head, t.head) for t in tellings):
        return True
    mine = {weapon.value.weapon for weapon in telling.weapons}
    theirs = {weapon.value.weapon for told in tellings for weapon in told.weapons}
    return bool(mine and theirs) and mine.isdisjoint(theirs)
