"""`tallybook add`: reports into the book."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.core.plain_text import plain
from tallybook.surface.cli_printing import print_json, say
from tallybook.surface.cli_state import state_of

if TYPE_CHECKING:
    from tallybook.workflow.adding import Added

_KINDS = ("incident", "count", "responsibility", "harm", "statement", "relation")
_PLURALS = {"responsibility": "responsibilities", "harm": "harms"}


def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="Files, folders, archives, web addresses, or - for input."
        ),
    ],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which the reports appeared.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published the reports.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Which columns of a table hold what."),
    ] = None,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="The coder to read with (builtin.v1).")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at once.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print the outcomes as JSON.")] = False,
) -> None:
    """Read reports into the book, and say what became of each.

    Text, pages, PDF, DOCX, mails, tables, feeds; folders and archives of them; pages of the web; or
    standard input. What fails is reported and the rest goes in; the exit status is then 1. A
    report that is added again is read again: nothing is counted twice.
    """
    from tallybook.coding.coder import DEFAULT_CODER
    from tallybook.ingest import Flags
    from tallybook.ingest.records import read_columns
    from tallybook.workflow.adding import Settings
    from tallybook.workflow.adding import add as add_sources
    from tallybook.workflow.book import open_for_adding

    mapped = () if columns is None else read_columns(columns)
    flags = Flags(published=published, publisher=publisher, columns=mapped)
    store = open_for_adding(state_of(context).book)
    try:
        with _progress(quiet=json) as step:
            settings = Settings(coder=coder or DEFAULT_CODER, jobs=jobs)
            added = add_sources(store, sources, flags, settings, progress=step)
    finally:
        store.close()
    if json:
        print_json(added)
    elif len(added) > 1:
        print(summary(added))
    failed = sum(one.outcome == "rejected" for one in added)
    if any(one.document is not None and one.published is None for one in added) and not json:
        say(
            "a report without a date leaves its years open: "
            "say when it appeared with --published, and add it again"
        )
    if failed:
        raise typer.Exit(1)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Added], None]]:
    """Print each outcome as it comes; on a terminal, show meanwhile how far it has got."""

    def show(one: Added) -> None:
        line = outcome_line(one)
        if one.outcome == "rejected":
            say(line)
        elif not quiet:
            print(line, flush=True)

    if not sys.stderr.isatty():
        yield show
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} read"), TimeElapsedColumn())
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task("reading", total=None)

        def step(one: Added) -> None:
            show(one)
            bar.advance(task)

        yield step


def outcome_line(one: Added) -> str:
    """Return one input's outcome on a line."""
    if one.rejection is not None:
        return plain(f"rejected  {one.source}: {one.rejection.detail}")
    notes = [counted(one.claims)]
    if one.known_as is not None:
        notes.append(f"same bytes as {one.known_as}")
    elif one.outcome == "known":
        notes.append("nothing new in it")
    if one.published is None:
        notes.append("no date")
    return plain(f"{one.outcome:<8}  {one.source}: {'; '.join(notes)}")


def counted(claims: dict[str, int]) -> str:
    """Return "2 incidents, 1 count" for claims by kind."""
    said = [
        f"{claims[kind]} {kind if claims[kind] == 1 else _PLURALS.get(kind, f'{kind}s')}"
        for kind in _KINDS
        if claims.get(kind)
    ]
    return ", ".join(said) or "no claims"


def summary(added: Sequence[Added]) -> str:
    """Return how many inputs had which outcome, and what they gave, on a line."""
    outcomes = Counter(one.outcome for one in added)
    said = [f"{outcomes[o]} {o}" for o in ("new", "changed", "known", "rejected") if outcomes[o]]
    claims: Counter[str] = Counter()
    for one in added:
        if one.outcome in ("new", "changed"):
            claims.update(one.claims)
    return f"{len(added)} inputs: {', '.join(said)}; {counted(dict(claims))} written"
