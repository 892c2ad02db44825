"""Whom "the group" and "the rebels" mean, where a report has named but one, and whom "it" does."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors
    from tallybook.coding.mentions import Mentions

ARMED = frozenset({"armed_group", "umbrella"})

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
                if actor.kind in ARMED:
                    self.ids.add(actor.id)
                elif actor.kind == "coalition":
                    self.coalitions.add(actor.id)
        subject = next((t for t in sentence.tokens if _is_main_subject(t)), None)
        if subject is None or subject.lower_ in ("it", "they"):
            return
        self.topic = None
        about = mentions.actor_at(subject.i)
        actor = actors.of_hit(about)
        if about is not None and actor is not None and actor.kind in ARMED | {"military"}:
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
