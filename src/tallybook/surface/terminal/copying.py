"""`tallybook copy`: a book into another file or onto a server."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.store.locations import shown_location
from tallybook.surface.terminal.printing import print_json


def copy(
    source: Annotated[str, typer.Argument(metavar="BOOK", help="The book to copy.")],
    target: Annotated[
        str, typer.Argument(metavar="BOOK", help="Where to: no book yet, or an empty one.")
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print what was copied as JSON.")] = False,
) -> None:
    """Copy a book with its whole history, and check that all of it arrived.

    From a file to PostgreSQL, back, or from one to another of the same kind.
    """
    from tallybook.store.copying import copy_book

    copied = copy_book(source, target)
    if json:
        print_json(copied)
        return
    rows = sum(table.rows for table in copied.tables.values())
    print(
        f"copied {shown_location(source)} to {shown_location(target)}: {rows:,} rows in "
        f"{len(copied.tables)} tables, {copied.version:,} writes; every table has the same number "
        "of rows and the same hash"
    )
