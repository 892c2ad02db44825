"""What comes report by report is linked as if it had come at once, and its ids survive."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_books import books
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement, PersonJudgement, make_person_judgement
from tallybook.core.origins import Origin
from tallybook.knowledge.loading import load_knowledge
from tallybook.linking import link, names
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store, View
from tallybook.workflow.keeping.relinking import forget_linking, is_linked, relink, relink_as_judged

Drawn = tuple[list[Claim], list[Document], list[Judgement]]


def keep(store: Store, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
    """Write reports with their claims, and link."""
    names = [document.id for document in documents]
    with store.writer() as writer:
        writer.put([*documents, *(claim for claim in claims if claim.document in names)])
    relink(store, names)


def judge(store: Store, judgement: Judgement) -> None:
    def judging(view: View) -> PersonJudgement:
        return make_person_judgement(
            "judge",
            number=view.count(PersonJudgement) + 1,
            by="m",
            made_at="2024-05-01T08:00:00+00:00",
            because="so",
            verdicts=[(judgement.first, judgement.second, judgement.verdict)],
        )

    relink_as_judged(store, judging)


def check(store: Store, judgements: Sequence[Judgement]) -> None:
    """Check that a book is what linking its reports at once makes of them."""
    with store.view() as view:
        claims, documents = list(view.scan(Claim)), list(view.scan(Document))
        expected = link(claims, documents, judgements, load_knowledge())
        assert is_linked(view)
        incidents = {incident.id: incident for incident in view.scan(Incident)}
        assert incidents == {incident.id: incident for incident in expected.incidents}
        origins = {origin.id: origin for origin in view.scan(Origin)}
        assert origins == {origin.id: origin for origin in expected.origins}
        made = {judgement.id: judgement for judgement in view.scan(Judgement, judges=["rule"])}
        assert made == {judgement.id: judgement for judgement in expected.judgements}
        ids = {redirect.id for redirect in view.scan(Redirect)}
        assert ids.isdisjoint(incidents)


@settings(max_examples=120, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_and_of_judging_gives_the_same(
    book: Drawn, dice: random.Random
) -> None:
    claims, documents, judgements = book
    people = [judgement for judgement in judgements if judgement.judge == "person"]
    models = [judgement for judgement in judgements if judgement.judge == "model"]
    dice.shuffle(documents)
    store = MemoryStore()
    with store.writer() as writer:
        writer.put(models)
    waiting = list(documents)
    said: list[Judgement] = []
    while waiting or people:
        here = {claim.id for claim in claims if claim.document not in {d.id for d in waiting}}
        if people and {people[0].first, people[0].second} <= here:
            said.append(people.pop(0))
            judge(store, said[-1])
        else:
            number = dice.randrange(1, len(waiting) + 1)
            keep(store, waiting[:number], claims)
            del waiting[:number]
        held = [j for j in models if {j.first, j.second} <= {c.id for c in claims}]
        check(store, [*held, *said])


@settings(max_examples=120, deadline=None)
@given(books(), st.randoms(use_true_random=False), st.integers(1, 2))
def test_reports_that_are_read_anew_and_names_that_become_common_change_what_they_touch(
    book: Drawn, dice: random.Random, rare: int
) -> None:
    claims, documents, _ = book
    store = MemoryStore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "RARE_NAME_REPORTS", rare)
        for document in dice.sample(documents, len(documents)):
            keep(store, [document], claims)
            with store.view() as view:
                changed = dice.choice(list(view.scan(Document)))
                told = list(view.scan(Claim, document=changed.id))
            gone = dice.sample(told, dice.randrange(len(told) + 1))
            others = [replace(claim, places=(), killed=None) for claim in told[:1]]
            published = dice.choice([changed.published, "2024-03-07"])
            with store.writer() as writer:
                writer.put([replace(changed, published=published), *others])
                writer.retire(Claim, [claim.id for claim in gone])
                writer.retire(Origin, [claim.id for claim in gone])
                forget_linking(writer, [changed.id])
            with store.view() as view:
                assert not is_linked(view)
            relink(store)
            check(store, [])
