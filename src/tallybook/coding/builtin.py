"""The built-in coder: English news to claims, offline, by parse and grammar.

For each sentence in turn: who speaks (voices), what is attacked (triggers, harms, frames), with
which words resolved to values (tellings). For the report as a whole: which tellings are one
attack (cards), which figures are one figure (counting), and the claims that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.frames import Frame, find_frames
from tallybook.coding.attacks.kinds import take_kind
from tallybook.coding.attacks.senses import senses_of
from tallybook.coding.attacks.specificity import is_particular
from tallybook.coding.attacks.telling import tell
from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.attacks.triggers import FoundTrigger, find_triggers
from tallybook.coding.coder import refusal
from tallybook.coding.gate import Gate
from tallybook.coding.harms.finding import find_harms
from tallybook.coding.harms.shots import in_the_body
from tallybook.coding.harms.victims import is_person
from tallybook.coding.harms.words import NON_VIOLENT
from tallybook.coding.language.clauses import is_passive, subjects
from tallybook.coding.language.model import load_model
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, ancestors_to_root
from tallybook.coding.language.reading import Reading, Sentence, analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.places.home import police_town
from tallybook.coding.report.accidents import says_murder, tells_accident
from tallybook.coding.report.assembly import assemble
from tallybook.coding.report.builder import Context
from tallybook.coding.report.gathering import Gathered
from tallybook.coding.report.headings import Heading, find_heading, place_under
from tallybook.coding.report.narrative import (
    Scene,
    carry_moment,
    drop_future,
    find_scene,
    settle_narrative,
)
from tallybook.coding.roles.words import HITTING
from tallybook.coding.speech.relations import find_relations
from tallybook.coding.speech.responsibility import OWN_FORCES, find_responsibilities
from tallybook.coding.speech.statements import find_statements
from tallybook.coding.speech.verdicts import Responsibility
from tallybook.coding.totals.cases import settle_cases
from tallybook.coding.totals.definitions import find_definitions
from tallybook.coding.totals.running import running_totals, settle_earlier_figure
from tallybook.coding.voices.attribution import Attribution, Speakers, find_attributions
from tallybook.coding.voices.communiques import issuer_of, tell_for, with_home
from tallybook.coding.voices.cues import PRELIMINARY_NOUNS, PRELIMINARY_WORDS
from tallybook.coding.voices.ellipsis import answers
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.core.values import Mention
from tallybook.knowledge.loading import Knowledge, load_knowledge

if TYPE_CHECKING:
    from tallybook.coding.coder import Coding
    from tallybook.coding.language.tokens import Token

MAKER = Maker("builtin", "1", "en")
BATCH = 32


@dataclass(frozen=True, slots=True)
class Coded:
    """A report as the grammar coded it, with what it was coded from."""

    claims: list[Claim]
    gathered: Gathered
    sentences: tuple[tuple[Sentence, Mentions], ...]
    context: Context
    knowledge: LocalKnowledge


class BuiltinCoder:
    """The default coder, `builtin.v1`: the grammar."""

    name = "builtin.v1"
    maker = MAKER

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._model = load_model()
        self._knowledge = knowledge if knowledge is not None else load_knowledge()
        self._gate = Gate(self._knowledge)

    def code(self, documents: Sequence[Document]) -> Iterator[Coding]:
        """Yield the claims of each document, or the Rejection that says why there are none."""
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            refused = {d.id: r for d in batch if (r := refusal(d, self.name)) is not None}
            readable = [d for d in batch if d.id not in refused and self._gate.opens_for(d)]
            opened = {d.id for d in readable}
            readings = analyse(readable, self._model, self._gate.opens_for_paragraph)
            for document in batch:
                if document.id in refused:
                    yield refused[document.id]
                elif document.id not in opened:
                    yield []  # Nothing in it can be a claim: that is its outcome.
                else:
                    reading = next(readings)
                    claims = self._settle(_code(reading, self._knowledge, self.maker))
                    for claim in claims:
                        claim.check(document.text)
                    for passage in reading.passages:
                        passage.doc.release()
                    yield claims

    def _settle(self, coded: Coded) -> list[Claim]:
        """Return the claims of a report, once the grammar has coded it."""
        return coded.claims


def _code(reading: Reading, knowledge: Knowledge, maker: Maker) -> Coded:
    document = reading.document
    published = _day_of(document)
    countries = with_home(document, country_context(reading, knowledge), knowledge)
    police_of = police_town(document.text, countries, knowledge.gazetteer)
    local = localise(knowledge, countries, police_of)
    anchor = Anchor(published=published, dateline_day=_day_written(document))
    mentions = find_mentions(reading, anchor, local)
    context = Context(
        document=document,
        maker=f"{maker}{knowledge.mark}",
        outlet=_outlet(document, local),
        published=published,
        preliminary=_preliminary(reading.sentences),
    )
    at = {id(p): m for p, m in zip(reading.passages, mentions, strict=True)}
    sentences = tuple((sentence, at[id(sentence.passage)]) for sentence in reading.sentences)
    gathered = _gather(document, sentences, local)
    return Coded(
        claims=assemble(gathered, context, local),
        gathered=gathered,
        sentences=sentences,
        context=context,
        knowledge=local,
    )


def _day_of(document: Document) -> date | None:
    """Return the day on which a report appeared, where it is known."""
    return date.fromisoformat(document.published) if document.published else None


def _day_written(document: Document) -> date | None:
    """Return the day that a report gives for itself where its page was stamped weeks later: from
    it "on Tuesday" counts, and not from the day on which a site moved."""
    late = "late-stamp" in document.alerts and document.dated is not None
    return date.fromisoformat(document.dated or "") if late else None


def _outlet(document: Document, knowledge: LocalKnowledge) -> tuple[Mention, ...]:
    """The outlet speaks first in every chain; a report without a publisher has no name for it."""
    if document.publisher is None:
        return ()
    actor = knowledge.actors.find(document.publisher)
    return (Mention(document.publisher, actor.id if actor is not None else None),)


def _preliminary(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The sentences that call what they report preliminary ("this is an initial report"): by an
    adjective on a noun for information."""
    return frozenset(
        sentence.order
        for sentence in sentences
        for token in sentence.tokens
        if token.lower_ in PRELIMINARY_WORDS and token.head.lemma_.lower() in PRELIMINARY_NOUNS
    )


@dataclass(slots=True)
class _State:
    """What reading a report remembers from one sentence to the next."""

    speakers: Speakers = field(default_factory=Speakers)
    violent: bool = False
    heading: Heading | None = None
    scene: Scene | None = None


def _gather(
    document: Document,
    sentences: Sequence[tuple[Sentence, Mentions]],
    knowledge: LocalKnowledge,
) -> Gathered:
    gathered = Gathered()
    published = _day_of(document)
    issuer = issuer_of(document, knowledge.actors)
    state = _State(violent=any(found.weapons for _, found in sentences))
    meant = says_murder(document.text)
    senses = senses_of(document.text, knowledge.event_types)
    for sentence, found in sentences:
        state.heading = find_heading(sentence, found, knowledge, published) or state.heading
        attributions = find_attributions(sentence, knowledge.actors, state.speakers)
        gathered.attributions[sentence.order] = tuple(attributions)
        verdicts = find_responsibilities(sentence, found, knowledge)
        triggers = list(find_triggers(sentence, found, knowledge.event_types, senses))
        harms = [] if _non_violent(sentence) else find_harms(sentence, found.counts)
        definitions = list(find_definitions(sentence, found, knowledge.event_types))
        gathered.definitions += definitions
        if any(definition.whole for definition in definitions):
            triggers, harms = [], []  # Of kinds of attacks: none is told.
        if sentence.asks:
            triggers, harms = [], []  # "How many people have died?" says of none that he has.
        frames = find_frames(sentence, found, triggers, harms, attributions, knowledge.event_types)
        settle_cases(sentence, gathered.tellings)
        told: list[Telling] = []
        for frame in frames:
            if not _is_attack(frame, state, knowledge):
                continue
            state.violent = True
            if not is_particular(frame):
                continue
            speaking = _without_verdicts(frame, attributions, verdicts)
            told += tell(frame, speaking, knowledge)
        before = (*gathered.tellings, *told)
        for telling in (*told, *running_totals(sentence, found, attributions, before)):
            place_under(telling, state.heading)
            settle_narrative(telling, gathered.tellings)
            drop_future(telling, published)
            settle_earlier_figure(telling, gathered.tellings, published)
            carry_moment(telling, gathered.tellings, state.scene)
            if issuer is not None:
                tell_for(issuer, telling, knowledge.actors)
            take_kind(telling, gathered.tellings)
            gathered.tellings.append(telling)
        state.scene = find_scene(sentence, found) or state.scene
        gathered.tellings.extend(answers(sentence, attributions, tuple(gathered.tellings)))
        if not meant and tells_accident(sentence, attributions, knowledge):
            gathered.accidents.add(sentence.order)
        for verdict in verdicts:
            gathered.verdicts.append((sentence, verdict, tuple(attributions)))
        for statement in find_statements(sentence, found, attributions, knowledge):
            if any(statement.cue == verdict.cue for verdict in verdicts):
                continue  # Blaming is a responsibility; it is not stated a second time.
            gathered.statements.append((sentence, statement))
        for relation in find_relations(sentence, found, knowledge):
            gathered.relations.append((sentence, relation, tuple(attributions)))
    return gathered


def _non_violent(sentence: Sentence) -> bool:
    """Whether the sentence lays its dead to an accident, a disease or the weather, or, as armed
    forces put it, to no hostile act."""
    return _NO_COMBAT.search(sentence.span.words) is not None or any(
        t.lemma_.lower() in NON_VIOLENT and t.pos_ == "NOUN" for t in sentence.tokens
    )


_NO_COMBAT = re.compile(r"\bnon-?(?:combat|hostile|battle)\b", re.IGNORECASE)


def _is_attack(frame: Frame, state: _State, knowledge: LocalKnowledge) -> bool:
    """Whether a frame's words name an armed attack: a strong trigger does; a weak one needs
    violence in its own clause, or a definite reference to violence already told. Harm without
    any trigger adds to what was told before and opens nothing."""
    if not frame.triggers:
        return state.violent
    if any(h.lower_ in ("who", "what") and h.head.dep_ == "ccomp" for h in frame.roles.attackers):
        return False  # "nobody has said who sent it": a question, not a telling.
    if all(_describes_a_weapon(t, frame) for t in frame.triggers):
        return False
    if any(t.trigger.strength == "strong" for t in frame.triggers):
        return True
    if all(t.trigger.patterns == ("attacker_weapon",) for t in frame.triggers):
        return bool(frame.roles.weapons)
    if all(t.token.lemma_.lower() == "operation" for t in frame.triggers) and not (
        frame.harms or frame.roles.weapons or frame.roles.targets
    ):
        return False  # An operation may be a search or a year's campaign.
    if frame.harms or frame.roles.weapons or _armed(frame, knowledge):
        return True
    if any(_comes_down(t, frame, state) for t in frame.triggers):
        return True
    if any(_on_a_person(t, frame) or _on_a_settlement(t, frame) for t in frame.triggers):
        return True
    if any(_on_installations(t, frame, knowledge) for t in frame.triggers):
        return True
    if any(_goes_off(t, state, knowledge) for t in frame.triggers):
        return True
    if not state.violent:
        return False
    if frame.reference == "definite":
        return True
    return any(
        knowledge.actors.target_kind(head.lemma_.lower()) is not None
        or frame.mentions.place_at(head.i) is not None
        for head in frame.roles.targets
    )


def _describes_a_weapon(found: FoundTrigger, frame: Frame) -> bool:
    """ "Grenades launched from motorcycles were used": a participle that says which weapons are
    meant tells of no launch."""
    token = found.token
    return token.dep_ == "acl" and frame.mentions.weapon_at(token.head.i) is not None


PERSONAL = frozenset(
    {"shooting", "stabbing", "abduction", "hostage_taking", "execution", "sexual_violence"}
)


def _on_a_person(found: FoundTrigger, frame: Frame) -> bool:
    """To shoot, stab or abduct somebody is violence whoever does it; to shoot a film is none. Who
    is murdered is a person, if only a name says who."""
    if found.token.lemma_.lower() == "murder" and any(
        head.pos_ == "PROPN" and frame.mentions.place_at(head.i) is None
        for head in frame.roles.targets
    ):
        return True
    return found.trigger.event_type in PERSONAL and (
        in_the_body(found.token) or any(map(is_person, frame.roles.targets))
    )


PLUNDERING = frozenset({"raid", "looting"})


def _on_a_settlement(found: FoundTrigger, frame: Frame) -> bool:
    """Villages and towns are raided and looted by the armed; the law searches premises."""
    return found.trigger.event_type in PLUNDERING and any(
        head.lemma_.lower() in SETTLEMENTS or frame.mentions.place_at(head.i) is not None
        for head in frame.roles.targets
    )


def _on_installations(found: FoundTrigger, frame: Frame, knowledge: LocalKnowledge) -> bool:
    """To sabotage is to damage on purpose (UNODC 2015, ICCS 0502); of pipelines and power lines
    that is meant in the body, of talks and treaties it is not."""
    return found.trigger.event_type == "sabotage" and any(
        knowledge.actors.is_thing(" ".join(t.lower_ for t in (*_kind_words(head), head)))
        for head in frame.roles.targets
    )


STRIKES = frozenset({"strike", "hit", "raid", "barrage", "salvo", "volley", "assault"})
RUIN = frozenset({"destroy", "damage", "kill", "wound", "injure", "level", "flatten", "devastate"})


SUBDUING = frozenset({"engage", "suppress", "disable", "neutralise", "neutralize", "eliminate"})


def _comes_down(found: FoundTrigger, frame: Frame, state: _State) -> bool:
    """ "The strike destroyed a bridge", "was hit in two strikes": a strike that lays in ruins is no
    walkout, nor is one that hits or targets something in a report of violence."""
    token = found.token
    if found.is_verb or token.lemma_.lower() not in STRIKES:
        return False
    verb = token.head if token.dep_ in SUBJECTS else token.head.head
    if token.dep_ not in (*SUBJECTS, "pobj") or verb.pos_ != "VERB":
        return False
    if token.dep_ == "pobj" and (token.head.lower_ not in ("by", "in") or not is_passive(verb)):
        return False
    lemma = verb.lemma_.lower()
    return lemma in RUIN or (state.violent and lemma in HITTING | SUBDUING)


def _goes_off(found: FoundTrigger, state: _State, knowledge: LocalKnowledge) -> bool:
    """An explosion may be an accident: it is an attack in a report that speaks of weapons or
    attacks besides."""
    exploding = knowledge.event_types.is_a(found.trigger.event_type, "explosion")
    return exploding and state.violent


def _armed(frame: Frame, knowledge: LocalKnowledge) -> bool:
    actors = knowledge.actors
    for head in (c for d in frame.roles.attackers for c in (d, *_led_by(d), *_kind_words(d))):
        if actors.generic_kind(head.lemma_.lower()) is not None:
            return True
        hit = frame.mentions.actor_at(head.i)
        actor = actors.get(hit.actor_id) if hit is not None else None
        if actor is not None and actor.kind in ("armed_group", "umbrella", "military", "generic"):
            return True
    for head in frame.roles.targets:
        hit = frame.mentions.actor_at(head.i)
        actor = actors.get(hit.actor_id) if hit is not None else None
        if actor is not None and actor.kind in ("armed_group", "military", "police", "coalition"):
            return True
    return False


def _kind_words(doer: Token) -> list[Token]:
    """The nouns that say whose or what kind a doer is: "rebel sappers", "a guerrilla column"."""
    return [t for t in doer.lefts if t.dep_ in MODIFYING and t.pos_ in NOUNS]


def _led_by(doer: Token) -> list[Token]:
    """The words for whom "its men" belong to: the subject of the clause that the possessive stands
    in the complement of ("a rebel coalition denied that its men had …"; Banfield 1982)."""
    if doer.lemma_.lower() not in OWN_FORCES or not any(
        t.dep_ == "poss" and t.lower_ in ("its", "their") for t in doer.lefts
    ):
        return []
    verbs = [t for t in ancestors_to_root(doer) if t.pos_ in ("VERB", "AUX")]
    leaders = [s for verb in verbs[1:2] for s in subjects(verb)]
    return [t for s in leaders for t in (s, *(c for c in s.lefts if c.dep_ in MODIFYING))]


MODIFYING = frozenset({"amod", "compound", "nmod"})


def _without_verdicts(
    frame: Frame, attributions: Sequence[Attribution], verdicts: Sequence[Responsibility]
) -> list[Attribution]:
    """That an attack took place is presupposed where somebody claims, blames or denies it: its
    voice is the report's, not the claimant's."""
    nouns = {t.token.i for t in frame.triggers if not t.is_verb}
    cues = {v.cue for v in verdicts if nouns & v.about}
    return [a for a in attributions if a.cue not in cues]
