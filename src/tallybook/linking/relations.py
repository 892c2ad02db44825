"""How two values stand to each other: places, actors, weapons, event types.

Each relation is asked of the knowledge once and remembered, for the same few values meet in
many pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from tallybook.core.certainty import Certainty
from tallybook.core.values import Mention, Place, Weapon
from tallybook.knowledge.event_types import ATTACK
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.vocabulary import key

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge

SPOT_RADIUS_KM = 30.0
"""Places of UCDP precision 1 and 2 with a circle up to this radius are spots (a town, a base,
"near the town"; UCDP's second precision is "within about 25 km"), all others are areas."""

UNSPECIFIC_WEAPONS = frozenset(
    {"weapon", "heavy-weapon", "explosive", "projectile", "aircraft-weapon"}
)
"""Words for the effect or the carrier: an "explosion" can be a rocket's. They contradict none."""

Value = TypeVar("Value", bound=Hashable)


class PlaceTie(Enum):
    """How two places stand to each other."""

    SAME = "same place"
    SAME_NAME = "same name"
    WITHIN = "one place within the other"
    TOUCHING = "places that touch"
    OPEN = "open"
    NEIGHBOURS = "neighbouring places"
    OTHER_NAME = "other name"
    APART = "places apart"


class Tie(Enum):
    """How two actors, weapons or types stand to each other."""

    SAME = "same"
    KIN = "kin"
    FAMILY = "family"
    SHARED_WORD = "shared word"
    OPEN = "open"
    OTHER = "other"


def is_spot(place: Place) -> bool:
    """Whether a place is as narrow as a town or a base."""
    return (
        place.precision in (1, 2)
        and place.radius_km is not None
        and place.radius_km <= SPOT_RADIUS_KM
    )


def is_area(place: Place) -> bool:
    """Whether a place is known and wider than a spot."""
    return place.precision is not None and not is_spot(place)


def _is_near(place: Place) -> bool:
    """Whether a place is told by its nearness to another ("near Zikim", "40 km east of Gao")."""
    return place.key is not None and place.key.startswith("near:")


def _is_held(place: Place) -> bool:
    """Whether the circle of a place is that of what holds it (coordinates, and a reason)."""
    return place.lat is not None and place.reason is not None


def wideness(place: Place) -> tuple[int, float]:
    """Sort key of places, the narrowest first. A name that the gazetteer does not know is taken
    for a village, between towns and districts; the same name with what holds it says more."""
    if place.precision is None:
        return (2, SPOT_RADIUS_KM)
    if _is_held(place) and place.precision > 2:
        return (2, SPOT_RADIUS_KM / 2)
    return (place.precision, place.radius_km or 0.0)


class Relations:
    """Relations between values under one body of knowledge; spots up to `neighbours_km` apart are
    neighbours."""

    def __init__(self, knowledge: Knowledge, neighbours_km: float) -> None:
        self.knowledge = knowledge
        self._neighbours_km = neighbours_km
        self._places: dict[tuple[Place, Place], PlaceTie] = {}
        self._attackers: dict[tuple[Mention, Mention], Tie] = {}
        self._weapons: dict[tuple[Weapon, Weapon], Tie] = {}
        self._types: dict[tuple[str, str], Tie] = {}
        self._countries: dict[str, bool] = {}

    def places(self, one: Place, other: Place) -> PlaceTie:
        """Return how two places stand to each other; the same both ways round."""
        return _remembered(self._places, one, other, self._place_tie)

    def actors(self, one: Mention, other: Mention) -> Tie:
        """Return how two attackers or targets stand to each other. Only two known actors can
        be others of one another: an unknown name may be anybody's."""
        return _remembered(self._attackers, one, other, self._actor_tie)

    def weapons(self, one: Weapon, other: Weapon) -> Tie:
        """Return how two weapons stand to each other; OTHER for two known families."""
        return _remembered(self._weapons, one, other, self._weapon_tie)

    def types(self, one: str, other: str) -> Tie:
        """Return how two event types stand to each other."""
        return _remembered(self._types, one, other, self._type_tie)

    def opposed(self, teller: Mention, attacker: Mention) -> tuple[str, str] | None:
        """Return the parties of one who tells of an attack and of the one who is said to have
        attacked; None where either is unknown or they are of one party."""
        if teller.actor is None or attacker.actor is None:
            return None
        party = self.knowledge.actors.party
        told = (party(teller.actor), party(attacker.actor))
        return None if told[0] == told[1] else told

    def parties(self, mentions: Iterable[Mention]) -> dict[str, str]:
        """Return the states and groups whose bodies are named, each with the name; a class of
        people ("gunmen", "villagers") is of none."""
        party = self.knowledge.actors.party
        return {
            party(m.actor): m.name
            for m in mentions
            if m.actor is not None and not m.actor.startswith("any.")
        }

    def names_country(self, word: str) -> bool:
        """Whether a word names a country or what is of it: its name tells no attacks there
        apart."""
        found = self._countries.get(word)
        if found is None:
            gazetteer = self.knowledge.gazetteer
            entries = gazetteer.candidates(word)
            named = any(entry.kind == "country" for entry in entries)
            found = self._countries[word] = named or bool(gazetteer.demonym_countries(word))
        return found

    def contains(self, outer: Place, inner: Place) -> Certainty:
        """Whether what is at `inner` lies in `outer`."""
        return self.knowledge.gazetteer.located_in(inner, outer)

    def _place_tie(self, one: Place, other: Place) -> PlaceTie:
        if _is_held(one) or _is_held(other):
            return self._held_tie(one, other)
        if one.key is not None and one.key == other.key:
            return PlaceTie.SAME
        forth, back = self.contains(other, one), self.contains(one, other)
        known = one.lat is not None and other.lat is not None
        if forth is back is Certainty.SURE:
            return PlaceTie.SAME if known else PlaceTie.SAME_NAME
        if Certainty.SURE in (forth, back):
            if is_spot(one) and is_spot(other) and (_is_near(one) or _is_near(other)):
                return PlaceTie.TOUCHING  # "Near A" is a wide circle, in which other towns lie.
            return PlaceTie.WITHIN if known else PlaceTie.SAME_NAME
        apart_km = _distance_km(one, other)
        if forth is back is Certainty.NO:
            near = apart_km is not None and apart_km <= self._neighbours_km
            if near and is_spot(one) and is_spot(other):
                return PlaceTie.NEIGHBOURS
            return PlaceTie.APART
        if apart_km is None:
            if is_area(one) or is_area(other):
                return PlaceTie.OPEN
            return PlaceTie.SAME_NAME if _is_name_within(one, other) else PlaceTie.OTHER_NAME
        if is_spot(one) and is_spot(other):
            reach_km = max(one.radius_km or 0.0, other.radius_km or 0.0)
            return PlaceTie.TOUCHING if apart_km <= reach_km else PlaceTie.NEIGHBOURS
        return PlaceTie.OPEN

    def _held_tie(self, one: Place, other: Place) -> PlaceTie:
        """Of a place that only its container is known of: what else lies in the container is
        another place, or may be."""
        if key(one.name) == key(other.name):
            return PlaceTie.SAME_NAME
        if _is_held(one) and _is_held(other) and _is_name_within(one, other):
            return PlaceTie.SAME_NAME
        if self.contains(other, one) is self.contains(one, other) is Certainty.NO:
            return PlaceTie.APART
        if _is_held(one) and _is_held(other):
            return PlaceTie.OTHER_NAME
        inner, outer = (one, other) if _is_held(one) else (other, one)
        within = is_area(outer) and self.contains(outer, inner) is Certainty.SURE
        return PlaceTie.WITHIN if within else PlaceTie.OPEN

    def _actor_tie(self, one: Mention, other: Mention) -> Tie:
        if one.actor is not None and one.actor == other.actor:
            return Tie.SAME
        mine, others = key(one.name), key(other.name)
        if one.actor is None or other.actor is None:
            if mine == others:
                return Tie.SAME
            return Tie.SHARED_WORD if set(mine) & set(others) else Tie.OPEN
        matches = self.knowledge.actors.matches
        ways = (matches(one, other), matches(other, one))
        if Certainty.SURE in ways:
            return Tie.KIN
        if Certainty.POSSIBLE in ways:
            return Tie.OPEN
        # Two bodies of one state or group: reports name now the one, now the other.
        party = self.knowledge.actors.same_party(one.actor, other.actor)
        return Tie.OPEN if party else Tie.OTHER

    def _weapon_tie(self, one: Weapon, other: Weapon) -> Tie:
        if one.weapon is not None and one.weapon == other.weapon:
            return Tie.SAME
        matches = self.knowledge.weapons.matches
        ways = (matches(one, other), matches(other, one))
        if Certainty.SURE in ways:
            return Tie.KIN
        if Certainty.POSSIBLE in ways:
            return Tie.OPEN
        ids = (one.weapon, other.weapon)
        if any(i is None or i in UNSPECIFIC_WEAPONS for i in ids):
            return Tie.OPEN
        return Tie.FAMILY if self._family(one) == self._family(other) else Tie.OTHER

    def _family(self, weapon: Weapon) -> str | None:
        current = weapon.weapon
        while current is not None:
            known = self.knowledge.weapons.get(current)
            if known is None or known.parent is None:
                return current
            current = known.parent
        return None

    def _type_tie(self, one: str, other: str) -> Tie:
        if one == other:
            return Tie.SAME
        # One attack is a raid and a shooting as well, and yet two types tell more often of two.
        types = self.knowledge.event_types
        if types.is_a(one, other) or types.is_a(other, one):
            return Tie.KIN
        if ATTACK in (one, other) or types.get(one) is None or types.get(other) is None:
            return Tie.OPEN
        if types.are_of_bombs(one, other):
            return Tie.FAMILY  # "The raid", and "the bombs burned orchards".
        return Tie.FAMILY if self._type_family(one) == self._type_family(other) else Tie.OTHER

    def _type_family(self, event_type: str) -> str:
        """Return the widest kind of an event type below the root: of a killing and a shooting
        "armed assault", under which one report says either."""
        get = self.knowledge.event_types.get
        current, known = event_type, get(event_type)
        while known is not None and known.parent is not None:
            above = get(known.parent)
            if above is None or above.parent is None:
                break
            current, known = above.id, above
        return current


def _is_name_within(one: Place, other: Place) -> bool:
    """Whether the one name is a shorter form of the other: "Aspen Heights" of "the Aspen Heights
    Apartments". A single word is one at the beginning only: "Gate" may be of any gate."""
    shorter, longer = sorted((key(one.name), key(other.name)), key=len)
    if len(shorter) < 2:
        return longer[:1] == shorter
    starts = range(len(longer) - len(shorter) + 1)
    return any(longer[at : at + len(shorter)] == shorter for at in starts)


Relation = TypeVar("Relation")


def _remembered(
    memory: dict[tuple[Value, Value], Relation],
    one: Value,
    other: Value,
    ask: Callable[[Value, Value], Relation],
) -> Relation:
    found = memory.get((one, other))
    if found is None:
        found = ask(one, other)
        memory[one, other] = memory[other, one] = found
    return found


def _distance_km(one: Place, other: Place) -> float | None:
    """Return the distance of two places' centres; None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)
