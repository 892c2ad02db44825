"""A question to the book, and the answer kept so that it can be opened again by its id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.garbage import collector_paused
from tallybook.core.judgements import PersonJudgement
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.errors import BookError, QuestionError, ReleasedBookError
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Days, Store, View
from tallybook.tally import Policy, RulesBeside, answer, rules_beside
from tallybook.tally.reach import Reach, ReachedBeyondError
from tallybook.tally.scopes import countries_asked
from tallybook.workflow.asking.contents import (
    NO_COUNTS,
    Contents,
    material_as_needed,
    material_of,
    read_behind,
    read_contents,
    read_counted,
)
from tallybook.workflow.asking.identifying import find_tally
from tallybook.workflow.asking.incidents import StoredIncidents
from tallybook.workflow.asking.sensitive import read_sensitive
from tallybook.workflow.keeping.relinking import is_linked, relink

DEFAULT_POLICY = Policy()
MARGIN = 62
"""Days around a question's in which counts are read to begin with: most counts are of a week or a
month, and what they share with others, and these with others again, lies that near."""


class Asked(Struct, frozen=True, kw_only=True):
    """An answer with the contents that it was made from.

    `warnings` say, a sentence each, what a person should know of how it came about: that it could
    not be `kept`, or that reports added in the meantime are not linked yet.
    """

    tally: Tally
    contents: Contents
    warnings: tuple[str, ...] = ()
    judgements: tuple[PersonJudgement, ...] = ()
    kept: bool = True


def ask(
    store: Store,
    question: Question,
    *,
    policy: Policy = DEFAULT_POLICY,
    whole: bool = False,
    behind: int | None = None,
) -> Asked:
    """Return the answer to a question, kept in the book where that may be written.

    `whole` hands over the whole book as its contents, not only what the answer rests on; `behind`
    of what it rests on no more than the first so many incidents, figures and members of
    contradictions, as whoever shows a few need not read all.
    Raises QuestionError for a filter that cannot be read, and BookError.
    """
    warnings = []
    if not finish_linking(store):
        warnings.append(
            "some reports are in the book and not linked yet, so attacks may be missing; "
            "run `tallybook add` again where the book may be written"
        )
    with store.view() as view, collector_paused():
        # Keeping an answer is a write as well. Were it to count, the same question asked twice of
        # the same reports would have two ids, and no two answers could be compared.
        version = view.settled
        # A breakdown by voice asks who stands behind every incident.
        if whole or "voice" in (question.by, question.across):
            contents = read_contents(view)
            material = material_of(contents, version=version)
            tally = answer(question, material, load_knowledge(), policy=policy)
        else:
            tally, contents = _as_needed(view, question, policy, version, behind)
    with collector_paused():
        refused = keep_tally(store, tally)
    if refused is not None:
        warnings.append(f"{refused}, so this answer was not kept; ask again to see it")
    return Asked(tally=tally, contents=contents, warnings=tuple(warnings), kept=refused is None)


def _as_needed(
    view: View, question: Question, policy: Policy, version: int, behind: int | None
) -> tuple[Tally, Contents]:
    """Return the answer and what it rests on, from no more of the book than it needs.

    Which counts decide an answer is not known before it is worked out, so it is worked out from
    those of the question's countries and days and around, and again from more where it reached
    further.
    """
    knowledge = load_knowledge()
    incidents = StoredIncidents(view)
    days, countries = _around(question), countries_asked(question, knowledge)
    counted = NO_COUNTS
    while True:
        counted = read_counted(view, days, countries, counted)
        material = material_as_needed(counted, incidents, version)
        reach = Reach(_ordinals(days), countries)
        try:
            tally = answer(question, material, knowledge, policy=policy, reach=reach)
        except ReachedBeyondError:
            days = _wider(days, reach)
            if countries is not None:
                countries = None if reach.countries is None else countries | reach.countries
        else:
            return tally, read_behind(view, tally, behind)


def _around(question: Question) -> Days | None:
    if question.since is None or question.until is None:
        return None
    return _day(question.since.toordinal() - MARGIN), _day(question.until.toordinal() + MARGIN)


def _ordinals(days: Days | None) -> tuple[int, int]:
    first, last = (date.min, date.max) if days is None else days
    return first.toordinal(), last.toordinal()


def _wider(days: Days | None, reach: Reach) -> Days | None:
    """Return days that hold what was reached and half as much beyond, or None for all."""
    begin, end = _ordinals(days)
    first, last = min(begin, reach.first), max(end, reach.last)
    if (first, last) == (begin, end):
        return days
    if first <= date.min.toordinal():
        return None
    margin = (last - first) // 2
    return _day(first - margin), _day(last + margin)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def rules_from(asked: Asked, priority: Sequence[str] = ()) -> RulesBeside:
    """Return what the usual aggregation rules say beside an answer that was asked as `whole`.

    Raises QuestionError for an outlet in `priority` that has no report in the book.
    """
    return rules_beside(
        asked.tally, material_of(asked.contents), load_knowledge(), priority=priority
    )


def recall(store: Store, asked: str) -> Asked:
    """Return an answer that the book keeps, with the contents that it was made from: those of the
    book as it was then.

    `asked` is its id or the beginning of it. The question is asked again of that book as well, and
    a warning says so where it is answered otherwise today: by other rules of counting, or with
    other tables of places and actors. Raises UnknownIdError.
    """
    with store.view() as view:
        tally = find_tally(view, asked)
        sensitive = read_sensitive(view)
    with store.view(tally.book_version) as then:
        contents = replace(read_contents(then), sensitive=sensitive)
        judgements = tuple(then.scan(PersonJudgement))
    return Asked(
        tally=tally,
        contents=contents,
        warnings=_counted_otherwise(tally, contents),
        judgements=judgements,
    )


def _counted_otherwise(tally: Tally, contents: Contents) -> tuple[str, ...]:
    if tally.policy != str(DEFAULT_POLICY):
        return (
            f"this answer was counted by {tally.policy} and this Tallybook counts by "
            f"{DEFAULT_POLICY}, so it was not counted again",
        )
    try:
        again = answer_from(contents, tally.question, version=tally.book_version)
    except QuestionError as error:
        return (f"this Tallybook cannot read the question any more: {error}",)
    if again == tally:
        return ()
    return (
        "this Tallybook answers the same question to the same book otherwise than the one that "
        "gave this answer; what is shown is what was answered then",
    )


def answer_from(contents: Contents, question: Question, *, version: int) -> Tally:
    """Return the answer that a book's whole contents give, without keeping it."""
    return answer(question, material_of(contents, version=version), load_knowledge())


def keep_tally(store: Store, tally: Tally) -> str | None:
    """Write a tally into its book; return why not, in words, where the book takes none.

    An answer is worth giving all the same: it can be had again by asking again.
    """
    with store.view() as view:
        if view.get(Tally, tally.id) == tally:
            return None
    try:
        with store.writer() as writer:
            writer.put([tally])
    except ReleasedBookError:
        return "a release never changes"
    except BookError:
        return "the book is read-only or in use"
    return None


def finish_linking(store: Store) -> bool:
    """Link what an interrupted `add` left unlinked; return whether the book is linked now.

    Unlinked claims are in no incident, so an answer would miss attacks without a word.
    """
    with store.view() as view:
        if is_linked(view):
            return True
    try:
        relink(store)
    except BookError:
        return False
    return True
