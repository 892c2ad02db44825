"""Dating: on what day a telling says that its attack was, and in what series it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching_words import AT_ONCE
from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Telling, exact_words, in_words, width_of
from tallybook.coding.harms.words import DIE
from tallybook.coding.language.clauses import clause_verb, is_passive, is_perfect, objects, subjects
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.report.apart import days_conflict, is_undated, names_weekday
from tallybook.coding.report.narrative import counted_from, is_pluperfect
from tallybook.coding.roles.words import LONG_ATTACKS
from tallybook.coding.totals.serials import is_hedged, ordinal_period
from tallybook.coding.voices.attribution import Attribution
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def set_moment(telling: Telling, frame: Frame, holding: Sequence[Attribution]) -> None:
    """Give a telling the moment of its attack, and the period of the series that it is one of."""
    _set_day(telling, frame)
    _go_back(telling, frame, holding)
    _set_ordinal(telling, frame)


def _set_day(telling: Telling, frame: Frame) -> None:
    passage = frame.sentence.passage
    usable = [
        _told(m, frame)
        for m in frame.moments
        if _dates(m, telling) and not _is_of_another_number(m, frame)
    ]
    usable = _before_the_next_number(usable, frame) or usable
    if any(m.kind == "since" for m in usable) or is_perfect(clause_verb(frame.head)):
        # "Has now hit 170 since May", "nine have now died in the attack": up to now.
        usable = [m for m in usable if m.moment.words.lower() != "now"]
    if not usable:
        return
    best = min(
        usable,
        key=lambda m: (
            m.relative_to == "narrative",
            m.kind in ("since", "until"),
            # "Today he spoke of yesterday's raid": the raid's own day is in its phrase.
            not _in_phrase(m, frame),
            # "overnight from Sunday to Monday": a night that is named is that night.
            m.moment.words.lower() == "overnight",
            width_of(m.moment),
        ),
    )
    span = passage.span(best.start, best.end)
    # Passages may be re-cased for the parser; the book keeps the report's own words.
    telling.moment = (in_words(best.moment, span), span, best)
    found_later = _tells_a_death(frame)
    if found_later and best.relative_to == "narrative":
        telling.moment = None  # "Four bodies were found the next morning": of the night before.
    elif (
        found_later
        or _ended_then(passage.doc[best.start], frame)
        or _died_later(passage.doc[best.start], frame)
    ):
        last = best.moment.latest  # Of a day that no date tells nothing is known from this.
        until = Moment(None, last, "sometime", span.words)
        telling.moment = None if last is None else (until, span, best)


def _is_of_another_number(mention: MomentMention, frame: Frame) -> bool:
    """ "14 attacks in May and nine in April": the days right behind a further number, which leaves
    out what it counts, are that number's."""
    doc = frame.sentence.passage.doc
    first = _first_number(frame)
    at = mention.start - 1 if doc[mention.start - 1].lower_ in ("in", "on") else mention.start
    return first is not None and any(
        count.end == at and count.start > first and count.unit in (None, "other")
        for count in frame.mentions.counts
    )


def _before_the_next_number(usable: Sequence[MomentMention], frame: Frame) -> list[MomentMention]:
    """ "14 attacks in May and 40 arrests in April": of several times a counted plural has the one
    that stands before the next number."""
    first = _first_number(frame)
    if first is None:
        return []
    later = (c.start for c in frame.mentions.counts if c.start > first)
    end = min(later, default=frame.sentence.end)
    return [m for m in usable if m.start < end]


def _first_number(frame: Frame) -> int | None:
    return min((c.start for c in frame.numbers if c.rule != "ordinal"), default=None)


def cover_joined_days(telling: Telling, frame: Frame) -> None:
    """ "15 attacks in January and February": a figure is of all the days that its clause joins."""
    if telling.number is None:
        _count_by_days(telling, frame)
    if telling.moment is None or telling.number is None:
        return
    doc, mention = frame.sentence.passage.doc, telling.moment[2]
    joined: list[MomentMention] = []
    for moment in frame.mentions.moments:
        apart = not joined or any(
            t.lower_ not in JOINING for t in doc[joined[-1].end : moment.start]
        )
        if apart and mention in joined:
            break
        alike = moment.kind == mention.kind and moment.moment.first is not None
        alike = alike and clause_verb(doc[moment.start]) == clause_verb(doc[mention.start])
        joined = [*([] if apart else joined), moment] if alike else []
    days = [day for m in joined for day in (m.moment.first, m.moment.last) if day is not None]
    if mention not in joined or len(joined) == 1 or len(days) < 2 * len(joined):
        return
    span = frame.sentence.passage.span(joined[0].start, joined[-1].end)
    whole = Moment(min(days).isoformat(), max(days).isoformat(), "throughout", span.words)
    telling.moment = (whole, span, mention)


def _count_by_days(telling: Telling, frame: Frame) -> None:
    """ "Two masts were set on fire, on 19 and 27 August": as many things as days, one on each
    (distributive readings, Huddleston & Pullum 2002, ch. 15 §1.3), and an attack has one day."""
    if telling.moment is None or telling.moment[2].rule != "joined days":
        return
    days = len(_DAY.findall(telling.moment[0].words))
    targets = {t.i for t in frame.roles.targets}
    for count in frame.mentions.counts:
        of_targets = count.head in targets or count.start in targets
        if of_targets and count.count.low == count.count.high == days:
            span = frame.sentence.passage.span(count.start, count.end)
            telling.number, telling.number_spans = exact_words(count.count, span), (span,)
            telling.plural = True


_DAY = re.compile(r"\b\d{1,2}\b")


JOINING = frozenset({",", "and", "&", "on", "in", "the"})
"""What stands between days or periods that are coordinated."""


def _tells_a_death(frame: Frame) -> bool:
    """ "14 bodies were found on Sunday", "the toll stood at 12 on Friday", "five died on Friday":
    the attack was then, or before. "Three were shot, two fatally": how many of those shot died has
    the day of the shots."""
    anchors = [frame.sentence.passage.doc[h.anchor] for h in frame.harms]
    if frame.triggers or any(
        t.lower_ == "fatally" for anchor in anchors for t in (anchor, *anchor.children)
    ):
        return False
    if any(t.lower_ in AT_ONCE for a in anchors for c in a.rights for t in c.lefts):
        return False  # "Forty died when rebels tried to take the town": at that time.
    return all(t.pos_ != "VERB" or t.lemma_.lower() in DIE for t in anchors)


def _ended_then(time: Token, frame: Frame) -> bool:
    """ "Forces on Thursday ended a siege, hours after gunmen stormed the hotel", "the raid ended on
    Sunday": a time of the clause that tells an attack's end is that of its end."""
    verb = clause_verb(time)
    lemma = verb.lemma_.lower()
    if lemma not in ENDING:
        return False
    taken = objects(verb) if lemma in ("end", "break", "lift", "stop") else []
    if lemma in ("end", "finish", "conclude") or is_passive(verb):
        taken = [*taken, *subjects(verb)]
    return any(t.i in frame.indices or t.lemma_.lower() in LONG_ATTACKS for t in taken)


ENDING = frozenset({"end", "lift", "break", "finish", "stop", "conclude"})


def _died_later(time: Token, frame: Frame) -> bool:
    """ "A guard who was shot in March died on Friday": a time of the clause that tells a death is
    the death's, where the attack is told in another clause that does not say "when"; it was then,
    or before."""
    verb = clause_verb(time)
    if verb.lemma_.lower() not in DIE or not frame.triggers:
        return False
    clauses = [clause_verb(t.token) for t in frame.triggers]
    return all(
        clause != verb
        and not any(t.lower_ in AT_ONCE for node in _below(clause, verb) for t in node.children)
        for clause in clauses
    )


def _below(clause: Token, verb: Token) -> list[Token]:
    """A clause's verb and those that it hangs on, up to another ("when rebels tried to take")."""
    return list(takewhile(lambda t: t != verb, ancestors_to_root(clause)))


def told_again(telling: Telling, frame: Frame) -> Iterator[Telling]:
    """ "Shelled the camp on Monday and again on Tuesday": an attack has one day (UCDP GED codebook
    24.1, the unit of an event), so that what is done again on another is another attack."""
    if telling.moment is None or telling.plural:
        return
    passage = frame.sentence.passage
    for mention in frame.moments:
        opening = passage.doc[max(frame.sentence.start, mention.start - 3) : mention.start]
        if mention.kind != "point" or all(t.lower_ != "again" for t in opening):
            continue
        span = passage.span(mention.start, mention.end)
        moment = in_words(mention.moment, span)
        if not days_conflict(moment, telling.moment[0]):
            continue
        yield replace(
            telling,
            moment=(moment, span, mention),
            set_apart=span,
            reference="other",
            killed=None,
            injured=None,
        )


def _in_phrase(mention: MomentMention, frame: Frame) -> bool:
    doc = frame.sentence.passage.doc
    nouns = {t.token.i for t in frame.triggers if not t.is_verb}
    return any(t.head.i in nouns and t.i < t.head.i for t in doc[mention.start : mention.end])


def _go_back(telling: Telling, frame: Frame, holding: Sequence[Attribution]) -> None:
    """Tell an attack of another time apart from those told before it.

    "Days earlier, jets fired", "a day later gunmen raided": whoever moves by days leaves the day
    told before; who dies a day later was hurt before. "Earlier this month, the group raided" sets
    what it opens with before what the report is about. "In May, police said that gunmen had
    raided": the pluperfect lies before the saying, so that the end of May is the latest that it can
    be (Reichenbach 1947 on the pluperfect).
    """
    if telling.reference not in ("bare", "indefinite"):
        return
    harm_alone = telling.effects_only or not frame.triggers
    if any(
        (m.relative_to == "narrative" and (_days(m, BACK) or (_days(m, ON) and not harm_alone)))
        or (_opens(m, frame) and m.moment.words.lower().startswith(EARLIER))
        for m in frame.moments
    ):
        telling.reference = "other"
    if telling.moment is not None or not is_pluperfect(frame.head):
        return
    doc = frame.sentence.passage.doc
    for mention in frame.mentions.moments:
        opening = doc[mention.start - 1] if mention.start else doc[0]
        said = any(a.cue >= 0 and opening.head.i == a.cue for a in holding)
        if not said or opening.dep_ != "prep" or mention.kind not in ("period", "point"):
            continue
        last = mention.moment.last
        if last is not None and width_of(mention.moment) >= MONTH:
            span = frame.sentence.passage.span(mention.start, mention.end)
            moment = Moment(None, last.isoformat(), "sometime", span.words)
            telling.moment = (moment, span, mention)
            telling.reference = "other"


MONTH = 27
"""Days from the first of the shortest month to its last."""


EARLIER = ("earlier this ", "earlier in ", "last week", "last month", "last year")


def _opens(mention: MomentMention, frame: Frame) -> bool:
    """Whether words of time open their sentence, and so set its scene."""
    opening = frame.sentence.tokens[: mention.start - frame.sentence.start]
    return not any(t.is_alpha and t.lower_ not in ("in", "and", "but") for t in opening)


BACK = frozenset({"earlier", "before"})
ON = frozenset({"later", "afterwards", "afterward"})


def _days(mention: MomentMention, direction: frozenset[str]) -> bool:
    words = mention.moment.words.lower().split()
    return words[-1] in direction and bool(
        {"day", "days", "week", "weeks", "month", "months", "year", "years"} & set(words)
    )


def _set_ordinal(telling: Telling, frame: Frame) -> None:
    """ "The third attack this week": the period orders the attacks and dates none of them."""
    found = ordinal_period(frame.triggers, frame.mentions)
    if found is None:
        return
    count, period = found
    passage = frame.sentence.passage
    telling.ordinal = exact_words(count.count, passage.span(count.start, count.end))
    telling.ordinal_at_least = is_hedged(count, passage.doc)
    span = passage.span(period.start, period.end)
    telling.ordinal_period = (in_words(period.moment, span), span)
    # "Shot in Cali, the sixth killing of a priest in Colombia this year": the series has its place.
    noun = passage.doc[count.start if count.head is None else count.head]
    telling.ordinal_places = [
        (place.place, passage.span(place.start, place.end))
        for place in frame.mentions.places
        if place.site and frame.head.i < noun.i < place.start <= noun.right_edge.i
    ]
    if telling.moment is not None and telling.moment[1] == span:
        telling.moment = None
        others = [m for m in frame.moments if m is not period and m.kind == "point"]
        if others:
            own = passage.span(others[0].start, others[0].end)
            telling.moment = (in_words(others[0].moment, own), own, others[0])


def _dates(moment: MomentMention, telling: Telling) -> bool:
    """Whether a moment can date an attack: no duration or habit; and what is said to hold "by
    Thursday" of an attack already told dates the saying."""
    if moment.kind in ("duration", "frequency"):
        return False
    if is_undated(moment.moment):
        # In a report without a date a day of the week still tells two attacks apart.
        return moment.relative_to == "narrative" or names_weekday(moment.moment.words)
    return not (moment.kind == "until" and telling.reference == "definite")


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
    moment = counted_from(mention, before[-1].moment, frame.head)
    if moment is None:
        return mention
    return structs.replace(mention, moment=moment, relative_to="document")
