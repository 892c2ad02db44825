"""What people judged, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.tables import QUOTE_LENGTH, short_id
from tallybook.workflow.judging.judge import Judged
from tallybook.workflow.judging.standing import JudgementView
from tallybook.workflow.telling.words import listed, quoted

PAIRS_SHOWN = 3
"""Pairs of one judgement that are named; a merge or a split may judge hundreds."""
VERDICT_WORDS = {"same": "one attack", "different": "two attacks", "unsure": "one attack or two"}


def print_judged(console: Console, judged: Judged, undoing: str) -> None:
    """Print a judgement and what it did; `undoing` is the command that takes it back."""
    _print_judgement(console, judged.judgement)
    for view in judged.claims[: 2 * PAIRS_SHOWN]:
        words = f"{short_id(view.id)}: {quoted(view.sentence.words, QUOTE_LENGTH)}"
        _line(console, 2, f"{words} ({view.document.words})", "italic")
    if judged.overrules:
        count = "counts" if len(judged.overrules) == 1 else "count"
        _line(console, 2, f"contradicts {_ids(judged.overrules)}, which no longer {count}")
    before, after = len(judged.before), len(judged.after)
    _line(console, 2, f"{_incidents(before)} before, {_incidents(after)} now:")
    for incident in judged.after:
        unsure = [other for other in incident.unsure if other in {i.id for i in judged.after}]
        may = f"; may be the same attack as {_ids(unsure)}" if unsure else ""
        _line(console, 4, f"{short_id(incident.id)}: {incident.words}{may}")
    _line(console, 2, f"to take it back: {undoing}", "dim")


def print_judgements(console: Console, judgements: Sequence[JudgementView]) -> None:
    """Print what people judged, in the order in which they did."""
    for one in judgements:
        _print_judgement(console, one)
    number = len(judgements)
    words = f"{number} judgement{'' if number == 1 else 's'}" if number else "no judgements"
    console.print(text(words, "dim"))


def _print_judgement(console: Console, one: JudgementView) -> None:
    console.print(text(f"{short_id(one.id)}: {_words(one)}", "bold"))
    for verdict in one.verdicts[:PAIRS_SHOWN]:
        pair = f"{short_id(verdict.first)} and {short_id(verdict.second)}"
        _line(console, 2, f"{pair}: {VERDICT_WORDS[verdict.verdict]}")
    if len(one.verdicts) > PAIRS_SHOWN:
        _line(console, 2, f"… and {len(one.verdicts) - PAIRS_SHOWN} more pairs", "dim")
    if one.because:
        _line(console, 2, f"because: {one.because}")
    said: str = one.state
    if one.undone_by is not None:
        said += f" by {short_id(one.undone_by)}"
    if one.overruled_by:
        said += f": {_ids(one.overruled_by)} said otherwise later"
    if one.state == "without effect":
        said += ": its claims are no longer in the book, or speak of one attack"
    _line(console, 2, f"{one.by}, {one.made_at} · {said}", "dim")


def _words(one: JudgementView) -> str:
    if one.undoes is not None:
        return f"undoes {short_id(one.undoes)}"
    verdicts = list(dict.fromkeys(VERDICT_WORDS[verdict.verdict] for verdict in one.verdicts))
    return f"{one.kind}, {listed(verdicts)}"


def _ids(identifiers: Sequence[str]) -> str:
    return listed([short_id(identifier) for identifier in identifiers])


def _incidents(number: int) -> str:
    return f"{number} incident{'' if number == 1 else 's'}"


def _line(console: Console, columns: int, words: str, style: str = "") -> None:
    console.print(indented(text(words, style), columns))
