"""The reader of e-mails: press releases, newsletters, reports sent on; and of pages saved as MHTML.

Python's `email` parses it (RFC 5322, RFC 2045 ff.), with the plain header policy, whose time does
not grow with the square of a header's length. MHTML (RFC 2557) is a mail whose first part is a
page; that goes to the reader of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.message import Message

from msgspec.structs import replace

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.errors import SourceError
from tallybook.ingest.building import LeftOut, Stated, build_document
from tallybook.ingest.canonical import clean, one_line
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.dates import iso_day
from tallybook.ingest.head import read_matter
from tallybook.ingest.html import read_html
from tallybook.ingest.layout import split_paragraphs
from tallybook.ingest.markup import read_fragment
from tallybook.ingest.sniff import MAIL, decode

_MAKER = Maker("mail", "1")

MAX_PARTS = 1_000
"""Parts of a mail; a saved page has one for each of its pictures."""

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"^>.*$\n?", re.MULTILINE)
_REPLY = re.compile(r"^On .{10,120} wrote:\s*$\n?", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- $.*", re.MULTILINE | re.DOTALL)


class MailReader:
    """Reads e-mails and pages saved as MHTML (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = (MAIL,)
    suffixes: tuple[str, ...] = (".eml", ".mht", ".mhtml")

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read)


def _read(capture: Capture) -> Document:
    message = _parsed(capture.data)
    parts = list(_leaves(message))
    page = next((p for p in parts if p.get_content_type() == "text/html"), None)
    if page is not None and message.get_content_type() == "multipart/related":
        address = page.get("Content-Location") or message.get("Snapshot-Content-Location")
        return read_html(replace(capture, url=_header(address)), _bytes(page), _charset(page))
    plain = next((p for p in parts if p.get_content_type() == "text/plain"), None)
    body = plain if plain is not None and _bytes(plain).strip() else page
    if body is None:
        raise SourceError("the mail has no text of its own; save what is in it", code="no-text")
    paragraphs, left_out = _body(body)
    others = [p.get_filename() for p in parts if p.get_filename()]
    attached = tuple(f"attachment {_header(o)}: left out; save and add it" for o in others)
    stated = _stated(message)
    return build_document(
        capture,
        read_matter(paragraphs, title=stated.title),
        maker=_MAKER,
        stated=stated,
        left_out=replace(left_out, notes=(*left_out.notes, *attached)),
    )


def _parsed(data: bytes) -> Message:
    import email
    from email.errors import MessageError

    try:
        return email.message_from_bytes(data)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise SourceError(
            f"it is no mail that can be read ({error or 'parts nested too deep'}); save its text",
            code="malformed",
        ) from error


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold no others, in order, at most MAX_PARTS."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting += reversed([one for one in inner if isinstance(one, Message)])
        else:
            yield part


def _body(part: Message) -> tuple[list[str], LeftOut]:
    decoded = decode(_bytes(part), label=_charset(part))
    if part.get_content_type() == "text/html":
        fragment = read_fragment(decoded.text)
        notes = (*decoded.notes, *fragment.left_out.notes)
        return list(fragment.paragraphs), replace(fragment.left_out, notes=notes)
    cleaned = clean(decoded.text)
    story = _SIGNATURE.sub("", _QUOTED.sub("", _REPLY.sub("", cleaned.text)))
    left_out = len(cleaned.text.split()) - len(story.split())
    quoted = (f"quoted mail and signature: {left_out} words left out",) if left_out else ()
    notes = (*decoded.notes, *quoted)
    return split_paragraphs(story), LeftOut(characters=cleaned.dropped, notes=notes)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return charset if isinstance(charset, str) else None


def _stated(message: Message) -> Stated:
    from email.utils import parseaddr

    subject = _header(message.get("Subject"))
    name = parseaddr(_header(message.get("From")) or "")[0]
    return Stated(
        given_by="file",
        title=_PREFIX.sub("", subject) or None if subject else None,
        byline=name or None,
        published=iso_day(_header(message.get("Date")) or ""),
    )


def _header(value: object) -> str | None:
    """Return a header's words, its encoded ones decoded (RFC 2047), on one line; None for none."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    if value is None:
        return None
    raw = str(value)[:2_000]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        text = raw
    return one_line(clean(text).text) or None
