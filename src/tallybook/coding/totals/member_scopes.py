"""Where and when the attacks were that a figure counts: what its words give no place or day."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs
from msgspec.structs import replace

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.harms.words import BLAZING, EFFECTS
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.gathering import Assembled
from tallybook.core.claims import Claim
from tallybook.core.values import Moment
from tallybook.knowledge.places.holding import hold_unknown


def in_its_scope(member: Claim, whole: Claim) -> Claim:
    """ "22 raids in 24 hours … one of the raids hit a farmhouse": what is said to be one of those
    counted was made in their days and at their place, where it is given none of its own; and what
    its own words leave open ("hours later") ends where their days do."""
    rule = "one of the attacks counted"
    dated = {**member.inferred, "when": f"{rule}: in their days"}
    if _states(member, "when"):
        shared = _shared_days(member, whole)
        if shared is not None:
            member = replace(member, when=shared, inferred=dated)
    elif whole.when is not None and whole.when.first is not None:
        member = replace(
            member,
            when=structs.replace(whole.when, extent="sometime"),
            spans={**member.spans, "when": whole.spans.get("when", (whole.sentence,))},
            inferred=dated,
        )
    if len(whole.places) != 1 or not _states(whole, "places"):
        return member
    where = {**member.inferred, "places": f"{rule}: where they were"}
    if not _states(member, "places"):
        spans = {**member.spans, "places": whole.spans["places"]}
        return replace(member, places=whole.places, spans=spans, inferred=where)
    around = whole.places[0]
    unknown = all(p.lat is None and p.country in (None, around.country) for p in member.places)
    if unknown and around.lat is not None:
        return replace(member, places=hold_unknown(member.places, around), inferred=where)
    return member


def _shared_days(member: Claim, whole: Claim) -> Moment | None:
    """The days that one of those counted can have been on, where its own reach beyond theirs."""
    own, theirs = member.when, whole.when
    if own is None or theirs is None or not _states(whole, "when"):
        return None
    if own.first is None or own.last is None or theirs.first is None or theirs.last is None:
        return None
    first, last = max(own.first, theirs.first), min(own.last, theirs.last)
    if first > last or (first, last) == (own.first, own.last):
        return None
    return Moment(first.isoformat(), last.isoformat(), own.extent, own.words)


def harms_there(scoped: Mapping[str, Claim], done: Assembled) -> dict[str, Claim]:
    """The tolls of attacks whose places are known since, at these places."""
    found: dict[str, Claim] = {}
    for claim in done.claims:
        attack = scoped.get(claim.about[0]) if claim.kind == "harm" and claim.about else None
        if attack is not None and [p.name for p in claim.places] == [p.name for p in attack.places]:
            found[claim.id] = replace(claim, places=attack.places)
    return found


def _states(claim: Claim, field: str) -> bool:
    return bool(getattr(claim, field)) and field not in claim.inferred


def where_all_were(whole: Claim, member: Claim) -> Claim:
    """ "Three villages of the district were attacked … at Y, eight died": what is one of those
    counted lies where they do, if nothing else says where its name is."""
    if len(whole.places) != 1:
        return member
    return replace(member, places=hold_unknown(member.places, whole.places[0]))


def only_harms(telling: Telling) -> bool:
    """ "A third attack burnt a fuel store", "… killed two guards": what an attack does to things
    and people, where "hit" and "targeted" would say what it was on."""
    return clause_verb(telling.head).lemma_.lower() in EFFECTS | BLAZING | CAUSING


CAUSING = word_set("set ignite cause leave claim cost spark trigger")
"""Verbs that take the harm as their object ("caused a fire", "left two dead", "set a shed alight").
"""


def on_what_all_were(whole: Claim, member: Claim) -> Claim:
    """ "The base was attacked three times … a third attack burnt a fuel store": one that is counted
    off was on what the others were on, and what came to harm there is its harm."""
    if not whole.targets:
        return member
    return replace(
        member,
        targets=whole.targets,
        spans={**member.spans, "targets": whole.spans.get("targets", (whole.sentence,))},
        inferred={**member.inferred, "targets": "on what the attacks counted were on"},
    )
