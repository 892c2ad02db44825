"""Everything known before reading, loaded once."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tallybook.knowledge.own_tables import NOTHING, VARIABLE, OwnTables, read_own_tables

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable
    from tallybook.knowledge.event_types import EventTypes
    from tallybook.knowledge.gazetteer import Gazetteer
    from tallybook.knowledge.place_offices import PlaceOffices
    from tallybook.knowledge.weapons import Weapons


class Knowledge:
    """The gazetteer, the actors, the weapons and the event types.

    Each is read when it is first asked for: many a question names no weapon and no type. A
    user's `own` tables come first in each.
    """

    def __init__(self, own: OwnTables = NOTHING) -> None:
        self.own = own

    @property
    def mark(self) -> str:
        """What tells answers with these tables from others: "" without tables of one's own."""
        return f"+knowledge={self.own.mark}" if self.own.mark else ""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places: what their names mean and how they lie to each other."""
        from tallybook.knowledge.gazetteer import Gazetteer, load_gazetteer

        return Gazetteer(own=self.own) if self.own.places else load_gazetteer()

    @cached_property
    def actors(self) -> ActorTable:
        """Who attacks, who is attacked and who speaks."""
        from tallybook.knowledge.actor_loading import load_actors

        return load_actors(self.own)

    @cached_property
    def offices(self) -> PlaceOffices:
        """Offices of places, and the bodies that they speak for."""
        from tallybook.knowledge.place_offices import load_place_offices

        return load_place_offices(self.gazetteer)

    @cached_property
    def weapons(self) -> Weapons:
        """The vocabulary of weapons."""
        from tallybook.knowledge.weapons import load_weapons

        return load_weapons(self.own)

    @cached_property
    def event_types(self) -> EventTypes:
        """Kinds of events, and the words that name them."""
        from tallybook.knowledge.event_types import load_event_types

        return load_event_types()


def load_knowledge() -> Knowledge:
    """Return what is known before reading, one for the whole process.

    `$TALLYBOOK_KNOWLEDGE` names a file of the user's own tables; raises KnowledgeError where it
    cannot be used.
    """
    return _knowledge(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=2)
def _knowledge(path: str) -> Knowledge:
    return Knowledge(read_own_tables(path) if path else NOTHING)
