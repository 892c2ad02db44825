"""A written answer as Markdown: CommonMark with the tables and footnotes of GitHub and Pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallybook.publish.brief.document import (
    Block,
    Brief,
    Footnote,
    Items,
    Line,
    Marks,
    Paragraph,
    Words,
)

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$^])")
"""What begins markup within a line in CommonMark 0.31, GitHub's tables or Pandoc's extensions."""
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)]\s)|(?=[-+=#:]))")
"""What begins a block at the start of a line: a list, a rule, a heading, a definition."""


def to_markdown(brief: Brief) -> bytes:
    """Return a brief in Markdown, encoded as UTF-8."""
    parts = [f"# {_escaped(brief.title)}"]
    for section in brief.sections:
        parts += [f"## {_escaped(section.heading)}"] if section.heading else []
        parts += [_block(block) for block in section.blocks]
    parts += [_footnote(note) for note in brief.footnotes]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block.line)
    if isinstance(block, Items):
        return "\n".join(f"- {_line(line)}" for line in block.lines)
    head = [_row(_escaped(column) for column in block.columns), _row("---" for _ in block.columns)]
    return "\n".join([*head, *(_row(_line(cell) for cell in row) for row in block.rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    return _LINE_START.sub(r"\1\\", "".join(_inline(part) for part in line))


def _inline(part: Words | Marks) -> str:
    if isinstance(part, Marks):
        return "".join(f"[^{number}]" for number in part.numbers)
    if part.look == "code":
        return f"`{part.text}`"
    words = _escaped(part.text)
    return f"**{words}**" if part.look == "strong" else words


def _footnote(note: Footnote) -> str:
    said = " ".join(_escaped(words) for words in (f"{note.voice}:", note.quotation, note.place))
    link = f" <{note.url}>" if note.url else ""
    return f"[^{note.number}]: {said}.{link} SHA-256 of the capture: `{note.capture}`."


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
