"""The aggregation rules on the terminal: one row a rule, beside the bounds."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tallybook.surface.cli_printing import text
from tallybook.tally import RulesBeside, bounds_in_words
from tallybook.workflow.words import listed

COLUMNS = ("attacks", "killed", "injured")

RULES = (
    ("lowest", "lowest"),
    ("most_common", "most common"),
    ("most_common_highest", "most common, ties to the highest"),
    ("median", "median"),
    ("mean", "mean"),
    ("latest", "latest"),
    ("source_priority", "first of {priority}"),
    ("highest", "highest"),
    ("plain_sum", "every report added up"),
)
"""The rules in the order in which they are shown, with their names."""


def print_rules(console: Console, beside: RulesBeside) -> None:
    """Print what each rule makes of the reports, below the bounds at the standard `claimed`."""
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    table.add_column(text("By rule", "bold"))
    columns = [getattr(beside, name) for name in COLUMNS]
    for name in COLUMNS:
        table.add_column(text(name, "bold"))
    table.add_row("our bounds, claimed", *(bounds_in_words(one.bounds) for one in columns))
    for rule, words in RULES:
        values = [None if c.rules is None else getattr(c.rules, rule) for c in columns]
        if rule == "source_priority" and not beside.priority:
            continue
        name = words.format(priority=", ".join(beside.priority))
        table.add_row(text(name), *(text(_number(value)) for value in values))
    console.print()
    console.print(table)
    unknown = [
        f"{one.without_figure} for {name}"
        for name, one in zip(COLUMNS, columns, strict=True)
        if one.without_figure
    ]
    if unknown:
        console.print(text(f"Attacks without a figure are in no column: {listed(unknown)}.", "dim"))


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) else f"{value:.1f}"
