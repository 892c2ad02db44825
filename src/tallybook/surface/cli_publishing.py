"""`tallybook brief`: what goes out of the house in writing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tallybook.errors import UsageError
from tallybook.surface.cli_filters import with_filters
from tallybook.surface.cli_printing import print_json, say
from tallybook.surface.cli_state import opened
from tallybook.workflow.questions import Filters


@with_filters
def brief(
    context: typer.Context,
    *,
    filters: Filters,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="With a table by place, day, week, month, weapon, attacker or voice.",
        ),
    ] = None,
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
    json: Annotated[bool, typer.Option("--json", help="Print the brief as JSON.")] = False,
) -> None:
    """Write an answer as prose and tables, with a numbered footnote for everything that it says.

    Each footnote gives voice, outlet, day, quotation and the SHA-256 of the report as it was read.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.publish.brief.formats import FORMATS, format_of
    from tallybook.workflow.asking import ask
    from tallybook.workflow.briefing import write_brief
    from tallybook.workflow.exporting import check_output, write_whole
    from tallybook.workflow.questions import read_question

    knowledge = load_knowledge()
    name = format_of(format_, "" if output is None else output.suffix)
    question = read_question(filters, knowledge, by=by)
    if output is not None:
        check_output(output)
    elif name == "docx" and sys.stdout.isatty() and not json:
        raise UsageError("a DOCX file is nothing for a terminal; name a file with -o")
    with opened(context) as store:
        asked = ask(store, question)
    for warning in asked.warnings:
        say(f"tallybook: {warning}")
    written = write_brief(asked, datetime.now(UTC).date(), knowledge.actors)
    if json:
        print_json(written)
        return
    write_whole([FORMATS[name](written)], output)
