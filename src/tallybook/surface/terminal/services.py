"""`tallybook serve`, `export` and `demo`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tallybook.surface.terminal.filters import Coarsen, Delay, with_filters
from tallybook.surface.terminal.printing import console, say
from tallybook.surface.terminal.state import DEFAULT_BOOK, State, opened, state_of
from tallybook.workflow.asking.questions import Filters

DEMO_BOOK = "./tallybook-demo.db"


def serve(
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(metavar="NAME", help="The address to listen on.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port.")] = 8000,
) -> None:
    """Show the book as pages, to a browser on this machine unless --host says otherwise."""
    import uvicorn

    from tallybook.surface.browser.application import create_app
    from tallybook.surface.browser.guards import allowed_hosts

    location = state_of(context).book
    with opened(context) as store:
        store.info()
    say(f"serving {location} at http://{host}:{port}/ (Ctrl-C ends)")
    app = create_app(location, hosts=allowed_hosts(host))
    uvicorn.run(app, host=host, port=port, log_level="warning")


@with_filters
def export(
    context: typer.Context,
    format_: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="incidents-csv, incidents-geojson, wacz, …"),
    ],
    *,
    filters: Filters,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not standard output."),
    ] = None,
    delay: Delay = "48h",
    coarsen: Coarsen = "adm1",
) -> None:
    """Write claims or incidents for other programs, with the sentences that they rest on, or the
    reports themselves as a web archive.

    What is marked as sensitive and what has only just happened is left out, and places are no more
    exact than a first-order division, unless you say otherwise.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.asking.listing import read_list_question, read_listing
    from tallybook.workflow.keeping.exporting import (
        load_exporter,
        read_safeguards,
        safe_publication,
        write_export,
    )

    exporter = load_exporter(format_)
    safeguards = read_safeguards(delay, coarsen)
    question = read_list_question(filters, load_knowledge())
    with opened(context) as store:
        listing = read_listing(store, question, load_knowledge())
        with store.view() as view:
            safe = safe_publication(listing, view, safeguards, datetime.now(UTC))
            write_export(exporter, safe.publication, output)
    if exporter.name.startswith("wacz."):
        say(
            "a web archive holds reports whole, with every name and place as they give it; hand it "
            "to those to whom you would give the reports"
        )
    recent, marked = len(safe.recent), len(safe.marked)
    if recent:
        say(f"{recent} claims on what happened within {delay} are left out; --delay 0 has them")
    if marked:
        say(f"{marked} claims are left out that are marked as sensitive (`tallybook marks`)")


def demo(context: typer.Context) -> None:
    """Work an example on reports that ship with Tallybook: add, tally, explain."""
    from tallybook.surface.terminal.demo_text import run_demo

    state = state_of(context)
    book = DEMO_BOOK if state.book == DEFAULT_BOOK else state.book
    run_demo(console(), State(book, state.knowledge))
