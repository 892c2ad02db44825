"""One question asked of many stretches of days, of the whole of it or of each place in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallybook.core.questions import Question
from tallybook.core.tallies import StandardBounds
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.asker import Asker
from tallybook.tally.book import Book
from tallybook.tally.bounds import standard_bounds
from tallybook.tally.breakdown import bearing, named_cells
from tallybook.tally.figures import figures_of
from tallybook.tally.material import DEFAULT, Material, Policy
from tallybook.tally.names import PLACES, Names
from tallybook.tally.periods import days_period
from tallybook.tally.scopes import (
    Scope,
    question_scope,
    within_days,
)
from tallybook.tally.standards import standard_by
from tallybook.tally.units import units_of

Window = tuple[date, date]
"""The first and the last day."""

WHOLE = ""
"""The key of the question as a whole."""


def bounds_in_windows(
    question: Question,
    windows: Sequence[Window],
    material: Material,
    knowledge: Knowledge,
    *,
    by_place: bool = False,
    policy: Policy = DEFAULT,
) -> dict[str, list[StandardBounds]]:
    """Return the bounds of a question in each window, in order: of all of it under WHOLE or, by
    place, of each place that bears on the days of the windows, under its name.

    Raises QuestionError for more places than the policy allows rows.
    """
    names = Names(knowledge)
    scope = question_scope(question, names)
    figures = figures_of(material, names, standard_by(material, knowledge))
    book = Book(figures.binding, units_of(material, names))
    cells: dict[str, Scope] = {WHOLE: scope}
    if by_place:
        first = min((since for since, _ in windows), default=None)
        last = max((until for _, until in windows), default=None)
        period = days_period(first, last)
        asked = within_days(scope, "cell", period.first, period.last)
        cells = named_cells(PLACES, scope, bearing(book, asked))
        if len(cells) > policy.rows:
            raise QuestionError(
                f"by place would give {len(cells)} rows, more than {policy.rows}: narrow the "
                "question"
            )
    asker = Asker(question, book, material, policy)
    return {
        key: [
            standard_bounds(
                asker.all_standards(
                    within_days(cells[key], "cell", since.toordinal(), until.toordinal())
                )
            )
            for since, until in windows
        ]
        for key in sorted(cells)
    }
