"""Which pairs of profiles are worth comparing, so that the cost grows about linearly.

Each profile leaves keys of time × place (or actor), and the pairs that share one are compared.
A profile that knows its day and its spot looks only where day and spot meet. One that is vague
in either looks in the wider bucket (a country, a month), in which all others leave a key but do
not look for one another. So two exact claims of one country and month never meet in vain, and a
vague claim still finds all that it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import cos, floor, radians
from typing import NamedTuple

from tallybook.core.ids import key_number
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.vocabulary import key
from tallybook.linking.days import OPEN_YEAR, Days
from tallybook.linking.profiles import Profile
from tallybook.linking.relations import is_spot
from tallybook.linking.thresholds import DEFAULT, Thresholds

DAY_RANGE = 10
"""Ranges up to this many days leave a key for each day; longer ones look by the month."""
RECENT_DAYS = 10
"""A report that states no day is taken to speak of this many days before it, for finding
candidates only."""
MONTHS_AT_MOST = 14
"""A range longer than this says no more than none."""
CELL_DEGREES = 0.5
KM_OF_A_DEGREE = 100.0
"""Spots look in their own cell, and leave a key in each that neighbours may lie in. A degree of
latitude is 111 km, so that this reaches just over the distance of neighbours."""
CELLS_AROUND = round(360 / CELL_DEGREES)
WIDE_CELL_DEGREES = 10.0
"""Cell for places at sea and across borders, which have no country."""

Key = tuple[str | int, ...]


class BlockingKeys(NamedTuple):
    """The keys under which a profile looks for others, and those that it leaves for them to find.
    Two profiles are candidates where one looks for what the other looks for or leaves."""

    looks: frozenset[int]
    leaves: frozenset[int]


def blocking_keys(profile: Profile, thresholds: Thresholds = DEFAULT) -> BlockingKeys:
    """Return a profile's keys; none of those that it leaves is one that it looks for."""
    looks, leaves = _keys(profile, thresholds)
    looks.update(("name", name) for name in profile.names | profile.marks)
    looked = frozenset(key_number(*found) for found in looks)
    return BlockingKeys(looked, frozenset(key_number(*found) for found in leaves - looks))


def candidates(keys: Sequence[BlockingKeys]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions that are candidates, the smaller first, each once and in
    order."""
    buckets: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, (looks, leaves) in enumerate(keys):
        for found in looks:
            buckets[found][0].append(index)
        for found in leaves:
            buckets[found][1].append(index)
    pairs: set[tuple[int, int]] = set()
    for looking, left in buckets.values():
        for order, one in enumerate(looking):
            pairs.update((one, other) for other in looking[order + 1 :])
            pairs.update((one, other) if one < other else (other, one) for other in left)
    yield from sorted(pairs)


def _keys(profile: Profile, thresholds: Thresholds) -> tuple[set[Key], set[Key]]:
    times_looked, times_left = _times(profile, thresholds.hard_days)
    reach = thresholds.neighbours_km / KM_OF_A_DEGREE
    places_looked, places_left = _places(profile.places, reach)
    actors = _actors(profile)
    looks: set[Key] = set()
    leaves: set[Key] = set()
    for time in times_looked:
        looks.update((*time, *place) for place in places_looked)
    for time in (*times_looked, *times_left):
        leaves.update((*time, *place) for place in (*places_looked, *places_left))
        leaves.update((*time, *actor) for actor in actors)
    if not profile.places:
        looks.update((*time, *actor) for time in times_looked for actor in actors)
    if not times_looked:
        # "The market bombing" of some year: whoever names its place is a candidate.
        looks.update(("any time", *place) for place in places_looked if place[0] == "cell")
    leaves.update(("any time", *place) for place in places_looked if place[0] == "cell")
    return looks, leaves


def _times(profile: Profile, hard_days: int) -> tuple[list[Key], list[Key]]:
    """Return the time keys to look under, and those to leave for vaguer profiles."""
    days = profile.days
    if days is None:
        bound = profile.published if profile.published is not None else profile.known_by
        if bound is None or profile.background:
            return [], []
        days = Days(bound - RECENT_DAYS, bound)
        return [*_each_day(days, hard_days)], [*_months(days)]
    if days.length > DAY_RANGE:
        return ([] if days.year_open else [*_months(days)]), []
    if days.year_open:
        return [*_calendar_days(days, hard_days)], []
    return [*_each_day(days, hard_days)], [*_months(days), *_calendar_days(days, hard_days)]


def _each_day(days: Days, hard_days: int) -> Iterable[Key]:
    # Some days more, so that days which do not contradict each other share a key.
    return (("day", day) for day in range(days.first, days.last + hard_days))


def _months(days: Days) -> Iterable[Key]:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    start, end = first.year * 12 + first.month, last.year * 12 + last.month
    if end - start > MONTHS_AT_MOST:
        return ()
    return (("month", month) for month in range(start, end + 1))


def _calendar_days(days: Days, hard_days: int) -> Iterable[Key]:
    """Days without their year, for reports that name none."""
    if days.length > DAY_RANGE:
        return ()
    spread = (date.fromordinal(day) for day in range(days.first, days.last + hard_days))
    return (("calendar day", day.replace(year=OPEN_YEAR).isoformat()) for day in spread)


def _places(places: Sequence[Place], reach: float) -> tuple[list[Key], list[Key]]:
    looked: list[Key] = []
    left: list[Key] = []
    for place in places:
        wide = _wide_keys(place)
        if is_spot(place):
            looked += _cells(place, 0.0)
            left += [*_cells(place, reach), *wide]
        elif place.lat is None:
            # Not in the gazetteer: its name, and all that lies in its country.
            looked += [("place name", *key(place.name)), *wide]
        else:
            looked += wide
    return looked, left


def _wide_keys(place: Place) -> list[Key]:
    keys: list[Key] = [("country", place.country)] if place.country is not None else []
    if place.lat is not None and place.lon is not None and place.precision != COUNTRY_PRECISION:
        cell = (floor(place.lat / WIDE_CELL_DEGREES), floor(place.lon / WIDE_CELL_DEGREES))
        keys.append(("wide cell", *cell))
    return keys


def _cells(place: Place, reach: float) -> list[Key]:
    assert place.lat is not None
    assert place.lon is not None
    lon_reach = reach / max(0.1, cos(radians(place.lat)))
    return [
        ("cell", lat, lon % CELLS_AROUND)
        for lat in range(
            floor((place.lat - reach) / CELL_DEGREES),
            floor((place.lat + reach) / CELL_DEGREES) + 1,
        )
        for lon in range(
            floor((place.lon - lon_reach) / CELL_DEGREES),
            floor((place.lon + lon_reach) / CELL_DEGREES) + 1,
        )
    ]


def _actors(profile: Profile) -> list[Key]:
    named: list[Key] = [
        (role, mention.actor) if mention.actor is not None else (role, *key(mention.name))
        for role, mentions in (("attacker", profile.attackers), ("target", profile.targets))
        for mention in mentions
    ]
    return named + [("weapon", w.weapon) for w in profile.weapons if w.weapon is not None]
