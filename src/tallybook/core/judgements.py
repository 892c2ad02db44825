"""Judgements: append-only verdicts on claims. Later beats earlier, people beat machines."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.ids import make_id

PairVerdict = Literal["same", "different", "unsure"]
JudgeKind = Literal["rule", "model", "person"]


class Reason(Struct, frozen=True):
    """One reason of a judgement. `weight` is in log odds; positive speaks for "same"."""

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
