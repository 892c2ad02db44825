"""Why one answer differs from another: what changed between the books that they were made from.

Both answers are kept, and so is every record as it was when each was given. The changes are
therefore read off the records and are no guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.questions import Question
from tallybook.core.tallies import Constraint, StandardBounds, Tally
from tallybook.knowledge.loading import load_knowledge
from tallybook.tally.names import Names
from tallybook.workflow.asking.ask import Asked
from tallybook.workflow.asking.attack_changes import AttackChanges, Found
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.telling.answering import row_keys
from tallybook.workflow.telling.views import document_line
from tallybook.workflow.telling.words import (
    question_in_words,
    quoted,
    range_in_words,
)

QUOTE_LENGTH = 100

_WORDS = {
    "new_report": ("1 new report", "{} new reports"),
    "report_read_again": ("1 report read again", "{} reports read again"),
    "new_incident": ("1 new incident", "{} new incidents"),
    "incident_withdrawn": ("1 incident withdrawn", "{} incidents withdrawn"),
    "incident_doubted": (
        "1 incident now only denied or hypothetical",
        "{} incidents now only denied or hypothetical",
    ),
    "incident_affirmed": (
        "1 incident no longer only denied or hypothetical",
        "{} incidents no longer only denied or hypothetical",
    ),
    "attacker_standard": (
        "1 attacker named at another standard of evidence",
        "{} attackers named at another standard of evidence",
    ),
    "may_be_one": ("1 pair of incidents may now be one", "{} pairs of incidents may now be one"),
    "told_apart": (
        "1 pair of incidents can no longer be one",
        "{} pairs of incidents can no longer be one",
    ),
    "new_figure": ("1 new figure", "{} new figures"),
    "figure_withdrawn": ("1 figure withdrawn", "{} figures withdrawn"),
    "figure_replaced": (
        "1 figure replaced by its voice's later one",
        "{} figures replaced by their voice's later one",
    ),
    "figure_in": ("1 figure now bears on the question", "{} figures now bear on the question"),
    "figure_out": (
        "1 figure no longer bears on the question",
        "{} figures no longer bear on the question",
    ),
    "figure_read_otherwise": ("1 figure read otherwise", "{} figures read otherwise"),
    "judgement": ("1 judgement by a person", "{} judgements by people"),
    "new_contradiction": ("1 new contradiction", "{} new contradictions"),
    "contradiction_resolved": ("1 contradiction resolved", "{} contradictions resolved"),
}
"""Kinds of change, each of one record and of several; those whose words need more are below."""
KINDS_OF_CHANGE = (
    *("question", "policy", "incidents_merged", "incident_split", "incident_moved"),
    *("incident_standard", "figure_standard", *_WORDS),
)
"""The words that `Change.what` may be."""

_FIELDS = {
    "when": ("date", "dates"),
    "places": ("place", "places"),
    "targets": ("target", "targets"),
    "attackers": ("attacker", "attackers"),
    "weapons": ("weapon", "weapons"),
    "event_type": ("type of attack", "types of attack"),
    "stage": ("stage", "stages"),
}
_DIRECTIONS = {
    "in": "moved into the {}",
    "possibly in": "moved possibly into the {}",
    "surely in": "now surely in the {}",
    "possibly out": "now possibly outside the {}",
    "out": "moved out of the {}",
}

_ASKED = {**_DIRECTIONS, "in": "now in the {}", "out": "no longer in the {}"}
"""Of attacks that stand where they stood, and are asked for otherwise."""


class Answer(Struct, frozen=True):
    """One of the two answers: which it is, what it was made from, and its bounds."""

    id: str
    question: Question
    book_version: int
    policy: str
    bounds: StandardBounds


class Changed(Struct, frozen=True):
    """A record that changed: its id, and what it is or became, in words."""

    id: str
    words: str


class Change(Struct, frozen=True):
    """All changes of one kind: `what` is a stable word, `words` say it with its number."""

    what: str
    words: str
    records: tuple[Changed, ...] = ()


class ChangedRow(Struct, frozen=True):
    """A row of a breakdown whose bounds differ; None where an answer does not have the row."""

    key: str
    before: StandardBounds | None
    after: StandardBounds | None


class Comparison(Struct, frozen=True, kw_only=True):
    """Two answers side by side; `words` say in a sentence why they differ."""

    before: Answer
    after: Answer
    words: str
    changes: tuple[Change, ...]
    rows: tuple[ChangedRow, ...] = ()


def compare(before: Asked, after: Asked) -> Comparison:
    """Return why `after` differs from `before`, which was made from an earlier book or the same."""
    changes = tuple(_changes(before, after))
    return Comparison(
        before=_answer(before.tally),
        after=_answer(after.tally),
        words=_sentence(before.tally, after.tally, changes),
        changes=changes,
        rows=_rows(before.tally, after.tally),
    )


def _answer(tally: Tally) -> Answer:
    return Answer(tally.id, tally.question, tally.book_version, tally.policy, tally.bounds)


def _sentence(before: Tally, after: Tally, changes: tuple[Change, ...]) -> str:
    said = ", ".join(change.words for change in changes)
    if before.bounds == after.bounds:
        if said:
            return f"The bounds are the same, though what they rest on is not: {said}."
        return "Nothing that the answer rests on changed."
    if said:
        return f"The answer changed: {said}."
    return (
        "The answer changed, and nothing within the question did: what is counted together with "
        "it beyond the question changed, or Tallybook itself."
    )


def _rows(before: Tally, after: Tally) -> tuple[ChangedRow, ...]:
    asked = [(one.question.by, one.question.across) for one in (before, after)]
    if asked[0] != asked[1]:
        return ()
    old = {" · ".join(row_keys(row)): row.bounds for row in before.by}
    new = {" · ".join(row_keys(row)): row.bounds for row in after.by}
    return tuple(
        ChangedRow(key, old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def _changes(before: Asked, after: Asked) -> Iterator[Change]:
    """Yield what changed: how it was asked, attacks, reports, figures, contradictions, and what
    people judged."""
    old, new = before.tally, after.tally
    asked = [question_in_words(tally.question) or "without a filter" for tally in (old, new)]
    if asked[0] != asked[1]:
        yield Change("question", f"another question ({asked[0]} before, {asked[1]} after)")
    if old.policy != new.policy:
        yield Change("policy", f"other rules of counting ({old.policy} before, {new.policy} after)")
    grouped: dict[tuple[str, tuple[str, str]], list[Found]] = {}
    attacks = AttackChanges(before, after, Names(load_knowledge())).changes()
    for one in (
        *attacks,
        *_reports(before, after),
        *_figures(before, after, same_question=asked[0] == asked[1]),
        *_contradictions(old, new),
        *_judgements(before, after),
    ):
        grouped.setdefault((one.what, one.how), []).append(one)
    for (what, how), found in grouped.items():
        records = dict.fromkeys(Changed(one.id, one.words) for one in found)
        homes = len({one.home for one in found})
        yield Change(what, _in_words(what, how, len(records), homes), tuple(records))


def _in_words(what: str, how: tuple[str, str], number: int, homes: int) -> str:
    """Return changes of one kind with their number: "1 date moved out of the period"."""
    incidents = "1 incident" if number == 1 else f"{number} incidents"
    if what == "incidents_merged":
        return f"{incidents} merged" if (number, homes) == (2, 1) else (
            f"{incidents} merged into {homes}"
        )  # fmt: skip
    if what == "incident_split":
        return f"{'1 incident' if homes == 1 else f'{homes} incidents'} split into {number}"
    if what == "incident_moved":
        field, direction = how
        one, many = _FIELDS.get(field, ("incident", "incidents"))
        ways = _ASKED if field == "question" else _DIRECTIONS
        where = ways[direction].format("period" if field == "when" else "question")
        return f"{number} {one if number == 1 else many} {where}"
    if what in ("incident_standard", "figure_standard"):
        things = incidents.replace("incident", what.removesuffix("_standard"))
        return f"{things} now {how[1]}, before {how[0]}"
    one, many = _WORDS[what]
    return one if number == 1 else many.format(number)


def _reports(before: Asked, after: Asked) -> Iterator[Found]:
    """Yield the reports behind either answer that are new, or of which the claims changed."""
    old, new = before.contents, after.contents
    behind = _behind(before) | _behind(after)
    was, now = _claims_by_document(old, behind), _claims_by_document(new, behind)
    for identifier in sorted(behind & new.documents.keys()):
        words = document_line(new.documents[identifier], new.sensitive).words
        if identifier not in old.documents:
            yield Found(what="new_report", id=identifier, words=words)
        elif was[identifier] != now[identifier]:
            yield Found(what="report_read_again", id=identifier, words=words)


def _behind(asked: Asked) -> set[str]:
    """Return the reports that an answer rests on."""
    claims = (asked.contents.claims[claim] for claim in _told(asked))
    return {claim.document for claim in claims} | {one.document for one in asked.tally.constraints}


def _told(asked: Asked) -> set[str]:
    """Return the claims of the attacks that an answer counts, surely or possibly."""
    counted = (*asked.tally.incidents, *asked.tally.possible_incidents)
    return {claim for i in counted for claim in asked.contents.incidents[i].claims}


def _claims_by_document(contents: Contents, documents: set[str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {document: [] for document in documents}
    for claim in contents.claims.values():
        if claim.document in found:
            found[claim.document].append(claim)
    return {document: sorted(claims, key=lambda c: c.id) for document, claims in found.items()}


def _figures(before: Asked, after: Asked, *, same_question: bool) -> Iterator[Found]:
    """Yield the figures that only one answer has, and those that it uses otherwise."""
    old = {one.claim: one for one in before.tally.constraints}
    new = {one.claim: one for one in after.tally.constraints}
    for claim, one in new.items():
        if claim not in old:
            known = claim in before.contents.claims
            yield _figure("figure_in" if known else "new_figure", one)
            continue
        was = old[claim]
        if one.superseded_by is not None and was.superseded_by is None:
            yield _figure("figure_replaced", one)
        elif (was.lower, was.upper, was.scope) != (one.lower, one.upper, one.scope) or (
            same_question and was.sense != one.sense
        ):
            yield _figure("figure_read_otherwise", one)
        if was.standard != one.standard:
            yield _figure("figure_standard", one, (was.standard, one.standard))
    for claim, one in old.items():
        if claim not in new:
            known = claim in after.contents.claims
            yield _figure("figure_out" if known else "figure_withdrawn", one)


def _figure(what: str, one: Constraint, how: tuple[str, str] = ("", "")) -> Found:
    figure = range_in_words(one.lower, one.upper)
    words = f"{figure} · {one.voice} · {quoted(one.quote, QUOTE_LENGTH)}"
    return Found(what=what, id=one.claim, words=words, how=how)


def _contradictions(before: Tally, after: Tally) -> Iterator[Found]:
    old = {one.members: one for one in before.contradictions}
    new = {one.members: one for one in after.contradictions}
    for what, these, others in (
        ("new_contradiction", new, old),
        ("contradiction_resolved", old, new),
    ):
        for members, one in these.items():
            if members not in others:
                yield Found(what=what, id=members[0], words=one.words)


def _judgements(before: Asked, after: Asked) -> Iterator[Found]:
    """Yield what people judged in between of the attacks that either answer counts."""
    known = {one.id for one in before.judgements}
    made = {one.id: one for one in after.judgements}
    told = _told(before) | _told(after)
    for one in after.judgements:
        judged = one
        while judged.undoes is not None:
            judged = made[judged.undoes]
        concerned = any(told & {pair.first, pair.second} for pair in judged.judgements)
        if one.id not in known and concerned:
            words = f"{one.kind}, by {one.by}: {quoted(one.because, QUOTE_LENGTH)}"
            yield Found(what="judgement", id=one.id, words=words)
