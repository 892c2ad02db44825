"""`tallybook surges`: weeks out of the ordinary."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.surface.terminal.filters import with_filters
from tallybook.surface.terminal.printing import console, print_json
from tallybook.surface.terminal.state import opened
from tallybook.workflow.asking.questions import Filters


@with_filters
def surges(
    context: typer.Context,
    *,
    filters: Filters,
    by: Annotated[
        str | None, typer.Option(metavar="WHAT", help="Break down by place; by nothing else.")
    ] = None,
    standard: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The standard of evidence: confirmed, reported, claimed."
        ),
    ] = "reported",
    least: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Flag nothing under N attacks in 30 days."),
    ] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print every week as JSON.")] = False,
) -> None:
    """Say whether the last week is out of the ordinary, against the book's own past.

    The last week is that of the book's last report, or of --until.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.asking.questions import read_question, read_standard
    from tallybook.workflow.asking.surging import find_surges

    question = read_question(filters, load_knowledge(), by=[by] if by else ())
    asked = read_standard(standard)
    with opened(context) as store:
        found = find_surges(store, question, asked, least)
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.surges_text import print_surges

    print_surges(console(), found)
