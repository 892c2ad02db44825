"""Bounds in words, as a person would say them."""

from __future__ import annotations

from typing import Any

from tallybook.core.claims import Claim
from tallybook.core.tallies import Bounds


def bounds_in_words(bounds: Bounds, *, silent: bool = False) -> str:
    """Return "at least 13", "13", "13 to 14", "none reported" or "no report bears on this"."""
    if silent:
        return "no report bears on this"
    words = counted_range(bounds.lower, bounds.upper)
    return words if bounds.tight else f"{words} (valid, perhaps wider than need be)"


def counted_range(lower: int, upper: int | None) -> str:
    """Return bounds on attacks that are counted, in words."""
    if upper is None:
        return f"at least {lower}" if lower else "any number, or none"
    if upper == 0:
        return "none reported"
    if lower == upper:
        return str(lower)
    return f"{lower} to {upper}" if lower else f"at most {upper}"


def residue_in_words(lower: int, upper: int | None) -> str:
    """Return what counts claim beyond the incidents identified, in words."""
    if upper == 0:
        return "every attack counted is individually identified"
    return f"{counted_range(lower, upper)} not individually identified"


QUOTED = 160
"""Characters of a sentence that is quoted in a contradiction."""


def shortened_quote(sentence: str) -> str:
    """Return a sentence in quotation marks, cut where it is long."""
    cut = sentence if len(sentence) <= QUOTED else f"{sentence[: QUOTED - 1].rstrip()}…"
    return f"“{cut}”"


def scope_words(claim: Claim) -> dict[str, Any]:
    """Return what a count claim says of its scope, for people; what it leaves unsaid is absent.

    Names come in the order of the alphabet, as a book keeps them, so that an answer that is given
    again is the same to the letter.
    """
    said: dict[str, Any] = {}
    if claim.attackers:
        said["attackers"] = [mention.name for mention in claim.attackers]
    if claim.event_type:
        said["event_type"] = claim.event_type
    if claim.places:
        said["places"] = [place.name for place in claim.places]
    if claim.stage:
        said["stage"] = claim.stage
    if claim.targets:
        said["targets"] = [mention.name for mention in claim.targets]
    if claim.weapons:
        said["weapons"] = [weapon.name for weapon in claim.weapons]
    if when := claim.when:
        said["when"] = {"earliest": when.earliest, "extent": when.extent, "latest": when.latest}
    return said
