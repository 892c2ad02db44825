"""Apart: places and days that no one attack can have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.moments.calendar import WEEKDAYS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION, DIVISION_PRECISION, Moment, Place
from tallybook.knowledge.places.geometry import distance_km

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge

LOOSE_KM = 75
"""How far beyond their circles two places must lie for a headline, or a phrase that points back,
to be about another attack: these name the nearest known town or the province's capital, and half
of all second-order divisions are smaller than this across."""


def places_apart(
    one: Place, other: Place, knowledge: LocalKnowledge, *, loose: bool = False
) -> bool:
    """Whether nothing can be at both places; `loose` allows for rough words for one place."""
    if _same_name(one, other):
        return False
    if only_held(one) and only_held(other):
        return True  # Two names that no gazetteer knows, in one town or district: two spots.
    if one.lat is None or other.lat is None:
        if one.country and other.country and one.country != other.country:
            return True
        # Two names that no gazetteer knows: two villages, unless one is a wider region.
        return not loose and all(only_held(p) or _is_unknown_spot(p) for p in (one, other))
    apart = knowledge.lie_apart(one, other)
    if not apart or not loose or one.lon is None or other.lon is None:
        return apart
    if _division_holds(one, other, knowledge) or _division_holds(other, one, knowledge):
        return False
    between = distance_km(one.lat, one.lon, other.lat, other.lon)
    return between - (one.radius_km or 0.0) - (other.radius_km or 0.0) > LOOSE_KM


def _division_holds(town: Place, other: Place, knowledge: LocalKnowledge) -> bool:
    """ "Raid in Tillaberi", above a raid on a village of that region: a headline's name may be that
    of the division which is named after its chief town."""
    gazetteer = knowledge.gazetteer
    return (town.precision or COUNTRY_PRECISION) <= NEAR_A_TOWN and any(
        entry.kind in ("admin1", "admin2")
        and gazetteer.located_in(other, gazetteer.place_of(entry)) is Certainty.SURE
        for entry in gazetteer.candidates(town.name)
    )


def most_exact(places: Sequence[Place], knowledge: LocalKnowledge) -> list[Place]:
    """Places without those that another of them lies in: "Quetta", once a street of it is told."""
    return [
        outer
        for outer in places
        if not any(inner is not outer and _lies_in(inner, outer, knowledge) for inner in places)
    ]


def _lies_in(inner: Place, outer: Place, knowledge: LocalKnowledge) -> bool:
    if only_held(inner) and not only_held(outer) and inner.key == outer.key:
        return True
    located_in = knowledge.gazetteer.located_in
    sure = Certainty.SURE
    return located_in(inner, outer) is sure and located_in(outer, inner) is not sure


def _is_unknown_spot(place: Place) -> bool:
    return place.lat is None and below_province(place)


def only_held(place: Place) -> bool:
    """Whether a place's circle is that of what holds it."""
    return place.lat is not None and place.reason is not None


def other_town(one: Place, other: Place, knowledge: LocalKnowledge) -> bool:
    """ "Near A, fifteen strikes … near B, one strike": a list that names each town apart counts
    each apart, however near they are."""
    if (one.precision or 1) > NEAR_A_TOWN or (other.precision or 1) > NEAR_A_TOWN:
        return False
    named_alike = one.name.casefold() == other.name.casefold()
    return not named_alike and knowledge.gazetteer.located_in(one, other) is not Certainty.SURE


NEAR_A_TOWN = 2
"""UCDP GED's `where_prec` of what is in or near a place that is known by name."""


def same_place(one: Place, other: Place, knowledge: LocalKnowledge) -> bool:
    if _same_name(one, other):
        return True
    if (one.precision or 9) > 4 or (other.precision or 9) > 4:
        return False
    if any((p.key or "").startswith("near:") for p in (one, other)) and all(
        (p.precision or 9) <= NEAR_A_TOWN for p in (one, other)
    ):
        return False  # "Near A" is a wide circle, and B another town, if it lies within it.
    gazetteer = knowledge.gazetteer
    return Certainty.SURE in (
        gazetteer.located_in(one, other),
        gazetteer.located_in(other, one),
    )


def any_same(mine: Iterable[Place], theirs: Sequence[Place], knowledge: LocalKnowledge) -> bool:
    """Whether any of some places is any of others."""
    return any(same_place(p, q, knowledge) for p in mine for q in theirs)


def below_province(place: Place) -> bool:
    """Whether a place is more exact than a province, which holds many attacks."""
    return (place.precision or 1) < DIVISION_PRECISION


def _same_name(one: Place, other: Place) -> bool:
    """Whether two places are one by name. Of what no gazetteer knows, the key is that of what
    holds it, and the names tell: two streets of a town are two."""
    mine, theirs = one.name.casefold(), other.name.casefold()
    if only_held(one) and only_held(other):
        return mine in theirs or theirs in mine
    return mine == theirs or (one.key is not None and one.key == other.key)


def days_conflict(one: Moment, other: Moment) -> bool:
    """Whether nothing can be at both times."""
    if is_undated(one) and is_undated(other):
        return _weekdays_conflict(one.words, other.words)
    if one.year_open or other.year_open:
        days = [m[4:] for m in (one.earliest, one.latest, other.earliest, other.latest) if m]
        if len(days) == 4 and one.year_open and other.year_open:
            return days[1] < days[2] or days[3] < days[0]
        return False
    if one.last is not None and other.first is not None and one.last < other.first:
        return True
    return other.last is not None and one.first is not None and other.last < one.first


def is_undated(moment: Moment) -> bool:
    """Whether no calendar says when a moment was, as in a report without a date."""
    return moment.earliest is None and moment.latest is None


def _weekdays_conflict(one: str, other: str) -> bool:
    """ "On Monday", "on Wednesday": what happened on a day of the week happened on no other of
    them, whatever the dates. A night belongs to both of its days."""
    mine, theirs = _weekdays_in(one), _weekdays_in(other)
    if len(mine) != 1 or len(theirs) != 1:
        return False  # "Between Monday and Wednesday" holds the days between as well.
    between = abs(mine.pop() - theirs.pop())
    nightly = not NIGHTLY.isdisjoint(f"{one} {other}".lower().split())
    return between not in ((0, 1, DAYS_OF_WEEK - 1) if nightly else (0,))


def names_weekday(words: str) -> bool:
    """Whether words for a time name a day of the week."""
    return bool(_weekdays_in(words))


def _weekdays_in(words: str) -> set[int]:
    return {WEEKDAYS[word] for word in words.lower().split() if word in WEEKDAYS}


DAYS_OF_WEEK = 7
NIGHTLY = frozenset({"night", "overnight", "midnight", "evening", "late", "early", "dawn"})


def long_before(one: Moment, other: Moment) -> bool:
    """Whether a moment lies more than a month before another, whose day was only carried on: "the
    October attack" is none of those of this week's news."""
    if one.last is None or other.first is None:
        return False
    return (other.first - one.last).days > LONG


LONG = 31
