"""How well the probabilities that a coder gives are kept: of what it holds to be likely by so much,
how much is right.

A name is right where some template of the report has one of its strings in it, in that role; an
attack where one of its names is. What the keys leave out by their fill rules counts as wrong for a
coder that was taught what is recorded, so that its probabilities are of that; the default coder is
not asked about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from evals.figures import Figure, percent
from evals.muc4_gtt import normalise
from evals.muc4_keys import Key
from evals.muc4_mapping import Mapper
from evals.reading import Read
from tallybook.core.claims import Claim

ROLES_OF = {
    "attackers": ("PerpInd", "PerpOrg"),
    "targets": ("Target", "Victim"),
    "weapons": ("Weapon",),
}
"""The roles that a field of a claim can fill; victims who are only described stand in a slot."""

DESCRIPTION = "HUM TGT: DESCRIPTION"
BINS = 10


class Judged(Struct, frozen=True):
    """A probability that a coder gave, of what ("attack" or a field), and whether it was right."""

    what: str
    p: float
    right: bool


class Bin(Struct, frozen=True):
    """What was held to be about equally likely: how many, the mean probability, the share right."""

    count: int
    stated: float
    right: float


def wanted(keys: Iterable[Key], field: str) -> set[str]:
    """Return the normalised strings that answer keys have for a field of a claim."""
    found: set[str] = set()
    for key in keys:
        for role in ROLES_OF[field]:
            found.update(normalise(s) for entity in key.roles[role] for s in entity.strings)
        if field == "targets":
            fills = key.fills.get(DESCRIPTION, ())
            found.update(normalise(value) for fill in fills for value in fill.values)
    return found - {""}


def right_names(claim: Claim, keys: Sequence[Key]) -> Iterator[tuple[str, str, bool]]:
    """Yield field, name and whether it is right, of each name of a claim."""
    for field in ROLES_OF:
        strings = wanted(keys, field)
        for value in getattr(claim, field):
            words = f" {normalise(value.name)} "
            yield field, value.name, any(f" {one} " in words for one in strings)


def asked(read: Read, mapper: Mapper) -> Iterator[Claim]:
    """Yield the claims of attacks that answer keys can speak of: what is left out by the fill rules
    may be read ever so well, and an attack that names nothing cannot be found in them."""
    for incident, claims in mapper.incidents(read):
        if not mapper.is_left_out(incident, claims):
            yield from (
                c for c in claims if is_judged(c) and any(getattr(c, field) for field in ROLES_OF)
            )


def is_judged(claim: Claim) -> bool:
    """Whether a claim says of an attack that there was one."""
    return claim.kind == "incident" and claim.stance not in ("denied", "hypothetical")


def judge(claims: Iterable[Claim], keys: Sequence[Key]) -> Iterator[Judged]:
    """Yield the probabilities of a report's incident claims and of their names."""
    for claim in claims:
        if not is_judged(claim):
            continue
        names = list(right_names(claim, keys))
        yield Judged("attack", claim.confidence, any(right for _, _, right in names))
        for field, name, right in names:
            p = claim.confidences.get(field, {}).get(name)
            if p is not None:
                yield Judged(field, p, right)


def bins_of(judged: Iterable[Judged]) -> list[Bin]:
    """Return the bins of equal width that hold anything, the least likely first."""
    parts: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        parts[min(int(one.p * BINS), BINS - 1)].append(one)
    return [
        Bin(
            len(part),
            sum(one.p for one in part) / len(part),
            sum(one.right for one in part) / len(part),
        )
        for part in parts
        if part
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of stated and observed, weighted by
    how many a bin holds (Naeini, Cooper & Hauskrecht 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.stated - one.right) for one in bins) / total if total else 0.0


def figures(judged: Sequence[Judged], key: str, name: str) -> list[Figure]:
    """Return the expected calibration errors of attacks and of names of a coder, with the beginning
    of their keys and the end of their names."""
    found = []
    for what, part in (
        ("attacks", [one for one in judged if one.what == "attack"]),
        ("names", [one for one in judged if one.what != "attack"]),
    ):
        found.append(
            Figure(
                key=f"{key}.calibration_{what}",
                what=f"MUC-4 expected calibration error of {what}{name}",
                value=percent(expected_error(bins_of(part))),
                parts={"of": len(part)},
                at_most=True,
            )
        )
    return found
