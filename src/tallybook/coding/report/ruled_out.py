"""What a voice says was no attack: an accident of gas or current, fireworks, or "not an attack".

Officials who say that a blast "was caused by gas canisters and was not an attack" speak of the same
event as those who claim it, and deny that it was one. Intent makes an attack (UCDP GED Codebook on
the use of armed force; UNODC 2015 on intentional acts).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.devices import is_controlled
from tallybook.coding.attacks.stances import factuality
from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.language.clauses import subjects
from tallybook.coding.language.phrases import contents, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.attribution import Attribution, chain_at

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge

_CAUSES = word_set(
    """
    gas canister cylinder leak leakage circuit fault malfunction boiler stove generator battery
    firework firecracker welding lightning thunder tyre tire transformer boom quarry blasting
    demolition
    """
)
"""What goes off, or sets off, without anybody's doing."""

_CAUSING = frozenset({"cause", "trigger", "result", "stem", "spark", "set", "come"})

_HEARD = word_set(
    "explosion blast noise sound bang boom object smoke incident package device it this that they"
)
"""What takes up something that was heard, seen or found before anybody knew what it was."""


def rules_out(sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    """Whether a sentence says of what it tells that it was no attack."""
    return any(
        _says_no_attack(t, knowledge) or _says_accident(t) or _turns_out_harmless(t)
        for t in sentence.tokens
    )


def _says_no_attack(verb: Token, knowledge: LocalKnowledge) -> bool:
    """ "Was not an attack", "was no act of terrorism" """
    if verb.lemma_ != "be":
        return False
    if any(t.dep_ == "expl" for t in verb.lefts):
        return False  # "There was no attack on X": of others, and in a scope.
    negated = any(t.dep_ == "neg" for t in verb.children)
    for thing in (t for t in verb.rights if t.dep_ == "attr"):
        noun = knowledge.event_types.noun(thing.lemma_.lower())
        called = noun is not None or thing.lemma_.lower() in ("terrorism", "act")
        definite = any(t.lower_ in ("the", "this", "that", "their", "its") for t in thing.lefts)
        if called and not definite and (negated or any(t.lower_ == "no" for t in thing.lefts)):
            return True
    return False


def _says_accident(verb: Token) -> bool:
    """ "Was caused by gas canisters", "was due to a short circuit" """
    if any(t.dep_ == "neg" or t.tag_ == "MD" for t in said_of(verb).children):
        return False
    if verb.lemma_.lower() in _CAUSING:
        causes = prepositional(verb, frozenset({"by", "from", "off"}))
    elif verb.lower_ == "due":
        causes = prepositional(verb, frozenset({"to"}))
    else:
        return False
    return any(map(_is_harmless, causes))


def _is_harmless(thing: Token) -> bool:
    """Whether a phrase is of something that nobody does to anybody: "a burst tyre", "the boom of
    jets", "a controlled demolition"."""
    return is_controlled(thing) or any(
        t.lemma_.lower() in _CAUSES for part in contents(thing) for t in (part, *part.lefts)
    )


def explains_away(
    sentence: Sentence, attributions: Sequence[Attribution], knowledge: LocalKnowledge
) -> bool:
    """Whether a sentence says, in the report's voice or an authority's, that what was heard came of
    no attack: "it turned out to be a gas leak", "the noise was a sonic boom", "the explosion was
    caused by a gas cylinder". What may have been, or was not so, explains nothing."""
    return any(
        (_turns_out_harmless(verb) or _says_accident(verb))
        and any(s.lemma_.lower() in _HEARD for s in subjects(said_of(verb)))
        and _is_found(verb, attributions, knowledge)
        for verb in sentence.tokens
    )


def said_of(verb: Token) -> Token:
    """The verb whose subject a cause is said of: "was due to X" has it on "was"."""
    return verb if verb.pos_ in ("VERB", "AUX") else verb.head


def _turns_out_harmless(verb: Token) -> bool:
    """ "Was fireworks", "turned out to be a burst tyre", "proved to be a gas leak" """
    if verb.lemma_ != "be" or any(t.dep_ == "neg" or t.tag_ == "MD" for t in verb.children):
        return False
    if not any(t.lemma_.lower() in _HEARD for t in subjects(verb)):
        return False
    return any(_is_harmless(t) for t in verb.rights if t.dep_ == "attr")


def _is_found(cue: Token, attributions: Sequence[Attribution], knowledge: LocalKnowledge) -> bool:
    holding, chain = chain_at(cue.i, attributions)
    if factuality(cue, holding).stance != "asserted":
        return False
    return not chain or knowledge.actors.is_authority(chain[-1].name)


def without_what_is_explained(tellings: Sequence[Telling], order: int) -> list[Telling]:
    """Tellings without those of a blast in the sentences just before, of which nobody says who
    made it or with what: the report itself says that it was none."""
    return [
        t
        for t in tellings
        if t.attackers
        or t.weapons
        or not _is_a_blast(t)
        or not (t.sentence.passage.is_title or order - t.sentence.order <= REACH)
    ]


def _is_a_blast(telling: Telling) -> bool:
    return telling.event_type in ("explosion", "bombing") or telling.only_harm


REACH = 4
"""Sentences over which "it" and "the explosion" take up a blast that was told: two paragraphs."""
