"""What pages need beside the view-models that they share with the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.values import Mention, Place, Weapon

SUGGESTIONS = 200
"""Names that a form suggests for one field, the most frequent first; more would make every page
heavy."""

ItemT = TypeVar("ItemT")


class Leaf(Struct, Generic[ItemT], frozen=True):
    """One page of a long list: its `items`, the `number` of the page from 1, and how many pages
    and items there are in all."""

    items: tuple[ItemT, ...]
    number: int
    pages: int
    total: int


class Suggestions(Struct, frozen=True):
    """Names that the book's claims hold, for a form to suggest."""

    targets: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def leaf_of(items: Sequence[ItemT], number: int, size: int) -> Leaf[ItemT]:
    """Return page `number` of a list in pages of `size`; a number beyond either end gives the
    page at that end."""
    pages = max(1, -(-len(items) // size))
    number = min(max(number, 1), pages)
    start = (number - 1) * size
    return Leaf(tuple(items[start : start + size]), number, pages, len(items))


def suggestions_of(claims: Iterable[Claim]) -> Suggestions:
    """Return the names to suggest in a form."""
    found: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for claim in claims:
        named: tuple[Sequence[Mention | Weapon | Place], ...] = (
            claim.targets,
            claim.attackers,
            claim.weapons,
            claim.places,
        )
        for counts, values in zip(found, named, strict=True):
            for value in values:
                counts[value.name] = counts.get(value.name, 0) + 1
    return Suggestions(*(_most_frequent(counts) for counts in found))


def _most_frequent(counts: Mapping[str, int]) -> tuple[str, ...]:
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(ordered[:SUGGESTIONS])
