"""The day of an attack at the place where it happened, told by the clock of another zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.moments.zoned import ZonedClock, days_at
from tallybook.core.values import Moment, Place
from tallybook.knowledge.zones import ANYWHERE, zones_abbreviated, zones_at, zones_named, zones_of

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.knowledge.gazetteer import Gazetteer

RULE = "the day at the place, by the clock and the zone that are told"


def settle_clock(telling: Telling, before: Sequence[Telling], knowledge: LocalKnowledge) -> None:
    """Give a telling the day at its place, else at the place told last, where its day is told by
    a clock of another zone; where no place is told, all days that it may have been."""
    if telling.moment is None or telling.moment[2].clock is None:
        return
    moment, span, mention = telling.moment
    _drop_places_of_clocks(telling, mention.clock, knowledge)
    scene = telling.places or next((t.places for t in reversed(before) if t.places), [])
    places = [place for place, _ in scene]
    local = at_places(moment, mention.clock, places, knowledge.gazetteer, knowledge.countries)
    if local != moment:
        telling.moment = (local, span, mention)
        telling.inferred["when"] = RULE


def _drop_places_of_clocks(
    telling: Telling, clock: ZonedClock | None, knowledge: LocalKnowledge
) -> None:
    """ "Struck a base in Iraq at 6 p.m. in Washington", "at 23:30 Moscow time": a place of which
    only the clock is told is none where it happened. That it is another place's clock is sure
    where the telling has places of other zones, and of "time" behind a name."""
    name = "" if clock is None else (clock.where or clock.zone).casefold()
    others = [pair for pair in telling.places if pair[0].name.casefold() != name]
    if not name or not others or len(others) == len(telling.places):
        return
    zones = {zone for place, _ in others for zone in zones_of(place)}
    its = zones_named(name.title(), knowledge.gazetteer, knowledge.countries)
    if clock is not None and (clock.zone or not zones & set(its)):
        telling.places = others


def at_places(
    moment: Moment,
    clock: ZonedClock | None,
    places: Sequence[Place],
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
) -> Moment:
    """Return the moment as the days at some places, else in the countries, else anywhere; as it is
    where its clock is the place's own, names no zone, or where it is no single day."""
    if clock is None or clock.own or moment.year_open or moment.first is None:
        return moment
    its_zones = _zones_of(clock, places, gazetteer, countries)
    if not its_zones or moment.first != moment.last:
        return moment
    there = [zone for place in places for zone in zones_of(place)]
    there = there or [zone for country in countries for zone in zones_at(country)]
    # Of an abbreviation that several zones share, it is the place's own.
    its_zones = [zone for zone in its_zones if zone in there] or its_zones
    first, last = days_at(moment.first, clock, its_zones, there or ANYWHERE)
    if first == last == moment.first:
        return moment
    return Moment(first.isoformat(), last.isoformat(), moment.extent, moment.words)


def _zones_of(
    clock: ZonedClock, places: Sequence[Place], gazetteer: Gazetteer, countries: Sequence[str]
) -> list[str]:
    if clock.where:
        if any(clock.where.casefold() in place.name.casefold() for place in places):
            return []  # "At 10 p.m. in Erbil on Monday": the clock of the very place.
        return list(zones_named(clock.where, gazetteer, countries, towns=False))
    short = zones_abbreviated(clock.zone)
    return list(short or zones_named(clock.zone, gazetteer, countries))
