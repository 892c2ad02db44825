"""What MUC-4's answer keys say of a report's text: spans with their roles, and to which incident,
of which type, stage and confidence, each belongs.

The keys quote strings and give no offsets. Every place where the text has a string of a fill is a
span of that fill (distant supervision, as in Patwardhan & Riloff 2009 and GTT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from evals.muc4 import Report
from evals.muc4_keys import Key
from evals.reliability import DESCRIPTION
from tallybook.coding.trained.labels import CONFIDENCES, INCIDENT_TYPES, ROLES, STAGES


@dataclass
class Gold:
    """A span, half-open in code points, of a role (index into ROLES), with what the templates that
    it fills say. `entities` are (template, role's entity) pairs: two spans that share one name one
    and the same. `nested` spans lie in another span of their role."""

    start: int
    end: int
    role: int
    entities: set[tuple[int, int]] = field(default_factory=set)
    templates: set[int] = field(default_factory=set)
    types: set[int] = field(default_factory=set)
    stages: set[int] = field(default_factory=set)
    confidences: set[int] = field(default_factory=set)
    nested: bool = False


def gold_spans(report: Report) -> list[Gold]:
    """Return the spans of a report's keys."""
    found: dict[tuple[int, int, int], Gold] = {}
    for number, key in enumerate(report.keys):
        for role, order, strings, confidences in _entities(key):
            for string in strings:
                for start, end in occurrences(string, report.text):
                    gold = found.setdefault((start, end, role), Gold(start, end, role))
                    gold.entities.add((number, order))
                    gold.templates.add(number)
                    gold.types.update(_indices(key.types, INCIDENT_TYPES))
                    gold.stages.update(_indices(key.stages, STAGES))
                    gold.confidences.update(_indices(confidences, CONFIDENCES))
    spans = list(found.values())
    for one in spans:
        one.nested = any(
            o is not one and o.role == one.role and o.start <= one.start and one.end <= o.end
            for o in spans
        )
    return spans


def _entities(key: Key) -> Iterator[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    for role, name in enumerate(ROLES):
        if name == "VictimDescription":
            for order, fill in enumerate(key.fills.get(DESCRIPTION, ())):
                yield role, order, fill.values, ()
        else:
            for order, entity in enumerate(key.roles[name]):
                yield role, order, entity.strings, entity.confidence


def _indices(values: tuple[str, ...], known: tuple[str, ...]) -> set[int]:
    return {known.index(value) for value in values if value in known}


def occurrences(string: str, text: str) -> list[tuple[int, int]]:
    """Return where `string` stands in `text` as whole words, over line ends, case apart."""
    pattern = r"\s+".join(re.escape(word) for word in string.split())
    if not pattern:
        return []
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return [match.span() for match in found]


def is_held_out(report: Report) -> bool:
    """Whether a report of the training part is kept from the network, to choose thresholds and fit
    probabilities on."""
    return int(sha256(report.id.encode()).hexdigest(), 16) % 6 == 0
