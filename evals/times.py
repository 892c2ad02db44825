"""Time expressions: TempEval-3's training part (TimeBank and AQUAINT), TIMEX3.

UzZaman et al. (2013), "SemEval-2013 Task 1: TempEval-3", SemEval. An expression is found where a
reading of the coder shares a character with it, each once; its value is right where the reading
says the same (`evals/timex.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

from evals.data import Absent
from evals.figures import Figure, f1_figure, share_figure
from evals.parts import Part, part_of
from evals.scores import Tally
from evals.timex import Expression, says
from tallybook.coding.language.model import load_model
from tallybook.coding.moments.calendar import Stretch
from tallybook.coding.moments.finding import Anchor, MomentMention, find_moments, resolve_narrative
from tallybook.core.values import Moment

CORPUS = "time"


class Story(Struct, frozen=True):
    """A text with its expressions; those of the head and of its own date are left out."""

    name: str
    written: date
    text: str
    expressions: tuple[Expression, ...]


def load_stories(folder: Path, limit: int | None = None) -> list[Story]:
    """Return the texts of the corpus; raises Absent."""
    paths = sorted((folder / CORPUS).glob("*/[!.]*.tml"))
    if not paths:
        raise Absent(f"{folder / CORPUS} has no */*.tml")
    return [read_story(path.stem, path.read_text(encoding="utf-8")) for path in paths[:limit]]


def read_story(name: str, written: str) -> Story:
    """Return a text of TimeML with its expressions."""
    root = ElementTree.fromstring(written)
    body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None or created is None:
        raise ValueError(f"{name}: no TEXT, or no DCT with a TIMEX3")
    pieces: list[str] = []
    found: list[Expression] = []
    _walk(body, pieces, found)
    day = date.fromisoformat(created.attrib["value"][:10])
    return Story(name, day, "".join(pieces), tuple(found))


def _walk(element: ElementTree.Element, pieces: list[str], found: list[Expression]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        part = element.get("mod") in ("START", "MID", "END")
        found.append(Expression(start, sum(map(len, pieces)), element.attrib["value"], part))


class Scored(Struct, frozen=True):
    """What of a text is right: expressions found, and values of those."""

    spans: Tally = Tally()
    values: Tally = Tally()

    def __add__(self, other: Scored) -> Scored:
        return Scored(self.spans + other.spans, self.values + other.values)


def score(story: Story) -> Scored:
    """Return what the coder reads right in a text."""
    document = load_model()(story.text)
    mentions = find_moments(document, Anchor(story.written))
    resolved = list(_with_days(mentions, story.written))
    pairs = matched([(m.start_char, m.end_char) for m, _ in resolved], story.expressions)
    right = sum(
        says(*resolved[at], expression, document, story.written) for at, expression in pairs
    )
    return Scored(
        Tally(len(pairs), len(mentions), len(story.expressions)),
        Tally(right, len(pairs), len(pairs)),
    )


def _with_days(
    mentions: Sequence[MomentMention], written: date
) -> Iterator[tuple[MomentMention, Stretch]]:
    """Give each reading its days; what counts from the narrative counts from the day read last."""
    day = written.isoformat()
    last = Moment(day, day, "sometime", "")
    for mention in mentions:
        moment = resolve_narrative(mention, last)
        yield mention, Stretch(moment.earliest, moment.latest)
        if mention.kind == "point" and moment.earliest is not None and moment.latest is not None:
            last = moment


def matched(
    spans: Sequence[tuple[int, int]], expressions: Sequence[Expression]
) -> list[tuple[int, Expression]]:
    """Pair spans, by number, with the expressions that they overlap, left to right, each once."""
    pairs: list[tuple[int, Expression]] = []
    left = list(enumerate(spans))
    for expression in sorted(expressions, key=lambda e: e.start):
        for pair in left:
            at, (start, end) = pair
            if start < expression.end and expression.start < end:
                pairs.append((at, expression))
                left.remove(pair)
                break
    return pairs


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    stories = load_stories(folder, limit)
    parts: dict[Part, Scored] = {"dev": Scored(), "held": Scored()}
    for number, story in enumerate(stories, start=1):
        parts[part_of(story.name)] += score(story)
        if progress is not None:
            progress(number / len(stories))
    whole = parts["dev"] + parts["held"]
    return [
        f1_figure("times.span_f1", "Times, span F1, overlap", whole.spans, bar=88, kept=True),
        share_figure("times.value", "Times, value of matched", whole.values, bar=85, kept=True),
        f1_figure("times.held_span_f1", "Times, span F1, half not read", parts["held"].spans),
        share_figure("times.held_value", "Times, value, half not read", parts["held"].values),
    ]
