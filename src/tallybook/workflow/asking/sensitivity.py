"""How much an answer depends on how reports are matched, and what its width is made of.

Two things are shown. First the answer under other thresholds and windows of linking, since what
counts as one attack is a choice (van Baalen & Höglund 2026; Donnay et al. 2019). Then what each
source of doubt is worth: the answer is worked out again with that source alone settled, once each
way that it can go as a whole, and what is then gone of the width is its share. Shares overlap where
two sources leave open the same attack, and they need not add up to the width: some of it closes
only when two are settled together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.tallies import StandardBounds
from tallybook.tally import suppositions
from tallybook.tally.suppositions import WHEN_AND_WHERE, OpenFigure, OpenIncident
from tallybook.workflow.asking.otherwise import Narrowing, Otherwise, Outcome, narrowing

if TYPE_CHECKING:
    from tallybook.linking import Thresholds


class Variant(Struct, frozen=True, kw_only=True):
    """The answer under other thresholds, and how many attacks are then told one by one: those
    surely in the question, and those possibly."""

    words: str
    bounds: StandardBounds
    incidents: int
    possible_incidents: int


class Source(Struct, frozen=True, kw_only=True):
    """One source of doubt: what it is, how many of it bear on the question, what the answer would
    be if all of them were settled one way or the other, and how much narrower at least and most."""

    name: str
    words: str
    number: int
    outcomes: tuple[Outcome, ...] = ()
    least: Narrowing = Narrowing(0, 0)
    most: Narrowing = Narrowing(0, 0)


class Sensitivity(Struct, frozen=True, kw_only=True):
    """The answer, the same under other ways of linking, and what leaves it open."""

    bounds: StandardBounds
    variants: tuple[Variant, ...]
    sources: tuple[Source, ...]


def sensitivity_of(
    asked: Otherwise, heard: Callable[[str], None] = lambda words: None
) -> Sensitivity:
    """Return how an answer depends on linking, and what its width is made of.

    `heard` is told of each linking before it is made, since each takes as long as one of the book.
    """
    variants = []
    for words, thresholds in _variants():
        heard(words)
        tally = asked.linked(thresholds)
        variants.append(
            Variant(
                words=words,
                bounds=tally.bounds,
                incidents=len(tally.incidents),
                possible_incidents=len(tally.possible_incidents),
            )
        )
    heard("what leaves the answer open")
    return Sensitivity(
        bounds=asked.tally.bounds, variants=tuple(variants), sources=tuple(_sources(asked))
    )


def _variants() -> Iterator[tuple[str, Thresholds]]:
    """Yield other thresholds. The steps of 1.5 are about four and a half times the odds; a week is
    the widest window of days that studies of event data match in, 100 km about the size of a
    province."""
    from tallybook.linking import DEFAULT, Thresholds

    step = 1.5
    yield "as the book is linked", DEFAULT
    yield "joined sooner", Thresholds(same_from=DEFAULT.same_from - step)
    yield "joined later", Thresholds(same_from=DEFAULT.same_from + step)
    yield "told apart sooner", Thresholds(different_up_to=DEFAULT.different_up_to + step)
    yield "told apart later", Thresholds(different_up_to=DEFAULT.different_up_to - step)
    yield "stated days must be the same", Thresholds(hard_days=1)
    yield "stated days up to 3 apart", Thresholds(hard_days=4)
    yield "stated days up to 7 apart", Thresholds(hard_days=8)
    yield "places must be the same", Thresholds(neighbours_km=0.0)
    yield "places up to 100 km apart", Thresholds(neighbours_km=100.0)


def _sources(asked: Otherwise) -> Iterator[Source]:
    question, material, knowledge = asked.question, asked.material, asked.knowledge
    incidents = suppositions.open_incidents(question, material, knowledge)
    figures = suppositions.open_figures(question, material, knowledge)
    dated = [one for one in incidents if WHEN_AND_WHERE.issuperset(one.missing)]
    named = [one for one in incidents if not WHEN_AND_WHERE.issuperset(one.missing)]
    vague = [figure for figure in figures if figure.missing]
    yield _links(asked)
    yield _counts(asked, [figure for figure in figures if figure.is_range])
    yield _source(
        asked,
        "days_and_places",
        "days or places not known well enough",
        len(dated) + len(vague),
        _membership(asked, dated, vague),
    )
    yield _source(
        asked,
        "other_facts",
        "attackers, targets, weapons or types not known well enough",
        len(named),
        _membership(asked, named, []),
    )


def _links(asked: Otherwise) -> Source:
    pairs = suppositions.unsure_pairs(asked.question, asked.material, asked.knowledge)
    anchors = [
        (asked.contents.incidents[one].anchor, asked.contents.incidents[other].anchor)
        for one, other in pairs
    ]

    def outcomes() -> Iterator[Outcome]:
        yield asked.judged("each pair is two attacks", anchors, "different")
        yield asked.judged("each pair is one attack, as far as that can be", anchors, "same")

    words = "pairs of attacks that may be one"
    return _source(asked, "links", words, len(pairs), outcomes())


def _counts(asked: Otherwise, figures: list[OpenFigure]) -> Source:
    def outcomes() -> Iterator[Outcome]:
        low = {claim: figure.low for figure in figures for claim in figure.claims}
        words = "each is exactly its lower end"
        yield asked.supposed(words, suppositions.with_counts(asked.material, low))
        ended = [figure for figure in figures if figure.high is not None]
        if ended:
            high = {c: f.high for f in ended for c in f.claims if f.high is not None}
            words = "each is exactly its upper end" + (
                "" if len(ended) == len(figures) else ", where it states one"
            )
            yield asked.supposed(words, suppositions.with_counts(asked.material, high))

    return _source(asked, "counts", "counts that give no exact number", len(figures), outcomes())


def _membership(
    asked: Otherwise, incidents: list[OpenIncident], figures: list[OpenFigure]
) -> Iterator[Outcome]:
    everyone = [one.incident for one in incidents]
    inside = suppositions.with_incidents_placed(asked.material, dict.fromkeys(everyone, True))
    yield asked.supposed(
        "all of them lie in the question",
        suppositions.with_figures_inside(inside, asked.question, asked.knowledge, figures),
    )
    outside = suppositions.with_incidents_placed(asked.material, dict.fromkeys(everyone, False))
    yield asked.supposed(
        "none of them lies in the question", suppositions.without_figures(outside, figures)
    )


def _source(
    asked: Otherwise, name: str, words: str, number: int, outcomes: Iterator[Outcome]
) -> Source:
    if not number:
        return Source(name=name, words=words, number=0)
    found = tuple(outcomes)
    each = [narrowing(asked.tally.bounds, outcome.bounds) for outcome in found]
    return Source(
        name=name, words=words, number=number, outcomes=found, least=min(each), most=max(each)
    )
