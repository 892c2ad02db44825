"""A reader of NITF (IPTC, News Industry Text Format 3.6), the markup of news agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.ingest.building import LeftOut, Stated, build_document
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.dates import iso_day
from tallybook.ingest.head import read_matter
from tallybook.ingest.markup import clean_all
from tallybook.ingest.xml import parse_xml, text_of

MAKER = Maker("nitf", "1")


class NitfReader:
    """Reads NITF (Tallybook's Reader protocol)."""

    name = str(MAKER)
    media_types: tuple[str, ...] = ("application/nitf+xml",)
    suffixes: tuple[str, ...] = (".nitf",)

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        # A SourceError of `read` becomes the Rejection of its capture.
        return read_each(captures, read)


def read(capture: Capture) -> Document:
    """Return the document of one NITF file; raises SourceError where it holds no report."""
    root = parse_xml(capture.data)
    paragraphs, dropped = clean_all([text_of(p) for p in root.iterfind(".//body.content//p")])
    title = _text(root, ".//hedline/hl1") or _text(root, "./head/title")
    stated = Stated(
        given_by="file",
        title=title,
        byline=_text(root, ".//byline"),
        publisher=_text(root, ".//distributor/org"),
        published=_day(root, "date.issue"),
        modified=_day(root, "date.release"),
    )
    return build_document(
        capture,
        read_matter(paragraphs, title=title),
        maker=MAKER,
        stated=stated,
        left_out=LeftOut(characters=dropped),
    )


def _text(root: Any, path: str) -> str | None:
    found = root.find(path)
    text, _ = clean_all([text_of(found)] if found is not None else [])
    return text[0] if text else None


def _day(root: Any, name: str) -> str | None:
    """Return the day of a date in the form that NITF has it: 20240521T081500Z."""
    found = root.find(f".//docdata/{name}")
    written = "" if found is None else found.get("norm", "")
    return iso_day(f"{written[:4]}-{written[4:6]}-{written[6:8]}")
