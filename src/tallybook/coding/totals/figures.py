"""Figures: counts of attacks in one report, each with its repeats and its parts.

A headline, a lead and a quote that give one voice's figure are one claim: the fullest telling
carries it and the others are its repeats. Headlines and leads drop hedges and parts (they
compress), so that a figure repeats another where its number is the other's lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as dataclass_replace

from msgspec.structs import replace

from tallybook.coding.attacks.tellings import Part, Telling
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.report.apart import other_town
from tallybook.coding.report.builder import (
    Context,
    base_claim,
    bound_by_publication,
    carry_on,
    fill,
    voices_of,
)
from tallybook.core.claims import Claim
from tallybook.core.values import Count


@dataclass(slots=True)
class Figure:
    """One figure of a report, and the tellings that later split it into shares."""

    tellings: list[Telling] = field(default_factory=list)
    split: list[Telling] = field(default_factory=list)

    @property
    def main(self) -> Telling:
        return max(self.tellings, key=_fullness)

    @property
    def first_order(self) -> int:
        return min(t.sentence.order for t in self.tellings)


def _fullness(telling: Telling) -> tuple[int, int, int]:
    """How much a telling says: parts, then stated fields, then running text before headlines."""
    fields = (telling.places, telling.moment, telling.attackers, telling.targets, telling.weapons)
    return (
        len(telling.parts),
        sum(bool(f) for f in fields) + bool(telling.chain),
        0 if telling.sentence.passage.is_title else 1,
    )


def gather_figures(tellings: Sequence[Telling], knowledge: LocalKnowledge) -> list[Figure]:
    """Return the figures of a report, in the order in which they come up."""
    figures: list[Figure] = []
    for telling in tellings:
        if telling.shares:
            split = [f for f in figures if any(t is telling.counts_on for t in f.tellings)]
            for figure in (split or figures)[-1:]:
                figure.split.append(telling)
            continue
        for figure in figures:
            if _repeats(telling, figure, knowledge):
                figure.tellings.append(telling)
                break
        else:
            figures.append(Figure([telling]))
    return figures


def _repeats(telling: Telling, figure: Figure, knowledge: LocalKnowledge) -> bool:
    main = figure.main
    if telling.number is None or main.number is None:
        return False
    if not _same_number(telling.number, main.number) or telling.stance != main.stance:
        return False
    headed = telling.sentence.passage.is_title or main.sentence.passage.is_title
    if telling.added != main.added and not headed:
        return False  # "14 more strikes" are none of the 14 told before.
    if telling.by_plural != main.by_plural:
        return False  # "Attacks" names no figure that another could repeat.
    if telling.killed and main.killed and telling.killed[0].low != main.killed[0].low:
        return False  # As many attacks with another toll are other attacks.
    if not headed and telling.chain and main.chain and telling.chain[-1] != main.chain[-1]:
        # Different voices may give one figure; they stay two claims, for two origins.
        shared = {m.name for m in telling.chain} & {m.name for m in main.chain}
        if not shared:
            return False
    if telling.moment is not None and main.moment is not None:
        one, other = telling.moment[0], main.moment[0]
        if one.last and other.first and one.last < other.first:
            return False
        if other.last and one.first and other.last < one.first:
            return False
    return not _places_apart(telling, main, knowledge)


def _same_number(one: Count, other: Count) -> bool:
    return one.low == other.low and (
        one.high == other.high or one.high is None or other.high is None
    )


def _places_apart(one: Telling, other: Telling, knowledge: LocalKnowledge) -> bool:
    """Whether two figures are of different places: surely apart, or two towns that the text names
    apart, however near (a headline may name the nearest)."""
    if not one.places or not other.places:
        return False
    headed = one.sentence.passage.is_title or other.sentence.passage.is_title
    return all(
        knowledge.lie_apart(p, q) or (not headed and other_town(p, q, knowledge))
        for p, _ in one.places
        for q, _ in other.places
    )


def figure_claims(figure: Figure, context: Context) -> list[Claim]:
    """Return the claim of a figure followed by those of its parts, which inherit what the whole
    says and the part does not: voice, period, weapons, target."""
    main = figure.main
    others = [t for t in figure.tellings if t is not main]
    whole = base_claim("count", main, [], context)
    if main.by_plural:
        # "Attacks killed 30": the toll is a claim of its own, over the same scope.
        kept = {k: v for k, v in whole.spans.items() if k not in ("killed", "injured")}
        whole = replace(whole, killed=None, injured=None, spans=kept)
    repeats = [s for t in others for s in (t.sentence.span, *t.sentence.copies())]
    whole = replace(
        whole,
        repeats=tuple(dict.fromkeys((*whole.repeats, *repeats))),
        preliminary=any(t.sentence.order in context.preliminary for t in figure.tellings),
    )
    hedged = next((t for t in others if _leaves_open(t, main)), None)
    if hedged is not None and hedged.number is not None:
        # "17", told out as 11 and six, of "at least 17": the hedge holds for the figure.
        whole = replace(
            whole, count=hedged.number, spans={**whole.spans, "count": hedged.number_spans}
        )
    whole = fill(whole, others, "said with the same figure elsewhere in the report")
    counted = [
        t.counts_on if t.carried is None else dataclass_replace(t.counts_on, moment=None)
        for t in figure.tellings
        if t.counts_on is not None
    ]
    whole = fill(whole, counted, "the figure goes on counting what was counted before")
    whole = _with_weapons_of(whole, others)
    whole = _throughout(carry_on(whole, figure.tellings))
    whole = bound_by_publication(whole, context)
    parts = [_part_claim(whole, part, context) for part in main.parts]
    for telling in figure.split:
        said = replace(
            whole,
            sentence=telling.sentence.span,
            repeats=tuple(telling.sentence.copies()),
            voices=voices_of(telling, context) if telling.chain else whole.voices,
        )
        parts += [_part_claim(said, part, context) for part in telling.shares]
    return [replace(whole, parts=tuple(p.id for p in parts)), *parts]


def _leaves_open(telling: Telling, main: Telling) -> bool:
    """Whether a text gives a figure with an open end that its fullest telling gives exactly."""
    number, told = telling.number, main.number
    headed = telling.sentence.passage.is_title or not main.parts
    return (
        not headed
        and number is not None
        and told is not None
        and number.high is None
        and told.high is not None
    )


def _throughout(claim: Claim) -> Claim:
    """A figure for a period counts what happened all through it: "14 attacks in May" leaves no
    day of May out."""
    if claim.when is None or not claim.when.words:
        return claim
    return replace(claim, when=replace(claim.when, extent="throughout"))


def _with_weapons_of(claim: Claim, others: Sequence[Telling]) -> Claim:
    """Other words for the weapons ("suicide drones" beside "one-way attack drones") are kept."""
    known = {w.name.casefold() for w in claim.weapons}
    more = [n for t in others for n in t.weapons if n.value.name.casefold() not in known]
    if not more or "weapons" in claim.inferred:
        return claim
    return replace(
        claim,
        weapons=tuple(dict.fromkeys((*claim.weapons, *(n.value for n in more)))),
        spans={
            **claim.spans,
            "weapons": tuple(
                dict.fromkeys((*claim.spans.get("weapons", ()), *(n.span for n in more)))
            ),
        },
    )


INHERITED = "inherited from the total that this is a part of"


def _part_claim(whole: Claim, part: Part, context: Context) -> Claim:
    inherited = {
        name: INHERITED
        for name in ("attackers", "targets", "weapons", "when")
        if getattr(whole, name) and not (name == "targets" and part.targets)
    }
    return replace(
        whole,
        id=context.claim_id("count", part.span, "part"),
        count=part.count,
        event_type=part.event_type or whole.event_type,
        places=tuple(p for p, _ in part.places) or whole.places,
        targets=tuple(n.value for n in part.targets) or whole.targets,
        killed=None,
        injured=None,
        parts=(),
        spans={
            **{k: v for k, v in whole.spans.items() if k not in ("killed", "injured")},
            "count": (part.span,),
            "places": tuple(s for _, s in part.places),
            **({"targets": tuple(n.span for n in part.targets)} if part.targets else {}),
        },
        inferred={**whole.inferred, **inherited},
    )
