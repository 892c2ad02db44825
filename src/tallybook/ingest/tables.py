"""Tables of reports: files of JSON objects, one on a line, and CSV with a line of column names.

Each row becomes a record, a JSON object (`tallybook.ingest.records`), named by the line on which
it begins. A JSON line is kept as it is; of a CSV row the names of the columns are kept with it,
for without them it says nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Member, reject
from tallybook.ingest.limits import MAX_BYTES
from tallybook.ingest.sniff import RECORD, RECORDS, TABLE

_DELIMITERS = (",", ";", "\t", "|")


class JsonLinesContainer:
    """Takes files of JSON objects apart, one on a line (the Container protocol)."""

    name = "jsonl.v1"
    media_types: tuple[str, ...] = (RECORDS,)
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield the objects in order."""
        for number, line in enumerate(_lines(whole.stream), start=1):
            source = f"{whole.source}!{number}"
            if line is None:
                yield reject(source, "too-large", f"the line has more than {MAX_BYTES:,} bytes")
            elif line.strip():
                yield Member(source, io.BytesIO(line.strip()), RECORD)


class CsvContainer:
    """Takes tables apart, whose first line names the columns (the Container protocol)."""

    name = "csv.v1"
    media_types: tuple[str, ...] = (TABLE,)
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield the rows in order."""
        lines = _text_lines(whole.stream)
        first = next(lines, "")
        names = _names(first)
        csv.field_size_limit(MAX_BYTES)
        rows = csv.reader(lines, delimiter=_delimiter(first))
        start = 2
        while True:
            source = f"{whole.source}!{start}"
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield reject(source, "malformed", f"the row cannot be read ({error}); correct it")
                row = []
            start = 2 + rows.line_num
            if not any(row):
                continue
            if len(row) != len(names):
                yield reject(
                    source,
                    "malformed",
                    f"the row has {len(row)} fields and the first line {len(names)} columns; "
                    "quote fields that hold a separator or a line end",
                )
            else:
                record = msgspec.json.encode(dict(zip(names, row, strict=True)))
                yield Member(source, io.BytesIO(record), RECORD)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines, None for one that is too long."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield None


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines as text: UTF-8, or Windows-1252 where a line is none, as spreadsheet
    programs of the West save them."""
    first = True
    for line in _lines(stream):
        if line is None:
            raise SourceError(f"a line has more than {MAX_BYTES:,} bytes", code="too-large")
        if first and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise SourceError("it is in UTF-16; save it as CSV in UTF-8", code="undecodable")
        line = line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        # A lone carriage return ends a line in files of old Macintosh programs.
        ended = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        yield from filter(None, re.split("(?<=\n)", ended))


def _delimiter(first: str) -> str:
    """Return what separates columns: spreadsheets of the locale write ";" where "," is decimal."""
    return max(_DELIMITERS, key=first.count)


def _names(first: str) -> list[str]:
    """Return the columns' names; raises SourceError "malformed" where they are none."""
    try:
        row = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error as error:
        raise SourceError(
            f"its first line cannot be read ({error}); correct it", code="malformed"
        ) from error
    names = [name.strip() for name in row]
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if twice:
        raise SourceError(
            f"its first line names the column {twice[0]!r} twice; rename one", code="malformed"
        )
    if not any(names):
        raise SourceError("its first line names no columns; add one that does", code="malformed")
    return names
