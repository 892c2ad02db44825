"""An answer as a written one: prose that can be printed, with a footnote behind each part of it.

Every number in the prose is a bound of the tally, but for days and what stands in quotation marks,
as names of reports with a number in them do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tallybook import __version__
from tallybook.core.incidents import STANDARDS, Standard
from tallybook.core.tallies import Bounds
from tallybook.knowledge.actors import ActorTable
from tallybook.publish.brief.document import (
    Block,
    Brief,
    Items,
    Line,
    Paragraph,
    Section,
    Table,
    Words,
)
from tallybook.workflow.telling.answering import (
    AnswerView,
    ContradictionView,
    FigureView,
    StandardView,
    part_in_words,
    view_answer,
)
from tallybook.workflow.telling.brief_notes import Notes, joined, quoted_number, with_quoted_numbers
from tallybook.workflow.telling.publishable import Publishable, left_out
from tallybook.workflow.telling.views import IncidentView
from tallybook.workflow.telling.words import (
    STANDARD_WORDS,
    attack_in_words,
    counted_in_words,
    day_in_words,
    definition_in_words,
    listed,
    question_in_words,
)

FIGURES_WRITTEN, INCIDENTS_WRITTEN, DISPUTES_WRITTEN, VOICES_WRITTEN = 20, 30, 10, 4
"""Figures, attacks, disputes and voices that are written out; `explain` has all of them."""

ADDED: dict[Standard, str] = {
    "reported": "Counting whatever any voice asserts or suspects",
    "claimed": "Counting also what is unconfirmed, or claimed only by those who say that they did "
    "it",
}
"""What each standard adds to the stricter one before it, as the beginning of a sentence."""

USES = {
    "inside": "",
    "part": "; it may count attacks beyond the question as well",
    "outside": "; it counts attacks beyond the question, and decides what is left for it",
}
"""How a figure's scope meets the question (`Constraint.sense`)."""


def write_brief(published: Publishable, written_on: date, actors: ActorTable) -> Brief:
    """Return an answer as a written one; `written_on` is the day on which the book was asked."""
    asked = published.asked
    answer = view_answer(asked.tally, asked.contents)
    notes = Notes(answer, asked.contents.documents, actors, published.hidden)
    scope = question_in_words(asked.tally.question)
    # What is written first has the first footnotes.
    sections = [Section("", tuple(_lead(answer, notes)))]
    if not answer.silent:
        sections += [
            Section(heading, blocks)
            for heading, blocks in (
                ("The figures that it rests on", tuple(_figures(answer, notes))),
                (_by(answer), tuple(_rows(answer, notes))),
                ("The attacks known one by one", tuple(_incidents(answer, notes))),
                ("What is disputed", tuple(_disputed(answer, notes))),
                ("What is left open", tuple(_left_open(answer, notes))),
            )
            if blocks
        ]
    sections.append(Section("How this was counted", tuple(_how(published, written_on, notes))))
    return Brief(
        title=notes.safe(f"Attacks {scope}" if scope else "All attacks in the book"),
        answer=asked.tally.id,
        written_on=written_on.isoformat(),
        sections=tuple(sections),
        footnotes=notes.footnotes,
    )


def number_in_prose(lower: int, upper: int | None) -> str:
    """Return bounds as prose has them: "at least 13", "between 13 and 14", "at most 3", "13"."""
    if upper is None:
        return f"at least {lower}" if lower else "any number, or none"
    if upper == lower:
        return str(lower) if lower else "none"
    return f"between {lower} and {upper}" if lower else f"at most {upper}"


def _bounds(bounds: Bounds) -> str:
    words = number_in_prose(bounds.lower, bounds.upper)
    return words if bounds.tight else f"{words} (perhaps in a narrower range)"


def _lead(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    scope = f" {answer.scope}" if answer.scope else ""
    if answer.silent:
        silence = notes.words(f"No report in this book bears on attacks{scope}.", "strong")
        yield Paragraph(
            (
                silence,
                Words(
                    " That is not the same as none: no report says anything on it, not even that "
                    "there was no attack."
                ),
            )
        )
        return
    strict, *wider = answer.standards
    line: list[Line] = [
        (notes.words(f"{_attacks_are(strict.bounds)} confirmed{scope}", "strong"),),
        _according_to(", according to ", strict, notes),
        (Words("."),),
    ]
    if all(standard.bounds == strict.bounds for standard in wider):
        line.append((Words(" At the wider standards of evidence the number is the same."),))
        wider = []
    for before, standard in zip(answer.standards, wider, strict=False):
        words = _bounds(standard.bounds)
        if standard.bounds == before.bounds:
            line.append((Words(f" {ADDED[standard.standard]}, the number is the same, {words}."),))
            continue
        rests = _according_to("; that rests on what is said by ", standard, notes)
        line += [(Words(f" {ADDED[standard.standard]}, it is {words}"),), rests, (Words("."),)]
    yield Paragraph(tuple(part for parts in line for part in parts))
    yield Table(
        ("Standard of evidence", "Attacks", "What it asks for"),
        tuple(
            (
                (Words(one.standard.capitalize()),),
                (Words(_bounds(one.bounds)),),
                (Words(STANDARD_WORDS[one.standard]),),
            )
            for one in answer.standards
        ),
    )


def _attacks_are(bounds: Bounds) -> str:
    """Return the beginning of a sentence on attacks that goes on with a participle."""
    if bounds.upper == 0:
        return "No attack is"
    if bounds.lower == 0 and bounds.upper is None:
        return "No attack is surely"
    last = bounds.lower if bounds.upper is None else bounds.upper
    words = _bounds(bounds)
    return f"{words[0].upper()}{words[1:]} {'attack is' if last == 1 else 'attacks are'}"


def _according_to(words: str, standard: StandardView, notes: Notes) -> Line:
    """Return who stands behind what a standard adds, after some words; () for nobody."""
    behind = list(zip(standard.voices, standard.claims, strict=True))
    if not behind:
        return ()
    named = [notes.voice(voice, claims) for voice, claims in behind[:VOICES_WRITTEN]]
    if len(behind) > VOICES_WRITTEN:
        named.append((Words("others"),))
    return (Words(words), *joined(named))


def _figures(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    shown = [f for f in answer.figures if f.part_of is None and f.constraint.superseded_by is None]
    if shown:
        rows = tuple(_figure(figure, answer, notes) for figure in shown[:FIGURES_WRITTEN])
        yield Table(("Figure", "What it counts", "Who says so", "Published"), rows)
    if len(shown) > FIGURES_WRITTEN:
        yield _more("figures", answer)


def _figure(figure: FigureView, answer: AnswerView, notes: Notes) -> tuple[Line, ...]:
    one, view = figure.constraint, figure.claim
    used = {other.constraint.claim for other in answer.figures}
    whole = None if view is None else with_quoted_numbers(view.claim)
    parts = [
        part_in_words(
            with_quoted_numbers(part.claim), number_in_prose(count.low, count.high), whole
        )
        for part in figure.parts
        if part.id in used and (count := part.claim.count) is not None
    ]
    of_which = f", of which {listed(parts)}" if parts else ""
    what = USES[one.sense]
    if one.raised_by is not None:
        what += "; a running total that the same voice raised later, so at least so many"
    if one.preliminary:
        what += "; preliminary"
    if view is not None and view.claim.definition:
        what += f"; {definition_in_words(view.claim)}"
    published = None if view is None else view.document.published
    return (
        (notes.words(f"{number_in_prose(one.lower, one.upper)}{of_which}"),),
        (notes.words((counted_in_words(whole) if whole is not None else "attacks") + what),),
        notes.voice(one.voice, (one.claim,)),
        (Words(day_in_words(published) if published else "no date stated"),),
    )


def _by(answer: AnswerView) -> str:
    return f"By {' and '.join(answer.by)}"


def _rows(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    if not answer.rows:
        return
    rows = tuple(
        (
            *((notes.words(_key(key)),) for key in row.keys),
            *((Words(_bounds(getattr(row.bounds, standard))),) for standard in STANDARDS),
        )
        for row in answer.rows
    )
    heads = tuple(name.capitalize() for name in (*answer.by, *STANDARDS))
    yield Table(heads, rows)
    yield Paragraph((Words("Rows may lie one inside the other, so they need not add up."),))


def _key(key: str) -> str:
    """Return a row's key; one that is no day, week or month is a name."""
    return key if _DAYS.fullmatch(key) else quoted_number(key)


_DAYS = re.compile(r"\d{4}-(?:W\d{2}|\d{2}(?:-\d{2})?)")


def _incidents(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    shown = [("", view) for view in answer.incidents]
    shown += [("possibly within the question: ", view) for view in answer.possible_incidents]
    if shown:
        yield Items(tuple(_incident(may, view, notes) for may, view in shown[:INCIDENTS_WRITTEN]))
    if len(shown) > INCIDENTS_WRITTEN:
        yield _more("attacks", answer)


def _incident(may: str, view: IncidentView, notes: Notes) -> Line:
    words = f"{may}{_attack(view)}"
    affirming = [claim.id for claim in view.claims if claim.claim.stance != "denied"]
    return notes.cited(f"{words[0].upper()}{words[1:]}: {view.standard}", affirming)


def _attack(view: IncidentView) -> str:
    return attack_in_words(with_quoted_numbers(view.incident))


def _disputed(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    lines = [_contradiction(one, notes) for one in answer.contradictions]
    for view in (*answer.incidents, *answer.possible_incidents):
        lines += _denials(view, notes)
    lines += [_restated(f, notes) for f in answer.figures if f.constraint.superseded_by is not None]
    if not lines:
        nothing = "No voice in the book denies or contradicts what the answer rests on."
        yield Paragraph((Words(nothing),))
        return
    yield Items(tuple(lines[:DISPUTES_WRITTEN]))
    if len(lines) > DISPUTES_WRITTEN:
        yield _more("disputes", answer)


def _contradiction(one: ContradictionView, notes: Notes) -> Line:
    said = notes.cited(one.words, (view.id for view in one.members))
    standard = one.contradiction.standard
    sides = [
        f" Leaving aside {listed(side.without)}, the number {standard} is {_bounds(plain.bounds)}."
        for side, plain in zip(one.sides, one.contradiction.sides, strict=True)
    ]
    return (*said, notes.words("".join(sides)))


def _denials(view: IncidentView, notes: Notes) -> list[Line]:
    """Return who denies an attack, and who denies having done it."""
    found: list[Line] = []
    for what, denied in (
        ("it", [c for c in view.claims if c.kind == "incident" and c.claim.stance == "denied"]),
        ("having done it", [c for c in view.claims if c.claim.verdict == "denies"]),
    ):
        by_voice: dict[str, list[str]] = {}
        for claim in denied:
            by_voice.setdefault(claim.voices, []).append(claim.id)
        if by_voice:
            who = joined([notes.voice(voice, claims) for voice, claims in by_voice.items()])
            attack = _attack(view)
            words = f"{attack[0].upper()}{attack[1:]}: {what} is denied by "
            found.append((notes.words(words), *who))
    return found


def _restated(figure: FigureView, notes: Notes) -> Line:
    one = figure.constraint
    later = () if one.superseded_by is None else (one.superseded_by,)
    first = f" first said {number_in_prose(one.lower, one.upper)}"
    return (
        *notes.voice(one.voice, ()),
        *notes.cited(first, (one.claim,)),
        *notes.cited(" and has replaced that by a later figure", later),
        Words("."),
    )


def _left_open(answer: AnswerView, notes: Notes) -> Iterator[Block]:
    lines = [*_open_above(answer), *_unidentified(answer)]
    if answer.possible_incidents:
        lines.append(
            (Words("Whether each attack that is named as possible lies in the question."),)
        )
    lines += [(notes.words(note),) for note in answer.notes]
    if lines:
        yield Items(tuple(lines))
    else:
        nothing = (
            "Nothing: every attack that is counted is known one by one, and surely lies in the "
        )
        yield Paragraph((Words(f"{nothing}question."),))


def _open_above(answer: AnswerView) -> list[Line]:
    unbounded = [one.standard for one in answer.standards if one.bounds.upper is None]
    if not unbounded:
        return []
    wider = "" if unbounded[0] == STANDARDS[0] else f" at the standard “{unbounded[0]}”"
    return [(Words(f"How many there were at most{wider}: what is said sets no upper limit."),)]


def _unidentified(answer: AnswerView) -> list[Line]:
    residue = answer.tally.residue
    if residue.upper == 0:
        return []
    number = number_in_prose(residue.lower, residue.upper)
    words = f"Which attacks they were: of those counted, {number} are known from a figure alone."
    return [(Words(words),)]


def _how(published: Publishable, written_on: date, notes: Notes) -> Iterator[Block]:
    asked = published.asked
    tally = asked.tally
    yield Paragraph(
        (
            Words(
                "Counted are the distinct attacks that the reports in the book speak of. Copies "
                "and repeats count once. What none of the reports tells of is outside every "
                "number, and is not estimated. Each number is the least and the most that agrees "
                "with everything said at its standard of evidence."
                + (" Names that may be those of victims are withheld." if notes.withholds else "")
                + "".join(f" {said}" for said in left_out(published))
            ),
        )
    )
    asked_on = day_in_words(written_on.isoformat())
    again = (
        (Words(" "), Words(f"tallybook show {tally.id}", "code"), Words(" gives it again."))
        if asked.kept
        else (Words(" The book could not keep it; asked again, the same version gives the same."),)
    )
    yield Paragraph(
        (
            Words(
                f"Asked on {asked_on} of version {tally.book_version} of the book, by Tallybook "
                f"{__version__}. The answer's id is "
            ),
            Words(tally.id, "code"),
            Words("."),
            *again,
        )
    )


def _more(what: str, answer: AnswerView) -> Paragraph:
    """Return where those of a kind are that are not written out."""
    command = Words(f"tallybook explain {answer.id}", "code")
    return Paragraph((Words(f"There are more {what}; "), command, Words(" shows all of them.")))
