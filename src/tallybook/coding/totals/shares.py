"""Shares told without their noun: "… 73 attacks. Thirty-six were in Iraq and 37 in Syria."

A number that stands alone as a subject takes its noun from what was counted last (fused-head noun
phrases, Huddleston & Pullum 2002, ch. 5 §9), and with "were in" it says where so many of these
were. More than were counted cannot be shares of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.clauses import is_passive
from tallybook.coding.language.phrases import QUANTIFIERS, SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import OF
from tallybook.coding.totals.clause import shares_from
from tallybook.coding.voices.attribution import Attribution, chain_at

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

REACH = 1
"""Sentences back in which a bare number finds what it counts: ellipsis bridges no more (see
`ellipsis`)."""

BEING = frozenset({"be", "occur", "happen"})
"""Verbs that say of an event only that, or where, it was."""

COMING = BEING | {"come", "fall", "land"}
"""With those that people and things do as well."""

KEEPING = word_set("record report register log document count carry conduct")
"""Verbs whose passive says no more ("22 were recorded in A", "were carried out in A")."""


LENGTHS = frozenset({"hour", "day", "night", "week", "month", "year"})
"""What is counted to say when or how long."""


def bare_shares(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
) -> Iterator[Telling]:
    """Yield what a sentence says of how many of the attacks counted last were where."""
    found = _bare_subject(sentence, mentions)
    counted = counted_last(sentence, before)
    if found is None or counted is None or counted.number is None:
        return
    number, verb = found
    shares = shares_from(number, Frame(sentence, mentions, verb, []))
    most = counted.number.high
    if not shares or (most is not None and sum(part.count.low for part in shares) > most):
        return
    telling = counted_again(counted, sentence, verb, number.start, attributions)
    telling.shares = shares
    yield telling


def counted_again(
    counted: Telling, sentence: Sentence, head: Token, at: int, attributions: Sequence[Attribution]
) -> Telling:
    """Return a telling, by the voice at the token `at`, of the attacks that another counted."""
    holding, chain = chain_at(at, attributions)
    return Telling(
        sentence=sentence,
        head=head,
        event_type=counted.event_type,
        strong=True,
        reference="definite",
        plural=True,
        chain=chain,
        voice_spans=tuple(a.source for a in holding if a.source is not None),
        stance=counted.stance,
        stage=counted.stage,
        trigger_spans=(sentence.passage.span(head.i, head.i + 1),),
    )


def _bare_subject(sentence: Sentence, mentions: Mentions) -> tuple[CountMention, Token] | None:
    doc = sentence.passage.doc
    for count in mentions.counts:
        if not sentence.start <= count.start < sentence.end or count.unit not in (None, "other"):
            continue
        last = doc[count.end - 1]
        verbs = BEING
        if last.dep_ == "appos" and _is_share_of_them(last.head):
            last, verbs = last.head, COMING  # "Nearly half of them, 29, fell in A".
        elif not last.like_num:
            continue
        verb = last.head
        kept = verb.lemma_.lower() in KEEPING and is_passive(verb)
        if last.dep_ in SUBJECTS and (kept or verb.lemma_.lower() in verbs):
            return count, verb
    return None


def _is_share_of_them(word: Token) -> bool:
    of_them = any(t.lower_ in ("them", "these", "those") for t in prepositional(word, OF))
    return of_them and (word.lower_ in QUANTIFIERS or word.lemma_.lower() in ("third", "majority"))


def counted_last(sentence: Sentence, before: Sequence[Telling]) -> Telling | None:
    """The last telling, where its number of attacks is all that its sentence counts: in "12 attacks
    on 30 villages. Ten were in …" the ten may be either."""
    last = before[-1] if before else None
    if last is None or sentence.order - last.sentence.order > REACH or not last.several:
        return None
    if last.killed is not None or last.injured is not None:
        return None
    own = {start for span in last.number_spans for start in range(span.start, span.end)}
    at = last.sentence.passage.span
    others = [t for t in last.sentence.tokens if t.dep_ == "nummod" and t.head.tag_ == "NNS"]
    counts_more = any(
        at(t.i, t.i + 1).start not in own and t.head.lemma_.lower() not in LENGTHS for t in others
    )
    return None if counts_more else last
