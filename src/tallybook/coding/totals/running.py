"""Running totals: figures that go on from figures.

In news that follows a series of attacks "the figure now stands at five": a definite noun of
quantity without an "of" phrase is the number of what was counted last. A figure that was reported
earlier, in the past perfect, covers what a figure of that earlier day covers: bulletins that
appear at intervals compare like with like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import Telling, exact_words, in_words, width_of
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.quantities import QUANTITIES, amount_of, is_total
from tallybook.coding.language.clauses import clause_verb, had, subjects
from tallybook.coding.language.phrases import NOUNS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.finding import resolve_narrative
from tallybook.coding.totals.additions import bare_additions
from tallybook.coding.totals.elided import ranked_alone
from tallybook.coding.totals.same_stretch import same_stretch
from tallybook.coding.totals.shares import (
    bare_shares,
    counted_again,
    counted_last,
    held_by_places,
)
from tallybook.coding.voices.attribution import Attribution
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

PLAIN = word_set("total overall latest running cumulative new current")
"""Modifiers that leave open what is counted; "death toll" and "casualty figure" do not."""

REACH = 6
"""Sentences over which "the number" goes on counting: a definite noun finds its antecedent within
about two paragraphs of news."""


def running_totals(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
) -> Iterator[Telling]:
    """Yield the figures and shares that a sentence gives of what was counted before, without
    naming it."""
    for token in sentence.tokens:
        amount = _bare_amount(token, mentions)
        counted = None if amount is None else _counted_before(sentence, before)
        if amount is None and token.dep_ == "expl":
            amount, counted = _amount_there(token, mentions), counted_last(sentence, before)
        if amount is not None and counted is not None:
            yield _telling(token, amount, counted, sentence, mentions, attributions)
    yield from held_by_places(sentence, mentions, attributions, before)
    yield from bare_shares(sentence, mentions, attributions, before)
    yield from bare_additions(sentence, mentions, attributions, before)
    yield from ranked_alone(sentence, mentions, attributions, before)


COUNTING = word_set("count record register log tally document")
"""Verbs whose object, a bare number, is of what was counted before ("in May it had counted 11")."""


def _bare_amount(token: Token, mentions: Mentions) -> CountMention | None:
    """Return the number that a word gives for what it leaves unsaid: "the figure stands at five",
    "it had counted 11"."""
    if token.pos_ in NOUNS and token.lemma_.lower() in QUANTITIES:
        return amount_of(token, mentions.counts) if _is_bare(token, mentions) else None
    if token.pos_ != "VERB" or token.lemma_.lower() not in COUNTING:
        return None
    if any(mentions.place_at(s.i) is not None for s in subjects(token)):
        return None  # "Nigeria recorded six": of those counted, what the place had.
    numbers = {t.i for t in token.children if t.dep_ == "dobj" and t.like_num}
    return next(
        (c for c in mentions.counts if is_total(c) and numbers & set(range(c.start, c.end))), None
    )


def _amount_there(there: Token, mentions: Mentions) -> CountMention | None:
    """ "In April there were nine", "a year earlier there had been 26": a number without its noun,
    with a time of its own, is of what the sentence before counted (nominal ellipsis, Halliday &
    Hasan 1976, ch. 4)."""
    verb = there.head
    numbers = [t for t in verb.children if t.dep_ == "attr" and t.like_num]
    times = [m for m in mentions.moments if clause_verb(there.doc[m.start]) == verb]
    if not numbers or not times:
        return None
    number = numbers[0].i
    return next((c for c in mentions.counts if is_total(c) and c.start <= number < c.end), None)


def _is_bare(noun: Token, mentions: Mentions) -> bool:
    """Whether a noun of quantity leaves what it counts to what was said before."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            objects = [t for t in child.children if t.dep_ == "pobj"]
            if not all(mentions.moment_at(t.i) is not None for t in objects):
                return False  # "the total for the year" is of attacks, "of refugees" is not.
        if child.dep_ in ("amod", "compound", "nmod") and child.lower_ not in PLAIN:
            return False
        if child.dep_ == "det" and child.lower_ not in ("the", "that", "this"):
            return False
    return True


def _counted_before(sentence: Sentence, before: Sequence[Telling]) -> Telling | None:
    """The telling whose attacks "the number" goes on counting: the last that gave a number or an
    ordinal, unless a toll came after it."""
    for telling in reversed(before):
        if sentence.order - telling.sentence.order > REACH:
            return None
        if telling.number is not None or telling.ordinal is not None:
            whole = telling.counts_on
            # "Khartoum has 112, Darfur 43. The total stands at 260": of what these are places of.
            return whole if whole is not None and telling.places != whole.places else telling
        if telling.only_harm:
            return None
    return None


def _telling(
    noun: Token,
    amount: CountMention,
    counted: Telling,
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
) -> Telling:
    passage = sentence.passage
    span = passage.span(amount.start, amount.end)
    telling = counted_again(counted, sentence, noun, amount.start, attributions)
    telling.stance = "asserted"
    telling.number = exact_words(amount.count, span)
    telling.number_spans = (span,)
    telling.counts_on = counted
    for mention in mentions.moments:
        if not sentence.start <= mention.start < sentence.end:
            continue
        if mention.relative_to == "narrative" and counted.moment is not None:
            # "A year earlier": the same stretch of it.
            mention = same_stretch(passage.doc, mention.start, counted.moment[0]) or mention
        compared = mention.relative_to == "narrative" and mention.kind == "period"
        if mention.moment.first is None and not compared:
            continue
        when = passage.span(mention.start, mention.end)
        verb = clause_verb(noun)
        if clause_verb(passage.doc[mention.start]) != verb:
            continue
        if mention.kind in ("since", "period"):
            telling.moment = (in_words(mention.moment, when), when, mention)
        elif mention.kind == "point" and had(verb):
            telling.said = (mention, when)
    return telling


EARLIER = "an earlier figure of the series: what one of that day covers"


def settle_earlier_figure(
    telling: Telling, before: Sequence[Telling], published: date | None
) -> None:
    """Give a figure that was reported earlier ("a day earlier it had reported 39") its period.

    It covers what the report's own figure covers, as of the earlier day: a total since a day runs
    up to the earlier report, and a figure for a day or a week is of one as much earlier.
    """
    if telling.said is None or telling.number is None or telling.moment is not None:
        return
    base = next((p for t in reversed(before) if t.number is not None and (p := _period(t))), None)
    if base is None or published is None:
        return
    mention, span = telling.said
    day = published.isoformat()
    said = resolve_narrative(mention, Moment(day, day, "sometime", day))
    if said.last is None or said.first is None or said.last > published:
        return
    period, open_ended = base
    if period.first is None or period.last is None:
        return
    if open_ended:
        first, last = period.first, said.last
    else:
        shift = _shift(period.last - period.first, published - said.last, published - said.first)
        if shift is None:
            return
        first, last = period.first - shift, period.last - shift
    if first <= last:
        moment = Moment(first.isoformat(), last.isoformat(), "throughout", span.words)
        telling.carried, telling.carried_rule = (moment, span), EARLIER


def settle_earlier_toll(telling: Telling, before: Sequence[Telling]) -> None:
    """ "Nine were shot dead in seven attacks this weekend. The weekend before, four people were
    murdered in the city": the toll of a period that is set beside one with its number of attacks
    and their dead is over that period too, and no one attack's (parallelism, Hobbs 1985)."""
    killing = telling.only_harm or telling.event_type == "killing"
    if not killing or telling.number is not None or telling.attackers or telling.weapons:
        return
    if telling.moment is None or telling.killed is None:
        return
    mention = telling.moment[2]
    spans = mention.kind == "period" and mention.shift is not None
    if spans and telling.killed[0].low > 1 and "killed" not in telling.single:
        beside = (t for t in before if t.number is not None and _period(t) is not None)
        telling.plural = telling.plural or any(t.killed is not None for t in beside)


LONGEST_PERIOD = timedelta(days=7)
"""Bulletins that compare days and weeks; months have no one length."""


def _shift(span: timedelta, least: timedelta, most: timedelta) -> timedelta | None:
    """How much earlier the period of an earlier figure lies: as much as the report, or, where "a
    week earlier" is only rough, the whole number of periods that it allows."""
    if least == most:
        return least
    length = span + timedelta(days=1)
    shifts = [length * n for n in range(1, most // length + 1) if least <= length * n <= most]
    return shifts[0] if len(shifts) == 1 else None


def _period(telling: Telling) -> tuple[Moment, bool] | None:
    """The period of a figure, and whether it runs on to the day of the report."""
    if telling.moment is None:
        return None
    moment, _, mention = telling.moment
    if mention.kind == "since":
        return moment, True
    return (moment, False) if width_of(moment) < LONGEST_PERIOD.days else None
