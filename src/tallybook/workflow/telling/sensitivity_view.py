"""What an answer depends on as a person reads it: rows of bounds, and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tallybook.core.incidents import STANDARDS
from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.tally import bounds_in_words
from tallybook.workflow.asking.helping import Help, Helping
from tallybook.workflow.asking.otherwise import Outcome
from tallybook.workflow.asking.sensitivity import Sensitivity, Source
from tallybook.workflow.telling.views import ClaimView

OVERLAP = (
    "Shares may overlap, and need not add up: two sources can leave open the same attack, and some "
    "of the width closes only when two are settled together."
)
CONTRADICTS = " (against something else in the book)"


class BoundsRow(Struct, frozen=True):
    """A way that things could be, and the bounds then at each standard, in words."""

    words: str
    cells: tuple[str, ...]


class SourceView(Struct, frozen=True):
    """A source of doubt, its share in words, and each way that it can go."""

    words: str
    share: str
    rows: tuple[BoundsRow, ...]


class SensitivityView(Struct, frozen=True, kw_only=True):
    """The answer under other ways of linking, and what leaves it open; `settled` names the sources
    of which there is nothing, and `notes` are how to read the shares, and what they leave."""

    columns: tuple[str, ...]
    variants: tuple[BoundsRow, ...]
    sources: tuple[SourceView, ...]
    settled: tuple[str, ...]
    notes: tuple[str, ...]


class HelpView(Struct, frozen=True):
    """One thing to find out, each way that it can go, what to type, and the sentences behind it."""

    asks: str
    rows: tuple[BoundsRow, ...]
    commands: tuple[tuple[str, ...], ...]
    claims: tuple[ClaimView, ...]


def view_sensitivity(found: Sensitivity) -> SensitivityView:
    """Return the view of what an answer depends on."""
    sources = [one for one in found.sources if one.number]
    rest = _rest(found.bounds.claimed, sources)
    return SensitivityView(
        columns=(*STANDARDS, "told one by one"),
        variants=tuple(
            BoundsRow(
                variant.words,
                (
                    *_cells(variant.bounds),
                    _told(variant.incidents, variant.possible_incidents),
                ),
            )
            for variant in found.variants
        ),
        sources=tuple(_source(found.bounds, one) for one in sources),
        settled=tuple(one.words for one in found.sources if not one.number),
        notes=(*([OVERLAP] if sources else []), *([] if rest is None else [rest])),
    )


def view_helping(found: Helping, shown: int) -> tuple[HelpView, ...]:
    """Return the views of the first `shown` things that would help."""
    return tuple(_help(one) for one in found.found[:shown])


def _help(one: Help) -> HelpView:
    return HelpView(one.asks, _rows(one.outcomes), one.commands, one.claims)


def _source(before: StandardBounds, source: Source) -> SourceView:
    after = [outcome.bounds.claimed for outcome in source.outcomes]
    return SourceView(
        f"{source.words[0].upper()}{source.words[1:]} ({source.number})",
        _share(before.claimed, after),
        _rows(source.outcomes),
    )


def _rows(outcomes: Sequence[Outcome]) -> tuple[BoundsRow, ...]:
    return tuple(
        BoundsRow(one.words + (CONTRADICTS if one.contradicts else ""), _cells(one.bounds))
        for one in outcomes
    )


def _cells(bounds: StandardBounds) -> tuple[str, ...]:
    return tuple(bounds_in_words(getattr(bounds, standard)) for standard in STANDARDS)


def _told(incidents: int, possible: int) -> str:
    return f"{incidents}, {possible} more possibly" if possible else str(incidents)


def _share(before: Bounds, after: Sequence[Bounds]) -> str:
    """Return how much of the width between the bounds at `claimed` is gone then."""
    width = _width(before)
    widths = [_width(bounds) for bounds in after]
    if width is None:
        closed = [one for one in widths if one is not None]
        if not closed:
            return "settled alone, they leave the answer open above"
        left = _between(min(closed), max(closed))
        sometimes = "" if len(closed) == len(widths) else " in some cases"
        return f"settled alone, they close the open end{sometimes}, and a width of {left} is left"
    if any(one is None for one in widths):
        return "settled alone, they can leave the answer open above"
    gone = [width - one for one in widths if one is not None]
    return f"settled alone, they take {_between(min(gone), max(gone))} of a width of {width}"


def _rest(before: Bounds, sources: Sequence[Source]) -> str | None:
    """Return what no source takes of the width, if anything, and what else leaves an answer open:
    each source is a fact that somebody could know, and how figures overlap is none."""
    width = _width(before)
    if width is None:
        return None
    taken = 0
    for source in sources:
        widths = [_width(one.bounds.claimed) for one in source.outcomes]
        taken += max((width - one for one in widths if one is not None), default=0)
    if taken >= width:
        return None
    return (
        f"Of the width of {width}, {width - taken} {'is' if width - taken == 1 else 'are'} left by "
        "all of these, each settled alone. That lies between the figures and the attacks: a figure "
        "may count an attack that is told by itself, or the same ones as another figure, or be the "
        "wrong side of a contradiction."
    )


def _between(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _width(bounds: Bounds) -> int | None:
    return None if bounds.upper is None else bounds.upper - bounds.lower
