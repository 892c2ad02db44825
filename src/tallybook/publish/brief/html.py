"""A written answer as a page that needs nothing else and prints well; and as a part of a page."""

from __future__ import annotations

from html import escape

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

STYLE = """
:root { color-scheme: light dark; }
body {
  margin: 2rem auto; max-width: 46rem; padding: 0 1rem;
  font: 1.05rem/1.55 Georgia, "Noto Serif", serif; overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 0.4rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.92rem; }
th, td { border-bottom: 1px solid #999; text-align: left; vertical-align: top; }
th, td { padding: 0.35rem 0.9rem 0.35rem 0; }
tr { break-inside: avoid; }
sup { line-height: 0; font-size: 0.75em; }
sup a { text-decoration: none; }
code { font: 0.85em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.footnotes { border-top: 1px solid #999; margin-top: 2.2rem; padding: 0.6rem 0 0 1.6rem; }
.footnotes li { font-size: 0.88rem; margin: 0.45rem 0; break-inside: avoid; }
@page { margin: 2cm; }
@media print {
  :root { color-scheme: light; }
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  a { color: inherit; }
}
"""

SAFE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page's own Content-Security-Policy: nothing runs in it and nothing is fetched."""


def to_html(brief: Brief) -> bytes:
    """Return a brief as a page of its own, encoded as UTF-8."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{SAFE}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(brief.title)}</h1>\n{html_body(brief)}\n</body>\n</html>\n"
    ).encode()


def html_body(brief: Brief) -> str:
    """Return the sections and footnotes of a brief, escaped, for a page that has the title."""
    marked: set[int] = set()
    parts: list[str] = []
    for section in brief.sections:
        parts += [f"<h2>{escape(section.heading)}</h2>"] if section.heading else []
        parts += [_block(block, marked) for block in section.blocks]
    if brief.footnotes:
        notes = "\n".join(_footnote(note) for note in brief.footnotes)
        parts.append(f'<ol class="footnotes">\n{notes}\n</ol>')
    return "\n".join(parts)


def _block(block: Block, marked: set[int]) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.line, marked)}</p>"
    if isinstance(block, Items):
        lines = "".join(f"<li>{_line(line, marked)}</li>\n" for line in block.lines)
        return f"<ul>\n{lines}</ul>"
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in block.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_line(cell, marked)}</td>' for cell in row)}</tr>\n"
        for row in block.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _line(line: Line, marked: set[int]) -> str:
    return "".join(_inline(part, marked) for part in line)


def _inline(part: Words | Marks, marked: set[int]) -> str:
    if isinstance(part, Marks):
        return f"<sup>{', '.join(_mark(number, marked) for number in part.numbers)}</sup>"
    words = escape(part.text)
    if part.look == "code":
        return f"<code>{words}</code>"
    return f"<strong>{words}</strong>" if part.look == "strong" else words


def _mark(number: int, marked: set[int]) -> str:
    """Return a mark; a note leads back to its first one."""
    own = "" if number in marked else f' id="mark-{number}"'
    marked.add(number)
    return f'<a href="#note-{number}"{own}>{number}</a>'


def _footnote(note: Footnote) -> str:
    place = escape(note.place)
    if note.url:
        place = f'<a href="{escape(note.url)}" rel="noreferrer nofollow">{place}</a>'
    return (
        f'<li id="note-{note.number}" value="{note.number}">{escape(note.voice)}: '
        f"{escape(note.quotation)} {place}. SHA-256 of the capture: "
        f'<code>{note.capture}</code>. <a href="#mark-{note.number}" aria-label="back">↩</a></li>'
    )
