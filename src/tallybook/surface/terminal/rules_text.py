"""The aggregation rules on the terminal: one row a rule, beside the bounds."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tallybook.surface.terminal.printing import text
from tallybook.tally import RulesBeside
from tallybook.workflow.telling.rules_view import view_rules


def print_rules(console: Console, beside: RulesBeside) -> None:
    """Print what each rule makes of the reports, below the bounds at the standard `claimed`."""
    view = view_rules(beside)
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    for name in ("By rule", *view.columns):
        table.add_column(text(name, "bold"))
    for row in (view.bounds, *view.rows):
        table.add_row(text(row.name), *(text(cell) for cell in row.cells))
    console.print()
    console.print(table)
    if view.unknown:
        console.print(text(view.unknown, "dim"))
