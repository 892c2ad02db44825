"""`tallybook tally`, `show`, `diff` and `explain`: the answer, the same one later, why another
differs from it, and every sentence behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.surface.cli_filters import filter_words, with_filters
from tallybook.surface.cli_printing import console, print_json, say
from tallybook.surface.cli_state import State, opened, state_of
from tallybook.workflow.questions import Filters

if TYPE_CHECKING:
    from tallybook.tally import RulesBeside
    from tallybook.workflow.asking import Asked


@with_filters
def tally(
    context: typer.Context,
    *,
    filters: Filters,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT", help="Break down by place, day, week, month, weapon, attacker or voice."
        ),
    ] = None,
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
    json: Annotated[bool, typer.Option("--json", help="Print the tally as JSON.")] = False,
) -> None:
    """Say how many attacks the reports in the book speak of, at least and at most, and who says so.

    Dates are inclusive. Three standards of evidence each have their own bounds.
    """
    from tallybook.knowledge.loading import load_knowledge
    from tallybook.workflow.asking import ask, rules_from
    from tallybook.workflow.questions import read_outlets, read_question

    question = read_question(filters, load_knowledge(), by=by)
    outlets = read_outlets(priority)
    compared = rules or bool(outlets)
    with opened(context) as store:
        asked = ask(store, question, whole=compared)
    beside = rules_from(asked, outlets) if compared else None
    _print(state_of(context), asked, beside, json=json)


def show(
    context: typer.Context,
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a tally, or its beginning.")
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the tally as JSON.")] = False,
) -> None:
    """Show an answer that was given before, as it was given, from the book as it was then."""
    from tallybook.workflow.asking import recall

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
    from tallybook.workflow.asking import recall
    from tallybook.workflow.comparing import compare

    with opened(context) as store:
        answers = [recall(store, identifier) for identifier in (one, other)]
    for warning in dict.fromkeys(w for answer in answers for w in answer.warnings):
        say(f"tallybook: {warning}")
    before, after = sorted(answers, key=lambda answer: answer.tally.book_version)
    comparison = compare(before, after)
    if json:
        print_json(comparison)
        return
    from tallybook.surface.cli_comparison_text import print_comparison

    print_comparison(console(), comparison)


def _print(state: State, asked: Asked, beside: RulesBeside | None = None, *, json: bool) -> None:
    from tallybook.workflow.answering import view_answer
    from tallybook.workflow.questions import filters_of
    from tallybook.workflow.wire import tally_json

    for warning in asked.warnings:
        say(f"tallybook: {warning}")
    if json:
        print_json(tally_json(asked.tally, beside))
        return
    from tallybook.surface.cli_answer_text import print_answer

    question = asked.tally.question
    words = filter_words(filters_of(question))
    following = [
        (state.command("explain", asked.tally.id), "every sentence behind this answer"),
        (state.command("incidents", *words), "the attacks identified one by one"),
    ]
    if question.by is None:
        following.append((state.command("tally", *words, "--by", "place"), "the same by place"))
    print_answer(console(), view_answer(asked.tally, asked.contents), following, beside)


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
    from tallybook.workflow.explaining import explain as explain_id

    with opened(context) as store:
        explanation = explain_id(store, identifier)
    if json:
        print_json(explanation)
        return
    from tallybook.surface.cli_explanation_text import print_explanation

    print_explanation(console(), explanation)


def _explain_why(context: typer.Context, identifier: str, *, json: bool) -> None:
    from tallybook.workflow.why import explain_why

    with opened(context) as store:
        found = explain_why(store, identifier)
    if json:
        print_json(found)
        return
    from tallybook.surface.cli_why_text import print_why

    print_why(console(), found)
