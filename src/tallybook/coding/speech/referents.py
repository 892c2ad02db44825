"""What a verdict on who did it is about: one attack, several that were told, or a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.speech.verdicts import is_attack

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.gathering import Assembled
    from tallybook.coding.speech.verdicts import Responsibility
    from tallybook.core.claims import Claim

_SEVERAL = frozenset({"them", "these", "those"})
"""Pronouns of several things that were told, when somebody is blamed "for" them."""


def referents(
    sentence: Sentence, verdict: Responsibility, done: Assembled, knowledge: LocalKnowledge
) -> tuple[str, ...]:
    """Return the claims that a verdict is about: of the attack or figure named in its own words,
    else of what the report spoke of last: of as many attacks as the words point back to."""
    passage = sentence.passage
    before = _told_before(sentence, done)
    fresh = [c.id for c in before if not c.background]
    words = {passage.doc[i].lower_ for i in verdict.about}
    if "both" in words and len(fresh) == 2:
        return tuple(fresh)  # Of two that were told one by one, whatever figure sums them up.
    named = [
        claim_id
        for span, ids in done.of_trigger.items()
        for claim_id in ids
        if any(passage.offset + passage.doc[i].idx == span.start for i in verdict.about)
    ]
    if named:
        return tuple(dict.fromkeys(named))
    here = _named_here(sentence, verdict, done, knowledge)
    if here:
        return here
    numbers = {n for i in verdict.about if (n := _number_of(passage.doc[i].lower_)) is not None}
    for figure, claim in done.of_figure:
        if numbers & {t.number.low for t in figure.tellings if t.number is not None}:
            return (claim.id,)
    if any(passage.doc[i].tag_ == "VBG" for i in verdict.about):
        return ()  # "Accused of plotting a coup": another deed than was told.
    several = _speaks_of_several(sentence, verdict, knowledge)
    if (several or verdict.share in ("most", "some", "all")) and done.of_figure:
        return (done.of_figure[-1][1].id,)
    if several:
        # Of a number of attacks, the last so many; without one, all that the report is about.
        number = max(numbers, default=len(before))
        before = [c for c in before if numbers or not c.background]
        return tuple(c.id for c in before[-number:])
    if before:
        return (before[-1].id,)
    if passage.is_title and done.of_card.get(0):
        return (done.of_card[0][0].id,)  # A headline is of what its text tells first.
    return tuple(claim.id for _, claim in done.of_figure[-1:])


def _named_here(
    sentence: Sentence, verdict: Responsibility, done: Assembled, knowledge: LocalKnowledge
) -> tuple[str, ...]:
    """ "It denied the raid and said X was to blame": a verdict that names no deed is on the one
    that its own sentence named before, the nearest antecedent there is (Hobbs 1978)."""
    doc, passage = sentence.passage.doc, sentence.passage
    if any(is_attack(i, sentence, knowledge) for i in verdict.about):
        return ()
    if any(doc[i].lower_ in _SEVERAL | {"both"} for i in verdict.about):
        return ()
    spots = {passage.offset + doc[i].idx: i for i in range(sentence.start, verdict.cue)}
    named = [
        (spots[span.start], ids) for span, ids in done.of_trigger.items() if span.start in spots
    ]
    return tuple(dict.fromkeys(max(named)[1][:1])) if named else ()


def _told_before(sentence: Sentence, done: Assembled) -> list[Claim]:
    """The attacks told one by one up to a sentence, in the order of their telling."""
    before = [
        claim
        for claims in done.of_card.values()
        for claim in claims[:1]
        if claim.sentence.start <= sentence.span.start
    ]
    return sorted(before, key=lambda c: c.sentence.start)


def _speaks_of_several(
    sentence: Sentence, verdict: Responsibility, knowledge: LocalKnowledge
) -> bool:
    """ "For both", "for them", "behind all three"; without an object, what the sentence spoke of
    before ("nobody has claimed the attacks, but officials blamed X")."""
    doc = sentence.passage.doc
    about = verdict.about - {verdict.cue}
    if not about:
        about = frozenset(
            i for i in range(sentence.start, verdict.cue) if is_attack(i, sentence, knowledge)
        )
    words = {doc[i].lower_ for i in about}
    return (
        "both" in words
        or bool(words & _SEVERAL)
        or ("all" in words and any(_number_of(w) is not None for w in words))
        or any(doc[i].tag_ == "NNS" for i in about)
    )


def _number_of(word: str) -> int | None:
    """The value of a small number in words or digits ("the six")."""
    if word == "both":
        return 2
    return int(word) if word.isdecimal() else SMALL.get(word)
