"""A place in a sentence: the tokens that name it, and what governs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import objects, subjects
from tallybook.coding.language.phrases import NOUNS
from tallybook.coding.places.words import AIRBORNE, KINDS, LOCATIVE, ROADS, SITE
from tallybook.core.values import Place

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens `[start, end)` name a place; `chain_end` is past the containers that follow it.

    `preposition` is the token index of the locative preposition that governs it, or None;
    `site` says whether that preposition says where something happened. `modifier` marks a name
    before the noun that it modifies ("the Kabul airport attack"). `holds_next` marks one that only
    says where the name behind it lies ("the Kabul suburb of X", "Kabul's X district").
    """

    start: int
    end: int
    chain_end: int
    place: Place
    preposition: int | None
    site: bool
    modifier: bool
    holds_next: bool = False


def says_where(preposition: Token) -> bool:
    """Whether a preposition says where something happened. "Over" and "above" do of what flies or
    is brought down ("shot down over Kherson"); of others "over" says what it is about ("a dispute
    over Kashmir")."""
    if preposition.lower_ not in ("over", "above"):
        return preposition.lower_ in SITE
    head = preposition.head
    return any(t.lemma_.lower() in AIRBORNE for t in (head, *objects(head), *subjects(head)))


def governing_preposition(token: Token) -> Token | None:
    """The locative preposition that governs a name: past coordination ("in Iraq and Syria"),
    apposition, and the nouns whose "of" phrase the name is in ("near the town of X", "at the
    cattle market of X")."""
    for _ in range(8):
        if token.dep_ in ("conj", "appos", "compound", "nmod") or (
            token.dep_ == "poss" and token.head.lower_ in KINDS | ROADS
        ):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of":
            noun = token.head.head
            if noun.pos_ in NOUNS:
                token = noun
            elif noun.dep_ == "prep" and noun.lower_ in LOCATIVE:
                return noun
            else:
                return None
        elif token.dep_ == "pobj" and token.head.lower_ in LOCATIVE:
            return token.head
        elif token.dep_ == "pobj" and token.head.head.lower_ in LOCATIVE:
            return token.head.head
        else:
            return None
    return None
