"""Who defends: what those who were attacked do to the attackers, and how they end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import objects, own_subject
from tallybook.coding.roles.words import DEFENDING, LONG_ATTACKS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def by_defenders(verb: Token) -> bool:
    """ "Repelled the raid, killing nine and burning two trucks", "beat off the raid and killed
    nine": what defenders do to attackers is not the attack."""
    node = verb
    while node.dep_ in ("advcl", "conj") and node.head != node and not own_subject(node):
        node = node.head
        if defends(node):
            return True
    # "Commandos stormed the hotel and ended the siege."
    return any(_ends(t) for t in verb.children if t.dep_ == "conj" and not own_subject(t))


def _ends(verb: Token) -> bool:
    """ "Ended the siege", "broke the standoff" """
    return verb.lemma_.lower() in ("end", "break") and any(
        o.lemma_.lower() in LONG_ATTACKS for o in objects(verb)
    )


def defends(verb: Token) -> bool:
    """Whether a verb tells what defenders do: they repel a raid, beat it back or end a siege."""
    if verb.lemma_.lower() in ("end", "break"):
        return _ends(verb)
    return not DEFENDING.isdisjoint(with_particles(verb))


def with_particles(verb: Token) -> list[str]:
    """A verb's lemma with each particle ("beat back"), then alone."""
    lemma = verb.lemma_.lower()
    particles = (t.lower_ for t in verb.children if t.dep_ in ("prt", "advmod"))
    return [*(f"{lemma} {particle}" for particle in particles), lemma]
