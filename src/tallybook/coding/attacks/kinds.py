"""What a text takes up of attacks told before: "eight such attacks", "the attackers", "hit it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import is_the_attacker
from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.counts.units import singular, unit_of
from tallybook.coding.language.clauses import clause_verb, is_passive, objects, subjects
from tallybook.coding.language.phrases import NOUNS, SUBJECTS
from tallybook.coding.roles.words import HOSTILE

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

SUCH = "of the kind of attack told before"

REACH = 4
"""Sentences back in which "such" finds its kind: about two paragraphs of news."""


def take_kind(telling: Telling, before: Sequence[Telling]) -> None:
    """Let "eight such attacks" be of the kind told last: by whom, on whom, with what and where
    ("such" takes up a kind that was described: Carlson 1977, *Reference to kinds in English*)."""
    if not telling.several:
        return
    doc = telling.head.doc
    words = [t.lower_ for t in telling.head.lefts]
    after = [t.lower_ for t in doc[telling.head.i + 1 : telling.head.i + 4]]
    if "such" not in words and after not in (["of", "this", "kind"], ["of", "that", "kind"]):
        return
    for earlier in reversed(before):
        if telling.sentence.order - earlier.sentence.order > REACH:
            return
        if earlier.several == telling.several and (earlier.attackers or earlier.targets):
            _inherit(telling, earlier)
            return


def take_attackers(telling: Telling, before: Sequence[Telling]) -> None:
    """Let "the attackers" be those of whom the report has told last: who is called by a deed is
    known by it (definites, Heim 1982)."""
    if telling.attackers or not any(map(is_the_attacker, doers_of(telling.head))):
        return
    for earlier in reversed(before):
        if telling.sentence.order - earlier.sentence.order > REACH:
            return
        named = [singular(head_word(n.value.name)) in HOSTILE for n in earlier.attackers]
        if named and all(named) and earlier.stance != "denied":
            telling.attackers = list(earlier.attackers)
            telling.inferred["attackers"] = CALLED
            return


CALLED = "called by the attack that was told before"


def struck_pronoun(telling: Telling) -> Token | None:
    """Return the "it" or "them" that a telling's clause says was struck, where its own sentence
    brings in nothing that it could stand for: "rockets hit it", "they sprayed it with fire". A
    pronoun takes up no other phrase of its own clause (principle B, Chomsky 1981)."""
    verb = clause_verb(telling.head)
    struck = subjects(verb) if is_passive(verb) else objects(verb)
    pronoun = next((t for t in struck if t.lower_ in ("it", "them")), None)
    if pronoun is None:
        return None
    own = subjects(verb)
    before = (t for t in telling.sentence.tokens if t.i < verb.i and t.dep_ in SUBJECTS)
    nouns = [t for t in before if t.pos_ in NOUNS and t not in own]
    known = all(any(d.lower_ in DEFINITE for d in t.lefts) for t in nouns[-1:])
    return pronoun if known else None


def take_target(telling: Telling, before: Sequence[Telling]) -> None:
    """ "The base was attacked twice. Rockets hit it at dawn and wounded two": the pronoun is what
    was told to have been attacked in the sentence before, in its number (centering, Grosz, Joshi &
    Weinstein 1995)."""
    pronoun = struck_pronoun(telling)
    last = next((t for t in reversed(before) if t.targets), None)
    if pronoun is None or last is None or last.sentence.order != telling.sentence.order - 1:
        return
    for named in last.targets:
        head = head_word(named.value.name)
        plural = singular(head) != head
        if plural == (pronoun.lower_ == "them") and (plural or unit_of(head) != "people"):
            known = {n.value for n in telling.targets}
            telling.targets += [named] if named.value not in known else []
            telling.inferred["targets"] = TAKEN_UP
            return


TAKEN_UP = "what the pronoun stands for in the sentence before"


def _inherit(telling: Telling, earlier: Telling) -> None:
    inherited = {
        "attackers": not telling.attackers and bool(earlier.attackers),
        "targets": not telling.targets and bool(earlier.targets),
        "weapons": not telling.weapons and bool(earlier.weapons),
        "places": not telling.places and bool(earlier.places),
    }
    telling.attackers = telling.attackers or list(earlier.attackers)
    telling.targets = telling.targets or list(earlier.targets)
    telling.weapons = telling.weapons or list(earlier.weapons)
    telling.places = telling.places or list(earlier.places)
    telling.inferred.update((name, SUCH) for name, taken in inherited.items() if taken)
