"""What people judge: `tallybook judge`, `merge`, `split`, `undo` and `judgements`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.errors import UsageError
from tallybook.surface.terminal.printing import console, print_json
from tallybook.surface.terminal.state import opened, state_of

if TYPE_CHECKING:
    from tallybook.core.judgements import PairVerdict
    from tallybook.workflow.judging.authors import Author
    from tallybook.workflow.judging.judge import Judged

Because = Annotated[
    str | None, typer.Option("--because", metavar="WORDS", help="The reason, which is kept.")
]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who judges (your login name).")
]
Json = Annotated[bool, typer.Option("--json", help="Print what was judged and done as JSON.")]


def judge(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    other: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of another claim.")],
    *,
    same: Annotated[bool, typer.Option("--same", help="They speak of one attack.")] = False,
    different: Annotated[
        bool, typer.Option("--different", help="They speak of two attacks.")
    ] = False,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="They may speak of one attack or of two.")
    ] = False,
    because: Because = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Judge whether two claims speak of one attack.

    A person's judgement beats what the program finds, and a later one an earlier one.
    """
    from tallybook.workflow.judging.judge import judge as judge_claims

    flags: dict[PairVerdict, bool] = {"same": same, "different": different, "unsure": unsure}
    chosen = [verdict for verdict, said in flags.items() if said]
    if len(chosen) != 1:
        raise UsageError("say one of --same, --different and --unsure")
    author = author_of(because, by)
    with opened(context) as store:
        judged = judge_claims(store, (one, other), chosen[0], author)
    _show(context, judged, json=json)


def merge(
    context: typer.Context,
    incidents: Annotated[
        list[str],
        typer.Argument(metavar="INCIDENT INCIDENT…", help="The ids of incidents."),
    ],
    *,
    because: Because = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Judge that incidents are one attack."""
    from tallybook.workflow.judging.judge import merge as merge_incidents

    author = author_of(because, by)
    with opened(context) as store:
        judged = merge_incidents(store, incidents, author)
    _show(context, judged, json=json)


def split(
    context: typer.Context,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident.")],
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM…", help="Ids of some of its claims.")
    ],
    *,
    because: Because = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Judge that claims of an incident speak of another attack than the rest of it does."""
    from tallybook.workflow.judging.judge import split as split_incident

    author = author_of(because, by)
    with opened(context) as store:
        judged = split_incident(store, incident, claims, author)
    _show(context, judged, json=json)


def undo(
    context: typer.Context,
    judgement: Annotated[
        str | None,
        typer.Argument(metavar="[JUDGEMENT]", help="The id of a judgement; else your last one."),
    ] = None,
    *,
    because: Because = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Take back a judgement: a named one, or else your last one.

    Both stay in the book, and an undo can itself be undone.
    """
    from tallybook.workflow.judging.judge import undo as undo_judgement

    with opened(context) as store:
        judged = undo_judgement(store, judgement, author_of(because, by))
    _show(context, judged, json=json)


def judgements(
    context: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List what people judged, when and why, and whether it holds."""
    from tallybook.workflow.judging.standing import read_judgements

    with opened(context) as store:
        found = read_judgements(store)
    if json:
        from tallybook.workflow.telling.wire import judgements_json

        print_json(judgements_json(found))
        return
    from tallybook.surface.terminal.judging_text import print_judgements

    print_judgements(console(), found)


def author_of(because: str | None, by: str | None) -> Author:
    """Return who acts and why, as the options say; without a name it is the login's."""
    from tallybook.workflow.judging.authors import Author

    return Author(by=(_login() if by is None else by).strip(), because=(because or "").strip())


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        # A process without an account, as in some containers.
        return ""


def _show(context: typer.Context, judged: Judged, *, json: bool) -> None:
    if json:
        from tallybook.workflow.telling.wire import judged_json

        print_json(judged_json(judged))
        return
    from tallybook.surface.terminal.judging_text import print_judged

    print_judged(console(), judged, state_of(context).command("undo", judged.judgement.id))
