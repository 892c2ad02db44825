"""Everything known before reading, loaded once."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable
    from tallybook.knowledge.event_types import EventTypes
    from tallybook.knowledge.gazetteer import Gazetteer
    from tallybook.knowledge.weapons import Weapons


class Knowledge:
    """The gazetteer, the actors, the weapons and the event types.

    Each is read when it is first asked for: many a question names no weapon and no type.
    """

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places: what their names mean and how they lie to each other."""
        from tallybook.knowledge.gazetteer import load_gazetteer

        return load_gazetteer()

    @cached_property
    def actors(self) -> ActorTable:
        """Who attacks, who is attacked and who speaks."""
        from tallybook.knowledge.actors import load_actors

        return load_actors()

    @cached_property
    def weapons(self) -> Weapons:
        """The vocabulary of weapons."""
        from tallybook.knowledge.weapons import load_weapons

        return load_weapons()

    @cached_property
    def event_types(self) -> EventTypes:
        """Kinds of events, and the words that name them."""
        from tallybook.knowledge.event_types import load_event_types

        return load_event_types()


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Return what is known before reading, one for the whole process."""
    return Knowledge()
