"""What befell those who attacked: the end of their attack, and none of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.fallen import ATTACKERS
from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import contents
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.rival_versions import CLASH
from tallybook.coding.roles.words import HOSTILE

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.report.cards import Card
    from tallybook.core.spans import Span

REACH = 6
"""Sentences back in which "the gunmen" are those of the attack told: about three paragraphs."""


def attack_ended(telling: Telling, cards: Sequence[Card]) -> Card | None:
    """Return the attack whose attackers a telling says were killed or hurt, or were fought ("all
    five attackers were shot dead by guards", "police killed two of the gunmen", "a gunman killed
    three before soldiers shot him dead", "policemen exchanged fire with the raiders", "five rebels
    were killed", of rebels who attacked); None where it says no such thing.

    Those who attacked are known from what was told (Heim 1982, definites), and their end is the
    last scene of their attack; how many of them fell is no toll of their victims.
    """
    taken_up = next((card for card in cards if any(_ends(telling, t) for t in card.tellings)), None)
    if taken_up is None and _by_police(telling):
        taken_up = next((c for c in reversed(cards) if _by_a_gunman(telling, c)), None)
    if taken_up is not None:
        return taken_up
    harmed = [
        _noun_of(figure[1], telling) for figure in (telling.killed, telling.injured) if figure
    ]
    fell = bool(harmed) and all(noun is not None and _attacked(noun) for noun in harmed)
    back = _fights_back(telling)
    nouns = {"" if noun is None else noun.lemma_.lower() for noun in harmed}
    alone = telling.event_type in (None, "killing", "shooting")
    named = nouns if nouns <= HOSTILE and alone else set()
    if not (fell or back or named):
        return None
    near = (
        card
        for card in reversed(cards)
        if 0 <= telling.sentence.order - card.last_order <= REACH
        and any(not told.only_harm for told in card.tellings)
        and (fell or (back and _attacked_by(back, telling, card)) or _of_its_doers(named, card))
    )
    return next(near, None)


def _fights_back(telling: Telling) -> set[str]:
    """ "Policemen exchanged fire with the raiders", "troops engaged the bandits": who fights those
    who attacked, known from what was told, is none of them. Returns the nouns for those."""
    fought = [telling.sentence.tokens_in(n.span) for n in telling.targets]
    fighting = [telling.sentence.tokens_in(n.span) for n in telling.attackers]
    if not fighting or any(t[-1].lemma_.lower() in HOSTILE for t in fighting if t):
        return set()
    known = all(bool(tokens) and _attacked(tokens[-1], known=True) for tokens in fought)
    return {tokens[-1].lemma_.lower() for tokens in fought} if known else set()


def _of_its_doers(fallen: set[str], card: Card) -> bool:
    """ "Rebels attacked a camp. Five rebels were killed": by the same noun they are some of those
    who attacked, unless it was a clash, in which each side kills the other's."""
    clash = any(t.event_type == CLASH for t in card.tellings)
    return bool(fallen) and not clash and fallen <= _doers(card)


def _doers(card: Card) -> set[str]:
    named = [n.value.name.lower().split()[-1] for t in card.tellings for n in t.attackers]
    return {singular(name) for name in named}


def _attacked_by(fought: set[str], telling: Telling, card: Card) -> bool:
    """Whether those who were fought are the card's attackers: by the deed, by the same noun, or in
    a clash, by another for people of violence."""
    doers = _doers(card)
    if fought <= ATTACKERS or fought <= doers:
        return True
    clash = telling.event_type == CLASH
    return clash and bool(doers) and all(d in HOSTILE or d in ("man", "men") for d in doers)


def _ends(telling: Telling, told: Telling) -> bool:
    """Whether a clause of "before" or "when" says what was done to the attacker of its main clause,
    whom a pronoun takes up."""
    if telling.sentence is not told.sentence or not told.attackers:
        return False
    verb = told.head
    return (
        _befalls_a_pronoun(telling.head)
        and telling.head.dep_ == "advcl"
        and telling.head.head == verb
        and any(t.lower_ in ("before", "when", "until") for t in telling.head.lefts)
        and bool(subjects(verb))
        and not is_passive(verb)
    )


def _befalls_a_pronoun(verb: Token) -> bool:
    """ "Soldiers shot him", "he was shot" """
    if is_passive(verb):
        return any(s.lower_ in ("he", "she", "they") for s in subjects(verb))
    return any(o.lower_ in ("him", "her", "them") for o in objects(verb))


def _by_police(telling: Telling) -> bool:
    """ "Police shot him": those who guard the law, and whom a pronoun takes up."""
    guards = (t.lemma_.lower() in GUARDS for d in subjects(telling.head) for t in d.subtree)
    return _befalls_a_pronoun(telling.head) and any(guards)


GUARDS = word_set("police officer policeman guard soldier troop force marine gendarme commando")


BY_VIOLENCE = HOSTILE | ATTACKERS
"""Nouns for people by the violence that they do."""


def _by_a_gunman(telling: Telling, card: Card) -> bool:
    """Whether a card's attack was told in the last sentences, and made by people who are called by
    their violence."""
    near = 0 <= telling.sentence.order - card.last_order <= 2
    return near and not _doers(card).isdisjoint(BY_VIOLENCE)


def _noun_of(number: Span, telling: Telling) -> Token | None:
    """The noun that the words of a toll count, themselves where they are one."""
    words = telling.sentence.tokens_in(number)
    last = words[-1] if words else None
    if last is None or not last.like_num:
        return last
    # "Four of the attackers were killed"
    return last.head if last.dep_ == "nummod" else next(contents(last))


def _attacked(noun: Token, *, known: bool = False) -> bool:
    """Whether a noun is of those who attacked; `known`: only where the text takes them up."""
    lemma = noun.lemma_.lower()
    before = {t.lower_ for t in noun.subtree if t.i < noun.i}
    definite = bool(before & (DEFINITE | {"all"}))
    return (lemma in ATTACKERS and not known) or (lemma in BY_VIOLENCE and definite)
