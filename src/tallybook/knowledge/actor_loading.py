"""Reads the actor table from the package's data files and from the user's own."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from tallybook.knowledge.actor_types import Actor, Country, Institution, TargetType
from tallybook.knowledge.actors import ActorTable
from tallybook.knowledge.own_tables import NOTHING, OwnTables
from tallybook.knowledge.vocabulary import read_records, read_table

ACTOR_FILES = (
    "actors_offices.toml",
    "actors_middle_east.toml",
    "actors_africa.toml",
    "actors_asia.toml",
    "actors_europe.toml",
    "actors_americas.toml",
)


def load_actors(own: OwnTables = NOTHING) -> ActorTable:
    """Return the actor table, the user's own actors first and in place of those of their ids.

    Raises KnowledgeError where one of them refers to what is not there.
    """
    nouns = read_table("actor_nouns.toml", dict[str, Any])
    institutions = read_records("actor_nouns.toml", "institution", Institution)
    countries = read_records("countries.toml", "country", Country)
    targets = read_records("target_types.toml", "target", TargetType)
    replaced = {actor.id for actor in own.actors}
    listed = (a for name in ACTOR_FILES for a in read_records(name, "actor", Actor))
    actors = [*own.actors, *(a for a in listed if a.id not in replaced)]
    actors = [_with_aliases(actor, own) for actor in actors]
    table = ActorTable(actors, countries, institutions, targets, nouns, own.aliases)
    for actor in own.actors:
        _check_references(own, actor, table)
    for alias in own.aliases:
        if table.get(alias.actor) is None:
            problem = f"there is no actor {alias.actor!r}; see tallybook lookup actor"
            raise own.error("alias", alias.name, "actor", problem)
    return table


def _with_aliases(actor: Actor, own: OwnTables) -> Actor:
    further = tuple(alias.name for alias in own.aliases if alias.actor == actor.id)
    return structs.replace(actor, aliases=(*actor.aliases, *further)) if further else actor


def _check_references(own: OwnTables, actor: Actor, table: ActorTable) -> None:
    codes = (actor.country,) if actor.country is not None else ()
    for field, listed in (("country", codes), ("active_in", actor.active_in)):
        for code in listed:
            if code not in table.countries:
                problem = f"{code!r} is no ISO 3166 code of a country, as ML is"
                raise own.error("actor", actor.id, field, problem)
    spoken_for = (actor.speaks_for,) if actor.speaks_for is not None else ()
    for field, listed in (
        ("part_of", actor.part_of),
        ("may_include", actor.may_include),
        ("speaks_for", spoken_for),
        ("ties", tuple(tie.actor for tie in actor.ties)),
    ):
        for other in listed:
            if other == actor.id or table.get(other) is None:
                raise own.error("actor", actor.id, field, f"there is no other actor {other!r}")
    if actor.id in _above(actor, table):
        raise own.error("actor", actor.id, "part_of", "the actor would be part of itself")


def _above(actor: Actor, table: ActorTable) -> set[str]:
    """Return the ids of all bodies that an actor is part of, in one step or in many."""
    found: set[str] = set()
    waiting = list(actor.part_of)
    while waiting:
        current = waiting.pop()
        known = table.get(current)
        if current not in found and known is not None:
            found.add(current)
            waiting.extend(known.part_of)
    return found
