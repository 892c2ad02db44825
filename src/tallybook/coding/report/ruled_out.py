"""What a voice says was no attack: an accident of gas or current, or "not an attack".

Officials who say that a blast "was caused by gas canisters and was not an attack" speak of the same
event as those who claim it, and deny that it was one. Intent makes an attack (UCDP GED Codebook on
the use of armed force; UNODC 2015 on intentional acts).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import prepositional
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge

_CAUSES = word_set(
    """
    gas canister cylinder leak leakage circuit fault malfunction boiler stove generator battery
    firework welding lightning
    """
)
"""What goes off, or sets off, without anybody's doing."""

_CAUSING = frozenset({"cause", "trigger", "result", "stem", "spark", "set"})


def rules_out(sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    """Whether a sentence says of what it tells that it was no attack."""
    return any(_says_no_attack(t, knowledge) or _says_accident(t) for t in sentence.tokens)


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
    if verb.lemma_.lower() in _CAUSING:
        causes = prepositional(verb, frozenset({"by", "from", "off"}))
    elif verb.lower_ == "due":
        causes = prepositional(verb, frozenset({"to"}))
    else:
        return False
    return any(t.lemma_.lower() in _CAUSES for cause in causes for t in (cause, *cause.lefts))
