"""The one place that writes to the terminal.

What reports and file names hold is not trusted: control characters could move the cursor or
rename the window, so none reaches a terminal.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tallybook.core.plain_text import plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.text import Text

WIDEST = 110
"""Columns: longer lines are hard to read even where the window is wider."""


def say(message: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"{plain(message)}\n")
    sys.stderr.flush()


def print_json(value: Any) -> None:
    """Write one object or array to standard output, and nothing else."""
    from tallybook.workflow.telling.wire import to_json

    sys.stdout.write(f"{to_json(value)}\n")


def console() -> Console:
    """Return the console of standard output: colour on a terminal only, 80 columns in a pipe."""
    from rich.console import Console

    class Piped(Console):
        """Lets the command line end a closed pipe (`| head`): rich itself ends it with 1."""

        def on_broken_pipe(self) -> None:
            raise  # the BrokenPipeError that rich is handling

    found = Piped(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if found.width > WIDEST:
        found.width = WIDEST
    return found


def text(words: str, style: str = "") -> Text:
    """Return words as rich text without control characters."""
    from rich.text import Text

    return Text(plain(words), style=style)


def indented(shown: RenderableType, columns: int) -> Padding:
    """Return something set in from the left, the lines that it is wrapped onto as well."""
    from rich.padding import Padding

    return Padding(shown, (0, 0, 0, columns), expand=False)
