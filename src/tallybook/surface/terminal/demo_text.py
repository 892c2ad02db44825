"""`tallybook demo`: the whole way of six reports, with the commands that a person would type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.surface.terminal.adding import outcome_line
from tallybook.surface.terminal.answer_text import print_answer, print_following
from tallybook.surface.terminal.explanation_text import print_tally
from tallybook.surface.terminal.filters import filter_words
from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.state import State
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.questions import Filters, read_question
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.book import open_for_adding
from tallybook.workflow.lookup.demonstrating import (
    ATTACK_FILTERS,
    WEEK_BY,
    WEEK_FILTERS,
    DemoReport,
    lay_out_reports,
)
from tallybook.workflow.telling.answering import AnswerView, view_answer

EXPLAINED = 1
"""Figures, and incidents, that the demonstration explains."""


def run_demo(console: Console, state: State) -> None:
    """Add the reports to the book of `state`, ask twice, explain once; raises BookError."""
    console.print(text(f"The demonstration's book is {state.book}.", "bold"))
    store = open_for_adding(state.book)
    try:
        _print_added(console, store, state)
        _command(console, state, "tally", *filter_words(ATTACK_FILTERS))
        console.print(text(_answer(store, ATTACK_FILTERS).headline))
        _command(console, state, "tally", *filter_words(WEEK_FILTERS), "--by", WEEK_BY)
        answer = _answer(store, WEEK_FILTERS, [WEEK_BY])
        print_answer(console, answer)
        _command(console, state, "explain", answer.id)
        print_tally(console, answer, limit=EXPLAINED)
    finally:
        store.close()
    print_following(
        console,
        [
            (state.command("explain", answer.id[:14]), "this explanation, from part of its id"),
            (state.command("incidents"), "the attacks identified one by one"),
            (state.command("claims", "--in", "Pakistan"), "who takes credit, and who denies"),
            (state.command("export", "incidents-csv", "-o", "incidents.csv"), "for a spreadsheet"),
            (state.command("serve"), "the same as pages in a browser"),
            ("tallybook add YOUR-REPORTS", "your own reports, into a book of their own"),
        ],
    )


def _reports_beside(book: str) -> Path:
    """Return the folder for the reports of the demonstration that has this book."""
    return Path(book).with_name(f"{Path(book).stem}-reports")


def _print_added(console: Console, store: Store, state: State) -> None:
    for source, report in lay_out_reports(_reports_beside(state.book)):
        console.print(text(f"$ {state.command(*_add_words(source, report))}"), soft_wrap=True)
        for added in add(store, [source], report.flags):
            console.print(indented(text(outcome_line(added)), 2))


def _add_words(source: str, report: DemoReport) -> list[str]:
    words = ["add", source]
    if report.published is not None:
        words += ["--published", report.published]
    if report.publisher is not None:
        words += ["--publisher", report.publisher]
    return words


def _answer(store: Store, filters: Filters, by: Sequence[str] = ()) -> AnswerView:
    asked = ask(store, read_question(filters, load_knowledge(), by=by))
    return view_answer(asked.tally, asked.contents)


def _command(console: Console, state: State, *words: str) -> None:
    console.print()
    console.print(text(f"$ {state.command(*words)}", "bold"), soft_wrap=True)
