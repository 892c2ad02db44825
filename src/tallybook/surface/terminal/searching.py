"""`tallybook search`: reports and claims by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.errors import UsageError
from tallybook.surface.terminal.filters import with_filters
from tallybook.surface.terminal.printing import console, indented, print_json, say, text
from tallybook.surface.terminal.state import opened
from tallybook.workflow.asking.questions import Filters

if TYPE_CHECKING:
    from rich.console import Console

    from tallybook.workflow.asking.searching import Found, Snippet


@with_filters
def search(
    context: typer.Context,
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help="What to search for."),
    ] = None,
    *,
    filters: Filters,
    most: Annotated[
        int, typer.Option("--most", min=1, metavar="N", help="Reports and claims shown of each.")
    ] = 20,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the index of words again first.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Find reports and claims by their words, the best first.

    All words have to be there; "words in quotation marks" one after another; begin* stands for
    what begins so, and -word for what must not be there.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.store.words import read_wanted
    from tallybook.workflow.asking.listing import read_list_question
    from tallybook.workflow.asking.searching import Search
    from tallybook.workflow.asking.searching import search as search_book

    if words is None and not rebuild:
        raise UsageError('say what to search for, for example tallybook search "market bombing"')
    asked = words and Search(
        query=words,
        wanted=read_wanted(words),
        question=read_list_question(filters, load_knowledge()),
        most=most,
    )
    with opened(context) as store:
        if rebuild:
            say(f"the index of words was made again, from {store.index_words():,} texts")
        if not asked:
            return
        found = search_book(store, asked, load_knowledge())
    if json:
        print_json(found)
    else:
        _print_found(console(), found)


def _print_found(console: Console, found: Found) -> None:
    from tallybook.surface.terminal.tables import short_id
    from tallybook.workflow.telling.words import moment_in_words

    for one in found.documents:
        console.print(text(one.document.words, "bold"))
        for snippet in one.snippets:
            _print_snippet(console, snippet)
        may = "" if one.sure else "possibly: "
        claims = f"{one.claims} claim{'' if one.claims == 1 else 's'}"
        _print_quietly(console, f"{may}{claims} · {short_id(one.document.id)}")
    for claim in found.claims:
        console.print(text(f"{claim.kind}, {moment_in_words(claim.when)}", "bold"))
        _print_snippet(console, claim.sentence)
        may = "" if claim.sure else "possibly: "
        about = (f"{may}{claim.document.words}", claim.sensitive, short_id(claim.id))
        _print_quietly(console, " · ".join(filter(None, about)))
    said = [
        _counted(len(found.documents), "report", more=found.more_documents),
        _counted(len(found.claims), "claim", more=found.more_claims),
    ]
    console.print(text(" and ".join(said), "dim"))
    if found.more_documents or found.more_claims:
        console.print(text("there are more: --most N shows them", "dim"))


def _print_snippet(console: Console, snippet: Snippet) -> None:
    """Print a place of a report with what was searched for set off."""
    line = text("")
    at = snippet.start
    for mark in snippet.marks:
        line.append_text(text(_on_a_line(snippet, at, mark.start)))
        line.append_text(text(_on_a_line(snippet, mark.start, mark.end), "bold reverse"))
        at = mark.end
    line.append_text(text(_on_a_line(snippet, at, snippet.end)))
    console.print(indented(line, 2))


def _on_a_line(snippet: Snippet, start: int, end: int) -> str:
    words = snippet.words[start - snippet.start : end - snippet.start]
    return words.replace("\n", " ")


def _print_quietly(console: Console, words: str) -> None:
    console.print(indented(text(words, "dim"), 2))


def _counted(number: int, one: str, *, more: bool) -> str:
    return f"{'more than ' if more else ''}{number or 'no'} {one}{'' if number == 1 else 's'}"
