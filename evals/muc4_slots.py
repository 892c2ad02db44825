"""All templates, all slots, by scoring-guidelines.v7: the measure of 1992.

Every slot but the template's number counts. Recall is (correct + half of partial) over what the
key wants, precision the same over what the response gives. A template that has no counterpart is
missing or spurious with all its fills. What the key calls optional is not missed where it is not
given. A slot that does not apply to a key's type of incident is not scored there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.muc4_fills import HALF, NONE, credit
from evals.muc4_keys import CONFIDENCE, STAGE, TYPE, Fill, Key, parse_fills
from evals.scores import Tally, total
from evals.templates import ROLES, SLOT_OF_ROLE, Template

SLOTS = (
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    TYPE,
    STAGE,
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    CONFIDENCE,
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)
CONTENT = (
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
)
"""A response and a key may be mapped only where one of these matches at least in part, besides the
type (section 3.2.1)."""

NOT_APPLICABLE = {
    "PHYS": frozenset({"KIDNAPPING"}),
    "INSTRUMENT": frozenset({"ARSON", "KIDNAPPING"}),
}
"""Slots, by the beginning of what follows "INCIDENT: ", that do not apply to a type of incident
(template-doc-part1.v7, sections 7.7, 7.8 and 7.13 to 7.18)."""

Response = Mapping[str, tuple[Fill, ...]]


def fills_of(template: Template) -> dict[str, tuple[Fill, ...]]:
    """Return a reader's template in MUC-4's slots."""
    fills = {slot: parse_fills(slot, texts) for slot, texts in template.slots.items()}
    unknown = sorted(set(fills) - set(SLOTS))
    if unknown:
        raise ValueError(f"no slot of MUC-4: {', '.join(unknown)}")
    fills[TYPE] = (Fill((template.incident_type,)),)
    if template.stage is not None:
        fills[STAGE] = (Fill((template.stage,)),)
    for role in ROLES:
        fills[SLOT_OF_ROLE[role]] = tuple(Fill(one[:1]) for one in template.entities(role))
    fills[CONFIDENCE] = tuple(
        Fill((value,), entity[:1])
        for entity, value in zip(template.perp_org, template.confidence, strict=False)
        if value is not None and entity
    )
    return fills


def score_all(predicted: Sequence[Template], keys: Sequence[Key]) -> dict[str, Tally]:
    """Return for every slot what a report's templates have right, give and should give."""
    responses = [fills_of(one) for one in predicted]
    mapped = _mapped(responses, keys)
    tallies = {slot: Tally() for slot in SLOTS}
    for i, j in mapped:
        for slot in SLOTS:
            tallies[slot] += _slot(slot, responses[i], keys[j])
    for i in set(range(len(responses))) - {i for i, _ in mapped}:
        for slot in SLOTS:
            tallies[slot] += Tally(0, len(responses[i].get(slot, ())), 0)
    for j in set(range(len(keys))) - {j for _, j in mapped}:
        for slot in SLOTS:
            tallies[slot] += Tally(0, 0, 0 if keys[j].optional else _required(keys[j], slot))
    return tallies


def _required(key: Key, slot: str) -> int:
    return sum(not fill.optional for fill in key.fills.get(slot, ()))


def _mapped(responses: Sequence[Response], keys: Sequence[Key]) -> list[tuple[int, int]]:
    """The mapping of responses to keys that earns the most."""
    if not responses or not keys:
        return []
    gain = np.zeros((len(responses), len(keys)))
    for i, response in enumerate(responses):
        for j, key in enumerate(keys):
            if _mappable(response, key):
                gain[i, j] = total(_slot(slot, response, key) for slot in SLOTS).right
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(i, j) for i, j in chosen if gain[i, j] > NONE]


def _mappable(response: Response, key: Key) -> bool:
    return _slot(TYPE, response, key).right > NONE and any(
        _slot(slot, response, key).right > NONE for slot in CONTENT
    )


def _slot(slot: str, response: Response, key: Key) -> Tally:
    """One slot of a mapped pair; a fill beyond those of the key is spurious, an optional one that
    nobody gave is not missing."""
    if set(key.types) <= NOT_APPLICABLE.get(
        slot.removeprefix("INCIDENT: ").partition(" ")[0], frozenset()
    ):
        return Tally()
    given, wanted = response.get(slot, ()), key.fills.get(slot, ())
    right = 0.0
    used: set[int] = set()
    if given and wanted:
        earned = np.array([[credit(slot, one, other) for other in wanted] for one in given])
        rows, columns = linear_sum_assignment(earned, maximize=True)
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
            if earned[i, j] >= HALF:
                right += float(earned[i, j])
                used.add(j)
    possible = sum(j in used or not fill.optional for j, fill in enumerate(wanted))
    return Tally(right, len(given), possible)
