"""Which one judgement or missing fact would narrow an answer most.

Each candidate is tried out in every way that it can go: the pair is judged and the book linked
anew, the fact is supposed and the question answered anew. What helps surely comes first: candidates
are ranked by how much they narrow the bounds in the worst case, then in the best. What would change
nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.tally import suppositions
from tallybook.tally.suppositions import Fact, OpenFigure, OpenIncident
from tallybook.workflow.asking.otherwise import Narrowing, Otherwise, Outcome, narrowing
from tallybook.workflow.telling.views import ClaimView, view_claims, view_incidents
from tallybook.workflow.telling.words import listed, range_in_words

Kind = Literal["pair", "incident", "count", "figure"]
"""Whether two incidents are one attack; whether an incident lies in the question; how many a count
counts; whether what a count counts lies in the question."""

PAIRS_TRIED = 24
FACTS_TRIED = 200
"""Candidates tried of pairs, of which each takes two linkings of the book, and of facts."""

_FACT_WORDS: dict[Fact, str] = {
    "day": "its day",
    "place": "its place",
    "attacker": "who did it",
    "target": "whom it hit",
    "weapon": "with what",
    "type": "what kind of attack it was",
    "stage": "whether it was carried out",
}


class Help(Struct, frozen=True, kw_only=True):
    """One thing to find out: what is asked, of which records, every way that it can go with the
    bounds then, how much narrower at least and at most, what to type (the words after
    `tallybook`), and the claims that it is about with their sentences."""

    kind: Kind
    about: tuple[str, ...]
    asks: str
    outcomes: tuple[Outcome, ...]
    least: Narrowing
    most: Narrowing
    commands: tuple[tuple[str, ...], ...]
    claims: tuple[ClaimView, ...]


class Helping(Struct, frozen=True, kw_only=True):
    """What would help, the most helpful first, and how many candidates were not tried."""

    found: tuple[Help, ...]
    untried: int = 0


class _Candidate(Struct, frozen=True):
    kind: Kind
    about: tuple[str, ...]
    asks: str
    outcomes: Callable[[], Iterator[Outcome]]
    commands: tuple[tuple[str, ...], ...]
    claims: tuple[str, ...]


def what_would_help(
    asked: Otherwise,
    heard: Callable[[str], None] = lambda words: None,
    *,
    pairs_tried: int = PAIRS_TRIED,
) -> Helping:
    """Return what would narrow an answer, by how much it surely does.

    `heard` is told of each pair before it is tried.
    """
    pairs = _pairs(asked)
    facts = [*_incidents(asked), *_figures(asked)]
    found: list[Help] = []
    for candidate in [*pairs[:pairs_tried], *facts[:FACTS_TRIED]]:
        if candidate.kind == "pair":
            heard(candidate.asks)
        tried = _tried(asked, candidate)
        if tried is not None and tried.most > Narrowing(0, 0):
            found.append(tried)
    found.sort(key=lambda one: (one.least, one.most), reverse=True)
    untried = len(pairs[pairs_tried:]) + len(facts[FACTS_TRIED:])
    return Helping(found=tuple(found), untried=untried)


def _tried(asked: Otherwise, candidate: _Candidate) -> Help | None:
    """Return what a candidate does; None where there is none.

    A fact that contradicts the rest of the book is no way that it can go. A person's judgement of a
    pair stands against everything: what then disagrees is for the reports to answer.
    """
    outcomes = [
        outcome
        for outcome in candidate.outcomes()
        if candidate.kind == "pair" or not outcome.contradicts
    ]
    if not outcomes:
        return None
    each = [narrowing(asked.tally.bounds, outcome.bounds) for outcome in outcomes]
    return Help(
        kind=candidate.kind,
        about=candidate.about,
        asks=candidate.asks,
        outcomes=tuple(outcomes),
        least=min(each),
        most=max(each),
        commands=candidate.commands,
        claims=view_claims(asked.contents, candidate.claims),
    )


def _pairs(asked: Otherwise) -> list[_Candidate]:
    """Return the pairs of incidents to judge, those first that bear on most of the answer: both
    surely in the question, and at the strictest standards."""
    incidents = asked.contents.incidents
    sure = set(asked.tally.incidents)
    found: list[tuple[tuple[int, int], _Candidate]] = []
    for pair in suppositions.unsure_pairs(asked.question, asked.material, asked.knowledge):
        ends = [incidents[identifier] for identifier in pair]
        claims = (ends[0].anchor, ends[1].anchor)
        views = view_incidents(asked.contents, pair)
        outside = sum(identifier not in sure for identifier in pair)
        weak = sum(end.standard != "confirmed" for end in ends)
        found.append(
            (
                (outside, weak),
                _Candidate(
                    kind="pair",
                    about=pair,
                    asks=f"one attack or two: {views[0].words}; {views[1].words}",
                    outcomes=partial(_judged, asked, claims),
                    commands=tuple(
                        ("judge", *claims, option, "--because", "…")
                        for option in ("--same", "--different")
                    ),
                    claims=claims,
                ),
            )
        )
    found.sort(key=lambda one: one[0])
    return [candidate for _, candidate in found]


def _judged(asked: Otherwise, claims: tuple[str, str]) -> Iterator[Outcome]:
    yield asked.judged("one attack", [claims], "same")
    yield asked.judged("two attacks", [claims], "different")


def _incidents(asked: Otherwise) -> Iterator[_Candidate]:
    for one in suppositions.open_incidents(asked.question, asked.material, asked.knowledge):
        [view] = view_incidents(asked.contents, [one.incident])
        claims = view.incident.claims
        missing = listed([_FACT_WORDS[fact] for fact in one.missing])
        yield _Candidate(
            kind="incident",
            about=(one.incident,),
            asks=f"{missing}: {view.words}",
            outcomes=partial(_placed, asked, one),
            commands=_reports(asked, one.missing, claims, ("explain", one.incident)),
            claims=claims,
        )


def _placed(asked: Otherwise, one: OpenIncident) -> Iterator[Outcome]:
    for words, inside in (("in the question", True), ("not in the question", False)):
        placed = suppositions.with_incidents_placed(asked.material, {one.incident: inside})
        yield asked.supposed(words, placed)


def _figures(asked: Otherwise) -> Iterator[_Candidate]:
    for one in suppositions.open_figures(asked.question, asked.material, asked.knowledge):
        words = range_in_words(one.low, one.high)
        if one.is_range:
            yield _Candidate(
                kind="count",
                about=one.claims,
                asks=f"how many exactly, where a report says {words}",
                outcomes=partial(_counted, asked, one),
                commands=(("explain", one.claims[0]),),
                claims=one.claims,
            )
        if one.missing:
            missing = listed([_FACT_WORDS[fact] for fact in one.missing])
            yield _Candidate(
                kind="figure",
                about=one.claims,
                asks=f"{missing}, where a report says {words}",
                outcomes=partial(_found, asked, one),
                commands=_reports(asked, one.missing, one.claims, ("explain", one.claims[0])),
                claims=one.claims,
            )


def _counted(asked: Otherwise, one: OpenFigure) -> Iterator[Outcome]:
    for number in (one.low,) if one.high is None else (one.low, one.high):
        exactly = suppositions.with_counts(asked.material, dict.fromkeys(one.claims, number))
        yield asked.supposed(f"exactly {number}", exactly)


def _found(asked: Otherwise, one: OpenFigure) -> Iterator[Outcome]:
    yield asked.supposed(
        "in the question",
        suppositions.with_figures_inside(asked.material, asked.question, asked.knowledge, [one]),
    )
    yield asked.supposed("not in the question", suppositions.without_figures(asked.material, [one]))


def _reports(
    asked: Otherwise, missing: Sequence[Fact], claims: Sequence[str], look: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Return what to type: where only the year of a day is open, when the report appeared says it;
    otherwise look at what is known, to find a report that says more."""
    if "day" not in missing:
        return (look,)
    behind = (asked.contents.claims[claim] for claim in claims)
    reports = {
        claim.document: asked.contents.documents[claim.document]
        for claim in behind
        if claim.when is None or claim.when.year_open
    }
    undated = [report for report in reports.values() if report.published is None]
    return (*(_dated(report) for report in undated), look)


def _dated(report: Document) -> tuple[str, ...]:
    return ("add", report.source, "--published", "DATE")
