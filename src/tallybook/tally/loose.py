"""Valid bounds of a component that is too large, or for which the time does not suffice.

From below, the incidents are apart from one another, as far as they are not unsure, and beside them
are the attacks that counts report and no incident can be: of a count that lies in the question what
it reports beyond all incidents that may lie in it, of counts that cannot share an attack the sum.
An incident of which the day is hardly known may lie in any of them, and in one at most. From above,
the total is at most the incidents that may lie in the question, and what each count adds to those
that surely lie in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallybook.core.certainty import Certainty
from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.counting import Counted, build, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.programs import Range, added
from tallybook.tally.scopes import Scope, Unit, lies_in, may_meet
from tallybook.tally.stretches import Stretches
from tallybook.tally.units import is_vague


def loosely(scope: Scope, component: Component, book: Book, limit: int, clock: Clock) -> Counted:
    """Return bounds that hold, and are not tight; `limit` is that of the question's atoms."""
    touching = [f for f in component.figures if may_meet(scope, f.scope, book.names)]
    own = {unit.incident.id: unit for unit in component.units}
    within = [figure for figure in touching if lies_in(figure.scope, scope, book.names)]
    vague = sum(map(is_vague, own.values()))
    beyond = sum(needed for needed, _ in _apart(_needs(within, own, book), book))
    low = max(0, beyond - vague)
    highs = [_added_by(figure, own, book) for figure in touching]
    high = added([Range(0, 0), *(Range(0, high) for high in highs)]).high
    # Without a count, incidents are few to a cluster, and solved at once.
    alone = solve(build(Atoms(scope, (), book, limit), (), component.units, book), clock)
    assert alone is not None, "incidents alone contradict nothing"
    least = max([alone.total.low + low, *(figure.low for figure in within)])
    most = None if high is None or alone.total.high is None else alone.total.high + high
    return Counted(Range(least, most, False), Range(low, high, False))


def _needs(figures: Iterable[Figure], own: dict[str, Unit], book: Book) -> list[tuple[int, Figure]]:
    """Return figures with what they report beyond the incidents that may lie in them."""
    found = []
    for figure in figures:
        held = sum(unit.incident.id in own for unit, _ in book.dated_units_of(figure))
        if figure.low > held:
            found.append((figure.low - held, figure))
    return found


def _apart(needs: Iterable[tuple[int, Figure]], book: Book) -> Iterable[tuple[int, Figure]]:
    """Yield some of which no two can share an attack: one after another, those that need most."""
    taken: Stretches[Figure] = Stretches()
    for needed, figure in sorted(needs, key=lambda one: (-one[0], one[1].key)):
        period = figure.scope.period
        near = taken.meeting(period.first, period.last)
        if not any(may_meet(figure.scope, other.scope, book.names) for other in near):
            taken.put([(period.first, period.last, figure)])
            yield needed, figure


def _added_by(figure: Figure, own: dict[str, Unit], book: Book) -> int | None:
    """Return how many attacks a figure counts at most that no incident is; None is open."""
    if figure.high is None:
        return None
    held = sum(
        certainty is Certainty.SURE
        and unit.incident.id in own
        and not book.unsure_with(unit.incident.id)
        and not book.sets_apart(figure, unit)
        for unit, certainty in book.dated_units_of(figure)
    )
    return max(0, figure.high - held)
