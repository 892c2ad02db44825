"""How likely what the grammar reads is to be right, of each attack and of each name in it.

Logistic regressions on plain facts about a claim (Platt 1999), so that a reviewer can begin with
what is least sure. The weights stand in `data/certainty.json`; `training/certainty.py` fits them on
reports with answer keys and writes that file, and docs/models.md says how well they hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.values import Mention, Weapon

NAMED_FIELDS = ("attackers", "targets", "weapons")

SEIZURES = frozenset({"capture", "raid"})
"""Event types that are told of police and armies as well, of what they do by law."""


class Certainty(Struct, frozen=True):
    """The file of the weights: on what they were fitted, and the weights of the facts about an
    attack ("attack") and about a name in each field."""

    source: str
    weights: dict[str, dict[str, float]]


def attack_facts(claim: Claim) -> dict[str, float]:
    """Return what speaks for or against an attack being read rightly: what its own words tell of
    it, how the report stands to it, how often and how early it tells it."""
    own = {
        name: float(bool(getattr(claim, name)) and name not in claim.inferred)
        for name in ("places", "when", *NAMED_FIELDS)
    }
    return {
        "constant": 1.0,
        **own,
        "toll": float(claim.killed is not None or claim.injured is not None),
        "repeats": math.log1p(len(claim.repeats)),
        "other version": float(bool(claim.about)),
        "doubted": float(claim.stance not in ("asserted", "claimed")),
        "not done": float(claim.stage != "done"),
        "background": float(claim.background),
        "battle": float(claim.event_type == "battle"),
        "seizure": float(claim.event_type in SEIZURES),
        "early": 1 / (1 + claim.sentence.start / 1000),
    }


def name_facts(
    claim: Claim, field: str, value: Mention | Weapon, attack: float
) -> dict[str, float]:
    """Return what speaks for or against a name in a field of an attack that is so likely."""
    known = value.actor if isinstance(value, Mention) else value.weapon
    values = getattr(claim, field)
    return {
        "constant": 1.0,
        "attack": math.log(attack / (1 - attack)),
        "inferred": float(field in claim.inferred),
        "known": float(known is not None),
        "later": math.log1p(values.index(value)),
        "words": math.log(len(value.name.split())),
        "toll": float(claim.killed is not None or claim.injured is not None),
        "repeats": math.log1p(len(claim.repeats)),
    }


def probability(weights: Mapping[str, float], facts: Mapping[str, float]) -> float:
    """Return the probability of a regression, between 1 and 99 in 100."""
    odds = sum(weights[name] * value for name, value in facts.items())
    return min(max(1 / (1 + math.exp(-odds)), 0.01), 0.99)


def with_certainty(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each attack with how likely it and its names are to be right."""
    return [_judged(claim) if claim.kind == "incident" else claim for claim in claims]


def _judged(claim: Claim) -> Claim:
    weights = load_certainty().weights
    attack = probability(weights["attack"], attack_facts(claim))
    names = {
        field: {
            value.name: round(
                probability(weights[field], name_facts(claim, field, value, attack)), 2
            )
            for value in getattr(claim, field)
        }
        for field in NAMED_FIELDS
    }
    return replace(
        claim,
        confidence=round(attack, 2),
        confidences={field: found for field, found in names.items() if found},
    )


@cache
def load_certainty() -> Certainty:
    """Return the weights that are shipped."""
    data = files("tallybook.coding").joinpath("data/certainty.json").read_bytes()
    return msgspec.json.decode(data, type=Certainty)
