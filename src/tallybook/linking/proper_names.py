"""The proper names of the sentences that tell of an attack."""

from __future__ import annotations

import re

from tallybook.core.claims import Claim
from tallybook.knowledge.vocabulary import in_capitals
from tallybook.linking.texts import CALENDAR, TITLE_CASE_SHARE

TOKEN = re.compile(r"\w[\w'’-]*")


def proper_names(claim: Claim) -> frozenset[str]:
    """Return the proper names of a claim's sentences that no other feature compares.

    English capitalises names and the first word of a sentence; headlines and old wires
    capitalise more, and tell nothing by it.
    """
    mentions = claim.attackers + claim.targets + claim.voices
    values = [place.name for place in claim.places] + [mention.name for mention in mentions]
    compared = {word.lower() for words in values for word in TOKEN.findall(words)}
    names: set[str] = set()
    for span in (claim.sentence, *claim.repeats):
        words = TOKEN.findall(span.words)
        capitalised = [word for word in words if word[0].isupper()]
        if in_capitals(words) or len(capitalised) > TITLE_CASE_SHARE * len(words):
            continue
        names.update(word.lower() for word in capitalised if len(word) > 2 and word != words[0])
    return frozenset(names - compared - CALENDAR)
