"""Headings inside a report: "Komanda, Monday 10 March" over what happened there and then.

Digests and situation reports of relief and security organisations list incidents under short
lines, or after short run-in heads, that give place and day once. What stands under such a line and
names no place or day of its own has them from there: the layout says so, as a clause would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.language.reading import Sentence
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.mentions import Mentions
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.places.words import DIVISION_NOUNS
from tallybook.core.spans import Span
from tallybook.core.values import COUNTRY_PRECISION, Place

LONGEST = 8
"""Words: a line that is longer, or that has a finite verb, is a sentence of the text."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading gives to the text under it: to the following paragraphs, or, run in at the
    head of a paragraph, to that one. `first` is where the first heading with a place stands."""

    passage: int
    run_in: bool
    places: tuple[tuple[Place, Span], ...]
    moment: tuple[MomentMention, Span] | None
    first: int


def is_short_line(text: str) -> bool:
    """Whether a paragraph is short enough for a heading, before any parse."""
    return len(text.split()) <= LONGEST and not text.rstrip().endswith((".", "!", "?", "”", '"'))


def find_heading(
    sentence: Sentence,
    mentions: Mentions,
    knowledge: LocalKnowledge,
    published: date | None,
    before: Heading | None,
) -> Heading | None:
    """Return the heading, after one `before`, that a sentence is: verbless, short, at the head of a
    paragraph, with a place or a day, or a line of its own, which ends what another heading heads;
    None for running text, and for the line that dates the report itself."""
    passage = sentence.passage
    if passage.is_title or sentence.start != 0 or len(sentence.span.words.split()) > LONGEST:
        return None
    if any(token.tag_ in FINITE for token in sentence.tokens):
        return None
    here = range(sentence.start, sentence.end)
    places = _named_places(sentence, mentions, knowledge)
    days = [
        m
        for m in mentions.moments
        if m.start in here and m.kind == "point" and m.moment.first is not None
    ]
    moment = (days[0], passage.span(days[0].start, days[0].end)) if days else None
    if not places and moment is not None and moment[0].moment.last == published:
        return None
    run_in = sentence.end < len(passage.doc)
    if not places and moment is None and (run_in or not is_short_line(sentence.span.words)):
        return None
    first = sentence.span.start if before is None or not before.places else before.first
    return Heading(passage.index, run_in, tuple(places), moment, first)


def _named_places(
    sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> list[tuple[Place, Span]]:
    """The first place of a heading. Without a clause around it, a name that the gazetteer knows
    is enough: a heading is made of places and days."""
    passage = sentence.passage
    for mention in mentions.places:
        if sentence.start <= mention.start < sentence.end:
            return [(mention.place, passage.span(mention.start, mention.end))]
    words = [t.text for t in sentence.tokens]
    for start, end in knowledge.gazetteer.scan(words, knowledge.countries):
        span = passage.span(sentence.start + start, sentence.start + end)
        kinds = [w for w in words[end : end + 1] if w.lower() in DIVISION_NOUNS]
        for name in (" ".join([span.words, *kinds]), span.words):
            place = knowledge.gazetteer.resolve(name, countries=knowledge.countries)
            if place.lat is not None:
                return [(structs.replace(place, name=span.words), span)]
    return []


def gives_the_day(heading: Heading | None, sentence: Sentence) -> bool:
    """Whether a heading gives what a sentence tells its day."""
    return heading is not None and heading.moment is not None and _stands_over(heading, sentence)


def _stands_over(heading: Heading, sentence: Sentence) -> bool:
    return not heading.run_in or sentence.passage.index == heading.passage


def turns_elsewhere(heading: Heading | None, telling: Telling, said: Span) -> bool:
    """Whether something was said under an earlier heading than that which a telling stands under,
    where that one names a place: the days of one place's entry are not those of the next."""
    if heading is None or not heading.places or not _stands_over(heading, telling.sentence):
        return False
    return heading.first <= said.start < heading.places[0][1].start


def place_under(telling: Telling, heading: Heading | None, before: Sequence[Telling]) -> None:
    """Give a telling the place and day of the heading that it stands under; not the country's name
    where the sentence before told of a place in it."""
    if heading is None or telling.reference == "other":
        return
    if not _stands_over(heading, telling.sentence):
        return
    if not telling.places and not _goes_on_at_a_place(telling, heading, before):
        telling.places = list(heading.places)
    for over, _ in heading.places:
        if (over.precision or 0) >= COUNTRY_PRECISION:
            # Under a country's name a place that no gazetteer knows lies in that country.
            telling.places = [
                (structs.replace(p, country=over.country) if p.country is None else p, span)
                for p, span in telling.places
            ]
    if heading.moment is not None and (telling.moment is None or _is_counted_from_it(telling)):
        mention, span = heading.moment
        telling.moment = (structs.replace(mention.moment, words=span.words), span, mention)


def _goes_on_at_a_place(telling: Telling, heading: Heading, before: Sequence[Telling]) -> bool:
    last = before[-1] if before else None
    if last is None or last.sentence.passage.index != telling.sentence.passage.index:
        return False
    wide = all((place.precision or 0) >= COUNTRY_PRECISION for place, _ in heading.places)
    own = bool(last.places) and last.places != list(heading.places)
    own = own and (telling.moment is None or last.moment is None)
    return wide and own and telling.sentence.order - last.sentence.order == 1


def _is_counted_from_it(telling: Telling) -> bool:
    """ "Feb. 2 - Gunmen kill four at Sunday mass": a weekday under a day is that day's, and not of
    the week in which the list was printed; a date says itself which it is."""
    if telling.moment is None:
        return False
    moment, _, mention = telling.moment
    return mention.relative_to == "document" and not any(c.isdigit() for c in moment.words)
