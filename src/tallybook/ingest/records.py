"""The reader of records: a report as a JSON object, from a table, a feed or a file of its own.

Which field holds what is told by the names that such exports use, or by the person: in
`--map text=body` the report's text is in the column "body".
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.errors import SourceError, UsageError
from tallybook.ingest.building import LeftOut, Stated, build_document
from tallybook.ingest.canonical import clean, one_line
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.dates import iso_day
from tallybook.ingest.head import drop_printed, read_matter
from tallybook.ingest.layout import split_paragraphs
from tallybook.ingest.sniff import RECORD, looks_like_html

_MAKER = Maker("record", "1")

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articleBody", "content_text"),
    "html": ("html", "content_html"),
    "summary": ("summary", "description", "abstract"),
    "title": ("title", "headline"),
    "published": ("published", "date_published", "datePublished", "publication_date", "date"),
    "modified": ("modified", "date_modified", "dateModified", "updated"),
    "byline": ("byline", "author", "authors"),
    "publisher": ("publisher", "outlet", "source", "source_name"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang", "inLanguage"),
}
"""Fields of a record, and the names under which each is looked for unless `--map` says: those of
schema.org's NewsArticle, JSON Feed 1.1 and of common exports."""

_DAYS = ("published", "modified")
_BODIES = ("text", "html", "summary")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


class RecordReader:
    """Reads reports given as JSON objects (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = (RECORD,)
    suffixes: tuple[str, ...] = (".json",)

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read)


def read_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of "text=body,published=date" for Flags.

    Raises UsageError where it has another form or names a field that no record has.
    """
    pairs = [pair.partition("=") for pair in text.split(",")]
    for field, equals, column in pairs:
        if field.strip() not in FIELDS or not equals or not column.strip():
            raise UsageError(
                f"--map {text!r}: {field.strip()!r} is not FIELD=COLUMN; the fields are "
                f"{', '.join(FIELDS)}"
            )
    return tuple((field.strip(), column.strip()) for field, _, column in pairs)


def read_fields(record: dict[str, Any], columns: dict[str, str]) -> Stated:
    """Return what a record states beside its text; `columns` says by field where it stands.

    Raises SourceError that names field and column where a value cannot be one.
    """
    return _stated(_values(record, columns))


def _stated(values: dict[str, str]) -> Stated:
    return Stated(
        given_by="file",
        **{field: value for field, value in values.items() if field not in _BODIES},
    )


def _read(capture: Capture) -> Document:
    values = _values(_record(capture.data), dict(capture.flags.columns))
    body = next((field for field in _BODIES if field in values), None)
    if body is None:
        raise SourceError(
            'the field "text" is missing or empty; say which column holds it: --map text=COLUMN',
            code="no-text",
        )
    paragraphs, left_out = _paragraphs(values[body], html=body == "html")
    if body == "summary":
        note = f"only a summary was given; the report is at {values.get('url', 'its page')}"
        left_out = replace(left_out, notes=(*left_out.notes, note))
    stated = _stated(values)
    if stated.title is not None:
        paragraphs = drop_printed(paragraphs, stated.title)
    matter = read_matter(paragraphs, title=stated.title)
    return build_document(capture, matter, maker=_MAKER, stated=stated, left_out=left_out)


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259), with or without a byte order mark.

    Raises SourceError "malformed" where it is none.
    """
    try:
        return msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise SourceError(f"it is no JSON ({error}); correct it", code="malformed") from error


def _record(data: bytes) -> dict[str, Any]:
    record = parse_json(data)
    if not isinstance(record, dict):
        raise SourceError(
            "it is no JSON object; write one object for each report, each on a line of a .jsonl "
            "file",
            code="malformed",
        )
    return record


def _values(record: dict[str, Any], columns: dict[str, str]) -> dict[str, str]:
    """Return what a record says by field; raises SourceError that names field and column."""
    for field, column in columns.items():
        if _at(record, column) is None and not _has(record, column):
            raise SourceError(
                f"the column {column!r} for {field!r} is missing; there are {', '.join(record)}",
                code="no-field",
            )
    found: dict[str, str] = {}
    for field, usual in FIELDS.items():
        names = (columns[field],) if field in columns else usual
        for name in names:
            value = _at(record, name)
            if value is not None and (text := _text(field, name, value)):
                found[field] = text
                break
    return found


def _has(record: dict[str, Any], column: str) -> bool:
    return column in record or column.split(".")[0] in record


def _at(record: dict[str, Any], column: str) -> Any:
    """Return the value of a column, or of "outer.inner" in an object inside the object."""
    if column in record:
        return record[column]
    value: Any = record
    for part in column.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _text(field: str, column: str, value: Any) -> str:
    """Return a field's value; raises SourceError where it cannot be one."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(field, column, one) for one in value)))
    if isinstance(value, dict):
        return _text(field, column, value.get("name"))
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceError(
            f"{field!r} in the column {column!r} is {value!r}, no text; correct it, or name "
            f"another column: --map {field}=COLUMN",
            code="no-field",
        )
    if field in _BODIES:
        return value if value.strip() else ""
    text = one_line(clean(value).text)
    if field in _DAYS and text:
        return _day(field, column, text)
    if field == "language":
        language = _LANGUAGE.fullmatch(text)
        return language.group(1).lower() if language is not None else ""
    return text


def _day(field: str, column: str, text: str) -> str:
    day = iso_day(text)
    if day is None:
        raise SourceError(
            f"{field!r} in the column {column!r} is {text!r}, no day that can be read surely; "
            "write it as year-month-day, for example 2023-10-24",
            code="no-field",
        )
    return day


def _paragraphs(text: str, *, html: bool) -> tuple[list[str], LeftOut]:
    if html or looks_like_html(text):
        from tallybook.ingest.markup import read_fragment

        fragment = read_fragment(text)
        return list(fragment.paragraphs), fragment.left_out
    cleaned = clean(text)
    return split_paragraphs(cleaned.text), LeftOut(characters=cleaned.dropped)
