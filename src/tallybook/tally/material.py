"""What a tally is made from: the book's records, what is known of the world, and the policy.

The tally opens no book. The workflow hands it a `Material`, so that an answer is a function of
records alone and the same records in any order give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident, Outlined
from tallybook.core.origins import Origin
from tallybook.core.values import Mention, Place, Weapon
from tallybook.knowledge.actor_types import TiedActor


class DocumentFacts(Struct, frozen=True):
    """What the tally asks of a document. `published` is the day on which it appeared, `as_of` the
    one as of which it tells, later where it was changed; `headline_end` is where its headline ends
    in the text, 0 without one."""

    publisher: str | None
    published: date | None
    source: str
    headline_end: int = 0
    as_of: date | None = None


class Told(Struct, frozen=True):
    """A claim, and the day as of which its report tells, if known."""

    claim: Claim
    as_of: date | None


class MoreIncidents(Protocol):
    """The incidents of a book that are not at hand. That one may be the same as another is said
    of both (`Incident.unsure`)."""

    def between(self, first: int, last: int, country: str | None, /) -> Iterable[Outlined]:
        """Return at least those that may lie in the days of [first, last], as ordinals, and in a
        country (None: in any)."""

    def named(self, identifiers: Sequence[str], /) -> Iterable[Outlined]:
        """Return those of these ids."""

    def whole(self, identifiers: Sequence[str], /) -> Iterable[Incident]:
        """Return those of these ids, in this order, with all that is known of them."""

    def on_claims(self, claims: Sequence[str], /) -> Iterable[Outlined]:
        """Return those that rest on any of these claims."""

    def reported(self, incident: Outlined, /) -> date | None:
        """Return the first day on which an incident without a last day was reported, if known."""

    def told(self, claims: Sequence[str], /) -> Iterable[Told]:
        """Return claims by their ids, with the days of their reports."""


class Material(Struct, frozen=True, kw_only=True):
    """The records of a book at one version.

    `incidents` are those at hand; where that is not all, `more` are the others. `claims` holds at
    least the count claims. With the claims that incidents at hand rest on as well, a breakdown by
    voice covers incidents too, and an undated incident is no later than its report. `supposed` says
    of incidents at hand that they lie in the question or do not, whatever their records leave open.
    """

    incidents: Sequence[Incident] = ()
    more: MoreIncidents | None = None
    claims: Mapping[str, Claim]
    origins: Mapping[str, Origin]
    documents: Mapping[str, DocumentFacts]
    version: int
    supposed: Mapping[str, bool] = {}

    def whole(self, incidents: Sequence[Outlined]) -> Iterable[Incident]:
        """Return incidents with all that is known of them."""
        if self.more is not None:
            return self.more.whole([incident.id for incident in incidents])
        return [incident for incident in incidents if isinstance(incident, Incident)]

    def told(self, claims: Sequence[str]) -> list[Told]:
        """Return the claims of an incident at hand, with the days of their reports; those that the
        book does not hold are left out."""
        if self.more is not None:
            return list(self.more.told(claims))
        held = (self.claims[identifier] for identifier in claims if identifier in self.claims)
        return [Told(claim, self._as_of(claim)) for claim in held]

    def _as_of(self, claim: Claim) -> date | None:
        facts = self.documents.get(claim.document)
        return None if facts is None else facts.as_of or facts.published


class Policy(Struct, frozen=True, kw_only=True):
    """How hard to try. Past a limit the bounds stay valid and are marked as not tight.

    `atoms` limits the cells that one component of the question may be cut into, `counts` the counts
    that may bear on it for it to be taken apart at all, `figures` those outside of it that may join
    because they decide a count inside, `seconds`
    the time of one solver call, `total` the processor time of all of a scope at one standard, and
    `sides` the ways out of contradictions that are compared. `rows` limits the rows of a breakdown.
    """

    name: str = "bounds"
    version: int = 1
    atoms: int = 4096
    counts: int = 20_000
    figures: int = 200
    seconds: float = 2.0
    total: float = 10.0
    sides: int = 32
    rows: int = 750

    def __str__(self) -> str:
        changed = [
            f"{field}={getattr(self, field)}"
            for field in ("atoms", "counts", "figures", "seconds", "total", "sides", "rows")
            if getattr(self, field) != getattr(DEFAULT, field)
        ]
        return "+".join([f"{self.name}.v{self.version}", *changed])


DEFAULT = Policy()


class Places(Protocol):
    """The gazetteer, as the tally uses it."""

    def located_in(self, inner: Place, outer: Place, /) -> Certainty: ...

    def question_places(self, name: str, /) -> Place: ...


class Actors(Protocol):
    """The actor table, as the tally uses it."""

    def matches(self, mention: Mention, query: Mention, /) -> Certainty: ...

    def query(self, text: str, /) -> Mention: ...

    def spelt_nearly(self, unknown: str, /) -> tuple[str, ...]: ...

    def tied_to(self, query: Mention, years: tuple[int, int], /) -> tuple[TiedActor, ...]: ...


class Weapons(Protocol):
    """The weapon vocabulary, as the tally uses it."""

    def matches(self, weapon: Weapon, query: Weapon, /) -> Certainty: ...

    def query(self, text: str, /) -> Weapon: ...

    def spelt_nearly(self, unknown: str, /) -> tuple[str, ...]: ...


class EventTypes(Protocol):
    """The event types, as the tally uses them."""

    def matches(self, identifier: str, query: str, /) -> Certainty: ...

    def query(self, text: str, /) -> str: ...


class Known(Protocol):
    """What is known of the world. Each `matches` says whether what the first names is, or lies
    in, what the second names; `query` and `question_places` raise QuestionError."""

    @property
    def gazetteer(self) -> Places: ...

    @property
    def actors(self) -> Actors: ...

    @property
    def weapons(self) -> Weapons: ...

    @property
    def event_types(self) -> EventTypes: ...
