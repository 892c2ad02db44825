"""Additions: figures of attacks beside those told before.

"More", "further" and "another" before or after a number presuppose a set of the same description
that it is added to (Kamp & Reyle 1993, §4.1.5): "nine strikes hit A. A further 14 hit B" are 23,
and none of the 14 is one of the nine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.sites import outermost
from tallybook.coding.attacks.tellings import Telling, exact_words, in_words
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.cards import Card
from tallybook.coding.report.gathering import Assembled
from tallybook.coding.totals.shares import BEING, counted_again, counted_last
from tallybook.coding.voices.attribution import Attribution
from tallybook.core.claims import Claim

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

REACH = 2
"""Sentences back in which an addition finds what it is added to: the distance over which anaphora
in news finds its antecedent in the great majority of cases (Hobbs 1978)."""

TAKING_PLACE = BEING | word_set("follow take report record register hit strike target land come")
"""Verbs that attacks are the subject of; people, who are counted too, are killed and hurt."""


def bare_additions(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
) -> Iterator[Telling]:
    """Yield what a sentence adds to the attacks counted last, in a number without their noun:
    "two air strikes hit A. Three more struck B"."""
    counted = counted_last(sentence, before)
    found = _bare_addition(sentence, mentions)
    if counted is None or found is None:
        return
    number, verb = found
    passage = sentence.passage
    telling = counted_again(counted, sentence, verb, number.start, attributions)
    span = passage.span(number.start, number.end)
    telling.number, telling.number_spans = exact_words(number.count, span), (span,)
    telling.added, telling.attackers = True, list(counted.attackers)
    telling.weapons = list(counted.weapons)
    own = [p for p in mentions.places if clause_verb(passage.doc[p.start]) == verb]
    telling.places = [
        (place.place, passage.span(place.start, place.end))
        for place in outermost(own, Frame(sentence, mentions, verb, []))
    ]
    for moment in mentions.moments:
        dated = moment.kind in ("point", "period", "since")
        if dated and clause_verb(passage.doc[moment.start]) == verb:
            when = passage.span(moment.start, moment.end)
            telling.moment = (in_words(moment.moment, when), when, moment)
            break
    yield telling


def settle_addition(telling: Telling, mentions: Mentions, before: Sequence[Telling]) -> None:
    """Give "two more struck B", told behind "two bombings hit A" in words that tell an attack, its
    number of what was counted."""
    counted = counted_last(telling.sentence, before)
    found = None if telling.number is not None else _bare_addition(telling.sentence, mentions)
    if counted is None or found is None or found[1] != telling.head:
        return
    span = telling.sentence.passage.span(found[0].start, found[0].end)
    telling.number, telling.number_spans = exact_words(found[0].count, span), (span,)
    telling.added, telling.plural, telling.event_type = True, True, counted.event_type
    telling.attackers = telling.attackers or list(counted.attackers)
    telling.weapons = telling.weapons or list(counted.weapons)


def _bare_addition(sentence: Sentence, mentions: Mentions) -> tuple[CountMention, Token] | None:
    """The number and the verb of "three more struck X"."""
    doc = sentence.passage.doc
    for count in mentions.counts:
        if not sentence.start <= count.start < sentence.end or count.rule != "additional":
            continue
        if count.unit not in (None, "other") or count.count.low < 2:
            continue
        last = doc[count.end - 1]
        if last.dep_ in SUBJECTS and last.head.lemma_.lower() in TAKING_PLACE:
            return count, last.head
    return None


def with_additions(cards: Sequence[Card], done: Assembled) -> dict[str, Claim]:
    """Return the figures that are added to attacks told before, told apart from these: from the
    last figure, and from what was told singly between."""
    changed: dict[str, Claim] = {}
    for figure, claim in done.of_figure:
        order = figure.main.sentence.order
        if not figure.main.added or figure.main.sentence.passage.is_title:
            continue
        earlier = [
            (t.sentence.order, told)
            for other, told in done.of_figure
            for t in other.tellings
            if other is not figure and t.sentence.order < order
        ]
        at, whole = max(earlier, key=lambda found: found[0], default=(-1, None))
        within = order - REACH
        singles = [
            done.of_card[card.number][0].id
            for card in cards
            if done.of_card.get(card.number)
            and any(max(at, within) <= t.sentence.order < order for t in card.tellings)
        ]
        apart = (*((whole.id,) if whole is not None and at >= within else ()), *singles)
        if apart:
            changed[claim.id] = replace(claim, apart_from=apart)
    return changed
