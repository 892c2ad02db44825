"""Judgements: append-only verdicts on claims. Later beats earlier, people beat machines.

A `Judgement` is one verdict on one pair of claims. What a person judges with one command may be
verdicts on many pairs, or that an earlier one no longer holds: that is a `PersonJudgement`, which
is never changed or deleted. Which of people's verdicts hold is worked out from all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tallybook.core.ids import make_id

PairVerdict = Literal["same", "different", "unsure"]
JudgeKind = Literal["rule", "model", "person"]
PersonJudgementKind = Literal["judge", "merge", "split", "undo"]


class Reason(Struct, frozen=True):
    """One reason of a judgement. `weight` is in log odds; positive speaks for "same". A person's
    reason has none: it decides."""

    name: str
    weight: float
    words: str


class Judgement(Struct, frozen=True, kw_only=True):
    """Whether two claims, `first` < `second`, speak of the same attack."""

    id: str
    first: str
    second: str
    verdict: PairVerdict
    judge: JudgeKind
    maker: str
    reasons: tuple[Reason, ...] = ()


def make_judgement(
    one: str,
    other: str,
    verdict: PairVerdict,
    *,
    judge: JudgeKind,
    maker: str,
    reasons: tuple[Reason, ...] = (),
) -> Judgement:
    """Return the Judgement of a pair of claims, whichever way round the pair is given."""
    first, second = sorted((one, other))
    return Judgement(
        id=make_id("judgement", first, second, verdict, judge, maker),
        first=first,
        second=second,
        verdict=verdict,
        judge=judge,
        maker=maker,
        reasons=reasons,
    )


class PersonJudgement(Struct, frozen=True, kw_only=True):
    """What a person judged at one time, and why.

    `number` counts the person judgements of a book from 1, in the order in which they were made;
    `made_at` is in UTC. `judgements` are the verdicts; an undo has none, and says which person
    judgement it `undoes`: an undo as well can be undone.
    """

    id: str
    number: int
    kind: PersonJudgementKind
    by: str
    made_at: str
    because: str
    judgements: tuple[Judgement, ...] = ()
    undoes: str | None = None


def make_person_judgement(
    kind: PersonJudgementKind,
    *,
    number: int,
    by: str,
    made_at: str,
    because: str,
    verdicts: Sequence[tuple[str, str, PairVerdict]] = (),
    undoes: str | None = None,
) -> PersonJudgement:
    """Return a PersonJudgement of pairs of claims with their verdicts, or of what it undoes."""
    reasons = (Reason("because", 0.0, because),)
    judgements = tuple(
        make_judgement(one, other, verdict, judge="person", maker=by, reasons=reasons)
        for one, other, verdict in verdicts
    )
    said = [part for j in judgements for part in (j.first, j.second, j.verdict)]
    return PersonJudgement(
        id=make_id("judgement", number, kind, by, made_at, because, undoes or "", *said),
        number=number,
        kind=kind,
        by=by,
        made_at=made_at,
        because=because,
        judgements=judgements,
        undoes=undoes,
    )


def next_number(made: Sequence[PersonJudgement]) -> int:
    """Return the number of the next person judgement; some before it may have been forgotten with
    a report."""
    return max((one.number for one in made), default=0) + 1


def undone_by(made: Sequence[PersonJudgement]) -> dict[str, str]:
    """Return, by the ids of what no longer holds, the latest undo of it that holds itself; `made`
    in the order of their numbers."""
    undone: dict[str, str] = {}
    for one in reversed(made):
        # Only what came later can undo an undo, so its own fate is already known.
        if one.undoes is not None and one.id not in undone:
            undone.setdefault(one.undoes, one.id)
    return undone


def in_force(made: Sequence[PersonJudgement]) -> tuple[PersonJudgement, ...]:
    """Return the person judgements that nobody undid, in the order in which they were made."""
    ordered = sorted(made, key=lambda one: one.number)
    undone = undone_by(ordered)
    return tuple(one for one in ordered if one.id not in undone)
