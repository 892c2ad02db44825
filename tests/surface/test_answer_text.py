"""An answer on the terminal is no longer than a person reads, and says what it means."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console
from typer.testing import CliRunner

from tallybook.core.tallies import Contradiction
from tallybook.surface.terminal.answer_text import print_contradictions
from tallybook.surface.terminal.main import app
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


def test_an_attack_that_a_figure_counts_is_one_of_it(tmp_path: Path) -> None:
    report = (
        "Posts under attack\n\nYOLA, Nigeria, 20 June 2025 - Army posts in Adamawa have been "
        "attacked nine times since 1 June, the army said. On Sunday a roadside bomb wounded four "
        "soldiers near Mubi, it said.\n"
    )
    (tmp_path / "posts.txt").write_text(report, encoding="utf-8")
    book = ("--book", str(tmp_path / "a.db"))
    assert CliRunner().invoke(app, [*book, "add", str(tmp_path / "posts.txt")]).exit_code == 0
    said = " ".join(CliRunner().invoke(app, [*book, "tally"]).stdout.split())
    assert "9, of which one in Mubi" in said
