"""Weeks out of the ordinary on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tallybook.surface.terminal.printing import indented, text
from tallybook.workflow.asking.surging import Surges
from tallybook.workflow.telling.surges_view import WeekRow, view_surges
from tallybook.workflow.telling.words import quoted

WEEKS_SHOWN = 10
SAID_SHOWN = 8
"""Rows and sentences shown; the JSON has all."""
QUOTE_LENGTH = 240


def print_surges(console: Console, found: Surges) -> None:
    """Print the last week, the earlier ones out of the ordinary, and the reports' own words."""
    view = view_surges(found)
    console.print(text(view.headline, "bold"))
    for row in view.last[: WEEKS_SHOWN * 2]:
        _print_week(console, row)
    _print_rest(console, len(view.last) - WEEKS_SHOWN * 2)
    if view.earlier:
        console.print()
        console.print(text("Earlier", "bold"))
        console.print(indented(_table(view.earlier[:WEEKS_SHOWN]), 2))
        _print_rest(console, len(view.earlier) - WEEKS_SHOWN)
    if view.possible:
        weeks = "1 week" if view.possible == 1 else f"{view.possible} weeks"
        more = f"Possibly {weeks} more: only the upper bound crosses."
        console.print(indented(text(more, "dim"), 2))
    if view.said:
        console.print()
        console.print(text("In the reports' own words", "bold"))
    for days, said in view.said[-SAID_SHOWN:][::-1]:
        words = f"{quoted(said.sentence.words, QUOTE_LENGTH)} {said.document.words}"
        console.print(indented(text(f"{days}: {words}"), 2))
    console.print()
    for note in view.notes:
        console.print(text(note, "dim"))


def _print_week(console: Console, row: WeekRow) -> None:
    console.print()
    where = f"{row.place}: {row.verdict}; " if row.place else ""
    reports = "1 report" if row.reports == 1 else f"{row.reports} reports"
    console.print(
        indented(
            text(f"{where}{row.attacks} in the week, {row.month} in 30 days; {reports} that week"),
            2,
        )
    )
    console.print(indented(text(f"record level: {row.record_level}", "dim"), 4))
    console.print(indented(text(f"exceedance: {row.exceedance}", "dim"), 4))


def _print_rest(console: Console, rest: int) -> None:
    if rest > 0:
        console.print(indented(text(f"… and {rest} more: --json has all", "dim"), 2))


def _table(rows: Sequence[WeekRow]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    places = any(row.place for row in rows)
    for name in ("week", *(["place"] if places else []), "attacks", "in 30 days", "reports", "by"):
        table.add_column(text(name, "bold"))
    for row in rows:
        own = (row.days, *([row.place] if places else []), row.attacks, row.month)
        table.add_row(*(text(cell) for cell in (*own, str(row.reports), row.by)))
    return table
