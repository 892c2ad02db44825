"""`tallybook actors`: whom a book names, and `tallybook actors map`: who that is."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.surface.terminal.filters import with_filters
from tallybook.surface.terminal.lists import read_filtered
from tallybook.surface.terminal.printing import console, print_json, text
from tallybook.workflow.asking.questions import Filters

app = typer.Typer(
    help="List the actors that the book names; map a name to an actor.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@with_filters
def actors(
    context: typer.Context,
    *,
    filters: Filters,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Only names that the tables do not know.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the actors that the book names, with how many claims name them."""
    if context.invoked_subcommand is not None:
        return
    from tallybook.workflow.judging.actor_names import named_actors

    found = named_actors(read_filtered(context, filters), unknown=unknown)
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.tables import print_actors

    print_actors(console(), found, unknown=unknown)


app.callback()(actors)


@app.command("map")
def map_name(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name as the reports have it.")],
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The id or name of the actor.")],
    *,
    because: Annotated[
        str, typer.Option("--because", metavar="WORDS", help="The reason, which is kept.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the mapping as JSON.")] = False,
) -> None:
    """Map a name to an actor, in your own tables (--knowledge FILE)."""
    from tallybook.workflow.judging.actor_names import map_actor

    mapped = map_actor(name, actor, because)
    if json:
        print_json(mapped)
        return
    told = f"{mapped.name} is {mapped.actor_name} ({mapped.actor}) from now on, by {mapped.file}."
    console().print(text(told))
