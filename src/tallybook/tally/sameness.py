"""Whether two counts surely count the same: the same days, and in each dimension the same names.

What two conjunctions of names have in common is found once, since thousands of counts name few.
"""

from __future__ import annotations

from tallybook.tally.names import DIMENSIONS, Names
from tallybook.tally.periods import FAR_PAST
from tallybook.tally.readings import NAMES_STATED, says_when
from tallybook.tally.scopes import Scope, bears


def same_scope(one: Scope, other: Scope, names: Names) -> bool:
    """Whether two counts surely count the same thing: unknown is not the same as unknown."""
    return (
        not one.place_unknown
        and not other.place_unknown
        and same_days(one, other)
        and same_names(one, other, names)
    )


def same_names(one: Scope, other: Scope, names: Names) -> bool:
    """Whether two counts name the same, days left aside."""
    return one.stages == other.stages and (
        one.named == other.named or same_dimensions(one, other, names) == NAMES_STATED
    )


def same_days(one: Scope, other: Scope) -> bool:
    """Whether two counts surely count the same days."""
    if one.period.sure_last < one.period.sure_first or one.period.first == FAR_PAST:
        return one.period == other.period and says_when(one)
    return (one.period.first, one.period.last) == (other.period.first, other.period.last)


def same_dimensions(one: Scope, other: Scope, names: Names) -> int:
    """Return the dimensions, a bit for each, in which two counts surely name the same."""
    key = (one.named, other.named)
    found = names.alike.get(key)
    if found is None:
        found = sum(
            _same_unions(dimension, one, other, names) << dimension
            for dimension in range(len(DIMENSIONS))
        )
        names.alike[key] = found
    return found


def _same_unions(dimension: int, one: Scope, other: Scope, names: Names) -> bool:
    a, b = one.named[dimension], other.named[dimension]
    if a == b or not a or not b:
        return a == b
    return all(bears(one, dimension, union, names) for union in b) and all(
        bears(other, dimension, union, names) for union in a
    )
