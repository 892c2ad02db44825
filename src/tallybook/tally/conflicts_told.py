"""What kind a contradiction of counts is, and what it says in a sentence.

The minimal set says which claims cannot hold together; a reader wants to know why. The kinds are
those in which news contradicts itself: a headline that is not brought up to date, parts that come
to more than their total, a running total that falls, attacks told one by one where a count leaves
no room for them, and two voices that count the same and differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tallybook.core.tallies import ContradictionKind
from tallybook.tally.contradictions import Conflict
from tallybook.tally.figures import Figure
from tallybook.tally.material import DocumentFacts
from tallybook.tally.names import PLACES, Names
from tallybook.tally.scopes import Unit, lies_in
from tallybook.tally.series import has_fallen
from tallybook.tally.words import counted_range, shortened_quote

TOLD = 5
"""Attacks that a sentence names; its members are all of them."""


def conflict_told(
    conflict: Conflict, documents: Mapping[str, DocumentFacts], names: Names
) -> tuple[ContradictionKind, str]:
    """Return the kind of a contradiction, and a sentence that names its members."""
    figures = conflict.figures
    if not conflict.units:
        return _of_figures(figures, documents, names)
    told = [_unit_in_words(unit) for unit in conflict.units]
    if len(told) > TOLD:
        told[TOLD:] = [f"{len(told) - TOLD} more"]
    if len(figures) == 1 and figures[0].high is not None and figures[0].high < len(conflict.units):
        room = (
            "Attacks are told one by one where a voice says that there were none"
            if figures[0].high == 0
            else "More attacks are told one by one than a count leaves room for"
        )
        return "count_attacks", f"{room}: {_figure_in_words(figures[0])}, against {_all(told)}."
    return "claims", _together([*map(_figure_in_words, figures), *told])


def _of_figures(
    figures: Sequence[Figure], documents: Mapping[str, DocumentFacts], names: Names
) -> tuple[ContradictionKind, str]:
    words = {figure.key: _figure_in_words(figure) for figure in figures}
    whole = _whole_of(figures, names)
    if len(figures) == 2:
        ordered = _headline_first(figures, documents)
        if ordered is not None:
            head, body = (words[figure.key] for figure in ordered)
            return "headline_body", (
                f"A headline and the text below it disagree: {head}, against {body}."
            )
        falling = _falling(figures)
        if falling is not None:
            before, after = (words[figure.key] for figure in falling)
            return "falling_total", (
                "A running total falls, which one that begins on one day cannot: "
                f"{before}, and then {after}."
            )
        if _alike(figures[0], figures[1], names):
            one, other = words.values()
            return (
                "voices",
                f"What is counted alike is counted differently: {one}, against {other}.",
            )
    if whole is not None:
        parts = [words[figure.key] for figure in figures if figure is not whole]
        least = sum(figure.low for figure in figures if figure is not whole)
        more = whole.high is not None and whole.high < least
        said = "Parts come to more than their total" if more else "Parts do not make up their total"
        return "parts_total", f"{said}: {_all(parts)}, against {words[whole.key]}."
    return "claims", _together(list(words.values()))


def _headline_first(
    figures: Sequence[Figure], documents: Mapping[str, DocumentFacts]
) -> Sequence[Figure] | None:
    """Return the figure of a headline, then the one of the text below it; None where they are not
    of one report."""

    def stands(figure: Figure, *, headed: bool) -> set[str]:
        claims = [said.reading.claim for said in figure.said]
        return {
            claim.document
            for claim in claims
            if (facts := documents.get(claim.document)) is not None
            and (claim.sentence.end <= facts.headline_end) is headed
        }

    for head, body in (figures, figures[::-1]):
        if stands(head, headed=True) & stands(body, headed=False):
            return head, body
    return None


def _falling(figures: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return a running total and the lower one that follows it; None where they are none."""
    for earlier, later in (figures, figures[::-1]):
        readings = {said.reading.claim.id for said in later.said}
        for said in earlier.said:
            following = said.next_total
            if following is None or not has_fallen(said.reading, following):
                continue
            if following.claim.id in readings:
                return earlier, later
    return None


def _alike(one: Figure, other: Figure, names: Names) -> bool:
    """Whether two figures count the same, or of the same places and days what either leaves unsaid:
    rivals seldom say alike who attacked whom."""
    if one.key in other.inside or other.key in one.inside:
        return False
    same_places = one.scope.named[PLACES] == other.scope.named[PLACES]
    if same_places and one.scope.period == other.scope.period:
        return True
    return lies_in(one.scope, other.scope, names) and lies_in(other.scope, one.scope, names)


def _whole_of(figures: Sequence[Figure], names: Names) -> Figure | None:
    """Return the figure in whose scope all others lie, or which the text splits into them."""
    for whole in figures:
        others = [figure for figure in figures if figure is not whole]
        if others and all(
            other.key in whole.inside
            or (
                lies_in(other.scope, whole.scope, names)
                and not lies_in(whole.scope, other.scope, names)
            )
            for other in others
        ):
            return whole
    return None


def _figure_in_words(figure: Figure) -> str:
    claim = figure.said[0].reading.claim
    number = "no attacks" if figure.high == 0 else counted_range(figure.low, figure.high)
    voices = ", ".join(
        dict.fromkeys(
            said.reading.claim.voices[-1].name if said.reading.claim.voices else "the report"
            for said in figure.said
        )
    )
    about = [place.name for place in claim.places]
    where = f" in {' or '.join(about)}" if about else ""
    return f"{number}{where} ({voices}: {shortened_quote(claim.sentence.words)})"


def _unit_in_words(unit: Unit) -> str:
    incident = unit.incident
    where = f" in {incident.places[0].name}" if incident.places else ""
    moment = incident.when
    when = f" on {moment.earliest}" if moment is not None and moment.earliest else ""
    return f"the attack{where}{when} ({incident.id})"


def _together(members: Sequence[str]) -> str:
    if len(members) == 1:
        return f"Nothing agrees with {members[0]}."
    return f"No number of attacks agrees with {_all(members)} together."


def _all(members: Sequence[str]) -> str:
    return " and ".join([*([", ".join(members[:-1])] if members[1:] else []), members[-1]])
