"""The text of a DOCX document (Office Open XML, ECMA-376), in paragraphs. Runs confined.

Read from its main part with a parser that fetches nothing. Words that were deleted with changes
tracked are no part of it, those that were inserted are; hidden words and captions are left out and
counted.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tallybook.errors import SourceError
from tallybook.ingest.building import MAX_TEXT
from tallybook.ingest.confinement import Extracted
from tallybook.ingest.decompression import Unpacked
from tallybook.ingest.limits import Meter, read_bounded
from tallybook.ingest.xml import children, local_name, parse_xml

MAIN_PART = "word/document.xml"
_LEFT_OUT = ("del", "moveFrom", "Fallback", "instrText", "rPr", "pPr", "sdtPr", "tblPr", "sectPr")
_SPACES = ("tab", "br", "cr", "noBreakHyphen")
_TITLES = ("title", "heading1")
_LEAST_HALF_POINTS = 2
_WHITE = "FFFFFF"


def extract(data: bytes) -> Extracted:
    """Return the paragraphs of a DOCX document; raises SourceError "damaged" or "too-large"."""
    body = next(children(parse_xml(_main_part(data)), "body"), None)
    if body is None:
        raise SourceError("it is no whole DOCX document; save its text as .txt", code="damaged")
    left_out: Counter[str] = Counter()
    paragraphs: list[str] = []
    title, size = None, 0
    for element in _of_name(body, "p"):
        text = " ".join("".join(_text(element, left_out)).split())
        style = _value(element, "pPr", "pStyle").lower().replace(" ", "")
        if not text:
            continue
        if style == "caption":
            left_out["captions"] += len(text.split())
            continue
        if title is None and style in _TITLES and len(paragraphs) < 3:
            title = len(paragraphs)
        paragraphs.append(text)
        size += len(text)
        if size > MAX_TEXT:
            raise SourceError(
                f"its text has more than {MAX_TEXT:,} characters; save the report alone",
                code="too-large",
            )
    cut = tuple(f"{what}: {n} words left out" for what, n in sorted(left_out.items()))
    hidden = any(what.startswith("hidden") for what in left_out)
    return Extracted(tuple(paragraphs), title, cut, hidden)


def _main_part(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MAIN_PART) as part:
            packed = len(data)
            return read_bounded(io.BufferedReader(Unpacked(part, Meter(lambda: packed))))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError) as error:
        raise SourceError(
            f"it is no whole DOCX document ({error}); save its text as .txt", code="damaged"
        ) from error


def _of_name(element: Any, name: str) -> Iterator[Any]:
    """Yield the outermost elements of a name in document order, but for what is left out."""
    for child in element:
        found = local_name(child)
        if found == name:
            yield child
        elif found not in _LEFT_OUT:
            yield from _of_name(child, name)


def _text(element: Any, left_out: Counter[str]) -> Iterator[str]:
    """Yield the pieces of a paragraph's text that are seen."""
    for child in element:
        name = local_name(child)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SPACES:
            yield "-" if name == "noBreakHyphen" else " "
        elif name == "r" and (way := _hiding(child)) is not None:
            left_out[f"hidden text ({way})"] += len("".join(_text(child, Counter())).split())
        elif name == "p":
            # A text box inside the paragraph.
            yield " "
            yield from _text(child, left_out)
        else:
            yield from _text(child, left_out)


def _hiding(run: Any) -> str | None:
    """Return how a run of characters is hidden, or None (ECMA-376-1, §17.3.2)."""
    properties = next(children(run, "rPr"), None)
    if properties is None:
        return None
    names = {local_name(child): _own_value(child) for child in properties}
    if names.get("vanish", "0") not in ("0", "false", "off"):
        return "vanish"
    size = names.get("sz", "")
    if size.isdecimal() and int(size) <= _LEAST_HALF_POINTS:
        return "no size"
    shaded = "highlight" in names or "shd" in names
    return "white on white" if names.get("color", "").upper() == _WHITE and not shaded else None


def _value(element: Any, *path: str) -> str:
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return ""
    return _own_value(element)


def _own_value(element: Any) -> str:
    """Return the `val` attribute; a switch without one is on."""
    return next((v for name, v in element.attrib.items() if name.endswith("}val")), "true")
