"""Everything known before reading, loaded once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.knowledge.actors import ActorTable, load_actors
from tallybook.knowledge.event_types import EventTypes, load_event_types
from tallybook.knowledge.weapons import Weapons, load_weapons

if TYPE_CHECKING:
    from tallybook.knowledge.gazetteer import Gazetteer


class Knowledge(Struct, frozen=True):
    """The gazetteer, the actors, the weapons and the event types."""

    gazetteer: Gazetteer
    actors: ActorTable
    weapons: Weapons
    event_types: EventTypes


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Return what is known before reading; the first call of a process reads the data files."""
    from tallybook.knowledge.gazetteer import load_gazetteer

    return Knowledge(load_gazetteer(), load_actors(), load_weapons(), load_event_types())
