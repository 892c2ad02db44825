"""Questions: what a person asks of the book."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from tallybook.core.claims import Stage

Breakdown = Literal["place", "day", "week", "month", "weapon", "attacker", "voice"]
BREAKDOWNS: tuple[Breakdown, ...] = (
    "place",
    "day",
    "week",
    "month",
    "weapon",
    "attacker",
    "voice",
)


class Question(Struct, frozen=True, kw_only=True):
    """ "How many attacks, on whom, where, when, by whom?", in the asker's own words.

    None or () leaves a filter out. Dates are inclusive. `places` are alternatives. `by` breaks the
    answer down, `across` each row of that once more. `ties` takes
    those whom the actor table ties to the attacker for its own ("backed by", "affiliated with").
    """

    target: str | None = None
    attacker: str | None = None
    weapon: str | None = None
    event_type: str | None = None
    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    stages: tuple[Stage, ...] = ("done", "attempted")
    by: Breakdown | None = None
    across: Breakdown | None = None
    ties: bool = False
