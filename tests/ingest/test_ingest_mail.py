"""E-mails, pages saved as MHTML, and Markdown."""

from __future__ import annotations

from email.message import EmailMessage

from samples import HEADLINE, MAIL, MARKDOWN, PAGE, STORY

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, read_batch


def outcome(name: str, data: bytes) -> Document | Rejection:
    return read_batch([Fetched(name, data)])[0].result


def read(name: str, data: bytes) -> Document:
    result = outcome(name, data)
    assert isinstance(result, Document), result
    return result


def test_a_press_release_by_mail() -> None:
    found = read("a.eml", MAIL)
    assert found.text == "\n\n".join((HEADLINE, *STORY))
    assert (found.title, found.byline, found.published) == (HEADLINE, "Press Desk", "2024-05-21")
    assert found.origins["published"] == "file"


def test_attachments_and_quoted_mail_are_left_out_and_named() -> None:
    message = EmailMessage()
    message["Subject"] = "Fwd: Überfall am Fluss"
    message["From"] = "Jörg <j@example.org>"
    message.set_content(
        "\n\n".join(STORY)
        + "\n\nOn Monday, A B <a@b.org> wrote:\n> Ninety died.\n\n-- \nJ B\nDesk\n"
    )
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="r.pdf")
    found = read("a.eml", message.as_bytes())
    assert found.title == "Überfall am Fluss"
    assert found.byline == "Jörg"
    assert found.text.endswith(STORY[1])
    assert found.cut == (
        "quoted mail and signature: 13 words left out",
        "attachment r.pdf: left out; save and add it",
    )


def test_a_mail_that_is_a_page_alone() -> None:
    message = EmailMessage()
    message["Subject"] = HEADLINE
    message.set_content("".join(f"<p>{p}</p>" for p in STORY), subtype="html")
    assert read("a.eml", message.as_bytes()).text == "\n\n".join((HEADLINE, *STORY))


def test_a_page_saved_with_its_pictures() -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://example.org/a"
    message.set_content(PAGE.decode(), subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    found = read("a.mhtml", message.as_bytes())
    assert found.text == "\n\n".join((HEADLINE, *STORY))
    assert found.url == "https://example.org/a"


def test_hostile_mail() -> None:
    nested = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )
    assert isinstance(outcome("a.eml", nested), Rejection)
    many = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n" + b"\n--x\n" * 20_000
    assert isinstance(outcome("a.eml", many), Rejection)
    heads = b"MIME-Version: 1.0\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\n" + MAIL
    assert outcome("a.eml", heads).source == "a.eml"
    unknown = MAIL.replace(b"text/plain", b"text/plain; charset=nonsense")
    assert read("a.eml", unknown).text == read("a.eml", MAIL).text


def test_markdown_is_read_without_its_marks() -> None:
    assert read("a.md", MARKDOWN).text == "\n\n".join((HEADLINE, *STORY))
    noted = f"""---
title: "{HEADLINE}"
published: 2024-05-21
outlet: River Post
---

{STORY[0]} [A link](https://e.org/x) and ![a picture](y.png) `code`.
<b>still</b> text

> {STORY[1]}

* One *point*
* Two **points**
"""
    found = read("a.md", noted.encode())
    assert found.text == "\n\n".join(
        (HEADLINE, f"{STORY[0]} A link and code. still text", STORY[1], "One point", "Two points")
    )
    assert (found.published, found.publisher) == ("2024-05-21", "River Post")
    deep = "> " * 5_000 + STORY[0]
    assert outcome("a.md", deep.encode()).source == "a.md"
