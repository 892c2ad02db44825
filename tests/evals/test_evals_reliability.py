"""Stated against observed: bins, their error, and what counts as right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.muc4_keys import parse_key
from evals.reliability import Judged, bins_of, expected_error, figures, judge
from evals.reliability_plot import plot
from tallybook.core.claims import Claim
from tallybook.core.spans import Span
from tallybook.core.values import Mention

KEY = parse_key(
    {
        "INCIDENT: TYPE": ["BOMBING"],
        "PERP: INDIVIDUAL ID": ['"MASKED MEN"'],
        "HUM TGT: DESCRIPTION": ['"NIGHT WATCHMAN"'],
    }
)
PROBABILITIES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def judged(pairs: list[tuple[float, bool]]) -> list[Judged]:
    return [Judged("attack", p, right) for p, right in pairs]


@given(PROBABILITIES)
def test_bins_hold_everything_once(pairs: list[tuple[float, bool]]) -> None:
    bins = bins_of(judged(pairs))
    assert sum(one.count for one in bins) == len(pairs)
    assert 0 <= expected_error(bins) <= 1
    assert [one.stated for one in bins] == sorted(one.stated for one in bins)


def test_kept_probabilities_have_no_error_and_broken_ones_all() -> None:
    assert expected_error(bins_of(judged([(1.0, True), (0.0, False)]))) == 0
    assert expected_error(bins_of(judged([(1.0, False), (0.0, True)]))) == 1


def test_a_name_is_right_in_its_role_alone() -> None:
    claim = Claim(
        id="claim1_x",
        document="document1_x",
        kind="incident",
        sentence=Span(0, 4, "Some"),
        attackers=(Mention("three masked men"),),
        targets=(Mention("masked men"), Mention("a night watchman")),
        confidence=0.8,
        confidences={
            "attackers": {"three masked men": 0.7},
            "targets": {"masked men": 0.6, "a night watchman": 0.5},
        },
    )
    assert list(judge([claim], [KEY])) == [
        Judged("attack", 0.8, True),
        Judged("attackers", 0.7, True),
        Judged("targets", 0.6, False),
        Judged("targets", 0.5, True),
    ]


def test_the_figures_say_of_how_many() -> None:
    found = figures([*judged([(0.9, True)]), Judged("weapons", 0.5, True)], "muc4.x", ", x")
    assert [(one.value, one.parts["of"]) for one in found] == [(10.0, 1), (50.0, 1)]


def test_the_plot_is_drawn_of_any_judgements() -> None:
    drawn = plot(judged([(0.9, True), (0.2, False)]))
    assert drawn.startswith("<svg")
    assert drawn.endswith("</svg>\n")
    assert "attacks: 2, expected error 15 points" in drawn
