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
from tallybook.coding.attacks.frames import Frame, find_frames
from tallybook.coding.attacks.triggers import FoundTrigger, find_triggers
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import Reading, Sentence, analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.voices.attribution import Attribution, Speakers, find_attributions
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

UNMARKED = frozenset({"Masdar_RA"})
"""Sources of the corpus in which places were hardly marked: in 89 % of its 1,232 sentences with an
event there is none, of the others' in 37 %, though most name it plainly ("killed at least seven
militants in the city of X")."""

_SPACES = re.compile(" {2,}")
_TOKEN = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]


class Item(Struct, frozen=True):
    """A sentence, where the word for its event stands, and the names of its place, if any.

    `printed` is the sentence as the corpus has it, by which it belongs to a part.
    """

    id: str
    printed: str
    text: str
    event: Span
    places: tuple[Span, ...]
    source: str = ""


def load_items(folder: Path, limit: int | None = None) -> list[Item]:
    """Return the sentences whose event is one word; raises Absent."""
    found: list[Item] = []
    for one in read_lines(find_file(folder, CORPUS, *FILES)):
        spans = [(s["label"], where(one["text"], s)) for s in one["spans"]]
        events = [span for label, span in spans if label == "VERB"]
        places = tuple(span for label, span in spans if label == "LOCATION")
        if len(events) == 1:
            text, moved = with_single_spaces(one["text"], [*events, *places])
            found.append(
                Item(str(one["_id"]), one["text"], text, moved[0], tuple(moved[1:]), one["source"])
            )
    return found[:limit]


def with_single_spaces(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return a text as the readers of reports give it, with single spaces, and its spans there."""
    gone = [at for found in _SPACES.finditer(text) for at in range(found.start() + 1, found.end())]
    moved = [(s - bisect_left(gone, s), e - bisect_left(gone, e)) for s, e in spans]
    return _SPACES.sub(" ", text), moved


def scored(items: list[Item]) -> list[Item]:
    """Return the items to score: of those that nothing was trained on, and of many of those a half
    by their hash. The whole corpus takes long to read, and a quarter of it settles the figure to
    about two points."""
    items = [one for one in items if part_of(one.printed) == "held"]
    if len(items) <= ALL:
        return items
    return [one for one in items if part_of(f"sample {one.printed}") == "held"]


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


class Told(Struct, frozen=True):
    """An item as the coder reads it: its sentence, and the frame of its event among all frames."""

    item: Item
    sentence: Sentence
    mentions: Mentions
    attributions: list[Attribution]
    frames: list[Frame]
    frame: Frame
    gazetteer: Gazetteer

    def span(self, place: PlaceMention) -> Span:
        """Return where a place stands in the item's text."""
        found = self.sentence.passage.span(place.start, place.end)
        return found.start, found.end


def read_all(items: Sequence[Item], knowledge: Knowledge) -> Iterator[Told | None]:
    """Yield each item as the coder reads it; None where it finds no such word."""
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        documents = [document_of(item) for item in batch]
        for item, reading in zip(batch, analyse(documents, load_model(), _always), strict=True):
            yield _read(item, reading, knowledge)
            for passage in reading.passages:
                passage.doc.release()


def _always(_: str) -> bool:
    return True


def _read(item: Item, reading: Reading, knowledge: Knowledge) -> Told | None:
    local = localise(knowledge, country_context(reading, knowledge))
    mentions = dict(
        zip(map(id, reading.passages), find_mentions(reading, Anchor(), local), strict=True)
    )
    speakers = Speakers()
    for sentence in reading.sentences:
        attributions = find_attributions(sentence, local.actors, speakers)
        told = _told(item, sentence, mentions[id(sentence.passage)], local, attributions)
        if told is not None:
            return told
    return None


def _told(
    item: Item,
    sentence: Sentence,
    mentions: Mentions,
    knowledge: LocalKnowledge,
    attributions: list[Attribution],
) -> Told | None:
    """Return the item where its event stands in this sentence. A word that is not in the coder's
    lexicon of attacks is taken as one of an attack: it is given."""
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
    frame = next((f for f in frames if event.i in f.indices), None)
    if frame is None:
        return None
    return Told(item, sentence, mentions, attributions, frames, frame, knowledge.gazetteer)


def places_of(told: Told) -> list[Span]:
    """Return the spans of the places that the coder gives to an item's event."""
    return [told.span(one) for one in narrowest(told.frame.places, told.gazetteer)]


def narrowest(places: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Leave out what holds another of the places, as an incident is placed where its claims are
    narrowest: "Nablus" and not "the West Bank" behind it."""
    return [
        one
        for one in places
        if not any(
            other.start < one.start < other.chain_end
            or (
                one.place.key != other.place.key
                and one.place.reason is None
                and (one.place.precision or 0) > (other.place.precision or 9)
                and gazetteer.located_in(other.place, one.place) is Certainty.SURE
            )
            for other in places
        )
    ]


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
    items = scored(load_items(folder, limit))
    shared, same, placed, marked = Tally(), Tally(), Tally(), Tally()
    for done, (item, told) in enumerate(
        zip(items, read_all(items, load_knowledge()), strict=True), start=1
    ):
        spans = places_of(told) if told is not None else []
        one = score(spans, item.places, exact=False)
        shared += one
        same += score(spans, item.places, exact=True)
        if item.places:
            placed += one
        if item.source not in UNMARKED:
            marked += one
        if progress is not None and (done % BATCH == 0 or done == len(items)):
            progress(done / len(items))
    what = "Event place, span F1"
    return [
        f1_figure("event_place.span_f1", f"{what}, overlap", shared, bar=75, kept=True),
        f1_figure("event_place.marked_f1", f"{what}, without the source that marks few", marked),
        f1_figure("event_place.placed_f1", f"{what}, where a place is annotated", placed),
        f1_figure("event_place.exact_f1", f"{what}, exact", same),
    ]
