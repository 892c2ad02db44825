"""Senses: whether a report's words for attacks are meant of arms at all.

Reports of sport, politics, medicine and weather are full of attacks, strikes and massacres, and
exercises are told as if they were real. Within one text a word keeps its sense (Gale, Church
and Yarowsky 1992, "One sense per discourse"), so the report is asked as a whole: a field whose
words fill it rules it, unless somebody armed acts in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallybook.knowledge.event_types import EventTypes

CONTESTS = frozenset({"sport", "speech", "finance", "labour", "arts", "computing", "health"})
"""Fields that borrow the words of war for what hurts nobody, or hurts without an attacker."""

_ARMED = re.compile(
    r"\b(?:gunm[ae]n|militants?|insurgents?|jihadists?|terrorists?|bombers?|soldiers?|troops"
    r"|guerrillas?|bandits?|pirates?|airstrikes?|air strikes?|bombings?|explosives?|grenades?"
    r"|police(?:m[ae]n)?|gendarmes?|kidnapp\w+|abduct\w+|assassinat\w+|shot dead|gunshots?"
    r"|peacekeepers?)\b",
    re.IGNORECASE,
)
"""Words for people and acts of arms that the fields do not borrow."""

_NUMBER = r"(?:\d[\d,]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|several)"
_TOLL = re.compile(
    rf"\b(?:kill|wound|injur)(?:ed|ing)\s+(?:at least |about |some |more than )?{_NUMBER}\b"
    rf"|\b{_NUMBER}\s+(?:[a-z]+\s+){{0,2}}(?:were |was |been )?(?:killed|wounded|dead)\b",
    re.IGNORECASE,
)
"""A number of people killed or wounded."""

_REHEARSAL = re.compile(
    # A participle before the noun, after its article: who "staged a raid" made one.
    r"\b(?:simulated|mock|make-believe|(?:an?|the|this|that)\s+staged)\s+(?:\w+\s+)?(?:attacks?|assaults?|raids?|bombings?"
    r"|hijackings?|ambush(?:es)?|explosions?|shootings?|terrorists?|gunm[ae]n)\b"
    r"|\b(?:was|were|is)\s+(?:only|just|merely|all)?\s*(?:part of\s+)?an?\s+(?:\w+\s+){0,2}"
    r"(?:drill|exercise|rehearsal|simulation)\b",
    re.IGNORECASE,
)
"""What says that a report tells of an exercise: the attack is called simulated, or is said to
have been a drill."""

_REAL = re.compile(r"\b(?:real|actual|genuine|in earnest|19\d\d|20\d\d)\b", re.IGNORECASE)
"""What turns from the exercise to the world outside it: a contrast, or a year."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class Senses:
    """What is known of a report's words before and while its sentences are read.

    `ruling` is the field that the whole report is of, `rehearsed` says that it tells of an
    exercise, and `figurative_until` is the order of the last sentence that a pronoun may still
    take its figurative subject from.
    """

    ruling: str | None = None
    rehearsed: bool = False
    figurative_until: int = -1


def senses_of(text: str, event_types: EventTypes) -> Senses:
    """Return the senses that the words of a report's text have throughout."""
    return Senses(_ruling(text, event_types), _REHEARSAL.search(text) is not None)


def _ruling(text: str, event_types: EventTypes) -> str | None:
    if _ARMED.search(text) or _TOLL.search(text):
        return None
    words = [w.lower() for w in _WORD.findall(text)]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return event_types.ruling_domain([*words, *pairs], CONTESTS)


def is_real(sentence: str) -> bool:
    """Whether a sentence of a report of an exercise speaks of attacks outside it."""
    return _REAL.search(sentence) is not None or _TOLL.search(sentence) is not None
