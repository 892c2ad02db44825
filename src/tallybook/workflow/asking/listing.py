"""A book's contents under a question's filters, for lists and for export."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.questions import Question
from tallybook.core.records import Rejection
from tallybook.knowledge.loading import Knowledge
from tallybook.store.protocol import Store
from tallybook.workflow.asking.ask import finish_linking
from tallybook.workflow.asking.contents import Contents, read_contents
from tallybook.workflow.asking.questions import Filters, read_question
from tallybook.workflow.asking.selecting import (
    ListedClaim,
    ListedDocument,
    ListedIncident,
    every_stage,
    select_claims,
    select_documents,
    select_incidents,
)


class Listing(Struct, frozen=True):
    """What a list is made from."""

    contents: Contents
    question: Question
    knowledge: Knowledge

    def claims(self) -> list[ListedClaim]:
        """Return the claims that lie in the question."""
        return select_claims(self.contents, self.question, self.knowledge)

    def incidents(self) -> list[ListedIncident]:
        """Return the incidents that lie in the question."""
        return select_incidents(self.contents, self.question, self.knowledge)

    def documents(self) -> list[ListedDocument]:
        """Return the documents with a claim that lies in the question."""
        return select_documents(self.contents, self.question, self.knowledge)


def read_list_question(filters: Filters, knowledge: Knowledge) -> Question:
    """Return the question of a list: as a tally's, but of every stage where none is named."""
    question = read_question(filters, knowledge)
    return question if filters.stages else every_stage(question)


def read_listing(store: Store, question: Question, knowledge: Knowledge) -> Listing:
    """Return what a list of a book is made from."""
    finish_linking(store)
    with store.view() as view:
        return Listing(read_contents(view), question, knowledge)


def read_rejections(store: Store) -> list[Rejection]:
    """Return every input that gave nothing, in the order in which they were first met."""
    with store.view() as view:
        return list(view.scan(Rejection))
