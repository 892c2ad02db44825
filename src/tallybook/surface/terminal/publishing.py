"""`tallybook brief`, `release` and `releases`: what goes out of the house whole."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tallybook.core.releases import Holding
from tallybook.errors import UsageError
from tallybook.surface.terminal.filters import By, Coarsen, Delay, with_filters
from tallybook.surface.terminal.printing import console, print_json, say
from tallybook.surface.terminal.state import State, opened, state_of
from tallybook.workflow.asking.questions import Filters


@with_filters
def brief(
    context: typer.Context,
    *,
    filters: Filters,
    by: By = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="markdown, html or docx; else as the end of FILE says, else markdown.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not standard output."),
    ] = None,
    delay: Delay = "48h",
    coarsen: Coarsen = "adm1",
    json: Annotated[bool, typer.Option("--json", help="Print the brief as JSON.")] = False,
) -> None:
    """Write an answer as prose and tables, with a numbered footnote for everything that it says.

    Each footnote gives voice, outlet, day, quotation and the SHA-256 of the report as it was read.
    What has only just happened waits, places are coarsened, and what is marked as sensitive is not
    told, as in `export`.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.publish.brief.formats import FORMATS, format_of
    from tallybook.workflow.asking.ask import ask
    from tallybook.workflow.asking.questions import read_question
    from tallybook.workflow.keeping.exporting import check_output, read_safeguards, write_whole
    from tallybook.workflow.keeping.marking import read_marks
    from tallybook.workflow.telling.briefing import write_brief
    from tallybook.workflow.telling.publishable import PublishRules, publishable

    safeguards = read_safeguards(delay, coarsen)
    knowledge = load_knowledge()
    name = format_of(format_, "" if output is None else output.suffix)
    question = read_question(filters, knowledge, by=by or ())
    if output is not None:
        check_output(output)
    elif name == "docx" and sys.stdout.isatty() and not json:
        raise UsageError("a DOCX file is nothing for a terminal; name a file with -o")
    now = datetime.now(UTC)
    with opened(context) as store:
        rules = PublishRules(safeguards, read_marks(store), knowledge, now)
        published = publishable(partial(ask, store), question, rules)
    for warning in published.asked.warnings:
        say(f"tallybook: {warning}")
    if published.until is not None:
        say(
            f"tallybook: what may have happened after {published.until} waits for {delay}, and is "
            "neither counted nor told; --delay 0 has it"
        )
    for place in published.named:
        say(f"tallybook: the brief names {place}, as the question does, and no other such place")
    written = write_brief(published, now.date(), knowledge.actors)
    if json:
        print_json(written)
        return
    write_whole([FORMATS[name](written)], output)


def release(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What it is called, once and for all.")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not ./NAME.db."),
    ] = None,
    delay: Delay = "48h",
    everything: Annotated[
        bool,
        typer.Option(
            "--everything",
            help="With whole reports and their bytes, paths, addresses and who judged.",
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the manifest as JSON.")] = False,
) -> None:
    """Freeze the book as it is into a file that opens on its own and never changes.

    It holds the claims with the sentences that they rest on, and not the rest of the reports.
    Places and persons are in it as in those sentences, so none is made while it has anything marked
    as sensitive, or anything that has only just happened.
    """
    from tallybook.workflow.keeping.exporting import read_safeguards
    from tallybook.workflow.keeping.releasing import release_book

    file = output or Path(f"{name}.db")
    holds: Holding = "everything" if everything else "quoted"
    wait = read_safeguards(delay, "none").delay
    with opened(context) as store:
        made = release_book(store, name, file, holds=holds, delay=wait)
    if json:
        print_json(made)
        return
    from tallybook.surface.terminal.release_text import print_released

    print_released(console(), made, State(str(file), state_of(context).knowledge))


def releases(
    context: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the releases that were made of the book; of a release, its own manifest."""
    from tallybook.workflow.keeping.releasing import read_releases

    with opened(context) as store:
        found = read_releases(store)
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.release_text import print_releases

    print_releases(console(), found)
