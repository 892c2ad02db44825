"""`tallybook mark` and `marks`: what of a book is never published."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.terminal.judging import Because, By, author_of
from tallybook.surface.terminal.printing import print_json
from tallybook.surface.terminal.state import opened


def mark(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="ID", help="The id of a report or a claim.")],
    *,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="WORDS", help="These words of it alone, as it has them."),
    ] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Lift the mark instead.")] = False,
    because: Because = None,
    by: By = None,
    json: Annotated[bool, typer.Option("--json", help="Print the mark as JSON.")] = False,
) -> None:
    """Mark a report, a claim, or words of either as sensitive: they go into no export.

    The pages and the command line show them, on your machine.
    """
    from tallybook.workflow.keeping.marking import lift_mark, mark_sensitive

    with opened(context) as store:
        if lift:
            marked = lift_mark(store, target, words=words)
        else:
            marked = mark_sensitive(store, target, author_of(because, by), words=words)
    if json:
        print_json(marked)
        return
    what = marked.mark.target if words is None else f"“{words}” in {marked.mark.target}"
    done = "is marked as sensitive" if marked.holds else "is no longer marked as sensitive"
    print(plain(f"{what} {done}"))


def marks(
    context: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List what is marked as sensitive, by whom and why."""
    from tallybook.workflow.keeping.marking import read_marks

    with opened(context) as store:
        found = read_marks(store)
    if json:
        print_json(found)
        return
    for one in found:
        what = one.target if one.words is None else f"“{one.words}” in {one.target}"
        print(plain(f"{what}: {one.because} ({one.by}, {one.made_at[:10]})"))
    if not found:
        print("nothing is marked as sensitive")
