"""What of a component nothing is open about, counted before a program is made of the rest.

Where days and names are all that says what figures count:

- An incident that lies in no figure but surely, and may be no other one, is one attack, in all of
  these. What they count at least, and at most, is less by one for the rest.
- Of two incidents that may be one and lie in the same figures, one attack is sure. The other may be
  a second one.
- Of a figure without an upper end that these meet, nothing is left but where it counts, and that
  matters to the greatest total alone.

Most incidents are of one day and one town, so what is left is small: the incidents of which a day,
a place or a kind is open, and the figures that count more than is known.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.tally.book import Book
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.scopes import Scope, Unit, inside
from tallybook.tally.units import is_vague

Lying = tuple[frozenset[str], bool]
"""The figures in which an incident lies, by their keys, and whether it lies in the question."""


class Settled(Struct, frozen=True):
    """What is sure, and what is left: `number` attacks of the question; figures by their days, less
    what is sure in them; the incidents of which something is open; and where incidents lie, how
    many of them may be a second attack."""

    number: int
    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    seconds: dict[Lying, int]


def settle(component: Component, scope: Scope, book: Book, *, least: bool) -> Settled | None:
    """Return what is sure of a component, of which perhaps the `least` total alone is asked for,
    and what is left; None where more than days and names says what its figures count, or where what
    is sure contradicts them."""
    if not all(map(book.is_plain, component.figures)):
        return None
    certain = {u.incident.id: inside(u, scope, book.names) for u in component.units}
    lying: dict[str, list[str]] = {identifier: [] for identifier in certain}
    open_ones = {u.incident.id for u in component.units if _is_open(u, certain[u.incident.id])}
    for figure in component.figures:
        for unit, certainty in book.dated_units_of(figure):
            identifier = unit.incident.id
            if identifier in lying:
                lying[identifier].append(figure.key)
                if certainty is not Certainty.SURE:
                    open_ones.add(identifier)
    where = {
        identifier: (frozenset(keys), certain[identifier] is Certainty.SURE)
        for identifier, keys in lying.items()
    }
    sure: Counter[Lying] = Counter()
    seconds: Counter[Lying] = Counter()
    left: set[str] = set()
    for cluster in book.clusters(where):
        first = where[cluster[0]]
        alike = len(cluster) < 3 and all(where[other] == first for other in cluster)
        if not alike or not open_ones.isdisjoint(cluster):
            left.update(cluster)
            continue
        sure[first] += 1
        if len(cluster) == 2:
            seconds[first] += 1
    known: Counter[str] = Counter()
    for (keys, _), number in sure.items():
        for key in keys:
            known[key] += number
    if any(f.high is not None and f.high < known[f.key] for f in component.figures):
        return None
    return Settled(
        number=sum(number for (_, in_question), number in sure.items() if in_question),
        figures=tuple(
            structs.replace(
                figure,
                low=max(0, figure.low - known[figure.key]),
                high=None if figure.high is None else figure.high - known[figure.key],
            )
            for figure in sorted(component.figures, key=_by_days)
            if not least or figure.high is not None or figure.low > known[figure.key]
        ),
        units=tuple(unit for unit in component.units if unit.incident.id in left),
        seconds=dict(seconds),
    )


def _by_days(figure: Figure) -> tuple[int, int, str]:
    period = figure.scope.period
    return (period.first, period.last, figure.key)


def _is_open(unit: Unit, in_question: Certainty) -> bool:
    """Whether anything but the names of figures leaves open where an incident lies."""
    told = unit.supposed is not None or bool(unit.incident.apart_from)
    return told or in_question is Certainty.POSSIBLE or is_vague(unit)
