"""Clusters of claims to Incidents: facts, standard of evidence, ids that last, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallybook.core.claims import Claim
from tallybook.core.ids import make_id
from tallybook.core.incidents import Fact, Incident, Redirect, Standard
from tallybook.core.origins import Origin
from tallybook.core.values import Mention
from tallybook.knowledge.evidence import Statement, standard_of
from tallybook.linking.origins import Sources
from tallybook.linking.relations import Relations
from tallybook.linking.roster import Position, Roster
from tallybook.linking.settling import (
    Settled,
    Value,
    settle_moment,
    settle_names,
    settle_places,
    settle_stage,
    settle_toll,
    settle_type,
    settle_weapons,
)


def incident_id(anchor: str) -> str:
    """Return the id of the incident whose oldest claim is `anchor`."""
    return make_id("incident", anchor)


class IncidentMaker:
    """Makes incidents under one roster and one body of knowledge."""

    def __init__(self, roster: Roster, relations: Relations, sources: Sources) -> None:
        self._roster = roster
        self._relations = relations
        self._sources = sources

    def make(
        self, members: Sequence[Position], *, unsure: Iterable[str], doubted: Iterable[str]
    ) -> tuple[Incident, dict[str, Origin]]:
        """Return the incident of the roster positions `members`, ascending, with the origins of
        its claims. `unsure` are the ids of the incidents that may be the same, `doubted` those of
        them that a person is unsure of.

        What is denied stands against the incident and gives none of its facts, unless nobody
        affirms it.
        """
        attacks = [self._roster.claims[position] for position in members]
        reports = self._roster.everything({claim.document for claim in attacks})
        told = {claim.id for claim in attacks}
        extras = {extra.id for position in members for extra in self._roster.attached[position]}
        claims = [claim for claim in reports if claim.id in told or claim.id in extras]
        counts = {claim.id for claim in reports if claim.kind == "count"}
        wholes = [c for c in reports if not told.isdisjoint(c.parts) and _counts_no_more(c)]
        origins = self._sources.of_incident([*claims, *wholes])
        affirming = [c for c in claims if c.stance != "denied" and c.kind != "responsibility"]
        telling = affirming or claims
        origin_ids = {claim.id: origins[claim.id].origin for claim in claims}
        roster, relations = self._roster, self._relations

        places = settle_places(telling, relations)
        moment = settle_moment(telling, roster)
        attackers = _attackers(claims, telling, relations)
        targets = settle_names(telling, lambda c: c.targets, relations)
        weapons = settle_weapons(telling, relations)
        event_type = settle_type(telling, relations)
        stage = settle_stage(telling)
        killed = settle_toll(telling, lambda c: c.killed, origin_ids, roster)
        injured = settle_toll(telling, lambda c: c.injured, origin_ids, roster)
        standard = standard_of(
            [
                Statement(c.stance, self._sources.voice_of(c), targets.value, origins[c.id].origin)
                for c in (*affirming, *wholes)
            ],
            relations.knowledge.actors,
        )
        rule = "standard of evidence: stances and independent origins of those who affirm it"
        affirmed = Settled(
            standard,
            f"{rule}, or count it among others" if wholes else rule,
            tuple(c.id for c in affirming),
            tuple(c.id for c in attacks if c.stance == "denied"),
        )
        incident = Incident(
            id=incident_id(attacks[0].id),
            anchor=attacks[0].id,
            claims=tuple(claim.id for claim in claims),
            event_type=event_type.value,
            stage=stage.value,
            attackers=attackers.value,
            attacker_standards=tuple(_named_at(mention, claims) for mention in attackers.value),
            targets=targets.value,
            weapons=weapons.value,
            places=places.value,
            when=moment.value,
            killed=killed.value,
            injured=injured.value,
            standard=standard,
            origins=tuple(sorted({origin_ids[c.id] for c in affirming})),
            unsure=tuple(sorted(unsure)),
            doubted=tuple(sorted(doubted)),
            apart_from=tuple(sorted({a for c in attacks for a in c.apart_from} & counts)),
            facts=(
                *_fact("places", places),
                *_fact("when", moment),
                *_fact("attackers", attackers),
                *_fact("targets", targets),
                *_fact("weapons", weapons),
                *_fact("event_type", event_type),
                *_fact("stage", stage),
                *_fact("killed", killed),
                *_fact("injured", injured),
                *_fact("standard", affirmed),
            ),
        )
        return incident, {claim.id: origins[claim.id] for claim in claims}


def _counts_no_more(claim: Claim) -> bool:
    """Whether a figure counts the attacks that its report tells of and no more: whoever says "two
    explosions" of two that are told says that each took place."""
    return (
        claim.kind == "count"
        and claim.count is not None
        and claim.stance == "asserted"
        and claim.count.low == len(claim.parts)
        and claim.count.high in (None, claim.count.low)
    )


def redirects(
    previous: Sequence[Incident], merged: Sequence[Redirect], incidents: Sequence[Incident]
) -> tuple[Redirect, ...]:
    """Return where the ids of earlier incidents lead that are ids of none now.

    An incident's id leads to the incident that holds its anchor or, where that claim is gone,
    the oldest of its claims that is left. Where none is left, the id leads nowhere. An id that was
    `merged` before follows its anchor as well, wherever that is now.
    """
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    anchored = {incident_id(claim): incident for claim, incident in home.items()}
    current = {incident.id for incident in incidents}
    found: dict[str, Redirect] = {}
    for old in previous:
        heir = next((home[c] for c in (old.anchor, *old.claims) if c in home), None)
        if old.id not in current and heir is not None:
            found[old.id] = Redirect(old.id, heir)
    for redirect in merged:
        if redirect.id not in current and redirect.id in anchored:
            found[redirect.id] = Redirect(redirect.id, anchored[redirect.id])
    return tuple(found[old_id] for old_id in sorted(found))


def _attackers(
    claims: Sequence[Claim], telling: Sequence[Claim], relations: Relations
) -> Settled[tuple[Mention, ...]]:
    """Settle who attacked: by the accounts of the attack, and by who took or got the blame."""
    verdicts: dict[str, list[Claim]] = {"claims": [], "blames": [], "denies": []}
    for claim in claims:
        if claim.kind == "responsibility" and claim.verdict is not None:
            verdicts[claim.verdict].append(claim)
    naming = {claim.id for claim in (*telling, *verdicts["claims"], *verdicts["blames"])}
    settled = settle_names(
        [claim for claim in claims if claim.id in naming], lambda c: c.attackers, relations
    )
    rule = settled.rule
    for verdict, words in (
        ("claims", "claimed by"),
        ("blames", "blamed on"),
        ("denies", "denied by"),
    ):
        names = dict.fromkeys(a.name for c in verdicts[verdict] for a in c.attackers)
        if names:
            rule += f"; {words} {', '.join(names)}"
    return Settled(
        settled.value, rule, settled.support, tuple(claim.id for claim in verdicts["denies"])
    )


def _named_at(mention: Mention, claims: Sequence[Claim]) -> Standard:
    """Return the strictest standard at which a claim names an attacker. What a claim has from
    another voice (`inferred`) it does not say: that counts where no claim says it."""
    naming = [
        claim
        for claim in claims
        if any(_same_attacker(mention, named) for named in claim.attackers)
        and claim.verdict != "denies"
    ]
    own = [c for c in naming if "attackers" not in c.inferred or c.stance == "claimed"]
    stances = {claim.stance for claim in own or naming}
    if "asserted" in stances:
        return "confirmed"
    return "reported" if "suspected" in stances else "claimed"


def _same_attacker(one: Mention, other: Mention) -> bool:
    return one.name == other.name or (one.actor is not None and one.actor == other.actor)


def _fact(name: str, settled: Settled[Value]) -> tuple[Fact, ...]:
    """Return the Fact of a field; none where no claim bears on it."""
    if not settled.support and not settled.against:
        return ()
    return (Fact(field=name, rule=settled.rule, support=settled.support, against=settled.against),)
