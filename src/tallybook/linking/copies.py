"""Which reports are one text: near-copies, cut or extended, and reworked wires.

Two texts are compared by their sets of word 5-grams ("shingles") and by containment, the share
of the smaller set that lies in the other (Broder 1997, "On the resemblance and containment of
documents"), so that a cut copy is found inside the whole. Only shingles whose hash is divisible by
SAMPLE are looked up. Whether two reports are one text depends on the two alone, so that groups do
not depend on which came first.

Copies have one source. Whether they also tell of the same attacks is another question: a wire that
is brought up to date, or a form that is filled in each day, puts other figures in the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from functools import cached_property
from zlib import crc32

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.linking.sets import DisjointSets
from tallybook.linking.templates import Template, is_filled_otherwise, name_other_days, words_of

SHINGLE_WORDS = 5
SAMPLE = 4
"""One shingle in four is indexed: of a 25-word copy about five, of which one has to be shared."""
SHORTEST = 12
"""Fewer shingles than this show no copying; only equal texts are copies then."""
COPY_FROM = 0.6
"""Containment from which two reports are one text. Hand-set: independent reports of one event
share quotations and names, seldom a fifth of their 5-grams; a reworked wire keeps most."""
STOCK_FROM = 500
"""Shingles that more reports print are not looked up: to compare all that print "the spokesman told
reporters on" would cost the square of their number. A text of which there are more copies is found
by what these change of it."""
PRINTED_AGAIN_FROM = 0.9
"""Share of the larger set of shingles from which an outlet has printed one text on two days, and
not one form for two days."""
CREDITED_COPY_FROM = 0.3
"""Containment that is enough where both reports credit the same agency."""

UNDATED = "9999-99-99"

WHOLE_TEXT = 1 << 32
"""Above every shingle's hash, which has 32 bits."""

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
    agencies that the one report credits. `reprint` stands for those of them that tell the same."""

    id: str
    size: int
    words: str
    credits: frozenset[str]
    reprint: str


def alone(document: Document, credited: frozenset[str] = frozenset()) -> CopyGroup:
    """Return the group of a report without copies."""
    return CopyGroup(document.id, 1, "", credited, document.id)


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


class Print:
    """What is compared of a report: its shingles, a `sample` of them to look up, its credits, and
    the form that it fills in."""

    def __init__(self, document: Document) -> None:
        words = words_of(document)
        ends = range(SHINGLE_WORDS, len(words) + 1)
        self.document = document
        self.shingles = frozenset(
            [crc32(" ".join(words[end - SHINGLE_WORDS : end]).encode()) for end in ends]
        )
        # Texts too short for shingles are found by the whole, a number beyond those of shingles.
        whole = WHOLE_TEXT + crc32(" ".join(words).encode())
        self.sample = frozenset([whole, *(s for s in self.shingles if s % SAMPLE == 0)])
        self.credits = credits_of(document)

    @cached_property
    def template(self) -> Template:
        """The text without what it fills in."""
        return Template(self.document)


def copy_groups(documents: Iterable[Document]) -> dict[str, CopyGroup]:
    """Return the group of near-copies of each report, by document id."""
    prints = [Print(document) for document in documents]
    printed = Counter(value for one in prints for value in one.sample)
    return group_prints(prints, {value for value, n in printed.items() if is_stock(n)})


def is_stock(reports: int) -> bool:
    """Whether a shingle that so many reports print is a stock phrase, which copies nothing."""
    return reports > STOCK_FROM


def group_prints(prints: Iterable[Print], stock: Set[int]) -> dict[str, CopyGroup]:
    """Return the group of near-copies of each report, by document id; `stock` are the shingles of
    their samples that are stock phrases.

    The oldest stands for its group. A group holds whatever a chain of copies ties together, which
    errs towards fewer independent sources.
    """
    ranked = sorted(prints, key=lambda one: age(one.document))
    groups, reprints = DisjointSets(len(ranked)), DisjointSets(len(ranked))
    printed: dict[int, list[int]] = {}
    for index, one in enumerate(ranked):
        before: Counter[int] = Counter()
        for value in one.sample - stock:
            others = printed.setdefault(value, [])
            before.update(others)
            others.append(index)
        for other, shared in before.items():
            sampled = min(len(one.sample), len(ranked[other].sample))
            known = reprints.find(other) == reprints.find(index)
            if known or not may_be_copies(shared, sampled) or not are_copies(ranked[other], one):
                continue
            groups.union(other, index)
            if _tell_the_same(ranked[other], one):
                reprints.union(other, index)
    sizes = Counter(groups.find(index) for index in range(len(ranked)))
    return {
        one.document.id: CopyGroup(
            ranked[oldest].document.id,
            sizes[oldest],
            _reason(ranked[oldest], one) if sizes[oldest] > 1 else "",
            one.credits,
            ranked[reprints.find(index)].document.id,
        )
        for index, one in enumerate(ranked)
        for oldest in (groups.find(index),)
    }


def may_be_copies(shared: int, sampled: int) -> bool:
    """Whether two reports share enough of their samples to be looked at; `sampled` is the size of
    the smaller sample."""
    return shared >= CREDITED_COPY_FROM / 2 * sampled


def are_copies(one: Print, other: Print) -> bool:
    """Whether two reports are one text: no bulletins of two days, of which each names its own, or
    which one outlet has filled in otherwise. Who prints another's text keeps its days, and nobody
    prints their own again on another day with other figures but to tell something new."""
    share = _containment(one.shingles, other.shingles)
    if share < (CREDITED_COPY_FROM if one.credits & other.credits else COPY_FROM):
        return False
    one_day, one_outlet = _share_day_and_outlet(one.document, other.document)
    if one_day:
        return True
    if one_outlet:
        larger = max(len(one.shingles), len(other.shingles))
        printed_again = len(one.shingles & other.shingles) >= PRINTED_AGAIN_FROM * larger
        return printed_again and not is_filled_otherwise(one.template, other.template)
    return not name_other_days(one.template, other.template)


def _tell_the_same(one: Print, other: Print) -> bool:
    """Whether two copies have the same figures, or two outlets printed them on one day."""
    one_day, one_outlet = _share_day_and_outlet(one.document, other.document)
    return (one_day and not one_outlet) or not is_filled_otherwise(one.template, other.template)


def _share_day_and_outlet(one: Document, other: Document) -> tuple[bool, bool]:
    return (
        one.published is not None and one.published == other.published,
        one.publisher is not None and one.publisher == other.publisher,
    )


def age(document: Document) -> tuple[str, str]:
    """Return what reports are ordered by: the day of publication (no date: last), then the id."""
    return (document.published or UNDATED, document.id)


def _reason(oldest: Print, copy: Print) -> str:
    if oldest is copy:
        return "the oldest of its copies"
    share, shared_credit = (
        _containment(oldest.shingles, copy.shingles),
        oldest.credits & copy.credits,
    )
    if share >= COPY_FROM:
        return f"{share:.0%} of its text is in an earlier report"
    if share >= CREDITED_COPY_FROM and shared_credit:
        words = f"{share:.0%} of its text is in an earlier report, and both credit"
        return f"{words} {min(shared_credit)}"
    return "other copies tie its text to an earlier report"


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    smaller = min(len(one), len(other))
    if smaller < SHORTEST:
        return 1.0 if one == other else 0.0
    return len(one & other) / smaller
