"""A harm: how many were killed or injured, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tallybook.coding.counts.finding import CountMention
from tallybook.coding.harms.victims import count_victims
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token

HarmKind = Literal["killed", "injured", "shot"]
"""Whoever is shot is hit, and whether he died another word says."""


@dataclass(frozen=True, slots=True)
class Harm:
    """How many were killed or injured. `anchor` is the token of the verb or noun that says so;
    `[start, end)` the tokens of the number; `victim` the head of those harmed, if named; `single`
    marks one person who is named or described and not counted, or some who are said to be among
    those harmed: where a total is told, they are in it."""

    kind: HarmKind
    count: Count
    anchor: int
    start: int
    end: int
    victim: int | None
    toll: bool = False
    single: bool = False


def harms_of(
    kind: HarmKind,
    heads: Iterable[Token],
    anchor: Token,
    passage: Passage,
    counts: Sequence[CountMention],
) -> Iterator[Harm]:
    for victims, head in count_victims(heads, anchor, passage, counts):
        yield Harm(
            kind,
            victims.count,
            anchor.i,
            victims.start,
            victims.end,
            head.i,
            single=victims.single,
        )
