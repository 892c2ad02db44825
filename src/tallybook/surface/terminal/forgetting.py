"""`tallybook forget`: a report out of the book for good."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.terminal.judging import Because, By, author_of
from tallybook.surface.terminal.printing import print_json
from tallybook.surface.terminal.state import opened


def forget(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a report.")],
    *,
    because: Because = None,
    by: By = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Take a report out of the book for good, with all that was made from it.

    It is gone from every version, the index and the book's files. A tombstone says that it was
    there, who took it out, when and why, and keeps the same report from coming in again.
    """
    from tallybook.workflow.keeping.forgetting import forget as forget_report

    with opened(context) as store:
        done = forget_report(store, document, author_of(because, by))
    if json:
        print_json(done)
        return
    print(
        plain(
            f"forgot {done.tombstone.id}: {done.records} records held something of it. Copies that "
            "were exported, printed or backed up are not Tallybook's to delete"
        )
    )
