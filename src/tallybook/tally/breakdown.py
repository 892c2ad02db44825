"""A breakdown: the question asked again of each row's part of scope space.

Rows are what claims and incidents that bear on the question name, at the granularity at which they
name it: "Iraq" and "western Iraq" are two rows, one inside the other, so rows need not add up to
the total. "unknown" is what is said without naming the dimension: the answer from those incidents
and counts alone. By voice, a row is the answer from that voice's claims alone. Weeks are ISO 8601
weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct, structs

from tallybook.core.claims import Claim
from tallybook.core.incidents import STANDARDS, Incident, Standard
from tallybook.core.questions import Breakdown
from tallybook.core.tallies import Slice, StandardBounds
from tallybook.core.values import Mention, Place, Weapon
from tallybook.errors import QuestionError
from tallybook.knowledge.places.relative import is_near
from tallybook.tally.book import Book
from tallybook.tally.bounds import Bounder, standard_bounds
from tallybook.tally.figures import Figure, StandardOf, figures_of
from tallybook.tally.material import Material, Policy
from tallybook.tally.names import ATTACKERS, PLACES, WEAPONS, Names
from tallybook.tally.periods import FAR_FUTURE
from tallybook.tally.readings import voice_key, voice_of
from tallybook.tally.scopes import (
    Scope,
    Unit,
    may_meet,
    narrowed,
    within_days,
)
from tallybook.tally.units import Units, units_of

UNKNOWN = "unknown"

_NAMED: dict[str, int] = {"place": PLACES, "weapon": WEAPONS, "attacker": ATTACKERS}


class Bearing(Struct, frozen=True):
    """What bears on a question: the book cut down to it, and how it was made."""

    book: Book
    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]


def _book_of(found: Bearing) -> Book:
    """Return what bears on a question as a book of its own."""
    names, reach = found.book.names, found.book.reach
    return Book(found.figures, Units(names, found.units), reach)


def bearing(book: Book, scope: Scope) -> Bearing:
    """Return the figures and incidents that may lie in a scope."""
    return Bearing(
        book,
        book.touching(scope),
        tuple(
            sorted(
                (unit for unit, _ in book.units_in(scope) if unit.incident.standard is not None),
                key=lambda unit: unit.incident.id,
            )
        ),
    )


def rows(by: Breakdown, scope: Scope, found: Bearing, policy: Policy) -> tuple[Slice, ...]:
    """Return the rows of a breakdown by a named dimension or by days, in order of their keys.

    Raises QuestionError where there are more rows than the policy allows.
    """
    cells = _cells(by, scope, found, policy)
    bounder = Bounder(found.book, policy)
    slices = [
        Slice(key, standard_bounds(bounder.all_standards(cells[key]))) for key in sorted(cells)
    ]
    unknown = _unknown(by, found)
    if unknown.figures or unknown.units:
        apart = Bounder(_book_of(unknown), policy)
        slices.append(Slice(UNKNOWN, standard_bounds(apart.all_standards(scope))))
    return tuple(slices)


def _cells(by: Breakdown, scope: Scope, found: Bearing, policy: Policy) -> dict[str, Scope]:
    """Return the part of the scope that each row is of, by its key."""
    if by in _NAMED:
        cells = named_cells(_NAMED[by], scope, found)
    elif by in _DAY_KEY:
        cells = _day_cells(by, scope, found, policy.rows)
    else:
        raise QuestionError(f"no breakdown by {by!r}; known: {', '.join((*_NAMED, *_DAY_KEY))}")
    if len(cells) > policy.rows:
        raise QuestionError(
            f"--by {by} would give {len(cells)} rows, more than {policy.rows}: narrow the question"
        )
    return cells


def cross_rows(
    one: Breakdown, other: Breakdown, scope: Scope, found: Bearing, policy: Policy
) -> tuple[Slice, ...]:
    """Return a row for each pair of a row of one breakdown and one of another, where anything may
    lie in both.

    Raises QuestionError where there are more rows than the policy allows.
    """
    slices: list[Slice] = []
    cells = _cells(one, scope, found, policy)
    parts = [(key, cells[key], bearing(found.book, cells[key])) for key in sorted(cells)]
    unknown = _unknown(one, found)
    if unknown.figures or unknown.units:
        apart = _book_of(unknown)
        parts.append((UNKNOWN, scope, bearing(apart, scope)))
    for key, cell, within in parts:
        slices += _crossed(key, rows(other, cell, within, policy))
        if len(slices) > policy.rows:
            raise QuestionError(
                f"--by {one} --by {other} would give more than {policy.rows} rows: narrow the "
                "question"
            )
    return tuple(slices)


def _crossed(key: str, found: Iterable[Slice]) -> list[Slice]:
    """Return rows as those of one row; where nothing can lie in both is no row."""
    return [
        Slice(key, row.bounds, across=row.key)
        for row in found
        if any(getattr(row.bounds, standard).upper != 0 for standard in STANDARDS)
    ]


def voice_rows(
    scope: Scope,
    material: Material,
    names: Names,
    standard_of: StandardOf,
    policy: Policy,
    across: Breakdown | None = None,
) -> tuple[Slice, ...]:
    """Return, for each voice that bears on a scope, the answer from its claims alone; broken down
    `across` as well, where that is asked for."""
    assert material.more is None, "by voice, every claim and incident is asked for"
    by_voice: dict[str, dict[str, Claim]] = {}
    labels: dict[str, set[str]] = {}
    for identifier, claim in material.claims.items():
        voice = voice_key(claim, material.documents)
        by_voice.setdefault(voice, {})[identifier] = claim
        labels.setdefault(voice, set()).add(voice_of(claim, material.documents))
    named = {
        voice: min(spellings, key=lambda words: (len(words), words))
        for voice, spellings in labels.items()
    }
    slices: list[Slice] = []
    for voice, claims in sorted(by_voice.items(), key=lambda item: (named[item[0]], item[0])):
        found = _told_by(scope, claims, material, names, standard_of)
        if found is None:
            continue
        if across is not None:
            slices += _crossed(named[voice], rows(across, scope, found, policy))
        else:
            bounder = Bounder(found.book, policy)
            slices.append(Slice(named[voice], standard_bounds(bounder.all_standards(scope))))
    return tuple(slices)


def answers_apart(
    scope: Scope,
    claims: Mapping[str, Claim],
    material: Material,
    names: Names,
    standard_of: StandardOf,
    policy: Policy,
) -> StandardBounds | None:
    """Return the answer from some of the material's claims alone; None where none bears on it."""
    found = _told_by(scope, claims, material, names, standard_of)
    if found is None:
        return None
    return standard_bounds(Bounder(found.book, policy).all_standards(scope))


def _told_by(
    scope: Scope,
    claims: Mapping[str, Claim],
    material: Material,
    names: Names,
    standard_of: StandardOf,
) -> Bearing | None:
    """Return what bears on a scope of some of the material's claims alone; None for nothing."""
    incidents = [
        structs.replace(incident, standard=standard)
        for incident in material.incidents
        if (standard := _standard_by(incident, claims, standard_of)) is not None
    ]
    own = structs.replace(material, claims=claims, incidents=incidents)
    figures = figures_of(own, names, standard_of)
    book = Book(figures.binding, units_of(own, names))
    found = bearing(book, scope)
    return found if found.figures or found.units else None


def _standard_by(
    incident: Incident, claims: Mapping[str, Claim], standard_of: StandardOf
) -> Standard | None:
    own = [claims[identifier] for identifier in incident.claims if identifier in claims]
    return standard_of(own) if own else None


def named_cells(dimension: int, scope: Scope, found: Bearing) -> dict[str, Scope]:
    """Return the parts of a scope that lie in what bears on it names in a dimension, by name."""
    names = found.book.names
    numbers: set[int] = set()
    for figure in found.figures:
        numbers.update(n for union in figure.scope.named[dimension] for n in union)
    for unit in found.units:
        numbers.update(unit.named[dimension])
    values = ((names.value(dimension, number), number) for number in numbers)
    # Of things that share a name, what they are decides which stands first, not what came first.
    labelled = sorted((*_label(value), repr(value), n) for value, n in values)
    kept: list[tuple[str, int]] = []
    for _, name, _, number in labelled:
        if not any(names.same(dimension, number, other) for _, other in kept):
            kept.append((name, number))
    cells: dict[str, Scope] = {}
    for name, number in kept:
        cell = narrowed(scope, "cell", dimension, number)
        if may_meet(scope, cell, names) and _asked_for(dimension, scope, number, names):
            cells[_free_key(name, cells)] = cell
    return cells


def _label(value: Mention | Weapon | Place) -> tuple[int, str]:
    """Return what a row is called, after its length: shorter names come first."""
    around = isinstance(value, Place) and is_near(value) and not value.name.startswith("near ")
    name = f"near {value.name}" if around else value.name
    return len(name), name


def _asked_for(dimension: int, scope: Scope, number: int, names: Names) -> bool:
    return all(
        any(not names.apart(dimension, number, other) for other in union)
        for union in scope.named[dimension]
    )


def _free_key(name: str, taken: dict[str, Scope]) -> str:
    """Return the name, numbered where two things share it ("Springfield (2)")."""
    key, number = name, 2
    while key in taken:
        key, number = f"{name} ({number})", number + 1
    return key


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_DAY_KEY: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
}


def _day_cells(by: str, scope: Scope, found: Bearing, limit: int) -> dict[str, Scope]:
    key_of = _DAY_KEY[by]
    spans = sorted(
        (max(first, scope.period.first), min(last, scope.period.last))
        for first, last in _dated(found)
    )
    ends: dict[str, tuple[int, int]] = {}
    reached = 0
    for first, last in spans:
        for ordinal in range(max(first, reached), last + 1):
            key = key_of(date.fromordinal(ordinal))
            start, _ = ends.get(key, (ordinal, ordinal))
            ends[key] = (start, ordinal)
            if len(ends) > limit:
                raise QuestionError(
                    f"--by {by} would give more than {limit} rows: take longer steps, "
                    "or a shorter period with --since and --until"
                )
        reached = max(reached, last + 1)
    return {key: within_days(scope, "cell", *_whole(by, *span)) for key, span in ends.items()}


def _whole(by: str, first: int, last: int) -> tuple[int, int]:
    """Return the whole week or month around some of its days."""
    if by == "day":
        return first, last
    if by == "week":
        monday = first - date.fromordinal(first).weekday()
        return monday, monday + 6
    day = date.fromordinal(first).replace(day=1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.toordinal(), following.toordinal() - 1


def _dated(found: Bearing) -> Iterable[tuple[int, int]]:
    """Yield the days of what says when it was."""
    for figure in found.figures:
        if _says_when(figure):
            yield figure.scope.period.first, figure.scope.period.last
    for unit in found.units:
        if _unit_says_when(unit):
            yield unit.first, unit.last


def _says_when(figure: Figure) -> bool:
    moment = figure.said[0].reading.claim.when
    ends = figure.scope.period.last < FAR_FUTURE
    return moment is not None and moment.first is not None and ends


def _unit_says_when(unit: Unit) -> bool:
    moment = unit.incident.when
    return moment is not None and moment.first is not None and moment.last is not None


def _unknown(by: str, found: Bearing) -> Bearing:
    if by in _NAMED:
        dimension = _NAMED[by]
        return Bearing(
            found.book,
            tuple(f for f in found.figures if not f.scope.named[dimension]),
            tuple(u for u in found.units if not u.named[dimension]),
        )
    return Bearing(
        found.book,
        tuple(f for f in found.figures if not _says_when(f)),
        tuple(u for u in found.units if not _unit_says_when(u)),
    )
