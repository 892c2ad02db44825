"""PDF and DOCX: what is seen on the page, read by a process that may fail."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest
from document_files import (
    DOCX_REPORT,
    PDF_REPORT,
    W,
    docx,
    docx_paragraph,
    drawn,
    pdf,
    story_page,
)
from samples import HEADLINE, STORY, zipped

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest import Fetched, confinement, documents, read_batch
from tallybook.ingest.confinement import extract_confined

WHOLE = "\n\n".join((HEADLINE, *STORY))


def outcome(name: str, data: bytes) -> Document | Rejection:
    return read_batch([Fetched(name, data)])[0].result


def read(name: str, data: bytes) -> Document:
    result = outcome(name, data)
    assert isinstance(result, Document), result
    return result


def test_a_pdf_is_read_in_paragraphs_under_its_headline() -> None:
    found = read("a.pdf", PDF_REPORT)
    assert found.text == WHOLE
    assert found.title == HEADLINE
    assert found.cut == ()


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_left_out() -> None:
    first, second = STORY[1].split(", he told", 1)
    pages = [
        story_page([STORY[0], first + ","], extra=[drawn("River Post 1", 72, 20)]),
        story_page(["he told" + second], extra=[drawn("River Post 2", 72, 20)]),
        story_page(["It was the second attack this month."], extra=[drawn("River Post 3", 72, 20)]),
    ]
    found = read("a.pdf", pdf(pages))
    assert found.text == "\n\n".join((*STORY, "It was the second attack this month."))
    assert found.cut == ("running heads: 3 lines left out",)


def test_hidden_words_of_a_pdf_are_left_out_and_counted() -> None:
    secret = "Ninety were killed"
    extra = [
        drawn(secret, 72, 400, before="3 Tr"),
        drawn(secret, 72, 380, before="1 g"),
        drawn(secret, 72, 360, size=0.4),
        drawn(secret, 900, 340),
    ]
    found = read("a.pdf", pdf([story_page(STORY, title=HEADLINE, extra=extra)]))
    assert found.text == WHOLE
    assert found.cut == (
        "hidden text (drawn invisibly): 3 words left out",
        "hidden text (no size): 3 words left out",
        "hidden text (outside the page): 3 words left out",
        "hidden text (white on white): 3 words left out",
    )


def test_white_words_on_a_dark_ground_are_seen() -> None:
    band = "0 g 60 770 480 40 re f"
    page = f"{band}\n{drawn(HEADLINE, 72, 780, size=18, before='1 g')}\n" + story_page(
        ["", "", *STORY]
    )
    assert read("a.pdf", pdf([page])).text == WHOLE


def test_a_pdf_without_text_or_with_a_password_says_so() -> None:
    empty = outcome("a.pdf", pdf(["0 g 60 770 480 40 re f"]))
    assert isinstance(empty, Rejection)
    assert empty.code == "no-text"
    assert "OCR" in empty.detail
    broken = outcome("a.pdf", b"%PDF-1.7 and so on")
    assert isinstance(broken, Rejection)
    assert broken.code == "damaged"


def test_a_docx_is_read_with_its_headline() -> None:
    found = read("a.docx", DOCX_REPORT)
    assert (found.text, found.title, found.cut) == (WHOLE, HEADLINE, ())


def test_a_docx_of_another_program() -> None:
    document = python_docx.Document()
    document.add_heading(HEADLINE, 0)
    document.add_paragraph(STORY[0])
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "2"
    document.add_paragraph(STORY[1])
    out = io.BytesIO()
    document.save(out)
    found = read("upload", out.getvalue())
    assert found.text == "\n\n".join((HEADLINE, STORY[0], "Killed", "2", STORY[1]))


def test_hidden_deleted_and_inserted_words_of_a_docx() -> None:
    secret = "Ninety were killed"
    body = (
        docx_paragraph(HEADLINE, style="Heading1")
        + docx_paragraph(STORY[0])
        + docx_paragraph(secret, run="<w:vanish/>")
        + docx_paragraph(secret, run='<w:color w:val="FFFFFF"/>')
        + docx_paragraph(secret, run='<w:sz w:val="2"/>')
        + docx_paragraph("Shown", run='<w:vanish w:val="0"/><w:color w:val="000000"/>')
        + docx_paragraph("A picture of the post", style="Caption")
        + f"<w:p><w:del><w:r><w:delText>{secret}</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>{STORY[1]}</w:t></w:r></w:ins></w:p>"
    )
    found = read("a.docx", docx(body))
    assert found.text == "\n\n".join((HEADLINE, STORY[0], "Shown", STORY[1]))
    assert found.cut == (
        "captions: 5 words left out",
        "hidden text (no size): 3 words left out",
        "hidden text (vanish): 3 words left out",
        "hidden text (white on white): 3 words left out",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "damaged"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "damaged"),
        (DOCX_REPORT[:-40], "damaged"),
        (docx("<w:p/>" * 10), "no-text"),
        (
            zipped({"_rels/.rels": b"", "word/document.xml": b" " * 10_000_000}),
            "bomb",
        ),
        (docx("<w:p>" * 300), "no-text"),
    ],
)
def test_damaged_and_hostile_docx(data: bytes, code: str) -> None:
    result = outcome("a.docx", data)
    assert isinstance(result, Rejection)
    assert result.code == code


def test_a_docx_that_defines_entities_is_refused() -> None:
    main = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}">'
        "<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    result = outcome("a.docx", zipped({"_rels/.rels": b"", "word/document.xml": main.encode()}))
    assert isinstance(result, Rejection)
    assert result.code == "entities"


def test_a_part_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_spec", lambda name: None)
    result = outcome("a.pdf", PDF_REPORT)
    assert isinstance(result, Rejection)
    assert result.code == "missing-extra"
    assert "pip install 'tallybook[documents]'" in result.detail


@pytest.mark.parametrize(
    ("function", "code"),
    [
        ("never_ends", "timeout"),
        ("waits", "timeout"),
        ("takes_all_memory", "memory"),
        ("crashes", "crash"),
        ("writes_a_file", "crash"),
        ("prints_nonsense", "crash"),
    ],
)
def test_what_a_parser_does_ends_with_its_process(
    function: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    if code == "timeout":
        monkeypatch.setattr(confinement, "MAX_WAIT", 5)
    with pytest.raises(SourceError) as raised:
        extract_confined(f"misbehaving:{function}", str(tmp_path / "out").encode())
    assert raised.value.code == code
