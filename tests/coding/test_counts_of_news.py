"""Numbers as reports of attacks print them: each expression with its bounds, rule and unit.

A row is a sentence and its numbers in order: words, low, high (None: open), rule, unit.
"""

from __future__ import annotations

import pytest

from tallybook.coding.counts.finding import find_counts
from tallybook.coding.language.model import load_model

Row = tuple[str, int, int | None, str, str | None]

CASES: list[tuple[str, list[Row]]] = [
    ("At least 30 people, including eight children, were killed.",
     [("At least 30", 30, None, "numeral", "people"), ("eight", 8, 8, "numeral", "people")]),
    ("Between 20 and 30 fighters were killed.", [("Between 20 and 30", 20, 30, "range", "people")]),
    ("A few dozen people were hurt.", [("A few dozen", 24, None, "vague", "people")]),
    ("Just over 300 drones were launched.", [("Just over 300", 301, None, "numeral", "weapons")]),
    ("A little over 300 drones were launched.", [("over 300", 301, None, "numeral", "weapons")]),
    ("Slightly more than 300 drones were launched.",
     [("more than 300", 301, None, "numeral", "weapons")]),
    ("Slightly fewer than 300 drones were launched.",
     [("fewer than 300", 0, 299, "numeral", "weapons")]),
    ("Nearly two dozen people died.", [("Nearly two dozen", 21, 23, "numeral", "people")]),
    ("Twenty or so gunmen attacked.", [("Twenty or so", 15, 25, "numeral", "people")]),
    ("Thirty-odd gunmen attacked.", [("Thirty-odd", 25, 35, "numeral", "people")]),
    ("More than half of the 30 victims were children.", [("30", 30, 30, "numeral", "people")]),
    ("Three of the five attackers were killed.",
     [("Three", 3, 3, "numeral", "people"), ("five", 5, 5, "numeral", "people")]),
    ("Five attackers, three of them teenagers, were killed.",
     [("Five", 5, 5, "numeral", "people"), ("three", 3, 3, "numeral", "people")]),
    ("12 people were killed, seven of them soldiers.",
     [("12", 12, 12, "numeral", "people"), ("seven", 7, 7, "numeral", "people")]),
    ("It was the third attack this week.", [("third", 3, None, "ordinal", "attacks")]),
    ("This is the second time that the base has been hit.",
     [("second", 2, None, "ordinal", "times")]),
    ("The death toll rose to 45, up from 12.",
     [("45", 45, 45, "numeral", None), ("12", 12, 12, "revised_from", None)]),
    ("The death toll rose from 12 to 45.",
     [("12", 12, 12, "revised_from", None), ("45", 45, 45, "numeral", None)]),
    ("The toll was revised down to 38 from 45.",
     [("38", 38, 38, "numeral", None), ("45", 45, 45, "revised_from", None)]),
    ("Earlier reports put the toll at 12.", [("12", 12, 12, "numeral", None)]),
    ("The toll has risen by 12 to 45.",
     [("12", 12, 12, "rise", None), ("45", 45, 45, "numeral", None)]),
    ("The toll went up to 45.", [("45", 45, 45, "numeral", None)]),
    ("The toll climbed back up to 45.", [("45", 45, 45, "numeral", None)]),
    ("Casualties doubled to 40.", [("40", 40, 40, "numeral", None)]),
    ("Attacks fell from 24 to 18.",
     [("24", 24, 24, "revised_from", None), ("18", 18, 18, "numeral", None)]),
    ("It was hit by three rockets and two drones.",
     [("three", 3, 3, "numeral", "weapons"), ("two", 2, 2, "numeral", "weapons")]),
    ("Two or three drones hit the base.", [("Two or three", 2, 3, "range", "weapons")]),
    ("Two-three drones hit the base.", [("Two-three", 2, 3, "range", "weapons")]),
    ("5-7 gunmen opened fire.", [("5-7", 5, 7, "range", "people")]),
    ("1.2 million people fled.", [("1.2 million", 1200000, 1200000, "numeral", "people")]),
    ("1.2m people fled.", [("1.2m", 1200000, 1200000, "numeral", "people")]),
    ("1 200 people fled.", [("1 200", 1200, 1200, "numeral", "people")]),
    ("A quarter of a million people fled.",
     [("A quarter of a million", 250000, 250000, "numeral", "people")]),
    ("Half a million people fled.", [("Half a million", 500000, 500000, "numeral", "people")]),
    ("One and a half million people fled.",
     [("One and a half million", 1500000, 1500000, "numeral", "people")]),
    ("A million and a half people fled.",
     [("A million and a half", 1500000, 1500000, "numeral", "people")]),
    ("Two and a half thousand people fled.",
     [("Two and a half thousand", 2500, 2500, "numeral", "people")]),
    ("No one was killed and none of the soldiers was hurt.",
     [("No one", 0, 0, "zero", "people"), ("none", 0, 0, "zero", "people")]),
    ("Neither of the two guards was hurt.", [("two", 2, 2, "numeral", "people")]),
    ("Both guards died.", [("Both", 2, 2, "multiple", "people")]),
    ("A pair of rockets hit the camp.", [("A pair", 2, 2, "numeral", "weapons")]),
    ("A half-dozen gunmen attacked.", [("A half-dozen", 6, 6, "numeral", "people")]),
    ("A crowd of 500 gathered.", [("500", 500, 500, "numeral", "people")]),
    ("Three children under five died.",
     [("Three", 3, 3, "numeral", "people"), ("five", 5, 5, "age", "age")]),
    ("Nearly 8.000 children and more than 5.000 women fled.",
     [("Nearly 8.000", 7500, 7999, "numeral", "people"),
      ("more than 5.000", 5001, None, "numeral", "people")]),
    ("1.234 million people fled.", [("1.234 million", 1234000, 1234000, "numeral", "people")]),
    ("Karim, age 12, fled.", [("12", 12, 12, "age", "age")]),
    ("Those who are 65 or older fled.", [("65", 65, 65, "age", "age")]),
    ("It had a score of five.", [("five", 5, 5, "numeral", None)]),
    ("A score of men fled.", [("A score", 20, 20, "numeral", "people")]),
    ("Seven children aged one to 12 fled.",
     [("Seven", 7, 7, "numeral", "people"), ("one to 12", 1, 12, "age", "age")]),
    ("It blew up nine bridges.", [("nine", 9, 9, "numeral", "other")]),
    ("It was up 56 from Tuesday.", [("56", 56, 56, "rise", None)]),
    ("It went at 90 km an hour.", [("90", 90, 90, "numeral", "distance")]),
    ("A trio of gunmen attacked.", [("A trio", 3, 3, "numeral", "people")]),
    ("Twin blasts hit the market.", [("Twin", 2, 2, "multiple", "attacks")]),
    ("One of the soldiers died.", [("One", 1, 1, "numeral", "people")]),
    ("Another two soldiers died.", [("two", 2, 2, "additional", "people")]),
    ("Two other soldiers died.", [("Two", 2, 2, "additional", "people")]),
    ("Two more soldiers died.", [("Two", 2, 2, "additional", "people")]),
    ("A further 12 soldiers died.", [("12", 12, 12, "additional", "people")]),
    ("40% of the victims were women.", [("40%", 40, 40, "numeral", "percent")]),
    ("They demanded $2 million.", [("$2 million", 2000000, 2000000, "numeral", "money")]),
    ("They fired twelve 122mm rockets.", [("twelve", 12, 12, "numeral", "weapons")]),
    ("Three AK-47s were found.", [("Three", 3, 3, "numeral", "other")]),
    ("Two Su-25 jets bombed the village.", [("Two", 2, 2, "numeral", "vehicles")]),
    ("The 82nd Airborne lost three men.", [("three", 3, 3, "numeral", "people")]),
    ("Two men, aged 23 and 25, were shot.",
     [("Two", 2, 2, "numeral", "people"), ("23 and 25", 23, 23, "age", "age")]),
    ("Three children aged between two and nine were killed.",
     [("Three", 3, 3, "numeral", "people"), ("between two and nine", 2, 9, "age", "age")]),
    ("Soldiers killed 14 and captured six.",
     [("14", 14, 14, "numeral", None), ("six", 6, 6, "numeral", None)]),
    ("14 killed, 30 wounded in blast",
     [("14", 14, 14, "numeral", None), ("30", 30, 30, "numeral", "people")]),
    ("Blast kills at least 14", [("at least 14", 14, None, "numeral", None)]),
    ("Gunmen kill four in raid on church", [("four", 4, 4, "numeral", None)]),
    ("Four killed as gunmen raid church", [("Four", 4, 4, "numeral", None)]),
    ("It was attacked twice in three days.",
     [("twice", 2, 2, "frequency", "times"), ("three", 3, 3, "numeral", "time")]),
    ("It has been attacked more than a dozen times.",
     [("more than a dozen", 13, None, "numeral", "times")]),
    ("It has been attacked three times in as many weeks.", [("three", 3, 3, "numeral", "times")]),
    ("A family of five was killed.", [("five", 5, 5, "numeral", "people")]),
    ("A group of about 40 gunmen attacked.", [("about 40", 35, 45, "numeral", "people")]),
    ("A convoy of 30 trucks was ambushed.", [("30", 30, 30, "numeral", "vehicles")]),
    ("Of the 36 missiles, 30 were shot down.",
     [("36", 36, 36, "numeral", "weapons"), ("30", 30, 30, "numeral", "weapons")]),
    ("30 of 36 missiles were shot down.",
     [("30", 30, 30, "numeral", "weapons"), ("36", 36, 36, "numeral", "weapons")]),
    ("30 out of 36 missiles were shot down.",
     [("30", 30, 30, "numeral", "weapons"), ("36", 36, 36, "numeral", "weapons")]),
    ("All 36 missiles were shot down.", [("36", 36, 36, "numeral", "weapons")]),
    ("All but two of the 36 missiles were shot down.", [("36", 36, 36, "numeral", "weapons")]),
    ("On average 12 attacks a day were recorded.",
     [("On average 12", 11, None, "rate", "attacks")]),
    ("They average 12 attacks a day.", [("average 12", 11, None, "rate", "attacks")]),
    ("An average of 12 attacks a day were recorded.",
     [("An average of 12", 11, None, "rate", "attacks")]),
    ("The army says it killed 200 militants, the group says 20.",
     [("200", 200, 200, "numeral", "people"), ("20", 20, 20, "numeral", None)]),
    ("Six people died, not eight as first reported.", [("Six", 6, 6, "numeral", "people")]),
    ("The toll is expected to rise above 100.", [("above 100", 101, None, "numeral", None)]),
    ("The toll has passed 100.", [("passed 100", 101, None, "numeral", None)]),
    ("The toll topped 100.", [("topped 100", 101, None, "numeral", None)]),
    ("More than 30 people were killed and over 100 wounded.",
     [("More than 30", 31, None, "numeral", "people"),
      ("over 100", 101, None, "numeral", "people")]),
    ("Tens of people were killed.", [("Tens", 10, None, "vague", "people")]),
    ("In the region of 50 rockets were fired.",
     [("In the region of 50", 45, 55, "numeral", "weapons")]),
    ("A dozen-plus rockets were fired.", [("A dozen-plus", 12, None, "numeral", "weapons")]),
    ("The first two rockets missed.", [("two", 2, 2, "numeral", "weapons")]),
    ("The attack, the third this week, killed two.",
     [("third", 3, None, "ordinal", "attacks"), ("two", 2, 2, "numeral", None)]),
    ("The attack was the third in a week.", [("third", 3, None, "ordinal", "attacks")]),
    ("For the third time this week, rockets hit the base.",
     [("third", 3, None, "ordinal", "times")]),
    ("A third attack this week hit the base.", [("third", 3, None, "ordinal", "attacks")]),
    ("The group carried out its 100th attack.", [("100th", 100, None, "ordinal", "attacks")]),
]  # fmt: skip

NAMES = [
    "One of the bloodiest attacks in years.",
    "One of the worst attacks in years.",
    "They fired a 122mm rocket.",
    "A 500-pound bomb fell.",
    "They cut 5G masts.",
    "The 5G network failed.",
    "The 1st Battalion was hit.",
    "Channel 12 reported it.",
    "He told Channel 4 News.",
    "Rule 41 allows it.",
    "Interstate 95 was closed.",
    "Apollo 11 landed.",
    "The attack came on day 45 of the war.",
    "The 12-strong patrol was ambushed.",
    "The FTSE 100 fell.",
    "The S&P 500 fell.",
    "They flew a 787 Dreamliner.",
    "It was a No. 1 priority.",
    "One by one they left.",
    "One in five civilians fled.",
    "Nine out of 10 doctors fled.",
    "Temperatures fell to -20C.",
    "It was minus 20 degrees.",
    "Between 1600 and 1900 it was cold.",
    "All but two of the missiles were shot down.",
    "It is the sixth to be hit this year.",
    "A third of the rockets hit the base.",
    "The first rocket hit the base.",
    "It is ten times stronger.",
    "A 4x4 was burned.",
    "A single 747 landed.",
    "It is in the 3200 block of North Street.",
    "It stood from 500 BC to 1000 AD.",
    "It rests on 2007 census data.",
    "UN resolutions 2254 and 2268 call for it.",
    "The September 11, 2001 attacks changed it.",
    "In the years 1800–1840 it was calm.",
    "1704 - Troops take the port.",
]

YEARS_OR_NOT = [
    ("They fired more than 2000 in all.", 2000.0),
    ("The toll rose to 1500 on Monday.", 1500.0),
    ("It burned a 1520 sq m hall.", 1520.0),
    ("They fired an average of 1900.", 1900.0),
    ("It fell in 2000.", None),
    ("It grew from 1990 to 2000.", None),
]


@pytest.mark.parametrize(("sentence", "rows"), CASES)
def test_numbers_of_reports(sentence: str, rows: list[Row]) -> None:
    found = find_counts(load_model()(sentence))
    read = [(c.count.words, c.count.low, c.count.high, c.rule, c.unit) for c in found]
    assert read == rows


@pytest.mark.parametrize("sentence", NAMES)
def test_numbers_that_name_measure_or_rank(sentence: str) -> None:
    assert find_counts(load_model()(sentence)) == []


@pytest.mark.parametrize(("sentence", "value"), YEARS_OR_NOT)
def test_amounts_that_could_be_years(sentence: str, value: float | None) -> None:
    found = [c.value for c in find_counts(load_model()(sentence))]
    assert found == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Of the 36 missiles, 30 were shot down.", [None, 0]),
        ("30 out of 36 missiles were shot down.", [1, None]),
        ("Of the attackers, 30 fled, and 36 stayed.", [None, None]),
    ],
)
def test_wholes_before_and_after_their_parts(sentence: str, parts: list[int | None]) -> None:
    assert [c.part_of for c in find_counts(load_model()(sentence))] == parts
