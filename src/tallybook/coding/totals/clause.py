"""Totals: the numbers of attacks that a clause gives, as a total with its parts.

"Ten times in A and three times in B" is thirteen with two parts; "eight of the attacks were in
A" is a share of a figure given before; "31 in 2023, against 24 in 2022" is two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import TOTALS, Frame
from tallybook.coding.attacks.sayings import COMPARING
from tallybook.coding.attacks.sites import outermost
from tallybook.coding.attacks.tellings import Part, Telling, exact_words, in_words, width_of
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.quantities import QUANTITIES, amount_of
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.totals.by_target import part_count, set_by_target, set_by_things, sum_of
from tallybook.coding.totals.by_type import set_by_type, type_counted, types_counted
from tallybook.coding.totals.cases import counted_things
from tallybook.coding.totals.own_places import own_places, places_of_times
from tallybook.coding.totals.ranked import is_ranked_among
from tallybook.coding.totals.same_stretch import names_same_stretch, same_stretch
from tallybook.coding.totals.sites_counted import (
    counted_targets,
    in_sentence,
    type_of_counted,
    without_number,
)
from tallybook.coding.totals.wounds import counts_wounds
from tallybook.core.spans import Span
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.event_types import ATTACK

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc


def set_numbers(telling: Telling, frame: Frame) -> None:
    """Several numbers of one clause are a total and its parts, or parts alone.

    A hedge before coordinated numbers holds for all of them unless one has its own ("at least
    ten times in Iraq and three times in Syria" is at least ten and at least three): it stands
    outside the coordination (Huddleston & Pullum 2002, ch. 15 §2, on scope over coordination).
    """
    passage = frame.sentence.passage
    numbers = [c for c in frame.numbers if c.rule != "ordinal" and not counts_wounds(c, frame)]
    if not numbers:
        numbers = counted_targets(frame, of_a_day=_is_of_a_day(telling))
        telling.by_things = bool(numbers)
        telling.event_type = type_of_counted(numbers, frame) or telling.event_type
        telling.targets = [without_number(t, numbers, frame) for t in telling.targets]
    # "In one of them …" tells of a single attack among those counted.
    killed = {h.start for h in frame.harms}  # "killed nine of them": of those who attacked.
    of_known = [c for c in in_sentence(frame) if _of_known(c, frame) and c.start not in killed]
    of_known = [c for c in of_known if not counts_wounds(c, frame)]
    partitive = [c for c in of_known if c.count.high != 1]
    whole_first = any(n.start < c.start for n in numbers for c in of_known)
    telling.among = bool(of_known) and not (partitive or whole_first)
    if telling.among:
        telling.reference, telling.plural = "indefinite", False
        return
    telling.among = not numbers and is_ranked_among(frame.head)
    if partitive:
        whole = next((c for c in numbers if c.start < partitive[0].start), None)
        if whole is None and partitive[0].part_of is not None:
            _set_whole_of(telling, partitive[0], frame)
            return
        telling.shares = shares_from(partitive[0], frame)
        telling.plural = True
        if whole is not None:
            _set_whole(telling, whole, frame)
            telling.event_type = type_counted([whole], frame) or telling.event_type
        return
    if not numbers:
        telling.counted = counted_things(frame)
        return
    first, *rest = numbers
    if not rest and set_by_target(telling, first, frame):
        return
    if telling.by_things and set_by_things(telling, numbers, frame):
        return
    rest = [c for c in rest if _other_moment(c, telling, frame) is None]
    rest += [
        c
        for c in _elliptical(frame)
        if c not in rest
        and c.start > first.start
        and c.start not in killed  # "Twin blasts kill nine in Gao": nine people.
        and _other_moment(c, telling, frame) is None
    ]
    rest.sort(key=lambda c: c.start)
    own = {c.start: own_places(c, [first, *rest], frame) for c in [first, *rest]}
    own |= places_of_times([first, *rest], own, frame)
    placed = bool(rest) and all(own[c.start] for c in rest)
    types = types_counted([first, *rest], frame)
    # "Nine bombings and four shootings in A": the place behind the last is that of all.
    if types and not (placed and (own[first.start] or types[first.start] == ATTACK)):
        set_by_type(telling, [first, *rest], types, frame)
        return
    span = passage.span(first.start, first.end)
    total = exact_words(first.count, span)
    if placed:
        open_above = first.count.high is None
        added = bool(own[first.start]) and not (
            _is_part(rest[0], first, frame)
            or _is_spelt_out(first, rest[0], passage.doc)
            or _is_whole_of(first, rest, own)
        )
        addends = ([first] if added else []) + rest
        parts = [
            Part(
                count=part_count(c, open_above, passage.span(c.start, c.end)),
                span=passage.span(c.start, c.end),
                places=tuple((p.place, passage.span(p.start, p.end)) for p in own[c.start]),
                event_type=types.get(c.start),
            )
            for c in addends
        ]
        telling.parts = tuple(parts)
        if added:
            span = passage.span(first.start, addends[-1].end)
            total = sum_of(parts, span)
            telling.event_type = ATTACK if types else telling.event_type
    if (total.low, total.high) == (1, 1):
        # "One attack", "one of the attacks": an attack, not a figure.
        telling.plural = False
        return
    telling.number, telling.number_spans = total, (span,)
    if not types:
        telling.event_type = type_counted([first, *rest], frame) or telling.event_type
    telling.added = first.rule == "additional"


def _is_part(part: CountMention, whole: CountMention, frame: Frame) -> bool:
    """ "30 attacks in the country, including 12 in A": whether the number grammar read one number
    as a part of the other."""
    return part.part_of is not None and frame.mentions.counts[part.part_of] is whole


def _is_spelt_out(whole: CountMention, part: CountMention, doc: Doc) -> bool:
    """ "Eight attacks in A in May: six in B and five in C": what follows a colon elaborates on what
    stands before it (Huddleston & Pullum 2002, ch. 20 §5.3), so that it adds nothing to it."""
    return any(token.text == ":" for token in doc[whole.end : part.start])


def _is_whole_of(
    first: CountMention, rest: Sequence[CountMention], own: Mapping[int, list[PlaceMention]]
) -> bool:
    """ "23 attacks in A and B, 14 in A and nine in B": what is added up is told of places apart, so
    that a number for places that are then told one by one is their whole, and so is one for the
    country of these where several follow, or where one makes it up exactly. Coordination joins
    like with like (Huddleston & Pullum 2002, ch. 15 §3): a country is no item of one list with its
    own towns. Whether the parts fit the whole is for the count to say."""
    told = sum(c.count.low for c in rest)
    outer = [p.place for p in own[first.start]]
    inner = [p.place for c in rest for p in own[c.start]]
    names = {place.key or place.name for place in outer}
    if len(names) > 1 and all((place.key or place.name) in names for place in inner):
        return True
    countries = {place.country for place in outer if place.precision == COUNTRY_PRECISION}
    within = all(
        place.country in countries and place.precision != COUNTRY_PRECISION for place in inner
    )
    return within and (len(rest) > 1 or told == first.count.low)


def _set_whole_of(telling: Telling, part: CountMention, frame: Frame) -> None:
    """ "15 of the 22 attacks in Diffa hit posts": the subject gives the whole, with its place and
    period; what is said is said of the part alone, so that targets and harm are not the whole's. Of
    attacks that came to nothing only the part is meant, and no figure is told."""
    if part.part_of is None or telling.stage != "done":
        return
    if frame.mentions.counts[part.part_of].head not in frame.indices:
        return  # "13 attacks, nine of them bombings": the whole is told beside it.
    passage = frame.sentence.passage
    span = passage.span(part.start, part.end)
    _set_whole(telling, frame.mentions.counts[part.part_of], frame)
    here = outermost(frame.mentions.places, frame)
    subject = passage.doc[part.end - 1]
    own = [p for p in here if p.site and p.start > subject.right_edge.i]
    if own and subject.dep_ in SUBJECTS:
        # "Four of the 14 attacks in A were in B": A is where all of them were.
        within = [p for p in here if subject.i < p.start <= subject.right_edge.i]
        telling.places = [(p.place, passage.span(p.start, p.end)) for p in within]
    else:
        own = []
    places = tuple((p.place, passage.span(p.start, p.end)) for p in own)
    telling.parts = (Part(count=part_count(part, False, span), span=span, places=places),)
    telling.targets, telling.killed, telling.injured = [], None, None


def _set_whole(telling: Telling, whole: CountMention, frame: Frame) -> None:
    """ "112 clashes along the front, 47 of them near the town": the clause gives the total of which
    it tells a part."""
    span = frame.sentence.passage.span(whole.start, whole.end)
    telling.number, telling.number_spans = exact_words(whole.count, span), (span,)
    telling.parts, telling.shares = telling.shares, ()


def places_of_total(
    telling: Telling, places: Sequence[tuple[Place, Span]]
) -> list[tuple[Place, Span]]:
    """Return the places of a total among those of its clause: those of parts that do not make up
    the whole ("30 attacks, including 12 in A") are the parts' alone; where they do ("55 times, 27
    times in A and 28 times in B") and the clause names no other, they are the whole's."""
    told = sum(part.count.low for part in telling.parts)
    if telling.number is None or told >= telling.number.low:
        made_up = telling.number is not None and told == telling.number.low
        of_parts = [pair for part in telling.parts for pair in part.places] if made_up else []
        once = {place.key or place.name: (place, at) for place, at in reversed(places or of_parts)}
        return sorted(once.values(), key=lambda pair: pair[1].start)
    apart = {where for part in telling.parts for _, where in part.places}
    return [(place, where) for place, where in places if where not in apart]


def _is_of_a_day(telling: Telling) -> bool:
    """Whether a telling is of one day, or of one night."""
    return telling.moment is not None and width_of(telling.moment[0]) <= 1


def shares_from(
    first: CountMention,
    frame: Frame,
    *,
    rest: CountMention | None = None,
    sources: bool = False,
) -> tuple[Part, ...]:
    """ "Eight of the attacks were in A, five in B and three in C": parts of a figure given
    before, each with its place; with `sources` also where it was told from. `rest` stands for what
    is left of the figure ("the rest in C")."""
    passage = frame.sentence.passage
    numbers = [first, *(c for c in _elliptical(frame) if c.start > first.start)]
    if rest is not None:
        numbers = [*(c for c in numbers if c.start < rest.start), rest]
    own = [(c, own_places(c, numbers, frame, sources=sources)) for c in numbers]
    return tuple(
        Part(
            count=part_count(c, False, passage.span(c.start, c.end)),
            span=passage.span(c.start, c.end),
            places=tuple((p.place, passage.span(p.start, p.end)) for p in places),
        )
        for c, places in own
        if places
    )


def other_periods(telling: Telling, frame: Frame) -> Iterator[Telling]:
    """ "… 31 times in 2023, against 24 times in 2022": a further number with a period of its own
    is a further figure, of which only the period and perhaps the place differ."""
    passage = frame.sentence.passage
    first = telling.number_spans[0]
    rules = TOTALS | {"revised_from"}  # "Up from 24 in April" gives April's.
    candidates = [
        c for c in in_sentence(frame, rules) if c.unit in (None, "other", "attacks", "times")
    ]
    for count in candidates:
        if _of_others(count, frame):
            continue
        if any(amount_of(t, [count]) for t in frame.sentence.tokens if t.lemma_ in QUANTITIES):
            continue  # "… which had put the figure at five on Tuesday": a running total.
        span = passage.span(count.start, count.end)
        moment = _other_moment(count, telling, frame)
        before = span.start <= first.end and count.rule != "revised_from"
        if before or moment is None:
            continue
        when = passage.span(moment.start, moment.end)
        yield replace(
            telling,
            number=exact_words(count.count, span),
            number_spans=(span,),
            trigger_spans=(span,),
            moment=(in_words(moment.moment, when), when, moment),
            places=[
                (p.place, passage.span(p.start, p.end))
                for p in own_places(count, candidates, frame)
            ],
            parts=(),
            killed=None,
            injured=None,
        )


def _of_others(count: CountMention, frame: Frame) -> bool:
    """Whether a number counts something else than the clause's attacks: "26 attacks repelled, two
    bridges hit overnight", "stranding 800,000 travellers hours before"."""
    if count.unit != "other" or count.head is None:
        return False
    doc = frame.sentence.passage.doc
    lemmas = {doc[c.head].lemma_ for c in frame.numbers if c.head is not None}
    return not doc[count.head].like_num and doc[count.head].lemma_ not in lemmas


def compared_with(telling: Telling, frame: Frame) -> Iterator[Telling]:
    """ "The 21st attack this year, against 13 in all of 2023": an ordinal orders one attack; the
    number that it is compared with counts those of the other period (the standard of a comparison,
    Huddleston & Pullum 2002, ch. 13)."""
    if telling.ordinal is None or telling.ordinal_period is None:
        return
    doc = frame.sentence.passage.doc
    series = replace(telling, number_spans=(telling.ordinal_period[1],), plural=True)
    for other in other_periods(series, frame):
        before = next(t for t in frame.sentence.tokens_in(other.number_spans[0]))
        if {t.lower_ for t in doc[max(before.i - 2, 0) : before.i]} & COMPARING:
            yield replace(other, ordinal=None, ordinal_period=None, reference="bare", stage="done")


def _other_moment(count: CountMention, telling: Telling, frame: Frame) -> MomentMention | None:
    """The period right after a number, or after the place that follows it, where it is not the
    period of the whole clause."""
    whole = telling.moment[2] if telling.moment is not None else None
    doc = frame.sentence.passage.doc
    at = count.end
    while at < frame.sentence.end and doc[at].lower_ in WHOLE:
        at += 1  # "13 in the whole of 2023"
    starts = [at, *(count.end + gap for gap in range(3))]
    named = [start for start in dict.fromkeys(starts) if names_same_stretch(doc, start)]
    if named:  # None where it is of a stretch that the clause does not give.
        told = telling.moment
        again = (same_stretch(doc, start, told[0]) for start in named if told is not None)
        return next((found for found in again if found is not None), None)
    for place in frame.mentions.places:
        if count.end <= place.start <= count.end + 2:
            starts += [place.end + gap for gap in range(3)]
    for moment in frame.mentions.moments:
        if moment.start in starts and moment.kind in ("period", "since", "point"):
            return None if whole is not None and moment.start == whole.start else moment
    return None


WHOLE = frozenset({"in", "during", "over", "for", "the", "whole", "all", "of", "entire"})


def _of_known(count: CountMention, frame: Frame) -> bool:
    """ "five of the attacks": a share of attacks already spoken of, no total of its own."""
    doc = frame.sentence.passage.doc
    after = [t.lower_ for t in doc[count.end : count.end + 2]]
    if after == ["of", "them"]:
        return count.unit in (None, "attacks", "times")
    attacks = {t.token.i for t in frame.triggers if not t.is_verb}
    if count.unit == "people":
        return False  # "Two of the victims of the bombing" are two people.
    near = set(range(count.end + 2, count.end + 6))
    return after in (["of", "the"], ["of", "these"], ["of", "those"]) and bool(attacks & near)


def _elliptical(frame: Frame) -> list[CountMention]:
    """ "… 13 attacks: ten in Iraq and three in Syria": a number without a noun, before a place,
    counts what was counted last: attacks, or the dead of "three people in A and five in B"."""
    doc = frame.sentence.passage.doc
    found: list[CountMention] = []
    of_attacks = True
    for count in frame.mentions.counts:
        if not frame.sentence.start <= count.start < frame.sentence.end:
            continue
        if count.unit not in (None, "other"):
            of_attacks = count.unit not in _RECOUNTED
            continue
        following = [t.lower_ for t in doc[count.end : count.end + 2]]
        if following[:1] in (["more"], ["others"], ["were"], ["was"]):
            following = following[1:]  # "Three raids in A and two more in B".
        follows = following[0] if following else ""
        if not of_attacks or follows not in ("in", "on", "against", "at", "near", "from"):
            continue
        if any(count.end < p.start <= count.end + 4 for p in frame.mentions.places):
            found.append(count)
    return found


_RECOUNTED = frozenset({"people", "weapons", "vehicles"})
"""Units that are counted beside attacks, and that a number without its noun goes on counting."""
