"""What is known before reading, seen from one report.

"The army" in a report about Mali is Mali's: names that the world has many of are resolved in
the countries that the report speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tallybook.core.certainty import Certainty

if TYPE_CHECKING:
    from tallybook.core.values import Mention, Place
    from tallybook.knowledge.actor_types import Actor, ActorHit, AttackerClass
    from tallybook.knowledge.actors import ActorTable
    from tallybook.knowledge.event_types import EventTypes
    from tallybook.knowledge.gazetteer import Gazetteer
    from tallybook.knowledge.loading import Knowledge
    from tallybook.knowledge.place_offices import PlaceOffices
    from tallybook.knowledge.weapons import Weapons


@dataclass(frozen=True, slots=True)
class LocalActors:
    """The actor table with a report's countries, the most spoken of first, and the offices of
    places."""

    table: ActorTable
    countries: tuple[str, ...]
    offices: PlaceOffices
    _found: dict[str, Actor | None] = field(default_factory=dict, compare=False)

    def find(self, name: str) -> Actor | None:
        """Return the actor that a name stands for. In capitals the case of a word tells nothing, so
        that a common noun is one there as well ("FAST-FOOD RESTAURANT")."""
        if name not in self._found:
            found = self.table.find(name, countries=self.countries)
            if found is None and name.isupper() and " " in name and " OF " not in name:
                found = self.table.find(name.lower(), countries=self.countries)
            self._found[name] = found
        return self._found[name]

    def speaker(self, name: str) -> Actor | None:
        """Return the body that a speaker's name tells: the actor of that name, or that whose office
        in a place it names."""
        known = self.find(name)
        if known is not None and not known.id.startswith("any."):
            return known
        office = self.offices.find(name, self.countries)
        return known if office is None else self.table.get(office)

    def scan(self, words: Sequence[str]) -> list[ActorHit]:
        return self.table.scan(words, countries=self.countries)

    def get(self, actor_id: str) -> Actor | None:
        return self.table.get(actor_id)

    def of_hit(self, hit: ActorHit | None) -> Actor | None:
        """Return the actor that words name; None where they name none."""
        return None if hit is None else self.table.get(hit.actor_id)

    def may_be(self, one: Mention, other: Mention) -> bool:
        """Whether what is said of the one may be said of the other."""
        known = one.actor is not None and other.actor is not None
        if known and self.table.same_party(one.actor or "", other.actor or ""):
            return True
        ways = (self.table.matches(one, other), self.table.matches(other, one))
        return any(way is not Certainty.NO for way in ways)

    def same_party(self, one: str, other: str) -> bool:
        return self.table.same_party(one, other)

    def is_authority(self, name: str) -> bool:
        return self.table.is_authority(name)

    def generic_kind(self, lemma: str) -> AttackerClass | None:
        return self.table.generic_kind(lemma)

    def target_kind(self, lemma: str) -> str | None:
        return self.table.target_kind(lemma)

    def is_thing(self, lemma: str) -> bool:
        """Whether a noun names a building, a vehicle or another thing that attacks are on."""
        kind = self.table.targets.get(self.table.target_kind(lemma) or "")
        return kind is not None and kind.nature == "object"


class Home(NamedTuple):
    """A town in which an attack is inferred to be that a report gives no place, and the rule."""

    town: Place
    rule: str


@dataclass(frozen=True, slots=True)
class LocalKnowledge:
    """Knowledge for reading one report; `police_of` is the town whose police it speaks of, `homes`
    are the towns that it may be at home in, the likeliest first, `attacked` is the one country in
    which it tells of attacks, and `setting` the division or country in which what it names lies,
    where no gazetteer knows it."""

    gazetteer: Gazetteer
    actors: LocalActors
    weapons: Weapons
    event_types: EventTypes
    countries: tuple[str, ...]
    police_of: Place | None = None
    homes: tuple[Home, ...] = ()
    attacked: str | None = None
    setting: Place | None = None

    def lie_apart(self, one: Place, other: Place) -> bool:
        """Whether surely neither place lies in the other, by the gazetteer."""
        located_in = self.gazetteer.located_in
        return located_in(one, other) is Certainty.NO and located_in(other, one) is Certainty.NO


def localise(
    knowledge: Knowledge, countries: Sequence[str], police_of: Place | None = None
) -> LocalKnowledge:
    """Return what is known, for a report that speaks of these countries and that town's police."""
    countries = tuple(countries)
    return LocalKnowledge(
        knowledge.gazetteer,
        LocalActors(knowledge.actors, countries, knowledge.offices),
        knowledge.weapons,
        knowledge.event_types,
        countries,
        police_of,
    )
