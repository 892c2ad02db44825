"""From the claims and incidents of one report to MUC-4 templates.

The fill rules decide what MUC-4 records (template-doc-part1.v7, section 1): acts that are reported
as factual or threatened, recent, specific, touching one of nine countries, and not fights between
armed forces and armed groups alone. What is only denied or imagined makes no template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from evals.muc4_confidence import confidence_in
from evals.muc4_more import more_slots
from evals.muc4_naming import (
    Namer,
    Organisation,
    distinct_people,
    distinct_phrases,
    fullest_name,
    is_target_name,
    person_name,
    without_count,
    without_gloss,
    without_parts,
)
from evals.reading import Read
from evals.templates import Entity, Template
from tallybook.coding.language.lexicon import stems
from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.values import Mention, Weapon
from tallybook.knowledge.loading import Knowledge, load_knowledge
from tallybook.workflow.asking.selecting import as_incident

COUNTRIES = frozenset({"SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE"})
"""El Salvador, Guatemala, Honduras, Argentina, Bolivia, Chile, Colombia, Ecuador, Peru."""

STAGES = {
    "done": "ACCOMPLISHED",
    "attempted": "ATTEMPTED",
    "foiled": "ATTEMPTED",
    "intercepted": "ATTEMPTED",
    "threatened": "THREATENED",
}


FORCES = frozenset({"army", "military", "police", "soldier", "troop", "navy", "battalion"})
"""Words that make a patrol, a vehicle or a post that of a force."""

CIVIL_SIDES = frozenset({"civilian", "open", "government"})


NO_MEANS = frozenset(
    {"attack", "sabotage", "armed_assault", "killing", "massacre", "assassination"}
)
"""Types of event that do not say by what means: with a bomb they are BOMBING."""

_FIRE = re.compile(r"\s+(?:fire|bursts?|blasts?)$", re.IGNORECASE)
"""What comes out of a weapon is not the weapon ("mortar fire": slot 6, note 1)."""


RECORDED = 0.3
"""How likely an attack has to be, where the coder says so, to make a template; this and the next
were chosen on the reports of the training part that no training saw."""

LIKELY = 0.25
"""How likely a name has to be, where the coder says so, to make a fill."""


def likely_names(incident: Incident, claims: Sequence[Claim]) -> Incident:
    """Return an incident with those of its names only that some claim holds to be likely."""
    return replace(
        incident,
        attackers=tuple(m for m in incident.attackers if _is_likely("attackers", m, claims)),
        targets=tuple(m for m in incident.targets if _is_likely("targets", m, claims)),
        weapons=tuple(w for w in incident.weapons if _is_likely("weapons", w, claims)),
    )


def _is_likely(field: str, value: Mention | Weapon, claims: Sequence[Claim]) -> bool:
    return _likelihood(field, value, claims) >= LIKELY


def _likelihood(field: str, value: Mention | Weapon, claims: Sequence[Claim]) -> float:
    """How likely some claim holds a name to be; even odds where none says so (who is blamed)."""
    said = [c.confidences.get(field, {}).get(value.name) for c in claims]
    return max((p for p in said if p is not None), default=0.5)


TOLD = ("asserted", "claimed", "suspected")
"""Stances in which a claim says that something happened."""

APART = ("KIDNAPPING", "ARSON", "ROBBERY")
"""Types of incident that are told beside an attack or a bombing, and not instead of it."""


def _in_full(names: Sequence[Mention]) -> list[Mention]:
    """Names, each in the place of the first that is a part of it ("Castro" of "Fidel Castro")."""
    found: list[Mention] = []
    for name in names:
        longer = (m for m in names if m.name.lower().endswith(f" {name.name.lower()}"))
        found.append(next(longer, name))
    return list(dict.fromkeys(found))


class Mapper:
    """Maps what the package reads to templates."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()
        self._namer = Namer(self._knowledge)

    def templates(self, read: Read) -> tuple[Template, ...]:
        """Return the templates of a report, in the order of its incidents."""
        if read.document is None:
            return ()
        text = " ".join(read.document.text.split())
        found: list[Template] = []
        for whole, own in self.incidents(read):
            incident = likely_names(whole, own)
            if not self._is_recorded(incident, own):
                continue
            for part, told in self._by_type(incident, own):
                template = self._template(part, told, text)
                if all(replace(template, slots=one.slots) != one for one in found):
                    found.append(template)
        for claim in read.claims:
            counted = self._of_count(claim, found, text)
            found += [counted] if counted is not None else []
        return tuple(found)

    def _of_count(self, claim: Claim, found: Sequence[Template], text: str) -> Template | None:
        """Return the template of attacks that are told by their number ("attacked two towns"),
        which MUC-4 records like a single one: of a count claim that names what was attacked, where
        no incident of the report does."""
        if claim.kind != "count" or claim.stance not in TOLD or claim.background or claim.parts:
            return None
        incident = as_incident(claim)
        if not claim.targets or self._is_fight(incident):
            return None
        template = self._template(incident, [claim], text)
        told = {e for one in found for e in (*one.target, *one.victim)}
        attacked = {*template.target, *template.victim}
        return None if attacked and attacked <= told else template

    def incidents(self, read: Read) -> Iterator[tuple[Incident, list[Claim]]]:
        """Yield the incidents of a report with their claims, and the verdicts on who did it that
        are about several attacks of which one is theirs."""
        claims = {claim.id: claim for claim in read.claims}
        for incident in read.incidents:
            own = [claims[one] for one in incident.claims if one in claims]
            told = {claim.id for claim in own}
            own += [
                claim
                for claim in read.claims
                if claim.kind == "responsibility"
                and claim.id not in told
                and not told.isdisjoint(claim.about)
            ]
            yield incident, own

    def is_left_out(self, incident: Incident, claims: Sequence[Claim]) -> bool:
        """Whether the fill rules leave out what an incident is, however well it is read. What is
        told of fights is sure; countries and days are read wrongly so often that an incident is
        not left out of the templates for them alone."""
        told = [c for c in claims if c.kind == "incident"]
        recalled = bool(told) and all(c.background for c in told)
        return recalled or not _is_here(incident) or self._is_fight(incident)

    def _by_type(
        self, incident: Incident, claims: Sequence[Claim]
    ) -> list[tuple[Incident, Sequence[Claim]]]:
        """Return what an incident is to MUC-4, with its claims. Each type has a template of its own
        there: raiders who burn a shop and carry off its owner are an arson and a kidnapping, where
        the package keeps the course of one attack one. Whoever attacked did all of it; what was
        attacked, and with what, goes with the claims that say so."""
        told: dict[str | None, list[Claim]] = {}
        for claim in claims:
            if claim.kind == "incident" and claim.stance not in ("denied", "hypothetical"):
                told.setdefault(self._apart(claim.event_type), []).append(claim)
        if len(told) < 2:
            return [(incident, claims)]
        main = self._apart(incident.event_type)
        return [_part(incident, claims, own, kind == main) for kind, own in told.items()]

    def _apart(self, event_type: str | None) -> str | None:
        """The type of MUC-4's that has a template of its own whatever else was done."""
        kind = self._knowledge.event_types.get(event_type or "attack")
        return kind.muc4 if kind is not None and kind.muc4 in APART else None

    def _is_recorded(self, incident: Incident, claims: Sequence[Claim]) -> bool:
        told = [c for c in claims if c.kind == "incident"]
        if all(c.stance in ("denied", "hypothetical", "unconfirmed") for c in told):
            return False
        likely = max(c.confidence for c in told) >= RECORDED
        named = incident.targets or incident.weapons or incident.attackers
        return likely and bool(named) and not self._is_fight(incident)

    def _is_fight(self, incident: Incident) -> bool:
        """Whether only armed forces or armed groups were attacked (section 1, 1)."""
        if not incident.targets:
            return False
        return all(self._is_armed(target) for target in incident.targets)

    def _is_armed(self, target: Mention) -> bool:
        """A force, its members or what is its own; former members, and leaders who are attacked as
        persons, are victims like others."""
        if self._namer.nature(target) == "person":
            return False
        words = {stem for word in target.name.lower().split() for stem in stems(word)}
        if words & {"former", "retired", "ex"}:
            return False
        kind = self._namer.target_type(target)
        if words & FORCES or (kind is not None and kind.side not in CIVIL_SIDES):
            return True
        if self._knowledge.actors.generic_kind(target.name.lower()) == "armed_group":
            return True
        actor = self._namer.actor(target)
        return actor is not None and actor.kind in ("military", "police", "armed_group", "umbrella")

    def _template(self, incident: Incident, claims: Sequence[Claim], text: str) -> Template:
        namer = self._namer
        organisations = _organisations(incident.attackers, namer)
        individuals = [m for m in incident.attackers if namer.is_members(m)]
        individuals.sort(key=lambda m: -_likelihood("attackers", m, claims))
        natures = [(m, namer.nature(m)) for m in map(without_gloss, incident.targets)]
        things = [without_count(m.name) for m, nature in natures if nature == "thing"]
        things = without_parts([one for one in things if is_target_name(one)])
        hurt = [m for claim in claims if claim.kind == "harm" for m in claim.targets]
        named = [m for m, nature in natures if nature == "person"]
        named += [m for m in hurt if namer.nature(m) == "person"]
        people = [fullest_name(person_name(m.name), text) for m in named]
        kind = self._incident_type(incident)
        template = Template(
            incident_type=kind,
            stage=STAGES.get(incident.stage or "done"),
            perp_ind=_entities(map(namer.individuals, _in_full(individuals)[:1])),
            perp_org=_entities(one.name for one in organisations),
            confidence=tuple(
                confidence_in(mentions, claims, self._knowledge.actors)
                for mentions in organisations.values()
            ),
            target=() if kind == "KIDNAPPING" else _entities(distinct_phrases(things)),
            victim=_entities(distinct_people(people)),
            weapon=()
            if kind in ("KIDNAPPING", "ARSON")
            else _entities(self._weapons(incident.weapons)),
        )
        return replace(template, slots=more_slots(incident, template, self._knowledge, namer))

    def _incident_type(self, incident: Incident) -> str:
        events, weapons = self._knowledge.event_types, self._knowledge.weapons
        kind = events.get(incident.event_type or "attack")
        muc4 = kind.muc4 if kind is not None else "ATTACK"
        if kind is not None and events.is_a(kind.id, "air_strike"):
            return "ATTACK"  # Aerial bombs: template-doc-part1.v7, section 7.8, note 5.
        bombs = any(
            one.weapon is not None and weapons.is_a(one.weapon, "explosive")
            for one in incident.weapons
        )
        generic = kind is None or kind.id in NO_MEANS
        return "BOMBING" if muc4 == "ATTACK" and generic and bombs else muc4

    def _weapons(self, weapons: Sequence[Weapon]) -> list[str]:
        names = (without_count(one.name) for one in weapons)
        return distinct_phrases([_FIRE.sub("", name) for name in names])


def _part(
    incident: Incident, claims: Sequence[Claim], own: Sequence[Claim], is_main: bool
) -> tuple[Incident, Sequence[Claim]]:
    """Return what some claims tell of an incident, with what no other claim does where they
    tell the main part of it."""
    others = [c for c in claims if c.kind == "incident" and c not in own]

    def is_told(field: str, name: str) -> bool:
        if any(name == v.name for c in own for v in getattr(c, field)):
            return True
        return is_main and all(name != v.name for c in others for v in getattr(c, field))

    part = replace(
        incident,
        event_type=incident.event_type if is_main else own[0].event_type,
        targets=tuple(m for m in incident.targets if is_told("targets", m.name)),
        weapons=tuple(w for w in incident.weapons if is_told("weapons", w.name)),
    )
    return part, [c for c in claims if c not in others]


def _is_here(incident: Incident) -> bool:
    """Whether the place leaves open that one of the nine countries is touched."""
    countries = {place.country for place in incident.places if place.country is not None}
    return not countries or bool(countries & COUNTRIES)


def _organisations(attackers: Sequence[Mention], namer: Namer) -> dict[Organisation, list[Mention]]:
    """Each organisation once, by the first of its names, with the mentions that name it."""
    found: dict[str, tuple[Organisation, list[Mention]]] = {}
    for mention in attackers:
        one = namer.organisation(mention)
        if one is not None:
            found.setdefault(one.actor or one.name.lower(), (one, []))[1].append(mention)
    return dict(found.values())


def _entities(names: Iterable[str]) -> tuple[Entity, ...]:
    return tuple((name,) for name in names)
