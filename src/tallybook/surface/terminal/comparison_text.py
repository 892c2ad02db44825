"""Two answers side by side on the terminal, and why they differ."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tallybook.core.incidents import STANDARDS
from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.tables import short_id
from tallybook.tally import bounds_in_words
from tallybook.workflow.asking.comparing import Comparison

RECORDS_SHOWN = 8
"""Records of one kind of change; the JSON has all."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print why two answers differ, the bounds of both, and the records that changed."""
    before, after = comparison.before, comparison.after
    console.print(text(comparison.words, "bold"))
    console.print()
    table = _table("before", "after")
    for standard in STANDARDS:
        bounds = (_words(getattr(answer.bounds, standard)) for answer in (before, after))
        table.add_row(text(standard.capitalize(), "bold"), *map(text, bounds))
    answers = [f"{short_id(one.id)}, version {one.book_version}" for one in (before, after)]
    table.add_row(text(""), *(text(words, "dim") for words in answers))
    console.print(table)
    if comparison.rows:
        console.print()
        rows = _table(*(f"{at} {when}" for at in STANDARDS for when in ("before", "after")))
        for row in comparison.rows:
            cells = (_cell(b, at) for at in STANDARDS for b in (row.before, row.after))
            rows.add_row(text(row.key), *cells)
        console.print(rows)
    for change in comparison.changes:
        console.print()
        console.print(text(f"{change.words[:1].upper()}{change.words[1:]}", "bold"))
        for record in change.records[:RECORDS_SHOWN]:
            console.print(indented(text(record.words), 2))
            console.print(indented(text(short_id(record.id), "dim"), 4))
        rest = len(change.records) - RECORDS_SHOWN
        if rest > 0:
            console.print(indented(text(f"… and {rest} more", "dim"), 2))


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    table.add_column("")
    for title in titles:
        table.add_column(text(title, "bold"))
    return table


def _cell(bounds: StandardBounds | None, standard: str) -> str:
    return "–" if bounds is None else _words(getattr(bounds, standard))


def _words(bounds: Bounds) -> str:
    return "none" if bounds.upper == 0 else bounds_in_words(bounds)
