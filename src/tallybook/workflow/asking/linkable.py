"""What a book's linking is made from, read whole: for what its incidents would be otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.judgements import Judgement, PersonJudgement, in_force
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import View

if TYPE_CHECKING:
    from tallybook.linking import Linking, Thresholds


class Linkable(Struct, frozen=True, kw_only=True):
    """A book's claims and documents, and what models and people judged of them."""

    claims: Sequence[Claim]
    documents: Sequence[Document]
    models: Sequence[Judgement]
    people: Sequence[PersonJudgement]

    def linked(
        self, judged: Sequence[PersonJudgement] = (), thresholds: Thresholds | None = None
    ) -> Linking:
        """Return the linking, as it would be with more that people judged, or under thresholds
        other than the book's."""
        # Not every question asks what it would be.
        from tallybook.linking import DEFAULT, link

        people = in_force([*self.people, *judged])
        return link(
            self.claims,
            self.documents,
            [*self.models, *(judgement for person in people for judgement in person.judgements)],
            load_knowledge(),
            thresholds=thresholds or DEFAULT,
        )


def read_linkable(view: View) -> Linkable:
    """Return what a view's linking is made from."""
    return Linkable(
        claims=list(view.scan(Claim)),
        documents=list(view.scan(Document)),
        models=list(view.scan(Judgement, judges=["model"])),
        people=list(view.scan(PersonJudgement)),
    )
