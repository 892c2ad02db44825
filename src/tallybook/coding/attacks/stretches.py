"""Tolls over several attacks: of a war, of a week, of a whole of which one attack's is a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import AT_ONCE
from tallybook.coding.attacks.tellings import width_of
from tallybook.coding.harms.finding import parts_in_attacks
from tallybook.coding.harms.harm import Harm
from tallybook.coding.harms.parts_there import part_there
from tallybook.coding.harms.tolls import WARS, is_of_a_war
from tallybook.coding.harms.words import EFFECTS
from tallybook.coding.language.clauses import clause_verb, is_perfect
from tallybook.coding.language.phrases import prepositional
from tallybook.core.values import DIVISION_PRECISION

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Token


def is_over(harm: Harm, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a toll is of more than its frame's attack. "31 people were killed in Gaza, including
    14 in a strike", "31 were killed in X, where 14 fell": of which a part fell in one attack, the
    whole fell in several; so did those of "5,000 launches, in which 29 were killed", of a war or of
    a stretch of time."""
    anchor = frame.sentence.passage.doc[harm.anchor]
    parts = parts_in_attacks(anchor)
    if any(noun.i in other.indices for noun in parts for other in frames if other != frame):
        return True
    if _in_which_of_several(clause_verb(anchor)):
        return True
    by_itself = all(
        t.token.lemma_.lower() in EFFECTS | WARS or t.trigger.event_type == "killing"
        for t in frame.triggers
    )
    there = part_there(anchor) if by_itself else None
    if there is not None and any(there[1].i in other.indices for other in frames if other != frame):
        return True
    return by_itself and (
        harm.count.low >= OF_A_WAR or is_of_a_war(anchor) or _is_of_a_stretch(harm, frame)
    )


def give_part_there(frame: Frame, frames: Sequence[Frame]) -> None:
    """Of those whom a frame tells to have fallen in several attacks, give the one that a clause of
    "where" tells those who fell there."""
    for harm in frame.harms:
        there = part_there(frame.sentence.passage.doc[harm.anchor])
        if there is None:
            continue
        number, clause = there
        for other in (f for f in frames if f is not frame and clause.i in f.indices):
            other.harms += [
                Harm(harm.kind, c.count, clause.i, c.start, c.end, None)
                for c in frame.mentions.counts
                if c.start <= number.i < c.end and not other.harms
            ]


def _in_which_of_several(clause: Token) -> bool:
    """ "5,000 launches, in which 29 have been killed": in all of them, whatever the parser hangs
    the clause on."""
    inside = prepositional(clause, frozenset({"in"}))
    if any(t.tag_ == "CD" and any(w.lower_ in ("the", "all") for w in t.lefts) for t in inside):
        return True  # "Losses in the three are 40 dead": in as many as were told of.
    within = any(t.lower_ == "which" for t in inside)
    if not within or clause.dep_ not in ("relcl", "advcl"):
        return False
    before = clause.doc[max(clause.left_edge.i - 8, clause.sent.start) : clause.left_edge.i]
    return any(
        t.tag_ == "NNS" and any(n.dep_ == "nummod" and n.head is t for n in t.lefts) for t in before
    )


def _is_of_a_stretch(harm: Harm, frame: Frame) -> bool:
    """ "At least 61 civilians were killed in Ukraine in the second half of March": many dead of a
    week or more in a country or province, in no word for an attack, are that stretch's."""
    if frame.roles.attackers or frame.roles.weapons:
        return False  # "The group killed 66 people with machetes": a deed, and who did it.
    verb = clause_verb(frame.sentence.passage.doc[harm.anchor])
    if any(t.lower_ in AT_ONCE | {"after"} for c in verb.children for t in (c, *c.lefts)):
        return False  # "Forty died when rebels stormed the town": what they died of is told.
    spans = [width_of(m.moment) for m in frame.moments if m.kind == "period"]
    if is_perfect(verb) and spans:
        return harm.count.low >= MANY  # A perfect sums up its period, wherever (McCoard 1978).
    wide = all((p.place.precision or 0) >= DIVISION_PRECISION for p in frame.places)
    return harm.count.low >= MANY and wide and any(WEEK <= days < OPEN for days in spans)


WEEK, OPEN = 6, 100_000
"""Days from the first to the last of a week, and of a moment that leaves an end open."""

MANY = 10
"""Dead from which a toll of a stretch is no single attack's: 92 % of UCDP GED's 40,853 events of
Syria 2016-18, Myanmar and Mexico have fewer."""

OF_A_WAR = 1000
"""A toll of so many that no attack is told with is a war's: of UCDP GED's 40,853 events of Syria
2016-18, Myanmar and Mexico 22 have as many dead, and these sum up months."""
