"""Shares told without their noun: "… 73 attacks. Thirty-six were in Iraq and 37 in Syria."

A number that stands alone as a subject takes its noun from what was counted last (fused-head noun
phrases, Huddleston & Pullum 2002, ch. 5 §9), and with "were in" it says where so many of these
were. More than were counted cannot be shares of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching import happens
from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Part, Telling, exact_words
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.clauses import is_passive
from tallybook.coding.language.phrases import QUANTIFIERS, SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.anaphora import SHARING, had_so_many
from tallybook.coding.roles.words import OF
from tallybook.coding.totals.clause import shares_from
from tallybook.coding.voices.attribution import Attribution, chain_at
from tallybook.core.values import COUNTRY_PRECISION, Count

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.places.mention import PlaceMention

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
    kept = verb.lemma_.lower() in KEEPING  # "Nine were reported from A".
    frame = Frame(sentence, mentions, verb, [])
    rest = _the_rest(number, counted, sentence)
    shares = shares_from(number, frame, rest=rest, sources=kept)
    most = counted.number.high
    if not shares or (most is not None and sum(part.count.low for part in shares) > most):
        return
    telling = counted_again(counted, sentence, verb, number.start, attributions)
    telling.shares = shares
    yield telling


def _the_rest(number: CountMention, counted: Telling, sentence: Sentence) -> CountMention | None:
    """What "nine were in A, the rest in B" leaves of an exact number for B."""
    whole, told = counted.number, number.count
    words = (t for t in sentence.tokens if t.lower_ in ("rest", "remainder", "remaining"))
    rest = next((t for t in words if t.i > number.end and t.nbor(-1).lower_ == "the"), None)
    if rest is None or whole is None or whole.low != whole.high or told.low != told.high:
        return None
    left = whole.low - told.low
    others = [t for t in sentence.tokens if number.end <= t.i < rest.i and t.like_num]
    if left < 1 or others:
        return None
    span = sentence.passage.span(rest.i, rest.i + 1)
    count = Count(left, left, span.words)
    return structs.replace(number, start=rest.i, end=rest.i + 1, count=count, part_of=None)


def held_by_places(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
) -> Iterator[Telling]:
    """Yield what a sentence says that places had of the attacks counted last, or told of in the
    plural ("attacks on clinics have risen. Khartoum has 112, and Darfur 43"): shares of a number
    that was given, and figures of their own where none was."""
    held = _held(sentence, mentions)
    counted = _counted_over([place for place, _, _ in held], sentence, before)
    if not held or counted is None:
        return
    passage = sentence.passage
    parts = []
    for place, count, at in held:
        span = passage.span(at, at + 1)
        there = ((place.place, passage.span(place.start, place.end)),)
        parts.append(Part(exact_words(count, span), span, there))
    head = passage.doc[held[0][0].start]
    most = None if counted.number is None else counted.number.high
    fits = most is None or sum(part.count.low for part in parts) <= most
    # "Burkina Faso's schools were attacked 60 times. Mali had 31": none of the 60.
    lands = {place.country for place, _ in counted.places}
    inside = not lands or {place.place.country for place, _, _ in held} <= lands
    if counted.number is not None and fits and inside:
        telling = counted_again(counted, sentence, head, head.i, attributions)
        telling.shares, telling.counts_on = tuple(parts), counted
        yield telling
        return
    for part in parts:
        telling = counted_again(counted, sentence, head, head.i, attributions)
        telling.number, telling.number_spans = part.count, (part.span,)
        telling.places, telling.counts_on = list(part.places), counted
        telling.trigger_spans = (part.span,)
        yield telling


def _held(sentence: Sentence, mentions: Mentions) -> list[tuple[PlaceMention, Count, int]]:
    """The places that a sentence says had something, each with its bare number and where that
    stands; of "Khartoum has 112, and Darfur 43" the second leaves the verb out (gapping, Quirk et
    al. 1985, §13.92)."""
    doc = sentence.passage.doc
    counts = {c.start: c.count for c in mentions.counts if c.unit in (None, "other")}
    found: list[tuple[PlaceMention, Count, int]] = []
    for place in mentions.places:
        if not sentence.start <= place.start < sentence.end:
            continue
        at = place.end + _said_to_have(doc, place.end)
        has = at > place.end
        if not has and found and at < sentence.end and doc[at].lower_ in SHARING:
            at += 1  # "Khartoum accounted for 112 and Darfur for 43".
        # "112 beds" counts beds.
        bare = at < sentence.end and doc[at].like_num and doc[at].head.tag_ not in ("NN", "NNS")
        if not bare or not (has or found):
            continue
        figures = doc[at].text.replace(",", "")
        exact = (
            Count(int(figures), int(figures), doc[at].text)
            if figures.isdecimal() and not has
            else None
        )
        number = counts.get(at) or exact
        if number is not None:
            found.append((place, number, at))
    return found


def _counted_over(
    places: Sequence[PlaceMention], sentence: Sentence, before: Sequence[Telling]
) -> Telling | None:
    """What was counted last, or what was counted before it of the land of which this and that are
    provinces: "13 attacks in Nigeria. Borno recorded nine attacks. Adamawa followed with four"."""
    last = counted_last(sentence, before)
    if last is None or last.number is None or not places:
        return last
    known = {place.place.key or place.place.name for place in places}
    beside = all(p.precision != COUNTRY_PRECISION and p.key not in known for p, _ in last.places)
    if not last.places or not beside:
        return last
    earlier = (t for t in reversed(before[:-1]) if t.number is not None)
    whole = next((t for t in earlier if sentence.order - t.sentence.order <= 2 * REACH), None)
    return whole or last


def _said_to_have(doc: Doc, at: int) -> int:
    """How many words behind a place say that it had what a number behind them counts: "had",
    "accounted for", "followed with", and of "in A there were nine" the existential."""
    words = [t.lower_ for t in doc[at : at + 2]]
    if words[:1] == ["there"] and words[1:] in (["were"], ["was"]):
        return 2
    if not words or not had_so_many(doc[at]):
        return 0
    return 2 if words[1:2] and words[1] in SHARING else 1


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
        if last.dep_ in SUBJECTS and (kept or happens(verb) or verb.lemma_.lower() in verbs):
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
