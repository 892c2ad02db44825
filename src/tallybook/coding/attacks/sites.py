"""Sites: which of a clause's places an attack happened at, and when one verb tells of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.listed_tolls import Toll, tolls_from
from tallybook.coding.attacks.tellings import Telling, exact_words, in_words
from tallybook.coding.language.phrases import DETERMINERS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.places.mention import PlaceMention
from tallybook.core.certainty import Certainty
from tallybook.core.spans import Span
from tallybook.core.values import COUNTRY_PRECISION, Place


def outermost(places: Sequence[PlaceMention], frame: Frame) -> list[PlaceMention]:
    """One place for each chain ("Kirkuk, Iraq" is Kirkuk): the innermost, which comes first."""
    kept: list[PlaceMention] = []
    for place in sorted(places, key=lambda p: p.start):
        if not frame.sentence.start <= place.start < frame.sentence.end:
            continue
        if kept and kept[-1].chain_end == place.chain_end and place.start > kept[-1].start:
            continue
        kept.append(place)
    return kept


def by_place(telling: Telling, frame: Frame, knowledge: LocalKnowledge) -> list[Telling]:
    """One telling, or one for each of several towns that a verb of attack takes together.

    An attack has one place and one day (UCDP GED codebook 24.1, the unit of an event), so
    "attacked A, B and C" tells of three. Countries and regions may hold one attack's words
    ("in Mali, in the Sahel"), so that only places that surely lie apart split a telling.
    """
    passage = frame.sentence.passage
    places = [(p, (p.place, passage.span(p.start, p.end))) for p in outermost(frame.places, frame)]
    located = [pair for p, pair in places if p.place.lat is not None or p.place.reason]
    apart: list[tuple[Place, Span]] = []
    for pair in located:
        coordinated = all(knowledge.lie_apart(pair[0], other[0]) for other in apart)
        if coordinated and (pair[0].precision or 9) <= 3:
            apart.append(pair)
    ends = {
        passage.span(p.start, p.end).start: passage.span(p.start, p.chain_end).end
        for p in frame.places
    }
    if len(apart) < 2 or not _coordinated(apart, ends, passage.text) or telling.plural:
        telling.places = most_exact(located, knowledge)
        return [telling]
    return [
        replace(
            telling,
            places=[pair],
            killed=None,
            injured=None,
            reference="other" if i else telling.reference,
            set_apart=pair[1] if i else telling.set_apart,
        )
        for i, pair in enumerate(apart)
    ]


def by_toll(telling: Telling, frame: Frame, knowledge: LocalKnowledge) -> list[Telling]:
    """One telling for each place that a clause gives a toll of its own: "killed three people in A,
    two in B and one in C"; none where it gives no such tolls.

    Coordination joins like with like (Huddleston & Pullum 2002, ch. 15 §3), so that each number
    is of people harmed as the first was, and whoever fell in places that are told one beside the
    other fell in several attacks.
    """
    passage = frame.sentence.passage
    for harm in frame.harms:
        tolls = tolls_from(harm.start, frame)
        if len(tolls) < 2 or harm.kind == "shot" or not _beside(tolls, knowledge):
            continue
        days = [toll.moment for toll in tolls]
        first = passage.span(tolls[0].people.start, tolls[0].people.end).start
        told: list[Telling] = []
        for toll in tolls:
            where = passage.span(toll.place.start, toll.place.end)
            span = passage.span(toll.people.start, toll.people.end)
            one = replace(
                telling, places=[(toll.place.place, where)], plural=False, killed=None,
                injured=None, number=None, number_spans=(), single=set(),
            )  # fmt: skip
            setattr(one, harm.kind, (exact_words(toll.people.count, span), span))
            if toll.moment is not None and None not in days:
                when = passage.span(toll.moment.start, toll.moment.end)
                one.moment = (in_words(toll.moment.moment, when), when, toll.moment)
            if told:
                one.reference, one.set_apart = "other", where
                one.targets = [n for n in telling.targets if not n.span.start <= first < n.span.end]
            told.append(one)
        return told
    return []


def _beside(tolls: Sequence[Toll], knowledge: LocalKnowledge) -> bool:
    """Whether the places of tolls are none of them in another, and each is below a country: a toll
    for a country is over any number of attacks."""
    places = [toll.place.place for toll in tolls]
    located_in = knowledge.gazetteer.located_in
    return all((p.precision or 0) < COUNTRY_PRECISION for p in places) and not any(
        located_in(p, q) is Certainty.SURE for p, q in permutations(places, 2)
    )


def _coordinated(places: Sequence[tuple[Place, Span]], ends: Mapping[int, int], text: str) -> bool:
    """Whether nothing but a list's words stands between the names, each with what holds it up to
    one of `ends` ("Nairobi, Kenya and …"), a coordinator among them: a comma alone makes an
    address ("Karrada, Baghdad")."""
    joined = False
    for (_, left), (_, right) in pairwise(places):
        between = text[ends.get(left.start, left.end) : right.start]
        told = between.lower().replace(",", " ").split()
        words = set(told)
        if told[-2:-1] == ["another"] and "and" in words:
            joined = True  # "A bomb went off in A on Monday and another in B": gapping.
            continue
        joined = joined or "and" in words or "well" in words
        if words - LIST_WORDS:
            return False
    return joined


LIST_WORDS = word_set(
    "and as well the of in near villages towns cities districts town city village district"
)
"""What may stand between the names of a list ("in A and in the towns of B, C and D")."""


def most_exact(
    places: list[tuple[Place, Span]], knowledge: LocalKnowledge
) -> list[tuple[Place, Span]]:
    """Drop what only holds another place that is named too, and beside a place that is known
    what is no name at all ("the entrance", in wire copy whose capitals tell nothing). A village of
    which only the district is known holds nothing of it."""
    gazetteer = knowledge.gazetteer
    places = [
        pair
        for pair in places
        if pair[0].lat is not None or pair[0].name.split()[0].lower() not in DETERMINERS
    ] or places
    return [
        pair
        for pair in places
        if not any(
            other is not pair
            and pair[0].reason is None
            and gazetteer.located_in(other[0], pair[0]) is Certainty.SURE
            and gazetteer.located_in(pair[0], other[0]) is not Certainty.SURE
            for other in places
        )
    ]
