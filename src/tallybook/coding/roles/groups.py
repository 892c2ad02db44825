"""Whom "the group" and "the rebels" mean, where a report has named but one, and whom "it" does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.attacks.telling import GROUP_NOUNS
from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import is_passive, subjects
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.names import Named
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import ARMED_KINDS, STATE_KINDS

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.voices.attribution import Attribution, Speakers

GROUPS = GROUP_NOUNS | word_set(
    "rebel insurgent militant jihadist guerrilla extremist terrorist separatist"
)
"""Nouns that take up an armed group that was named (anaphora by a hypernym, Halliday & Hasan 1976,
ch. 6)."""

COALITIONS = frozenset({"coalition"})

RULE = "the one armed group that the report has named"
TOPIC_RULE = "who the sentence before is about"


@dataclass(slots=True)
class NamedGroups:
    """The armed groups and the coalitions that a report has named so far: by their ids in the actor
    table, and the attackers with names of organisations that the table does not know; and the
    armed body that the last sentence was about."""

    ids: set[str] = field(default_factory=set)
    coalitions: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    topic: Mention | None = None

    def read(self, sentence: Sentence, mentions: Mentions, actors: LocalActors) -> None:
        """Take note of the groups that a sentence names."""
        for hit in mentions.actors:
            if sentence.start <= hit.start < sentence.end:
                actor = actors.get(hit.actor_id)
                if actor is None or actor.id.startswith("any."):
                    continue
                if actor.kind in ARMED_KINDS:
                    self.ids.add(actor.id)
                elif actor.kind == "coalition":
                    self.coalitions.add(actor.id)
        subject = next((t for t in sentence.tokens if _is_main_subject(t)), None)
        if subject is None or subject.lower_ in ("it", "they"):
            return
        self.topic = None
        about = mentions.actor_at(subject.i)
        actor = actors.of_hit(about)
        if about is not None and actor is not None and actor.kind in ARMED_KINDS | {"military"}:
            words = sentence.passage.words(about.start, about.end)
            self.topic = Mention(words, about.actor_id)

    def name(self, telling: Telling) -> None:
        """Give a telling's "the group" the id of the one that was named; with several named it
        stays open which is meant. "It" is who the sentence before was about (the subject is what a
        pronoun takes up first: centering, Grosz, Joshi & Weinstein 1995)."""
        if self.topic is not None and not telling.attackers and not telling.chain:
            found = [s for s in subjects(telling.head) if s.lower_ == "it"]
            if found and not is_passive(telling.head):
                span = telling.sentence.passage.span(found[0].i, found[0].i + 1)
                telling.attackers.append(Named(self.topic, span))
                telling.inferred["attackers"] = TOPIC_RULE
        for at, named in enumerate(telling.attackers):
            meant = self.meant(named, telling.sentence)
            if meant is not None:
                telling.attackers[at] = replace(named, value=meant)
                telling.inferred["attackers"] = RULE
        self.unknown.update(n.value.name for n in telling.attackers if _is_organisation(n.value))

    def speaking(
        self, attributions: Sequence[Attribution], sentence: Sentence, mentions: Mentions,
        speakers: Speakers, actors: LocalActors,
    ) -> list[Attribution]:  # fmt: skip
        """Return attributions in which "the group" that speaks is the one armed group that the
        report has named, its sentence included, unless a body of another kind has spoken."""
        here = {h.actor_id for h in mentions.actors if sentence.start <= h.start < sentence.end}
        armed = {i for i in here if (a := actors.get(i)) is not None and a.kind in ARMED_KINDS}
        ids = self.ids | {i for i in armed if not i.startswith("any.")}
        others = any(_is_of_another_kind(k.chain[-1], actors) for k in speakers.known)
        if len(ids) != 1 or others:
            return list(attributions)
        meant = replace(self, ids=ids)
        return [
            replace(a, chain=(found,))
            if a.source is not None
            and len(a.chain) == 1
            and a.chain[0].name == a.source.words
            and (found := meant.meant(Named(a.chain[0], a.source), sentence)) is not None
            else a
            for a in attributions
        ]

    def meant(self, named: Named[Mention], sentence: Sentence) -> Mention | None:
        """Return whom "the group", "the rebels" or "the coalition" is, where but one was named."""
        if _takes_up(named, sentence, COALITIONS) and len(self.coalitions) == 1:
            return structs.replace(named.value, actor=next(iter(self.coalitions)))
        if not _takes_up(named, sentence, GROUPS):
            return None
        if len(self.ids) == 1:
            return structs.replace(named.value, actor=next(iter(self.ids)))
        if not self.ids and len(self.unknown) == 1:
            return Mention(next(iter(self.unknown)))
        return None


def _is_of_another_kind(voice: Mention, actors: LocalActors) -> bool:
    """Whether who has spoken is a named body that is neither armed nor a state's: a later "the
    group" may be that one."""
    actor = actors.get(voice.actor) if voice.actor is not None else None
    named = actor is not None and not actor.id.startswith("any.")
    return named and actor is not None and actor.kind not in ARMED_KINDS | STATE_KINDS


ORGANISATIONS = word_set(
    """
    front movement army brigade brigades battalion group force forces union council alliance party
    command resistance vanguard organisation organization coalition league state jihad cartel
    """
)
"""Nouns that end the names of armed organisations."""


def _is_main_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"


def _is_organisation(mention: Mention) -> bool:
    """Whether a name that no table knows is an organisation's by its head noun, in capitals."""
    words = mention.name.split()
    return (
        mention.actor is None
        and len(words) > 1
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and head_word(mention.name) in ORGANISATIONS
    )


def _takes_up(named: Named[Mention], sentence: Sentence, nouns: frozenset[str]) -> bool:
    known = named.value.actor is not None and not named.value.actor.startswith("any.")
    if known or singular(head_word(named.value.name)) not in nouns:
        return False
    words = sentence.tokens_in(named.span)
    if not words or len(named.value.name.split()) > 1:
        return False  # "The pro-government rebels": of whom more is said than was named.
    return words[0].i > sentence.start and words[0].nbor(-1).lower_ in DEFINITE
