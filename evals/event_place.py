"""Where an event happened: sentences with the word for an event and the names of its place.

Halterman (2019), "Geolocating Political Events in Text", NLP+CSS. The event is given by its word;
what is scored is which of the sentence's places the coder gives to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from evals.data import find_file, read_lines
from evals.figures import Figure, f1_figure
from evals.parts import part_of
from evals.scores import Tally
from tallybook.coding.attacks.frames import find_frames
from tallybook.coding.attacks.triggers import FoundTrigger, find_triggers
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import Passage, Reading, Sentence, analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.voices.attribution import Speakers, find_attributions
from tallybook.core.certainty import Certainty
from tallybook.core.documents import Document, Paragraph
from tallybook.knowledge.event_types import Trigger
from tallybook.knowledge.gazetteer import Gazetteer
from tallybook.knowledge.loading import Knowledge, load_knowledge

CORPUS = "places"
FILES = ("event-location.jsonl.gz", "event-location.jsonl")
BATCH = 64
ALL = 1000
"""Up to so many sentences, all of them are scored."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]


class Item(Struct, frozen=True):
    """A sentence, where the word for its event stands, and the names of its place, if any."""

    id: str
    text: str
    event: Span
    places: tuple[Span, ...]


def load_items(folder: Path, limit: int | None = None) -> list[Item]:
    """Return the sentences whose event is one word; raises Absent."""
    found: list[Item] = []
    for one in read_lines(find_file(folder, CORPUS, *FILES)):
        spans = [(s["label"], where(one["text"], s)) for s in one["spans"]]
        events = [span for label, span in spans if label == "VERB"]
        places = tuple(span for label, span in spans if label == "LOCATION")
        if len(events) == 1:
            found.append(Item(str(one["_id"]), one["text"], events[0], places))
    return found[:limit]


def sampled(items: list[Item]) -> list[Item]:
    """Return the items, of many a quarter by their hash: the whole corpus takes long to read, and
    a quarter of it settles the figure to about two points."""
    if len(items) <= ALL:
        return items
    return [one for one in items if part_of(f"sample {one.text}", 1 / 4) == "held"]


def where(text: str, span: dict[str, Any]) -> Span:
    """Return where a span stands. In part of the corpus the offsets count tokens, as the tokens do:
    there its words are found, where they stand several times the ones nearest to that token."""
    start, end = span["start"], span["end"]
    words = span.get("text", "")
    if not words or text[start:end] == words:
        return start, end
    starts = [found.start() for found in _TOKEN.finditer(text)]
    stands = [found.start() for found in re.finditer(re.escape(words), text)]
    if not stands:
        return start, end
    best = min(stands, key=lambda at: abs(bisect_left(starts, at) - span["token_start"]))
    return best, best + len(words)


def document_of(item: Item) -> Document:
    """Return a sentence as a document of one paragraph."""
    return Document(
        id=item.id,
        capture="",
        source=item.id,
        media_type="text/plain",
        text=item.text,
        paragraphs=(Paragraph(0, len(item.text), "body"),),
    )


def read_spans(items: Sequence[Item], knowledge: Knowledge) -> Iterator[list[Span]]:
    """Yield the spans of the places that the coder gives to each item's event."""
    documents = [document_of(item) for item in items]
    for item, reading in zip(items, analyse(documents, load_model(), _always), strict=True):
        yield _spans(item, reading, knowledge)
        for passage in reading.passages:
            passage.doc.release()


def _always(_: str) -> bool:
    return True


def _spans(item: Item, reading: Reading, knowledge: Knowledge) -> list[Span]:
    local = localise(knowledge, country_context(reading, knowledge))
    mentions = dict(
        zip(map(id, reading.passages), find_mentions(reading, Anchor(), local), strict=True)
    )
    speakers = Speakers()
    for sentence in reading.sentences:
        found = mentions[id(sentence.passage)]
        places = _places_of_event(item, sentence, found, local, speakers)
        if places is not None:
            return [_span(sentence.passage, one) for one in _narrowest(places, local.gazetteer)]
    return []


def _places_of_event(
    item: Item,
    sentence: Sentence,
    mentions: Mentions,
    knowledge: LocalKnowledge,
    speakers: Speakers,
) -> list[PlaceMention] | None:
    """Return the places of the event, None where it stands in another sentence. A word that is not
    in the coder's lexicon of attacks is taken as one of an attack: it is given."""
    attributions = find_attributions(sentence, knowledge.actors, speakers)
    at = item.event[0] - sentence.passage.offset
    event = next((t for t in sentence.tokens if t.idx <= at < t.idx + len(t)), None)
    if event is None:
        return None
    triggers = list(find_triggers(sentence, mentions, knowledge.event_types))
    if all(one.token is not event for one in triggers):
        given = Trigger(event.lemma_.lower(), "attack", "strong")
        triggers.append(FoundTrigger(event, given, is_verb=event.pos_ in ("VERB", "AUX")))
        triggers.sort(key=lambda one: one.token.i)
    frames = find_frames(sentence, mentions, triggers, [], attributions, knowledge.event_types)
    return next((f.places for f in frames if event.i in f.indices), [])


def _narrowest(places: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Leave out what holds another of the places, as an incident is placed where its claims are
    narrowest: "Nablus" and not "the West Bank" behind it."""
    return [
        one
        for one in places
        if not any(
            other.start < one.start < other.chain_end
            or (
                one.place.key != other.place.key
                and (one.place.precision or 0) > (other.place.precision or 9)
                and gazetteer.located_in(other.place, one.place) is Certainty.SURE
            )
            for other in places
        )
    ]


def _span(passage: Passage, mention: PlaceMention) -> Span:
    found = passage.span(mention.start, mention.end)
    return found.start, found.end


def score(predicted: Sequence[Span], wanted: Sequence[Span], *, exact: bool) -> Tally:
    """Return the spans that are right, each once: the same, or that share a character."""
    left = list(wanted)
    right = 0
    for one in predicted:
        match = next(
            (w for w in left if (w == one if exact else w[0] < one[1] and one[0] < w[1])), None
        )
        if match is not None:
            left.remove(match)
            right += 1
    return Tally(right, len(predicted), len(wanted))


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    items = sampled(load_items(folder, limit))
    knowledge = load_knowledge()
    shared, same, held, placed = Tally(), Tally(), Tally(), Tally()
    done = 0
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        for item, spans in zip(batch, read_spans(batch, knowledge), strict=True):
            one = score(spans, item.places, exact=False)
            shared, done = shared + one, done + 1
            same += score(spans, item.places, exact=True)
            if part_of(item.text) == "held":
                held += one
            if item.places:
                placed += one
        if progress is not None:
            progress(done / len(items))
    what = "Event place, span F1"
    return [
        f1_figure("event_place.span_f1", f"{what}, overlap", shared, bar=75, kept=True),
        f1_figure("event_place.placed_f1", f"{what}, where a place is annotated", placed),
        f1_figure("event_place.exact_f1", f"{what}, exact", same),
        f1_figure("event_place.held_f1", f"{what}, half not read", held),
    ]
