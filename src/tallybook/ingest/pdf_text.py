"""The text of a PDF: what is seen on its pages, in paragraphs. Runs confined.

PDFium gives characters with their places and the objects that drew them. Lines are joined to
paragraphs by their distance and size; what is drawn invisibly is left out and counted, unless it
lies over a picture of the page, as the recognised text of a scan does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double, c_float, c_uint, c_void_p, cast
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import Struct

from tallybook.errors import SourceError
from tallybook.ingest.building import MAX_TEXT
from tallybook.ingest.confinement import Extracted

MAX_PAGES = 1_000
"""Pages of a document: a book; a report has a few."""

_INVISIBLE = 3
"""The text rendering mode that neither fills nor strokes (ISO 32000-1, table 106)."""

_LEAST_SIZE = 1.0
"""Points. The smallest print that is set, of footnotes, has five."""

_WHITE = 250
_LEADING = 1.35
"""Times the usual distance of lines: typists leave a whole line between paragraphs, typesetters
half of one."""

_SIZE_CHANGE = 1.15
_RUNNING = 2
"""Lines at the head and the foot of a page that can be running heads."""

_HYPHENS = "\x02\ufffe\u00ad"
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")


class _Line(Struct):
    """One line: its text, its height above the foot of the page, and its size in points."""

    text: str
    y: float
    size: float
    page: int


def extract(data: bytes) -> Extracted:
    """Return the paragraphs of a PDF.

    Raises SourceError: "damaged", "encrypted", "too-large", or "no-text" for a scan without any.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "damaged"
        raise SourceError(
            f"the PDF cannot be opened ({error}); save its text", code=code
        ) from error
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"it has more than {MAX_PAGES:,} pages; save the pages of the report", code="too-large"
        )
    lines: list[_Line] = []
    hidden: Counter[str] = Counter()
    unread = 0
    for number in range(len(document)):
        try:
            page = document[number]
            lines += _lines(page, number, hidden)
            page.close()
        except pypdfium2.PdfiumError:
            unread += 1
        if sum(len(line.text) for line in lines) > MAX_TEXT:
            raise SourceError(
                f"its text has more than {MAX_TEXT:,} characters; save the pages of the report",
                code="too-large",
            )
    if not lines:
        raise SourceError(
            "no text is in this PDF, only pictures; have its text recognised (OCR), and add that",
            code="no-text",
        )
    story, running = _without_running_heads(lines, len(document))
    notes = [f"hidden text ({way}): {n} words left out" for way, n in sorted(hidden.items())]
    if unread:
        notes.append(f"damaged pages: {unread} left out")
    if running:
        notes.append(f"running heads: {running} lines left out")
    return Extracted(tuple(_paragraphs(story)), cut=tuple(notes), hidden=bool(hidden))


def _lines(page: Any, number: int, hidden: Counter[str]) -> Iterator[_Line]:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    way_of = _Hiding(page)
    seen: list[str] = []
    unseen: dict[str, list[str]] = {}
    place: tuple[float, float] | None = None
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if character in "\r\n":
            if character == "\n":
                if place is not None:
                    yield _Line("".join(seen), *place, number)
                seen, place = [], None
            continue
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        way = way_of(drawn) if drawn else None
        if way is not None:
            unseen.setdefault(way, []).append(character)
            continue
        seen.append(character)
        if place is None and not character.isspace():
            place = _place(text_page, index)
    if place is not None:
        yield _Line("".join(seen), *place, number)
    for way, characters in unseen.items():
        hidden[way] += max(1, len("".join(characters).split()))


def _place(text_page: Any, index: int) -> tuple[float, float]:
    """Return the height above the foot of the page and the size of a character."""
    import pypdfium2.raw as pdfium

    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return y.value, pdfium.FPDFText_GetFontSize(text_page, index)


class _Hiding:
    """How the text objects of a page are hidden, each looked at once."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._size = page.get_size()
        self._known: dict[int, str | None] = {}
        kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
        behind = [(o.type, o.get_bounds()) for o in page.get_objects(filter=kinds)]
        self._behind = [bounds for _, bounds in behind]
        self._scan = any(
            kind == pdfium.FPDF_PAGEOBJ_IMAGE and 2 * _area(bounds) > self._size[0] * self._size[1]
            for kind, bounds in behind
        )

    def __call__(self, drawn: Any) -> str | None:
        """Return how a text object is hidden, or None where it is seen."""
        address = cast(drawn, c_void_p).value or 0
        if address not in self._known:
            self._known[address] = self._way(drawn)
        return self._known[address]

    def _way(self, drawn: Any) -> str | None:
        import pypdfium2.raw as pdfium

        if pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE and not self._scan:
            return "drawn invisibly"
        left, bottom, right, top = (c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            return None
        middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        if top.value - bottom.value < _LEAST_SIZE / 2:
            return "no size"
        if not (0 <= middle[0] <= self._size[0] and 0 <= middle[1] <= self._size[1]):
            return "outside the page"
        if _is_white(drawn) and not any(_within(middle, bounds) for bounds in self._behind):
            return "white on white"
        return None


def _is_white(drawn: Any) -> bool:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _area(bounds: Sequence[float]) -> float:
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def _within(point: tuple[float, float], bounds: Sequence[float]) -> bool:
    left, bottom, right, top = bounds
    return left <= point[0] <= right and bottom <= point[1] <= top


def _without_running_heads(lines: Sequence[_Line], pages: int) -> tuple[list[_Line], int]:
    """Leave out lines at the head or foot of pages that, but for numbers, recur on half of them."""
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = [
        (id(line), re.sub(r"\d+", "#", line.text.strip()))
        for found in by_page.values()
        for line in _edges(found)
    ]
    often = Counter(text for _, text in edges)
    least = max(2, (pages + 1) // 2)
    gone = {line for line, text in edges if often[text] >= least}
    return [line for line in lines if id(line) not in gone], len(gone)


def _edges(lines: Sequence[_Line]) -> Iterable[_Line]:
    if len(lines) <= 2 * _RUNNING:
        return lines
    return (*lines[:_RUNNING], *lines[-_RUNNING:])


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    distances = [
        before.y - line.y
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.y - line.y < 5 * max(line.size, 1)
    ]
    usual = median(distances) if distances else 0.0
    text = ""
    for index, line in enumerate(lines):
        if text and _begins(lines[index - 1], line, usual):
            yield text
            text = ""
        text = _joined(text, line.text.strip())
    if text:
        yield text


def _begins(before: _Line, line: _Line, usual: float) -> bool:
    """Whether a line begins a paragraph."""
    sizes = sorted((max(before.size, 0.1), max(line.size, 0.1)))
    if sizes[1] > _SIZE_CHANGE * sizes[0]:
        return True
    distance = before.y - line.y
    if before.page != line.page or distance < 0:
        # A page or a column ends: the paragraph goes on unless it was complete.
        return _SENTENCE_END.search(before.text.strip()) is not None
    return distance > _LEADING * usual


def _joined(text: str, line: str) -> str:
    """Add a line; a hyphen that parts a word at the line's end goes, one before a capital stays."""
    if text.endswith(tuple(_HYPHENS)):
        hyphen = "" if line[:1].islower() else "-"
        return text.rstrip(_HYPHENS) + hyphen + line
    return f"{text} {line}" if text else line
