"""The answer to a question: bounds at each standard with everything that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tallybook.core.certainty import Certainty
from tallybook.core.ids import make_id
from tallybook.core.incidents import STANDARDS, Outlined, Standard
from tallybook.core.questions import Question
from tallybook.core.tallies import (
    Bounds,
    Constraint,
    Contradiction,
    Residue,
    Side,
    Slice,
    Tally,
)
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.asker import Asker, named_at
from tallybook.tally.book import Book
from tallybook.tally.bounds import Answered, Bounder, as_bounds, standard_bounds
from tallybook.tally.breakdown import bearing, cross_rows, rows, voice_rows
from tallybook.tally.conflicts_told import conflict_told
from tallybook.tally.contradictions import Conflict
from tallybook.tally.disagreements import (
    ANSWERED,
    Way,
    as_contradiction,
    disagreements_on,
    impossible_counts,
)
from tallybook.tally.figures import (
    Figure,
    Figures,
    Said,
    StandardOf,
    figures_of,
)
from tallybook.tally.material import DEFAULT, Material, Policy
from tallybook.tally.names import Names
from tallybook.tally.notes import notes_on
from tallybook.tally.programs import Range, added
from tallybook.tally.reach import Reach
from tallybook.tally.readings import voice_of
from tallybook.tally.scopes import Scope, lies_in, may_meet, question_scope
from tallybook.tally.standards import standard_by
from tallybook.tally.units import units_of, with_incidents
from tallybook.tally.words import residue_in_words, scope_words

_encode = msgspec.json.Encoder(order="deterministic").encode


def answer(
    question: Question,
    material: Material,
    knowledge: Knowledge,
    *,
    policy: Policy = DEFAULT,
    reach: Reach | None = None,
) -> Tally:
    """Return the tally of a question over a book's records; `reach` notes over which days it had
    to look for counts.

    Raises QuestionError for a filter that knowledge cannot read, an empty period, or a breakdown
    with more rows than the policy allows; ReachedBeyondError where it has to look for counts that
    are not at hand.
    """
    names = Names(knowledge)
    scope = question_scope(question, names)
    standard_of = standard_by(material, knowledge)
    figures = figures_of(material, names, standard_of)
    book = Book(figures.binding, units_of(material, names), reach)
    asker = Asker(question, book, material, policy)
    answers = asker.all_standards(scope, residue=True)
    widest = answers["claimed"]
    unidentified = widest.residue
    asked = book.units_in(scope)
    counted = {u.incident.id: found for u, found in asked if u.incident.standard is not None}
    touching = book.touching(scope)
    _reach_readings(figures, scope, book)
    denied = any(
        reading.claim.stance == "denied" and may_meet(scope, reading.scope, names)
        for reading in figures.left_out
    )
    stated = f"{policy}{knowledge.mark}"
    return Tally(
        id=make_id("tally", _encode(question).decode("utf-8"), stated, material.version),
        question=question,
        book_version=material.version,
        policy=stated,
        bounds=standard_bounds(answers),
        silent=not touching and not asked and not denied,
        by=_breakdown(question, scope, book, material, standard_of, policy),
        residue=Residue(
            unidentified.low,
            unidentified.high,
            residue_in_words(unidentified.low, unidentified.high),
        ),
        constraints=_constraints(scope, figures, widest, material, names),
        contradictions=(
            *_contradictions(answers, material, names),
            *_disagreements(
                question, scope, book, [u.incident for u, _ in asked], material, policy
            ),
        ),
        incidents=tuple(sorted(i for i, found in counted.items() if found is Certainty.SURE)),
        possible_incidents=tuple(
            sorted(i for i, found in counted.items() if found is Certainty.POSSIBLE)
        ),
        notes=notes_on(question, scope, figures, book, answers),
    )


def _reach_readings(figures: Figures, scope: Scope, book: Book) -> None:
    """Reach to every reading that may count attacks of a scope: what says the same figure again or
    replaces it shares days with it, and places where it names any."""
    if book.reach.is_unbounded:
        return
    said = (s.reading for f in (*figures.binding, *figures.superseded) for s in f.said)
    for reading in (*said, *figures.left_out):
        if may_meet(reading.scope, scope, book.names):
            book.reach_to(reading.scope)


def _disagreements(
    question: Question,
    scope: Scope,
    book: Book,
    asked: Sequence[Outlined],
    material: Material,
    policy: Policy,
) -> Iterator[Contradiction]:
    """Yield where accounts of what the question asks for disagree on a place or a day; each of the
    first few with the answer of each side."""
    names = book.names

    def answer_by(standard: Standard, way: Way) -> Bounds:
        changed = material if way.change is None else with_incidents(material, way.change)
        named = changed if question.attacker is None else named_at(standard, changed)
        figures = [figure for figure in book.figures if figure.key != way.without]
        bounder = Bounder(Book(figures, units_of(named, names), book.reach), policy)
        return as_bounds(bounder.at(scope, standard).total)

    found = [
        *disagreements_on(asked, material, names),
        *impossible_counts(book.touching(scope), material),
    ]
    for place, one in enumerate(sorted(found, key=lambda one: one.members)):
        yield as_contradiction(one, answer_by if place < ANSWERED else None)


def _breakdown(
    question: Question,
    scope: Scope,
    book: Book,
    material: Material,
    standard_of: StandardOf,
    policy: Policy,
) -> tuple[Slice, ...]:
    by, across = question.by, question.across
    if by is None:
        return ()
    if by == "voice":
        return voice_rows(scope, material, book.names, standard_of, policy, across)
    if across == "voice":
        swapped = voice_rows(scope, material, book.names, standard_of, policy, by)
        turned = (Slice(row.across or "", row.bounds, across=row.key) for row in swapped)
        return tuple(sorted(turned, key=lambda row: row.key))
    if across is not None:
        return cross_rows(by, across, scope, bearing(book, scope), policy)
    return rows(by, scope, bearing(book, scope), policy)


def _constraints(
    scope: Scope, figures: Figures, widest: Answered, material: Material, names: Names
) -> tuple[Constraint, ...]:
    """Return what binds the answer, then what was restated and would have."""
    deciding = {f.key for part in widest.parts for f in part.component.figures}
    shown = [
        (figure, said)
        for figure in (*figures.binding, *figures.superseded)
        for said in figure.said
        if figure.key in deciding or may_meet(scope, figure.scope, names)
    ]
    found = [_constraint(scope, figure, said, material, names) for figure, said in shown]
    order = {"inside": 0, "part": 1, "outside": 2}
    return tuple(
        sorted(found, key=lambda c: (c.superseded_by is not None, order[c.sense], c.claim))
    )


def _constraint(
    scope: Scope, figure: Figure, said: Said, material: Material, names: Names
) -> Constraint:
    reading = said.reading
    claim = reading.claim
    if lies_in(reading.scope, scope, names):
        sense = "inside"
    else:
        sense = "part" if may_meet(scope, reading.scope, names) else "outside"
    chain = [mention.name for mention in claim.voices] or [voice_of(claim, material.documents)]
    return Constraint(
        claim=claim.id,
        voice=" → ".join(chain),
        origin=reading.origin,
        quote=claim.sentence.words,
        document=claim.document,
        lower=reading.low,
        upper=reading.high,
        scope=scope_words(claim),
        standard=figure.standard,
        sense=sense,
        preliminary=claim.preliminary,
        repeats=(*said.repeats, *(span.words for span in claim.repeats)),
        parts=claim.parts,
        superseded_by=said.superseded_by,
        raised_by=said.raised_by,
        definition=claim.definition,
    )


def _contradictions(
    answers: dict[Standard, Answered], material: Material, names: Names
) -> tuple[Contradiction, ...]:
    """Return each contradiction once, at the strictest standard at which it arises."""
    found: dict[tuple[str, ...], Contradiction] = {}
    for standard in STANDARDS:
        answered = answers[standard]
        for place, part in enumerate(answered.parts):
            if not part.conflicts:
                continue
            rest = [p.counted.total for i, p in enumerate(answered.parts) if i != place]
            for conflict in part.conflicts:
                kind, words = conflict_told(conflict, material.documents, names)
                one = Contradiction(
                    kind=kind,
                    standard=standard,
                    members=_members(conflict),
                    words=words,
                    sides=_sides(conflict, answered, rest),
                )
                found.setdefault(one.members, one)
    return tuple(found[members] for members in sorted(found))


def _members(conflict: Conflict) -> tuple[str, ...]:
    """Return a claim for each figure, whoever else says it, and the incidents."""
    return (
        *(figure.key for figure in conflict.figures),
        *(unit.incident.id for unit in conflict.units),
    )


def _sides(conflict: Conflict, answered: Answered, rest: Sequence[Range]) -> tuple[Side, ...]:
    """Return what each way out drops, every claim of a figure, and the answer without it."""
    claims = {
        figure.key: tuple(said.reading.claim.id for said in figure.said)
        for figure in conflict.figures
    }
    sides = (
        Side(
            dropped=tuple(sorted(c for key in dropped for c in claims.get(key, (key,)))),
            bounds=as_bounds(added([total, answered.outside_without[dropped], *rest])),
        )
        for dropped, total in conflict.sides
    )
    return tuple(sorted(sides, key=lambda side: side.dropped))
