"""From spans to entities and incidents.

Anchors (victims and targets) of one type are clustered by how likely each pair is of one incident
(average linkage); perpetrators and weapons join each cluster that they go with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallybook.coding.trained.labels import ANCHORS, INCIDENT_TYPES, ROLES
from tallybook.coding.trained.spans import Constants, ReadSpan, sigmoid


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which something is taken; chosen on the validation part of train. `span`
    has one for each role. `relevant` is asked of the report as a whole."""

    span: tuple[float, ...] = (0.4,) * len(ROLES)
    kind: float = 0.5
    link: float = 0.5
    attach: float = 0.5
    same: float = 0.5
    told: float = 0.5
    relevant: float = 0.0


@dataclass
class Entity:
    """Spans that name one and the same, of one role."""

    spans: list[ReadSpan]

    @property
    def best(self) -> ReadSpan:
        """The likeliest of its spans."""
        return max(self.spans, key=lambda span: span.p)

    @property
    def role(self) -> int:
        return self.spans[0].role

    def mean(self, field: str) -> np.ndarray:
        """Return the mean of a field over the spans, weighted by how likely each is."""
        weights = np.array([span.p for span in self.spans])
        values = np.stack([getattr(span, field) for span in self.spans])
        mean: np.ndarray = (weights[:, None] * values).sum(0) / weights.sum()
        return mean


@dataclass(frozen=True)
class ReadIncident:
    """One incident as the network reads it: its type (an index of INCIDENT_TYPES) and how likely
    the type is, probabilities of the stages, its entities, and how likely the report is to tell an
    incident at all. Without entities it is only known that the report tells of one."""

    kind: int
    kind_p: float
    stages: np.ndarray
    entities: tuple[Entity, ...]
    told: float


def read_incidents(
    text: str,
    spans: Sequence[ReadSpan],
    told: np.ndarray,
    constants: Constants,
    thresholds: Thresholds,
) -> list[ReadIncident]:
    """Return the incidents of a report from its spans; `told`, [windows, types + 1], is how likely
    each window is to tell an incident of a type, and any at all."""
    if not len(told) or told[:, -1].max() < thresholds.relevant:
        return []
    relevant = float(told[:, -1].max())
    entities = _entities(text, [s for s in spans if s.p >= thresholds.span[s.role]], thresholds)
    links = _links(entities, constants)
    types = [entity.mean("types") for entity in entities]
    found: list[ReadIncident] = []
    for kind in range(len(INCIDENT_TYPES)):
        mine = [
            n
            for n, likely in enumerate(types)
            if likely[kind] >= thresholds.kind or likely.argmax() == kind
        ]
        for group in _groups(mine, entities, links, thresholds):
            stages = np.mean([entities[n].mean("stages") for n in group], axis=0)
            likely = float(max(types[n][kind] for n in group))
            own = tuple(entities[n] for n in group)
            found.append(ReadIncident(kind, likely, stages, own, relevant))
    by_type = told[:, :-1].max(axis=0)
    if not found and by_type.max() >= thresholds.told:
        kind = int(by_type.argmax())
        stages = np.array([1.0, 0.0, 0.0])
        found.append(ReadIncident(kind, float(by_type[kind]), stages, (), relevant))
    return found


def _entities(text: str, spans: Sequence[ReadSpan], thresholds: Thresholds) -> list[Entity]:
    """Spans of a role with the same words, or that the network holds to be the same."""
    entities: list[tuple[set[str], Entity]] = []
    for span in spans:
        words = " ".join(text[span.start : span.end].lower().split())
        home = next(
            (
                one
                for one in entities
                if one[1].role == span.role
                and (words in one[0] or _is_same(span, one[1], thresholds.same))
            ),
            None,
        )
        if home is None:
            entities.append(({words}, Entity([span])))
        else:
            home[0].add(words)
            home[1].spans.append(span)
    return [entity for _, entity in entities]


def _is_same(span: ReadSpan, entity: Entity, threshold: float) -> bool:
    scores = [span.same @ other.same / len(other.same) ** 0.5 for other in entity.spans]
    return bool(sigmoid(np.array(max(scores))) >= threshold)


def _links(entities: Sequence[Entity], constants: Constants) -> np.ndarray:
    """Return how likely each pair of entities is of one incident: as their likeliest spans."""
    owners = [n for n, entity in enumerate(entities) for _ in entity.spans]
    spans = [span for entity in entities for span in entity.spans]
    links = np.zeros((len(entities), len(entities)))
    if not spans:
        return links
    vectors = np.stack([span.link for span in spans])
    at = np.array([span.at for span in spans])
    roles = np.array([span.role for span in spans])
    far = np.log2(np.abs(at[:, None] - at[None, :]).clip(1)) - 2
    bucket = far.clip(0, len(constants.link_far) - 1).astype(int)
    both = constants.link_roles + constants.link_roles.T
    near = vectors @ vectors.T / vectors.shape[1] ** 0.5
    likely = sigmoid(near + both[roles[:, None], roles[None, :]] + constants.link_far[bucket])
    rows, columns = np.meshgrid(owners, owners, indexing="ij")
    np.maximum.at(links, (rows, columns), likely)
    return links


def _groups(
    mine: Sequence[int], entities: Sequence[Entity], links: np.ndarray, thresholds: Thresholds
) -> list[list[int]]:
    anchors = [n for n in mine if entities[n].role in ANCHORS]
    others = [n for n in mine if entities[n].role not in ANCHORS]
    if not anchors:
        return _clustered(others, links, thresholds.link)
    groups = _clustered(anchors, links, thresholds.link)
    members = [list(group) for group in groups]
    for n in others:
        likely = [float(np.mean(links[n, group])) for group in groups]
        joined = [k for k, value in enumerate(likely) if value >= thresholds.attach]
        for k in joined or [int(np.argmax(likely))]:
            members[k].append(n)
    return members


def _clustered(items: Sequence[int], links: np.ndarray, threshold: float) -> list[list[int]]:
    groups = [[n] for n in items]
    while len(groups) > 1:
        pairs = [
            (float(np.mean(links[np.ix_(groups[a], groups[b])])), a, b)
            for a in range(len(groups))
            for b in range(a + 1, len(groups))
        ]
        best, a, b = max(pairs)
        if best < threshold:
            break
        groups[a] += groups.pop(b)
    return groups
