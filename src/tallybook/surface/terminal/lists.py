"""`tallybook claims`, `incidents`, `responsibility`, `documents`, `related` and `rejections`: what
is in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.surface.terminal.filters import with_filters
from tallybook.surface.terminal.printing import console, print_json
from tallybook.surface.terminal.state import opened
from tallybook.workflow.asking.questions import Filters

if TYPE_CHECKING:
    from tallybook.workflow.asking.listing import Listing

Json = Annotated[bool, typer.Option("--json", help="Print the list as JSON.")]


@with_filters
def claims(context: typer.Context, *, filters: Filters, json: Json = False) -> None:
    """List what each voice says happened, in the order of the reports."""
    from tallybook.workflow.telling.wire import claims_json

    listing = read_filtered(context, filters)
    if json:
        print_json(claims_json(listing.claims(), listing.contents))
        return
    from tallybook.surface.terminal.tables import print_claims

    print_claims(console(), listing.claims(), listing.contents)


@with_filters
def incidents(context: typer.Context, *, filters: Filters, json: Json = False) -> None:
    """List the attacks that the reports identify one by one, by day."""
    from tallybook.workflow.telling.wire import incidents_json

    listing = read_filtered(context, filters)
    if json:
        print_json(incidents_json(listing.incidents(), listing.contents))
        return
    from tallybook.surface.terminal.tables import print_incidents

    print_incidents(console(), listing.incidents(), listing.contents)


@with_filters
def responsibility(
    context: typer.Context,
    *,
    filters: Filters,
    json: Annotated[bool, typer.Option("--json", help="Print the matrix as JSON.")] = False,
) -> None:
    """Show who says who did it: each voice's verdict on each actor, attack by attack."""
    from tallybook.workflow.asking.responsibility import responsibility_matrix

    matrix = responsibility_matrix(read_filtered(context, filters))
    if json:
        print_json(matrix)
        return
    from tallybook.surface.terminal.responsibility_text import print_matrix

    print_matrix(console(), matrix)


@with_filters
def documents(context: typer.Context, *, filters: Filters, json: Json = False) -> None:
    """List the reports in the book; with filters, those with a claim that lies in them."""
    from tallybook.workflow.telling.wire import documents_json

    listing = read_filtered(context, filters)
    if json:
        print_json(documents_json(listing.documents(), listing.contents))
        return
    from tallybook.surface.terminal.tables import print_documents

    print_documents(console(), listing.documents(), listing.contents)


def related(
    context: typer.Context,
    identifier: Annotated[
        str,
        typer.Argument(metavar="ID", help="The id of an incident or document, or its beginning."),
    ],
    *,
    json: Json = False,
) -> None:
    """List the reports that most likely tell of the same event, those without an attack as well."""
    from tallybook.workflow.asking.related import related_reports

    with opened(context) as store:
        found = related_reports(store, identifier)
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.tables import print_related

    print_related(console(), found)


@with_filters
def rejections(context: typer.Context, *, filters: Filters, json: Json = False) -> None:
    """List the inputs that gave nothing, and why.

    Nobody knows what an unread input is about, so every one of them lies possibly in any filter.
    """
    from tallybook.workflow.asking.listing import read_rejections
    from tallybook.workflow.telling.wire import rejections_json

    read_filtered(context, filters)
    with opened(context) as store:
        found = read_rejections(store)
    if json:
        print_json(rejections_json(found))
        return
    from tallybook.surface.terminal.tables import print_rejections

    print_rejections(console(), found)


def read_filtered(context: typer.Context, filters: Filters) -> Listing:
    """Return the book's contents under the filters that a list was given."""
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.asking.listing import read_list_question, read_listing

    question = read_list_question(filters, load_knowledge())
    with opened(context) as store:
        return read_listing(store, question, load_knowledge())
