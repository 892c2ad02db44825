"""A written answer as a DOCX file with real footnotes (ECMA-376, Office Open XML, part 1).

python-docx makes the document; it knows no footnotes, so their part is written here (§17.11).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tallybook.errors import MissingExtraError
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

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_NOTE_STYLE, _MARK_STYLE, _CODE_STYLE = "footnote text", "footnote reference", "Tallybook code"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The lines above the notes of a page, which the part holds as notes of its own (§17.18.33)."""
_FONT, _CODE_FONT = "Georgia", "DejaVu Sans Mono"


def to_docx(brief: Brief) -> bytes:
    """Return a brief as a DOCX file; raise MissingExtraError without python-docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError(
            "DOCX is written by python-docx, which is not installed: pip install "
            "'tallybook[docx]', or choose --format markdown or html"
        ) from error
    document = docx.Document()
    _prepare(document, brief)
    document.add_heading(brief.title, level=1)
    page = _Page(document)
    for section in brief.sections:
        if section.heading:
            document.add_heading(section.heading, level=2)
        for block in section.blocks:
            page.add(block)
    if brief.footnotes:
        _add_footnotes(document, brief.footnotes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Document, brief: Brief) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    written = datetime.fromisoformat(brief.written_on)
    about = document.core_properties
    about.title, about.author, about.comments = brief.title, "Tallybook", brief.answer
    about.created = about.modified = written
    styles = document.styles
    styles["Normal"].font.name = _FONT
    note: Any = styles.add_style(_NOTE_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.base_style, note.font.size = styles["Normal"], Pt(9)
    mark: Any = styles.add_style(_MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    code: Any = styles.add_style(_CODE_STYLE, WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = _CODE_FONT, Pt(8.5)


class _Page:
    """The body of a document that grows; `marked` are the notes that have their mark."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marked: set[int] = set()

    def add(self, block: Block) -> None:
        """Add a block at the end."""
        if isinstance(block, Paragraph):
            self._write(self._document.add_paragraph(), block.line)
        elif isinstance(block, Items):
            for line in block.lines:
                self._write(self._document.add_paragraph(style="List Bullet"), line)
        else:
            table = self._document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
            for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
                cell.paragraphs[0].add_run(column).bold = True
            for row in block.rows:
                for cell, line in zip(table.add_row().cells, row, strict=True):
                    self._write(cell.paragraphs[0], line)
            self._document.add_paragraph()

    def _write(self, paragraph: WordParagraph, line: Line) -> None:
        for part in line:
            if isinstance(part, Words):
                _add_words(paragraph, part)
            else:
                self._mark(paragraph, part)

    def _mark(self, paragraph: WordParagraph, marks: Marks) -> None:
        for place, number in enumerate(marks.numbers):
            if place:
                paragraph.add_run(", ", style=_MARK_STYLE)
            if number in self._marked:
                _add_reference_again(paragraph, number)
            else:
                self._marked.add(number)
                _add_reference(paragraph, number)


def _add_words(paragraph: WordParagraph, part: Words) -> None:
    run = paragraph.add_run(part.text, style=_CODE_STYLE if part.look == "code" else None)
    run.bold = True if part.look == "strong" else None


def _add_reference(paragraph: WordParagraph, number: int) -> None:
    """Add the mark of a footnote, named so that it can be referred to again."""
    paragraph._p.append(
        _element("w:bookmarkStart", {"w:id": str(number), "w:name": _bookmark(number)})
    )
    run = paragraph.add_run(style=_MARK_STYLE)
    run._r.append(_element("w:footnoteReference", {"w:id": str(number)}))
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def _add_reference_again(paragraph: WordParagraph, number: int) -> None:
    """Add a field that repeats the mark of an earlier footnote (§17.16.5.38, NOTEREF)."""
    field = _element("w:fldSimple", {"w:instr": f"NOTEREF {_bookmark(number)} \\h"})
    field.append(paragraph.add_run(str(number), style=_MARK_STYLE)._r)
    paragraph._p.append(field)


def _bookmark(number: int) -> str:
    return f"note{number}"


def _add_footnotes(document: Document, notes: Iterable[Footnote]) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    root = _element("w:footnotes")
    for number, kind in _SEPARATORS:
        note = _element("w:footnote", {"w:type": kind, "w:id": str(number)})
        note.append(_element("w:p", (), _element("w:r", (), _element(f"w:{kind}"))))
        root.append(note)
    for footnote in notes:
        note = _element("w:footnote", {"w:id": str(footnote.number)})
        note.append(_note_paragraph(document, footnote))
        root.append(note)
    part = XmlPart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note_paragraph(document: Document, note: Footnote) -> Any:
    """Return the paragraph of a footnote, made in the document's body and taken out of it."""
    paragraph = document.add_paragraph(style=_NOTE_STYLE)
    paragraph.add_run(style=_MARK_STYLE)._r.append(_element("w:footnoteRef"))
    source = f"{note.place}{f' <{note.url}>' if note.url else ''}"
    paragraph.add_run(f" {note.voice}: {note.quotation} {source}. SHA-256 of the capture: ")
    paragraph.add_run(note.capture, style=_CODE_STYLE)
    paragraph.add_run(".")
    made: Any = paragraph._p
    made.getparent().remove(made)
    return made


def _element(name: str, attributes: Any = (), *children: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in dict(attributes).items():
        made.set(qn(key), value)
    made.extend(children)
    return made
