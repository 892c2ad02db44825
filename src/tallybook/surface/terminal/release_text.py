"""Releases on the terminal: what they hold, and the hashes by which they are known."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from tallybook.core.releases import Release
from tallybook.surface.terminal.answer_text import print_following
from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.state import State
from tallybook.workflow.keeping.releasing import Released
from tallybook.workflow.telling.words import listed

HOLDS = {
    "quoted": "the sentences that claims rest on, with the names and places in them, without the "
    "rest of the reports, their bytes, folders and who judged",
    "everything": "whole reports with their bytes, paths, addresses and who judged",
}


def print_released(console: Console, made: Released, state: State) -> None:
    """Print a release that was made, and how to look into it."""
    console.print(text(f"{made.release.name}: {made.file}", "bold"))
    _print_manifest(console, made.release)
    _line(console, f"SHA-256 of the file: {made.sha256}")
    print_following(console, [(state.command("tally"), "asks the release; it is never written to")])


def print_releases(console: Console, found: Sequence[Release]) -> None:
    """Print the manifests of releases."""
    for release in found:
        console.print(text(release.name, "bold"))
        _print_manifest(console, release)
    if not found:
        console.print(text("no releases"))


def _print_manifest(console: Console, release: Release) -> None:
    counts = [_counted(d.records, d.kind.replace("_", " ")) for d in release.digests if d.records]
    made = f"{release.released_at}, from version {release.book_version} of the book"
    _line(console, f"{made}, by Tallybook {release.made_with}")
    _line(console, f"holds {HOLDS[release.holds]}: {listed(counts)}")
    _line(console, f"content: {release.content}")


def _counted(number: int, kinds: str) -> str:
    """Return "2 tallies", or "1 tally"."""
    if number == 1:
        for ending, singular in (("ies", "y"), ("ches", "ch"), ("s", "")):
            if kinds.endswith(ending):
                return f"1 {kinds.removesuffix(ending)}{singular}"
    return f"{number:,} {kinds}"


def _line(console: Console, words: str) -> None:
    console.print(indented(text(words), 2), soft_wrap=False)
