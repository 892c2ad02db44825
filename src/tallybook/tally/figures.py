"""Figures: the count claims that bind a tally, after repeats and restatements are set aside.

A report says one figure in its headline, its lead and a quotation; a hundred copies say it again.
That is one figure. The rules, and the facts about news that they rest on:

- **Repeat.** The same figure from the same origin, or by the same voice in the same document,
  where the vaguer wording states nothing that the fuller one does not state as well. Headlines
  and summaries shorten, and drop hedges to do so: an exact figure equal to the low end of a
  hedged one is a repeat of it ("13 attacks" above "at least 13 attacks"). Across documents the
  stated fields must be the same, since "13 since Monday" said again a week later is news.
- **Restatement.** A different figure by the same voice in a document published later, for surely
  the same scope, period and place stated and all, replaces the earlier one, which is kept and
  shown. A total whose period grows ("since 1 May", in each week's report) is another, wider scope
  (see `series`).
- **Corroboration.** The same figure for surely the same scope by another origin is one constraint
  with more evidence behind it.
- Different figures by different voices both bind, whatever follows (see `contradictions`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct, structs

from tallybook.core.claims import Claim
from tallybook.core.incidents import Outlined, Standard
from tallybook.tally.material import Material
from tallybook.tally.names import Names
from tallybook.tally.readings import (
    DAYS_STATED,
    NAMES_STATED,
    Reading,
    reading_of,
    within_wholes,
)
from tallybook.tally.sameness import same_days, same_dimensions, same_names, same_scope
from tallybook.tally.scopes import (
    Scope,
    lies_in,
    may_meet,
)
from tallybook.tally.series import has_fallen, has_risen, next_totals

NOT_COUNTED = frozenset({"denied", "hypothetical", "threatened"})
"""Stances of which nothing is counted at any standard."""

StandardOf = Callable[[Sequence[Claim]], Standard | None]


class Said(Struct, frozen=True):
    """A figure as one origin says it: the fullest reading, and the claims that repeat it.

    `next_total` is the next running total of the same voice, where this is one; `raised_by` the
    claim by which the voice raised it, or the total that it is a part of.
    """

    reading: Reading
    repeats: tuple[str, ...]
    superseded_by: str | None = None
    next_total: Reading | None = None
    raised_by: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that says the figure, the fullest first."""
        return (self.reading.claim.id, *self.repeats)


class Figure(Struct, frozen=True):
    """One constraint: `low` to `high` attacks in `scope`, and everybody who says so.

    `inside` are the figures that split this one's total, `disjoint` pairs of them the text parts;
    `beside` the figures that this one is said to be apart from; the last two are incidents that
    the text puts among the counted, or among those of `inside`, or apart from them. Figures are
    named by their key.
    """

    key: str
    scope: Scope
    low: int
    high: int | None
    standard: Standard
    said: tuple[Said, ...]
    inside: frozenset[str] = frozenset()
    disjoint: frozenset[tuple[str, str]] = frozenset()
    beside: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()


class Figures(Struct, frozen=True):
    """What binds, what was restated, and how many count claims are left out (denied and such)."""

    binding: tuple[Figure, ...]
    superseded: tuple[Figure, ...]
    left_out: tuple[Reading, ...]


def figures_of(material: Material, names: Names, standard_of: StandardOf) -> Figures:
    """Return the figures of a book's count claims."""
    claims = [claim for _, claim in sorted(material.claims.items()) if claim.kind == "count"]
    readings = within_wholes([reading_of(claim, material, names) for claim in claims], names)
    left_out = [r for r in readings if r.claim.stance in NOT_COUNTED]
    counted = [r for r in readings if r.claim.stance not in NOT_COUNTED]
    said = _without_repeats(counted, names)
    later = _restated(said, names)
    standing = _with_next_totals([s for s in said if s.reading.claim.id not in later], names)
    groups = _corroborated(standing, names)
    old = [
        [Said(s.reading, s.repeats, later[s.reading.claim.id])]
        for s in said
        if s.reading.claim.id in later
    ]
    binding, unfit = _figures(groups, standard_of, material.claims)
    superseded, _ = _figures(old, standard_of, material.claims)
    return Figures(
        binding=_tied(binding, material, names),
        superseded=tuple(superseded),
        left_out=(*left_out, *unfit),
    )


def _without_repeats(readings: Sequence[Reading], names: Names) -> list[Said]:
    """Group readings under the fullest one that says the same figure."""
    heads: list[tuple[Reading, list[str]]] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for reading in sorted(readings, key=_fullness):
        in_document, of_origin, of_days = keys = _where_repeated(reading)
        elsewhere = of_days if reading.stated & DAYS_STATED else of_origin
        near = places.get(in_document, []) + places.get(elsewhere, [])
        for index in sorted(set(near)) if near else ():
            head, repeats = heads[index]
            if _repeats(reading, head, names):
                repeats.append(reading.claim.id)
                break
        else:
            for key in keys:
                places.setdefault(key, []).append(len(heads))
            heads.append((reading, []))
    return [Said(head, tuple(sorted(repeats))) for head, repeats in heads]


def _where_repeated(reading: Reading) -> tuple[tuple[object, ...], ...]:
    """Return under which keys the readings are found that a reading can repeat: of its document,
    of its origin, and of its origin and days. It keeps the pairs few in a large book."""
    period = reading.scope.period
    return (
        ("document", reading.low, reading.claim.document),
        ("origin", reading.low, reading.origin),
        ("days", reading.low, reading.origin, period.first, period.last),
    )


def _fullness(reading: Reading) -> tuple[bool, int, int, str]:
    """Hedged figures first, then those that state more, then the earlier published."""
    exact = reading.high == reading.low
    return (exact, -reading.stated.bit_count(), reading.published, reading.claim.id)


def _repeats(vaguer: Reading, fuller: Reading, names: Names) -> bool:
    """Whether `vaguer` says the figure of `fuller` again."""
    one, other = vaguer.claim, fuller.claim
    same_document = one.document == other.document
    if vaguer.origin != fuller.origin and not (same_document and vaguer.voice == fuller.voice):
        return False
    exact = vaguer.high == vaguer.low
    if vaguer.high != fuller.high and not exact:
        return False
    stated = vaguer.stated
    if stated & ~fuller.stated or _tied_together(one, other):
        return False
    if same_document:
        return may_meet(vaguer.scope, fuller.scope, names)
    if stated & DAYS_STATED and not same_days(vaguer.scope, fuller.scope):
        return False
    return not stated & NAMES_STATED & ~same_dimensions(vaguer.scope, fuller.scope, names)


def _tied_together(one: Claim, other: Claim) -> bool:
    """Whether the text itself says that the two are different counts."""
    return (
        one.id in other.parts
        or other.id in one.parts
        or one.id in other.apart_from
        or other.id in one.apart_from
    )


def _restated(said: Sequence[Said], names: Names) -> dict[str, str]:
    """Return, for each claim that its voice restated later, the claim that did."""
    # Only figures for the same days can be restated: that keeps the pairs few in a large book.
    alike: dict[tuple[str, int, int], list[Reading]] = {}
    for one in said:
        period = one.reading.scope.period
        for voice in {one.reading.voice, one.reading.origin}:
            alike.setdefault((voice, period.first, period.last), []).append(one.reading)
    latest: dict[str, Reading] = {}
    for readings in alike.values():
        if len(readings) < 2:
            continue
        for earlier in readings:
            for later in readings:
                if (
                    0 < earlier.published < later.published
                    and (earlier.low, earlier.high) != (later.low, later.high)
                    and same_scope(earlier.scope, later.scope, names)
                ):
                    known = latest.get(earlier.claim.id)
                    rank = (later.published, later.claim.id)
                    if known is None or rank > (known.published, known.claim.id):
                        latest[earlier.claim.id] = later
    return {claim: reading.claim.id for claim, reading in latest.items()}


def _with_next_totals(said: Sequence[Said], names: Names) -> list[Said]:
    """Say of each running total which one its voice gave next, and whether that raised it."""
    following = next_totals(
        (s.reading for s in said), lambda one, other: same_names(one, other, names)
    )
    raised: dict[str, str] = {}
    for reading in sorted((s.reading for s in said), key=lambda r: -r.published):
        later = following.get(reading.claim.id)
        if later is None or has_fallen(reading, later):
            continue
        # One that stood still for a time is raised with the one that repeats it.
        by = later.claim.id if has_risen(reading, later) else raised.get(later.claim.id)
        if by is not None:
            raised[reading.claim.id] = by
            for part in reading.claim.parts:
                # What a total is made up of was known no later than the total.
                raised.setdefault(part, by)
    return [
        structs.replace(s, next_total=following.get(i), raised_by=raised.get(i))
        if i in following or i in raised
        else s
        for s in said
        for i in (s.reading.claim.id,)
    ]


def _corroborated(said: Sequence[Said], names: Names) -> list[list[Said]]:
    """Group the same figure for surely the same scope, whoever says it."""
    groups: list[list[Said]] = []
    by_figure: dict[tuple[int, int | None, int, int], list[int]] = {}
    for one in sorted(said, key=lambda s: s.reading.claim.id):
        reading = one.reading
        period = reading.scope.period
        alike = by_figure.setdefault((reading.low, reading.high, period.first, period.last), [])
        for index in alike:
            first = groups[index][0].reading
            if same_scope(reading.scope, first.scope, names) and not _tied_together(
                reading.claim, first.claim
            ):
                groups[index].append(one)
                break
        else:
            alike.append(len(groups))
            groups.append([one])
    return groups


def _figures(
    groups: Sequence[Sequence[Said]], standard_of: StandardOf, claims: Mapping[str, Claim]
) -> tuple[list[Figure], list[Reading]]:
    """Return a figure per group, and the readings of groups that meet no standard."""
    figures: list[Figure] = []
    unfit: list[Reading] = []
    for group in groups:
        [first, *others] = group
        alone = not others and not first.repeats
        ids = first.claims if alone else sorted({i for s in group for i in s.claims})
        standard = standard_of([claims[i] for i in ids])
        if standard is None:
            unfit.extend(s.reading for s in group)
            continue
        head = min((s.reading for s in group), key=_fullness) if others else first.reading
        # Late news may add to what a voice has raised since; nobody else's figure goes by that.
        high = None if all(s.raised_by for s in group) else head.high
        figures.append(Figure(head.claim.id, head.scope, head.low, high, standard, tuple(group)))
    return sorted(figures, key=lambda f: f.key), unfit


def _tied(figures: Sequence[Figure], material: Material, names: Names) -> tuple[Figure, ...]:
    """Add what the text says about how counts and incidents relate."""
    counts = [material.claims[c] for f in figures for said in f.said for c in said.claims]
    telling = {claim.id for claim in counts if claim.parts or claim.apart_from}
    if not telling:
        return tuple(figures)
    by_claim = {
        claim: figure for figure in figures for said in figure.said for claim in said.claims
    }
    told = {o for c in counts for o in (*c.parts, *c.apart_from)}
    incident_of = _incidents_told(told, material)
    tied = [
        figure
        if telling.isdisjoint(c for said in figure.said for c in said.claims)
        else _tie(figure, by_claim, incident_of, material, names)
        for figure in figures
    ]
    by_key = {figure.key: figure for figure in tied}
    return tuple(_with_those_of_parts(f, by_key) if f.inside else f for f in tied)


def _with_those_of_parts(figure: Figure, by_key: Mapping[str, Figure]) -> Figure:
    """What a part of a total counts, the total counts: an attack on a workshop that is one of the
    seven strikes in one country is one of the nineteen "on fighters" in both."""
    inside = set(figure.inside)
    while more := {key for part in inside for key in by_key[part].inside} - inside:
        inside |= more
    held = figure.holds.union(*(by_key[key].holds for key in inside))
    return structs.replace(figure, holds=held - figure.excludes)


def _incidents_told(told: Set[str], material: Material) -> dict[str, Outlined]:
    """Return the incident of each claim that a count's text puts among its own or apart."""
    found: dict[str, Outlined] = {c: i for i in material.incidents for c in i.claims if c in told}
    if material.more is not None and (left := sorted(told - found.keys())):
        more = material.more.on_claims(left)
        found.update((c, i) for i in more for c in i.claims if c in told)
    return found


def _tie(
    figure: Figure,
    by_claim: Mapping[str, Figure],
    incident_of: Mapping[str, Outlined],
    material: Material,
    names: Names,
) -> Figure:
    own = [material.claims[c] for s in figure.said for c in s.claims]
    inside: set[str] = set()
    disjoint: set[tuple[str, str]] = set()
    for claim in own:
        found = {by_claim[part].key: by_claim[part] for part in claim.parts if part in by_claim}
        parts = [
            part
            for key, part in sorted(found.items())
            if key != figure.key and may_meet(part.scope, figure.scope, names)
        ]
        inside.update(part.key for part in parts)
        # A total smaller than the sum of its parts shows that they overlap ("8 with drones,
        # 7 with rockets" of 13).
        stated = None if claim.count is None else claim.count.high
        if stated is None or sum(part.low for part in parts) <= stated:
            disjoint.update(
                (one.key, other.key)
                for one, other in combinations(parts, 2)
                if lies_in(one.scope, other.scope, names) is lies_in(other.scope, one.scope, names)
            )
    beside = {c for claim in own for c in claim.apart_from}
    excludes = frozenset(incident_of[c].id for c in beside if c in incident_of)
    held = (incident_of[c] for claim in own for c in claim.parts if c in incident_of)
    return structs.replace(
        figure,
        inside=frozenset(inside),
        disjoint=frozenset(disjoint),
        beside=frozenset(by_claim[c].key for c in beside if c in by_claim) - {figure.key},
        holds=frozenset(
            incident.id
            for incident in held
            if not any(by_claim.get(c) is figure for c in incident.apart_from)
        )
        - excludes,
        excludes=excludes,
    )
