"""Attackers who fell in their own attack: no victims of it, and no toll of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import clause_verb, is_passive, subjects
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HOSTILE

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.attacks.triggers import FoundTrigger
    from tallybook.coding.harms.harm import Harm
    from tallybook.coding.language.tokens import Token

ATTACKERS = word_set("attacker assailant raider hijacker assassin perpetrator kidnapper suspect")
"""Nouns that name people by an attack that they made: who is called so is of one told of."""

BY_THEIR_DEED = ATTACKERS - {"suspect"} | {"robber", "abductor", "ambusher"}
"""Those who, killed in a raid of which nobody else is said to be the author, were its authors."""

FIGHTS = frozenset({"battle", "killing", "shooting"})
"""Types of event in which both sides, or any, may be the ones who fall."""


def take_fallen(frame: Frame) -> None:
    """ "Three robbers were killed after they raided a bank", "two raiders died in a raid on X": who
    is named by the deed, or taken up by a pronoun as its doer, attacked, whatever became of him."""
    deeds = [t for t in frame.triggers if t.trigger.event_type not in FIGHTS]
    _leave_out_who_fought_back(frame, deeds)
    doers = frame.roles.attackers
    pronouns = [t for t in doers if t.lower_ in ("they", "he", "she")]
    if not deeds or len(pronouns) < len(doers) or any(map(_is_the_laws, deeds)):
        return
    for harm in list(frame.harms):
        fallen = _victim(harm, frame)
        if fallen is None:
            continue
        verb = clause_verb(fallen)
        taken_up = any(p.i > verb.i and verb in p.ancestors for p in pronouns)
        named = fallen.lemma_.lower() in BY_THEIR_DEED
        if is_passive(verb) and fallen in subjects(verb) and (named or taken_up):
            frame.harms.remove(harm)
            frame.roles.targets = [t for t in frame.roles.targets if t != fallen]
            frame.roles.attackers = [*(t for t in doers if t not in pronouns), fallen]


def _leave_out_who_fought_back(frame: Frame, deeds: Sequence[FoundTrigger]) -> None:
    """ "Police clashed with robbers who had raided a shop": of two that fought, the one of whom a
    relative clause tells the raid made it, and the other did not."""
    fought = any(t.trigger.event_type == "battle" for t in frame.triggers)
    raiders = [
        t.token.head
        for t in deeds
        if t.is_verb and t.token.dep_ == "relcl" and t.token.head.lemma_.lower() in HOSTILE
    ]
    if fought and raiders:
        frame.roles.attackers = raiders
        frame.roles.targets = [t for t in frame.roles.targets if t not in raiders]


def _is_the_laws(deed: FoundTrigger) -> bool:
    """ "Three kidnappers were killed in a police raid" """
    return any(t.lemma_.lower() in AUTHORITIES for t in deed.token.lefts)


AUTHORITIES = word_set("police army military security commando swat marine navy government joint")


def _victim(harm: Harm, frame: Frame) -> Token | None:
    return None if harm.victim is None else frame.sentence.passage.doc[harm.victim]
