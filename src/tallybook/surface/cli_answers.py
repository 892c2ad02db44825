"""`tallybook tally` and `tallybook explain`: the answer, and every sentence behind it."""

from __future__ import annotations

from typing import Annotated

import typer

from tallybook.surface.cli_filters import filter_words, with_filters
from tallybook.surface.cli_printing import console, print_json, say
from tallybook.surface.cli_state import opened, state_of
from tallybook.workflow.questions import Filters


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
    from tallybook.workflow.answering import view_answer
    from tallybook.workflow.asking import ask, rules_from
    from tallybook.workflow.questions import read_outlets, read_question
    from tallybook.workflow.wire import tally_json

    question = read_question(filters, load_knowledge(), by=by)
    outlets = read_outlets(priority)
    compared = rules or bool(outlets)
    with opened(context) as store:
        asked = ask(store, question, whole=compared)
    beside = rules_from(asked, outlets) if compared else None
    for warning in asked.warnings:
        say(f"tallybook: {warning}")
    if json:
        print_json(tally_json(asked.tally, beside))
        return
    from tallybook.surface.cli_answer_text import print_answer

    state, words = state_of(context), filter_words(filters)
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
    json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
) -> None:
    """Show every sentence behind a tally, an incident, a claim or a document."""
    from tallybook.workflow.explaining import explain as explain_id

    with opened(context) as store:
        explanation = explain_id(store, identifier)
    if json:
        print_json(explanation)
        return
    from tallybook.surface.cli_explanation_text import print_explanation

    print_explanation(console(), explanation)
