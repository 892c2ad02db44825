"""From a reader's findings to a Document: the text laid out, the metadata settled.

A flag beats the page, and the page beats the text: the person knows what they saved, and a
publisher's own markup says it more surely than a line that looks like it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from tallybook.core.documents import Alert, Document, MetadataSource, Paragraph
from tallybook.core.ids import make_id
from tallybook.core.records import Maker
from tallybook.core.spans import Span, span_of
from tallybook.errors import SourceError
from tallybook.ingest.canonical import dropped_notes, hides_words
from tallybook.ingest.captures import Capture
from tallybook.ingest.head import Matter
from tallybook.ingest.language import settle_language
from tallybook.ingest.repeats import find_repeats

MAX_TEXT = 500_000
"""Code points: a book's length. A longer text is many reports in one file."""

LATE_DAYS = 14
"""Days from the day that a text gives to its page's stamp. Monthlies and translations take one or
two weeks; sites that moved or were edited stamp old reports anew."""

_FIELDS = ("title", "byline", "publisher", "published", "modified", "url")


class Stated(Struct, frozen=True, kw_only=True):
    """What a page's markup or a file's own fields state; None where they are silent."""

    given_by: MetadataSource = "page"
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None


class LeftOut(Struct, frozen=True, kw_only=True):
    """What a reader left out: characters by sort, and lines for the rest.

    `hidden` where words were hidden within the story.
    """

    characters: dict[str, int] = {}
    notes: tuple[str, ...] = ()
    hidden: bool = False


def build_document(
    capture: Capture,
    matter: Matter,
    *,
    maker: Maker,
    stated: Stated | None = None,
    left_out: LeftOut | None = None,
) -> Document:
    """Return the Document of one capture.

    Raises SourceError: "no-text" where no paragraph is left, "too-large" beyond MAX_TEXT.
    """
    stated, left_out = stated or Stated(), left_out or LeftOut()
    if not any(marked.role == "body" for marked in matter.paragraphs):
        raise SourceError(
            "there is no report in it, only a headline or nothing; check that it was saved whole",
            code="no-text",
        )
    text = "\n\n".join(marked.text for marked in matter.paragraphs)
    if len(text) > MAX_TEXT:
        raise SourceError(
            f"its text has more than {MAX_TEXT:,} characters; save each report in its own file",
            code="too-large",
        )
    paragraphs, dateline = _lay_out(text, matter)
    values, origins = _settle(capture, stated, matter)
    body = "\n".join(marked.text for marked in matter.paragraphs)
    language, as_stated = settle_language(stated.language, body)
    if language is not None:
        values["language"] = language
        origins["language"] = stated.given_by if as_stated else "text"
    return Document(
        id=make_id("document", capture.sha256),
        capture=capture.sha256,
        source=capture.source,
        media_type=capture.media_type,
        text=text,
        paragraphs=paragraphs,
        dateline=dateline,
        origins=dict(sorted(origins.items())),
        cut=(*dropped_notes(left_out.characters), *left_out.notes),
        alerts=tuple(_alerts(left_out, values, origins)),
        reader=str(maker),
        **values,
    )


def _lay_out(text: str, matter: Matter) -> tuple[tuple[Paragraph, ...], Span | None]:
    marked = matter.paragraphs
    repeats = find_repeats([m.text for m in marked], has_title=marked[0].role == "title")
    paragraphs: list[Paragraph] = []
    dateline: Span | None = None
    start = 0
    for one, first in zip(marked, repeats, strict=True):
        end = start + len(one.text)
        paragraphs.append(Paragraph(start, end, one.role, first))
        if one.dateline and dateline is None:
            dateline = span_of(text, start, start + one.dateline)
        start = end + 2
    return tuple(paragraphs), dateline


def _settle(
    capture: Capture, stated: Stated, matter: Matter
) -> tuple[dict[str, str], dict[str, MetadataSource]]:
    values: dict[str, str] = {}
    origins: dict[str, MetadataSource] = {}
    ranked: tuple[tuple[MetadataSource, object], ...] = (
        ("flag", capture.flags),
        (stated.given_by, stated),
        ("text", matter),
    )
    for field in _FIELDS:
        for origin, giver in ranked:
            value = getattr(giver, field, None)
            if value is not None:
                values[field], origins[field] = value, origin
                break
    if matter.published is not None and matter.published != values["published"]:
        values["dated"], origins["dated"] = matter.published, "text"
    if capture.url is not None and "url" not in values:
        values["url"], origins["url"] = capture.url, "file"
    return values, origins


def _alerts(
    left_out: LeftOut, values: dict[str, str], origins: dict[str, MetadataSource]
) -> Iterator[Alert]:
    if left_out.hidden:
        yield "hidden-text"
    if hides_words(left_out.characters):
        yield "invisible-characters"
    if "dated" in values and origins["published"] != "flag":
        lag = date.fromisoformat(values["published"]) - date.fromisoformat(values["dated"])
        if lag.days >= LATE_DAYS:
            yield "late-stamp"
