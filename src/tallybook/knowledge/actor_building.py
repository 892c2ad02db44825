"""Actors that no table lists: a state, a body of a state, a class of actors, from their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from tallybook.knowledge.actor_types import (
    Actor,
    ActorKind,
    Country,
    Institution,
    TargetType,
    Tie,
    split_generic,
)

RULE = "constructed by rule; see data/actor_nouns.toml"
"""The source of what is built here."""


class ActorBuilder(Struct, frozen=True):
    """What actors are built from. `get` looks up those that are built upon."""

    countries: Mapping[str, Country]
    institutions: Mapping[str, Institution]
    target_of: Callable[[str], TargetType | None]
    get: Callable[[str], Actor | None]

    def build(self, actor_id: str) -> Actor | None:
        """Return the actor of an id of a state, of a state's body or of a class, or None."""
        generic = split_generic(actor_id)
        if generic is not None:
            return self._generic(actor_id, *generic)
        whole, _, place = actor_id.partition("@")
        if place:
            return self._of_place(actor_id, whole, place)
        code, _, body = actor_id.partition("-")
        country = self.countries.get(code.upper()) if code.islower() else None
        if country is None:
            return None
        return self._body(actor_id, country, body) if body else _state(actor_id, country)

    def _body(self, actor_id: str, country: Country, body: str) -> Actor | None:
        institution = self.institutions.get(body)
        if institution is None:
            return None
        code = country.code.lower()
        return Actor(
            id=actor_id,
            name=f"{institution.name} of {country.names[0]}",
            kind=institution.kind,
            country=country.code,
            part_of=tuple(code if p == "state" else f"{code}-{p}" for p in institution.part_of),
            may_include=tuple(f"{code}-{p}" for p in institution.may_include),
            source=RULE,
        )

    def _of_place(self, actor_id: str, whole: str, place: str) -> Actor | None:
        """Build the body of a town or division, which is part of its state's ("ua-police@kharkiv"):
        see `place_offices`."""
        above = self.get(whole)
        institution = self.institutions.get(whole.partition("-")[2])
        if above is None or institution is None:
            return None
        return Actor(
            id=actor_id,
            name=f"{institution.name} of {place.replace('-', ' ').title()}",
            kind=above.kind,
            country=above.country,
            part_of=(above.id,),
            source=RULE,
        )

    def _generic(
        self, actor_id: str, head: str, owner: str | None, principal: str | None
    ) -> Actor | None:
        """Build a class of actors. A body's own ("a base of the US forces") is part of it;
        what is of a country ("an Iraqi farmer") is not part of the state."""
        above = self.get(owner) if owner else None
        backer = self.get(principal) if principal else None
        if (owner and above is None) or (principal and backer is None):
            return None
        words = head.replace("_", " ")
        institution = self.institutions.get(head)
        target = self.target_of(words)
        kind: ActorKind = "civilians" if target and target.side == "civilian" else "generic"
        name = institution.name if institution else words
        return Actor(
            id=actor_id,
            name=(f"pro-{backer.name} " if backer is not None else "")
            + name
            + (f" of {above.name}" if above else ""),
            kind=kind,
            country=above.country if above else None,
            part_of=(above.id,) if above is not None and above.kind != "state" else (),
            ties=(Tie("backed_by", principal, source="the report's words"),) if principal else (),
            source=RULE,
        )


def _state(actor_id: str, country: Country) -> Actor:
    return Actor(
        id=actor_id,
        name=country.names[0],
        kind="state",
        country=country.code,
        aliases=country.names[1:],
        acronyms=country.acronyms,
        source="data/countries.toml",
    )
