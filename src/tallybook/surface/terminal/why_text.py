"""`tallybook explain INCIDENT --why` on the terminal: the weights of each pair."""

from __future__ import annotations

from rich.console import Console

from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.tables import QUOTE_LENGTH, short_id
from tallybook.workflow.asking.why import PairView, Why
from tallybook.workflow.telling.words import quoted


def print_why(console: Console, why: Why) -> None:
    """Print an incident's claims, and for each pair every reason with its weight."""
    console.print(text(why.words, "bold"))
    _line(console, 0, why.id, "dim")
    numbers = {c.id: str(number) for number, c in enumerate((*why.claims, *why.others), start=1)}
    for view in (*why.claims, *why.others):
        elsewhere = "" if view in why.claims else ", of an incident that may be the same"
        words = quoted(view.sentence.words, QUOTE_LENGTH)
        _line(console, 2, f"[{numbers[view.id]}] {words} ({view.document.words}){elsewhere}")
        _line(console, 6, " · ".join(filter(None, (short_id(view.id), view.sensitive))), "dim")
    console.print()
    _line(
        console,
        0,
        f"Weights are in log odds. A sum of {why.same_from:+.1f} or more is the same attack, of "
        f"{why.different_up_to:+.1f} or less another; between them nobody can tell.",
    )
    for pair in why.pairs:
        _print_pair(console, pair, numbers)
    if why.uncompared:
        one = why.uncompared == 1
        pairs = "1 pair of its claims was" if one else f"{why.uncompared} pairs of its claims were"
        console.print()
        _line(console, 0, f"{pairs} not compared: others hold them together.")


def _print_pair(console: Console, pair: PairView, numbers: dict[str, str]) -> None:
    console.print()
    ends = f"[{numbers[pair.first]}] and [{numbers[pair.second]}]"
    console.print(text(f"{ends}: {pair.verdict}, by {pair.judge} {pair.maker}", "bold"))
    for reason in pair.reasons:
        decides = reason.words == pair.decides
        weight = "decides" if decides or reason.weight is None else f"{reason.weight:+7.2f}"
        _line(console, 2, f"{weight}  {reason.words}")
    if pair.sum is not None:
        _line(console, 2, f"{pair.sum:+7.2f}  in all", "dim" if pair.decides else "")


def _line(console: Console, columns: int, words: str, style: str = "") -> None:
    console.print(indented(text(words, style), columns))
