"""An answer on the terminal is no longer than a person reads."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from tallybook.core.tallies import Contradiction
from tallybook.surface.terminal.answer_text import print_contradictions
from tallybook.workflow.telling.answering import ContradictionView


def printed(number: int, limit: int | None) -> list[str]:
    views = [
        ContradictionView(
            words=f"Contradiction {place}.",
            contradiction=Contradiction(
                standard="claimed", members=(f"c{place}",), words="", sides=()
            ),
            members=(),
            sides=(),
        )
        for place in range(number)
    ]
    console = Console(file=StringIO(), width=80)
    print_contradictions(console, views, limit=limit)
    assert isinstance(console.file, StringIO)
    return [line.strip() for line in console.file.getvalue().splitlines() if line.strip()]


def test_of_many_contradictions_the_first_are_shown() -> None:
    assert printed(10, 8)[1:] == [
        *(f"Contradiction {place}." for place in range(8)),
        "… and 2 more: see the explanation",
    ]


def test_few_are_shown_whole_and_so_are_all_where_no_limit_is_set() -> None:
    assert len(printed(8, 8)) == 9
    assert len(printed(10, None)) == 11
