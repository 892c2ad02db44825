"""`tallybook add` and `retry`: reports into the book."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from tallybook.core.plain_text import plain
from tallybook.surface.terminal.printing import say
from tallybook.surface.terminal.progress import progress_bar
from tallybook.surface.terminal.state import opened, state_of

if TYPE_CHECKING:
    from tallybook.ingest import Flags
    from tallybook.store.protocol import Store
    from tallybook.workflow.keeping.adding import Added, Settings

_KINDS = ("incident", "count", "responsibility", "harm", "statement", "relation")
_PLURALS = {"responsibility": "responsibilities", "harm": "harms"}


Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day on which the reports appeared.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN,…", help="Which columns of a table hold what."),
]
CoderName = Annotated[
    str | None, typer.Option(metavar="NAME", help="The coder to read with (builtin.v1).")
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at once.")]
Json = Annotated[bool, typer.Option("--json", help="Print the outcomes as JSON.")]


def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="Files, folders, archives, web addresses, or - for input."
        ),
    ],
    *,
    published: Published = None,
    publisher: Publisher = None,
    columns: Columns = None,
    coder: CoderName = None,
    jobs: Jobs = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Pass over what the book has already.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Fetch the pages that feeds and sitemaps list.")
    ] = False,
    json: Json = False,
) -> None:
    """Read reports into the book, and say what became of each.

    Text, pages, PDF, DOCX, mails, tables, feeds; folders and archives of them; pages of the web; or
    standard input. What fails is reported and the rest goes in; the exit status is then 1. A
    report that is added again is read again: nothing is counted twice.
    """
    from tallybook.workflow.keeping.book import open_for_adding

    flags = _flags(published, publisher, columns)
    with closing(open_for_adding(state_of(context).book)) as store:
        settings = replace(_settings(coder, jobs), resume=resume, follow=follow)
        _add(store, sources, flags, settings, json=json)


def retry(
    context: typer.Context,
    *,
    codes: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="CODE", help="Only what was rejected for this reason."),
    ] = None,
    published: Published = None,
    publisher: Publisher = None,
    columns: Columns = None,
    coder: CoderName = None,
    jobs: Jobs = 1,
    json: Json = False,
) -> None:
    """Try again what was rejected, as `rejections` lists it.

    What went in meanwhile is passed over. The exit status is 1 where something fails again.
    """
    from tallybook.workflow.keeping.refusals import retriable

    flags = _flags(published, publisher, columns)
    with opened(context) as store:
        with store.view() as view:
            found = retriable(view, codes or ())
        for rejection in found.left:
            say(f"left      {rejection.source}: {rejection.detail}")
        settings = replace(_settings(coder, jobs), resume=True)
        _add(store, found.sources, flags, settings, json=json)


def _flags(published: str | None, publisher: str | None, columns: Sequence[str] | None) -> Flags:
    from tallybook.ingest import Flags
    from tallybook.ingest.records import read_columns

    mapped = tuple(pair for text in columns or () for pair in read_columns(text))
    return Flags(published=published, publisher=publisher, columns=mapped)


def _settings(coder: str | None, jobs: int) -> Settings:
    from tallybook.coding.coder import DEFAULT_CODER
    from tallybook.workflow.keeping.adding import Settings

    return Settings(coder=coder or DEFAULT_CODER, jobs=jobs)


def _add(
    store: Store, sources: Sequence[str], flags: Flags, settings: Settings, *, json: bool
) -> None:
    """Add sources and print their outcomes as they come, then a summary; nothing is held."""
    from tallybook.ingest.sources import count_inputs
    from tallybook.workflow.keeping.adding import add_each

    totals = Totals()
    total = count_inputs(sources) if sys.stderr.isatty() else None
    with progress_bar("read") as step, _printed(json=json) as show:
        linked = partial(step, words="linked")
        for one in add_each(store, sources, flags, settings, linked):
            show(one)
            totals.count(one)
            step(totals.inputs, total)
    if not json and totals.inputs != 1:
        print(totals.words())
    if totals.undated and not json:
        say(
            "a report without a date leaves its years open: "
            "say when it appeared with --published, and add it again"
        )
    if totals.outcomes["rejected"]:
        raise typer.Exit(1)


@contextmanager
def _printed(*, json: bool) -> Iterator[Callable[[Added], None]]:
    """Print each outcome as it comes: a line, or an element of one JSON array."""
    from tallybook.workflow.telling.wire import to_json

    separator = "["

    def show(one: Added) -> None:
        nonlocal separator
        if one.rejection is not None:
            say(outcome_line(one))
        elif not json:
            print(outcome_line(one), flush=True)
        if json:
            sys.stdout.write(f"{separator}{to_json(one)}")
            separator = ","

    try:
        yield show
    finally:
        if json:
            sys.stdout.write("[]\n" if separator == "[" else "]\n")


class Totals:
    """How many inputs had which outcome, for which reason they were rejected, what they gave."""

    def __init__(self) -> None:
        self.inputs = 0
        self.undated = False
        self.outcomes: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._claims: Counter[str] = Counter()

    def count(self, one: Added) -> None:
        """Add one outcome."""
        self.inputs += 1
        self.outcomes[one.outcome] += 1
        self.undated = self.undated or (one.document is not None and one.published is None)
        if one.rejection is not None:
            self._reasons[one.rejection.code] += 1
        if one.outcome in ("new", "changed"):
            self._claims.update(one.claims)

    def words(self) -> str:
        """Return all of it on a line."""
        said = [f"{n} {o}" for o in ("new", "changed", "known") if (n := self.outcomes[o])]
        if self.outcomes["rejected"]:
            reasons = ", ".join(f"{n} {code}" for code, n in self._reasons.most_common())
            said.append(f"{self.outcomes['rejected']} rejected ({reasons})")
        outcomes = ", ".join(said) or "nothing to read"
        return f"{self.inputs} inputs: {outcomes}; {counted(dict(self._claims))} written"


def outcome_line(one: Added) -> str:
    """Return one input's outcome on a line."""
    from tallybook.workflow.telling.words import ALERT_WORDS

    if one.rejection is not None:
        return plain(f"rejected  {one.source}: {one.rejection.detail}")
    notes = [counted(one.claims)] if one.claims or one.outcome != "known" else []
    if one.known_as is not None:
        notes.append(f"same bytes as {one.known_as}")
    elif one.outcome == "known":
        notes.append("nothing new in it")
    if one.published is None:
        notes.append("no date")
    notes += [ALERT_WORDS[alert] for alert in one.alerts]
    return plain(f"{one.outcome:<8}  {one.source}: {'; '.join(notes)}")


def counted(claims: dict[str, int]) -> str:
    """Return "2 incidents, 1 count" for claims by kind."""
    said = [
        f"{claims[kind]} {kind if claims[kind] == 1 else _PLURALS.get(kind, f'{kind}s')}"
        for kind in _KINDS
        if claims.get(kind)
    ]
    return ", ".join(said) or "no claims"
