"""Figures inside figures: after a total a report goes into detail, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.report.gathering import Assembled
from tallybook.coding.totals.figures import INHERITED
from tallybook.coding.totals.members import at_most, by_others, lies_in, together
from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge


BEHIND = 2
"""Sentences behind a total in which its detail leaves out who counted, and when."""


def with_inner_figures(done: Assembled, knowledge: LocalKnowledge) -> dict[str, Claim]:
    """Return the count claims that another figure of the same voice, for a place inside their own
    on the same days, is part of, and those parts.

    "The region was shelled 47 times on Tuesday … the city itself was hit nine times": after a total
    a report goes into detail, and the detail is of the total (elaboration, Mann & Thompson 1988),
    of the last such total where totals are themselves split ("34 strikes in A and B. In A, 23 …
    near X in A, 15 …"). Figures that together exceed a total overlap, and are no parts of it. Right
    behind a total the detail may leave its voice and its days to that: "13 attacks in the country
    in May, monitors said. A recorded nine".
    """
    told = {claim.id: claim for claim in done.claims}
    found: dict[str, list[Claim]] = {}
    for later, inner in done.of_figure:
        wholes = [
            whole
            for first, whole in done.of_figure
            if first.first_order < later.first_order
            and not later.main.added
            and _is_inside(
                inner, whole, knowledge, near=later.first_order - first.first_order <= BEHIND
            )
        ]
        if wholes:
            found.setdefault(wholes[-1].id, []).append(inner)
    changed: dict[str, Claim] = {}
    for _, whole in done.of_figure:
        parts = found.get(whole.id, [])
        shares = together([told[part] for part in whole.parts if part in told], 0)
        if parts and whole.count is not None and at_most(parts, whole.count, shares):
            total = changed.get(whole.id, whole)
            changed[whole.id] = replace(total, parts=(*whole.parts, *(p.id for p in parts)))
            changed |= {part.id: _inheriting(part, total) for part in parts}
    return changed


def _is_inside(inner: Claim, whole: Claim, knowledge: LocalKnowledge, *, near: bool) -> bool:
    if inner.count is None or whole.count is None or inner.when is None or whole.when is None:
        return False
    if inner.count.high is None or inner.count.high > whole.count.low:
        return False
    if whole.parts and not (near and _leaves_days_open(inner)):
        return False  # What splits it is told already.
    days = (inner.when.earliest, inner.when.latest) == (whole.when.earliest, whole.when.latest)
    days = days or (near and _leaves_days_open(inner) and "when" not in whole.inferred)
    voiced = inner.voices[-1:] == whole.voices[-1:]
    # "A recorded nine": where they were, and nobody who says so.
    voiced = voiced or (near and {v.name for v in inner.voices[1:]} <= _names(inner))
    if not days or not voiced or by_others(inner, whole, knowledge):
        return False
    located_in = knowledge.gazetteer.located_in
    return bool(inner.places) and all(
        any(lies_in(p, q, knowledge) for q in whole.places)
        and not all(located_in(q, p) is Certainty.SURE for q in whole.places)
        for p in inner.places
    )


def _names(claim: Claim) -> set[str]:
    return {place.name for place in claim.places}


def _leaves_days_open(claim: Claim) -> bool:
    return "when" in claim.inferred and claim.when is not None and claim.when.earliest is None


def _inheriting(inner: Claim, whole: Claim) -> Claim:
    if _leaves_days_open(inner):
        inner = replace(
            inner,
            when=whole.when,
            spans={**inner.spans, "when": whole.spans.get("when", ())},
            inferred={**inner.inferred, "when": INHERITED},
        )
    if inner.attackers or not whole.attackers:
        return inner
    return replace(
        inner,
        attackers=whole.attackers,
        spans={**inner.spans, "attackers": whole.spans.get("attackers", ())},
        inferred={**inner.inferred, "attackers": INHERITED},
    )
