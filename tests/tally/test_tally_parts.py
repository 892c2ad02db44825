"""Totals that are told part by part, each with a list of things that were hit."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tally_worlds import KNOWLEDGE, ask, bounds, by_path, count, incident

from tallybook.core.certainty import Certainty
from tallybook.core.values import Mention
from tallybook.tally.names import TARGETS, Names
from tallybook.tally.scopes import Scope
from tallybook.tally.spaces import NameSpace


def test_what_a_part_counts_its_total_counts_whatever_it_was_on() -> None:
    whole = count("w", 9, 9, targets=("fighters",), parts=("p", "q"), document="d")
    parts = (
        count("p", 7, 7, places=("iraq/anbar",), parts=("claim-i",), document="d"),
        count("q", 2, 2, places=("iraq/erbil",), document="d"),
    )
    shop = incident("i", places=("iraq/anbar",), targets=("shop",))
    assert bounds(ask(whole, *parts, shop)) == (9, 9)


def test_a_list_of_things_hit_in_each_of_many_parts_stays_exact() -> None:
    parts = [
        count(
            f"p{n}",
            n + 1,
            n + 1,
            places=(f"iraq/town{n}",),
            targets=("cars", "huts") if n == 7 else (f"cars/?{n}", f"huts/?{n}"),
            document="d",
        )
        for n in range(8)
    ]
    whole = count("w", 36, 36, parts=tuple(part.id for part in parts), document="d")
    tally = ask(whole, *parts)
    assert bounds(tally) == (36, 36)
    assert tally.bounds.claimed.tight


NAMES = [f"{a}{b}" for a in ("a", "a/x", "b", "b/y", "?c") for b in ("", "/1")]


@given(
    st.lists(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True),
        min_size=1,
        max_size=4,
    )
)
def test_names_are_cut_as_going_through_every_choice_of_them_cuts(
    named: list[list[str]],
) -> None:
    """Against all sets of names: closed to what surely holds a name, and no two apart."""
    names = Names(KNOWLEDGE)
    unions = [names.union(TARGETS, tuple(map(Mention, union))) for union in named]
    scopes = [Scope(key=str(n), named=((), (u,), (), (), ())) for n, u in enumerate(unions)]
    space = NameSpace(TARGETS, scopes, names, 4096)
    assert space.all() == _by_brute_force(named)


def _by_brute_force(named: list[list[str]]) -> frozenset[int]:
    values = sorted({name for union in named for name in union})
    found = set()
    for choice in product((False, True), repeat=len(values)):
        taken = {value for value, is_taken in zip(values, choice, strict=True) if is_taken}
        if _holds_together(taken, values):
            found.add(sum(1 << n for n, union in enumerate(named) if taken.intersection(union)))
    return frozenset(found)


def _holds_together(taken: set[str], values: list[str]) -> bool:
    wider = {w for v in taken for w in values if by_path(v, w) is Certainty.SURE}
    return wider <= taken and not any(
        by_path(a, b) is by_path(b, a) is Certainty.NO for a in taken for b in taken if a != b
    )
