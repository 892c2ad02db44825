"""A tally on the terminal: the answer in a sentence first, then what each part rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console, Group
from rich.table import Table

from tallybook.surface.terminal.printing import indented, text
from tallybook.workflow.telling.answering import AnswerView, ContradictionView, FigureView
from tallybook.workflow.telling.views import IncidentView
from tallybook.workflow.telling.words import definition_in_words, quoted

FIGURES_SHOWN = 8
INCIDENTS_SHOWN = 8
CONTRADICTIONS_SHOWN = 8
"""Rows of a tally; `explain` shows all."""
QUOTE_LENGTH = 200
"""Characters of a quotation in a tally; `explain` prints it whole."""


def print_answer(
    console: Console,
    answer: AnswerView,
    following: Sequence[tuple[str, str]] = (),
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Print a tally; `following` are commands to type next and what each shows, `beside` prints
    what else was asked for."""
    console.print(text(answer.headline, "bold"))
    console.print()
    if not answer.silent:
        console.print(standards_table(answer))
        print_rows(console, answer)
        beside()
        print_figures(console, answer, limit=FIGURES_SHOWN)
        _print_incidents(console, answer)
    print_contradictions(console, answer.contradictions, limit=CONTRADICTIONS_SHOWN)
    print_notes(console, answer)
    print_following(console, following)


def standards_table(answer: AnswerView) -> Table:
    """Return the three standards with their bounds and who stands behind each."""
    table = _plain_table(3)
    for standard in answer.standards:
        who = standard.voices_in_words
        table.add_row(
            text(standard.standard.capitalize(), "bold"),
            text(standard.words),
            Group(
                *([text(who)] if who else []),
                text(standard.meaning, "dim"),
            ),
        )
    return table


def print_rows(console: Console, answer: AnswerView) -> None:
    """Print the breakdown, if one was asked for."""
    if not answer.rows:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    for place, name in enumerate(answer.by):
        table.add_column(text(f"By {name}" if place == 0 else f"and {name}", "bold"))
    for name in ("confirmed", "reported", "claimed"):
        table.add_column(text(name, "bold"))
    for row in answer.rows:
        cells = (*row.keys, row.confirmed, row.reported, row.claimed)
        table.add_row(*(text(cell) for cell in cells))
    console.print()
    console.print(table)


def print_figures(console: Console, answer: AnswerView, *, limit: int) -> None:
    """Print the counts that the bounds rest on, each with its voice and quotation."""
    if not answer.figures:
        return
    _heading(console, "Figures in the reports")
    figures = [figure for figure in answer.figures if figure.part_of is None]
    for figure in figures[:limit]:
        console.print(indented(_figure(figure), 2))
    rest = answer.figures_apart - limit
    if rest > 0:
        console.print(text(f"  … and {rest} more: see the explanation", "dim"))
    console.print(text(f"  Beyond the incidents identified: {answer.residue}."))


def _figure(figure: FigureView) -> Group:
    constraint = figure.constraint
    marks = [figure.words, constraint.voice]
    if constraint.preliminary:
        marks.append("preliminary")
    if figure.claim is not None and figure.claim.sensitive:
        marks.append(figure.claim.sensitive)
    restated = constraint.superseded_by or constraint.raised_by
    if constraint.sense != "inside" or restated is not None:
        marks.append(figure.use)
    if figure.parts_in_words:
        marks[0] += f", of which {figure.parts_in_words}"
    below = [text(quoted(constraint.quote, QUOTE_LENGTH), "italic")]
    if figure.claim is not None:
        if defined := definition_in_words(figure.claim.claim):
            below.append(text(defined))
        repeats = len(figure.repeats)
        times = "twice" if repeats == 1 else f"{repeats + 1} times"
        said = f", said {times}" if repeats else ""
        below.append(text(f"{figure.claim.document.words}{said}", "dim"))
    return Group(text(" · ".join(marks)), indented(Group(*below), 2))


def _print_incidents(console: Console, answer: AnswerView) -> None:
    sure, possible = len(answer.tally.incidents), len(answer.tally.possible_incidents)
    if not sure and not possible:
        return
    _heading(console, f"Identified one by one: {_identified(sure, possible)}")
    views = [(view, True) for view in answer.incidents]
    views += [(view, False) for view in answer.possible_incidents]
    for view, certain in views[:INCIDENTS_SHOWN]:
        console.print(indented(incident_lines(view, certain=certain), 2))
    rest = sure + possible - INCIDENTS_SHOWN
    if rest > 0:
        console.print(text(f"  … and {rest} more: `tallybook incidents` lists all", "dim"))


def incident_lines(view: IncidentView, *, certain: bool = True) -> Group:
    """Return an incident in two lines."""
    may = "" if certain else "possibly: "
    about = [f"{may}{view.words}", *([view.harm] if view.harm else [])]
    below = " · ".join(filter(None, (view.standard, view.sensitive, view.id)))
    return Group(text("; ".join(about)), indented(text(below, "dim"), 2))


def _identified(sure: int, possible: int) -> str:
    said = [str(sure)] if sure or not possible else []
    if possible:
        said.append(f"{possible} possibly within the question")
    return ", and ".join(said)


def print_contradictions(
    console: Console, contradictions: Sequence[ContradictionView], *, limit: int | None = None
) -> None:
    """Print what cannot all be right, with the answer that each side gives."""
    if not contradictions:
        return
    _heading(console, "Contradictions")
    for one in contradictions[:limit]:
        console.print(indented(text(one.words), 2))
        for side in one.sides:
            without = " and ".join(side.without)
            console.print(indented(text(f"Without {without}: {side.words}"), 4))
    rest = len(contradictions) - len(contradictions[:limit])
    if rest:
        console.print(text(f"  … and {rest} more: see the explanation", "dim"))


def print_notes(console: Console, answer: AnswerView) -> None:
    """Print what a reader should know beside the bounds."""
    if not answer.notes:
        return
    _heading(console, "Notes")
    for note in answer.notes:
        console.print(indented(text(f"- {note}"), 2))


def print_following(console: Console, following: Sequence[tuple[str, str]]) -> None:
    """Print commands to type next, each on a line of its own that can be copied whole."""
    if not following:
        return
    _heading(console, "What to type next")
    for command, shows in following:
        console.print(text(f"  {command}"), soft_wrap=True)
        console.print(text(f"      {shows}", "dim"))


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(text(words, "bold"))


def _plain_table(columns: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False, show_header=False)
    for _ in range(columns):
        table.add_column()
    return table
