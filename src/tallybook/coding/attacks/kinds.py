"""What a text takes up of attacks told before: "eight such attacks", "the attackers"."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.coding.attacks.frames import is_the_attacker
from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.counts.units import singular
from tallybook.coding.roles.words import HOSTILE

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
