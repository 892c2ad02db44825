"""Paragraphs that a document prints twice, so that what they say is counted once.

Resemblance and containment of sets of word shingles (Broder 1997, "On the resemblance and
containment of documents"). A changed figure, name or "not" makes it news, however alike the
rest: near repeats may differ only in words in small letters that are neither.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

SHINGLE_WORDS = 3
MIN_WORDS = 8
"""Shorter paragraphs ("He gave no details.") recur without being a reprint."""

MIN_SHARE = 0.9
"""Of shingles: the two paragraphs' resemblance, or how much of the later the earlier contains."""

_MAX_POSTINGS = 50
"""A shingle in more paragraphs than this tells nothing, and would make hostile input slow."""

_WORD = re.compile(r"\w+(?:['’.,:]\w+)*")
_TELLING = frozenset(
    "no not never none nobody nothing neither nor without cannot n't zero one two three four five "
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen "
    "dozens scores several many few first second third fourth fifth sixth another last once twice "
    "all most some half less more least north south east west northern southern eastern western "
    "denied denies confirmed claimed failed".split()
)


class _Words(Struct, frozen=True):
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]


def find_repeats(paragraphs: Sequence[str], *, has_title: bool) -> list[int | None]:
    """Return for each paragraph the index of the first one that it prints again, or None.

    With `has_title` the first paragraph is a headline, which counts as repeated only by the
    very same words.
    """
    words = [_words(paragraph) for paragraph in paragraphs]
    found: list[int | None] = []
    seen: dict[tuple[str, ...], int] = {}
    postings: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, these in enumerate(words):
        first = _first_printing(index, words, found, seen, postings, has_title=has_title)
        found.append(first)
        if first is None and these.folded:
            seen.setdefault(these.folded, index)
            if not (has_title and index == 0):
                for shingle in these.shingles:
                    postings[shingle].append(index)
    return found


def _first_printing(
    index: int,
    words: list[_Words],
    found: list[int | None],
    seen: dict[tuple[str, ...], int],
    postings: defaultdict[tuple[str, ...], list[int]],
    *,
    has_title: bool,
) -> int | None:
    these = words[index]
    same = seen.get(these.folded)
    if has_title and index and these.folded == words[0].folded:
        return 0
    if len(these.folded) < MIN_WORDS:
        # A short paragraph is a repeat only inside a reprint, as the next line of it.
        before = found[index - 1] if index else None
        if before is None or before + 1 >= index or not these.folded:
            return None
        return before + 1 if words[before + 1].folded == these.folded else None
    if same is not None:
        return same
    shared: Counter[int] = Counter()
    for shingle in these.shingles:
        places = postings.get(shingle)
        if places is not None and len(places) <= _MAX_POSTINGS:
            shared.update(places)
    for earlier in sorted(shared):
        if _nearly_same(these, words[earlier], shared[earlier]):
            return earlier
    return None


def _nearly_same(later: _Words, earlier: _Words, shared: int) -> bool:
    if len(earlier.folded) < MIN_WORDS:
        return False
    union = len(later.shingles) + len(earlier.shingles) - shared
    resemblance, containment = shared / union, shared / len(later.shingles)
    if max(resemblance, containment) < MIN_SHARE:
        return False
    added = Counter(later.exact) - Counter(earlier.exact)
    return not any(_telling(word) for word in added)


def _telling(word: str) -> bool:
    return (
        any(c.isdigit() for c in word)
        or any(c.isupper() for c in word)
        or word in _TELLING
        or word.replace("’", "'").endswith("n't")
    )


def _words(paragraph: str) -> _Words:
    exact = tuple(_WORD.findall(paragraph))
    folded = tuple(word.casefold().replace("’", "'") for word in exact)
    width = min(SHINGLE_WORDS, len(folded)) or 1
    shingles = frozenset(folded[i : i + width] for i in range(len(folded) - width + 1))
    return _Words(exact, folded, shingles)
