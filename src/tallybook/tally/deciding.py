"""Which figures decide the least total of a question, where nothing holds it down from above.

In a large book every week's counts share days with the next week's, and a question about a month
leads from count to count through years. Few of them decide its lower bound. Three things settle the
others:

- A figure is **met** where as many incidents as it counts at least surely lie in it: its `need`,
  what it counts beyond them, is 0.
- An upper end has **room** where the incidents that may lie in it, and the needs of all figures
  that may share an attack with it, come to no more than it allows. An attack that nobody identified
  is there because some figure needs it, or it could be left out: so no more of them lie in a figure
  than these needs, and an upper end with room holds by itself.
- A figure **fits outside** where it surely holds a day beyond the question's that no upper end
  without room may hold: what it needs may be there, and costs the question nothing.

What is met or fits outside, with room below its upper end, decides nothing: any answer from the
others alone can be completed to one from all, incident by incident and need by need. Figures that a
text ties to others, and those that hold no day or place surely, are always taken to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs

from tallybook.core.certainty import Certainty
from tallybook.tally.book import Book
from tallybook.tally.figures import Figure
from tallybook.tally.names import DIMENSIONS, PLACES, Union
from tallybook.tally.periods import ALWAYS, FAR_PAST
from tallybook.tally.scopes import Scope, Unit, inside, may_lie_in, may_meet
from tallybook.tally.within import Counts


class Deciding:
    """The figures of `pool` that decide the least total of a question, as far as it is asked for;
    `counts` says which incidents count at its standard, which has that `rank`."""

    def __init__(
        self,
        book: Book,
        question: Scope,
        pool: Mapping[str, Figure],
        rank: int,
        counts: Counts,
    ) -> None:
        self._book = book
        self._question = question
        self._pool = pool
        self._rank = rank
        self._counts = counts
        self._needs: dict[str, int] = {}
        self._narrow: dict[str, bool] = {}
        self._found: dict[str, bool] = {}
        self._vague: dict[object, tuple[int, list[Unit]]] = {}

    def is_open(self, touching: Iterable[Figure]) -> bool:
        """Whether the total is surely open above: some figure without an upper end holds a day of
        the question that none with one may hold."""
        asked = self._question.period
        figures = list(touching)
        capped = [figure for figure in figures if figure.high is not None]
        for figure in figures:
            if figure.high is None and self._book.is_plain(figure):
                period = figure.scope.period
                first = max(asked.first, period.sure_first)
                last = min(asked.last, period.sure_last)
                bare = self._bare(figure.scope, self._question)
                if bare and self._leaves_a_day(first, last, figure, capped, bare):
                    return True
        return False

    def decides(self, figure: Figure) -> bool:
        """Whether a figure may decide the least total."""
        found = self._found.get(figure.key)
        if found is None:
            found = self._found[figure.key] = (
                not self._book.is_plain(figure)
                or self._is_narrow(figure)
                or (self._need(figure) > 0 and not self._fits_outside(figure))
            )
        return found

    def as_it_decides(self, figure: Figure) -> Figure:
        """Return a figure without its upper end, where that has room."""
        if figure.high is None or self._is_narrow(figure):
            return figure
        return structs.replace(figure, high=None)

    def _need(self, figure: Figure) -> int:
        """Return how many a figure counts at least beyond the incidents that surely lie in it and
        are known to be different."""
        found = self._needs.get(figure.key)
        if found is None:
            found = figure.low
            if self._book.is_plain(figure):
                [alone] = self._book.numbers_alone([figure], self._rank, self._counts)
                found -= alone
            found = self._needs[figure.key] = max(0, found)
        return found

    def _is_narrow(self, figure: Figure) -> bool:
        """Whether a figure has an upper end, and perhaps no room below it."""
        if figure.high is None:
            return False
        found = self._narrow.get(figure.key)
        if found is None:
            found = not self._book.is_plain(figure) or not self._has_room(figure, figure.high)
            self._narrow[figure.key] = found
        return found

    def _has_room(self, figure: Figure, high: int) -> bool:
        [held] = self._book.may_hold([figure], self._rank, self._counts)
        room = high - self._need(figure) - held
        if room >= 0:
            room -= sum(
                inside(unit, figure.scope, self._book.names) is not Certainty.NO
                for unit in self._vague_near(figure)
            )
        for other in self._book.around(figure) if room >= 0 else ():
            if other.key in self._pool:
                room -= self._need(other)
                if room < 0:
                    break
        return room >= 0

    def _vague_near(self, figure: Figure) -> list[Unit]:
        """Return the vague incidents that may lie in a figure's places. One that may be earlier
        than every count may stay there, where that is as much in the question as any other day."""
        places, vague = figure.scope.named[PLACES], self._book.units.vague
        seen, found = self._vague.setdefault(places, (0, []))
        if seen < len(vague):
            elsewhere = self._question.period == ALWAYS
            found += (
                unit
                for unit in vague[seen:]
                if not (elsewhere and unit.first == FAR_PAST)
                and self._counts(unit)
                and may_lie_in(unit.named[PLACES], places, self._book.names)
            )
            self._vague[places] = len(vague), found
        return found

    def _fits_outside(self, figure: Figure) -> bool:
        period, asked = figure.scope.period, self._question.period
        before = (period.sure_first, min(period.sure_last, asked.first - 1))
        after = (max(period.sure_first, asked.last + 1), period.sure_last)
        stretches = [(first, last) for first, last in (before, after) if first <= last]
        if not stretches:
            return False
        around = (f for f in self._book.around(figure) if f.key in self._pool)
        narrow = [other for other in around if self._is_narrow(other)]
        bare = self._bare(figure.scope)
        return bare is not None and any(
            self._leaves_a_day(first, last, figure, narrow, bare) for first, last in stretches
        )

    def _bare(self, *scopes: Scope) -> tuple[Union, ...] | None:
        """Return names, by dimension, of an attack that bears no others than it must to lie in some
        scopes; None where none is seen."""
        names = self._book.names
        found: list[Union] = []
        for dimension in range(len(DIMENSIONS)):
            borne: tuple[int, ...] = ()
            for union in (union for scope in scopes for union in scope.named[dimension]):
                fitting = (
                    one
                    for one in union
                    if not any(names.apart(dimension, one, other) for other in borne)
                )
                one = next(fitting, None)
                if one is None:
                    return None
                borne = (*borne, one)
            found.append(borne)
        return tuple(found)

    def _holds(self, scope: Scope, bare: tuple[Union, ...]) -> bool:
        """Whether what bears certain names, and no others than it must, lies in a scope, days
        aside."""
        names = self._book.names
        return all(
            any(
                names.holds(dimension, one, asked) is Certainty.SURE
                for asked in union
                for one in bare[dimension]
            )
            for dimension, unions in enumerate(scope.named)
            for union in unions
        )

    def _leaves_a_day(
        self,
        first: int,
        last: int,
        figure: Figure,
        others: Iterable[Figure],
        bare: tuple[Union, ...],
    ) -> bool:
        """Whether on a day of [first, last], on which a figure holds, what is borne in it lies in
        none of the others."""
        names = self._book.names
        held = sorted(
            (other.scope.period.first, other.scope.period.last)
            for other in others
            if may_meet(other.scope, figure.scope, names) and self._holds(other.scope, bare)
        )
        day = first
        for begin, end in held:
            if day < begin:
                break
            day = max(day, end + 1)
        return day <= last
