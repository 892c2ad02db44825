"""Tallies: the answer to a question, as bounds with their derivation."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from tallybook.core.incidents import Standard
from tallybook.core.questions import Question


class Bounds(Struct, frozen=True):
    """At least `lower` and at most `upper` attacks; `upper` None where a voice leaves it open.

    `tight` is False where the solver stopped at its time limit: the true bounds lie within.
    """

    lower: int
    upper: int | None
    tight: bool = True


class StandardBounds(Struct, frozen=True):
    """One answer for each standard of evidence."""

    confirmed: Bounds
    reported: Bounds
    claimed: Bounds


class Slice(Struct, frozen=True):
    """One row of a breakdown; `across` is its key in the second one, where there are two."""

    key: str
    bounds: StandardBounds
    across: str | None = None


class Residue(Struct, frozen=True):
    """What counts claim beyond the incidents identified; stated, never invented as incidents."""

    lower: int
    upper: int | None
    words: str


class Constraint(Struct, frozen=True, kw_only=True):
    """One count claim as the tally used it.

    `sense` is how its scope meets the question: "inside" (wholly within), "part" (it reaches
    beyond the question or may) or "outside" (shown only where it decides another). `repeats`
    counts the other sentences and copies that say the same. `superseded_by` names the claim by
    which the same voice restated the figure later, `raised_by` the one by which it raised a
    running total, so that this one binds from below only. `definition` are the voice's own words on
    what it counts.
    """

    claim: str
    voice: str
    origin: str
    quote: str
    document: str
    lower: int
    upper: int | None
    scope: dict[str, Any]
    standard: Standard
    sense: str = "inside"
    preliminary: bool = False
    repeats: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    superseded_by: str | None = None
    raised_by: str | None = None
    definition: tuple[str, ...] = ()


class Side(Struct, frozen=True):
    """One way out of a contradiction: without `dropped`, the answer is `bounds`."""

    dropped: tuple[str, ...]
    bounds: Bounds


ContradictionKind = Literal[
    "headline_body",
    "parts_total",
    "falling_total",
    "voices",
    "count_attacks",
    "date",
    "place",
    "claims",
]
"""A headline against its text, parts against their total, a running total that falls, voices that
count the same and differ, a count against attacks told one by one, one attack on two days or before
it was reported, one in two places; "claims" is any other."""


class Contradiction(Struct, frozen=True, kw_only=True):
    """A smallest set of claims, incidents and documents that cannot hold together: without any one
    of its members the others can."""

    kind: ContradictionKind = "claims"
    standard: Standard
    members: tuple[str, ...]
    words: str
    sides: tuple[Side, ...]


class Tally(Struct, frozen=True, kw_only=True):
    """The answer to a question. `id` is a hash of question, policy and the book's version."""

    id: str
    question: Question
    book_version: int
    policy: str
    bounds: StandardBounds
    silent: bool
    by: tuple[Slice, ...] = ()
    residue: Residue
    constraints: tuple[Constraint, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    incidents: tuple[str, ...] = ()
    possible_incidents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
