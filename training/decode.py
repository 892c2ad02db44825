"""From what the network gives to templates: spans, entities, incidents.

Victims and targets anchor incidents: an attack is told by whom or what it was on, while one
perpetrator or weapon may be of several. Anchors of one type are clustered by how likely each pair
is of one incident (average linkage); perpetrators and weapons join each cluster that they go with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.templates import Template
from training.annotations import CONFIDENCES, INCIDENT_TYPES, ROLES, STAGES
from training.windows import OVERLAP, Window

Outputs = Mapping[str, np.ndarray]
"""What the network gives for one window, [pieces, …]; `told` is [types + 1]."""

ANCHORS = frozenset(ROLES.index(role) for role in ("Target", "Victim", "VictimDescription"))
FLOOR = 0.05
"""Spans less likely than this are not looked at."""

_TYPES, _STAGES = len(INCIDENT_TYPES), len(STAGES)


@dataclass(frozen=True)
class Constants:
    """Parameters of the network that belong to spans and pairs, not to pieces."""

    width: np.ndarray
    bias: np.ndarray
    link_roles: np.ndarray
    link_far: np.ndarray


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which something is taken; chosen on the validation part of train."""

    span: float = 0.4
    kind: float = 0.5
    link: float = 0.5
    attach: float = 0.5
    same: float = 0.5
    told: float = 0.5


@dataclass(frozen=True)
class Mention:
    """A span of a role, half-open in code points, with what the network says of it; `at` is its
    first piece, counted through the report."""

    start: int
    end: int
    role: int
    p: float
    types: np.ndarray
    stages: np.ndarray
    confidences: np.ndarray
    link: np.ndarray
    same: np.ndarray
    at: int


@dataclass
class Cluster:
    """Mentions that name one and the same, of one role."""

    mentions: list[Mention]

    @property
    def best(self) -> Mention:
        return max(self.mentions, key=lambda m: m.p)

    @property
    def role(self) -> int:
        return self.mentions[0].role

    def mean(self, field: str) -> np.ndarray:
        """Return the mean of a field over the mentions, weighted by how likely each is."""
        weights = np.array([m.p for m in self.mentions])
        values = np.stack([getattr(m, field) for m in self.mentions])
        mean: np.ndarray = (weights[:, None] * values).sum(0) / weights.sum()
        return mean


def read_mentions(
    windows: Sequence[Window], outputs: Sequence[Outputs], constants: Constants
) -> list[Mention]:
    """Return the likeliest spans of each role, none over another of its role."""
    found: list[Mention] = []
    base = 0
    for number, (window, out) in enumerate(zip(windows, outputs, strict=True)):
        pieces = len(window.ids)
        low = 0 if number == 0 else OVERLAP // 2
        high = pieces if number == len(windows) - 1 else pieces - OVERLAP // 2
        for role in range(len(ROLES)):
            for first, last, p in _spans(window, out, role, constants):
                if low <= (first + last) / 2 < high:
                    found.append(_mention(window, out, role, first, last, p, base))
        base += pieces - OVERLAP - 2
    return found


def _spans(
    window: Window, out: Outputs, role: int, constants: Constants
) -> list[tuple[int, int, float]]:
    roles, width = constants.width.shape
    pieces = len(window.ids)
    edge = out["edge"].reshape(pieces, 2, roles)[:, :, role]
    query = out["query"].reshape(pieces, roles, -1)[:, role]
    key = out["key"].reshape(pieces, roles, -1)[:, role]
    scores = query @ key.T / query.shape[1] ** 0.5 + edge[:, 0][:, None] + edge[:, 1][None, :]
    first, last = np.nonzero(window.starts[:, None] & window.ends[None, :])
    near = (last >= first) & (last - first < width)
    first, last = first[near], last[near]
    logits = scores[first, last] + constants.width[role][last - first] + constants.bias[role]
    likely = _sigmoid(logits)
    taken = np.zeros(pieces, dtype=bool)
    chosen: list[tuple[int, int, float]] = []
    for n in np.argsort(-likely):
        if likely[n] < FLOOR:
            break
        if not taken[first[n] : last[n] + 1].any():
            taken[first[n] : last[n] + 1] = True
            chosen.append((int(first[n]), int(last[n]), float(likely[n])))
    return chosen


def _mention(
    window: Window, out: Outputs, role: int, first: int, last: int, p: float, base: int
) -> Mention:
    kinds = _sigmoid(out["kind_start"][first] + out["kind_end"][last])
    return Mention(
        start=int(window.offsets[first, 0]),
        end=int(window.offsets[last, 1]),
        role=role,
        p=p,
        types=kinds[:_TYPES],
        stages=kinds[_TYPES : _TYPES + _STAGES],
        confidences=kinds[_TYPES + _STAGES :],
        link=out["link_start"][first] + out["link_end"][last],
        same=out["same_start"][first] + out["same_end"][last],
        at=base + first,
    )


def read_templates(
    text: str,
    windows: Sequence[Window],
    outputs: Sequence[Outputs],
    constants: Constants,
    thresholds: Thresholds,
) -> tuple[Template, ...]:
    """Return the templates of a report."""
    if not windows:
        return ()
    mentions = [m for m in read_mentions(windows, outputs, constants) if m.p >= thresholds.span]
    entities = _entities(text, mentions, thresholds.same)
    links = _links(entities, constants)
    types = [entity.mean("types") for entity in entities]
    found: list[Template] = []
    for kind in range(_TYPES):
        mine = [
            n
            for n, likely in enumerate(types)
            if likely[kind] >= thresholds.kind or likely.argmax() == kind
        ]
        for group in _incidents(mine, entities, links, thresholds):
            found.append(_template(kind, [entities[n] for n in group], text))
    if not found:
        told = np.max([_sigmoid(out["told"]) for out in outputs], axis=0)[:_TYPES]
        if told.max() >= thresholds.told:
            found.append(Template(incident_type=INCIDENT_TYPES[told.argmax()], stage=STAGES[0]))
    return tuple(found)


def _entities(text: str, mentions: Sequence[Mention], threshold: float) -> list[Cluster]:
    """Mentions of a role with the same words, or that the network holds to be the same."""
    clusters: list[tuple[set[str], Cluster]] = []
    for mention in mentions:
        words = " ".join(text[mention.start : mention.end].lower().split())
        home = next(
            (
                one
                for one in clusters
                if one[1].role == mention.role
                and (words in one[0] or _is_same(mention, one[1], threshold))
            ),
            None,
        )
        if home is None:
            clusters.append(({words}, Cluster([mention])))
        else:
            home[0].add(words)
            home[1].mentions.append(mention)
    return [cluster for _, cluster in clusters]


def _is_same(mention: Mention, cluster: Cluster, threshold: float) -> bool:
    scores = [mention.same @ m.same / len(m.same) ** 0.5 for m in cluster.mentions]
    return bool(_sigmoid(np.array(max(scores))) >= threshold)


def _links(entities: Sequence[Cluster], constants: Constants) -> np.ndarray:
    """Return how likely each pair of entities is of one incident: as their likeliest mentions."""
    owners = [n for n, entity in enumerate(entities) for _ in entity.mentions]
    mentions = [m for entity in entities for m in entity.mentions]
    links = np.zeros((len(entities), len(entities)))
    if not mentions:
        return links
    vectors = np.stack([m.link for m in mentions])
    at = np.array([m.at for m in mentions])
    roles = np.array([m.role for m in mentions])
    far = np.log2(np.abs(at[:, None] - at[None, :]).clip(1)) - 2
    bucket = far.clip(0, len(constants.link_far) - 1).astype(int)
    both = constants.link_roles + constants.link_roles.T
    near = vectors @ vectors.T / vectors.shape[1] ** 0.5
    likely = _sigmoid(near + both[roles[:, None], roles[None, :]] + constants.link_far[bucket])
    rows, columns = np.meshgrid(owners, owners, indexing="ij")
    np.maximum.at(links, (rows, columns), likely)
    return links


def _incidents(
    mine: Sequence[int], entities: Sequence[Cluster], links: np.ndarray, thresholds: Thresholds
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


def _template(kind: int, entities: Sequence[Cluster], text: str) -> Template:
    fills: dict[str, list[tuple[str, ...]]] = {role: [] for role in ROLES}
    confidences: list[str] = []
    for entity in entities:
        best = entity.best
        role = ROLES[best.role]
        fills[role].append((" ".join(text[best.start : best.end].split()),))
        if role == "PerpOrg":
            confidences.append(CONFIDENCES[entity.mean("confidences").argmax()])
    stages = np.sum([entity.mean("stages") for entity in entities], axis=0)
    return Template(
        incident_type=INCIDENT_TYPES[kind],
        stage=STAGES[stages.argmax()],
        perp_ind=tuple(fills["PerpInd"]),
        perp_org=tuple(fills["PerpOrg"]),
        target=tuple(fills["Target"]),
        victim=tuple(fills["Victim"]),
        weapon=tuple(fills["Weapon"]),
        confidence=tuple(confidences),
    )


def _sigmoid(x: np.ndarray) -> np.ndarray:
    likely: np.ndarray = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return likely
