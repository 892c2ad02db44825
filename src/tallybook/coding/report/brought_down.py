"""Weapons that were brought down on their way: of whose attack they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.courses import of_one_doer
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.report.enumeration import is_a_part

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling


def take_launchers(telling: Telling, before: Sequence[Telling]) -> None:
    """ "X launched 84 drones, the air force said, adding that 61 of the drones had been shot down":
    what one sentence says was brought down of the weapons that it says were launched is whose who
    launched them. Marked as inferred."""
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
