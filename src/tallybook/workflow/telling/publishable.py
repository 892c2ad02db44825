"""An answer as it may be published: what has only just happened waits, places are coarsened, and
what is marked as sensitive is neither described nor quoted.

An answer is made from the whole book, so its bounds count what is not described. What has only
just happened is kept out of them by a question that ends before it: so the answer can be had again
by its id, like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.ids import kind_of_id
from tallybook.core.marks import Mark
from tallybook.core.questions import Question
from tallybook.core.tallies import Slice, Tally
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import Knowledge
from tallybook.publish.coarsening import Coarseness
from tallybook.publish.publication import NoArchive, Publication, PublishedIncident
from tallybook.publish.safeguards import Safe, Safeguards, last_day_over, safeguarded
from tallybook.workflow.asking.ask import Asked
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.telling.answering import row_keys
from tallybook.workflow.telling.words import day_in_words, question_in_words

DIVISIONS: dict[Coarseness, str] = {"adm1": "first-order divisions", "country": "countries"}
"""What places are given by."""


class Publishable(Struct, frozen=True, kw_only=True):
    """An answer of which only that is shown that may be.

    `hidden` are words to blank wherever they stand, with what stands instead. `until` is the last
    day that is asked for, where that is one on account of the delay. `coarsen` is how exact places
    are, `withholds` says that something is marked and left out, `named` which places of the
    question are more exact than what is published otherwise.
    """

    asked: Asked
    hidden: Mapping[str, str]
    until: date | None
    coarsen: Coarseness
    withholds: bool
    named: tuple[str, ...]


class PublishRules(Struct, frozen=True):
    """By what an answer is made fit for publication at `now`."""

    safeguards: Safeguards
    marks: Sequence[Mark]
    knowledge: Knowledge
    now: datetime


def publishable(
    ask: Callable[[Question], Asked], question: Question, rules: PublishRules
) -> Publishable:
    """Return the answer to a question as it may be published; `ask` answers it.

    Raises QuestionError where all that is asked for has only just happened, and what `ask` raises.
    """
    asked = ask(question)
    safe = _safe(asked.contents, rules)
    last = last_day_over(rules.now - rules.safeguards.delay)
    waits = (question.until is None or question.until > last) and safe.recent & _behind(asked)
    if waits:
        if question.since is not None and question.since > last:
            raise QuestionError(
                f"all that is asked for happened after {day_in_words(last.isoformat())}, and waits "
                "to be published; ask of earlier days, or say --delay 0"
            )
        asked = ask(replace(question, until=last))
        safe = _safe(asked.contents, rules)
    scope = question_in_words(question)
    return Publishable(
        asked=_shown(asked, safe),
        hidden={word: instead for word, instead in safe.hidden.items() if word not in scope},
        until=last if waits else None,
        coarsen=rules.safeguards.coarsen,
        withholds=bool(safe.marked),
        named=tuple(place for place in question.places if place in safe.hidden),
    )


def left_out(published: Publishable) -> Iterator[str]:
    """Yield what an answer says of what may not be published, a sentence each."""
    if published.until is not None:
        day = day_in_words(published.until.isoformat())
        yield (
            f"What may have happened after {day} waits: it is neither counted nor told, though a "
            "figure that runs on into the days after it still bounds the number."
        )
    if published.coarsen != "none":
        yield f"Places are given no more exactly than by {DIVISIONS[published.coarsen]}."
    if published.withholds:
        yield "What is marked as sensitive is counted, and neither described nor quoted."


def _safe(contents: Contents, rules: PublishRules) -> Safe:
    given = Publication(
        reports=(),
        claims=(),
        incidents=tuple(PublishedIncident(one, True) for one in contents.incidents.values()),
        all_claims=contents.claims,
        documents=contents.documents,
        actors=rules.knowledge.actors,
        rejections=(),
        archive=NoArchive(),
    )
    return safeguarded(given, rules.safeguards, rules.marks, rules.knowledge, rules.now)


def _behind(asked: Asked) -> set[str]:
    """Return the claims that an answer rests on or shows."""
    tally, incidents = asked.tally, asked.contents.incidents
    shown = (*tally.incidents, *tally.possible_incidents)
    found = {claim for name in shown if name in incidents for claim in incidents[name].claims}
    return found | {name for one in tally.constraints for name in (one.claim, *one.parts)}


def _shown(asked: Asked, safe: Safe) -> Asked:
    """Return an answer without what rests on claims and incidents that are left out."""
    published = safe.publication
    contents = replace(
        asked.contents,
        documents=published.documents,
        claims=published.all_claims,
        incidents={one.incident.id: one.incident for one in published.incidents},
    )
    return replace(asked, contents=contents, tally=_told(asked.tally, contents, safe.hidden))


def _told(tally: Tally, contents: Contents, hidden: Mapping[str, str]) -> Tally:
    kept: Mapping[str | None, Mapping[str, object]] = {
        "claim": contents.claims,
        "incident": contents.incidents,
    }

    def is_kept(name: str) -> bool:
        return name in kept.get(kind_of_id(name), {name: None})

    return replace(
        tally,
        by=tuple(row for row in tally.by if not _is_hidden(row, hidden)),
        constraints=tuple(one for one in tally.constraints if is_kept(one.claim)),
        contradictions=tuple(one for one in tally.contradictions if all(map(is_kept, one.members))),
    )


def _is_hidden(row: Slice, hidden: Mapping[str, str]) -> bool:
    """Whether a row is of something that must not be named; a second of one name has a number."""
    return any(key.partition(" (")[0] in hidden for key in row_keys(row))
