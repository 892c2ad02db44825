"""`tallybook verify` and `backup`: a book looked after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.terminal.printing import print_json
from tallybook.surface.terminal.progress import progress_bar
from tallybook.surface.terminal.state import opened

if TYPE_CHECKING:
    from tallybook.workflow.keeping.verifying import Verified


def verify(
    context: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check that the book is whole: every capture hashed again, every span against its text.

    A release is held against its manifest as well. The exit status is 1 where something is wrong.
    """
    from tallybook.workflow.keeping.verifying import verify as verify_book

    with opened(context) as store, progress_bar("checked") as progress:
        verified = verify_book(store, progress)
    if json:
        print_json(verified)
    else:
        for fault in verified.faults:
            print(plain(fault))
        print(f"{len(verified.faults)} faults in {_checked(verified)}")
        if verified.release is not None:
            print(f"release {verified.release.name}, content {verified.release.content}")
    if verified.faults:
        raise typer.Exit(1)


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The new file.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print what was copied as JSON.")] = False,
) -> None:
    """Copy the book to a new file as it is now, and verify the copy; others may go on writing."""
    from tallybook.workflow.keeping.backing_up import back_up

    with opened(context) as store, progress_bar("checked") as progress:
        verified = back_up(store, target, progress)
        location = store.info().location
    if json:
        print_json(verified)
    else:
        print(plain(f"copied {location} to {target}: no faults in {_checked(verified)}"))


def _checked(verified: Verified) -> str:
    counts = (
        (verified.documents, "document"),
        (verified.claims, "claim"),
        (verified.captures, "capture"),
        (verified.fetches, "fetch"),
    )
    said = [
        f"{n:,} {word if n == 1 else word + ('es' if word.endswith('ch') else 's')}"
        for n, word in counts
    ]
    return ", ".join(said)
