"""Weeks out of the ordinary in a book's own series, with what its reports say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from tallybook.core.documents import Document
from tallybook.core.incidents import Standard
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.tallies import StandardBounds
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.tally.windows import bounds_in_windows
from tallybook.watch.surges import LEAST, MONTH, JudgedWeek, Range, Week, judge_weeks
from tallybook.watch.words import rising_words
from tallybook.workflow.asking.ask import finish_linking
from tallybook.workflow.asking.contents import Contents, material_of, read_contents
from tallybook.workflow.asking.selecting import select_claims
from tallybook.workflow.telling.views import DocumentLine, document_line

WEEK = timedelta(days=7)
WEEKS_READ = 4 * 53
"""Weeks of a series: three years of past for the last of them, and a year that is shown."""
NEWS_DAYS = 7
"""A report that appeared up to so many days after a week speaks of it as "the past week"."""


class Rising(Struct, frozen=True, kw_only=True):
    """A sentence that speaks of more violence, in a report about the week from `week` on."""

    week: date
    sentence: Span
    document: DocumentLine


class Series(Struct, frozen=True, kw_only=True):
    """The weeks of the question as a whole, or of one place in it; "" is the whole."""

    place: str
    weeks: tuple[JudgedWeek, ...]


class Surges(Struct, frozen=True, kw_only=True):
    """The weeks of a question at one standard of evidence, judged against those before them, the
    last one's week at the end of each series; and what the reports say of the weeks that are out
    of the ordinary and of the last. `undated` counts the reports that do not say when they
    appeared, which are in no week."""

    question: Question
    standard: Standard
    least: int
    series: tuple[Series, ...]
    said: tuple[Rising, ...]
    undated: int


def find_surges(
    store: Store, question: Question, standard: Standard = "reported", least: int = LEAST
) -> Surges:
    """Return the weeks from the book's first report, or the question's first day, to the last.

    Raises QuestionError for a breakdown other than by place.
    """
    if question.by not in (None, "place") or question.across is not None:
        raise QuestionError(
            f"surges are broken down by place alone, not by {question.across or question.by}"
        )
    finish_linking(store)
    with store.view() as view:
        contents = read_contents(view)
    appeared = [_day(document) for document in contents.documents.values()]
    weeks = _weeks(question, [day for day in appeared if day is not None])
    series = _series(question, weeks, contents, standard, least)
    told = {w.week.first for s in series for w in s.weeks if w.verdict in ("surge", "possible")}
    return Surges(
        question=question,
        standard=standard,
        least=least,
        series=series,
        said=_said(question, {*told, *weeks[-1:]}, contents),
        undated=sum(day is None for day in appeared),
    )


def _day(document: Document) -> date | None:
    return None if document.published is None else date.fromisoformat(document.published)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(question: Question, appeared: Sequence[date]) -> list[date]:
    """Return the Mondays of the weeks in which the book was kept, as far as they are asked for."""
    if not appeared:
        return []
    first = max(min(appeared), question.since or date.min)
    last = min(max(appeared), question.until or date.max)
    found: list[date] = []
    monday = _monday(last)
    while monday >= _monday(first) and len(found) < WEEKS_READ:
        found.append(monday)
        monday -= WEEK
    return found[::-1]


def _series(
    question: Question,
    weeks: Sequence[date],
    contents: Contents,
    standard: Standard,
    least: int,
) -> tuple[Series, ...]:
    reports = Counter(
        _monday(day) for document in contents.documents.values() if (day := _day(document))
    )
    ends = [monday + WEEK - timedelta(days=1) for monday in weeks]
    windows = [
        *zip(weeks, ends, strict=True),
        *((end - MONTH + timedelta(days=1), end) for end in ends),
    ]
    bounds = bounds_in_windows(
        structs.replace(question, since=None, until=None, by=None, across=None),
        windows,
        material_of(contents),
        load_knowledge(),
        by_place=question.by == "place",
    )
    return tuple(
        Series(
            place=place,
            weeks=tuple(judge_weeks(_judgeable(weeks, found, standard, reports), least)),
        )
        for place, found in bounds.items()
    )


def _judgeable(
    weeks: Sequence[date],
    found: Sequence[StandardBounds],
    standard: Standard,
    reports: Mapping[date, int],
) -> list[Week]:
    each = [getattr(bounds, standard) for bounds in found]
    ranges = [Range(bounds.lower, bounds.upper) for bounds in each]
    return [
        Week(first=first, attacks=attacks, month=month, reports=reports.get(first, 0))
        for first, attacks, month in zip(
            weeks, ranges[: len(weeks)], ranges[len(weeks) :], strict=True
        )
    ]


def _said(question: Question, weeks: set[date], contents: Contents) -> tuple[Rising, ...]:
    """Return the sentences on more violence of the reports that bear on the question and appeared
    in one of some weeks, or soon after."""
    asked = structs.replace(question, since=None, until=None, by=None, across=None)
    bearing = dict.fromkeys(
        one.claim.document for one in select_claims(contents, asked, load_knowledge())
    )
    found: list[Rising] = []
    for document in (contents.documents[identifier] for identifier in bearing):
        day = _day(document)
        about = [w for w in weeks if day is not None and w <= day < w + WEEK + _NEWS]
        if not about:
            continue
        line = document_line(document, contents.sensitive)
        found.extend(
            Rising(week=max(about), sentence=sentence, document=line)
            for sentence in rising_words(document.text)
        )
    found.sort(key=lambda one: (one.week, one.document.published or "", one.sentence.start))
    # Copies of one report say it once.
    first = {(one.week, one.sentence.words): one for one in reversed(found)}
    return tuple(one for one in found if first[one.week, one.sentence.words] is one)


_NEWS = timedelta(days=NEWS_DAYS)
