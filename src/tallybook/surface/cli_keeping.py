"""`tallybook verify`: a book looked after."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.cli_printing import print_json
from tallybook.surface.cli_progress import progress_bar
from tallybook.surface.cli_state import opened


def verify(
    context: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check that the book is whole: every capture hashed again, every span against its text.

    The exit status is 1 where something is wrong with it.
    """
    from tallybook.workflow.verifying import verify as verify_book

    with opened(context) as store, progress_bar("checked") as progress:
        verified = verify_book(store, progress)
    if json:
        print_json(verified)
    else:
        for fault in verified.faults:
            print(plain(fault))
        counts = ((verified.documents, "document"), (verified.claims, "claim"),
                  (verified.captures, "capture"), (verified.fetches, "fetch"))  # fmt: skip
        print(f"{len(verified.faults)} faults in {_listed(counts)}")
    if verified.faults:
        raise typer.Exit(1)


def _listed(counts: tuple[tuple[int, str], ...]) -> str:
    said = [
        f"{n:,} {word if n == 1 else word + ('es' if word.endswith('ch') else 's')}"
        for n, word in counts
    ]
    return ", ".join(said)
