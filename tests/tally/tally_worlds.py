"""Small worlds for tests of the tally: knowledge by path ("iraq/anbar" lies in "iraq"), and
builders of claims, incidents and material that leave out what a test does not care about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.tallies import Tally
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.errors import QuestionError
from tallybook.tally import DocumentFacts, Material, Policy, answer

PUBLISHED = date(2023, 11, 1)


def by_path(inner: str, outer: str) -> Certainty:
    if inner == outer or inner.startswith(outer + "/"):
        return Certainty.SURE
    vague = outer.startswith(inner + "/") or "?" in inner or "?" in outer
    return Certainty.POSSIBLE if vague else Certainty.NO


def place(name: str) -> Place:
    """A place by its path, which begins with its country; one with "?" in it may be in any."""
    return Place(name=name, country=None if "?" in name else name.partition("/")[0])


class PathPlaces:
    def located_in(self, inner: Place, outer: Place) -> Certainty:
        return by_path(inner.name, outer.name)

    def question_places(self, name: str) -> Place:
        if name == "nowhere":
            raise QuestionError("no such place: nowhere")
        return place(name)


class PathActors:
    def matches(self, mention: Mention, query: Mention) -> Certainty:
        return by_path(mention.name, query.name)

    def query(self, text: str) -> Mention:
        return Mention(text)

    def spelt_nearly(self, unknown: str) -> tuple[str, ...]:
        return ()

    def is_target_side(self, voice: Mention, target: Mention) -> bool:
        return voice.actor == "us"

    def is_authority(self, name: str) -> bool:
        return name.startswith("police")

    def target_kind(self, name: str) -> None:
        """These worlds have no types of target either."""

    @property
    def targets(self) -> dict[str, object]:
        return {}

    def of(self, mention: Mention) -> None:
        """These worlds have no table of actors: no name stands for a state's body."""


class PathWeapons:
    def matches(self, weapon: Weapon, query: Weapon) -> Certainty:
        return by_path(weapon.name, query.name)

    def query(self, text: str) -> Weapon:
        return Weapon(text)

    def spelt_nearly(self, unknown: str) -> tuple[str, ...]:
        return ()


class PathTypes:
    def matches(self, identifier: str, query: str) -> Certainty:
        return by_path(identifier, query)

    def query(self, text: str) -> str:
        return text


class PathKnowledge:
    mark = ""
    gazetteer = PathPlaces()
    actors = PathActors()
    weapons = PathWeapons()
    event_types = PathTypes()


KNOWLEDGE: Any = PathKnowledge()


def moment(*days: str | None, extent: str = "throughout") -> Moment:
    """One day, or a range, of October 2023 where a day is given as two digits."""
    full = [d if d is None or len(d) > 2 else f"2023-10-{d}" for d in days]
    return Moment(full[0], full[-1], extent, "")  # type: ignore[arg-type]


WEEK, TWENTIETH = moment("17", "24"), moment("20")


def count(
    identifier: str,
    low: int,
    high: int | None,
    *,
    places: Sequence[str] = ("iraq",),
    when: Moment | None = WEEK,
    voice: str = "police",
    document: str | None = None,
    targets: Sequence[str] = (),
    attackers: Sequence[str] = (),
    weapons: Sequence[str] = (),
    **more: Any,
) -> Claim:
    words = f"{low} to {high} attacks"
    return Claim(
        id=identifier,
        document=document or f"doc-{identifier}",
        kind="count",
        sentence=Span(0, len(words), words),
        count=Count(low, high, words),
        places=tuple(map(place, places)),
        when=when,
        voices=(Mention(voice, "us" if voice == "us" else None),),
        targets=tuple(Mention(name) for name in targets),
        attackers=tuple(Mention(name) for name in attackers),
        weapons=tuple(Weapon(name) for name in weapons),
        **more,
    )


def incident(
    identifier: str,
    *,
    places: Sequence[str] = ("iraq",),
    when: Moment | None = TWENTIETH,
    targets: Sequence[str] = (),
    weapons: Sequence[str] = (),
    attackers: Sequence[str] = (),
    standard: Any = "confirmed",
    stage: Any = "done",
    **more: Any,
) -> Incident:
    return Incident(
        id=identifier,
        anchor=identifier,
        claims=more.pop("claims", (f"claim-{identifier}",)),
        places=tuple(map(place, places)),
        when=when,
        targets=tuple(Mention(name) for name in targets),
        weapons=tuple(Weapon(name) for name in weapons),
        attackers=tuple(Mention(name) for name in attackers),
        standard=standard,
        stage=stage,
        **more,
    )


def material(
    *records: Claim | Incident,
    published: dict[str, date | None] | None = None,
    origins: dict[str, str] | None = None,
    version: int = 1,
) -> Material:
    """A book of these records; documents appeared on 1 November 2023 unless `published` says."""
    claims = {r.id: r for r in records if isinstance(r, Claim)}
    documents = {
        claim.document: DocumentFacts(
            publisher="The Paper",
            published=(published or {}).get(claim.document, PUBLISHED),
            source=claim.document,
        )
        for claim in claims.values()
    }
    return Material(
        incidents=[r for r in records if isinstance(r, Incident)],
        claims=claims,
        origins={c: Origin(c, o, "") for c, o in (origins or {}).items()},
        documents=documents,
        version=version,
    )


def ask(
    *records: Claim | Incident,
    question: Question | None = None,
    policy: Policy | None = None,
    **more: Any,
) -> Tally:
    asked = question or IRAQ
    return answer(asked, material(*records, **more), KNOWLEDGE, policy=policy or Policy())


def bounds(tally: Tally, standard: str = "claimed") -> tuple[int, int | None]:
    found = getattr(tally.bounds, standard)
    return found.lower, found.upper


def keys(rows: Iterable[Any]) -> dict[str, tuple[int, int | None]]:
    return {row.key: (row.bounds.claimed.lower, row.bounds.claimed.upper) for row in rows}


IRAQ = Question(places=("iraq",), since=date(2023, 10, 17), until=date(2023, 10, 24))
BOTH = Question(places=("iraq", "syria"), since=date(2023, 10, 17), until=date(2023, 10, 24))
EVERYTHING = Question()
