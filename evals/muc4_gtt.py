"""Micro precision, recall and F1 with the convention of GTT.

Du, Rush and Cardie (2021), "Template Filling with Generative Transformers", NAACL, and its
released scorer. Predicted and key templates of a report are aligned one to one so that the report
gets the most right; two may be aligned only where the predicted type is one that the key gives. In
an aligned pair the type is right, and an entity is right when all its strings are strings of one
key entity, each key entity once. What is not aligned is wrong or missing whole.

As GTT prepared the keys: optional templates and fills are required like the others, "/" parts
strings of one entity, a string that the report does not hold is dropped and an entity without a
string with it, a template that repeats another one is dropped, and victims are those with a name.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

from evals.muc4_keys import Key, KeyEntity
from evals.scores import Tally
from evals.templates import ROLES, Entity, Template

TYPE_ROLE = "incident type"
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


class Aligned(Struct, frozen=True):
    """A predicted and a key template that are about one incident, and in each role the pairs of
    entities (by index) that are one."""

    predicted: int
    key: int
    entities: dict[str, tuple[tuple[int, int], ...]]

    @property
    def right(self) -> int:
        """What the pair gets right: its type and the entities."""
        return 1 + sum(len(pairs) for pairs in self.entities.values())


def normalise(text: str) -> str:
    """Return a string without case, punctuation, articles and extra space, as GTT compares it."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def prepare_keys(keys: Sequence[Key], text: str) -> list[Key]:
    """Return the keys of a report as GTT scores them."""
    flat = _flat(text)
    kept: list[Key] = []
    seen: list[object] = []
    for key in keys:
        roles = {role: _in_text(key.roles[role], flat) for role in ROLES}
        told = (key.types, {role: [one.strings for one in roles[role]] for role in ROLES})
        if told in seen:
            continue
        seen.append(told)
        kept.append(
            Key(
                types=key.types,
                stages=key.stages,
                optional=key.optional,
                roles=roles,
                fills=key.fills,
            )
        )
    return kept


def _flat(text: str) -> str:
    return " ".join(text.lower().split())


def _in_text(entities: Sequence[KeyEntity], flat: str) -> tuple[KeyEntity, ...]:
    found = []
    for entity in entities:
        strings = tuple(one for one in entity.strings if _flat(one) in flat)
        if strings:
            found.append(KeyEntity(strings, entity.optional, entity.confidence))
    return tuple(found)


def align(predicted: Sequence[Template], keys: Sequence[Key]) -> list[Aligned]:
    """Return the pairs of templates that give a report the most right."""
    pairs = {
        (i, j): _pair(i, one, j, key)
        for i, one in enumerate(predicted)
        for j, key in enumerate(keys)
        if one.incident_type in key.types
    }
    if not pairs:
        return []
    gain = np.zeros((len(predicted), len(keys)))
    for (i, j), pair in pairs.items():
        # Equal alignments: the one that keeps the order of the text.
        gain[i, j] = pair.right - 1e-6 * abs(i - j)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [pairs[one] for one in chosen if one in pairs]


def _pair(i: int, predicted: Template, j: int, key: Key) -> Aligned:
    entities = {
        role: match_entities(predicted.entities(role), [one.strings for one in key.roles[role]])
        for role in ROLES
    }
    return Aligned(i, j, entities)


def match_entities(
    predicted: Sequence[Entity], keys: Sequence[Entity]
) -> tuple[tuple[int, int], ...]:
    """Return the most pairs of entities that are one, each at most once."""
    if not predicted or not keys:
        return ()
    wanted = [{normalise(one) for one in entity} for entity in keys]
    same = np.array(
        [
            [{normalise(one) for one in entity} <= strings for strings in wanted]
            for entity in predicted
        ]
    )
    rows, columns = linear_sum_assignment(same, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple((i, j) for i, j in chosen if same[i, j])


def score_report(
    predicted: Sequence[Template], keys: Sequence[Key], aligned: Sequence[Aligned]
) -> dict[str, Tally]:
    """Return what a report has right, predicted and wanted: by role and by type."""
    tallies = {TYPE_ROLE: Tally(len(aligned), len(predicted), len(keys))}
    for role in ROLES:
        tallies[role] = Tally(
            right=sum(len(pair.entities[role]) for pair in aligned),
            predicted=sum(len(one.entities(role)) for one in predicted),
            wanted=sum(len(key.roles[role]) for key in keys),
        )
    return tallies


def score_confidence(
    predicted: Sequence[Template], keys: Sequence[Key], aligned: Sequence[Aligned]
) -> tuple[Tally, Tally]:
    """Return confidences that are right over the organisations matched, and over all.

    In the first tally `predicted` and `wanted` are both the matched organisations for which the
    key gives a confidence.
    """
    right = matched = 0
    for pair in aligned:
        for i, j in pair.entities["PerpOrg"]:
            accepted = keys[pair.key].roles["PerpOrg"][j].confidence
            if accepted:
                matched += 1
                right += predicted[pair.predicted].confidence_of(i) in accepted
    given = sum(value is not None for one in predicted for value in one.confidence)
    wanted = sum(bool(one.confidence) for key in keys for one in key.roles["PerpOrg"])
    return Tally(right, matched, matched), Tally(right, given, wanted)


def score_stage(
    predicted: Sequence[Template], keys: Sequence[Key], aligned: Sequence[Aligned]
) -> Tally:
    """Return the stages that are right over the aligned templates."""
    judged = [pair for pair in aligned if keys[pair.key].stages]
    right = sum(predicted[pair.predicted].stage in keys[pair.key].stages for pair in judged)
    return Tally(right, len(judged), len(judged))
