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
from tallybook.surface.terminal import (
    actors,
    adding,
    answers,
    copying,
    forgetting,
    judging,
    keeping,
    lists,
    lookup,
    marking,
    publishing,
    searching,
    services,
    watching,
)
from tallybook.surface.terminal.state import DEFAULT_BOOK, State

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
            from tallybook.surface.terminal.printing import say

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


app.command("add")(adding.add)
app.command("retry")(adding.retry)
app.command("tally")(answers.tally)
app.command("show")(answers.show)
app.command("diff")(answers.diff)
app.command("claims")(lists.claims)
app.command("incidents")(lists.incidents)
app.command("responsibility")(lists.responsibility)
app.command("surges")(watching.surges)
app.command("documents")(lists.documents)
app.command("related")(lists.related)
app.command("rejections")(lists.rejections)
app.command("search")(searching.search)
app.command("explain")(answers.explain)
app.add_typer(actors.app, name="actors")
app.command("lookup")(lookup.lookup)
app.command("judge")(judging.judge)
app.command("merge")(judging.merge)
app.command("split")(judging.split)
app.command("undo")(judging.undo)
app.command("judgements")(judging.judgements)
app.command("verify")(keeping.verify)
app.command("backup")(keeping.backup)
app.command("mark")(marking.mark)
app.command("marks")(marking.marks)
app.command("forget")(forgetting.forget)
app.command("serve")(services.serve)
app.command("brief")(publishing.brief)
app.command("release")(publishing.release)
app.command("releases")(publishing.releases)
app.command("export")(services.export)
app.command("copy")(copying.copy)
app.command("demo")(services.demo)


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
