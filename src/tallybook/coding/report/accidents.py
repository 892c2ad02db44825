"""Accidents with firearms: a shot that nobody meant for anybody is no attack.

An attack is meant: the International Classification of Crime for Statistical Purposes (UNODC 2015)
tells intentional from unintentional homicide and injury, and the UCDP GED Codebook asks for the
intentional use of armed force. News says the difference in words: an adverb or adjective
("accidentally shot", "accidental discharge"), a weapon that fires by itself (the subject of "go
off" is no doer: unaccusative verbs, Levin 1993, §43.2), somebody playing with it or cleaning it,
or the law's name for an unmeant killing. Most of what else a report of one accident says is neutral
("the boy was shot in the leg"), so what is told of it is found by its card, not by its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tallybook.coding.attacks.stances import factuality
from tallybook.coding.attacks.usage import GUNS, UNMEANT
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import clause_verb, objects, subjects
from tallybook.coding.language.phrases import prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.apart import days_conflict, places_apart
from tallybook.coding.report.cards import Card
from tallybook.coding.roles.words import HOSTILE
from tallybook.coding.voices.attribution import Attribution, chain_at

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge

SHOOTING = word_set(
    """
    shoot shot fire discharge kill wound injure hit strike shooting discharging gunfire gunshot
    firing death killing homicide injury manslaughter gun firearm weapon
    """
)
"""What is called accidental in a report of a shot; floods and fires are no matter of ours."""

FIRING_ITSELF = frozenset({"go off", "discharge", "fire", "misfire"})

HANDLING = word_set("play clean handle mishandle unload holster unholster")
"""What is done with a gun that is not to be fired."""

UNMEANT_CRIMES = frozenset(
    {"involuntary manslaughter", "negligent homicide", "reckless homicide", "negligent discharge"}
)
"""Killing and shooting by carelessness, as penal codes name them."""

STRUGGLE = word_set("struggle scuffle fight robbery robber intruder wrestle argument")
"""Where a gun goes off in a fight, somebody had drawn it on somebody."""

_MURDER = re.compile(
    r"\b(?:charg\w+|indicted|convicted|guilty|counts?|pleaded|accused|suspicion)\b[^.\n]{0,60}\bmurder"
    r"|\b(?:first|second|third)-degree murder|\bmurder charges?\b",
    re.IGNORECASE,
)
"""Murder is meant by definition; whoever is charged with it is not said to have had an accident."""


def tells_accident(
    sentence: Sentence,
    attributions: Sequence[Attribution],
    knowledge: LocalKnowledge,
) -> bool:
    """Whether a sentence says, in the report's voice or an authority's, that a shot was not meant.

    What the doer or his family says of himself is a plea, not a finding; "whether it was
    accidental" leaves it open.
    """
    return any(
        _is_cue(token) and _holds(token, attributions, knowledge) for token in sentence.tokens
    ) and not any(t.lemma_.lower() in STRUGGLE for t in sentence.tokens)


def _is_cue(token: Token) -> bool:
    lemma, word = token.lemma_.lower(), token.lower_
    if word in UNMEANT:
        if any(t.lower_ in ("deliberate", "intentional") for t in (token.head, *token.children)):
            return False  # "Deliberate or accidental": which, is left open.
        return token.head.lemma_.lower() in SHOOTING or _predicated(token)
    if lemma in HANDLING and token.pos_ == "VERB":
        things = objects(token) + prepositional(token, frozenset({"with"}))
        return any(t.lemma_.lower() in GUNS for t in things)
    if token.pos_ == "VERB" and _fires_itself(token, lemma):
        return any(t.lemma_.lower() in GUNS for t in subjects(token))
    if lemma == "accident":
        return _is_called_accident(token)
    if lemma == "play" and token.i > token.sent.start and token.nbor(-1).lower_ == "foul":
        return _is_ruled_out(token)
    if token.i + 1 < token.sent.end:
        return f"{word} {token.nbor(1).lemma_.lower()}" in UNMEANT_CRIMES
    return False


def _predicated(word: Token) -> bool:
    """ "The shooting was accidental", "ruled the death accidental", "treated as accidental": an
    adjective that says what kind stands before its noun."""
    return not word.lower_.endswith("ly") and not (
        word.dep_ in ("amod", "compound", "nmod") and word.head.i > word.i
    )


def _is_called_accident(noun: Token) -> bool:
    """ "A shooting accident", "the shooting was an accident": not any accident in its street."""
    kinds = {t.lemma_.lower() for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod")}
    if kinds & (SHOOTING | {"hunting"}):
        return True
    return noun.dep_ == "attr" and any(t.lemma_.lower() in SHOOTING for t in subjects(noun.head))


def _is_ruled_out(noun: Token) -> bool:
    """ "No foul play is suspected": the police's words for a death that is nobody's crime."""
    verb = clause_verb(noun)
    negated = any(t.dep_ == "neg" for t in verb.children) or verb.lemma_.lower() == "rule"
    return negated or any(t.lower_ == "no" for t in noun.lefts)


def _fires_itself(verb: Token, lemma: str) -> bool:
    parts = [t.lower_ for t in verb.children if t.dep_ in ("prt", "advmod", "prep")]
    if lemma == "go":
        return "off" in parts
    return lemma in FIRING_ITSELF and not objects(verb) and not set(parts) & {"at", "on", "upon"}


def _holds(cue: Token, attributions: Sequence[Attribution], knowledge: LocalKnowledge) -> bool:
    holding, chain = chain_at(cue.i, attributions)
    if factuality(cue, holding).stance not in ("asserted", "suspected"):
        return False
    return not chain or knowledge.actors.is_authority(chain[-1].name)


def says_murder(text: str) -> bool:
    """Whether a report says that somebody is charged with murder, which is never unmeant."""
    return _MURDER.search(text) is not None


NEUTRAL = frozenset({None, "attack", "armed_assault", "shooting", "killing"})
"""Types of event that an accident with a gun is told by, too."""

AIMED = word_set("open gun mow riddle spray pump storm ambush execute assassinate behead")
"""Verbs of shooting that only somebody who aims does."""


UNINTENDED = frozenset({"accidental", "unintentional", "inadvertent"})


def counts_accidents(telling: Telling) -> bool:
    """ "41 accidental shootings this year", "the 69th unintentional shooting": a number of what was
    not meant is none of attacks, whatever else its report tells."""
    counted = telling.several or telling.ordinal is not None
    return counted and any(t.lower_ in UNINTENDED for t in telling.head.lefts)


def without_accidents(
    cards: Sequence[Card], sentences: frozenset[int], knowledge: LocalKnowledge
) -> list[Card]:
    """Return the cards that are no accident; `sentences` are the orders of those that tell one.

    The card told in such a sentence, or the nearest one, is the accident. A card that no day,
    place or "another" sets apart from it tells the same shot in other words.
    """
    neutral = [c for c in cards if _is_neutral(c)]
    accidents = [c for c in neutral if any(map(_by_a_child, c.tellings))]
    if neutral:
        accidents += [min(neutral, key=partial(_distance, order)) for order in sorted(sentences)]
    return [
        card
        for card in cards
        if card not in neutral
        or not any(card is one or not _apart(card, one, knowledge) for one in accidents)
    ]


def _is_neutral(card: Card) -> bool:
    return all(
        t.event_type in NEUTRAL and t.head.lemma_.lower() not in AIMED and not _hostile(t)
        for t in card.tellings
    )


_SMALL_CHILD = re.compile(
    r"^(?:[1-6]|one|two|three|four|five|six)[- ]years?[- ]old\b|\btoddler\b|\binfant\b", re.I
)
"""Under seven nobody can mean a crime (*doli incapax*: Blackstone 1769, book 4, ch. 2)."""


def _by_a_child(telling: Telling) -> bool:
    names = [n.value.name for n in telling.attackers]
    return bool(names) and all(_SMALL_CHILD.search(name) for name in names)


def _hostile(telling: Telling) -> bool:
    return any(
        singular(word.lower()) in HOSTILE
        for n in telling.attackers
        for word in n.value.name.split()[-1:]
    )


def _distance(order: int, card: Card) -> tuple[int, int]:
    return min(
        (abs(t.sentence.order - order), int(t.sentence.order > order)) for t in card.tellings
    )


def _apart(card: Card, accident: Card, knowledge: LocalKnowledge) -> bool:
    if card.tellings[0].reference == "other":
        return True
    mine, theirs = card.places(), accident.places()
    if mine and theirs and all(places_apart(p, q, knowledge) for p in mine for q in theirs):
        return any(p.lat is not None for p in mine)
    return any(days_conflict(m, n) for m in card.moments() for n in accident.moments())
