"""Which figures a definition is of: its number's, its voice's, or the one given last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.totals.definitions import FoundDefinition
from tallybook.core.claims import Claim

if TYPE_CHECKING:
    from tallybook.coding.report.gathering import Assembled


def with_definitions(found: Sequence[FoundDefinition], done: Assembled) -> dict[str, Claim]:
    """Return the counts whose voice says what they count, and their parts, with its words."""
    changed: dict[str, Claim] = {}
    by_id = {claim.id: claim for claim in done.claims}
    for definition in found:
        for whole in _counts_of(definition, done):
            parts = [by_id[part] for part in whole.parts if part in by_id]
            for claim in (whole, *(part for part in parts if part.kind == "count")):
                said = changed.get(claim.id, claim)
                spans = (*said.spans.get("definition", ()), definition.span)
                changed[claim.id] = replace(
                    said,
                    definition=tuple(dict.fromkeys(span.words for span in spans)),
                    spans={**said.spans, "definition": tuple(dict.fromkeys(spans))},
                )
    return changed


def _counts_of(definition: FoundDefinition, done: Assembled) -> list[Claim]:
    """Return the counts that a definition is of."""
    if definition.of == "number":
        return [
            claim
            for figure, claim in done.of_figure
            for telling in figure.tellings
            if telling.sentence.order == definition.order
            and any(span.start == definition.start for span in telling.number_spans)
        ]
    own = [claim for _, claim in done.of_figure if _speaks(definition, claim)]
    if definition.of == "voice" or own:
        return own
    before = [
        (telling.sentence.order, claim)
        for figure, claim in done.of_figure
        for telling in (*figure.tellings, *figure.split)
        if 0 <= definition.order - telling.sentence.order <= definition.reach
    ]
    last = max(before, key=lambda item: item[0], default=None)
    if last is None:
        # "Only attacks in which somebody died are included in the figure. It had counted 33."
        last = next(
            (
                (f.first_order, c)
                for f, c in done.of_figure
                if f.first_order == definition.order + 1
            ),
            None,
        )
    return [] if last is None else [last[1]]


def _speaks(definition: FoundDefinition, claim: Claim) -> bool:
    """Whether a voice of a claim is one of those that a definition is of."""
    return any(
        (said.actor is not None and voice.actor == said.actor)
        or said.name.lower() == voice.name.lower()
        or said.name.lower() in voice.name.lower().split()
        for said in definition.voices
        for voice in claim.voices
    )
