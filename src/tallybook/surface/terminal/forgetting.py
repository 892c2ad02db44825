"""`tallybook forget`: a report, or an address, out of the book for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.terminal.judging import Because, By, author_of
from tallybook.surface.terminal.printing import print_json
from tallybook.surface.terminal.state import opened

if TYPE_CHECKING:
    from tallybook.workflow.keeping.forgetting import Forgotten


def forget(
    context: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="ID|ADDRESS", help="The id of a report, or an address.")
    ],
    *,
    because: Because = None,
    by: By = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Take a report, or all that came from an address, out of the book for good.

    It is gone from every version, the index, the archive and the book's files, with all that was
    made from it. A tombstone says that it was there, who took it out, when and why, and keeps the
    same from coming in again.
    """
    from tallybook.workflow.keeping.forgetting import forget as forget_report

    with opened(context) as store:
        done = forget_report(store, target, author_of(because, by))
    if json:
        print_json(done)
        return
    for line in _told(done):
        print(plain(line))


def _told(done: Forgotten) -> Iterator[str]:
    yield (
        f"forgot {done.tombstone.id}: {done.records} records held something of it. Copies that "
        "were exported, printed or backed up are not Tallybook's to delete"
    )
    if done.lists:
        yield f"{done.lists} of what was fetched held or named it, and is no longer in the archive"
    if done.releases:
        yield f"these releases hold it still: {', '.join(done.releases)}"
    if done.others:
        yield (
            f"other reports from the same address are still there: {', '.join(done.others)}; "
            "`tallybook forget ADDRESS` takes out all that came from one, and keeps it out"
        )
