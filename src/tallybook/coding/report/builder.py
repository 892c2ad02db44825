"""Builders of claims: from cards and tellings to the records that the book keeps.

One claim is what one voice says of one attack (or one figure) in one report; the sentences that
say it again are its repeats. What a claim's own sentences leave open and another sentence on
the same card says is filled in and marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.counts.units import singular, unit_of
from tallybook.coding.local import Home, LocalKnowledge
from tallybook.coding.places.home_towns import POLICE_RULE, TOLD_RULE, is_spot
from tallybook.core.claims import Claim, ClaimKind
from tallybook.core.documents import Document
from tallybook.core.ids import make_id
from tallybook.core.spans import Span
from tallybook.core.values import COUNTRY_PRECISION, Mention, Moment, Place, Weapon
from tallybook.knowledge.places.holding import hold_unknown


@dataclass(slots=True)
class Context:
    """What every claim of a report shares."""

    document: Document
    maker: str
    outlet: tuple[Mention, ...]
    published: date | None
    preliminary: frozenset[int] = field(default_factory=frozenset)

    def claim_id(self, kind: ClaimKind, anchor: Span, *more: str | int) -> str:
        """An id that depends on where the claim stands and what kind it is, so that coding a
        report again gives the same ids."""
        return make_id("claim", self.document.id, kind, anchor.start, anchor.end, *more)


def voices_of(telling: Telling, context: Context) -> tuple[Mention, ...]:
    """The chain from the outlet inwards, nobody twice."""
    chain = list(context.outlet)
    chain += [m for m in telling.chain if m not in chain]
    return tuple(chain)


def base_claim(
    kind: ClaimKind, main: Telling, others: Sequence[Telling], context: Context
) -> Claim:
    """Return the claim that `main` makes; `others` are tellings of the same thing by the same
    voice, which become its repeats and fill what `main` leaves out."""
    group = [main, *others]
    spans: dict[str, tuple[Span, ...]] = {"trigger": main.trigger_spans}
    for name, values in (
        ("attackers", [n.span for t in group for n in t.attackers]),
        ("targets", [n.span for t in group for n in t.targets]),
        ("weapons", [n.span for t in group for n in t.weapons]),
        ("places", [s for _, s in _own_places(group)]),
        ("voices", [s for t in group for s in t.voice_spans]),
        ("stance", [s for t in group for s in t.cue_spans]),
        ("count", list(main.number_spans) if kind == "count" else []),
    ):
        kept = _unique(values)
        if kept:
            spans[name] = kept
    moment = next((t.moment for t in group if t.moment is not None), None)
    killed = next((t.killed for t in group if t.killed is not None), None)
    injured = next((t.injured for t in group if t.injured is not None), None)
    for name, found in (("when", moment), ("killed", killed), ("injured", injured)):
        if found is not None:
            spans[name] = (found[1],)
    attackers = [n.value for t in group for n in t.attackers]
    inferred = {name: rule for t in group for name, rule in t.inferred.items()}
    if main.by_its_voice:
        attackers = [main.chain[-1]]
        inferred["attackers"] = "the voice speaks of what it did itself"
    if main.taken_up:
        rule = "said of the attack just told, by an ellipsis or a pronoun"
        filled = {"attackers": attackers, "targets": main.targets, "weapons": main.weapons,
                  "places": main.places, "when": moment}  # fmt: skip
        inferred.update((name, rule) for name, value in filled.items() if value)
    motive = next((t.motive for t in group if t.motive is not None), None)
    if motive is not None:
        spans["motive"] = (motive,)
    sentences = _unique([t.sentence.span for t in group])
    copies = [c for t in group for c in t.sentence.copies()]
    sentence = main.sentence.span
    anchor = main.trigger_spans[0] if main.trigger_spans else sentence
    apart = () if main.set_apart is None else (main.set_apart.start,)
    return Claim(
        id=context.claim_id(kind, anchor, *apart),
        document=context.document.id,
        kind=kind,
        sentence=sentence,
        event_type=main.event_type,
        stage=main.stage,
        count=main.number if kind == "count" else None,
        attackers=_names(attackers),
        targets=_names(n.value for t in group for n in t.targets),
        weapons=_distinct_by_name(n.value for t in group for n in t.weapons),
        places=tuple(p for p, _ in _own_places(group)),
        when=moment[0] if moment is not None else None,
        killed=killed[0] if killed is not None else None,
        injured=injured[0] if injured is not None else None,
        voices=voices_of(main, context),
        stance="claimed" if main.by_its_voice and main.stance == "asserted" else main.stance,
        preliminary=any(t.sentence.order in context.preliminary for t in group),
        motive=motive.words if motive is not None else None,
        repeats=tuple(s for s in (*sentences, *_unique(copies)) if s != sentence),
        spans=spans,
        inferred=inferred,
        maker=context.maker,
        confidence=_confidence(main),
    )


def fill(claim: Claim, donors: Sequence[Telling], rule: str) -> Claim:
    """Return the claim with its open fields filled from other tellings of the same attack, each
    marked as inferred by `rule`."""
    changes: dict[str, object] = {}
    spans = dict(claim.spans)
    inferred = dict(claim.inferred)

    def take(name: str, value: object, found: Iterable[Span]) -> None:
        changes[name] = value
        spans[name] = _unique(list(found))
        inferred[name] = rule

    for telling in donors:
        if not claim.attackers and "attackers" not in changes and telling.attackers:
            take("attackers", _names(n.value for n in telling.attackers),
                 (n.span for n in telling.attackers))  # fmt: skip
        if not claim.targets and "targets" not in changes and telling.targets:
            take("targets", _names(n.value for n in telling.targets),
                 (n.span for n in telling.targets))  # fmt: skip
        if not claim.weapons and "weapons" not in changes and telling.weapons:
            take("weapons", _distinct_by_name(n.value for n in telling.weapons),
                 (n.span for n in telling.weapons))  # fmt: skip
        if claim.when is None and "when" not in changes and telling.moment is not None:
            take("when", telling.moment[0], (telling.moment[1],))
    told = _own_places(donors)
    if not claim.places and told:
        take("places", tuple(p for p, _ in told), (s for _, s in told))
    if not changes:
        return claim
    return replace(claim, **changes, spans=spans, inferred=inferred)


def carry_on(claim: Claim, tellings: Sequence[Telling]) -> Claim:
    """Fill an open moment with the narrated time that one of its tellings goes on from."""
    found = next((t for t in tellings if t.carried is not None), None)
    if claim.when is not None or found is None or found.carried is None:
        return claim
    return replace(
        claim,
        when=found.carried[0],
        spans={**claim.spans, "when": (found.carried[1],)},
        inferred={**claim.inferred, "when": found.carried_rule},
    )


def where_the_report_is(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """A report that speaks of one country alone, and of an attack without its place, speaks of an
    attack in that country, and in the town that it is at home in: news says so where the scene
    changes. Figures are often of more than the town. Marked as inferred."""
    if claim.places:
        placed = _in_its_setting(_in_the_town_of_its_police(claim, knowledge), knowledge)
        return _in_its_country(placed, knowledge)
    if _struck_from(claim, knowledge):
        return claim
    home = next((h for h in knowledge.homes if _may_be_at(h, claim, knowledge)), None)
    home = None if claim.background else home
    if home is None and len(knowledge.countries) > 1:
        return _in_the_country_attacked(claim, knowledge)
    if home is not None:
        place, rule = home
    else:
        entry = knowledge.gazetteer.by_key(f"country:{next(iter(knowledge.countries), '')}")
        if entry is None:
            return claim
        place = knowledge.gazetteer.place_of(entry)
        rule = "not stated: the only country that the report speaks of"
    return replace(claim, places=(place,), inferred={**claim.inferred, "places": rule})


def in_its_division(claim: Claim, told: Sequence[Place]) -> Claim:
    """A village that no gazetteer knows lies in the division in which the same attack is told of
    ("in Ituri" above, "at Mungamba" below): one attack is in one place, said more or less
    exactly."""
    exact = range(DIVISION, COUNTRY_PRECISION)
    divisions = [p for p in told if p.lat is not None and p.precision in exact]
    if not divisions or all(place.lat is not None for place in claim.places):
        return claim
    division = min(divisions, key=lambda p: p.precision or COUNTRY_PRECISION)
    within = (None, division.country)
    places = hold_unknown(claim.places, division, fits=lambda place: place.country in within)
    return replace(claim, places=places)


DIVISION = 3
"""UCDP GED's `where_prec` of what is known by its second-order division."""


def _in_its_country(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """A village that no gazetteer knows lies in the country in which alone the report tells of
    attacks, or in that which it was filed from and speaks of most: news names another country with
    a place that lies there. The place says so."""
    if not any(place.lat is None and place.country is None for place in claim.places):
        return claim
    filed = {home.town.country for home in knowledge.homes} & set(knowledge.countries[:1])
    told = knowledge.setting.country if knowledge.setting is not None else knowledge.attacked
    country = told or next(iter(filed), None)
    if country is None:
        return claim
    places = tuple(
        replace(place, country=country, reason=f"{place.reason}: in {ITS_COUNTRY}")
        if place.lat is None and place.country is None
        else place
        for place in claim.places
    )
    return replace(claim, places=places)


ITS_COUNTRY = "the country that the report is about"


def _struck_from(claim: Claim, knowledge: LocalKnowledge) -> bool:
    """ "Israel said it struck a depot", "Turkish jets hit a camp": the name of a state before what
    strikes from afar says whose it is, and leaves open on which side of a border it came down. Of
    raids and fights on the ground news names another country's soil where they were on it."""
    if claim.event_type in ON_THE_GROUND:
        return False
    gazetteer, told = knowledge.gazetteer, {*knowledge.countries, knowledge.attacked}
    for word in (w for a in claim.attackers for w in re.split(r"[\s-]|['’]s\b", a.name)):
        entries = gazetteer.candidates(word) if word[:1].isupper() else ()
        named = {c for e in entries if e.kind == "country" for c in e.countries}
        if told & (named | set(gazetteer.demonym_countries(word))):
            return True
    return False


ON_THE_GROUND = frozenset(
    {"raid", "ambush", "battle", "shooting", "killing", "armed_assault", "abduction", "capture"}
    | {"stabbing", "execution", "arson", "hostage_taking", "looting", "siege", "massacre"}
)
"""Types of event at which those who do it are present."""


def _may_be_at(home: Home, claim: Claim, knowledge: LocalKnowledge) -> bool:
    """Whether an attack without a place, or a figure, may be inferred to be in a town that the
    report is at home in: a figure only by its police, and where no other country is named. An
    attack with a day of its own, or one that the text sets apart, may be another scene than those
    told with their town."""
    several = len(knowledge.countries) > 1
    if several or claim.kind != "incident":
        return home.rule == POLICE_RULE and not (several and claim.kind != "incident")
    goes_on = not claim.apart_from and (claim.when is None or "when" in claim.inferred)
    return home.rule != TOLD_RULE or goes_on


def _in_the_country_attacked(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """A report that names several countries and tells of attacks in one tells of one more, without
    its place, in that one. Figures may be of more, but for those of one thing that was attacked
    again and again. Marked as inferred."""
    entry = knowledge.gazetteer.by_key(f"country:{knowledge.attacked}")
    if entry is None or not (claim.kind == "incident" or of_one_thing(claim, knowledge)):
        return claim
    rule = "not stated: the only country in which the report tells of attacks"
    place = knowledge.gazetteer.place_of(entry)
    return replace(claim, places=(place,), inferred={**claim.inferred, "places": rule})


def _in_its_setting(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """A name that no gazetteer knows, in a report that is set in one division, lies there, whoever
    else's troops it mentions. The place says so."""
    setting = knowledge.setting
    if setting is None or setting.precision == COUNTRY_PRECISION:
        return claim
    if any(place.country not in (None, setting.country) for place in claim.places):
        return claim
    return replace(claim, places=hold_unknown(claim.places, setting))


def of_one_thing(claim: Claim, knowledge: LocalKnowledge) -> bool:
    """ "The 21st attack on the pipe": a definite singular means one thing (Heim 1982), and that is
    where it is; "the army" and "the family" are many."""
    names = [target.name.casefold() for target in claim.targets]
    heads = [head_word(name) for name in names]
    words = f" {' '.join(claim.sentence.words.casefold().split())}"
    return bool(names) and all(
        f" the {name}" in words
        and singular(head) == head
        and unit_of(head) != "people"
        and knowledge.actors.find(name) is None
        for name, head in zip(names, heads, strict=True)
    )


def _in_the_town_of_its_police(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """A town's police act in it: a spot of which no gazetteer knows, where an attack is told to
    have happened with nothing that holds it, lies in the town whose police are told of. Marked as
    inferred."""
    town = knowledge.police_of
    if town is None or claim.kind != "incident" or claim.background:
        return claim
    gazetteer = knowledge.gazetteer
    places = hold_unknown(claim.places, town, fits=lambda place: is_spot(place, gazetteer))
    if places == claim.places:
        return claim
    rule = "not in the gazetteer: in the town whose police the report speaks of"
    return replace(claim, places=places, inferred={**claim.inferred, "places": rule})


def bound_by_publication(claim: Claim, context: Context) -> Claim:
    """The publication date never stands in for a date that is not stated: it bounds it, and what
    is told "since the war began on 13 June", or "hours later"."""
    if context.published is None:
        return claim
    when, today = claim.when, context.published.isoformat()
    if when is None:
        moment = Moment(None, today, "sometime", "")
        rule = "not stated: on or before the day of publication"
        return replace(claim, when=moment, inferred={**claim.inferred, "when": rule})
    # No day of what has been lies behind the report, unless all of them do: then one date is wrong.
    has_been = claim.stage == "done" and not when.year_open and (when.earliest or "") <= today
    late = when.latest is None or (has_been and when.latest > today)
    if when.earliest is not None and late:
        return replace(claim, when=replace(when, latest=max(today, when.earliest)))
    return claim


def _own_places(group: Sequence[Telling]) -> list[tuple[Place, Span]]:
    """The places of the first telling that has any: a repeat in other words ("the town") would
    only add a coarser name for the same spot."""
    best = min(
        (t.places for t in group if t.places),
        key=lambda places: min((p.precision or 9) for p, _ in places),
        default=[],
    )
    return best


def _names(values: Iterable[Mention]) -> tuple[Mention, ...]:
    """Names without repeats; a shorter naming of an actor that is there already adds nothing."""
    kept: list[Mention] = []
    for value in values:
        if any(
            value.name.casefold() == k.name.casefold()
            or (value.actor is not None and value.actor == k.actor)
            for k in kept
        ):
            continue
        kept.append(value)
    return tuple(kept)


def _distinct_by_name(values: Iterable[Weapon]) -> tuple[Weapon, ...]:
    kept: list[Weapon] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)


def _unique(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))


def _confidence(telling: Telling) -> float:
    """A rank for reviewers: a strong trigger with a place and a day of its own is read most safely.
    Claims of one attack get a probability in its place (`tallybook.coding.certainty`)."""
    score = 0.55 if telling.strong else 0.4
    score += 0.15 if telling.places else 0.0
    score += 0.15 if telling.moment is not None else 0.0
    score += 0.1 if telling.attackers or telling.targets else 0.0
    return round(score, 2)
