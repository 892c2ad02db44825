"""What an answer depends on, and what would help, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.state import State
from tallybook.workflow.asking.helping import Helping
from tallybook.workflow.asking.sensitivity import Sensitivity
from tallybook.workflow.telling.sensitivity_view import (
    BoundsRow,
    HelpView,
    view_helping,
    view_sensitivity,
)
from tallybook.workflow.telling.words import listed, quoted

HELP_SHOWN = 8
CLAIMS_SHOWN = 3
"""Things that would help, and sentences behind each; the JSON has all."""
QUOTE_LENGTH = 160


def print_sensitivity(console: Console, found: Sensitivity) -> None:
    """Print the answer under other ways of linking, and what leaves it open."""
    view = view_sensitivity(found)
    console.print()
    console.print(_table("Linked otherwise", view.columns, view.variants))
    console.print()
    console.print(text("What leaves it open", "bold"))
    for source in view.sources:
        console.print(indented(text(f"{source.words}: {source.share}, as claimed"), 2))
        console.print(indented(_table("", view.columns[:-1], source.rows), 4))
    if view.settled:
        console.print(indented(text(f"None: {listed(view.settled, joint='or')}.", "dim"), 2))
    for note in view.notes:
        console.print(indented(text(note, "dim"), 2))


def print_helping(console: Console, found: Helping, state: State) -> None:
    """Print what would narrow the bounds most, with the commands that settle it."""
    console.print()
    console.print(text("What would narrow the bounds most", "bold"))
    if not found.found:
        console.print(indented(text("No one judgement or fact would narrow them.", "dim"), 2))
    for number, view in enumerate(view_helping(found, HELP_SHOWN), 1):
        _print_help(console, number, view, state)
    rest = len(found.found) - HELP_SHOWN
    if rest > 0:
        console.print(indented(text(f"… and {rest} more: --json has all", "dim"), 2))
    if found.untried:
        console.print(indented(text(f"{found.untried} more were not tried.", "dim"), 2))


def _print_help(console: Console, number: int, view: HelpView, state: State) -> None:
    console.print(indented(text(f"{number}. {view.asks}"), 2))
    for claim in view.claims[:CLAIMS_SHOWN]:
        said = f"{quoted(claim.sentence.words, QUOTE_LENGTH)} {claim.document.words}"
        console.print(indented(text(said, "dim"), 5))
    console.print(indented(_table("", ("confirmed", "reported", "claimed"), view.rows), 5))
    for command in view.commands:
        console.print(text(f"       {state.command(*command)}"), soft_wrap=True)


def _table(name: str, columns: Sequence[str], rows: Sequence[BoundsRow]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    for column in (name, *columns):
        table.add_column(text(column, "bold"))
    for row in rows:
        table.add_row(text(row.words), *(text(cell) for cell in row.cells))
    return table
