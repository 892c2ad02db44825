"""`tallybook lookup`: what a name, a time or a number is read as, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.surface.terminal.printing import console, print_json


def lookup(
    kind: Annotated[
        str, typer.Argument(metavar="place|actor|time|number|weapon", help="What the words name.")
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words, in quotation marks.")],
    *,
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of the report, for times and actors."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="C",
            help="A country that the report speaks of, for places, actors and times; repeat.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the reading as JSON.")] = False,
) -> None:
    """Show what words are read as: the candidates, the choice and why. Needs no book."""
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.lookup.look_up import look_up

    found = look_up(kind, text, load_knowledge(), day=date, countries=country or ())
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.lookup_text import print_lookup

    print_lookup(console(), found)
