"""The aggregation rules as a person reads them: a row for each rule, beside the bounds."""

from __future__ import annotations

from msgspec import Struct

from tallybook.tally import RulesBeside, bounds_in_words
from tallybook.workflow.telling.words import listed

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


class RuleRow(Struct, frozen=True):
    """What a rule makes of attacks, killed and injured, in words."""

    name: str
    cells: tuple[str, ...]


class RulesView(Struct, frozen=True, kw_only=True):
    """The bounds, the rules, and how many attacks have no figure; "" where all have."""

    columns: tuple[str, ...]
    bounds: RuleRow
    rows: tuple[RuleRow, ...]
    unknown: str


def view_rules(beside: RulesBeside) -> RulesView:
    """Return the view of what the rules make of the reports."""
    columns = [getattr(beside, name) for name in COLUMNS]
    unknown = [
        f"{one.without_figure} for {name}"
        for name, one in zip(COLUMNS, columns, strict=True)
        if one.without_figure
    ]
    return RulesView(
        columns=COLUMNS,
        bounds=RuleRow(
            "our bounds, claimed", tuple(bounds_in_words(one.bounds) for one in columns)
        ),
        rows=tuple(
            RuleRow(
                words.format(priority=", ".join(beside.priority)),
                tuple(
                    _number(None if one.rules is None else getattr(one.rules, rule))
                    for one in columns
                ),
            )
            for rule, words in RULES
            if rule != "source_priority" or beside.priority
        ),
        unknown=f"Attacks without a figure are in no column: {listed(unknown)}." if unknown else "",
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) else f"{value:.1f}"
