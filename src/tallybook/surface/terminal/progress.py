"""How far a long command has got: a bar on the terminal, once it takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE_SECONDS = 1.0
"""What takes less needs no bar."""

REFRESH_SECONDS = 0.1
"""Between two looks at the bar: more often, and drawing would cost more than what it shows."""


class Shown(Protocol):
    """What a command says how far it has got with."""

    def __call__(self, done: int, total: int | None, *, words: str | None = None) -> None: ...


class Bar:
    """A bar that appears late; `words` say what becomes of what it counts, until others do."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._due = monotonic() + PATIENCE_SECONDS
        self._bar: Progress | None = None

    def show(self, done: int, total: int | None, *, words: str | None = None) -> None:
        """Say how far it has got; a `total` of None is not known."""
        if monotonic() < self._due or not sys.stderr.isatty():
            return
        self._due = monotonic() + REFRESH_SECONDS
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
            self._bar.add_task(self._words)
        task = self._bar.task_ids[0]
        if words is not None and words != self._words:
            self._words = words
            self._bar.reset(task, description=words)
        self._bar.update(task, completed=done, total=total)

    def close(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second, once that is known."""

        def render(self, task: Task) -> Text:
            return Text("" if task.speed is None else f"{task.speed:.1f} a second")

    return Progress(
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    )


@contextmanager
def progress_bar(words: str) -> Iterator[Shown]:
    """Lend what a command says how far it has got with."""
    bar = Bar(words)
    try:
        yield bar.show
    finally:
        bar.close()
