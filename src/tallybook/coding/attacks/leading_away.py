"""People who are led off by those who come to do harm: an abduction in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.clauses import objects, subjects
from tallybook.coding.language.phrases import conjuncts, prepositional
from tallybook.coding.roles.persons import is_hostile

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def leads_away(verb: Token) -> bool:
    """ "Armed men took a priest away", "a clerk was taken from her home by gunmen": who is led off
    by those who come to do harm is abducted (UNODC 2015, ICCS 0202)."""
    lemma = verb.lemma_.lower()
    if lemma not in LEADING:
        return False
    away = any(t.lower_ in ("away", "off") for t in verb.rights)
    people = objects(verb) or [c for s in subjects(verb) for c in conjuncts(s)]
    return (
        (away or (lemma not in DRIVING_OFF and bool(prepositional(verb, frozenset({"from"})))))
        and any(is_hostile(doer) for doer in doers_of(verb))
        and any(map(is_person, people))
    )


DRIVING_OFF = frozenset({"march", "herd", "frogmarch", "haul", "cart"})
LEADING = DRIVING_OFF | {"take", "drag", "lead"}
