"""Quantities: values, changes and how they are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.data import Absent
from evals.newsquant import Quantity, evaluate, parse_value, read_quantities, score


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("40.0", (40.0,)),
        ("-1.4", (-1.4,)),
        ("252.0-287.0", (252.0, 287.0)),
        ("1.99E-3", (0.00199,)),
        ("0.3333333333333333", (0.333333,)),
        ("1000000-10000000", (1e6, 1e7)),
    ],
)
def test_values_are_read_as_they_are_written(written: str, value: tuple[float, ...]):
    assert parse_value(written) == value


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("The mill employs about 300 people.", Quantity((300.0,), "~")),
        ("At least 12 boats were lost.", Quantity((12.0,), ">")),
        ("More than 12 boats were lost.", Quantity((12.0,), ">")),
        ("Fewer than 12 boats came back.", Quantity((12.0,), "<")),
        ("The firm lost 12 boats.", Quantity((12.0,), "=")),
        ("Between 5 and 7 boats were lost.", Quantity((5.0, 7.0), "=")),
        ("Dozens of boats were lost.", Quantity((12.0, 120.0), "=")),
        ("Tens of thousands of boats came.", Quantity((1e4, 1e5), "=")),
        ("The fleet grew from 12 to 15 boats.", Quantity((12.0, 15.0), "=")),
        ("Fees are 1 percent to 1.5 percent.", Quantity((1.0, 1.5), "=")),
        ("It needs a 10kW motor.", Quantity((10.0,), "=")),
        ("Prices rose by 4 percent.", Quantity((4.0,), "up")),
        ("Prices fell by 4 percent.", Quantity((4.0,), "down")),
        ("Prices rose more than 4 percent.", Quantity((4.0,), ">")),
        ("Prices rose about 4 percent.", Quantity((4.0,), "up")),
        ("It was a 4 percent drop.", Quantity((4.0,), "=")),
        ("It saw an increase of 4 percent.", Quantity((4.0,), "=")),
        ("The mill makes an average of 40 boats.", Quantity((40.0,), "=")),
        ("The mill is averaging 40 boats.", Quantity((40.0,), "~")),
        ("It has a 7-inch screen.", Quantity((7.0,), "=")),
        ("Oil -1.3%.", Quantity((-1.3,), "down")),
        ("The fleet shrank from 20 boats in 2008 to 12.", Quantity((20.0, 12.0), "=")),
        ("It is one of the best boats.", Quantity((1.0,), "=")),
    ],
)
def test_the_coder_gives_value_and_change(text: str, quantity: Quantity):
    assert read_quantities(text) == [quantity]


def test_what_the_corpus_does_not_annotate_is_left_out():
    assert read_quantities("Several boats were lost in the third attack.") == []
    assert read_quantities("Ana Soler, 35, rowed home.") == []
    assert read_quantities("A two-month lease was signed.") == []


def test_the_numbers_of_an_or_are_two_and_the_hedge_is_the_first_ones():
    read = read_quantities("It costs about eight or nine euros.")
    assert read == [Quantity((8.0,), "~"), Quantity((9.0,), "=")]


def test_each_quantity_counts_once():
    one, other = Quantity((5.0,), "="), Quantity((5.0,), "~")
    tally = score([one, one, other], [one, one])
    assert (tally.right, tally.predicted, tally.wanted) == (2, 3, 2)
    assert score([other], [one]).right == 0


def test_a_corpus_is_scored_and_an_absent_one_is_said_so(tmp_path: Path):
    with pytest.raises(Absent, match=r"newsquant\.json"):
        evaluate(tmp_path)
    folder = tmp_path / "quantities"
    folder.mkdir()
    sentences = [
        {"text": "At least 12 boats were lost.", "quantities": [{"value": "12.0", "change": ">"}]},
        {"text": "The firm lost 12 boats.", "quantities": [{"value": "13", "change": "="}]},
    ]
    (folder / "newsquant.json").write_text(json.dumps(sentences), encoding="utf-8")
    told: list[float] = []
    figures = {one.key: one for one in evaluate(tmp_path, progress=told.append)}
    assert figures["newsquant.value_bound_f1"].value == 50.0
    assert told == [0.5, 1.0]
    assert figures["newsquant.value_bound_f1"].met is False
