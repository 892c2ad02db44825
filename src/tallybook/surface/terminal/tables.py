"""Lists on the terminal, as a person likes to read them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.table import Table

from tallybook.core.records import Rejection
from tallybook.surface.terminal.printing import indented, text
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.asking.related import RelatedReport
from tallybook.workflow.asking.selecting import ListedClaim, ListedDocument, ListedIncident
from tallybook.workflow.judging.actor_names import NamedActor
from tallybook.workflow.telling.views import document_line, sensitive_of, view_claims
from tallybook.workflow.telling.words import (
    attack_in_words,
    claim_in_words,
    day_in_words,
    definition_in_words,
    harm_in_words,
    moment_in_words,
    quoted,
)

QUOTE_LENGTH = 160
"""Characters of a quotation in a list; `explain` prints it whole."""
DAY_WIDTH = 20
"""Columns: a range of days within one month fits."""


def print_claims(console: Console, listed: Sequence[ListedClaim], contents: Contents) -> None:
    """Print claims under the report that they stand in, each with its sentence."""
    document = None
    for one, view in zip(listed, view_claims(contents, [c.claim.id for c in listed]), strict=True):
        if view.document.id != document:
            document = view.document.id
            console.print()
            console.print(text(view.document.words, "bold"))
        marks = [view.kind, claim_in_words(one.claim)]
        _line(console, 2, _may(one.sure) + ": ".join(marks))
        said = [view.voices, view.stance]
        if view.preliminary:
            said.append("preliminary")
        if view.background:
            said.append("background")
        if view.sensitive:
            said.append(view.sensitive)
        _line(console, 4, " · ".join(said), "dim")
        _line(console, 4, quoted(view.sentence.words, QUOTE_LENGTH), "italic")
        if defined := definition_in_words(one.claim):
            _line(console, 4, defined)
        _line(console, 4, short_id(view.id), "dim")
    _print_end(console, len(listed), "claim", "claims", sum(not one.sure for one in listed))


def print_incidents(console: Console, listed: Sequence[ListedIncident], contents: Contents) -> None:
    """Print incidents by day, with what is known of each beside it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(max_width=DAY_WIDTH)
    table.add_column(overflow="fold")
    for one in listed:
        incident = one.incident
        day = moment_in_words(incident.when)
        bare = attack_in_words(incident).removesuffix(f" ({day})")
        harm = harm_in_words(incident)
        rests = [
            incident.standard or "only denied or hypothetical",
            f"{_number(len(incident.claims), 'claim')} of "
            f"{_number(len(incident.origins), 'origin')}",
            *filter(None, [sensitive_of(contents, incident)]),
            short_id(incident.id),
        ]
        table.add_row(
            text(day),
            Group(
                text(_may(one.sure) + bare + (f"; {harm}" if harm else "")),
                text(" · ".join(rests), "dim"),
            ),
        )
    if listed:
        console.print(table)
    _print_end(console, len(listed), "incident", "incidents", sum(not one.sure for one in listed))


def print_documents(console: Console, listed: Sequence[ListedDocument], contents: Contents) -> None:
    """Print documents, two lines each."""
    for one in listed:
        _line(console, 0, document_line(one.document, contents.sensitive).words, "bold")
        claims = _number(one.claims, "claim")
        _line(console, 2, f"{claims} · {one.document.source} · {short_id(one.document.id)}", "dim")
    _print_end(console, len(listed), "document", "documents", sum(not one.sure for one in listed))


def print_related(console: Console, listed: Sequence[RelatedReport]) -> None:
    """Print reports of one event, two lines each."""
    for one in listed:
        day = day_in_words(one.published) if one.published else "no date"
        about = ", ".join(part for part in (one.publisher, day, one.sensitive) if part)
        _line(console, 0, f"{one.title or 'without a title'} ({about})", "bold")
        ids = " · ".join(map(short_id, one.incidents)) or "no attack was read in it"
        _line(console, 2, f"{ids} · {short_id(one.document)}", "dim")
    _print_end(console, len(listed), "report", "reports", 0)


def print_rejections(console: Console, listed: Sequence[Rejection]) -> None:
    """Print inputs that gave nothing, and why."""
    for one in listed:
        console.print(text(one.source, "bold"))
        _line(console, 2, f"{one.stage}: {one.code}: {one.detail}")
    _print_end(console, len(listed), "rejection", "rejections", 0)


def print_actors(console: Console, listed: Sequence[NamedActor], *, unknown: bool) -> None:
    """Print whom a book names, with how many claims name each in which role."""
    for one in listed:
        roles = [
            f"{number} as {role}"
            for role, number in (
                ("attacker", one.attacker),
                ("target", one.target),
                ("voice", one.voice),
            )
            if number
        ]
        who = one.actor or "not in the tables"
        console.print(text(one.names[0], "bold"))
        also = [f"also {', '.join(one.names[1:4])}"] if len(one.names) > 1 else []
        _line(console, 2, " · ".join([who, ", ".join(roles), *also]), "dim")
    _print_end(console, len(listed), "unknown actor" if unknown else "actor", "actors", 0)
    if any(not one.known for one in listed):
        hint = "Map a name with: tallybook --knowledge FILE actors map NAME ACTOR"
        console.print(text(hint, "dim"))


def short_id(identifier: str) -> str:
    """Return the beginning of an id, long enough to be written instead of it."""
    kind, _, digest = identifier.partition("1_")
    return f"{kind}1_{digest[:8]}"


def _line(console: Console, columns: int, words: str, style: str = "") -> None:
    console.print(indented(text(words, style), columns))


def _number(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else f'{one}s'}"


def _may(sure: bool) -> str:
    return "" if sure else "possibly: "


def _print_end(console: Console, number: int, one: str, many: str, possible: int) -> None:
    if not number:
        console.print(text(f"no {many}"))
        return
    may = f", {possible} of them only possibly within the filters" if possible else ""
    console.print()
    console.print(text(f"{number} {one if number == 1 else many}{may}", "dim"))
