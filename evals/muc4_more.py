"""MUC-4's other slots, as far as claims and incidents fill them.

They count in the all-templates score only. Slots are written as MUC-4 writes them
(template-doc-part1.v7, section 7); a fill that refers to an entity names it behind a colon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from evals.muc4_naming import Namer, number_of, person_name, title_of, without_count
from evals.templates import Template
from tallybook.core.incidents import Incident
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS
from tallybook.knowledge.loading import Knowledge

Slots = dict[str, tuple[str, ...]]


def more_slots(incident: Incident, template: Template, knowledge: Knowledge, namer: Namer) -> Slots:
    """Return the slots beside the roles of a template; those that stay empty are left out."""
    people = [m for m in incident.targets if namer.nature(m) in ("person", "described", "force")]
    found = {
        "INCIDENT: DATE": _date(incident),
        "INCIDENT: LOCATION": _location(incident, knowledge),
        "INCIDENT: INSTRUMENT TYPE": _instruments(incident, template, knowledge),
        "PERP: INCIDENT CATEGORY": _category(incident, namer),
        **_things(template, namer),
        **_humans(incident, people, template, namer),
    }
    return {slot: tuple(fills) for slot, fills in found.items() if fills}


def _date(incident: Incident) -> list[str]:
    """ "04 FEB 90", "01 FEB 90 - 04 FEB 90", or "- 04 FEB 90" where only the last day is known."""
    when = incident.when
    if when is None or when.last is None:
        return []
    if when.first is None:
        return [f"- {_day(when.last)}"]
    if when.first == when.last:
        return [_day(when.last)]
    return [f"{_day(when.first)} - {_day(when.last)}"]


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _location(incident: Incident, knowledge: Knowledge) -> list[str]:
    for place in incident.places:
        country = knowledge.actors.countries.get(place.country or "")
        if country is None:
            continue
        name, state = place.name.upper(), country.names[0].upper()
        return [state if name == state else f"{state}: {name}"]
    return []


def _instruments(incident: Incident, template: Template, knowledge: Knowledge) -> list[str]:
    fills = []
    for weapon in incident.weapons:
        kind = knowledge.weapons.get(weapon.weapon or "")
        own = [e[0] for e in template.weapon if e[0].lower() in weapon.name.lower()]
        if kind is not None and kind.muc4 and own:
            fills.append(f'{kind.muc4}: "{own[0]}"')
    return fills


def _category(incident: Incident, namer: Namer) -> list[str]:
    """By whether those who did it belong to the state; unknown where nobody is named."""
    if not incident.attackers:
        return []
    actors = [namer.actor(mention) for mention in incident.attackers]
    state = [actor is not None and actor.kind in STATE_KINDS for actor in actors]
    return ["STATE-SPONSORED VIOLENCE" if all(state) else "TERRORIST ACT"]


def _things(template: Template, namer: Namer) -> dict[str, list[str]]:
    kinds, numbers = [], []
    for name, *_ in template.target:
        kind = namer.target_type(Mention(name))
        kinds.append(f'{kind.muc4 if kind is not None else "OTHER"}: "{name}"')
        numbers.append(f'{number_of(name)}: "{name}"')
    return {"PHYS TGT: TYPE": kinds, "PHYS TGT: NUMBER": numbers}


def _humans(
    incident: Incident, people: Sequence[Mention], template: Template, namer: Namer
) -> dict[str, list[str]]:
    descriptions, kinds, numbers, names = [], [], [], []
    victims = [entity[0] for entity in template.victim]
    for mention in people:
        named = namer.nature(mention) == "person"
        short = person_name(mention.name) if named else without_count(mention.name)
        name = next((one for one in victims if one.endswith(short)), short)
        if name in names:
            continue
        names.append(name)
        title = title_of(mention.name)
        if named and title:
            descriptions.append(f'"{title}": "{name}"')
        elif not named:
            descriptions.append(f'"{name}"')
        kind = namer.target_type(Mention(title if named and title else mention.name))
        kinds.append(f'{kind.muc4 if kind is not None else "CIVILIAN"}: "{name}"')
        numbers.append(f'{"1" if named else number_of(mention.name)}: "{name}"')
    return {
        "HUM TGT: DESCRIPTION": descriptions,
        "HUM TGT: TYPE": kinds,
        "HUM TGT: NUMBER": numbers,
        "HUM TGT: EFFECT OF INCIDENT": _effects(incident, names),
    }


def _effects(incident: Incident, names: Iterable[str]) -> list[str]:
    """What befell the people attacked: death where some were killed, else injury where some were
    hurt. Claims say it of an incident, not of each of its victims."""
    if incident.killed is not None and incident.killed.low > 0:
        effect = "DEATH"
    elif incident.injured is not None and incident.injured.low > 0:
        effect = "INJURY"
    else:
        return []
    return [f'{effect}: "{name}"' for name in names]
