"""Reads a written answer back from each of its formats, with nothing of ours but the standard
library, lxml and what the formats' specifications say."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, NamedTuple

from lxml import etree, html

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = "\ue000"
"""Stands around a footnote's number in a line."""


class Parsed(NamedTuple):
    """What a person reads: the title and every paragraph, item and cell in order, each footnote's
    number after the words that it stands behind, and the footnotes by their numbers."""

    lines: list[tuple[str, list[int]]]
    notes: dict[int, str]

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.lines]


def parse(name: str, data: bytes) -> Parsed:
    """Return what a file says; `name` is its format."""
    return {"markdown": _markdown, "html": _html, "docx": _docx}[name](data)


def _line(text: str) -> tuple[str, list[int]]:
    numbers = [int(n) for n in re.findall(f"{_MARK}(\\d+){_MARK}", text)]
    words = re.sub(f"(?:{_MARK}\\d+{_MARK}(?:, (?={_MARK}))?)+", "", text)
    return " ".join(words.split()), numbers


def _markdown(data: bytes) -> Parsed:
    lines: list[tuple[str, list[int]]] = []
    notes: dict[int, str] = {}
    for line in data.decode("utf-8").splitlines():
        if found := re.match(r"\[\^(\d+)\]: (.*)", line):
            notes[int(found[1])] = _plain_markdown(found[2])
        elif line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            if not all(set(cell.strip()) == {"-"} for cell in cells):
                lines += [_line(_plain_markdown(cell)) for cell in cells]
        elif line:
            lines.append(_line(_plain_markdown(re.sub(r"^(#+|-) ", "", line))))
    return Parsed(lines, notes)


def _plain_markdown(text: str) -> str:
    def shown(found: re.Match[str]) -> str:
        if found["number"]:
            return f"{_MARK}{found['number']}{_MARK}"
        return found["kept"] or ""

    return re.sub(
        r"\\(?P<kept>.)|\[\^(?P<number>\d+)\]|`|\*\*|<(?=https?://)|(?<=\S)>(?= )", shown, text
    )


def _html(data: bytes) -> Parsed:
    page = html.document_fromstring(data.decode("utf-8"))
    body = page.find("body")
    assert body is not None
    notes = {
        int(item.get("value")): " ".join(item.text_content().removesuffix("↩").split())
        for item in body.xpath("ol[@class='footnotes']/li")
    }
    for mark in body.xpath(".//sup/a"):
        mark.text = f"{_MARK}{mark.text}{_MARK}"
    found = body.xpath("h1|h2|p|ul/li|table//th|table//td")
    return Parsed([_line(element.text_content()) for element in found], notes)


def _docx(data: bytes) -> Parsed:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        footnotes = (
            etree.fromstring(archive.read("word/footnotes.xml"))
            if "word/footnotes.xml" in archive.namelist()
            else etree.Element("none")
        )
    lines = [_line(_words(p)) for p in document.iter(f"{_W}p")]
    notes = {
        int(note.get(f"{_W}id")): " ".join(_words(note).split())
        for note in footnotes.iter(f"{_W}footnote")
        if note.get(f"{_W}type") is None
    }
    return Parsed([line for line in lines if line[0]], notes)


def _words(element: Any) -> str:
    parts = []
    for found in element.iter(f"{_W}t", f"{_W}footnoteReference"):
        field = found.getparent().getparent()
        if found.tag == f"{_W}footnoteReference":
            parts.append(f"{_MARK}{found.get(f'{_W}id')}{_MARK}")
        elif field.tag == f"{_W}fldSimple":
            assert field.get(f"{_W}instr").startswith("NOTEREF note")
            parts.append(f"{_MARK}{found.text}{_MARK}")
        else:
            parts.append(found.text or "")
    return "".join(parts)
