"""The command line: `tallybook [--book PATH] COMMAND …`.

Standard output carries the answer alone; progress and messages go to standard error. Exit status
0 is done, 1 something in the input or the book failed, 2 wrong usage. Everything heavy is imported
by the commands that need it, so that help and mistakes answer at once.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tallybook import __version__
from tallybook.errors import TallybookError
from tallybook.knowledge.own_tables import own_tables_of
from tallybook.surface import (
    cli_actors,
    cli_adding,
    cli_answers,
    cli_copying,
    cli_forgetting,
    cli_judging,
    cli_keeping,
    cli_lists,
    cli_lookup,
    cli_marking,
    cli_publishing,
    cli_searching,
    cli_services,
    cli_watching,
)
from tallybook.surface.cli_state import DEFAULT_BOOK, State

INTERRUPTED = 130
"""128 + SIGINT, as shells report a command that was interrupted."""


class _Commands(TyperGroup):
    """Commands whose mistakes, interruptions and closed pipes end without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; say a TallybookError in one line and end with its status."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except TallybookError as error:
            from tallybook.surface.cli_printing import say

            say(f"tallybook: {error}")
            raise typer.Exit(error.exit_status) from error
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # Whoever read the output has seen enough (`tallybook claims | head`). What is left
            # in the buffer must not be written at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


app = typer.Typer(
    cls=_Commands,
    name="tallybook",
    help="Turn news reports of armed attacks into a count that can be defended.",
    epilog="Start with `tallybook demo`, or with `tallybook add` and the path of a report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tallybook {__version__}")
        raise typer.Exit


@app.callback()
def _global_options(
    context: typer.Context,
    book: Annotated[
        str,
        typer.Option(
            "--book",
            metavar="PATH",
            envvar="TALLYBOOK_BOOK",
            help="The book to read or write: a file, or a postgresql:// address.",
        ),
    ] = DEFAULT_BOOK,
    knowledge: Annotated[
        str | None,
        typer.Option(
            "--knowledge",
            metavar="FILE",
            help="Your own actors, places and weapons, a TOML file; else $TALLYBOOK_KNOWLEDGE.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Read the options that stand before the command."""
    context.obj = State(book, knowledge)
    context.with_resource(own_tables_of(knowledge))


app.command("add")(cli_adding.add)
app.command("retry")(cli_adding.retry)
app.command("tally")(cli_answers.tally)
app.command("show")(cli_answers.show)
app.command("diff")(cli_answers.diff)
app.command("claims")(cli_lists.claims)
app.command("incidents")(cli_lists.incidents)
app.command("responsibility")(cli_lists.responsibility)
app.command("surges")(cli_watching.surges)
app.command("documents")(cli_lists.documents)
app.command("related")(cli_lists.related)
app.command("rejections")(cli_lists.rejections)
app.command("search")(cli_searching.search)
app.command("explain")(cli_answers.explain)
app.add_typer(cli_actors.app, name="actors")
app.command("lookup")(cli_lookup.lookup)
app.command("judge")(cli_judging.judge)
app.command("merge")(cli_judging.merge)
app.command("split")(cli_judging.split)
app.command("undo")(cli_judging.undo)
app.command("judgements")(cli_judging.judgements)
app.command("verify")(cli_keeping.verify)
app.command("backup")(cli_keeping.backup)
app.command("mark")(cli_marking.mark)
app.command("marks")(cli_marking.marks)
app.command("forget")(cli_forgetting.forget)
app.command("serve")(cli_services.serve)
app.command("brief")(cli_publishing.brief)
app.command("release")(cli_publishing.release)
app.command("releases")(cli_publishing.releases)
app.command("export")(cli_services.export)
app.command("copy")(cli_copying.copy)
app.command("demo")(cli_services.demo)


def main() -> None:
    """Run the command line; the entry point `tallybook`."""
    # A command makes records by the ten thousand and drops next to none of them: collecting young
    # objects every 700 (CPython's default) finds nothing and takes a fifth of a tally's time.
    gc.set_threshold(1_000_000, 20, 20)
    try:
        app()
    finally:
        # Python collects once more as it ends, over all that the process will give back anyway:
        # a sixth of a tally's time. What is frozen is passed over.
        gc.freeze()
