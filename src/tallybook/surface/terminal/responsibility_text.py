"""Who says who did it, on the terminal: a table of verdicts, and the sentence behind each."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console, Group
from rich.table import Table

from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.tables import short_id
from tallybook.workflow.asking.responsibility import HELD_WORDS, Cell, Matrix, Saying
from tallybook.workflow.telling.words import quoted

ACTORS_ABREAST = 3
"""Columns of one table: more are too narrow to read in 80 characters, so the rest come below."""
QUOTE_LENGTH = 160
"""Characters of a quotation; `explain` prints it whole."""


def print_matrix(console: Console, matrix: Matrix) -> None:
    """Print the matrix, then where voices differ, then every sentence by its number."""
    sayings = [saying for row in matrix.rows for cell in row.cells for saying in cell.sayings]
    numbers = {saying.claim: 0 for saying in sayings}
    numbers.update((claim, number) for number, claim in enumerate(numbers, start=1))
    for first in range(0, len(matrix.actors), ACTORS_ABREAST):
        abreast = [one.name for one in matrix.actors[first : first + ACTORS_ABREAST]]
        console.print(_table(matrix, abreast, numbers))
        console.print()
    disputed = [(row, dispute) for row in matrix.rows for dispute in row.disputes]
    if disputed:
        console.print(text("In dispute", "bold"))
        for row, dispute in disputed:
            console.print(indented(text(row.words), 2))
            console.print(indented(text(dispute), 4))
        console.print()
    for saying in {saying.claim: saying for saying in sayings}.values():
        console.print(text(f"[{numbers[saying.claim]}] {saying.voices}"))
        console.print(indented(text(quoted(saying.quote, QUOTE_LENGTH), "italic"), 4))
        where = (saying.document.words, saying.sensitive, short_id(saying.claim))
        console.print(indented(text(" · ".join(filter(None, where)), "dim"), 4))
    _print_rest(console, matrix)


def _table(matrix: Matrix, actors: list[str], numbers: Mapping[str, int]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), show_edge=False)
    for title in ("", *actors):
        table.add_column(text(title, "bold"), ratio=1, overflow="fold")
    for row in matrix.rows:
        cells = {cell.actor: cell for cell in row.cells}
        if cells.keys() & set(actors):
            may = "" if row.sure else "possibly: "
            head = Group(text(f"{may}{row.words}"), text(short_id(row.id), "dim"))
            table.add_row(head, *(_cell(cells.get(actor), numbers) for actor in actors))
    return table


def _cell(cell: Cell | None, numbers: Mapping[str, int]) -> Group:
    """Return the verdicts of a cell, each voice once with all its sentences."""
    lines: dict[str, list[int]] = {}
    for saying in () if cell is None else cell.sayings:
        lines.setdefault(_verdict(saying), []).append(numbers[saying.claim])
    return Group(*(text(f"{words} {list(dict.fromkeys(at))}") for words, at in lines.items()))


def _verdict(saying: Saying) -> str:
    share = f" for {saying.share} of them" if saying.share else ""
    return f"{HELD_WORDS[saying.verdict]} {saying.voice}{share}"


def _print_rest(console: Console, matrix: Matrix) -> None:
    """Print how many attacks and figures nobody is named for, and what is said of no attack."""
    rest = len(matrix.unattributed)
    if not matrix.rows:
        console.print(text("nobody says who did it"))
    elif rest:
        console.print()
        them = "1 more attack or figure" if rest == 1 else f"{rest} more attacks or figures"
        console.print(text(f"{them} of which nobody says who did it", "dim"))
    loose = len(matrix.unattached)
    if loose:
        claims = "1 claim names" if loose == 1 else f"{loose} claims name"
        console.print(text(f"{claims} somebody for no attack that is read from the report", "dim"))
