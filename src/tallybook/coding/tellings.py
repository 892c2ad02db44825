"""Tellings: a frame with its words resolved to values, and its voice, stance and stage.

This is where words become values: phrases become actors, place mentions become one place as
exact as the clause says, moments become days, and several numbers in one clause become a total
with its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.counts import CountMention
from tallybook.coding.counts_tokens import word_set
from tallybook.coding.frames import TOTALS, Frame, Reference
from tallybook.coding.moments import MomentMention, resolve_narrative
from tallybook.coding.names import Named, name_targets, named_attackers, named_weapons
from tallybook.coding.phrases import clause_verb
from tallybook.coding.places import PlaceMention
from tallybook.coding.stances import Factuality, factuality
from tallybook.coding.voices import Attribution, chain_at
from tallybook.core.claims import Stage, Stance
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.reading import Sentence


EFFECTS = word_set(
    """kill die wound injure hurt maim perish damage destroy harm devastate death fatality casualty
    killing injury damages collapse"""
)
"""Words for what an attack does. Without a doer or a weapon they say that people or things came
to harm, not that somebody attacked."""


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a total: its number and what sets it apart."""

    count: Count
    span: Span
    places: tuple[tuple[Place, Span], ...]


@dataclass(slots=True)
class Telling:
    """What one voice says of one attack (or several, with `number`) in one sentence."""

    sentence: Sentence
    head: Token
    event_type: str | None
    strong: bool
    reference: Reference
    plural: bool
    chain: tuple[Mention, ...]
    voice_spans: tuple[Span, ...]
    stance: Stance
    stage: Stage
    trigger_spans: tuple[Span, ...]
    attackers: list[Named[Mention]] = field(default_factory=list)
    targets: list[Named[Mention]] = field(default_factory=list)
    weapons: list[Named[Weapon]] = field(default_factory=list)
    places: list[tuple[Place, Span]] = field(default_factory=list)
    moment: tuple[Moment, Span, MomentMention] | None = None
    killed: tuple[Count, Span] | None = None
    injured: tuple[Count, Span] | None = None
    number: Count | None = None
    number_spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()
    shares: tuple[Part, ...] = ()
    ordinal: Count | None = None
    toll: bool = False
    by_its_voice: bool = False
    carried: tuple[Moment, Span] | None = None
    effects_only: bool = False
    cue_spans: tuple[Span, ...] = ()

    @property
    def only_harm(self) -> bool:
        """Whether nothing but harm is told: no word for an attack, or a stated nobody killed
        ("no sailor has been killed so far"), which denies an attack's harm, not an attack."""
        if self.event_type is None:
            return True
        if self.strong:
            return False
        harms = [h[0] for h in (self.killed, self.injured) if h is not None]
        if harms and all(h.high == 0 for h in harms):
            return True
        return self.effects_only and not (self.attackers or self.weapons)

    @property
    def several(self) -> bool:
        """Whether more than one attack is told: a number, or a plural without one."""
        return self.number is not None or self.plural


def tell(
    frame: Frame, attributions: Sequence[Attribution], knowledge: LocalKnowledge
) -> list[Telling]:
    """Return the tellings of a frame: one, or one for each of several places attacked."""
    holding, chain = chain_at(frame.head.i, attributions)
    # The strongest trigger's factuality is the attack's; what qualifies a weaker word in the
    # same clause ("fearing", "to") is about that word.
    reading = min(
        (
            replace(f, stage="intercepted") if t.intercepted and f.stance == "asserted" else f
            for t, f in ((t, factuality(t.token, holding)) for t in frame.triggers)
        ),
        key=lambda f: f.stance != "asserted",
        default=Factuality("asserted", "done"),
    )
    if reading.purpose:
        return []
    passage = frame.sentence.passage
    strong = any(t.trigger.strength == "strong" for t in frame.triggers)
    telling = Telling(
        sentence=frame.sentence,
        head=frame.head,
        event_type=_event_type(frame, knowledge),
        strong=strong,
        effects_only=all(t.token.lemma_.lower() in EFFECTS for t in frame.triggers),
        reference=frame.reference,
        plural=frame.plural,
        chain=chain,
        voice_spans=tuple(a.source for a in holding if a.source is not None),
        stance=reading.stance,
        stage=reading.stage,
        trigger_spans=tuple(passage.span(t.token.i, t.token.i + 1) for t in frame.triggers),
        attackers=named_attackers(frame, knowledge),
        targets=name_targets(frame, knowledge),
        weapons=named_weapons(frame),
        cue_spans=tuple(a.cue_span for a in holding)
        + (() if reading.cue is None else (passage.span(reading.cue, reading.cue + 1),)),
    )
    if any(m.kind in ("since", "frequency") for m in frame.moments):
        # "has fought since 2007", "attacks every week": a stretch or a habit, no one attack
        # (Vendler 1957, activities against achievements).
        telling.plural = True
    telling.by_its_voice = bool(chain) and any(_speaker(h) for h in frame.roles.attackers)
    _set_moment(telling, frame)
    _set_harms(telling, frame)
    _set_numbers(telling, frame)
    if telling.number is None:
        return list(_by_place(telling, frame, knowledge))
    others = list(_other_periods(telling, frame))
    telling.places = [
        (p.place, passage.span(p.start, p.end)) for p in _outermost(frame.places, frame)
    ]
    return [telling, *(replace(o, places=o.places or telling.places) for o in others)]


def settle_narrative(telling: Telling, before: Sequence[Telling]) -> None:
    """Count "a day earlier" and "hours later" from the last moment that the report told.

    A simple past without a time of its own goes on from the last moment told (temporal anaphora,
    Partee 1984); `assembly` does that for attacks, here it is for expressions that say so.
    """
    if telling.moment is None or telling.moment[2].relative_to != "narrative":
        return
    base = next(
        (t.moment[0] for t in reversed(before) if t.moment is not None and t.moment[0].first), None
    )
    if base is None:
        telling.moment = None
        return
    _, span, mention = telling.moment
    telling.moment = (_in_words(resolve_narrative(mention, base), span), span, mention)


CARRY_REACH = 4
"""Sentences over which narrated time is carried on: about two paragraphs of news, which turns to
another day with words that say so."""


def carry_moment(telling: Telling, before: Sequence[Telling]) -> None:
    """Let a simple past without a time of its own go on from the last moment told.

    Successive simple pasts of a narrative share or move on its reference time (temporal anaphora,
    Partee 1984); a pluperfect goes back behind it, and "another" or "similar" may be at any time,
    so these carry nothing.
    """
    if telling.moment is not None or telling.sentence.passage.is_title:
        return
    if telling.reference == "other" or _pluperfect(telling.head):
        return
    for earlier in reversed(before):
        if telling.sentence.order - earlier.sentence.order > CARRY_REACH:
            return
        found = earlier.moment or earlier.carried
        if found is not None and found[0].first is not None:
            telling.carried = (structs.replace(found[0], extent="sometime"), found[1])
            return


def _pluperfect(head: Token) -> bool:
    verb = clause_verb(head)
    return any(t.dep_ in ("aux", "auxpass") and t.lower_ == "had" for t in verb.children)


def _speaker(head: Token) -> bool:
    """Whether a doer is the voice itself: "we", and in reported speech "it" or "its fighters",
    which in "the group said its fighters …" refer to the subject of saying (the perspective of
    indirect discourse, Banfield 1982)."""
    if head.lower_ in ("we", "it"):
        return True
    return any(t.dep_ == "poss" and t.lower_ in ("our", "its") for t in head.children)


def _event_type(frame: Frame, knowledge: LocalKnowledge) -> str | None:
    """The most specific type among the triggers: a type that is a kind of another says more."""
    types = [t.trigger.event_type for t in frame.triggers]
    if not types:
        return None
    best = types[0]
    for other in types[1:]:
        if other != best and knowledge.event_types.is_a(other, best):
            best = other
    return best


def _set_moment(telling: Telling, frame: Frame) -> None:
    passage = frame.sentence.passage
    usable = [_told(m, frame) for m in frame.moments if m.kind not in ("duration", "frequency")]
    if not usable:
        return
    best = min(
        usable,
        key=lambda m: (
            m.relative_to == "narrative",
            m.kind in ("since", "until"),
            _width(m.moment),
        ),
    )
    span = passage.span(best.start, best.end)
    # Passages may be re-cased for the parser; the book keeps the report's own words.
    telling.moment = (_in_words(best.moment, span), span, best)


def _told(mention: MomentMention, frame: Frame) -> MomentMention:
    """A moment of the narrative ("a night earlier") counts from the last moment that the
    sentence named before it."""
    if mention.relative_to != "narrative":
        return mention
    before = [
        m
        for m in frame.mentions.moments
        if frame.sentence.start <= m.start < mention.start
        and m.relative_to != "narrative"
        and m.moment.first is not None
    ]
    if not before:
        return mention
    moment = resolve_narrative(mention, before[-1].moment)
    return structs.replace(mention, moment=moment, relative_to="document")


def _in_words(moment: Moment, span: Span) -> Moment:
    return Moment(moment.earliest, moment.latest, moment.extent, span.words)


def _width(moment: Moment) -> int:
    """How many days a moment leaves open; large where an end is unknown."""
    if moment.first is None or moment.last is None:
        return 100_000
    return (moment.last - moment.first).days


def _set_harms(telling: Telling, frame: Frame) -> None:
    passage = frame.sentence.passage
    for harm in frame.harms:
        span = passage.span(harm.start, harm.end)
        if harm.kind == "killed" and telling.killed is None:
            telling.killed = (_exact_words(harm.count, span), span)
            telling.toll = harm.toll
        elif harm.kind == "injured" and telling.injured is None:
            telling.injured = (_exact_words(harm.count, span), span)


def _exact_words(count: Count, span: Span) -> Count:
    return Count(count.low, count.high, span.words)


def _set_numbers(telling: Telling, frame: Frame) -> None:
    """Several numbers of one clause are a total and its parts, or parts alone.

    A hedge before coordinated numbers holds for all of them unless one has its own ("at least
    ten times in Iraq and three times in Syria" is at least ten and at least three): it stands
    outside the coordination (Huddleston & Pullum 2002, ch. 15 §2, on scope over coordination).
    """
    passage = frame.sentence.passage
    numbers = [c for c in frame.numbers if c.rule != "ordinal"] or _counted_targets(frame)
    for count in frame.numbers:
        if count.rule == "ordinal":
            telling.ordinal = count.count
    partitive = [c for c in _in_sentence(frame) if _of_known(c, frame)]
    if partitive:
        telling.shares = _shares(partitive[0], frame)
        telling.plural = True
        return
    if not numbers:
        return
    first, *rest = numbers
    rest = [c for c in rest if _own_moment(c, frame) is None]
    rest += [c for c in _elliptical(frame) if c not in rest and c.start > first.start]
    rest.sort(key=lambda c: c.start)
    own = {c.start: _own_places(c, [first, *rest], frame) for c in [first, *rest]}
    span = passage.span(first.start, first.end)
    total = _exact_words(first.count, span)
    if rest and all(own[c.start] for c in rest):
        open_above = first.count.high is None
        inherit = open_above and bool(own[first.start])
        addends = ([first] if own[first.start] else []) + rest
        parts = [
            Part(
                count=_part_count(c, inherit or open_above, passage.span(c.start, c.end)),
                span=passage.span(c.start, c.end),
                places=tuple((p.place, passage.span(p.start, p.end)) for p in own[c.start]),
            )
            for c in addends
        ]
        telling.parts = tuple(parts)
        if own[first.start]:
            low = sum(p.count.low for p in parts)
            highs = [p.count.high for p in parts]
            known = [h for h in highs if h is not None]
            high = sum(known) if len(known) == len(highs) else None
            span = passage.span(first.start, addends[-1].end)
            total = Count(low, high, span.words)
    telling.number = total
    telling.number_spans = (span,)


def _counted_targets(frame: Frame) -> list[CountMention]:
    """ "Three villages were attacked": an attack has one place, so that settlements and posts
    that are counted as a verb's targets count attacks (UCDP GED codebook, unit of an event)."""
    if not any(t.is_verb for t in frame.triggers):
        return []
    heads = {h.i for h in frame.roles.targets if h.lemma_.lower() in SITES}
    return [c for c in _in_sentence(frame) if c.head in heads and c.count.low > 1]


SITES = word_set(
    """village town city hamlet settlement community camp base outpost post checkpoint station
    school hospital church mosque market barracks facility ship vessel tanker"""
)
"""Places and vessels that stand apart, so that each is attacked by itself."""


def _shares(first: CountMention, frame: Frame) -> tuple[Part, ...]:
    """ "Eight of the attacks were in A, five in B and three in C": parts of a figure given
    before, each with its place."""
    passage = frame.sentence.passage
    numbers = [first, *(c for c in _elliptical(frame) if c.start > first.start)]
    own = [(c, _own_places(c, numbers, frame)) for c in numbers]
    return tuple(
        Part(
            count=_part_count(c, False, passage.span(c.start, c.end)),
            span=passage.span(c.start, c.end),
            places=tuple((p.place, passage.span(p.start, p.end)) for p in places),
        )
        for c, places in own
        if places
    )


def _in_sentence(frame: Frame) -> list[CountMention]:
    return [
        c
        for c in frame.mentions.counts
        if frame.sentence.start <= c.start < frame.sentence.end and c.rule in TOTALS
    ]


def _other_periods(telling: Telling, frame: Frame) -> Iterator[Telling]:
    """ "… 31 times in 2023, against 24 times in 2022": a further number with a period of its own
    is a further figure, of which only the period and perhaps the place differ."""
    passage = frame.sentence.passage
    first = telling.number_spans[0]
    candidates = [c for c in _in_sentence(frame) if c.unit in (None, "other", "attacks", "times")]
    for count in candidates:
        span = passage.span(count.start, count.end)
        moment = _own_moment(count, frame)
        if span.start <= first.end or moment is None:
            continue
        when = passage.span(moment.start, moment.end)
        yield replace(
            telling,
            number=_exact_words(count.count, span),
            number_spans=(span,),
            trigger_spans=(span,),
            moment=(_in_words(moment.moment, when), when, moment),
            places=[
                (p.place, passage.span(p.start, p.end))
                for p in _own_places(count, candidates, frame)
            ],
            parts=(),
            killed=None,
            injured=None,
        )


def _own_moment(count: CountMention, frame: Frame) -> MomentMention | None:
    """The period right after a number, or after the place that follows it."""
    starts = [count.end + gap for gap in range(3)]
    for place in frame.mentions.places:
        if count.end <= place.start <= count.end + 2:
            starts += [place.end + gap for gap in range(3)]
    for moment in frame.mentions.moments:
        if moment.start in starts and moment.kind in ("period", "since", "point"):
            return moment
    return None


def _part_count(mention: CountMention, hedged: bool, span: Span) -> Count:
    if hedged and mention.hedge == "exact":
        return Count(mention.count.low, None, span.words)
    return Count(mention.count.low, mention.count.high, span.words)


def _of_known(count: CountMention, frame: Frame) -> bool:
    """ "five of the attacks": a share of attacks already spoken of, no total of its own."""
    doc = frame.sentence.passage.doc
    after = [t.lower_ for t in doc[count.end : count.end + 2]]
    if after == ["of", "them"]:
        return count.unit in (None, "attacks", "times")
    attacks = {t.token.i for t in frame.triggers if not t.is_verb}
    near = set(range(count.end + 2, count.end + 6))
    return after in (["of", "the"], ["of", "these"], ["of", "those"]) and bool(attacks & near)


def _elliptical(frame: Frame) -> list[CountMention]:
    """ "… 13 attacks: ten in Iraq and three in Syria": a number without a noun, before a place,
    counts what the clause has just counted."""
    doc = frame.sentence.passage.doc
    found: list[CountMention] = []
    for count in frame.mentions.counts:
        if not frame.sentence.start <= count.start < frame.sentence.end:
            continue
        if count.unit in ("attacks", "times") or count.end >= len(doc):
            continue
        follows = doc[count.end].lower_
        if count.unit not in (None, "other") or follows not in (
            "in",
            "on",
            "against",
            "at",
            "near",
        ):
            continue
        if any(count.end < p.start <= count.end + 4 for p in frame.mentions.places):
            found.append(count)
    return found


def _own_places(
    count: CountMention, numbers: Sequence[CountMention], frame: Frame
) -> list[PlaceMention]:
    """The places that stand after a number and before the next one."""
    later = [n.start for n in numbers if n.start > count.start]
    end = min(later, default=frame.sentence.end)
    return [
        p
        for p in frame.mentions.places
        if count.end <= p.start < end
        and p.site
        and p.start - count.end <= 8
        and p.start in {q.start for q in _outermost(frame.mentions.places, frame)}
    ]


def _outermost(places: Sequence[PlaceMention], frame: Frame) -> list[PlaceMention]:
    """One place for each chain ("Kirkuk, Iraq" is Kirkuk): the innermost, which comes first."""
    kept: list[PlaceMention] = []
    for place in sorted(places, key=lambda p: p.start):
        if not frame.sentence.start <= place.start < frame.sentence.end:
            continue
        if kept and kept[-1].chain_end == place.chain_end and place.start > kept[-1].start:
            continue
        kept.append(place)
    return kept


def _by_place(telling: Telling, frame: Frame, knowledge: LocalKnowledge) -> list[Telling]:
    """One telling, or one for each of several towns that a verb of attack takes together.

    An attack has one place and one day (UCDP GED codebook 24.1, the unit of an event), so
    "attacked A, B and C" tells of three. Countries and regions may hold one attack's words
    ("in Mali, in the Sahel"), so that only places that surely lie apart split a telling.
    """
    passage = frame.sentence.passage
    places = [(p, (p.place, passage.span(p.start, p.end))) for p in _outermost(frame.places, frame)]
    located = [pair for p, pair in places if p.place.lat is not None or p.place.reason]
    apart: list[tuple[Place, Span]] = []
    for pair in located:
        coordinated = all(_apart(pair[0], other[0], knowledge) for other in apart)
        if coordinated and (pair[0].precision or 9) <= 3:
            apart.append(pair)
    if len(apart) < 2 or not _coordinated(apart, passage.text) or telling.plural:
        telling.places = _most_exact(located, knowledge)
        return [telling]
    return [
        replace(
            telling,
            places=[pair],
            killed=None,
            injured=None,
            reference="other" if i else telling.reference,
        )
        for i, pair in enumerate(apart)
    ]


def _apart(one: Place, other: Place, knowledge: LocalKnowledge) -> bool:
    gazetteer = knowledge.gazetteer
    return gazetteer.located_in(one, other) == 0 and gazetteer.located_in(other, one) == 0


def _coordinated(places: Sequence[tuple[Place, Span]], text: str) -> bool:
    """Whether nothing but a list's words stands between the names."""
    for (_, left), (_, right) in pairwise(places):
        between = text[left.end : right.start].lower()
        if set(between.replace(",", " ").split()) - {
            "and",
            "as",
            "well",
            "the",
            "of",
            "in",
            "villages",
        }:
            return False
    return True


def _most_exact(
    places: list[tuple[Place, Span]], knowledge: LocalKnowledge
) -> list[tuple[Place, Span]]:
    """Drop what only holds another place that is named too."""
    gazetteer = knowledge.gazetteer
    return [
        pair
        for pair in places
        if not any(
            other is not pair
            and gazetteer.located_in(other[0], pair[0]) == 2
            and gazetteer.located_in(pair[0], other[0]) != 2
            for other in places
        )
    ]
