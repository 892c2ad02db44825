"""Whatever people judge, in whatever order: what holds is kept, and undoing all leads back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PairVerdict
from tallybook.errors import UsageError
from tallybook.store.memory import MemoryStore
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.judging.judge import Judged, judge, merge, split, undo
from tallybook.workflow.judging.standing import read_judgements
from tallybook.workflow.keeping.adding import add

ANA = Author("Ana", "she was there")
BOOK = {
    "a.txt": ["Police said gunmen attacked a market in Gao on 2024-03-05."],
    "b.txt": [
        "The mayor said gunmen attacked a market in Gao on 2024-03-05.",
        "The mayor said gunmen attacked a clinic in Gao on 2024-03-14.",
    ],
    "c.txt": ["Police said gunmen attacked a clinic in Gao on 2024-03-14."],
    "d.txt": ["The army said gunmen attacked a school in Niamey on 2024-06-01."],
}
NUMBERS = st.integers(0, 4)
VERDICTS: st.SearchStrategy[PairVerdict] = st.sampled_from(("same", "different", "unsure"))
STEPS = st.one_of(
    st.tuples(st.just("judge"), NUMBERS, NUMBERS, VERDICTS),
    st.tuples(st.just("merge"), NUMBERS, NUMBERS),
    st.tuples(st.just("split"), NUMBERS),
    st.tuples(st.just("undo")),
)


def incidents(store: MemoryStore) -> dict[str, Incident]:
    with store.view() as view:
        return {incident.id: incident for incident in view.scan(Incident)}


def step(store: MemoryStore, claims: list[str], words: tuple[object, ...]) -> Judged:
    """Take a step; one that makes no sense at this point is a mistake and changes nothing."""
    home = {claim: i.id for i in incidents(store).values() for claim in i.claims}
    match words:
        case ("judge", int(one), int(other), ("same" | "different" | "unsure") as verdict):
            return judge(store, (claims[one], claims[other]), verdict, ANA)
        case ("merge", int(one), int(other)):
            return merge(store, [home[claims[one]], home[claims[other]]], ANA)
        case ("split", int(one)):
            return split(store, home[claims[one]], [claims[one]], ANA)
        case _:
            return undo(store, None, ANA)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_what_holds_is_kept_and_undoing_all_leads_back(
    report: Callable[..., str], steps: list[tuple[object, ...]]
) -> None:
    store = MemoryStore()
    add(store, [report(name, *sentences) for name, sentences in BOOK.items()])
    with store.view() as view:
        claims = [claim.id for claim in view.scan(Claim)]
    before = incidents(store)
    for words in steps:
        version = store.info().version
        then = incidents(store)
        try:
            done = step(store, claims, words)
        except UsageError:
            assert store.info().version == version
            continue
        now = incidents(store)
        gone, come = ({i.id: i.claims for i in held.values()}.items() for held in (then, now))
        assert {name for name, _ in gone - come} <= set(done.before)
        assert {name for name, _ in come - gone} <= {one.id for one in done.after}
        home = {claim: i.id for i in now.values() for claim in i.claims}
        for made in read_judgements(store):
            for verdict in made.verdicts:
                one, other = home[verdict.first], home[verdict.second]
                if not verdict.holds:
                    continue
                assert (one == other) is (verdict.verdict == "same")
                doubted = other in now[one].doubted
                assert doubted or verdict.verdict != "unsure"
    while any(m.state != "undone" and m.kind != "undo" for m in read_judgements(store)):
        undo(store, None, ANA)
    assert incidents(store) == before


def test_a_mistake_writes_nothing(report: Callable[..., str]) -> None:
    store = MemoryStore()
    add(store, [report("a.txt", *BOOK["a.txt"])])
    version = store.info().version
    with pytest.raises(UsageError, match="that could be undone"):
        undo(store, None, ANA)
    assert store.info().version == version
