"""The reports' own words for more violence: "attacks have soared", "a sharp increase in strikes".

A sentence is such a one where it holds a word for rising or more, and a word for violence, and the
rising is not denied. It is quoted beside the numbers, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallybook.core.spans import Span

_RISING = re.compile(
    r"""\b(?:
    soar(?:s|ed|ing)? | surg(?:e|es|ed|ing) | spik(?:e|es|ed|ing) | upsurge | uptick | upswing
    | escalat(?:e|es|ed|ing|ion) | intensif(?:y|ies|ied|ying|ication)
    | (?:sharp|marked|dramatic|steep|significant|alarming|huge|massive|rapid)(?:ly)?\s+
      (?:increas(?:e|es|ed|ing)|ris(?:e|es|ing)|rose|more)
    | (?:increas|ris)(?:ed?|en|ing|es)\s+(?:sharply|markedly|dramatically|steeply|significantly)
    | rose\s+(?:sharply|markedly|dramatically|steeply|significantly)
    | on\s+the\s+(?:rise|increase) | step(?:s|ped|ping)?\s+up | ramp(?:s|ed|ing)?\s+up
    | (?:doubl|tripl|quadrupl)(?:e|es|ed|ing) | skyrocket(?:s|ed|ing)?
    | (?:wave|spate|flurry|rash)s?\s+of
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Verbs and nouns of rising (soar, surge, spike, escalate, double), "increase" and "rise" with a
word for much, and collectives of what comes one soon after the other ("a wave of attacks")."""

_VIOLENCE = re.compile(
    r"""\b(?:
    attack(?:s|ed|ing|ers?)? | assaults? | (?:air|drone|missile)?\s?strikes? | airstrikes?
    | shell(?:ing|ings|ed) | bomb(?:ing|ings|ings|ed|ardment|ardments)s? | raids? | ambush(?:es)?
    | violence | hostilities | clash(?:es)? | fighting | offensives? | killings? | abductions?
    | kidnappings? | explosions? | rocket\s+fire | massacres? | insurgency | incursions?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)

_DENIED = re.compile(
    r"(?:\b(?:no|not|never|without|nor|hardly)\b|n[’']t\b)(?:\s+\S+){0,3}\s*$", re.I
)
"""A negation up to three words before the word of rising governs it: "has not yet escalated"."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mrs?|Ms|Dr|Gen|Col|Maj|Lt|Sgt|Capt|Brig|Adm|St|Sen|Rep|Gov|No)\.$"
)
"""Titles and initials, whose full stop ends no sentence."""


def rising_words(text: str) -> Iterator[Span]:
    """Yield the sentences of a text that speak of more violence."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        if not _VIOLENCE.search(sentence):
            continue
        rising = (m.start() for m in _RISING.finditer(sentence))
        if any(not _DENIED.search(sentence[:place]) for place in rising):
            yield Span(start, end, sentence)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        stop = end.start() + len(end.group().rstrip())
        if _ABBREVIATED.search(text[start:stop]):
            continue
        if text[start:stop].strip():
            yield start, stop
        start = end.end()
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())
