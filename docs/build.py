"""Runs what the documentation shows, and writes what came out between the markers.

Nothing that the pages print is typed by hand. In README.md and docs/*.md a block is

    <!-- run: tallybook tally --in Mali -->      a command as a person types it
    <!-- show: document -->                      a function of this file, for what no command prints
    <!-- setup: tallybook add mali-1.txt -->     a command whose output is not shown

and, but for the last, ends with `<!-- end -->`. Each page starts in a folder of its own with the
demonstration's reports in it and no book; its blocks run in order. `{tally}` and `{incident}` are
the ids that were printed last, `| head -20` shows the first lines only.

    python docs/build.py            rewrite the pages
    python docs/build.py --check    say which pages differ from a fresh run; exit status 1 if any
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from shown import SHOWN

ROOT = Path(__file__).parents[1]
BOOK = "tallybook.db"
WIDTH = "80"
SHORT_ID = 10
"""Hexadecimal digits of an id in a command; the program takes the beginning of an id."""

_BLOCK = re.compile(
    r"<!-- (?P<kind>setup): (?P<what>.+?) -->"
    r"|<!-- (?P<shown>run|show): (?P<how>.+?) -->\n.*?<!-- end -->",
    re.DOTALL,
)
_HEAD = re.compile(r"\s*\| head -(\d+)$")
_PLACEHOLDER = re.compile(r"\{(tally|incident|claim|document)\}")
_ANY_ID = re.compile(r"\b(tally|incident|claim|document|judgement)1_[0-9a-f]{6,32}\b")


class Session:
    """One page's folder, and the ids that its commands printed."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def run(self, line: str) -> tuple[str, str]:
        """Return the command as typed, and what it printed on the terminal."""
        from typer.testing import CliRunner

        from tallybook.surface.terminal.main import app

        line = _PLACEHOLDER.sub(lambda found: self._id(found[1], line), line)
        limit = _HEAD.search(line)
        command = line if limit is None else line[: limit.start()]
        program, *words = shlex.split(command)
        if program != "tallybook":
            raise SystemExit(f"only tallybook is run, not {program!r}: {line}")
        result = CliRunner().invoke(app, words)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        for found in _ANY_ID.finditer(result.output):
            self.ids[found[1]] = found[0]
        shown = [text.rstrip() for text in result.output.rstrip().splitlines()]
        if limit is not None:
            shown = shown[: int(limit[1])]
        return line, "\n".join(shown)

    def _id(self, kind: str, line: str) -> str:
        if kind not in self.ids:
            raise SystemExit(f"no {kind} was printed before: {line}")
        name, _, digest = self.ids[kind].partition("1_")
        return f"{name}1_{digest[:SHORT_ID]}"


def main() -> int:
    """Rewrite or check every page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    given = parser.parse_args()
    differing = []
    for path in pages():
        old = path.read_text(encoding="utf-8")
        new = built(old)
        if plain(new) == plain(old):
            continue
        differing.append(path)
        if not given.check:
            path.write_text(new, encoding="utf-8")
    for path in differing:
        said = "differs from a fresh run; run `make docs`" if given.check else "rewritten"
        print(f"{path.relative_to(ROOT)}: {said}")
    return 1 if given.check and differing else 0


def pages() -> list[Path]:
    """Return the pages that may hold blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def built(page: str) -> str:
    """Return a page with every block run again."""
    if not _BLOCK.search(page):
        return page
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="tallybook-docs-") as folder:
        _lay_out(Path(folder))
        os.chdir(folder)
        try:
            session = Session()
            return _BLOCK.sub(lambda found: _filled(found, session), page)
        finally:
            os.chdir(before)


def plain(page: str) -> str:
    """Return a page without the digests of its ids, for comparison."""
    return _ANY_ID.sub(r"\g<1>1_", page)


def _lay_out(folder: Path) -> None:
    from tallybook.workflow.lookup.demonstrating import demo_reports

    os.environ.update({"COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"})
    os.environ.pop("TALLYBOOK_BOOK", None)
    with demo_reports() as reports:
        for path, _ in reports:
            shutil.copyfile(path, folder / path.name)


def _filled(found: re.Match[str], session: Session) -> str:
    if found["kind"] == "setup":
        session.run(found["what"])
        return found[0]
    kind, how = found["shown"], found["how"]
    if kind == "run":
        command, output = session.run(how)
        text = f"```console\n$ {command}\n{output}\n```"
    else:
        name, *arguments = shlex.split(how)
        show: Callable[..., str] = SHOWN[name]
        text = show(BOOK, *arguments)
    return f"<!-- {kind}: {how} -->\n{text}\n<!-- end -->"


if __name__ == "__main__":
    sys.exit(main())
