"""People's verdicts: later beats earlier, alone and together."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tallybook.core.judgements import PairVerdict
from tallybook.linking.verdicts import Verdict, settle

PAIRS = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
SAID: st.SearchStrategy[PairVerdict] = st.sampled_from(("same", "different", "unsure"))
VERDICTS = st.lists(st.builds(lambda pair, said: (*pair, said), PAIRS, SAID), max_size=12)


def agree(verdicts: list[Verdict]) -> bool:
    """Whether verdicts can all hold, worked out from scratch."""
    group = {member: {member} for one, other, _ in verdicts for member in (one, other)}
    for one, other, said in verdicts:
        if said == "same":
            both = group[one] | group[other]
            for member in both:
                group[member] = both
    between: dict[frozenset[int], str] = {}
    for one, other, said in verdicts:
        if said == "same":
            continue
        if group[one] is group[other]:
            return False
        groups = frozenset((min(group[one]), min(group[other])))
        if between.setdefault(groups, said) != said:
            return False
    return True


@given(VERDICTS)
def test_what_holds_agrees_and_what_does_not_is_contradicted_by_later_ones(
    verdicts: list[Verdict],
) -> None:
    against = settle(verdicts)
    held: list[Verdict] = []
    for index in reversed(range(len(verdicts))):
        assert bool(against[index]) is not agree([*held, verdicts[index]])
        if not against[index]:
            held.append(verdicts[index])
            continue
        named = [verdicts[other] for other in against[index]]
        assert all(other > index and not against[other] for other in against[index])
        assert agree(named)
        assert not agree([*named, verdicts[index]])
    assert agree(held)


@given(VERDICTS)
def test_no_verdict_is_named_that_does_not_matter(verdicts: list[Verdict]) -> None:
    for index, named in enumerate(settle(verdicts)):
        for fewer in combinations(named, max(0, len(named) - 1)):
            assert not named or agree([verdicts[other] for other in (index, *fewer)])


def test_the_way_through_others_is_named() -> None:
    verdicts: list[Verdict] = [
        (0, 3, "different"),
        (4, 5, "same"),
        (0, 1, "same"),
        (1, 2, "same"),
        (3, 2, "same"),
    ]
    assert settle(verdicts) == [(2, 3, 4), (), (), (), ()]
