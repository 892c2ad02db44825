"""How likely it is that what was read is right: logistic regressions on the network's own scores
(Platt 1999), fitted on reports held out of its training (`training/calibration.py`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tallybook.coding.trained.incidents import Entity, ReadIncident
from tallybook.coding.trained.labels import ANCHORS, ROLES
from tallybook.coding.trained.spans import FLOOR


@dataclass(frozen=True)
class Weights:
    """Weights of the regressions, the constant first.

    `attack`: of an incident as read, on `attack_features`. `told`: of an attack that the grammar
    tells, on `told_features`. `fill`: for each role, of a name that only the network gives, on
    `fill_features`. `agreed`: for each field of a claim, of a name that the grammar gives, on
    `agreed_features`.
    """

    attack: tuple[float, ...]
    told: tuple[float, ...]
    fill: tuple[tuple[float, ...], ...]
    agreed: dict[str, tuple[float, ...]]

    def attack_p(self, incident: ReadIncident) -> float:
        """Return how likely the report is to tell of this attack, by the network alone."""
        return logistic(self.attack, attack_features(incident))

    def fill_p(self, entity: Entity, incident: ReadIncident) -> float:
        """Return how likely an entity is to have its role in its attack."""
        return logistic(self.fill[entity.role], fill_features(entity, incident))


def attack_features(incident: ReadIncident) -> tuple[float, ...]:
    """Its type, its likeliest victim or target, the report as a whole, how many name its parts."""
    anchors = [e.best.p for e in incident.entities if e.role in ANCHORS]
    spans = sum(len(e.spans) for e in incident.entities)
    return (
        logit(incident.kind_p),
        logit(max(anchors, default=FLOOR)),
        logit(incident.told),
        math.log1p(spans),
    )


def told_features(grammar: float, read: float, told: float) -> tuple[float, ...]:
    """How likely the grammar by itself holds the attack to be; how likely it is as read (`FLOOR`
    where the network reads none there); how likely the report is to tell of any."""
    return (logit(grammar), logit(read), logit(told))


def fill_features(entity: Entity, incident: ReadIncident) -> tuple[float, ...]:
    """Its likeliest span, how often it is named, and the report as a whole."""
    return (logit(entity.best.p), math.log1p(len(entity.spans)), logit(incident.told))


def agreed_features(grammar: float, read: float, told: float) -> tuple[float, ...]:
    """How likely the grammar by itself holds the name to be; how likely the network holds the words
    to be of the role (`FLOOR` where it does not), and the report to tell of an attack."""
    return (logit(grammar), logit(read), logit(told))


def logit(p: float) -> float:
    """Return the log odds of a probability, at most 4.6 (99 in 100) either way."""
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1 - p))


def logistic(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the probability of a regression; `weights` has the constant before the features'."""
    constant, *rest = weights
    return 1 / (1 + math.exp(-(constant + sum(w * f for w, f in zip(rest, features, strict=True)))))


UNFITTED = Weights(
    attack=(0.0, 0.3, 0.4, 0.3, 0.0),
    told=(0.0, 0.5, 0.5, 0.0),
    fill=((0.0, 1.0, 0.0, 0.0),) * len(ROLES),
    agreed=dict.fromkeys(("attackers", "targets", "weapons"), (0.0, 1.0, 0.0, 0.0)),
)
"""Weights to start from, before any are fitted."""
