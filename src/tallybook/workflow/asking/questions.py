"""Questions and filters as people write them: plain strings, on a command line or in a URL.

Everything is read here, before a book is opened, so that a wrong date or an unknown place is
said at once and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from tallybook.core.claims import Stage
from tallybook.core.incidents import STANDARDS, Standard
from tallybook.core.questions import BREAKDOWNS, Breakdown, Question
from tallybook.errors import QuestionError

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge

STAGES: tuple[Stage, ...] = ("done", "attempted", "foiled", "intercepted", "threatened")

Choice = TypeVar("Choice", bound=str)

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Filters(Struct, frozen=True, kw_only=True):
    """What a person filters by, as they wrote it; None, "" and () leave a filter out."""

    target: str | None = None
    attacker: str | None = None
    weapon: str | None = None
    event_type: str | None = None
    places: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    stages: tuple[str, ...] = ()
    ties: bool = False

    @property
    def any_set(self) -> bool:
        """Whether anything is filtered at all."""
        return any(getattr(self, name) for name in self.__struct_fields__)


def read_question(filters: Filters, knowledge: Knowledge, *, by: Sequence[str] = ()) -> Question:
    """Return the question that filters ask, each checked against what is known; `by` are the one or
    two breakdowns of it.

    Without stages it asks for what was done or attempted. Raises QuestionError for a date that is
    none, a period that ends before it begins, an unknown breakdown, stage, type or place, and ties
    without an attacker that the actor table knows.
    """
    since, until = read_day("--since", filters.since), read_day("--until", filters.until)
    if since is not None and until is not None and until < since:
        raise QuestionError(
            f"--until {until} lies before --since {since}: swap them, or leave one out"
        )
    rows, across = _breakdowns(by)
    named = [stage for words in filters.stages for stage in words.split(",") if stage.strip()]
    stages = tuple(_one_of("--stage", stage, STAGES) for stage in named)
    question = Question(
        target=_words("--target", filters.target),
        attacker=_words("--attacker", filters.attacker),
        weapon=_words("--weapon", filters.weapon),
        event_type=_words("--type", filters.event_type),
        places=tuple(dict.fromkeys(place.strip() for place in filters.places)),
        since=since,
        until=until,
        by=rows,
        across=across,
        ties=filters.ties,
        **({"stages": tuple(dict.fromkeys(stages))} if stages else {}),
    )
    for place in question.places:
        knowledge.gazetteer.question_places(place)
    if question.event_type is not None:
        knowledge.event_types.query(question.event_type)
    if question.ties:
        _check_ties(question, knowledge)
    return question


def _check_ties(question: Question, knowledge: Knowledge) -> None:
    if question.attacker is None:
        raise QuestionError("--ties says whose acts count as the attacker's; name it: --attacker A")
    if knowledge.actors.query(question.attacker).actor is None:
        raise QuestionError(
            f"--ties: the actor table does not know {question.attacker!r}, and ties nobody to it; "
            f"see tallybook lookup actor {question.attacker!r}, or leave --ties out"
        )


def filters_of(question: Question) -> Filters:
    """Return how a person would have written a question's filters."""
    return Filters(
        target=question.target,
        attacker=question.attacker,
        weapon=question.weapon,
        event_type=question.event_type,
        places=question.places,
        since=None if question.since is None else question.since.isoformat(),
        until=None if question.until is None else question.until.isoformat(),
        stages=() if question.stages == Question().stages else question.stages,
        ties=question.ties,
    )


def read_day(name: str, text: str | None) -> date | None:
    """Return the day that `text` writes as year-month-day; `name` is what the error calls it."""
    if not text:
        return None
    try:
        if not _DAY.match(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(
            f"{name} {text!r} is no day of the calendar; write it as year-month-day, "
            "for example 2023-10-17"
        ) from None


def read_outlets(text: str | None) -> tuple[str, ...]:
    """Return the outlets that `text` lists by commas, the most trusted first.

    Raises QuestionError where it lists none.
    """
    if text is None:
        return ()
    outlets = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    if not outlets:
        raise QuestionError(
            f"--priority {text!r} names no outlet; write them by commas, as in Reuters,AFP"
        )
    return outlets


def read_standard(text: str) -> Standard:
    """Return the standard of evidence that `text` names; raise QuestionError where it is none."""
    return _one_of("--standard", text, STANDARDS)


def _breakdowns(asked: Sequence[str]) -> tuple[Breakdown | None, Breakdown | None]:
    by = [_one_of("--by", one, BREAKDOWNS) for one in asked if one.strip()]
    if len(by) > 2 or len(set(by)) < len(by):
        raise QuestionError(
            f"--by is given {len(by)} times, as {', '.join(by)}; give it once, or twice with two "
            "that differ"
        )
    return by[0] if by else None, by[1] if len(by) > 1 else None


def _words(name: str, text: str | None) -> str | None:
    if not text:
        return None
    if not any(character.isalnum() for character in text):
        raise QuestionError(f"{name} {text!r} has no letters in it; write a name, or leave it out")
    return text.strip()


def _one_of(name: str, text: str, known: tuple[Choice, ...]) -> Choice:
    for choice in known:
        if choice == text.strip().lower():
            return choice
    raise QuestionError(f"{name} {text!r} is none of {', '.join(known)}; choose one of these")
