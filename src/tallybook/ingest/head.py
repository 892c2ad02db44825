"""What stands around a story: headline, byline, dates, credits and editors' notes.

Newspapers and agencies set these on lines of their own, before the first sentence or after the
last. A date counts as that of publication only there, never inside the story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tallybook.core.documents import ParagraphRole
from tallybook.ingest.dateline import find_dateline, find_town, known_agency
from tallybook.ingest.dates import match_date

_MAX_HEAD_PARAGRAPHS = 8
_MAX_TITLE_LENGTH = 200
_MAX_TITLE_WORDS = 32
"""Headlines run to some fifteen words, those of tabloids and wires' summaries to twice that."""

_LABEL = re.compile(
    r"(?P<label>title|headline|date|dateline|(?:first )?published(?: on| at)?|publication date|"
    r"publish(?:ed)? date|posted(?: on| at)?|issued(?: on)?|this story is from|(?:last )?updated"
    r"(?: on| at)?|last (?:updated|modified)|modified|source|publisher|publication|outlet|author|"
    r"byline|url|link)(?:\s*[:：]\s*|\s+(?=.*\d{4}))(?P<value>.+)",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"updated|modified", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·;]\s*|\s+[–—-]\s+")
_TIME = re.compile(
    r"(?:[,T]?\s*(?:at\s+|-\s*|–\s*)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*\(?(?:Z|UTC|GMT|[A-Z]{2,5})?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?\)?)?[\s.,]*",
    re.IGNORECASE,
)
_HOUR = (
    r"(?:\d{1,2}[:.h]\d{2}|\d{1,2}(?=\s*[ap]\.?m)|\d{4}(?=\s*h))"
    r"\s*(?:hours|hrs|[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?"
)
# "Operational update as of 08:00 on 4 December 2025", "Flash Update No. 5, as of 12 March 2024".
_AS_OF = re.compile(
    r"(?P<of>(?:[\w'’.#/()-]+,?:?\s+){0,10})\(?as (?:of|at):?\s+"
    rf"(?:{_HOUR},?\s+(?:on\s+)?)?(?P<day>[^()]+?)(?:,?\s*\({_HOUR}\))?\)?",
    re.IGNORECASE,
)
_NAME = r"(?:[^\W\d_a-z][\w'’.-]*|al|bin|de|da|del|der|di|el|la|van|von|and|und|y|in|&)"
_BYLINE = re.compile(
    r"(?:(?:(?:Written|Reported|Story|Report|Text|Words) )?[Bb][Yy]:?|BY:?|From(?=(?: \S+){2}))\s+"
    rf"(?P<names>[^\W\d_a-z][\w'’.-]*(?:,?\s+{_NAME}){{0,13}})"
)
# "Srinagar, Sunday, December 1, 2024": newspapers print where and when they appear.
_NAMEPLATE = re.compile(r"(?!\w+day\b)[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){0,3}, (?=\w)")
_STAFF = re.compile(
    r"(?:from |by )?(?:our |a |the )?(?:own |staff |special |web |online |news )*"
    r"(?:correspondent|reporter|writer|desk|staff)s?(?: in [^\W\d_][\w'’ -]{1,40})?",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|compiled|edited|editing)"
    r"(?: and (?:writing|editing))? by\s+(?P<names>[^;.()]+)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(?:corrections?|clarifications?|editor(?:s|'s|’s|s’)? notes?|note to (?:readers|editors)|"
    r"read (?:more|also|next)|also read|see also|related(?: articles?| stories)?|"
    r"sources?|photo|image|caption|with inputs? from|tags?|topics)\s*[:：]"
    r"|\W*this (?:story|article|report|post|version)\b.{0,40}\b(?:updated?|corrects?|corrected|"
    r"amended|published|appeared|adds?)\b"
    r"|\W*(?:©|\(c\)|copyright\b)|.{0,60}\ball rights reserved\b"
    r"|\([^()]{1,80}\)$|our standards:"
    r"|(?:the )?associated press (?:writers?|journalists?)\b.*\bcontributed\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.…][\"'”’)\]]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class Marked(Struct, frozen=True):
    """One paragraph with its role; its first `dateline` code points are its dateline."""

    text: str
    role: ParagraphRole
    dateline: int = 0


class Matter(Struct, frozen=True, kw_only=True):
    """A report's paragraphs by role, and what its own text says about it."""

    paragraphs: tuple[Marked, ...]
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None


def read_matter(
    paragraphs: Sequence[str], *, title: str | None = None, around: Mapping[str, str] | None = None
) -> Matter:
    """Sort paragraphs by role and read what they state; a headline comes first.

    `title` is the headline where the page gave it; otherwise the first line is looked at.
    `around` is what lines that are not among `paragraphs` state, as `read_line` notes it.
    """
    found: dict[str, str] = dict(around or {})
    head: list[Marked] = []
    rest = list(paragraphs)
    while rest and len(head) < _MAX_HEAD_PARAGRAPHS:
        following = rest[1] if len(rest) > 1 else ""
        role = read_line(rest[0], found)
        if role is None and title is None and "title" not in found:
            role = _title_role(rest[0], following, rest[2] if len(rest) > 2 else "")
            if role == "title":
                found["title"] = rest[0]
        elif role is None and _is_headline(rest[0], following):
            # A standfirst or an office's name: the dates can still come after it.
            role = "body"
        if role is None:
            break
        head.append(Marked(found["title"] if role == "title" else rest[0], role))
        rest.pop(0)
    body = [_mark_body(paragraph, found) for paragraph in rest]
    _read_dateline(body, found)
    if title is not None:
        head = [Marked(title, "title"), *(m for m in head if m.role != "title")]
        found["title"] = title
    head.sort(key=lambda marked: marked.role != "title")
    return Matter(
        paragraphs=(*head, *body),
        **{name: value for name, value in found.items() if name != "dateline"},
    )


def drop_printed(
    paragraphs: Sequence[str], title: str, above: frozenset[str] = frozenset()
) -> list[str]:
    """Drop from the head of the body the headline, which many pages print once more, and what
    stood above it, such as the day on which the page was looked at."""
    wanted = _letters(title)
    kept = [p for p in paragraphs[:3] if _letters(p) != wanted and p not in above]
    return [*kept, *paragraphs[3:]]


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def read_line(paragraph: str, found: dict[str, str]) -> ParagraphRole | None:
    """Return the role of a line of the head and note in `found` what it states by field of
    Matter; return None for the story."""
    if len(paragraph) > _MAX_TITLE_LENGTH:
        return None
    if _ADDRESS.fullmatch(paragraph):
        found.setdefault("url", paragraph)
        return "note"
    labelled = _LABEL.fullmatch(paragraph)
    if labelled is not None and labelled.group("label").lower() in ("title", "headline"):
        found["title"] = labelled.group("value")
        return "title"
    roles = [_part_role(part, found) for part in _PARTS.split(paragraph)]
    if not roles or any(role is None for role in roles):
        return "note" if _NOTE.match(paragraph) else None
    return "byline" if "byline" in roles else "note"


def is_nameplate(line: str) -> bool:
    """Whether a line is a newspaper's place and day and nothing else."""
    return _NAMEPLATE.match(line) is not None and _note_date("published", line, {})


def _part_role(part: str, found: dict[str, str]) -> ParagraphRole | None:
    labelled = _LABEL.fullmatch(part)
    if labelled is not None:
        return _read_label(labelled.group("label").lower(), labelled.group("value"), found)
    if _note_date("published", part, found):
        return "note"
    bulletin = _AS_OF.fullmatch(part)
    if bulletin is not None and _note_date("published", bulletin["day"], found):
        # An office's bulletin says up to when it tells, and that is when it was drawn up; as the
        # first line it is the headline as well.
        return "note" if "title" in found or not bulletin["of"] else None
    byline = _BYLINE.fullmatch(part)
    if byline is not None:
        names, _, last = byline.group("names").rpartition(", ")
        if names and known_agency(last):
            found.setdefault("publisher", last)
        else:
            names = byline.group("names")
        # "By Jane Doe in Goma"
        found.setdefault("byline", re.sub(r" in [^,]+$", "", names))
        return "byline"
    if _STAFF.fullmatch(part):
        found.setdefault("byline", part)
        return "byline"
    if known_agency(part):
        found.setdefault("publisher", part)
        return "note"
    return None


def _read_label(label: str, value: str, found: dict[str, str]) -> ParagraphRole | None:
    if label in ("source", "publisher", "publication", "outlet"):
        field = "url" if _ADDRESS.fullmatch(value) else "publisher"
        found.setdefault(field, value)
        return "note"
    if label in ("author", "byline"):
        found.setdefault("byline", re.sub(r"^[Bb][Yy]\s+", "", value))
        return "byline"
    if label in ("url", "link"):
        found.setdefault("url", value)
        return "note"
    field = "modified" if _MODIFIED.search(label) else "published"
    return "note" if _note_date(field, value, found) else None


def _note_date(field: str, text: str, found: dict[str, str]) -> bool:
    """Whether `text` is a date and nothing else but a time; its day is noted if it is clear."""
    nameplate = _NAMEPLATE.match(text)
    dated = match_date(text, nameplate.end() if nameplate is not None else 0)
    if dated is None or not _TIME.fullmatch(text, dated[1]):
        return False
    if dated[0] is not None:
        found.setdefault(field, dated[0])
    return True


def _title_role(line: str, following: str, after: str) -> ParagraphRole | None:
    """Return "title" for a headline, "note" for what is set above one: a section ("World") or
    a catchword; None where the story has begun."""
    if not _is_headline(line, following):
        return None
    words = len(line.split())
    return "note" if words == 1 or (words == 2 and _is_headline(following, after)) else "title"


def _is_headline(line: str, following: str) -> bool:
    """Headlines are short, take no full stop, and a story follows in whole sentences."""
    if len(line) > _MAX_TITLE_LENGTH or len(line.split()) > _MAX_TITLE_WORDS:
        return False
    if _SENTENCE_END.search(line) or line.endswith((":", ",", ";")):
        return False
    dateline = find_dateline(line)
    # In a headline a colon follows what it is about ("KADUNA: …").
    if dateline is not None and line[dateline.end - 1] != ":":
        return False
    return bool(following) and any(c.isalpha() for c in line)


def _mark_body(paragraph: str, found: dict[str, str]) -> Marked:
    reporting = _REPORTING.match(paragraph)
    if reporting is not None:
        found.setdefault("byline", reporting.group("names").strip())
        return Marked(paragraph, "note")
    if _NOTE.match(paragraph):
        return Marked(paragraph, "note")
    byline = _BYLINE.fullmatch(paragraph)
    if byline is not None and not _SENTENCE_END.search(paragraph):
        found.setdefault("byline", byline.group("names"))
        return Marked(paragraph, "byline")
    return Marked(paragraph, "body")


def _read_dateline(body: list[Marked], found: dict[str, str]) -> None:
    """Mark the dateline; after a standfirst it can open the second or third paragraph."""
    for index, marked in enumerate(body[:3]):
        if marked.role != "body":
            continue
        dateline = find_dateline(marked.text)
        if dateline is None and index == 0:
            dateline = find_town(marked.text)
        if dateline is None:
            continue
        body[index] = Marked(marked.text, "body", dateline.end)
        if dateline.day is not None:
            found.setdefault("published", dateline.day)
        if dateline.agency is not None:
            found.setdefault("publisher", dateline.agency)
        return
