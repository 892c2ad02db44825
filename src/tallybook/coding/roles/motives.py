"""Motives: what the text says that an attack was done for.

News gives a motive in a few set phrases: "in retaliation for …", "to avenge …", "over its
support for …". ACLED and UCDP GED code none; it is kept in the report's own words, since a
motive is what its teller says, and two tellers may differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import subtree_bounds
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.core.spans import Span

RETURN_NOUNS = word_set(
    "retaliation revenge reprisal response vengeance retribution protest solidarity reaction "
    "support"
)
"""Nouns of an act that answers another: "in retaliation for", "in solidarity with"."""
RETURN_VERBS = frozenset({"avenge", "retaliate", "punish", "protest"})
LINKING = frozenset({"link", "tie", "relate", "connect"})

_LONGEST = 40
"""Tokens: a longer motive is a parse that ran on into the next clause."""


def find_motives(sentence: Sentence, triggers: frozenset[int]) -> list[tuple[int, Span]]:
    """Return (trigger, motive) for the attacks of a sentence, given the indices of the tokens
    that name them. A motive hangs on the attack or on a verb above it in the same clause."""
    found: list[tuple[int, Span]] = []
    for index in sorted(triggers):
        trigger = sentence.passage.doc[index]
        head = next(_phrases(trigger), None)
        if head is None:
            continue
        high = subtree_bounds(head)[1]
        low = next((t.i for t in head.lefts if t.lower_ == "to"), head.i)
        while high > low + 1 and sentence.passage.doc[high - 1].is_punct:
            high -= 1
        if high - low < 2:
            continue
        found.append((index, sentence.passage.span(low, min(high, low + _LONGEST))))
    return found


def _phrases(trigger: Token) -> Iterator[Token]:
    """The heads of the phrases that give a motive, nearest first."""
    node = trigger
    while True:
        for child in node.rights:
            if _gives(child):
                yield child
        if _is_linked(node) or (node != trigger and node.lemma_.lower() in LINKING):
            yield from (c for c in node.rights if c.dep_ == "prep" and c.lower_ in ("to", "with"))
        if node.head == node or node.dep_ in ("relcl", "ccomp", "advcl", "parataxis"):
            return
        node = node.head


def _is_linked(noun: Token) -> bool:
    """Whether the parser hung "to …" of "linked the attacks to …" on the attacks."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in LINKING


def _gives(token: Token) -> bool:
    if token.dep_ == "prep":
        nouns = [c for c in token.children if c.dep_ == "pobj"]
        if token.lower_ in ("in", "as", "out"):
            inner = [o for c in token.children if c.dep_ == "prep" for o in c.children]
            return any(_answers(n) for n in (*nouns, *inner))
        if token.lower_ == "over":
            # "over its support for …": a stance or a deed, not a place or a span of time.
            return any(n.lemma_.lower() in RETURN_NOUNS | STANCES for n in nouns)
        return token.lower_ == "because"
    if token.dep_ == "advcl":
        to = any(c.lower_ == "to" for c in token.lefts)
        return token.lemma_.lower() in RETURN_VERBS and (to or token.tag_ == "VBG")
    return False


def _answers(noun: Token) -> bool:
    """Whether a noun names an answer and says to what: not "in response" alone."""
    return noun.lemma_.lower() in RETURN_NOUNS and any(t.dep_ == "prep" for t in noun.rights)


STANCES = word_set(
    "role presence involvement refusal failure decision policy alliance occupation insult killing"
)
