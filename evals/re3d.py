"""Groups and weapons: re3d, reports on the conflict in Syria and Iraq with their entities.

Defence Science and Technology Laboratory (2017), "Relationship and Entity Extraction Evaluation
Dataset". What is scored is which spans the coder takes for actors and for weapons.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from evals.data import Absent
from evals.event_place import Span, score
from evals.figures import Figure, f1_figure
from evals.parts import Part, part_of
from evals.scores import Tally
from evals.toponyms import Article, document_of
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.model import load_model
from tallybook.coding.language.phrases import NOUNS, phrase_bounds
from tallybook.coding.language.reading import Passage, Reading, analyse
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.knowledge.loading import Knowledge, load_knowledge

CORPUS = "entities"
GROUPS = frozenset({"Organisation"})
WEAPONS = frozenset({"Weapon", "MilitaryPlatform"})
"""The corpus sets weapons apart from what carries them; the coder's weapons are both."""

PRONOUNS = word_set(
    "we our us ours they them their it its you your he she who which others his her i"
)


class Text(Struct, frozen=True):
    """A text, and what of the corpus's entities in it is wanted."""

    id: str
    text: str
    groups: tuple[Span, ...]
    weapons: tuple[Span, ...]


class Scored(Struct, frozen=True):
    """What of a text is right: groups by their names, groups by names and descriptions, weapons."""

    named: Tally = Tally()
    groups: Tally = Tally()
    weapons: Tally = Tally()

    def __add__(self, other: Scored) -> Scored:
        return Scored(
            self.named + other.named, self.groups + other.groups, self.weapons + other.weapons
        )


def load_texts(folder: Path, limit: int | None = None) -> list[Text]:
    """Return the texts of the corpus, source after source; raises Absent."""
    sources = sorted((folder / CORPUS).glob("*/entities.json"))
    if not sources:
        raise Absent(f"{folder / CORPUS} has no */entities.json")
    return [text for path in sources for text in _of_source(path)][:limit]


def _of_source(path: Path) -> Iterable[Text]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        entity = json.loads(line)
        found.setdefault(entity["documentId"], []).append(entity)
    for line in (path.parent / "documents.json").read_text(encoding="utf-8-sig").splitlines():
        document = json.loads(line)
        spans = found.get(document["_id"], [])
        yield text_of(document["_id"], document["text"], spans)


def text_of(name: str, text: str, entities: Iterable[dict[str, Any]]) -> Text:
    """Return a text with its entities. Pronouns are left out, and what is annotated as a place or
    a nationality too: which of the two a country's name is, sentences differ in, so that the
    coder's bare countries are left out as well."""
    kinds: dict[Span, set[str]] = {}
    for one in entities:
        kinds.setdefault((one["begin"], one["end"]), set()).add(one["type"])
    places = [span for span, types in kinds.items() if types & {"Location", "Nationality"}]
    groups = [
        (start, end)
        for (start, end), types in kinds.items()
        if types & GROUPS
        and text[start:end].lower() not in PRONOUNS
        and not any(start <= s and e == end and s - start <= len("the ") for s, e in places)
    ]
    weapons = [span for span, types in kinds.items() if types & WEAPONS]
    return Text(name, text, _outermost(groups), _outermost(weapons))


def _outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Leave out what is inside another: annotators marked "the Iraqi army" and its "army"."""
    found = sorted(set(spans))
    return tuple(
        one
        for one in found
        if not any(other != one and other[0] <= one[0] <= one[1] <= other[1] for other in found)
    )


class Found(NamedTuple):
    """The spans that the coder takes for actors, bare countries aside, and for weapons. `named` are
    names in its tables and what is built of them ("Turkish forces"), `described` the noun phrases
    for people and bodies that it gives an actor wherever one has a role ("the militants")."""

    named: list[Span]
    described: list[Span]
    weapons: list[Span]


def read(text: Text, reading: Reading, knowledge: Knowledge) -> Found:
    """Return what the coder reads in a text."""
    local = localise(knowledge, country_context(reading, knowledge))
    found = Found([], [], [])
    for passage, mentions in zip(
        reading.passages, find_mentions(reading, Anchor(), local), strict=True
    ):
        for hit in mentions.actors:
            span = passage.span(hit.start, hit.end)
            actor = local.actors.get(hit.actor_id)
            if actor is not None and actor.kind != "state":
                found.named.append((span.start, span.end))
        found.described.extend(_described(passage, mentions, local))
        for weapon in mentions.weapons:
            span = passage.span(weapon.start, weapon.end)
            found.weapons.append((span.start, span.end))
    return found


def _described(passage: Passage, mentions: Mentions, local: LocalKnowledge) -> Iterable[Span]:
    """Yield the noun phrases outside the names found that the coder takes for actors."""
    actors = local.actors
    for token in passage.doc:
        if token.pos_ not in NOUNS or token.dep_ in ("compound", "nmod"):
            continue
        person = token.tag_ in ("NN", "NNP") and unit_of(token.lemma_.lower()) == "people"
        if person or mentions.actor_at(token.i) is not None or mentions.place_at(token.i):
            continue  # A person is no group.
        start, end = phrase_bounds(token)
        words = passage.words(start, end)
        found = None if actors.is_thing(words.lower()) else actors.find(words)
        if found is not None and found.kind != "state":
            span = passage.span(start, end)
            yield span.start, span.end


def _always(_: str) -> bool:
    return True


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    texts = load_texts(folder, limit)
    knowledge = load_knowledge()
    documents = [document_of(Article(one.id, one.text, None, (), ())) for one in texts]
    parts: dict[Part, Scored] = {"dev": Scored(), "held": Scored()}
    readings = analyse(documents, load_model(), _always)
    for done, (text, reading) in enumerate(zip(texts, readings, strict=True), start=1):
        found = read(text, reading, knowledge)
        parts[part_of(text.id)] += Scored(
            score(found.named, text.groups, exact=False),
            score([*found.named, *found.described], text.groups, exact=False),
            score(found.weapons, text.weapons, exact=False),
        )
        if progress is not None:
            progress(done / len(texts))
    whole = parts["dev"] + parts["held"]
    return [
        f1_figure("re3d.groups_f1", "re3d groups, span F1, overlap", whole.named, kept=True),
        f1_figure("re3d.described_f1", "re3d groups, described too", whole.groups, kept=True),
        f1_figure("re3d.weapons_f1", "re3d weapons, span F1, overlap", whole.weapons, kept=True),
        f1_figure("re3d.held_groups_f1", "re3d groups, half not read", parts["held"].named),
        f1_figure(
            "re3d.held_described_f1",
            "re3d groups, described too, half not read",
            parts["held"].groups,
        ),
        f1_figure("re3d.held_weapons_f1", "re3d weapons, half not read", parts["held"].weapons),
    ]
