"""Those before: what a count that ends with an attack says of the days before it.

"The 21st attack on the line this year" is the last of 21, and the other 20 came before it. News
tells the attacks of the day that it is about, so that two of one day would both be told (the maxim
of quantity, Grice 1975): where the report tells of no other on that day, the 20 were on earlier
days. That is an inference, and the claim of the 20 says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import structs
from msgspec.structs import replace

from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.language.clauses import clause_verb, is_perfect
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.report.builder import Context, of_one_thing
from tallybook.coding.report.gathering import Assembled
from tallybook.coding.totals.members import MEMBER_STANCES
from tallybook.core.certainty import Certainty
from tallybook.core.claims import ATTACK_STAGES, Claim
from tallybook.core.values import Count

ON_EARLIER_DAYS = "those before the one that ends the count: on earlier days than its own"


def told_attacks(done: Assembled) -> list[Claim]:
    """The attacks that a report tells one by one, each as it is told first."""
    return [
        claims[0]
        for claims in done.of_card.values()
        if claims and claims[0].stage in ATTACK_STAGES and claims[0].stance in MEMBER_STANCES
    ]


def with_those_before(
    whole: Claim,
    last: Claim | None,
    done: Assembled,
    context: Context,
    knowledge: LocalKnowledge,
) -> list[Claim]:
    """Return a count with, as a part of it, those counted that came before its last attack; the
    count alone where that says no more than it does."""
    count, when = whole.count, whole.when
    if count is None or when is None or last is None or last.when is None:
        return [whole]
    rest = count.low - 1
    day = last.when.first
    if count.high != count.low or rest < 1 or len(whole.parts) != 1 or day is None:
        return [whole]
    if last.when.last is None or when.last is None or when.last < last.when.last:
        return [whole]
    if when.first is not None and day <= when.first:
        return [whole]
    others = (told for told in told_attacks(done) if told.id not in whole.parts)
    if any(_beside(told, last, whole, knowledge) for told in others):
        return [whole]
    before = replace(
        whole,
        id=context.claim_id("count", whole.sentence, "before", whole.id),
        count=Count(rest, rest, count.words),
        when=structs.replace(when, latest=(day - timedelta(days=1)).isoformat()),
        parts=(),
        inferred={**whole.inferred, "when": ON_EARLIER_DAYS, "count": ON_EARLIER_DAYS},
    )
    return [replace(whole, parts=(*whole.parts, before.id)), before]


def totals_so_far(
    done: Assembled, context: Context, knowledge: LocalKnowledge
) -> Iterator[list[Claim]]:
    """Yield the figures of one thing up to now, with those before the attack that is the news.

    "The line has been attacked 17 times this year", under the news of an attack on it: a definite
    noun phrase in such a report means what the report is about (global focus, Grosz 1977), and the
    perfect counts up to now, so that the attack is the last of the 17. So it is where it "brought
    the number in the province to 17". Of another figure of a region that is not said: what else a
    monitor counted there on that day, a report of one village need not tell.
    """
    news = next((told for told in told_attacks(done) if not told.background), None)
    today, day = context.published, _only_day(news)
    if news is None or today is None or day is None or (today - day).days > NEWS:
        return
    for figure, whole in done.of_figure:
        if whole.when is None or whole.when.last != today or whole.parts or figure.main.added:
            continue
        if whole.sentence.start < news.sentence.start or news.id in whole.apart_from:
            continue
        verb = clause_verb(figure.main.head)
        raised = verb.lemma_.lower() in RAISING
        if raised or (of_one_thing(whole, knowledge) and is_perfect(verb)):
            counted = replace(whole, parts=(news.id,))
            yield with_those_before(counted, news, done, context, knowledge)


def _only_day(told: Claim | None) -> date | None:
    """The day of an attack, where it is one."""
    when = told.when if told is not None else None
    return when.first if when is not None and when.first == when.last else None


RAISING = frozenset({"bring", "take", "raise", "push", "lift"})
"""Verbs of which the news is the subject, and a total what it has come to by it."""

NEWS = 7
"""Days for which an attack is news: a weekly paper's."""


def _beside(told: Claim, last: Claim, whole: Claim, knowledge: LocalKnowledge) -> bool:
    """Whether another attack may be of the same day, and one of those counted."""
    when, ending = told.when, last.when
    if when is None or ending is None or ending.first is None:
        return True
    if when.last is not None and when.last < ending.first:
        return False
    if whole.event_type is not None and told.event_type is not None:
        matches = knowledge.event_types.matches
        if matches(told.event_type, whole.event_type) is Certainty.NO:
            return False
    return not _other_targets(told, last, whole)


def _other_targets(told: Claim, last: Claim, whole: Claim) -> bool:
    """Whether an attack is on something else than what is counted, as far as both are named: on
    none of what the count or its last attack was on."""
    mine, theirs = _names(told), _names(whole) | _names(last)
    return bool(mine and theirs) and not (mine & theirs)


def _names(claim: Claim) -> set[str]:
    return {word for t in claim.targets for word in (t.actor, head_word(t.name)) if word}
