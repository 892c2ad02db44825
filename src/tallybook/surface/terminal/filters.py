"""The filters that commands share, declared once so that they are the same everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from tallybook.workflow.asking.questions import Filters

_OPTIONS: dict[str, Any] = {
    "target": Annotated[str | None, typer.Option(metavar="T", help="Attacks on T.")],
    "attacker": Annotated[str | None, typer.Option(metavar="A", help="Attacks by A.")],
    "ties": Annotated[
        bool,
        typer.Option("--ties", help="Count as A's what those do whom the actor table ties to A."),
    ],
    "weapon": Annotated[str | None, typer.Option(metavar="W", help="Attacks with W.")],
    "event_type": Annotated[
        str | None, typer.Option("--type", metavar="E", help="Attacks of type E, as in bombing.")
    ],
    "places": Annotated[
        list[str] | None,
        typer.Option("--in", metavar="PLACE", help="Attacks in PLACE; repeat for alternatives."),
    ],
    "since": Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day on (2023-10-17).")
    ],
    "until": Annotated[
        str | None, typer.Option(metavar="DATE", help="Up to and with this day (2023-10-24).")
    ],
    "stages": Annotated[
        list[str] | None,
        typer.Option(
            "--stage",
            metavar="STAGE",
            help="done, attempted, foiled, intercepted or threatened; several by commas. "
            "A tally counts done and attempted unless told; a list shows all.",
        ),
    ],
}


Delay = Annotated[str, typer.Option(metavar="TIME", help="How long an event waits: 48h, 7d, or 0.")]
Coarsen = Annotated[
    str, typer.Option(metavar="TO", help="How exact a place may be: adm1, country, or none.")
]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="WHAT",
        help="Break down by place, day, week, month, weapon, attacker or voice; give two for a "
        "row for each pair.",
    ),
]
"""The breakdowns of an answer, as an option."""


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared filters as options; it receives them as `filters`."""

    @wraps(command)
    def filtered(*args: Any, **values: Any) -> None:
        said = {name: values.pop(name) for name in _OPTIONS}
        for name in ("places", "stages"):
            said[name] = tuple(said[name] or ())
        command(*args, filters=Filters(**said), **values)

    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.name != "filters"]
    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if name == "ties" else None,
            annotation=option,
        )
        for name, option in _OPTIONS.items()
    ]
    last = [p for p in own if p.kind is inspect.Parameter.KEYWORD_ONLY]
    first = [p for p in own if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    parameters = [*first, *shared, *last]
    filtered.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    filtered.__annotations__ = {p.name: p.annotation for p in parameters}
    del filtered.__dict__["__wrapped__"]  # Typer would read the command's own annotations.
    return filtered


def filter_words(filters: Filters) -> list[str]:
    """Return filters as words of a command line, for a command that a person can type next."""
    words: list[str] = []
    for name, option in (
        ("target", "--target"),
        ("attacker", "--attacker"),
        ("weapon", "--weapon"),
        ("event_type", "--type"),
        ("places", "--in"),
        ("since", "--since"),
        ("until", "--until"),
        ("stages", "--stage"),
    ):
        value = getattr(filters, name)
        for one in (value,) if isinstance(value, str) else value or ():
            words += [option, one]
    return [*words, "--ties"] if filters.ties else words


def breakdown_words(by: Sequence[str]) -> list[str]:
    """Return breakdowns as words of a command line."""
    return [word for one in by for word in ("--by", one)]
