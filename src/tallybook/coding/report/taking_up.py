"""What the words of a telling say of the attacks told before: that it is this one, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.kinds import struck_pronoun
from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import singular
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.apart import NEAR_A_TOWN
from tallybook.coding.roles.words import BUILDINGS

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card


def is_pointed_at(telling: Telling) -> bool:
    """ "That bombing", "this attack": a demonstrative takes up what was told just before, where
    "the" may take up what the report is about (Gundel, Hedberg & Zacharski 1993)."""
    return any(t.lower_ in ("this", "that") for t in telling.head.lefts if t.dep_ == "det")


def in_the_place_told(telling: Telling, card: Card) -> bool:
    """ "Burned a chapel in the village", "killed six in the camp": a definite noun for a kind of
    place, with no name, is the place that was told (anaphora by a hypernym, Halliday & Hasan 1976,
    ch. 6)."""
    if telling.places or not any((p.precision or 1) <= NEAR_A_TOWN for p in card.places()):
        return False
    return any(
        t.lower_ in LIVED_IN
        and t.dep_ == "pobj"
        and t.head.lower_ in ("in", "at", "on", "into", "inside")
        and [d.lower_ for d in t.lefts] == ["the"]
        and not any(d.dep_ in ("prep", "relcl", "acl", "appos") for d in t.rights)
        for t in telling.sentence.tokens
    )


def stands_in_what_was_told(telling: Telling, card: Card) -> bool:
    """ "Gunmen attacked their village. … Several houses and a granary were set on fire": a
    settlement has houses and stores, so that what befalls them is told of it (bridging, Clark
    1977), where no doer, place or time of its own says otherwise."""
    if telling.attackers or telling.weapons or telling.places or telling.moment:
        return False
    struck = {singular(head_word(n.value.name)) for n in telling.targets}
    raided = {head_word(n.value.name) for t in card.tellings for n in t.targets}
    return bool(struck) and struck <= IN_SETTLEMENTS and bool(raided & SETTLEMENTS)


IN_SETTLEMENTS = (BUILDINGS - SETTLEMENTS) | word_set(
    "granary barn hut shack tent stall silo crop field farm farmhouse property dwelling shelter "
    "kiosk stable harvest"
)
"""What stands in a settlement, or on its land."""

LIVED_IN = SETTLEMENTS | {"camp"}


def is_called_the_same(telling: Telling, card: Card) -> bool:
    """ "The salvo", after a salvo and a strike: a definite noun takes up what was called by it
    (direct anaphora with the same head, Vieira & Poesio 2000); "the attack" takes up any."""
    if telling.head.pos_ != "NOUN" or telling.event_type == "attack":
        return False
    called = {s.words.lower() for t in card.tellings for s in t.trigger_spans}
    return telling.head.lower_ in called


def is_later_than(telling: Telling, card: Card) -> bool:
    """ "Six hours later a patrol drove over a mine": what comes hours after an attack is not that
    attack; who dies hours later was hurt in it, and what is made safe hours later was found then.
    """
    goes_on = telling.effects_only or telling.stage == "foiled"
    return not goes_on and any(t is telling.counted_from for t in card.tellings)


def befalls_what_was_told(telling: Telling) -> bool:
    """ "The lorry was carrying salt when it was hit by a blast", "they sprayed it with fire": what
    is struck is a pronoun, whose antecedent is no more new than its own words are (Heim 1982)."""
    return not telling.places and struck_pronoun(telling) is not None


def takes_up_the_kind(telling: Telling, told: Telling, knowledge: LocalKnowledge) -> bool:
    """ "Attacks on police stations killed seven. The violence …": a definite noun for the kind that
    was told in the plural (anaphora by a hypernym, Halliday & Hasan 1976, ch. 6)."""
    kind, kinds = telling.event_type, told.event_type
    return (
        telling.reference == "definite"
        and told.sentence.order < telling.sentence.order
        and kind is not None
        and kinds is not None
        and knowledge.event_types.is_a(kinds, kind)
    )
