"""Names as small integers, and how two names relate: one inside the other, apart, or unclear.

A book repeats few names many times. Interning them makes a scope a handful of integers and asks
the tables of knowledge about each pair once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from tallybook.core.certainty import Certainty, any_of
from tallybook.tally.material import Known

ATTACKERS, TARGETS, WEAPONS, EVENT_TYPES, PLACES = range(5)
DIMENSIONS = ("attackers", "targets", "weapons", "event_types", "places")
"""The dimensions of scope space whose values are names; day and stage are the other two."""

Union = tuple[int, ...]
"""Alternatives: what lies in any of these names."""


class Names:
    """Interned names of each dimension, and cached answers about pairs of them; `meeting` is what
    `scopes` has found of whole conjunctions of names, `alike` what `sameness` has."""

    def __init__(self, knowledge: Known) -> None:
        self.knowledge = knowledge
        # Asked for the table when there is a pair to ask about: many a question compares none.
        self._ask: tuple[Callable[[Any, Any], Certainty], ...] = (
            lambda inner, outer: knowledge.actors.matches(inner, outer),
            lambda inner, outer: knowledge.actors.matches(inner, outer),
            lambda inner, outer: knowledge.weapons.matches(inner, outer),
            lambda inner, outer: knowledge.event_types.matches(inner, outer),
            lambda inner, outer: knowledge.gazetteer.located_in(inner, outer),
        )
        self._numbers: tuple[dict[Any, int], ...] = tuple({} for _ in DIMENSIONS)
        self._values: tuple[list[Any], ...] = tuple([] for _ in DIMENSIONS)
        self._raw: tuple[dict[tuple[int, int], Certainty], ...] = tuple({} for _ in DIMENSIONS)
        self._unions: tuple[dict[tuple[Any, ...], Union], ...] = tuple({} for _ in DIMENSIONS)
        self._alone: tuple[dict[Any, Union], ...] = tuple({} for _ in DIMENSIONS)
        self._seen: tuple[dict[int, tuple[tuple[Any, ...], Union]], ...] = tuple(
            {} for _ in DIMENSIONS
        )
        self._sets: dict[tuple[int, Union, bool, Union], Certainty] = {}
        self._countries: dict[tuple[Union, ...], frozenset[str] | None] = {}
        self.meeting: dict[Hashable, bool] = {}
        self.alike: dict[Hashable, int] = {}

    def number(self, dimension: int, value: Any) -> int:
        """Return the number of a value, the same for equal values."""
        numbers = self._numbers[dimension]
        found = numbers.get(value)
        if found is None:
            found = numbers[value] = len(numbers)
            self._values[dimension].append(value)
        return found

    def union(self, dimension: int, values: tuple[Any, ...]) -> Union:
        """Return the numbers of some values, in order."""
        if not values:
            return ()
        # Most records hold the very values of others, and hashing a place looks at all its fields.
        seen = self._seen[dimension]
        known = seen.get(id(values))
        if known is not None and known[0] is values:
            return known[1]
        unions = self._unions[dimension]
        found = unions.get(values)
        if found is None:
            found = tuple(sorted({self.number(dimension, value) for value in values}))
            unions[values] = found
        seen[id(values)] = values, found
        return found

    def alone(self, dimension: int, value: Any) -> Union:
        """Return the number of one value, as a union of nothing else."""
        alone = self._alone[dimension]
        found = alone.get(value)
        if found is None:
            found = alone[value] = (self.number(dimension, value),)
        return found

    def value(self, dimension: int, number: int) -> Any:
        """Return the value of a number."""
        return self._values[dimension][number]

    def _asked(self, dimension: int, inner: int, outer: int) -> Certainty:
        if inner == outer:
            return Certainty.SURE
        cache = self._raw[dimension]
        found = cache.get((inner, outer))
        if found is None:
            values = self._values[dimension]
            one, other = values[inner], values[outer]
            if dimension == PLACES and one.country and other.country not in (None, one.country):
                found = Certainty.NO  # Places whose countries differ lie apart.
            else:
                found = self._ask[dimension](one, other)
            cache[inner, outer] = found
        return found

    def holds(self, dimension: int, inner: int, outer: int) -> Certainty:
        """Whether a thing described as `inner` is in `outer`.

        Something "in Iraq" may be in Baghdad: a wider name is possibly the narrower one.
        """
        found = self._asked(dimension, inner, outer)
        if found is Certainty.NO and self._asked(dimension, outer, inner) is not Certainty.NO:
            return Certainty.POSSIBLE
        return found

    def apart(self, dimension: int, one: int, other: int) -> bool:
        """Whether nothing can be in both."""
        return self.holds(dimension, one, other) is Certainty.NO

    def same(self, dimension: int, one: int, other: int) -> bool:
        """Whether the two names surely stand for one thing."""
        return (
            self._asked(dimension, one, other) is Certainty.SURE
            and self._asked(dimension, other, one) is Certainty.SURE
        )

    def in_union(self, dimension: int, inner: int, union: Union) -> Certainty:
        """Whether a thing described as `inner` is in any of `union`."""
        return any_of(self.holds(dimension, inner, outer) for outer in union)

    def countries(self, places: tuple[Union, ...]) -> frozenset[str] | None:
        """Return the countries outside of which nothing lies that is in all of some unions of
        places; None where they leave that open."""
        if places not in self._countries:
            self._countries[places] = self._found_countries(places)
        return self._countries[places]

    def _found_countries(self, places: tuple[Union, ...]) -> frozenset[str] | None:
        for union in places:
            found = {self._values[PLACES][number].country for number in union}
            if None not in found:
                return frozenset(found)
        return None

    def described(
        self, dimension: int, values: Union, alternatives: bool, union: Union
    ) -> Certainty:
        """Whether one attack that is described by `values` is in `union`.

        No value at all leaves it open. `alternatives` says that only one of the values can be
        right; otherwise the attack is all that they say ("drones and rockets" is both).
        """
        if not values:
            return Certainty.POSSIBLE
        key = (dimension, values, alternatives, union)
        found = self._sets.get(key)
        if found is None:
            each = [self.in_union(dimension, value, union) for value in values]
            found = max(each)
            if alternatives and min(each) is not found:
                found = Certainty.POSSIBLE
            self._sets[key] = found
        return found

    def most_exact(self, dimension: int, values: Union) -> Union:
        """Return the values without those that surely contain another ("a base in Anbar")."""
        if len(values) < 2:
            return values
        return tuple(
            outer
            for outer in values
            if not any(
                inner != outer
                and self._asked(dimension, inner, outer) is Certainty.SURE
                and not self.same(dimension, inner, outer)
                for inner in values
            )
        )
