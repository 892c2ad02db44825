"""What a reader of an answer should know beside its bounds, a sentence each."""

from __future__ import annotations

from tallybook.core.incidents import Standard
from tallybook.core.questions import Question
from tallybook.tally.book import Book
from tallybook.tally.bounds import Answered
from tallybook.tally.figures import Figures
from tallybook.tally.names import ATTACKERS
from tallybook.tally.scopes import Scope, Unit, contradict, may_meet
from tallybook.tally.series import chains, series_in_words
from tallybook.tally.ties import ties_note
from tallybook.tally.unknown_names import unknown_notes


def notes_on(
    question: Question,
    scope: Scope,
    figures: Figures,
    book: Book,
    answers: dict[Standard, Answered],
) -> tuple[str, ...]:
    """Return the notes on an answer, in a fixed order."""
    names = book.names
    touching = book.touching(scope)
    units = [unit for unit, _ in book.units_in(scope)]
    counted = [unit for unit in units if unit.incident.standard is not None]
    moments = [f.said[0].reading.claim.when for f in touching]
    moments.extend(unit.incident.when for unit in counted)
    open_years = sum(moment is not None and moment.year_open for moment in moments)
    undated = sum(moment is None for moment in moments)
    left_out = sum(may_meet(scope, r.scope, names) for r in figures.left_out)
    restated = sum(may_meet(scope, f.scope, names) for f in figures.superseded)
    notes: list[str] = []
    named = {unit.named[ATTACKERS] for unit in counted}
    named.update(union for figure in touching for union in figure.scope.named[ATTACKERS])
    by_ties = ties_note(question, named, names)
    if by_ties is not None:
        notes.append(by_ties)
    notes += unknown_notes(question, counted, touching, names)
    if open_years:
        notes.append(
            f"{_things(open_years, 'date')} without a year, so only possibly in any period: "
            "say when the report appeared with --published."
        )
    if undated:
        notes.append(f"{_things(undated, 'count or incident', 'counts or incidents')} undated.")
    if left_out:
        notes.append(
            f"{_things(left_out, 'count')} denied, hypothetical or threatened, and left out."
        )
    if len(units) > len(counted):
        notes.append(
            f"{_things(len(units) - len(counted), 'incident')} only denied or hypothetical, and "
            "left out."
        )
    notes += _unsure_notes(counted, book)
    told = [f.said[0].reading.claim for f in touching]
    parts_of = {part for claim in told for part in claim.parts}
    defined = sum(bool(c.definition) and c.id not in parts_of for c in told)
    if defined:
        notes.append(
            f"{_things(defined, 'figure')} by a voice's own definition of what it counts, which is "
            "shown with it: what it leaves out is in no bound on its account."
        )
    if restated:
        notes.append(f"{_things(restated, 'figure')} replaced by the same voice's later one.")
    notes += _series_notes(figures, scope, book)
    parts = [part for answered in answers.values() for part in answered.parts]
    if any(part.conflicts and not part.component.is_whole for part in parts):
        notes.append(
            "Some claims contradict each other; the bounds hold for every way out, and each "
            "contradiction says what each side alone would give."
        )
    crowded = max((part.crowded for part in parts), default=0)
    if crowded:
        notes.append(
            f"{_things(crowded, 'count')} left aside, with no room for the attacks that are "
            "known: the bounds are those without, and the contradictions name the first few."
        )
    at_odds = max((part.at_odds for part in parts), default=0)
    if at_odds:
        notes.append(
            f"{at_odds} counts are left aside, since of two of them one counts more than another "
            "in which all that it counts lies: the bounds are those without, and the "
            "contradictions name the first few."
        )
    if any(part.component.is_whole for part in parts):
        notes.append(
            "So many counts bear on the question that each is set against the attacks that are "
            "known, and not against the other counts: the bounds may be much wider than need be, "
            "and where counts contradict each other is said of two at a time, and not of more. "
            "Ask about fewer days or places."
        )
    elif not all(answered.total.tight for answered in answers.values()):
        notes.append(
            "The question is too large to be solved exactly: the bounds are valid and may be wider "
            "than need be. A narrower question may be exact."
        )
    return tuple(notes)


def _unsure_notes(counted: list[Unit], book: Book) -> list[str]:
    within = {unit.incident.id for unit in counted}
    unsure = [unit for unit in counted if not book.units.is_alone(unit.incident.id)]
    among = sum(not within.isdisjoint(book.unsure_with(unit.incident.id)) for unit in unsure)
    leaving = sum(
        any(
            other not in within and contradict(unit, book.units[other], book.names)
            for other in book.unsure_with(unit.incident.id)
        )
        for unit in unsure
    )
    notes: list[str] = []
    if among:
        notes.append(
            f"{_things(among, 'incident')} possibly the same as another one: "
            "the lower bound takes them for one."
        )
    if leaving:
        notes.append(
            f"{_things(leaving, 'incident')} possibly the same as one that is told outside of the "
            "question, by its day, place or kind: the lower bound leaves them out."
        )
    return notes


SERIES_NOTED = 6
"""Series of running totals that are put into words; the figures show the others."""


def _series_notes(figures: Figures, scope: Scope, book: Book) -> list[str]:
    pairs = [
        (said.reading, said.next_total)
        for figure in figures.binding
        for said in figure.said
        if said.next_total is not None
    ]
    bearing = [
        chain
        for chain in chains(pairs)
        if any(may_meet(scope, reading.scope, book.names) for reading in chain)
    ]
    return [words for chain in bearing[:SERIES_NOTED] if (words := series_in_words(chain))]


def _things(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one} is" if number == 1 else f"{number} {many or one + 's'} are"
