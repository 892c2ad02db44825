"""The gate: which reports, and which of their paragraphs, are worth a parse.

Parsing costs most of the time that a report takes. A report without a word for an attack, a
weapon, an armed actor or somebody hurt makes no claim of ours, and a paragraph without a word
that any reader looks for adds none; words are looked up as lemmas before any parse, so that the
gate costs next to nothing. It is made to let too much through, never too little: every word that
a later stage starts from opens it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.cues import INTERCEPT_VERBS
from tallybook.coding.harms import DEAD_ADJECTIVES, EFFECTS, HURT_ADJECTIVES
from tallybook.coding.headings import is_short_line
from tallybook.coding.lexicon import stems
from tallybook.coding.relations import AFFILIATION, BACKING
from tallybook.coding.responsibility import (
    BLAME_VERBS,
    CREDIT_NOUNS,
    DENIAL_VERBS,
)
from tallybook.core.documents import Document
from tallybook.knowledge.loading import Knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_UNDER_FIRE = re.compile(
    r"\b(?:under|open(?:s|ed|ing)?|exchang\w+) fire\b|\bfired (?:on|at|in)", re.I
)
"""Fire of arms, where "fire" alone is mostly a blaze."""

HARM_WORDS = (
    EFFECTS
    | DEAD_ADJECTIVES
    | HURT_ADJECTIVES
    | word_set("toll victim corpse body life martyr behead execute murder slay massacre")
)
VERDICT_WORDS = (
    CREDIT_NOUNS
    | BLAME_VERBS
    | DENIAL_VERBS
    | BACKING
    | AFFILIATION
    | INTERCEPT_VERBS
    | word_set("responsible behind claim motive attempt foil thwart repel reserve defuse")
)


EVERYDAY = word_set(
    """group suspect crowd force individual youth life fall lose damage victim body corpse toll fire
    vehicle round brick arrow complex operation campaign himself herself itself themselves ground
    string situation exchange border surprise roadside collapse harm destroy attempt battle area
    military station target strike hit blow charge drive engage device stone rock network
    movement element unit cell band team settler outrage coordinate grade cannon"""
)
"""Words that open the gate and that news of every kind is full of: one or two of them in a report,
and no other, speak of no attack."""

SEVERAL = 4
"""Different everyday words that open the gate together."""


class Gate:
    """What opens the gate, for one state of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        events, actors = knowledge.event_types, knowledge.actors
        weapons = knowledge.weapons

        strong = HARM_WORDS | events.telling_words(strong=True)
        every = strong | VERDICT_WORDS | events.telling_words(strong=False)

        def violent(lemma: str) -> bool:
            return (
                lemma in strong
                or actors.generic_kind(lemma) is not None
                or weapons.find(lemma) is not None
            )

        def telling(lemma: str) -> bool:
            return lemma in every or violent(lemma) or events.statement(lemma) is not None

        @lru_cache(maxsize=1 << 16)
        def named(before: str, word: str) -> bool:
            """ "Air strike": two everyday words that together name an armed attack."""
            triggers = (events.noun(f"{before} {stem}") for stem in stems(word))
            return any(t is not None and t.strength == "strong" for t in triggers)

        self._named = named
        self._violent = _on_words(violent)
        self._telling = _on_words(telling)

    def opens_for(self, document: Document) -> bool:
        """Whether a report may speak of an attack at all: by one word that says so, or by several
        that only may."""
        if _UNDER_FIRE.search(document.text):
            return True
        words = _WORD.findall(document.text)
        everyday: set[str] = set()
        for before, word in pairwise(["", *words]):
            if self._named(before.lower(), word.lower()):
                return True
            if not self._violent(word):
                continue
            found = EVERYDAY & stems(word.lower())
            if not found:
                return True
            everyday |= found
            if len(everyday) >= SEVERAL:
                return True
        return False

    def opens_for_paragraph(self, text: str) -> bool:
        """Whether a paragraph may add a claim."""
        return is_short_line(text) or any(self._telling(w) for w in _WORD.findall(text))


def _on_words(test: Callable[[str], bool]) -> Callable[[str], bool]:
    """Apply a test of lemmas to every lemma that a printed word, or a part of it, may be of."""

    @lru_cache(maxsize=1 << 16)
    def tested(word: str) -> bool:
        lower = word.lower()
        parts = [lower, *re.split(r"['’-]", lower)] if not lower.isalpha() else [lower]
        return any(test(stem) for part in parts if part for stem in stems(part))

    return tested
