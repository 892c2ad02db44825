"""`tallybook tally`, `show`, `diff` and `explain`: the answer, the same one later, why another
differs from it, and every sentence behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import asdict

from tallybook.surface.terminal.filters import By, filter_words, with_filters
from tallybook.surface.terminal.printing import console, print_json, say
from tallybook.surface.terminal.state import State, opened, state_of
from tallybook.workflow.asking.questions import Filters

if TYPE_CHECKING:
    from rich.console import Console

    from tallybook.core.questions import Question
    from tallybook.store.protocol import Store
    from tallybook.tally import RulesBeside
    from tallybook.workflow.asking.ask import Asked
    from tallybook.workflow.asking.helping import Helping
    from tallybook.workflow.asking.sensitivity import Sensitivity

BEHIND = 100
"""Incidents and figures that are read whole for an answer, which shows eight of each, names three
voices and counts the others; `explain` reads all."""


@with_filters
def tally(
    context: typer.Context,
    *,
    filters: Filters,
    by: By = None,
    rules: Annotated[
        bool,
        typer.Option(
            "--rules", help="Beside the bounds: lowest, highest, most common, mean and other rules."
        ),
    ] = False,
    priority: Annotated[
        str | None,
        typer.Option(
            metavar="OUTLET,…", help="A rule as well: the first of these outlets that reports."
        ),
    ] = None,
    sensitivity: Annotated[
        bool,
        typer.Option(
            "--sensitivity", help="Beside the bounds: the same linked otherwise; what widens them."
        ),
    ] = False,
    what_would_help: Annotated[
        bool,
        typer.Option(
            "--what-would-help", help="Which judgement or fact would narrow the bounds most."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the tally as JSON.")] = False,
) -> None:
    """Say how many attacks the reports in the book speak of, at least and at most, and who says so.

    Dates are inclusive. Three standards of evidence each have their own bounds.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.asking.ask import ask, rules_from
    from tallybook.workflow.asking.questions import read_outlets, read_question

    question = read_question(filters, load_knowledge(), by=by or ())
    outlets = read_outlets(priority)
    compared = rules or bool(outlets)
    with opened(context) as store:
        asked = ask(store, question, whole=compared, behind=0 if json else BEHIND)
        # Of what no report speaks, nothing can be doubted.
        doubted = not asked.tally.silent
        beside = Beside(
            rules=rules_from(asked, outlets) if compared else None,
            **_doubts(
                store,
                question,
                sensitivity=sensitivity and doubted,
                helping=what_would_help and doubted,
            ),
        )
    _print(state_of(context), asked, beside, json=json)


def _doubts(
    store: Store, question: Question, *, sensitivity: bool, helping: bool
) -> dict[str, Any]:
    """Return what a question depends on and what would help, where that is asked for."""
    if not sensitivity and not helping:
        return {}
    from tallybook.workflow.asking.helping import what_would_help
    from tallybook.workflow.asking.otherwise import Otherwise
    from tallybook.workflow.asking.sensitivity import sensitivity_of

    with store.view() as view:
        otherwise = Otherwise(view, question)

    def heard(words: str) -> None:
        say(f"trying: {words}")

    return {
        "sensitivity": sensitivity_of(otherwise, heard) if sensitivity else None,
        "what_would_help": what_would_help(otherwise, heard) if helping else None,
    }


def show(
    context: typer.Context,
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a tally, or its beginning.")
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the tally as JSON.")] = False,
) -> None:
    """Show an answer that was given before, as it was given, from the book as it was then."""
    from tallybook.workflow.asking.ask import recall

    with opened(context) as store:
        asked = recall(store, identifier)
    _print(state_of(context), asked, json=json)


def diff(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ID", help="The id of a tally, or its beginning.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The id of another tally.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
) -> None:
    """Say why one answer differs from another, with the bounds of both.

    The answer from the older book comes first, whichever way round they are given.
    """
    from tallybook.workflow.asking.ask import recall
    from tallybook.workflow.asking.comparing import compare

    with opened(context) as store:
        answers = [recall(store, identifier) for identifier in (one, other)]
    for warning in dict.fromkeys(w for answer in answers for w in answer.warnings):
        say(f"tallybook: {warning}")
    before, after = sorted(answers, key=lambda answer: answer.tally.book_version)
    comparison = compare(before, after)
    if json:
        print_json(comparison)
        return
    from tallybook.surface.terminal.comparison_text import print_comparison

    print_comparison(console(), comparison)


class Beside(Struct, frozen=True, kw_only=True):
    """What is shown beside an answer where it is asked for."""

    rules: RulesBeside | None = None
    sensitivity: Sensitivity | None = None
    what_would_help: Helping | None = None


ALONE = Beside()


def _print(state: State, asked: Asked, beside: Beside = ALONE, *, json: bool) -> None:
    from tallybook.workflow.asking.questions import filters_of
    from tallybook.workflow.telling.answering import view_answer
    from tallybook.workflow.telling.wire import tally_json

    for warning in asked.warnings:
        say(f"tallybook: {warning}")
    if json:
        print_json(tally_json(asked.tally, **asdict(beside)))
        return
    from tallybook.surface.terminal.answer_text import FIGURES_SHOWN, print_answer

    question = asked.tally.question
    words = filter_words(filters_of(question))
    following = [(state.command("incidents", *words), "the attacks identified one by one")]
    if asked.kept:
        explain_it = state.command("explain", asked.tally.id)
        following.insert(0, (explain_it, "every sentence behind this answer"))
    if question.by is None:
        following.append((state.command("tally", *words, "--by", "place"), "the same by place"))
    terminal = console()
    view = view_answer(asked.tally, asked.contents, most=FIGURES_SHOWN)
    print_answer(terminal, view, following, lambda: _print_beside(terminal, beside, state))


def _print_beside(terminal: Console, beside: Beside, state: State) -> None:
    from tallybook.surface.terminal.rules_text import print_rules
    from tallybook.surface.terminal.sensitivity_text import print_helping, print_sensitivity

    if beside.rules is not None:
        print_rules(terminal, beside.rules)
    if beside.sensitivity is not None:
        print_sensitivity(terminal, beside.sensitivity)
    if beside.what_would_help is not None:
        print_helping(terminal, beside.what_would_help, state)


def explain(
    context: typer.Context,
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of a tally, incident, claim or document, or its beginning."
        ),
    ],
    *,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="Of an incident: the weights by which its claims belong together."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
) -> None:
    """Show every sentence behind a tally, an incident, a claim or a document."""
    if why:
        _explain_why(context, identifier, json=json)
        return
    from tallybook.workflow.asking.explaining import explain as explain_id

    with opened(context) as store:
        explanation = explain_id(store, identifier)
    if json:
        print_json(explanation)
        return
    from tallybook.surface.terminal.explanation_text import print_explanation

    print_explanation(console(), explanation)


def _explain_why(context: typer.Context, identifier: str, *, json: bool) -> None:
    from tallybook.workflow.asking.why import explain_why

    with opened(context) as store:
        found = explain_why(store, identifier)
    if json:
        print_json(found)
        return
    from tallybook.surface.terminal.why_text import print_why

    print_why(console(), found)
