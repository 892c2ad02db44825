"""The answer as a person reads it: a sentence, three standards, and what each part rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from tallybook.core.claims import Claim, Stance
from tallybook.core.incidents import STANDARDS, Standard
from tallybook.core.judgements import Judgement
from tallybook.core.tallies import (
    Bounds,
    Constraint,
    Contradiction,
    Slice,
    StandardBounds,
    Tally,
)
from tallybook.tally import bounds_in_words
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.telling.views import ClaimView, IncidentView, view_claims, view_incidents
from tallybook.workflow.telling.words import (
    STANDARD_WORDS,
    attack_in_words,
    count_in_words,
    document_in_words,
    listed,
    moment_in_words,
    names_in_words,
    question_in_words,
    range_in_words,
    shortened,
)

VOICES_SHOWN = 3
"""Voices named behind a standard; the rest are counted."""

AFFIRMING: Mapping[Standard, frozenset[Stance]] = {
    "confirmed": frozenset({"asserted"}),
    "reported": frozenset({"asserted", "suspected"}),
    "claimed": frozenset({"claimed", "unconfirmed"}),
}
"""The stances that bear a standard (`knowledge.evidence`): who denies an attack that others
confirm, or only takes credit for it, does not stand behind its being confirmed."""


_TELLING = (("in", "places"), ("with", "weapons"), ("by", "attackers"), ("on", "targets"))
"""The fields that may tell a part from its whole, with their prepositions."""


class StandardView(Struct, frozen=True, kw_only=True):
    """The answer at one standard: `words` are its bounds, `meaning` what the standard asks for,
    `voices` who stands behind what it adds to the stricter one before it, `claims` by what, for
    each of them."""

    standard: Standard
    bounds: Bounds
    words: str
    meaning: str
    voices: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]
    voices_in_words: str


class RowView(Struct, frozen=True, kw_only=True):
    """One row of a breakdown, or of two: a key in each of them."""

    keys: tuple[str, ...]
    bounds: StandardBounds
    confirmed: str
    reported: str
    claimed: str


class RepeatView(Struct, frozen=True, kw_only=True):
    """A sentence that says a figure again; `claim` is set where it is another claim's."""

    words: str
    claim: str | None = None
    document: str | None = None


class FigureView(Struct, frozen=True, kw_only=True):
    """One count as the tally used it: in words, with its claim, its parts and what says it again.

    `part_of` is the claim whose total this one is a part of, where that is among the figures.
    """

    words: str
    use: str
    constraint: Constraint
    claim: ClaimView | None
    repeats: tuple[RepeatView, ...]
    parts: tuple[ClaimView, ...]
    parts_in_words: str = ""
    part_of: str | None = None


class SideView(Struct, frozen=True):
    """One way out of a contradiction: what is left aside, and what the answer is then."""

    without: tuple[str, ...]
    words: str


class ContradictionView(Struct, frozen=True, kw_only=True):
    """Claims that cannot all be right, and the answer that each side gives."""

    words: str
    contradiction: Contradiction
    members: tuple[ClaimView, ...]
    sides: tuple[SideView, ...]


class AnswerView(Struct, frozen=True, kw_only=True):
    """A tally as a person reads it; `figures_apart` is how many figures are part of no other, shown
    or not."""

    id: str
    headline: str
    scope: str
    silent: bool
    by: tuple[str, ...]
    standards: tuple[StandardView, ...]
    rows: tuple[RowView, ...]
    figures: tuple[FigureView, ...]
    figures_apart: int
    residue: str
    notes: tuple[str, ...]
    contradictions: tuple[ContradictionView, ...]
    incidents: tuple[IncidentView, ...]
    possible_incidents: tuple[IncidentView, ...]
    tally: Tally


def view_answer(
    tally: Tally,
    contents: Contents,
    judgements: Iterable[Judgement] = (),
    *,
    most: int | None = None,
) -> AnswerView:
    """Return the view of a tally; `contents` are the book's at the tally's version.

    Of a large answer they may lack incidents beyond the first ones, which the view then lacks too;
    of figures that are part of no other it has the first `most`, where a number is given.
    """
    judgements = list(judgements)
    wholes = {part: whole.claim for whole in tally.constraints for part in whole.parts}
    sure = view_incidents(contents, tally.incidents, judgements)
    possible = view_incidents(contents, tally.possible_incidents, judgements)
    return AnswerView(
        id=tally.id,
        headline=headline(tally),
        scope=question_in_words(tally.question),
        silent=tally.silent,
        by=tuple(by for by in (tally.question.by, tally.question.across) if by is not None),
        standards=_standards(tally, (*sure, *possible)),
        rows=tuple(
            RowView(
                keys=row_keys(row),
                bounds=row.bounds,
                **{s: _in_words(getattr(row.bounds, s)) for s in STANDARDS},
            )
            for row in tally.by
        ),
        figures=_figures(contents, tally.constraints, wholes, most),
        figures_apart=sum(one.claim not in wholes for one in tally.constraints),
        residue=tally.residue.words,
        notes=tally.notes,
        contradictions=tuple(_contradiction(contents, one) for one in tally.contradictions),
        incidents=sure,
        possible_incidents=possible,
        tally=tally,
    )


def row_keys(row: Slice) -> tuple[str, ...]:
    """Return a row's key in each breakdown."""
    return (row.key,) if row.across is None else (row.key, row.across)


def headline(tally: Tally) -> str:
    """Return the answer in one sentence."""
    scope = question_in_words(tally.question)
    tail = f" {scope}" if scope else ""
    if tally.silent:
        return f"No report in this book bears on attacks{tail}."
    strict, wide = tally.bounds.confirmed, tally.bounds.claimed
    sentence = f"{_beginning(strict)} confirmed{tail}"
    if (wide.lower, wide.upper) != (strict.lower, strict.upper):
        words = range_in_words(wide.lower, wide.upper)
        sentence += f"; {words} with what is only reported or claimed"
    return f"{sentence}."


def _in_words(bounds: Bounds) -> str:
    """Return bounds in words beside the name of their standard: "confirmed: none"."""
    return "none" if bounds.upper == 0 else bounds_in_words(bounds)


def _beginning(bounds: Bounds) -> str:
    """Return the beginning of a sentence on attacks that goes on with a participle."""
    low, high = bounds.lower, bounds.upper
    if high == 0:
        return "No attack is"
    if low == 0 and high is None:
        return "No attack is surely"
    last = low if high is None else high
    words = range_in_words(low, high)
    return f"{words[0].upper()}{words[1:]} {'attack is' if last == 1 else 'attacks are'}"


def _standards(tally: Tally, incidents: Sequence[IncidentView]) -> tuple[StandardView, ...]:
    named: dict[Standard, dict[str, list[str]]] = {standard: {} for standard in STANDARDS}
    for constraint in tally.constraints:
        if constraint.superseded_by is None and constraint.sense != "outside":
            voice = innermost(constraint.voice)
            named[constraint.standard].setdefault(voice, []).append(constraint.claim)
    for view in incidents:
        standard = view.incident.standard
        if standard is not None:
            for claim in view.claims:
                if claim.claim.stance in AFFIRMING[standard]:
                    named[standard].setdefault(innermost(claim.voices), []).append(claim.id)
    shown: list[StandardView] = []
    complete = len(incidents) == len(tally.incidents) + len(tally.possible_incidents)
    before: set[str] = set()
    for standard in STANDARDS:
        bounds: Bounds = getattr(tally.bounds, standard)
        behind = {voice: tuple(c) for voice, c in named[standard].items() if voice not in before}
        before.update(behind)
        shown.append(
            StandardView(
                standard=standard,
                bounds=bounds,
                words=_in_words(bounds),
                meaning=STANDARD_WORDS[standard],
                voices=tuple(behind),
                claims=tuple(behind.values()),
                voices_in_words=_some(tuple(behind), complete=complete),
            )
        )
    return tuple(shown)


def innermost(chain: str) -> str:
    """Return the last voice of a chain in words: who stands for what is said."""
    return chain.rpartition(" → ")[2]


def _some(voices: tuple[str, ...], *, complete: bool) -> str:
    names = [shortened(voice, 40) for voice in voices[:VOICES_SHOWN]]
    rest = len(voices) - len(names)
    more = f"{rest} more" if complete else f"at least {rest} more"
    return listed([*names, more] if rest else names)


def _figures(
    contents: Contents,
    constraints: tuple[Constraint, ...],
    wholes: Mapping[str, str],
    most: int | None,
) -> tuple[FigureView, ...]:
    """`wholes` are the claims that others are parts of, by these parts."""
    apart = (place for place, one in enumerate(constraints) if one.claim not in wholes)
    shown = constraints[: None if most is None else next(islice(apart, most, None), None)]
    wanted = [claim for one in shown for claim in (one.claim, *one.parts)]
    views = {view.id: view for view in view_claims(contents, dict.fromkeys(wanted))}
    return tuple(_figure(contents, one, wholes.get(one.claim), views) for one in shown)


def _figure(
    contents: Contents,
    constraint: Constraint,
    part_of: str | None,
    views: Mapping[str, ClaimView],
) -> FigureView:
    parts = tuple(views[part] for part in constraint.parts if part in views)
    claim = views.get(constraint.claim)
    whole = None if claim is None else claim.claim
    return FigureView(
        words=range_in_words(constraint.lower, constraint.upper),
        use=_use(constraint),
        constraint=constraint,
        claim=claim,
        repeats=tuple(_repeat(contents, text) for text in constraint.repeats),
        parts=parts,
        parts_in_words=listed(
            [part_in_words(part.claim, _number_in_words(part.claim), whole) for part in parts]
        ),
        part_of=part_of,
    )


def _number_in_words(part: Claim) -> str:
    """Return how many attacks a part of a figure is: an attack that is told by itself is one."""
    return "one" if part.kind == "incident" else count_in_words(part.count)


def part_in_words(claim: Claim, number: str, whole: Claim | None = None) -> str:
    """Return "at least ten in Iraq": how many, and what tells a part from its whole, which is most
    often the place."""
    for word, field in _TELLING:
        names = getattr(claim, field)
        if names and (whole is None or names != getattr(whole, field)):
            return f"{number} {word} {names_in_words(names)}"
    return f"{number} ({moment_in_words(claim.when)})" if claim.when is not None else number


def _use(constraint: Constraint) -> str:
    if constraint.superseded_by is not None:
        return f"replaced by the same voice's later figure ({constraint.superseded_by})"
    if constraint.raised_by is not None:
        return (
            f"a running total that the same voice raised later ({constraint.raised_by}), so at "
            "least so many"
        )
    uses = {
        "inside": "counts attacks within the question",
        "part": "may count attacks beyond the question as well",
        "outside": "counts attacks beyond the question, and decides what is left for it",
    }
    return uses[constraint.sense]


def _repeat(contents: Contents, text: str) -> RepeatView:
    """The tally lists repeats as ids of claims and as sentences."""
    claim = contents.claims.get(text)
    if claim is None:
        return RepeatView(words=text)
    return RepeatView(words=claim.sentence.words, claim=claim.id, document=claim.document)


def _contradiction(contents: Contents, one: Contradiction) -> ContradictionView:
    return ContradictionView(
        words=one.words,
        contradiction=one,
        members=view_claims(contents, one.members),
        sides=tuple(
            SideView(
                tuple(_left_aside(contents, identifier) for identifier in side.dropped),
                _in_words(side.bounds),
            )
            for side in one.sides
        ),
    )


def _left_aside(contents: Contents, identifier: str) -> str:
    """Return a claim, an incident or a report's day in words, as what a side of a contradiction
    drops."""
    if identifier in contents.documents:
        return f"the day on which {document_in_words(contents.documents[identifier])} appeared"
    claim = contents.claims.get(identifier)
    if claim is not None:
        [view] = view_claims(contents, [identifier])
        number = count_in_words(claim.count)
        what = attack_in_words(claim) if claim.count is None else part_in_words(claim, number)
        return f"{what} ({innermost(view.voices)})"
    incident = contents.incidents.get(identifier)
    return identifier if incident is None else f"{attack_in_words(incident)} ({identifier})"
