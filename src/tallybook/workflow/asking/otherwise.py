"""One question asked of one book as it would be: linked otherwise, judged otherwise, or with
something known that the reports leave open. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from tallybook.core.incidents import STANDARDS, Incident
from tallybook.core.judgements import PairVerdict, make_person_judgement
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, StandardBounds, Tally
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import View
from tallybook.tally import Material, answer
from tallybook.workflow.asking.contents import material_of, read_contents
from tallybook.workflow.asking.linkable import Linkable, read_linkable

if TYPE_CHECKING:
    from tallybook.linking import Thresholds

PairOfClaims = tuple[str, str]


class Outcome(Struct, frozen=True, kw_only=True):
    """What the answer would be; `contradicts` says that it would be against something else in the
    book, so that its bounds hold for every way out of that."""

    words: str
    bounds: StandardBounds
    contradicts: bool = False


class Otherwise:
    """A question and a book, read once."""

    def __init__(self, view: View, question: Question) -> None:
        self.question = structs.replace(question, by=None, across=None)
        self.contents = read_contents(view)
        self.knowledge = load_knowledge()
        self._linkable: Linkable = read_linkable(view)
        self.material = material_of(self.contents)
        self.tally = self.answer(self.material)

    def answer(self, material: Material) -> Tally:
        """Return the answer from other records."""
        return answer(self.question, material, self.knowledge)

    def supposed(self, words: str, material: Material) -> Outcome:
        """Return what the answer would be from other records."""
        return self.outcome(words, self.answer(material))

    def judged(self, words: str, pairs: Sequence[PairOfClaims], verdict: PairVerdict) -> Outcome:
        """Return what the answer would be if a person judged pairs of claims now."""
        judged = make_person_judgement(
            "judge",
            number=1 + max((one.number for one in self._linkable.people), default=0),
            by="",
            made_at="",
            because="",
            verdicts=[(one, other, verdict) for one, other in pairs],
        )
        linking = self._linkable.linked([judged])
        return self.supposed(words, self._linked(linking.incidents, linking.origins))

    def linked(self, thresholds: Thresholds) -> Tally:
        """Return the answer if claims were linked under other thresholds."""
        linking = self._linkable.linked(thresholds=thresholds)
        return self.answer(self._linked(linking.incidents, linking.origins))

    def outcome(self, words: str, tally: Tally) -> Outcome:
        """Return an answer as an outcome: whether it has a contradiction that this one has not."""
        known = {contradiction.members for contradiction in self.tally.contradictions}
        new = any(one.members not in known for one in tally.contradictions)
        return Outcome(words=words, bounds=tally.bounds, contradicts=new)

    def _linked(self, incidents: Sequence[Incident], origins: Sequence[Origin]) -> Material:
        return structs.replace(
            self.material, incidents=incidents, origins={one.id: one for one in origins}
        )


class Narrowing(Struct, frozen=True, order=True):
    """How much narrower bounds are than others: at how many standards an open end closes, and how
    many attacks the rest closes by, summed over the standards. Less than none is wider."""

    open_ends: int
    attacks: int


def narrowing(before: StandardBounds, after: StandardBounds) -> Narrowing:
    """Return how much narrower `after` is."""
    each = [_narrowing(getattr(before, s), getattr(after, s)) for s in STANDARDS]
    return Narrowing(sum(n.open_ends for n in each), sum(n.attacks for n in each))


def _narrowing(before: Bounds, after: Bounds) -> Narrowing:
    raised = after.lower - before.lower
    if before.upper is None or after.upper is None:
        return Narrowing((before.upper is None) - (after.upper is None), raised)
    return Narrowing(0, raised + before.upper - after.upper)
