"""PDF and DOCX documents and web archives, written by hand: the least that the formats ask for."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

from samples import HEADLINE, STORY, zipped

LINE = 14.0
"""Points from line to line."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def drawn(text: str, x: float, y: float, *, size: float = 11, before: str = "") -> str:
    """Return the operators that draw a line of text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q"


def wrapped(text: str, width: int = 70) -> list[str]:
    """Return the lines of a text broken at a width."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def story_page(paragraphs: Sequence[str], *, title: str = "", extra: Sequence[str] = ()) -> str:
    """Return a page with a title in large print and paragraphs a line apart."""
    y, parts = 780.0, []
    if title:
        for line in wrapped(title, 45):
            parts.append(drawn(line, 72, y, size=18))
            y -= 22
        y -= LINE
    for paragraph in paragraphs:
        for line in wrapped(paragraph):
            parts.append(drawn(line, 72, y))
            y -= LINE
        y -= LINE
    return "\n".join([*parts, *extra])


def pdf(pages: Sequence[str]) -> bytes:
    """Return a PDF (ISO 32000-1) of some content streams, in Helvetica."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n".encode()
    return out + b"%%EOF\n"


def docx(body: str) -> bytes:
    """Return a DOCX (ECMA-376) whose main part has this body."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    main = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relations.encode(),
            "word/document.xml": main.encode(),
        }
    )


def docx_paragraph(text: str, *, style: str = "", run: str = "") -> str:
    """Return a paragraph; `run` are the properties of its run."""
    of_paragraph = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    of_run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{of_paragraph}<w:r>{of_run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def warc_record(
    payload: bytes,
    *,
    url: str = "https://example.org/a",
    kind: str = "response",
    http: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
    more: str = "",
) -> bytes:
    """Return one WARC record (ISO 28500)."""
    block = http.encode() + b"\r\n\r\n" + payload if http else payload
    content = "application/http;msgtype=response" if http else "text/html"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-22T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:6f2e9ea0-0000-4000-8000-"
        f"000000000000>\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n{more}\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def gzipped(records: Sequence[bytes]) -> bytes:
    """Return records compressed one by one, as the format asks."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


PDF_REPORT = pdf([story_page(STORY, title=HEADLINE)])
DOCX_REPORT = docx(
    docx_paragraph(HEADLINE, style="Title") + "".join(docx_paragraph(p) for p in STORY)
)
