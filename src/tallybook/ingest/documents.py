"""The readers of PDF and DOCX, each parsed in a process of its own within limits."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.ingest.building import LeftOut, Stated, build_document
from tallybook.ingest.captures import Capture, Outcome, missing_extra, read_each
from tallybook.ingest.confinement import Extracted, extract_confined
from tallybook.ingest.head import drop_printed, read_matter
from tallybook.ingest.markup import clean_all
from tallybook.ingest.sniff import DOCX, PDF

_PDF_MAKER = Maker("pdf", "1")
_DOCX_MAKER = Maker("docx", "1")


class PdfReader:
    """Reads PDF documents that hold text (the Reader protocol)."""

    name = str(_PDF_MAKER)
    media_types: tuple[str, ...] = (PDF,)
    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read_pdf)


class DocxReader:
    """Reads Office Open XML text documents (the Reader protocol)."""

    name = str(_DOCX_MAKER)
    media_types: tuple[str, ...] = (DOCX,)
    suffixes: tuple[str, ...] = (".docx",)

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read_docx)


def _read_pdf(capture: Capture) -> Document:
    if find_spec("pypdfium2") is None:
        raise missing_extra("a PDF document", "documents")
    extracted = extract_confined("tallybook.ingest.pdf_text:extract", capture.data)
    return _document(capture, extracted, _PDF_MAKER)


def _read_docx(capture: Capture) -> Document:
    extracted = extract_confined("tallybook.ingest.docx_text:extract", capture.data)
    return _document(capture, extracted, _DOCX_MAKER)


def _document(capture: Capture, extracted: Extracted, maker: Maker) -> Document:
    paragraphs, dropped = clean_all(extracted.paragraphs)
    title = None
    if extracted.title is not None:
        titles, _ = clean_all([extracted.paragraphs[extracted.title]])
        title = titles[0] if titles else None
    if title is not None:
        paragraphs = drop_printed(paragraphs, title)
    return build_document(
        capture,
        read_matter(paragraphs, title=title),
        maker=maker,
        stated=Stated(given_by="file", title=title),
        left_out=LeftOut(characters=dropped, notes=extracted.cut, hidden=extracted.hidden),
    )
