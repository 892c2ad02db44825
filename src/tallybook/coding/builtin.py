"""The built-in coder: English news to claims, offline, by parse and grammar.

For each sentence in turn: who speaks (voices), what is attacked (triggers, harms, frames), with
which words resolved to values (tellings). For the report as a whole: which tellings are one
attack (cards), which figures are one figure (counting), and the claims that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tallybook.coding.attacks.continuing import continued
from tallybook.coding.attacks.devices import found_then_cleared
from tallybook.coding.attacks.frames import Frame, find_frames
from tallybook.coding.attacks.kinds import take_attackers, take_kind, take_target
from tallybook.coding.attacks.senses import senses_of
from tallybook.coding.attacks.specificity import is_particular
from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.attacks.triggers import FoundTrigger, find_triggers
from tallybook.coding.attacks.violence import is_armed_attack
from tallybook.coding.certainty import with_certainty
from tallybook.coding.coder import refusal
from tallybook.coding.gate import Gate
from tallybook.coding.harms.finding import find_harms
from tallybook.coding.harms.misfortunes import befallen, is_neutral
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import Reading, Sentence, analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.places.home_towns import homes, police_town, setting_of
from tallybook.coding.report.accidents import says_murder, tells_accident
from tallybook.coding.report.assembly import assemble
from tallybook.coding.report.brought_down import stop_all, take_launchers
from tallybook.coding.report.builder import Context
from tallybook.coding.report.clocks import settle_clock
from tallybook.coding.report.gathering import Gathered
from tallybook.coding.report.harm_alone import sums_up_a_period
from tallybook.coding.report.headings import Heading, find_heading, gives_the_day, place_under
from tallybook.coding.report.narrative import (
    carry_moment,
    drop_future,
    named_day,
    settle_narrative,
)
from tallybook.coding.report.ruled_out import (
    explains_away,
    rules_out,
    without_what_is_explained,
)
from tallybook.coding.report.scene_places import place_what_was_told
from tallybook.coding.report.scenes import Scene, find_scene, look_back
from tallybook.coding.roles.groups import NamedGroups
from tallybook.coding.roles.identified import identify_victims
from tallybook.coding.roles.introduced import introduced_names, name_in_full, voices_in_full
from tallybook.coding.speech.denials import answers_blame
from tallybook.coding.speech.judged import blaming, naming_groups, tell_judged
from tallybook.coding.speech.relations import find_relations
from tallybook.coding.speech.responsibility import find_responsibilities
from tallybook.coding.speech.statements import find_statements
from tallybook.coding.totals.additions import settle_addition
from tallybook.coding.totals.by_type import included_kinds, settle_by_type
from tallybook.coding.totals.cases import settle_cases
from tallybook.coding.totals.definitions import find_definitions
from tallybook.coding.totals.lengths import settle_previous, settle_trailing
from tallybook.coding.totals.running import (
    running_totals,
    settle_earlier_figure,
    settle_earlier_toll,
)
from tallybook.coding.voices.attribution import Speakers, find_attributions
from tallybook.coding.voices.communiques import issuer_of, tell_for, with_home
from tallybook.coding.voices.cues import PRELIMINARY_NOUNS, PRELIMINARY_WORDS
from tallybook.coding.voices.ellipsis import answers
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.core.values import Mention, Moment
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
    placed = [found.places for found in mentions]
    local = replace(
        local,
        homes=homes(document, reading.passages, placed, local),
        setting=setting_of(reading.passages, placed, local),
    )
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
        claims=with_certainty(assemble(gathered, context, local)),
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
    """What reading a report remembers from one sentence to the next; `misfortune`: what it told
    last was one; `told`: its text has told of an attack."""

    speakers: Speakers = field(default_factory=Speakers)
    violent: bool = False
    misfortune: bool = False
    told: bool = False
    groups: NamedGroups = field(default_factory=NamedGroups)
    heading: Heading | None = None
    scene: Scene | None = None
    day: tuple[Moment, int] | None = None


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
    introduced = introduced_names(document.text)
    cleared = found_then_cleared([sentence for sentence, _ in sentences])
    for sentence, found in sentences:
        heading = find_heading(sentence, found, knowledge, published, state.heading)
        state.heading = heading or state.heading
        attributions = find_attributions(sentence, knowledge.actors, state.speakers)
        attributions = voices_in_full(attributions, introduced, knowledge.actors)
        attributions = state.groups.speaking(
            attributions, sentence, found, state.speakers, knowledge.actors
        )
        gathered.attributions[sentence.order] = tuple(attributions)
        verdicts = find_responsibilities(sentence, found, knowledge)
        safe = sentence.order in cleared
        triggers = list(find_triggers(sentence, found, knowledge.event_types, senses, cleared=safe))
        triggers += continued(sentence, found, triggers, gathered.tellings, knowledge.event_types)
        harms = find_harms(sentence, found.counts)
        definitions = list(find_definitions(sentence, found, attributions, knowledge.event_types))
        gathered.definitions += definitions
        whole = any(definition.whole for definition in definitions)
        if whole and not _tells_besides(sentence, found, triggers):
            triggers, harms = [], []  # Of kinds of attacks: none is told.
        if sentence.asks:
            triggers, harms = [], []  # "How many people have died?" says of none that he has.
        anchors = [h.anchor for h in harms]
        laid = befallen(sentence, found, triggers, anchors, violent=state.violent)
        if laid is not None:
            triggers = [t for t in triggers if t.token.i not in laid]
            harms = [h for h in harms if h.anchor not in laid]
            state.misfortune = True
            if not state.told:
                # "Bus plunges into ravine, killing 37": headlines leave out what parsers go by.
                gathered.tellings = [t for t in gathered.tellings if not t.effects_only]
        frames = find_frames(sentence, found, triggers, harms, attributions, knowledge.event_types)
        settle_cases(sentence, gathered.tellings)
        told: list[Telling] = []
        attacks: list[Frame] = []
        harmed = any(frame.triggers and frame.harms for frame in frames)
        # "Six were killed after a blast in Jos": the sentence's attack is what its harm is of.
        for frame in sorted(frames, key=partial(_adds_harm, frames=frames)):
            violent = state.violent or harmed or bool(attacks)
            if is_armed_attack(frame, knowledge, violent=violent):
                attacks.append(frame)
        if state.misfortune and all(map(_tells_effects, attacks)):
            attacks = []
        state.violent, state.misfortune = (
            state.violent or bool(attacks),
            state.misfortune and not attacks,
        )
        for frame in attacks:
            if not is_particular(frame, dated=gives_the_day(state.heading, sentence)):
                continue
            told += tell_judged(frame, attributions, verdicts, knowledge)
        if told and rules_out(sentence, knowledge):
            told = [telling for telling in told if telling.chain]
            for telling in told:
                telling.stance = "denied"
        if explains_away(sentence, attributions, knowledge):
            gathered.tellings = without_what_is_explained(gathered.tellings, sentence.order)
            state.misfortune = True
        stop_all(sentence, found, gathered.tellings)
        before = (*gathered.tellings, *told)
        for telling in (*told, *running_totals(sentence, found, attributions, before)):
            name_in_full(telling, introduced, knowledge.actors)
            take_launchers(telling, gathered.tellings)
            state.groups.name(telling)
            place_under(telling, state.heading, gathered.tellings)
            settle_narrative(telling, gathered.tellings, state.day)
            drop_future(telling, published)
            settle_clock(telling, gathered.tellings, knowledge)
            settle_earlier_figure(telling, gathered.tellings, published)
            settle_earlier_toll(telling, gathered.tellings)
            settle_trailing(telling, found, published)
            settle_previous(telling, gathered.tellings)
            included_kinds(telling, found, knowledge)
            settle_addition(telling, found, gathered.tellings)
            settle_by_type(telling, gathered.tellings, knowledge)
            carry_moment(telling, gathered.tellings, state.scene, state.heading)
            if issuer is not None:
                tell_for(issuer, telling, knowledge.actors)
            take_kind(telling, gathered.tellings)
            take_attackers(telling, gathered.tellings)
            take_target(telling, gathered.tellings)
            telling.plural |= sums_up_a_period(telling, gathered.tellings)
            gathered.tellings.append(telling)
            state.told = state.told or not sentence.passage.is_title
        state.day = named_day(sentence, found) or state.day
        identify_victims(sentence, gathered.tellings)
        state.groups.read(sentence, found, knowledge.actors)
        scene = find_scene(sentence, found)
        if scene is not None:
            state.scene = scene
            look_back(scene, gathered.tellings)
        place_what_was_told(sentence, found, gathered.tellings)
        before = tuple(gathered.tellings)
        gathered.tellings.extend(answers(sentence, attributions, before, knowledge.actors))
        if not meant and tells_accident(sentence, attributions, knowledge):
            gathered.accidents.add(sentence.order)
        wrong = {i for a in attributions if a.wrong for i in a.content}
        for verdict in (v for v in verdicts if v.cue not in wrong):
            told_before = ((where, other) for where, other, _ in gathered.verdicts)
            if answers_blame(verdict, sentence.order, told_before):
                verdict = naming_groups(verdict, sentence, state.groups)
                speaker = blaming(verdict, sentence, attributions, knowledge.actors, state.speakers)
                gathered.verdicts.append((sentence, verdict, (*attributions, *speaker)))
        for statement in find_statements(sentence, found, attributions, knowledge):
            if any(statement.cue == verdict.cue for verdict in verdicts):
                continue  # Blaming is a responsibility; it is not stated a second time.
            gathered.statements.append((sentence, statement))
        for relation in find_relations(sentence, found, knowledge):
            gathered.relations.append((sentence, relation, tuple(attributions)))
    return gathered


def _tells_besides(
    sentence: Sentence, mentions: Mentions, triggers: Sequence[FoundTrigger]
) -> bool:
    """ "A boy was stabbed on Friday, a case not counted in that figure": a main verb in the past
    with a day tells an attack, whatever else its sentence says of figures."""
    here = range(sentence.start, sentence.end)
    dated = any(m.start in here and m.kind == "point" for m in mentions.moments)
    past = (t.token.tag_ in ("VBD", "VBN") and t.token.head is t.token for t in triggers)
    return dated and any(past)


def _adds_harm(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a frame tells the harm of an attack that its sentence tells below it ("six were
    killed after a blast", "after gunmen attacked"), or tells harm in no word for an attack."""
    if not frame.triggers:
        return True
    return (
        bool(frame.harms)
        and _tells_effects(frame)
        and any(not other.harms and _subordinate(other.head, frame.head) for other in frames)
    )


def _subordinate(token: Token, verb: Token) -> bool:
    while token.head != token and token != verb:
        if token.dep_ == "conj":
            return False
        token = token.head
        if token == verb:
            return True
    return False


def _tells_effects(frame: Frame) -> bool:
    """Whether a frame tells harm or damage and nobody who did it: after a misfortune it is that
    one's ("nine people were killed", "the explosion levelled two houses"), as harm told by itself
    belongs to what was told last."""
    return all(map(is_neutral, frame.triggers)) and not (
        frame.roles.attackers or frame.roles.weapons
    )
