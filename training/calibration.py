"""Probabilities that what is read is right: logistic regressions fitted on held-out reports.

What is right is what the answer keys have: an attack, where a victim, target or type of a template
aligned with it is right; a name, where the aligned template has it in the role; the grammar's words
in a field, where some template of the report has one of its strings in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from evals.muc4_gtt import align, normalise, prepare_keys
from evals.muc4_keys import Key
from evals.reading import read_report
from evals.reliability import DESCRIPTION, right_names
from tallybook.coding.certainty import NAMED_FIELDS
from tallybook.coding.trained.evidence import Evidence, anchors, overlap
from tallybook.coding.trained.incidents import Entity, ReadIncident, Thresholds, read_incidents
from tallybook.coding.trained.labels import ANCHORS, ROLES
from tallybook.coding.trained.spans import FLOOR, Constants
from tallybook.coding.trained.weights import (
    UNFITTED,
    Weights,
    attack_features,
    fill_features,
    told_features,
)
from training.selection import Reading
from training.templates import templates_of

PENALTY = 1.0
"""On the squared weights: a standard normal prior."""

Cases = list[tuple[tuple[float, ...], bool]]


def fit_weights(
    readings: Sequence[Reading], constants: Constants, thresholds: Thresholds
) -> Weights:
    """Return the weights of all regressions."""
    attacks: Cases = []
    fills: dict[int, Cases] = {role: [] for role in range(len(ROLES))}
    for one in readings:
        incidents = read_incidents(one.text, one.spans, one.told, constants, thresholds)
        for incident, key in _aligned(one, incidents):
            words = [_strings(entity, one.text) for entity in incident.entities]
            right = {
                e: key is not None and bool(words[e] & _filled(key, ROLES[entity.role]))
                for e, entity in enumerate(incident.entities)
            }
            anchors = [e for e, x in enumerate(incident.entities) if x.role in ANCHORS]
            told = key is not None and (not anchors or any(right[e] for e in anchors))
            attacks.append((attack_features(incident), told))
            for e, entity in enumerate(incident.entities):
                fills[entity.role].append((fill_features(entity, incident), right[e]))
    network = Weights(
        attack=fit(attacks),
        told=UNFITTED.told,
        fill=tuple(fit(fills[role]) for role in range(len(ROLES))),
        agreed=UNFITTED.agreed,
    )
    cases: dict[str, Cases] = {name: [] for name in ("told", *NAMED_FIELDS)}
    for one in readings:
        incidents = read_incidents(one.text, one.spans, one.told, constants, thresholds)
        for name, features, right in _told(one, incidents, network):
            cases[name].append((features, right))
    return replace(
        network,
        told=fit(cases["told"]),
        agreed={field: fit(cases[field]) for field in NAMED_FIELDS},
    )


def _aligned(
    one: Reading, incidents: Sequence[ReadIncident]
) -> Iterator[tuple[ReadIncident, Key | None]]:
    keys = prepare_keys(one.report.keys, one.report.text)
    pairs = {p.predicted: p.key for p in align(templates_of(one.text, incidents), keys)}
    for n, incident in enumerate(incidents):
        yield incident, keys[pairs[n]] if n in pairs else None


def _strings(entity: Entity, text: str) -> set[str]:
    return {normalise(text[s.start : s.end]) for s in entity.spans}


def _filled(key: Key, role: str) -> set[str]:
    if role == "VictimDescription":
        fills = key.fills.get(DESCRIPTION, ())
        return {normalise(value) for fill in fills for value in fill.values}
    return {normalise(string) for entity in key.roles[role] for string in entity.strings}


def _told(
    one: Reading, incidents: Sequence[ReadIncident], weights: Weights
) -> Iterator[tuple[str, tuple[float, ...], bool]]:
    """Yield the grammar's incident claims ("told") and their names (by field), with what the
    network says of the same words and whether the keys have them."""
    told = float(one.told[:, -1].max()) if len(one.told) else FLOOR
    evidence = Evidence(one.text, tuple(one.spans), tuple(incidents), told, weights)
    for claim in read_report(one.report.text).claims:
        if claim.kind != "incident" or claim.stance in ("denied", "hypothetical"):
            continue
        names = list(right_names(claim, one.report.keys))
        for field, name, right in names:
            yield field, evidence.name_features(claim, field, name), right
        at = [s for field in ("trigger", "targets") for s in claim.spans.get(field, ())]
        read = max(
            (
                weights.attack_p(incident)
                for incident in incidents
                if any(overlap(s, o) for s in anchors(incident) for o in (*at, claim.sentence))
            ),
            default=FLOOR,
        )
        right = any(right for _, _, right in names)
        yield "told", told_features(claim.confidence, read, told), right


def fit(cases: Cases) -> tuple[float, ...]:
    """Return the weights, constant first, with the greatest penalised likelihood."""
    x = np.array([(1.0, *features) for features, _ in cases])
    y = np.array([right for _, right in cases], dtype=float)

    def loss(w: np.ndarray) -> float:
        z = x @ w
        likelihood = np.logaddexp(0, z) - y * z
        return float(likelihood.sum() + PENALTY / 2 * (w[1:] ** 2).sum())

    fitted = minimize(loss, np.zeros(x.shape[1]), method="BFGS")
    return tuple(round(float(w), 4) for w in fitted.x)
