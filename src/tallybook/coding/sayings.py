"""Times that date a saying, or that something is compared with, and no attack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.clauses import clause_verb, had

if TYPE_CHECKING:
    from tallybook.coding.frames import Frame
    from tallybook.coding.moments import MomentMention
    from tallybook.coding.reading import Sentence
    from tallybook.coding.tokens import Token
    from tallybook.coding.voices import Attribution


def beside_cue(
    moment: MomentMention,
    cues: set[int],
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


def compares(moment: MomentMention, sentence: Sentence) -> bool:
    """ "Two more than a week ago", "nine, up from seven the week before": what is compared with."""
    doc = sentence.passage.doc
    before = doc[moment.start - 1].lower_ if moment.start > sentence.start else ""
    more = doc[moment.start].lower_ in ("more", "fewer", "less") and doc[moment.start - 1].like_num
    return before == "than" or (moment.start > sentence.start and more)
