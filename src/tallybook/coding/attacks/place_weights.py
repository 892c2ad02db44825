"""How likely an attack happened at a place that its sentence names, and which places it keeps.

The odds are a sum of what each piece of evidence is worth (logistic regression). The weights were
fitted by `training.place_weights` on sentences of event-location (Halterman 2019, "Geolocating
Political Events in Text"; MIT), of the half that `make eval` does not score; docs/models.md has
the card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from tallybook.coding.attacks.place_evidence import SentencePlaces, evidence
from tallybook.coding.places.mention import PlaceMention
from tallybook.core.values import COUNTRY_PRECISION

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame


class PlaceWeights(Struct, frozen=True, kw_only=True):
    """What each piece of evidence is worth in log odds, beside the `prior` that all places have.

    The likeliest place is taken from `from_odds` on where grammar proposes it. `source` says on
    what all were fitted.
    """

    source: str
    prior: float
    from_odds: float
    weights: dict[str, float]

    def odds(self, found: dict[str, float]) -> float:
        """Return the log odds that an attack happened at a place with this evidence."""
        return self.prior + sum(self.weights.get(name, 0.0) * v for name, v in found.items())


@cache
def place_weights() -> PlaceWeights:
    """Return the fitted weights."""
    data = files("tallybook.coding.attacks").joinpath("place_weights.json").read_bytes()
    return msgspec.json.decode(data, type=PlaceWeights)


LIKELY = 0.0
"""A second place, and one that grammar does not propose, is an attack's where it is likelier than
not."""


class Candidate(Struct, frozen=True):
    """A place of a sentence beside a frame: whether grammar proposes it, the evidence, and where
    the places start that are listed with it or are of its chain ("Kirkuk, Iraq")."""

    place: PlaceMention
    proposed: bool
    evidence: dict[str, float]
    mates: frozenset[int]


def candidates(scene: SentencePlaces, frame: Frame) -> list[Candidate]:
    """Return the places of a sentence that grammar does not set aside, with what speaks for and
    against each."""
    return [
        Candidate(
            place,
            scene.relation(frame, place) is not None,
            evidence(scene, frame, place),
            frozenset(
                other.start
                for other in scene.places
                if other is not place
                and (
                    _of_one_chain(place, other)
                    or scene.listed(place, other)
                    or (scene.relation(frame, other) is not None and _has_border(place, other))
                )
            ),
        )
        for place in scene.places
        if not scene.is_aside(place)
    ]


def chosen(told: Sequence[Candidate], weights: PlaceWeights) -> list[PlaceMention]:
    """Return where an attack happened, in the order of the text: the likeliest place with its
    mates, and what else grammar proposes that is likelier than not."""
    odds = [weights.odds(one.evidence) for one in told]
    enough = [
        n
        for n, one in enumerate(told)
        if odds[n] >= (weights.from_odds if one.proposed else LIKELY)
    ]
    best = max(enough, key=lambda n: (odds[n], -n), default=None)
    if best is None:
        return []
    mates = told[best].mates
    return [
        one.place
        for n, one in enumerate(told)
        if n == best or (one.proposed and odds[n] >= LIKELY) or one.place.start in mates
    ]


def _has_border(country: PlaceMention, border: PlaceMention) -> bool:
    """ "In Iraq near the border with Syria": what happened at a country's border and in the country
    happened on its side of the border."""
    said = (
        country.place.precision == COUNTRY_PRECISION
        and country.place.country == border.place.country
    )
    return said and "|place:border-" in (border.place.key or "")


def _of_one_chain(one: PlaceMention, other: PlaceMention) -> bool:
    return one.start < other.start < one.chain_end or other.start < one.start < other.chain_end
