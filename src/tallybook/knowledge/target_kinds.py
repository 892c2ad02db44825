"""Which nouns for targets are kinds of others: a tanker is a merchant vessel, and that is a ship.

A count of attacks on merchant vessels holds the attack on a tanker, whatever the words. The table
is in data/target_types.toml; it holds only what is so of every thing that the narrower noun names.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from tallybook.knowledge.vocabulary import Key, key, read_records


class TargetKind(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that say the same, and nouns for kinds of what they name."""

    nouns: tuple[str, ...]
    narrower: tuple[str, ...]


def is_kind_of(said: str, asked: str) -> bool:
    """Return whether whatever the noun `said` names is also what the noun `asked` names."""
    one, other = key(said), key(asked)
    return one == other or other in _wider().get(one, frozenset())


@cache
def _wider() -> dict[Key, frozenset[Key]]:
    """Every noun of the table with all the nouns that say the same or less of it."""
    above: dict[Key, set[Key]] = {}
    for kind in read_records("target_types.toml", "kind", TargetKind):
        nouns = set(map(key, kind.nouns))
        for noun in nouns | set(map(key, kind.narrower)):
            above.setdefault(noun, set()).update(nouns)
    return {noun: frozenset(_closure(noun, above)) for noun in above}


def _closure(noun: Key, above: dict[Key, set[Key]]) -> set[Key]:
    found: set[Key] = set()
    waiting = [noun]
    while waiting:
        for wider in above.get(waiting.pop(), set()) - found:
            found.add(wider)
            waiting.append(wider)
    return found
