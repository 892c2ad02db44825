"""Numbers that measure: units and currency codes written to them, modifiers, shares; changes."""

from __future__ import annotations

import pytest

from tallybook.coding.counts.finding import find_counts
from tallybook.coding.language.model import load_model

Reading = tuple[float | tuple[float, float] | None, str, str | None]

MEASURES: list[tuple[str, list[Reading]]] = [
    ("It needs a 10kW motor.", [(10.0, "exact", "measure")]),
    ("The pump takes 250kW.", [(250.0, "exact", "measure")]),
    ("More than 40kph was recorded.", [(40.0, "more_than", "measure")]),
    ("The pit is ~30m2.", [(30.0, "about", "measure")]),
    ("Between 15kHz and 17kHz is too high.", [((15.0, 17.0), "between", None)]),
    ("A two-hour gunbattle followed.", [(2.0, "exact", "measure")]),
    ("A 7- or 8-inch pipe broke.", [(7.0, "exact", "measure"), (8.0, "exact", "measure")]),
    ("Half the houses burned.", [(0.5, "exact", "measure")]),
    ("Almost two-thirds of the crew left.", [(2 / 3, "about", "measure")]),
    ("Three quarters of them stayed.", [(0.75, "exact", "measure")]),
    ("Add 1/4 of it.", [(0.25, "exact", "measure")]),
    ("A third attack followed.", [(3.0, "at_least", "attacks")]),
    ("The second half of the match was dull.", []),
    ("It fell to -20C.", [(-20.0, "exact", "measure")]),
    ("Oil was +1.2% in May.", [(1.2, "exact", "percent")]),
    ("Gas is cooled to minus-160 degrees.", [(-160.0, "exact", "measure")]),
    ("It was minus 20 degrees.", [(-20.0, "exact", "measure")]),
    ("They need sub-7 nanometre parts.", [(7.0, "fewer_than", "measure")]),
    ("Output grew more than sixfold.", [(6.0, "more_than", "measure")]),
    ("Masts for 5G fell.", [(5.0, "exact", "measure")]),
    ("One in five adults smokes.", [(0.2, "exact", "measure")]),
    ("It is one of the worst roads.", [(1.0, "exact", "measure")]),
    ("Its 0-to-60-mph time fell.", [((0.0, 60.0), "between", "measure")]),
    ("It takes half an hour.", [(0.5, "exact", "measure")]),
    ("It weighs 10kg-12kg.", [((10.0, 12.0), "between", "other")]),
    ("It weighs 2½ tons.", [(2.5, "exact", "other")]),
    ("It takes 1 1/2 hours.", [(1.5, "exact", "time")]),
    (
        "It flew more than 100 km (60 miles).",
        [(100.0, "more_than", "distance"), (60.0, "more_than", "distance")],
    ),
    ("It is between 50 metres and 100 metres.", [((50.0, 100.0), "between", "distance")]),
    ("A one-way drone fell.", []),
    ("A 107mm rocket fell.", [(107.0, "exact", "measure")]),
]

MONEY = [
    ("The mill cost EUR50m.", 50e6),
    ("It paid RM23.50 a day.", 23.5),
    ("Debts are $US113 trillion.", 113e12),
    ("It is worth $4.2b.", 4.2e9),
    ("It is worth $A25,000.", 25e3),
    ("It is worth PS6m.", 6e6),
    ("It is worth Y=100 million.", 1e8),
    ("The fine was $5.4m.", 5.4e6),
]

COUNTS: list[tuple[str, list[float | None]]] = [
    ("They sold 2.7m of the phones.", [2.7e6]),
    ("The wall is 30m long.", [30.0]),
    ("The Stoxx 600 fell.", []),
    ("A PS5 was found.", []),
    ("The 49ers won.", []),
    ("An iPhone 11 was found.", []),
    ("He sat in Row 21 which runs along the wall.", []),
    ("Keita's 2018 songs were played.", []),
    ("It is an 8 kg bag.", [8.0]),
    ("Prices fell by 10 per cent to 18 yuan.", [10.0, 18.0]),
]


@pytest.mark.parametrize(("sentence", "readings"), MEASURES)
def test_measures_are_read_where_they_are_asked_for(sentence: str, readings: list[Reading]) -> None:
    found = find_counts(load_model()(sentence), measures=True)
    values = [one.ends if one.value is None else pytest.approx(one.value) for one in found]
    assert values == [value for value, _, _ in readings]
    assert [one.hedge for one in found] == [hedge for _, hedge, _ in readings]
    assert [one.unit for one in found] == [unit for _, _, unit in readings]


def test_measures_count_nothing() -> None:
    for sentence, readings in MEASURES:
        left = [one.unit for one in find_counts(load_model()(sentence))]
        assert left == [unit for _, _, unit in readings if unit != "measure"], sentence


@pytest.mark.parametrize(("sentence", "value"), MONEY)
def test_sums_with_codes_and_suffixes(sentence: str, value: float) -> None:
    (found,) = find_counts(load_model()(sentence))
    assert found.value == pytest.approx(value)
    assert found.unit == "money"


@pytest.mark.parametrize(("sentence", "values"), COUNTS)
def test_names_and_millions(sentence: str, values: list[float | None]) -> None:
    assert [one.value for one in find_counts(load_model()(sentence))] == values


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Exports rose by 4 percent and imports by 6 percent.", ["rise", "rise"]),
        ("Sales fell by 30 boats, or 2 percent.", ["fall", "fall"]),
        ("Shares were sliding 3 percent.", ["fall"]),
        ("The index lost 162 points.", ["fall"]),
        ("The club lost 12 players.", ["numeral"]),
    ],
)
def test_changes_are_told_from_totals(sentence: str, rules: list[str]) -> None:
    assert [one.rule for one in find_counts(load_model()(sentence))] == rules


def test_a_range_keeps_its_ends() -> None:
    (found,) = find_counts(load_model()("Fees are 1 percent to 1.5 percent."))
    assert found.ends == (1.0, 1.5)
    assert (found.count.low, found.count.high) == (1, 2)
