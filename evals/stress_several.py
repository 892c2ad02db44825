"""Reports of several attacks each, written for this, and how many of them are told apart.

`stress_several.txt` holds them: the day and the number of attacks, and the text. A number in
brackets says which attack the words after it tell of; 0 is for what tells of none. Some tell of one
attack alone, in many words. They are invented: what they tell of happened nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from evals.counting import Answered
from evals.figures import Figure, share_figure
from evals.scores import Tally
from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import Settings, add

FILE = Path(__file__).with_suffix(".txt")
_MARK = re.compile(r"\[(\d)\]")


class Marked(Struct, frozen=True):
    """A report with the attack that each part of it tells of, by where the part starts."""

    published: str
    attacks: int
    text: str
    parts: tuple[tuple[int, int], ...]

    def attack_at(self, place: int) -> int:
        """Return the attack that is told of at a place of the text; 0 for none."""
        return next((attack for start, attack in reversed(self.parts) if start <= place), 0)


class Told(Struct, frozen=True):
    """How a report was counted, and how many pairs of claims of two attacks and of one attack
    were taken for one ("same"), for two ("different") or left open ("unsure")."""

    answered: Answered
    of_two: Counter[str]
    of_one: Counter[str]


def load() -> Iterator[Marked]:
    """Yield the reports."""
    for block in FILE.read_text(encoding="utf-8").split("\n====\n"):
        head, _, marked = block.strip().partition("\n\n")
        published, attacks = (part.strip() for part in head.split("|"))
        text, parts = _unmarked(marked)
        yield Marked(published, int(attacks), text, parts)


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, parts, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        parts.append((len(text), int(mark[1])))
        last = mark.end()
    return text + marked[last:], tuple(parts)


def tell(report: Marked) -> Told:
    """Return how the package counts a report that is added to a book of its own."""
    store = MemoryStore()
    flags = Flags(published=report.published, publisher="Gazette")
    add(store, ["-"], flags, Settings(stdin=BytesIO(report.text.encode())))
    with store.view() as view:
        incidents = list(view.scan(Incident))
        claims = [claim for claim in view.scan(Claim) if claim.kind == "incident"]
    home = {claim: incident for incident in incidents for claim in incident.claims}
    of_two: Counter[str] = Counter()
    of_one: Counter[str] = Counter()
    for one, other in combinations([claim for claim in claims if claim.id in home], 2):
        attacks = {report.attack_at(_place(claim)) for claim in (one, other)}
        mine, others = home[one.id], home[other.id]
        unsure = others.id in mine.unsure or mine.id in others.unsure
        verdict = "same" if mine is others else "unsure" if unsure else "different"
        if 0 not in attacks:
            (of_one if len(attacks) == 1 else of_two)[verdict] += 1
    bounds = ask(store, Question()).tally.bounds.claimed
    return Told(Answered(bounds, report.attacks), of_two, of_one)


def _place(claim: Claim) -> int:
    return next(iter(claim.spans.get("trigger", ())), claim.sentence).start


def figures(limit: int | None = None) -> list[Figure]:
    """Return how many reports are counted exactly, and how many pairs of claims of two attacks, or
    of one, are so."""
    told = [tell(report) for report in list(load())[:limit]]
    counted = Tally(sum(one.answered.is_exact for one in told), 0, len(told))
    exact = share_figure(
        "stress.several", "Stress: one report of several attacks", counted, kept=True
    )
    exact.parts["within"] = sum(one.answered.is_within for one in told)
    of_two = sum((one.of_two for one in told), Counter[str]())
    of_one = sum((one.of_one for one in told), Counter[str]())
    apart = share_figure(
        "stress.several_apart",
        "the same, pairs of claims of two attacks kept apart",
        Tally(of_two["different"], 0, of_two.total()),
        kept=True,
    )
    apart.parts["taken for one"] = of_two["same"]
    joined = share_figure(
        "stress.several_joined",
        "the same, pairs of claims of one attack joined",
        Tally(of_one["same"], 0, of_one.total()),
        kept=True,
    )
    joined.parts["taken for two"] = of_one["different"]
    return [exact, apart, joined]
