"""One coder, two evidences: `trained.v1`, the grammar with the trained reader beside it.

The grammar finds who speaks, how many, when, where and how sure; the reader finds what was
attacked, by whom and with what, over sentences. They are put together once, when the grammar is
done, by these rules:

1. An attack as read is the grammar's claim that holds most of its names. One that no claim holds
   is told in its own words, in the sentence of its likeliest victim or target, where nothing says
   that it is only feared or planned; so is an abduction, an arson or a robbery in the course of an
   attack that the grammar holds to be something else, as said of the same attack.
2. In a field in which the reader is sure of names, the grammar's own stay beside them where they
   are likely enough; a field that the reader leaves open keeps the grammar's. A weapon that both
   name is called what the reader calls it, which keeps its adjectives.
3. Each claim, and each name, gets the probability that it is right, by logistic regressions on both
   evidences that were fitted on reports held out of the training (`weights.py`).

What the reader adds is marked as inferred. Counts, statements and relations are the grammar's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.attacks.stances import factuality
from tallybook.coding.attacks.tellings import in_words
from tallybook.coding.builtin import BuiltinCoder, Coded
from tallybook.coding.certainty import NAMED_FIELDS
from tallybook.coding.report.builder import bound_by_publication, where_the_report_is
from tallybook.coding.speech.claims import STANCE_OF_VERDICT
from tallybook.coding.trained.evidence import FIELDS, Evidence, anchors, overlap
from tallybook.coding.trained.incidents import Entity, ReadIncident
from tallybook.coding.trained.labels import ANCHORS, CONFIDENCES, INCIDENT_TYPES, ROLES, STAGES
from tallybook.coding.trained.model import load_trained
from tallybook.coding.trained.spans import FLOOR, ReadSpan
from tallybook.coding.trained.weights import logistic, told_features
from tallybook.coding.voices.attribution import chain_at
from tallybook.core.claims import Claim, Stage, Verdict
from tallybook.core.records import Maker
from tallybook.core.spans import Span
from tallybook.core.values import Mention, Weapon

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.loading import Knowledge

EVENT_TYPES = {
    "ATTACK": "attack",
    "BOMBING": "bombing",
    "KIDNAPPING": "abduction",
    "ARSON": "arson",
    "ROBBERY": "looting",
}
"""Event types of the reader's incident types; a forced work stoppage is no armed attack."""

VERDICTS: dict[str, Verdict] = {
    "SUSPECTED OR ACCUSED": "blames",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "blames",
    "CLAIMED OR ADMITTED": "claims",
}

STAGE_OF: dict[str, Stage] = {
    "ACCOMPLISHED": "done",
    "ATTEMPTED": "attempted",
    "THREATENED": "threatened",
}

APART = frozenset({"KIDNAPPING", "ARSON", "ROBBERY"})
"""Types of incident that are done beside an attack or a bombing, not other words for one."""

OPEN = 0.27
"""How likely an attack has to be that only the reader reads, to be told."""

FILL = 0.35
"""How likely a name has to be that only the reader gives."""

STAY = {"attackers": 0.7, "targets": 0.3, "weapons": 0.5}
"""How likely a name of the grammar's has to be, to stay in a field for which the reader has other
names. These and the two above were chosen on the reports held out of the training."""

RULE = "read by the trained reader, not by the grammar"

Name = Mention | Weapon


class TrainedCoder(BuiltinCoder):
    """The coder `trained.v1`."""

    name = "trained.v1"
    maker = Maker("trained", "1", "muc4")

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        super().__init__(knowledge)
        self._trained = load_trained()

    def _settle(self, coded: Coded) -> list[Claim]:
        return combine(coded, self._trained.read(coded.context.document.text))


def combine(coded: Coded, evidence: Evidence) -> list[Claim]:
    """Return the claims of a report, by both evidences, in the order of their sentences."""
    read_of: dict[str, list[ReadIncident]] = {}
    told: list[Claim] = []
    for incident in evidence.incidents:
        if INCIDENT_TYPES[incident.kind] not in EVENT_TYPES or not incident.entities:
            continue
        held = [(_held(incident, c), -n, c) for n, c in enumerate(coded.claims) if _may_hold(c)]
        holding = [c for most, _, c in sorted(held, key=lambda one: one[:2]) if most > 0]
        own = [c for c in holding if _is_of_kind(c, incident, coded.knowledge)]
        if not own and evidence.weights.attack_p(incident) >= OPEN:
            claim = _told_alone(incident, coded, evidence)
            if claim is not None:
                told.append(replace(claim, about=tuple(c.id for c in holding[-1:])))
                own = told
        for claim in own[-1:] or holding[-1:]:
            read_of.setdefault(claim.id, []).append(incident)
    told += [
        blame
        for claim in (*coded.claims, *told)
        for incident in read_of.get(claim.id, [])
        for blame in _blames(claim, incident, coded, evidence)
    ]
    claims = [
        _complete(claim, read_of.get(claim.id, []), evidence, coded.knowledge)
        if claim.kind == "incident"
        else claim
        for claim in (*coded.claims, *told)
    ]
    ordered = sorted(claims, key=lambda c: (c.sentence.start, c.kind, c.id))
    return list({claim.id: claim for claim in ordered}.values())


def _may_hold(claim: Claim) -> bool:
    """Whether an attack as read can be the claim's: a count holds what it counts."""
    if claim.kind == "count":
        return True
    real = claim.stance not in ("hypothetical", "threatened") and claim.stage != "threatened"
    return claim.kind == "incident" and real


def _is_of_kind(claim: Claim, incident: ReadIncident, knowledge: LocalKnowledge) -> bool:
    """Whether a claim tells the kind of act that was read, as far as kinds are apart."""
    event = knowledge.event_types.get(claim.event_type) if claim.event_type else None
    kinds = (event.muc4 if event is not None else None, INCIDENT_TYPES[incident.kind])
    return claim.kind == "count" or kinds[0] == kinds[1] or not APART.intersection(kinds)


def _held(incident: ReadIncident, claim: Claim) -> float:
    """How much of what was read stands in a claim: whole in its own words, half in its sentences;
    nothing where no victim or target does."""
    here = (claim.sentence, *claim.repeats)
    own = [s for field in ("trigger", *NAMED_FIELDS) for s in claim.spans.get(field, ())]
    total, anchored = 0.0, False
    for entity in incident.entities:
        inside = [s for s in entity.spans if any(overlap(s, one) for one in here)]
        if not inside:
            continue
        anchored = anchored or entity.role in ANCHORS
        total += max(s.p * (1.0 if any(overlap(s, o) for o in own) else 0.5) for s in inside)
    return total if anchored or next(anchors(incident), None) is None else 0.0


def _told_alone(incident: ReadIncident, coded: Coded, evidence: Evidence) -> Claim | None:
    """The claim of an attack that only the reader read, with the one place and the one moment that
    its sentence names."""
    found = _in_text(sorted(anchors(incident), key=lambda s: -s.p), coded)
    if found is None:
        return None
    span, head, sentence, mentions = found
    attributions = coded.gathered.attributions.get(sentence.order, ())
    holding, chain = chain_at(head.i, attributions)
    real = factuality(head, holding)
    if real.stance != "asserted" or real.stage != "done" or real.purpose:
        return None  # "Accused of plotting an attack on the bank": of what might be, none is told.
    context, trigger = coded.context, _span(span, evidence.text)
    spans: dict[str, tuple[Span, ...]] = {"trigger": (trigger,)}
    sources = tuple(a.source for a in holding if a.source is not None)
    if sources:
        spans["voices"] = sources
    claim = Claim(
        id=context.claim_id("incident", trigger, "read"),
        document=context.document.id,
        kind="incident",
        sentence=sentence.span,
        event_type=EVENT_TYPES[INCIDENT_TYPES[incident.kind]],
        stage=STAGE_OF[STAGES[int(incident.stages.argmax())]],
        voices=tuple(dict.fromkeys((*context.outlet, *chain))),
        repeats=tuple(sentence.copies()),
        spans=spans,
        inferred={"event_type": RULE},
        maker=context.maker,
    )
    placed = where_the_report_is(_placed(claim, sentence, mentions), coded.knowledge)
    return bound_by_publication(placed, context)


def _in_text(
    spans: Sequence[ReadSpan], coded: Coded
) -> tuple[ReadSpan, Token, Sentence, Mentions] | None:
    """The first of some spans that stands in the body of the report, its first word, its
    sentence."""
    for span in spans:
        for sentence, mentions in coded.sentences:
            if sentence.passage.is_title or sentence.asks:
                continue
            for token in sentence.tokens:
                if span.start <= sentence.passage.offset + token.idx < span.end:
                    return span, token, sentence, mentions
    return None


def _placed(claim: Claim, sentence: Sentence, mentions: Mentions) -> Claim:
    passage = sentence.passage
    spans, inferred = dict(claim.spans), dict(claim.inferred)
    places = {
        m.place.key or m.place.name: (m.place, passage.span(m.start, m.end))
        for m in mentions.places
        if m.site and sentence.start <= m.start < sentence.end
    }
    if len(places) == 1:
        [(place, span)] = places.values()
        claim = replace(claim, places=(place,))
        spans["places"], inferred["places"] = (span,), "the one place that the sentence names"
    moments = [m for m in mentions.moments if sentence.start <= m.start < sentence.end]
    if len(moments) == 1 and moments[0].kind not in ("since", "frequency", "duration"):
        span = passage.span(moments[0].start, moments[0].end)
        claim = replace(claim, when=in_words(moments[0].moment, span))
        spans["when"], inferred["when"] = (span,), "the one moment that the sentence names"
    return replace(claim, spans=spans, inferred=inferred)


def _complete(
    claim: Claim, read: Sequence[ReadIncident], evidence: Evidence, knowledge: LocalKnowledge
) -> Claim:
    """Return an incident claim with the names of both evidences, and how likely all of it is."""
    changes: dict[str, object] = {}
    spans, inferred = dict(claim.spans), dict(claim.inferred)
    confidences: dict[str, dict[str, float]] = {}
    for field in NAMED_FIELDS:
        mine = spans.get(field, ())
        names: dict[str, tuple[Name, float]] = {
            value.name: (value, evidence.name_p(claim, field, value.name))
            for value in getattr(claim, field)
        }
        added = list(_read_names(field, read, evidence, knowledge))
        if added:
            likely = {
                n: (value, p)
                for n, (value, p) in names.items()
                if p >= STAY[field]
                and not (
                    isinstance(value, Weapon) and any(_is_named(value, v) for v, _, _ in added)
                )
            }
            names, new = dict(likely), []
            for value, span, p in added:
                if isinstance(value, Weapon) and value.weapon is None:
                    value = _of_known_kind(value, claim.weapons)
                if not any(_is_named(value, other) for other, _ in names.values()):
                    names[value.name] = (value, p)
                    new.append(span)
            changes[field] = tuple(value for value, _ in names.values())
            spans[field] = tuple(dict.fromkeys((*(mine if likely else ()), *new)))
            if new:
                inferred[field] = f"in part {RULE}" if likely else RULE
        if names:
            confidences[field] = {name: round(p, 2) for name, (_, p) in names.items()}
    attack = max((evidence.weights.attack_p(incident) for incident in read), default=FLOOR)
    features = told_features(claim.confidence, attack, evidence.told)
    return replace(
        claim,
        **changes,
        spans=spans,
        inferred=inferred,
        confidence=round(logistic(evidence.weights.told, features), 2),
        confidences=confidences,
    )


def _of_known_kind(weapon: Weapon, known: Sequence[Weapon]) -> Weapon:
    """Return a weapon as read, of the kind of the grammar's weapon that it is."""
    same = (one.weapon for one in known if _is_named(weapon, one))
    return replace(weapon, weapon=next(same, None))


def _read_names(
    field: str, read: Sequence[ReadIncident], evidence: Evidence, knowledge: LocalKnowledge
) -> Iterator[tuple[Name, Span, float]]:
    """Yield what the reader names in a field, likely enough to be taken, the likeliest first."""
    found = [
        (entity, p)
        for incident in read
        for entity in incident.entities
        if FIELDS[ROLES[entity.role]] == field
        and _is_fact(entity)
        and (p := evidence.weights.fill_p(entity, incident)) >= FILL
    ]
    for entity, p in sorted(found, key=lambda one: -one[1]):
        yield _name_of(entity, evidence, knowledge), _span(entity.best, evidence.text), p


def _name_of(entity: Entity, evidence: Evidence, knowledge: LocalKnowledge) -> Name:
    name = " ".join(_span(entity.best, evidence.text).words.split())
    if FIELDS[ROLES[entity.role]] == "weapons":
        return Weapon(name, knowledge.weapons.find(name))
    actor = knowledge.actors.find(name)
    return Mention(name, actor.id if actor is not None else None)


def _is_fact(entity: Entity) -> bool:
    """Whether a report says it as a fact that this organisation did it."""
    return _verdict(entity) is None


def _verdict(entity: Entity) -> Verdict | None:
    """What is said of an organisation that is not said as a fact: blame, or its own claim."""
    if ROLES[entity.role] != "PerpOrg":
        return None
    return VERDICTS.get(CONFIDENCES[int(entity.mean("confidences").argmax())])


def _blames(
    claim: Claim, incident: ReadIncident, coded: Coded, evidence: Evidence
) -> Iterator[Claim]:
    """Yield who is blamed for an attack, or claims it, as read, in the voice that the grammar finds
    there."""
    context = coded.context
    known = [c for c in coded.claims if c.kind == "responsibility" and claim.id in c.about]
    for entity in incident.entities:
        verdict = _verdict(entity)
        p = evidence.weights.fill_p(entity, incident)
        if verdict is None or p < FILL:
            continue
        found = _in_text([entity.best], coded)
        value = _name_of(entity, evidence, coded.knowledge)
        if found is None or any(_is_named(value, a) for c in known for a in c.attackers):
            continue
        span, head, sentence, _ = found
        holding, chain = chain_at(head.i, coded.gathered.attributions.get(sentence.order, ()))
        words = _span(span, evidence.text)
        own = (value,) if verdict == "claims" and isinstance(value, Mention) else ()
        spans: dict[str, tuple[Span, ...]] = {"attackers": (words,)}
        if any(a.source is not None for a in holding):
            spans["voices"] = tuple(a.source for a in holding if a.source is not None)
        yield Claim(
            id=context.claim_id("responsibility", words, "read"),
            document=context.document.id,
            kind="responsibility",
            sentence=sentence.span,
            attackers=(value,) if isinstance(value, Mention) else (),
            voices=tuple(dict.fromkeys((*context.outlet, *chain, *own))),
            stance=STANCE_OF_VERDICT[verdict],
            verdict=verdict,
            about=(claim.id,),
            repeats=tuple(sentence.copies()),
            spans=spans,
            inferred={"attackers": RULE, "verdict": RULE},
            maker=context.maker,
            confidence=round(p, 2),
            confidences={"attackers": {value.name: round(p, 2)}},
        )


def _is_named(one: Name, other: Name) -> bool:
    """Whether two names are of one: the same words, words of each other's, or the same actor."""
    a, b = (f" {value.name.casefold()} " for value in (one, other))
    if a in b or b in a:
        return True
    if isinstance(one, Mention) and isinstance(other, Mention):
        return one.actor is not None and one.actor == other.actor
    return False


def _span(span: ReadSpan, text: str) -> Span:
    return Span(span.start, span.end, text[span.start : span.end])
