"""An attack that is told as one of those counted, in no word for an attack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.sites import outermost
from tallybook.coding.attacks.tellings import Telling, in_words
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.totals.ranked import stands_alone
from tallybook.coding.totals.shares import counted_again
from tallybook.coding.voices.attribution import Attribution

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.mentions import Mentions

REACH = 3
"""Sentences over which "the latest" is of those counted: about a paragraph of news."""

BEING = frozenset({"be", "come", "occur", "happen", "take"})


def ranked_alone(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
) -> Iterator[Telling]:
    """Yield "the most recent was last Wednesday in X, where a column arrived before dawn": one of
    those counted, which the sentence gives a day and a place and no word for an attack."""
    told_here = any(t.sentence is sentence for t in before)
    counted = next((t for t in reversed(before) if t.number is not None), None)
    if counted is None or told_here or sentence.order - counted.sentence.order > REACH:
        return
    for verb in sentence.tokens:
        ranked = [t for t in verb.lefts if t.dep_ in SUBJECTS and stands_alone(t)]
        if not ranked or verb.lemma_.lower() not in BEING:
            continue
        passage = sentence.passage
        here = range(sentence.start, sentence.end)
        days = [m for m in mentions.moments if m.start in here and m.kind == "point"]
        days = [
            m
            for m in days
            if m.moment.first is not None and clause_verb(passage.doc[m.start]) == verb
        ]
        sites = [p for p in mentions.places if p.start in here and p.site]
        if not days or not sites:
            return
        telling = counted_again(counted, sentence, verb, ranked[0].i, attributions)
        telling.plural, telling.among, telling.reference = False, True, "indefinite"
        span = passage.span(days[0].start, days[0].end)
        telling.moment = (in_words(days[0].moment, span), span, days[0])
        places = outermost(sites, Frame(sentence, mentions, verb, []))
        telling.places = [(p.place, passage.span(p.start, p.end)) for p in places[:1]]
        yield telling
        return
