"""Narrated time: what moment a telling without one of its own goes on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching_words import AVENGING
from tallybook.coding.attacks.tellings import Telling, in_words, width_of
from tallybook.coding.language.clauses import clause_verb, had
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.clock import hours_of
from tallybook.coding.moments.finding import MomentMention, resolve_narrative
from tallybook.coding.moments.shifts import SAME_DAY
from tallybook.coding.moments.years import is_told_aside
from tallybook.coding.report.headings import Heading, turns_elsewhere
from tallybook.coding.report.neighbouring import neighbouring
from tallybook.coding.report.scenes import Scene, take_scene
from tallybook.core.spans import Span
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


NARROW = 31
"""Days that a moment may span and still be one that "a month earlier" counts from."""

NARROW_FOR_DAYS = 2
"""The same for "hours later" and "the day before": hours and days are counted from what is known
to the day, or the night, and so from that attack, and not from the one "last August" that somebody
speaks of between."""


def settle_narrative(
    telling: Telling, before: Sequence[Telling], day: tuple[Moment, int] | None = None
) -> None:
    """Count "a day earlier" and "hours later" from the last moment that the report told; "the same
    night" is that of the `day` that it named last, in the sentence of that order, of whatever.

    A simple past without a time of its own goes on from the last moment told (temporal anaphora,
    Partee 1984); `assembly` does that for attacks, here it is for expressions that say so.
    """
    if telling.moment is None:
        return
    _, span, mention = telling.moment
    if mention.relative_to != "narrative":
        # Counted already from a day that its sentence gives: from the attack told on that day.
        if mention.shift is not None and mention.shift != SAME_DAY:
            here = [t for t in before if t.sentence is telling.sentence and t.moment is not None]
            telling.counted_from = here[-1] if here else None
        return
    narrow = NARROW_FOR_DAYS if _by_days(mention) else _NARROW_FOR.get(_period(mention), NARROW)
    latest = next(
        (
            (found[0], t)
            for t in reversed(before)
            if (found := t.moment or t.carried) is not None and width_of(found[0]) <= narrow
        ),
        None,
    )
    since = -1 if latest is None else latest[1].sentence.order
    if day is not None and latest is None and _counts_on(telling, mention, day[1]):
        named = resolve_narrative(mention, day[0], None)
        telling.moment = (in_words(named, span), span, mention)
        return
    if day is not None and mention.shift == SAME_DAY and since < day[1] < telling.sentence.order:
        named = resolve_narrative(mention, day[0], None)
        telling.moment = (in_words(named, span), span, mention)
        return
    if latest is None or _counts_from_a_clause(telling, mention):
        telling.moment = None
        return
    base, told = latest
    hours = hours_of(told.sentence.span.words)
    moment = neighbouring(telling, mention, before) or counted_from(
        mention, base, telling.head, hours
    )
    telling.moment = (in_words(moment, span), span, mention) if moment is not None else None
    if moment is not None and mention.shift != SAME_DAY:
        telling.counted_from = told


def _counts_on(telling: Telling, mention: MomentMention, order: int) -> bool:
    """ "Police held a man on Monday. The next day, gunmen shot nine": days are counted from the day
    that the sentence before named, of whatever, where no attack was told (temporal anaphora,
    Partee 1984)."""
    shift = mention.shift
    days = shift is not None and shift.hours is None and _by_days(mention)
    near = telling.sentence.order - order == 1
    return days and near and not _counts_from_a_clause(telling, mention)


def named_day(sentence: Sentence, mentions: Mentions) -> tuple[Moment, int] | None:
    """Return the last day that a sentence names and tells something of, with its order."""
    doc = sentence.passage.doc
    here = [m for m in mentions.moments if sentence.start <= m.start < sentence.end]
    here = [m for m in here if not is_told_aside(m, doc)]
    days = [m.moment for m in here if m.relative_to != "narrative" and m.moment.first is not None]
    days = [moment for moment in days if width_of(moment) <= 1 and not moment.year_open]
    return (days[-1], sentence.order) if days else None


def _by_days(mention: MomentMention) -> bool:
    """Whether an expression counts hours or a few days from the moment told before."""
    shift = mention.shift
    if shift is None or shift.months or shift.period is not None:
        return False
    days = [abs(end) for end in (shift.first, shift.last) if end is not None]
    return shift.hours is not None or (bool(days) and max(days) < WEEK)


WEEK = 7

_NARROW_FOR = {"year": 366}
"""Days for what counts whole years: "the same year" is known by a day of it, or by itself."""


def _period(mention: MomentMention) -> str:
    return "" if mention.shift is None else mention.shift.period or ""


def counted_from(
    mention: MomentMention,
    base: Moment,
    head: Token,
    hours: tuple[int, int] | None = None,
) -> Moment | None:
    """The moment of a word's clause that a narrative expression gives, counted from `base`, which
    was at `hours`; None where it gives none. "It came two days after assailants shot at a post":
    what follows "after" lies before."""
    moment = resolve_narrative(mention, base, hours)
    if head.i < mention.end:
        return moment
    last = mention.moment.words.split()[-1].lower()
    marker = head.doc[mention.end - 1]
    opens = marker.dep_ == "mark" and (marker.head == head or marker.head in head.ancestors)
    follows = opens or marker in ancestors_to_root(head)
    if last in ("before", "after") and not follows:
        return moment  # "Two days after the raid, gunmen shelled X": X does not follow "after".
    if last == "before" or base.first is None or moment.first is None:
        return None
    return _mirrored(base, moment) if last == "after" else moment


def _counts_from_a_clause(telling: Telling, mention: MomentMention) -> bool:
    """ "The blast came a day after the army said that …": counted from that saying, whose day the
    narrative has not told."""
    last = telling.head.doc[mention.end - 1]
    return telling.head.i < mention.start and last.dep_ == "mark"


def drop_future(telling: Telling, published: date | None) -> None:
    """What is told as done was done before it was printed: a day to come is another event's, unless
    its full date is said of the very verb ("a bomb exploded on 8 March 2024"): then the report
    contradicts its own date."""
    if published is None or telling.moment is None or telling.stage != "done":
        return
    moment, span = telling.moment[:2]
    if moment.first is None or moment.first <= published or moment.year_open:
        return
    if telling.moment[2].clock is not None and moment.first == published + timedelta(1):
        return  # The clock of a place to the east, where it was tomorrow already.
    if not (_DATE.search(moment.words) and _said_of_its_verb(telling, span)):
        telling.moment = None


_DATING = frozenset({"on", "between", "from"})
_TO_COME = frozenset({"ahead", "before", "prior", "until"})
_DATE = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)?\b")


def _said_of_its_verb(telling: Telling, span: Span) -> bool:
    """Whether words of time are the object of a preposition of dates that hangs on the telling's
    own verb, in the past tense, and of nothing to come that stands between ("ahead of the vote on
    …")."""
    passage = telling.sentence.passage
    head = telling.head
    if head.tag_ != "VBD":
        return False
    times = [
        t
        for on in (w for at in (head, *_adverbials(head)) for w in at.children)
        if on.lower_ in _DATING and not any(w.lower_ in _TO_COME for w in head.doc[head.i : on.i])
        for t in on.children
    ]
    return any(
        span.start <= passage.span(word.i, word.i + 1).start < span.end
        for time in times
        for word in time.subtree
    )


def _adverbials(verb: Token) -> list[Token]:
    """The nouns that say how often what a verb tells was done ("attacked it six times")."""
    return [word for word in verb.rights if word.dep_ == "npadvmod"]


CARRY_REACH = 4
"""Sentences over which narrated time is carried on: about two paragraphs of news, which turns to
another day with words that say so."""


def _mirrored(base: Moment, moment: Moment) -> Moment:
    """As far before `base` as a moment is after it, at both ends: "a week after" is rough."""
    assert base.first is not None
    assert moment.first is not None
    ends = moment.last, base.last
    most = ends[0] - ends[1] if ends[0] is not None and ends[1] is not None else None
    first = base.first - most if most is not None else None
    last = base.last - (moment.first - base.first) if base.last is not None else None
    return Moment(
        first.isoformat() if first is not None else None,
        last.isoformat() if last is not None else None,
        moment.extent,
        moment.words,
    )


def carry_moment(
    telling: Telling,
    before: Sequence[Telling],
    scene: Scene | None = None,
    heading: Heading | None = None,
) -> None:
    """Let a simple past without a time of its own go on from the last moment told, unless a
    heading of another place stands between.

    Successive simple pasts of a narrative share or move on its reference time (temporal anaphora,
    Partee 1984); a pluperfect goes back behind it, and "another" or "similar" may be at any time,
    so these carry nothing, unless an hour without a day says that the day is the one told of. In
    indirect speech "had" is the speaker's simple past, shifted back by
    the verb of saying (sequence of tenses, Comrie 1985, ch. 5).
    """
    if telling.moment is not None or telling.carried is not None:
        return
    if telling.said is not None or telling.sentence.passage.is_title:
        return
    reported = bool(telling.chain)
    timed = hours_of(telling.sentence.span.words) is not None
    if telling.reference == "other" and not timed and not _shares_out(telling, before):
        return
    pluperfect = is_pluperfect(telling.head)
    if (pluperfect and not reported) or (telling.several and _holds_now(telling.head)):
        return
    for earlier in reversed(before):
        if telling.sentence.order - earlier.sentence.order > CARRY_REACH:
            break
        if scene is not None and scene.order > earlier.sentence.order:
            break
        gone = telling.reference == "bare" and _is_left_behind(earlier, telling, before)
        if earlier.said is not None or is_recalled(earlier) or gone:
            continue  # A figure or an attack of an earlier day, told beside the narrative.
        if _ends_before(telling, earlier, before):
            continue
        found = earlier.moment or earlier.carried
        if found is not None and turns_elsewhere(heading, telling, found[1]):
            continue
        if earlier.several and found is not None and width_of(found[0]) >= WEEK:
            continue  # What was counted over a month dates no attack.
        if found is not None and _points_past(telling, earlier, found[0]):
            continue
        if telling.several and (found is None or found[1] not in _periods(before)):
            continue  # How many there were has a scope of its own, not one attack's day.
        aside = pluperfect or _is_of_another_scene(telling) or _is_spoken_of(telling.head)
        if aside and _elsewhere(telling, earlier):
            continue  # "It reported that 150 had been killed at Z": when, is left open.
        if found is not None and found[0].first is not None:
            if _lies_days_before(telling.head):
                before_it = structs.replace(found[0], earliest=None, extent="sometime")
                telling.carried, telling.carried_rule = (before_it, found[1]), BEFORE
            else:
                telling.carried = (structs.replace(found[0], extent="sometime"), found[1])
            return
    if scene is not None and 0 <= telling.sentence.order - scene.order <= CARRY_REACH:
        take_scene(telling, scene)


def _shares_out(telling: Telling, before: Sequence[Telling]) -> bool:
    """Whether a figure is for one of the places of a total just told ("34 strikes in A and B. In A,
    23 … Additionally, in B, 11 …"): a conjunct of addition adds it to the other share, and to
    nothing beyond the total (elaboration, Mann & Thompson 1988)."""
    here = {place.name for place, _ in telling.places}
    if telling.number is None or not here:
        return False
    return any(
        here < {place.name for place, _ in total.places}
        for total in before
        if total.number is not None and total.number.low >= telling.number.low
        if telling.sentence.order - total.sentence.order <= CARRY_REACH
    )


def _is_left_behind(earlier: Telling, telling: Telling, before: Sequence[Telling]) -> bool:
    """Whether the text goes on from the main clause of an earlier sentence, which tells an attack
    as well, and not from what its clause of "after" goes back to."""
    if earlier.sentence is telling.sentence or not is_gone_before(earlier):
        return False
    return any(
        t.sentence is earlier.sentence and t.moment is not None and not is_gone_before(t)
        for t in before
    )


def _ends_before(telling: Telling, earlier: Telling, before: Sequence[Telling]) -> bool:
    """Whether an earlier telling went back by more than a week behind an attack told a few
    sentences ago: such a flashback ends with its paragraph at the latest, and the narrative goes on
    from where it stood (discourse segments are closed when another opens, Grosz & Sidner 1986)."""
    day = None if earlier.moment is None else earlier.moment[0].last
    if day is None or earlier.sentence.passage is telling.sentence.passage:
        return False
    near = range(telling.sentence.order - CARRY_REACH, earlier.sentence.order)
    told = (t.moment or t.carried for t in before if t.sentence.order in near and not t.several)
    firsts = (found[0].first for found in told if found is not None)
    return any(first is not None and (first - day).days > WEEK for first in firsts)


def _is_of_another_scene(telling: Telling) -> bool:
    """Whether "there" takes a telling back to a place of which a sentence before it told."""
    words = telling.sentence.span.words
    return any(s.words.lower() == "there" and p.name not in words for p, s in telling.places)


def _is_spoken_of(head: Token) -> bool:
    """ "The mayor condemned the bombing of a market in X", "it followed a raid on Y": a noun has no
    tense, and where its verb only speaks of the attack, or orders it in time, the narrative goes on
    with that and not with the attack (temporal anaphora is one of tenses, Partee 1984)."""
    verb = clause_verb(head)
    return head.pos_ == "NOUN" and verb.i < head.i and verb.lemma_.lower() in SPEAKING_OF


SPEAKING_OF = word_set(
    """
    condemn denounce deplore decry slam criticise criticize protest mourn lament regret praise hail
    celebrate welcome mark commemorate remember recall mention cite discuss describe recount speak
    talk compare liken link connect investigate probe examine claim deny follow precede echo avenge
    """
)


def _holds_now(head: Token) -> bool:
    """ "They have attacked 61 ships", "monitors count 48 attacks": the perfect and the present take
    their time from the saying and not from the narrative (Comrie 1985, ch. 2)."""
    verb = clause_verb(head)
    finite = next((t for t in verb.lefts if t.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP")


def _points_past(telling: Telling, earlier: Telling, moment: Moment) -> bool:
    """ "The blast", a few sentences after another attack, or a month, was told: what points back
    was when it was told to be, and does not go on from what was told between (Heim 1982)."""
    apart = telling.sentence.order - earlier.sentence.order
    return telling.reference == "definite" and (apart > 2 or width_of(moment) > NARROW_FOR_DAYS)


def _elsewhere(telling: Telling, earlier: Telling) -> bool:
    """Whether a telling gives a place that an earlier one does not give."""
    here = {p.name for p, _ in telling.places}
    return bool(here) and here.isdisjoint(p.name for p, _ in earlier.places)


BEFORE = "before what the narrative told last"


def _lies_days_before(head: Token) -> bool:
    """ "It came a week after the army said that it had beaten back a raid": what a clause of
    "after" tells lies before what its main clause tells, by the days said (Huddleston & Pullum
    2002, ch. 8 §6.2)."""
    return any(
        mark.dep_ == "mark" and mark.lower_ == "after" and mark.nbor(-1).lemma_ in _DAYS
        for clause in ancestors_to_root(head)
        for mark in clause.lefts
        if mark.i > 0
    )


_DAYS = frozenset({"day", "week", "fortnight", "month", "year"})


def is_recalled(telling: Telling) -> bool:
    """ "Bandits, who have kidnapped for ransom since the abduction of …", "it came a week after a
    raid", "in retaliation for the killing of …": what a phrase of "since" or "after" goes back to,
    or what is avenged, is background, and the narrative does not go on from it (Hinrichs 1986)."""
    return is_avenged(telling.head) or any(
        t.dep_ == "prep" and t.lower_ in ("since", "after") for t in ancestors_to_root(telling.head)
    )


def is_gone_before(telling: Telling) -> bool:
    """ "A bomb killed four, hours after rebels had shelled a village": what a clause of "after"
    goes back to, by hours or days or in the pluperfect, is background, and the text goes on from
    its main clause (Hinrichs 1986)."""
    for clause in ancestors_to_root(telling.head):
        for mark in clause.lefts:
            if mark.dep_ == "mark" and mark.lower_ == "after" and clause.dep_ == "advcl":
                return had(clause) or (mark.i > 0 and mark.nbor(-1).lemma_ in _DAYS | {"hour"})
    return False


def is_avenged(head: Token) -> bool:
    """Whether a word for an attack stands in a phrase that says what another answered ("in
    retaliation for the killing of X")."""
    return any(
        t.dep_ == "prep" and t.head.lemma_.lower() in AVENGING for t in ancestors_to_root(head)
    )


def _periods(tellings: Sequence[Telling]) -> set[Span]:
    return {t.moment[1] for t in tellings if t.several and t.moment is not None}


def is_pluperfect(head: Token) -> bool:
    """Whether a word's clause stands in the pluperfect."""
    return had(clause_verb(head))
