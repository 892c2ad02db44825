"""Which reports are one text: near-copies, cut or extended, and reworked wires.

Two texts are compared by their sets of word 5-grams ("shingles") and by containment, the share
of the smaller set that lies in the other (Broder 1997, "On the resemblance and containment of
documents"), so that a cut copy is found inside the whole. To find candidates in about linear
time only shingles whose hash is divisible by SAMPLE are indexed, and each is matched with the
first and the previous report that print it, not with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.linking.sets import DisjointSets

SHINGLE_WORDS = 5
SAMPLE = 4
"""One shingle in four is indexed: of a 25-word copy about five, of which one has to be shared."""
SHORTEST = 12
"""Fewer shingles than this show no copying; only equal texts are copies then."""
COPY_FROM = 0.6
"""Containment from which two reports are one text. Hand-set: independent reports of one event
share quotations and names, seldom a fifth of their 5-grams; a reworked wire keeps most."""
CREDITED_COPY_FROM = 0.3
"""Containment that is enough where both reports credit the same agency."""

AGENCIES = (
    "Reuters",
    "AFP",
    "Agence France-Presse",
    "Associated Press",
    "AP",
    "Xinhua",
    "TASS",
    "Interfax",
    "Anadolu",
    "EFE",
    "DPA",
    "ANSA",
    "Kyodo",
    "Yonhap",
    "PTI",
    "Press Trust of India",
    "ANI",
    "UPI",
    "IANS",
    "Bloomberg",
    "News Agency of Nigeria",
    "PA Media",
)
"""News agencies whose copy other outlets print. Names as in their own credits."""

_ALIASES = {"agence france-presse": "afp", "associated press": "ap", "press trust of india": "pti"}
_WORD = re.compile(r"\w+")
_NAMES = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
# An agency signs in brackets, in the byline, or in a line of credit; its name in running text
# ("told Reuters") says who heard a quotation, not whose text it is.
_CREDIT = re.compile(
    rf"\((?:[^()\n]{{0,30}}/)?({_NAMES})\)"
    r"|(?:[Bb]y|[Ss]ource:|[Cc]redit:|[Ww]ith (?:inputs|reporting|files) (?:from|by))"
    rf" (?:the )?({_NAMES})\b"
    rf"|\b(?:[Tt]he )?({_NAMES}) contributed to this"
)
# After a dateline any name in brackets is the agency's: "JOS, Nigeria (Continental Wire) -".
_DATELINE_CREDIT = re.compile(
    r"^[A-Z][^()\n]{0,60}\(([A-Z][\w .&'-]{1,40})\)\s*[-–—]", re.MULTILINE
)


class CopyGroup(Struct, frozen=True):
    """The report that stands for a group of near-copies, how many there are, and why; with the
    agencies that the one report credits."""

    id: str
    size: int
    words: str
    credits: frozenset[str]


def credits_of(document: Document) -> frozenset[str]:
    """Return the agencies that a report credits, in lower case, "ap" for "Associated Press"."""
    found: list[str] = []
    # Most reports print no agency's name, and to look for one is far quicker than for a credit.
    if any(name in document.text for name in AGENCIES):
        found += (name for groups in _CREDIT.findall(document.text) for name in groups if name)
    if document.byline is not None:
        found += re.findall(rf"\b({_NAMES})\b", document.byline)
    dateline = _DATELINE_CREDIT.search(document.text)
    if dateline is not None:
        found.append(dateline.group(1))
    return frozenset(_ALIASES.get(name.lower(), name.lower()) for name in found)


def copy_groups(documents: Sequence[Document]) -> dict[str, CopyGroup]:
    """Return the group of near-copies of each report, by document id.

    `documents` come oldest first: the oldest stands for its group. A group holds whatever a
    chain of copies ties together, which errs towards fewer independent sources.
    """
    words = [_words(document) for document in documents]
    shingles = [_shingles(listed) for listed in words]
    credit = [credits_of(document) for document in documents]
    groups = DisjointSets(len(documents))
    reasons: dict[int, str] = {}
    for one, other in (*_equal_texts(words), *_sharing_shingles(shingles)):
        share = _containment(shingles[one], shingles[other])
        shared_credit = sorted(credit[one] & credit[other])
        if share >= COPY_FROM:
            reasons.setdefault(other, f"{share:.0%} of its text is in an earlier report")
        elif share >= CREDITED_COPY_FROM and shared_credit:
            reasons.setdefault(
                other,
                f"{share:.0%} of its text is in an earlier report, and both credit"
                f" {shared_credit[0]}",
            )
        else:
            continue
        groups.union(one, other)
    sizes: dict[int, int] = {}
    for index in range(len(documents)):
        root = groups.find(index)
        sizes[root] = sizes.get(root, 0) + 1
    return {
        document.id: CopyGroup(
            documents[groups.find(index)].id,
            sizes[groups.find(index)],
            reasons.get(index, "the oldest of its copies" if sizes[groups.find(index)] > 1 else ""),
            credit[index],
        )
        for index, document in enumerate(documents)
    }


def _words(document: Document) -> list[str]:
    """Return the words of a report's title and body, each reprinted paragraph once."""
    if not document.paragraphs:
        return _WORD.findall(document.text.lower())
    return [
        word
        for paragraph in document.paragraphs
        if paragraph.role in ("title", "body") and paragraph.repeats is None
        for word in _WORD.findall(document.text[paragraph.start : paragraph.end].lower())
    ]


def _shingles(words: Sequence[str]) -> frozenset[int]:
    ends = range(SHINGLE_WORDS, len(words) + 1)
    return frozenset([crc32(" ".join(words[end - SHINGLE_WORDS : end]).encode()) for end in ends])


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    smaller = min(len(one), len(other))
    if smaller < SHORTEST:
        return 1.0 if one == other else 0.0
    return len(one & other) / smaller


def _equal_texts(words: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    first: dict[tuple[str, ...], int] = {}
    for index, listed in enumerate(words):
        known = first.setdefault(tuple(listed), index)
        if known != index:
            yield known, index


def _sharing_shingles(shingles: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Return pairs of reports, earlier first, whose sampled shingles suggest copying."""
    first: dict[int, int] = {}
    previous: dict[int, int] = {}
    shared: dict[tuple[int, int], int] = {}
    for index, values in enumerate(shingles):
        for value in values:
            if value % SAMPLE:
                continue
            opener = first.setdefault(value, index)
            if opener != index:
                for other in {opener, previous[value]}:
                    shared[other, index] = shared.get((other, index), 0) + 1
            previous[value] = index
    return sorted(
        (one, other)
        for (one, other), count in shared.items()
        if count * SAMPLE >= CREDITED_COPY_FROM / 2 * min(len(shingles[one]), len(shingles[other]))
    )
