"""Times that date a saying, or that something is compared with, and no attack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.counts.changes import FALLS, RISES
from tallybook.coding.language.clauses import clause_verb, had

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.counts.finding import CountMention
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.moments.finding import MomentMention
    from tallybook.coding.voices.attribution import Attribution


def beside_cue(
    moment: MomentMention,
    attributions: Sequence[Attribution],
    frames: Sequence[Frame],
) -> bool:
    """ "Ryder on Tuesday said", "police said on Sunday", "in a statement on Monday": a moment
    between a speaker and the verb of saying, or right after that verb, dates the saying."""
    for attribution in attributions:
        if any(attribution.cue in frame.indices for frame in frames):
            continue
        start, end = attribution.source_range
        low, high = min(end, attribution.cue), max(start, attribution.cue)
        told = any(low <= i < high for frame in frames for i in frame.indices)
        between = low <= moment.start and moment.end <= high + 1 and not told
        follows = attribution.cue < moment.start <= attribution.cue + 2
        if (between and end > start) or follows:
            return True
    return False


def note_saying(
    moment: MomentMention,
    outer: Token,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    """ "A day earlier the ministry had reported 39 raids": the past perfect says that the saying
    lies before the report's own, and the moment says when."""
    verb = clause_verb(outer)
    for attribution in attributions:
        if attribution.cue == verb.i and had(verb):
            for frame in frames:
                if frame.head.i in attribution.content:
                    frame.said = moment


def compares(moment: MomentMention, sentence: Sentence, counts: Sequence[CountMention]) -> bool:
    """ "Two more than a week ago", "nine, up from seven the week before", "from 31 in April to 24",
    "against 20 attacks in April", "up four on May": what is compared with. A time within the
    standard of a comparison is the standard's (Huddleston & Pullum 2002, ch. 13)."""
    doc = sentence.passage.doc
    if any(c.rule == "revised_from" and _reaches(c.end, moment.start, doc) for c in counts):
        return True
    after = [t.lower_ for t in doc[moment.end : min(moment.end + 2, sentence.end)]]
    if moment.start == sentence.start or "when" in after:
        return False  # "Compared with April, when 20 were counted": the other attacks' own time.
    if doc[moment.start].lower_ in ("more", "fewer", "less") and doc[moment.start - 1].like_num:
        return True
    first = max(sentence.start, moment.start - _STANDARD)
    before = [t.lower_ for t in doc[first : moment.start]]
    same = next((n for n, word in enumerate(before) if word in _SAME), None)
    stretch = before[same + 1 : -1] if same is not None else []
    if before[-1] in ("of", "in") and 0 < len(stretch) < 3 and all(w.isalnum() for w in stretch):
        return True  # "Against 15 in the same period of last year": the year of those.
    named = before[-1] == "from" or (before[-1] in ("over", "on") and moment.rule in _NAMED)
    if named and any(w in RISES | FALLS for w in before[-4:-1]):
        return True
    for at in range(len(before) - 1, -1, -1):
        hedge = before[at] == "than" and doc[first + at + 1].like_num  # "More than 40 last year"
        # "Attacks against aid workers in A last month": on whom, and no comparison.
        aimed = before[at] == "against" and not any(
            t.like_num for t in doc[first + at + 1 : first + at + 3]
        )
        if before[at] in COMPARING and not (hedge or aimed):
            return True
        if before[at] == "as" and not doc[first + at + 1].like_num:
            # "As many in May as in April", and not "as many as 14 in May".
            return any(t.lower_ == "as" for t in doc[sentence.start : first + at])
        token = doc[first + at]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "PRON", "CCONJ"):
            return False
    return False


_SAME = frozenset({"same", "corresponding", "comparable"})


def _reaches(start: int, end: int, doc: Doc) -> bool:
    """Whether a number and the time behind it are of one phrase: "12 in that period last year"."""
    between = doc[start:end] if 0 <= end - start <= _STANDARD else None
    return between is not None and not any(
        t.is_punct or t.like_num or t.pos_ in ("VERB", "AUX", "CCONJ") for t in between
    )


_STANDARD = 8
_NAMED = frozenset({"month", "year"})
"""What one is "up on" or "an increase over"; on a day, and over a week, things rise."""
COMPARING = frozenset({"than", "compared", "against", "versus", "vs", "vs."})
"""Words that introduce what something is compared with."""
