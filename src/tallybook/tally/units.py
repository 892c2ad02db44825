"""A book's incidents as units, found by their days and by their ids.

Some are at hand from the beginning; others are read from the book as a question comes to the days
on which they may lie. A question about a month then costs what the month holds, whatever the size
of the book.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from datetime import date
from operator import itemgetter

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import Incident, Outlined
from tallybook.tally.material import Material, MoreIncidents, Told
from tallybook.tally.names import PLACES, Names, Union
from tallybook.tally.periods import ALWAYS, FAR_FUTURE, FAR_PAST, Period
from tallybook.tally.scopes import (
    QUESTION,
    Scope,
    Unit,
    day_inside,
    fits,
    incident_unit,
    inside,
    may_lie_in,
)
from tallybook.tally.stretches import Placed
from tallybook.tally.within import Counts, CountsIn, Dated, Within

WIDE_DAYS = 62
"""Incidents dated less exactly than this come after the others."""


_NOBODY: frozenset[str] = frozenset()

LOOK, LOOKED_AT = 64, 12
"""What a look for the incidents of a week takes, and each that it looks at: about as much as
putting so many of them together."""


class Units:
    """The units of a book. What is read later is as if it had been at hand. `vague` are those at
    hand whose days are WIDE_DAYS or more apart, each after those before it."""

    def __init__(
        self, names: Names, units: Iterable[Unit] = (), more: MoreIncidents | None = None
    ) -> None:
        self.names = names
        self._more = more
        self._read: dict[str | None, Period] = {}
        self._by_id: dict[str, Unit] = {}
        self.vague: list[Unit] = []
        self._dated: Placed[Unit] = Placed()
        self._vague: Placed[Unit] = Placed()
        self._supposed = False
        self._unsure: dict[str, set[str]] = {}
        self._last_asked: tuple[Scope, list[tuple[Unit, Certainty]]] | None = None
        self._placed: dict[tuple[Union, ...], Dated] = {}
        self._within: dict[tuple[object, ...], Within] = {}
        self._looked_at: dict[tuple[object, ...], int] = {}
        self._put(units)

    def inside(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return the incidents that surely or possibly lie in a scope, by day."""
        self._come_to(scope)
        # Of a question the same is asked at each standard, and again for its notes.
        if self._last_asked is None or self._last_asked[0] is not scope:
            self._last_asked = scope, sorted(self.inside_at_hand(scope), key=_by_day)
        return self._last_asked[1]

    def dated_inside(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return those of the incidents in a figure's scope that are not vague, by day."""
        self._come_to(scope)
        within = self._together(scope)
        return self._looked_through(scope) if within is None else within.inside(scope)

    def numbers_inside(self, scopes: Sequence[Scope], rank: int, counts: Counts) -> list[int]:
        """Return of the scopes of figures that name the same how many incidents of standards up to
        a `rank` may lie in each, those aside that are vague and, where something is left open of
        them, those that `counts` leaves out."""
        found: list[int] = []
        for place, scope in self._coming_to(scopes):
            within = self._together(scope)
            if within is not None:
                return [*found, *within.numbers(scopes[place:], rank, counts)]
            found.append(sum(u.rank <= rank and counts(u) for u, _ in self._looked_through(scope)))
        return found

    def numbers_alone(self, scopes: Sequence[Scope], rank: int, counts: CountsIn) -> list[int]:
        """Return of the scopes of figures that name the same how many of these surely lie in each,
        and are different from all others."""
        found: list[int] = []
        for place, scope in self._coming_to(scopes):
            within = self._together(scope)
            if within is not None:
                return [*found, *within.numbers_alone(scopes[place:], rank, counts)]
            found.append(
                sum(
                    certainty is Certainty.SURE
                    and unit.rank <= rank
                    and self.is_alone(unit.incident.id)
                    and counts(unit, scope.key)
                    for unit, certainty in self._looked_through(scope)
                )
            )
        return found

    def _coming_to(self, scopes: Sequence[Scope]) -> Iterable[tuple[int, Scope]]:
        """Have the incidents of scopes that name the same at hand; return these, each with its
        place."""
        if not self._is_read(None, ALWAYS):
            for scope in scopes:
                self._come_to(scope)
        if len(scopes) > 1:
            key = (scopes[0].named, scopes[0].stages)
            self._looked_at[key] = self._looked_at.get(key, 0) + LOOK * len(scopes)
        return enumerate(scopes)

    def is_alone(self, identifier: str) -> bool:
        """Whether an incident at hand is known to be different from all others."""
        return identifier not in self._unsure

    def _looked_through(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return the dated incidents in a scope, by day; note what it takes to look for them."""
        near = list(self._meeting(self._dated, scope))
        key = (scope.named, scope.stages)
        self._looked_at[key] = self._looked_at.get(key, 0) + LOOK + LOOKED_AT * len(near)
        return sorted(self._certain(near, scope), key=_by_day)

    def _together(self, scope: Scope) -> Within | None:
        """Return the dated incidents of what a scope names together, where as many have been looked
        at for scopes of that kind as lie in its places; None before."""
        key = (scope.named, scope.stages)
        found = self._within.get(key)
        if found is None and self._looked_at.get(key, 0):
            placed = self._dated.together(scope.named[PLACES])
            if placed is not None and len(placed) <= self._looked_at[key]:
                places = scope.named[PLACES]
                if places not in self._placed:
                    self._placed[places] = Dated(placed, self._unsure)
                found = self._within[key] = Within(self._placed[places], scope, self.names)
        return found

    def inside_at_hand(self, scope: Scope) -> Iterator[tuple[Unit, Certainty]]:
        """Yield those incidents at hand that surely or possibly lie in a scope, in no order."""
        yield from self._found(self._dated, scope)
        yield from self._found(self._vague, scope)

    def _found(self, units: Placed[Unit], scope: Scope) -> Iterator[tuple[Unit, Certainty]]:
        return self._certain(self._meeting(units, scope), scope)

    def _meeting(self, units: Placed[Unit], scope: Scope) -> Iterator[Unit]:
        # What is supposed of the question holds whatever an incident's places say.
        asked = () if self._supposed and scope.key == QUESTION else scope.named[PLACES]
        period = scope.period
        return units.meeting(
            period.first, period.last, asked, lambda places: may_lie_in(places, asked, self.names)
        )

    def _certain(self, units: Iterable[Unit], scope: Scope) -> Iterator[tuple[Unit, Certainty]]:
        """Yield the units that may lie in a scope. Many are alike in what it names, of whatever
        else they are."""
        if self._supposed or scope.place_unknown:
            certain = ((unit, inside(unit, scope, self.names)) for unit in units)
            yield from ((unit, certainty) for unit, certainty in certain if certainty)
            return
        period = scope.period
        asked = [dimension for dimension, unions in enumerate(scope.named) if unions]
        named_in = itemgetter(*asked) if asked else len
        known: dict[tuple[object, ...], Certainty] = {}
        for unit in units:
            days = day_inside(unit, period)
            if days is Certainty.NO:
                continue
            alike = (unit.stages, named_in(unit.named), named_in(unit.alternatives))
            certainty = known.get(alike)
            if certainty is None:
                certainty = known[alike] = fits(unit, scope, self.names)
            if certainty is not Certainty.NO:
                yield unit, certainty if certainty is days else min(certainty, days)

    def at_hand(self, scope: Scope) -> bool:
        """Whether every incident is at hand that may lie in a scope."""
        return all(self._is_read(country, scope.period) for country in self._countries(scope))

    def _countries(self, scope: Scope) -> Iterable[str | None]:
        """Return the countries in which all of a scope lies; None alone stands for all of them."""
        found = self.names.countries(scope.named[PLACES])
        return (None,) if found is None else sorted(found)

    def _is_read(self, country: str | None, period: Period) -> bool:
        if self._more is None:
            return True
        for key in (country,) if country is None else (country, None):
            read = self._read.get(key)
            if read is not None and read.first <= period.first and period.last <= read.last:
                return True
        return False

    def named(self, identifiers: Collection[str]) -> list[Unit]:
        """Return the incidents of these ids that the book holds, by id."""
        missing = sorted(i for i in identifiers if i not in self._by_id)
        if missing and self._more is not None:
            self._take(self._more.named(missing))
        return [self._by_id[i] for i in sorted(identifiers) if i in self._by_id]

    @property
    def any_supposed(self) -> bool:
        """Whether anything is supposed of an incident at hand, whatever its record says."""
        return self._supposed

    def supposed_outside(self) -> list[Unit]:
        """Return the incidents at hand that are supposed to lie outside of the question."""
        if not self._supposed:
            return []
        return [unit for _, unit in sorted(self._by_id.items()) if unit.supposed is False]

    def unsure_with(self, identifier: str) -> Set[str]:
        """Return the incidents that may be the same one as this, which is at hand."""
        return self._unsure.get(identifier, _NOBODY)

    def __getitem__(self, identifier: str) -> Unit:
        """Return an incident that is at hand."""
        return self._by_id[identifier]

    def _come_to(self, scope: Scope) -> None:
        """Have every incident at hand that may lie in a scope, and in the days up to those that
        were read before: one stretch of days is read of each country, so that nothing is read
        twice."""
        if self._more is None or self._is_read(None, scope.period):
            return
        for country in self._countries(scope):
            if self._is_read(country, scope.period):
                continue
            period, read = scope.period, self._read.get(country)
            if read is None:
                gaps = [(period.first, period.last)]
            else:
                # Who goes on day by day, from count to count, goes on for long.
                further = (read.last - read.first) // 2
                first, last = period.first, period.last
                if first < read.first:
                    first = max(FAR_PAST, min(first, read.first - further))
                if read.last < last:
                    last = min(FAR_FUTURE, max(last, read.last + further))
                gaps = [(first, read.first - 1), (read.last + 1, last)]
                period = Period(min(first, read.first), max(last, read.last))
            for first, last in gaps:
                if first <= last:
                    self._take(self._more.between(first, last, country))
            self._read[country] = period

    def _take(self, incidents: Iterable[Outlined]) -> None:
        """Put incidents in with those that they may be the same as."""
        assert self._more is not None, "only what has more takes more in"
        fresh: dict[str, Outlined] = {}
        while found := {i.id: i for i in incidents if i.id not in self._by_id}:
            fresh |= found
            partners = {other for incident in found.values() for other in incident.unsure}
            missing = partners - self._by_id.keys() - fresh.keys()
            incidents = self._more.named(sorted(missing)) if missing else ()
        self._put(
            incident_unit(incident, self._more.reported(incident), self.names)
            for _, incident in sorted(fresh.items())
        )

    def _put(self, given: Iterable[Unit]) -> None:
        fresh = [unit for unit in given if unit.incident.id not in self._by_id]
        if fresh:
            self._last_asked = None
            self._placed.clear()
            self._within.clear()
            self._looked_at.clear()
        self._by_id.update((unit.incident.id, unit) for unit in fresh)
        vague: list[Unit] = []
        dated: list[Unit] = []
        for unit in fresh:
            (vague if is_vague(unit) else dated).append(unit)
        self.vague += vague
        for placed, units in ((self._vague, vague), (self._dated, dated)):
            placed.put([(unit.first, unit.last, unit.named[PLACES], unit) for unit in units])
        self._supposed = self._supposed or any(unit.supposed is not None for unit in fresh)
        for unit in fresh:
            for other in unit.incident.unsure:
                if other == unit.incident.id or other not in self._by_id:
                    continue
                self._unsure.setdefault(unit.incident.id, set()).add(other)
                self._unsure.setdefault(other, set()).add(unit.incident.id)


def _by_day(found: tuple[Unit, Certainty]) -> tuple[bool, int, str]:
    unit, _ = found
    vague = is_vague(unit)
    return (vague, 0 if vague else unit.first, unit.incident.id)


def is_vague(unit: Unit) -> bool:
    """Whether it is dated less exactly than others."""
    return unit.last - unit.first >= WIDE_DAYS


def units_of(material: Material, names: Names) -> Units:
    """Return a book's incidents as units, each no later than its first known report."""
    return Units(names, units_at_hand(material, names), material.more)


def units_at_hand(material: Material, names: Names) -> list[Unit]:
    """Return the incidents of `material.incidents` as units, by id."""
    return [
        structs.replace(
            incident_unit(incident, _reported_by(incident, material), names),
            supposed=material.supposed.get(incident.id),
        )
        for incident in sorted(material.incidents, key=lambda incident: incident.id)
    ]


def _reported_by(incident: Outlined, material: Material) -> date | None:
    """Return the first day on which an incident without a last day was reported, if known."""
    if not undated(incident):
        return None
    claims = (material.claims.get(identifier) for identifier in incident.claims)
    facts = (material.documents.get(claim.document) for claim in claims if claim is not None)
    days = [f.published for f in facts if f is not None and f.published is not None]
    return min(days, default=None)


def undated(incident: Outlined) -> bool:
    """Whether nothing says by which day an incident took place, but for its first report."""
    return incident.when is None or incident.when.latest is None


def with_incidents(material: Material, change: Callable[[Outlined], Outlined]) -> Material:
    """Return the material with every incident changed, those that are read later as well."""
    more = material.more
    return structs.replace(
        material,
        incidents=[change(incident) for incident in material.incidents],
        more=None if more is None else _Changed(more, change),
    )


class _Changed(Struct, frozen=True):
    """Incidents of the book, each changed as it is read."""

    more: MoreIncidents
    change: Callable[[Outlined], Outlined]

    def between(self, first: int, last: int, country: str | None) -> Iterable[Outlined]:
        return map(self.change, self.more.between(first, last, country))

    def named(self, identifiers: Sequence[str]) -> Iterable[Outlined]:
        return map(self.change, self.more.named(identifiers))

    def whole(self, identifiers: Sequence[str]) -> Iterable[Incident]:
        return self.more.whole(identifiers)

    def on_claims(self, claims: Sequence[str]) -> Iterable[Outlined]:
        return map(self.change, self.more.on_claims(claims))

    def reported(self, incident: Outlined) -> date | None:
        return self.more.reported(incident)

    def told(self, claims: Sequence[str]) -> Iterable[Told]:
        return self.more.told(claims)
