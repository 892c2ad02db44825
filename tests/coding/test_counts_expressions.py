"""Numbers in sentences of our own, each with its bounds, hedge, rule, unit and noun.

A row is a sentence and its numbers in order: words, low, high (None: open), hedge, rule, unit,
the noun that is counted.
"""

from __future__ import annotations

import pytest

from tallybook.coding.counts.finding import CountMention, find_counts
from tallybook.coding.language.model import load_model

Row = tuple[str, int, int | None, str, str, str | None, str | None]

CASES: list[tuple[str, list[Row]]] = [
    # figures, words and mixes
    ("Rebels carried out 13 attacks.", [("13", 13, 13, "exact", "numeral", "attacks", "attacks")]),
    ("Rebels carried out thirteen raids.",
     [("thirteen", 13, 13, "exact", "numeral", "attacks", "raids")]),
    ("Rebels carried out 13 rocket and drone attacks.",
     [("13", 13, 13, "exact", "numeral", "attacks", "attacks")]),
    ("The base was hit ten separate times.",
     [("ten", 10, 10, "exact", "numeral", "times", "times")]),
    ("Troops shot down 34 drones.", [("34", 34, 34, "exact", "numeral", "weapons", "drones")]),
    ("Militants burned 14 armoured vehicles.",
     [("14", 14, 14, "exact", "numeral", "vehicles", "vehicles")]),
    ("The war has displaced 1.2 million people.",
     [("1.2 million", 1_200_000, 1_200_000, "exact", "numeral", "people", "people")]),
    ("Officials counted 1,204 dead.",
     [("1,204", 1204, 1204, "exact", "numeral", "people", "dead")]),
    ("One hundred and five soldiers fell.",
     [("One hundred and five", 105, 105, "exact", "numeral", "people", "soldiers")]),
    ("Twenty-three villagers were taken.",
     [("Twenty-three", 23, 23, "exact", "numeral", "people", "villagers")]),
    ("Two thousand three hundred families fled.",
     [("Two thousand three hundred", 2300, 2300, "exact", "numeral", "people", "families")]),
    ("A dozen gunmen fled.", [("A dozen", 12, 12, "exact", "numeral", "people", "gunmen")]),
    ("Half a dozen gunmen fled.",
     [("Half a dozen", 6, 6, "exact", "numeral", "people", "gunmen")]),
    ("Two dozen gunmen fled.", [("Two dozen", 24, 24, "exact", "numeral", "people", "gunmen")]),
    ("A hundred gunmen fled.", [("A hundred", 100, 100, "exact", "numeral", "people", "gunmen")]),
    ("The strike killed 12 and wounded 30.",
     [("12", 12, 12, "exact", "numeral", None, None),
      ("30", 30, 30, "exact", "numeral", None, None)]),
    ("The ambush left 11 dead and 30 wounded.",
     [("11", 11, 11, "exact", "numeral", "people", "dead"),
      ("30", 30, 30, "exact", "numeral", "people", "wounded")]),
    ("The death toll climbed to 45.", [("45", 45, 45, "exact", "numeral", None, None)]),
    ("KILLED WERE 12 SOLDIERS AND 3 CIVILIANS.",
     [("12", 12, 12, "exact", "numeral", "people", "SOLDIERS"),
      ("3", 3, 3, "exact", "numeral", "people", "CIVILIANS")]),
    # bounds
    ("At least 30 shells fell.", [("At least 30", 30, None, "at_least", "numeral", "weapons",
                                   "shells")]),
    ("No fewer than 30 shells fell.",
     [("No fewer than 30", 30, None, "at_least", "numeral", "weapons", "shells")]),
    ("A minimum of 30 shells fell.",
     [("A minimum of 30", 30, None, "at_least", "numeral", "weapons", "shells")]),
    ("Thirty or more shells fell.",
     [("Thirty or more", 30, None, "at_least", "numeral", "weapons", "shells")]),
    ("Some 30-plus shells fell.",
     [("Some 30-plus", 30, None, "at_least", "numeral", "weapons", "shells")]),
    ("More than 30 shells fell.",
     [("More than 30", 31, None, "more_than", "numeral", "weapons", "shells")]),
    ("More than a dozen shells fell.",
     [("More than a dozen", 13, None, "more_than", "numeral", "weapons", "shells")]),
    ("Over 30 shells fell.", [("Over 30", 31, None, "more_than", "numeral", "weapons", "shells")]),
    ("Upwards of 30 shells fell.",
     [("Upwards of 30", 31, None, "more_than", "numeral", "weapons", "shells")]),
    ("In excess of 30 shells fell.",
     [("In excess of 30", 31, None, "more_than", "numeral", "weapons", "shells")]),
    ("The toll exceeded 30.",
     [("exceeded 30", 31, None, "more_than", "numeral", None, None)]),
    ("As many as 30 shells fell.",
     [("As many as 30", 1, 30, "at_most", "numeral", "weapons", "shells")]),
    ("Up to 30 shells fell.", [("Up to 30", 1, 30, "at_most", "numeral", "weapons", "shells")]),
    ("At most 30 shells fell.",
     [("At most 30", 0, 30, "at_most", "numeral", "weapons", "shells")]),
    ("No more than 30 shells fell.",
     [("No more than 30", 0, 30, "at_most", "numeral", "weapons", "shells")]),
    ("Fewer than 30 shells fell.",
     [("Fewer than 30", 0, 29, "fewer_than", "numeral", "weapons", "shells")]),
    ("Less than 30 shells fell.",
     [("Less than 30", 0, 29, "fewer_than", "numeral", "weapons", "shells")]),
    ("Under 30 shells fell.",
     [("Under 30", 0, 29, "fewer_than", "numeral", "weapons", "shells")]),
    # approximations
    ("Nearly 30 shells fell.", [("Nearly 30", 25, 29, "about", "numeral", "weapons", "shells")]),
    ("Almost 200 shells fell.",
     [("Almost 200", 150, 199, "about", "numeral", "weapons", "shells")]),
    ("Close to 400 shells fell.",
     [("Close to 400", 350, 399, "about", "numeral", "weapons", "shells")]),
    ("About 30 shells fell.", [("About 30", 25, 35, "about", "numeral", "weapons", "shells")]),
    ("Around 25 shells fell.", [("Around 25", 23, 27, "about", "numeral", "weapons", "shells")]),
    ("Some 100 shells fell.", [("Some 100", 75, 125, "about", "numeral", "weapons", "shells")]),
    ("Roughly 150 shells fell.",
     [("Roughly 150", 125, 175, "about", "numeral", "weapons", "shells")]),
    ("Approximately 13 shells fell.",
     [("Approximately 13", 12, 14, "about", "numeral", "weapons", "shells")]),
    ("An estimated 1,200 shells fell.",
     [("An estimated 1,200", 1150, 1250, "about", "numeral", "weapons", "shells")]),
    ("A dozen or so shells fell.",
     [("A dozen or so", 9, 15, "about", "numeral", "weapons", "shells")]),
    ("At least some 30 shells fell.",
     [("At least some 30", 30, None, "at_least", "numeral", "weapons", "shells")]),
    # ranges
    ("Between 15 and 20 rebels fled.",
     [("Between 15 and 20", 15, 20, "between", "range", "people", "rebels")]),
    ("From 10 to 12 rebels fled.",
     [("From 10 to 12", 10, 12, "between", "range", "people", "rebels")]),
    ("Two to three rebels fled.",
     [("Two to three", 2, 3, "between", "range", "people", "rebels")]),
    ("Two or three rebels fled.",
     [("Two or three", 2, 3, "between", "range", "people", "rebels")]),
    ("They saw 5-7 rebels.", [("5-7", 5, 7, "between", "range", "people", "rebels")]),
    ("They saw 5 to 7 million refugees.",
     [("5 to 7 million", 5_000_000, 7_000_000, "between", "range", "people", "refugees")]),
    # vague numbers
    ("Dozens of villagers fled.", [("Dozens", 12, None, "vague", "vague", "people", "villagers")]),
    ("Scores of villagers fled.", [("Scores", 20, None, "vague", "vague", "people", "villagers")]),
    ("Hundreds of villagers fled.",
     [("Hundreds", 100, None, "vague", "vague", "people", "villagers")]),
    ("Tens of thousands of villagers fled.",
     [("Tens of thousands", 10_000, None, "vague", "vague", "people", "villagers")]),
    ("Several villagers fled.",
     [("Several", 3, None, "vague", "vague", "people", "villagers")]),
    ("Several hundred villagers fled.",
     [("Several hundred", 300, None, "vague", "vague", "people", "villagers")]),
    ("A few villagers fled.", [("A few", 2, None, "vague", "vague", "people", "villagers")]),
    ("A couple of villagers fled.",
     [("A couple", 2, None, "vague", "vague", "people", "villagers")]),
    ("A number of villagers fled.",
     [("A number of", 2, None, "vague", "vague", "people", "villagers")]),
    ("Multiple rockets hit the camp.",
     [("Multiple", 2, None, "vague", "vague", "weapons", "rockets")]),
    ("A series of explosions shook the camp.",
     [("A series of", 2, None, "vague", "vague", "attacks", "explosions")]),
    # times
    ("The base was hit twice on Monday.",
     [("twice", 2, 2, "exact", "frequency", "times", None)]),
    ("The base was hit at least twice.",
     [("at least twice", 2, None, "at_least", "frequency", "times", None)]),
    ("The base was hit three times.", [("three", 3, 3, "exact", "numeral", "times", "times")]),
    ("It was hit ten times in Iraq and once in Syria.",
     [("ten", 10, 10, "exact", "numeral", "times", "times"),
      ("once", 1, 1, "exact", "frequency", "times", None)]),
    # ordinals and multiples of attacks
    ("It was the third attack this week.",
     [("third", 3, None, "at_least", "ordinal", "attacks", "attack")]),
    ("A second attack followed.",
     [("second", 2, None, "at_least", "ordinal", "attacks", "attack")]),
    ("It was the 23rd drone strike on the base.",
     [("23rd", 23, None, "at_least", "ordinal", "attacks", "strike")]),
    ("Twin suicide bombings shook the market.",
     [("Twin", 2, 2, "exact", "multiple", "attacks", "bombings")]),
    ("Both attacks were claimed by one group.",
     [("Both", 2, 2, "exact", "multiple", "attacks", "attacks"),
      ("one", 1, 1, "exact", "numeral", "other", "group")]),
    # zero
    ("No one was hurt.", [("No one", 0, 0, "exact", "zero", "people", None)]),
    ("There were no casualties.", [("no", 0, 0, "exact", "zero", "people", "casualties")]),
    ("No attacks were reported.", [("No", 0, 0, "exact", "zero", "attacks", "attacks")]),
    ("Not a single rocket hit home.",
     [("Not a single", 0, 0, "exact", "zero", "weapons", "rocket")]),
    ("Zero attacks were reported.", [("Zero", 0, 0, "exact", "zero", "attacks", "attacks")]),
    ("There were two raids in May and none in April.",
     [("two", 2, 2, "exact", "numeral", "attacks", "raids"),
      ("none", 0, 0, "exact", "zero", None, None)]),
    # old figures, differences, additions
    ("Attacks rose to 23, up from 12.",
     [("23", 23, 23, "exact", "numeral", None, None),
      ("12", 12, 12, "exact", "revised_from", None, None)]),
    ("The toll rose from 12 to 23.",
     [("12", 12, 12, "exact", "revised_from", None, None),
      ("23", 23, 23, "exact", "numeral", None, None)]),
    ("Attacks rose by 12 to 45.",
     [("12", 12, 12, "exact", "rise", None, None),
      ("45", 45, 45, "exact", "numeral", None, None)]),
    ("Attacks fell 9 per cent.", [("9 per cent", 9, 9, "exact", "fall", "percent", None)]),
    ("Planes dropped 20 bombs.", [("20", 20, 20, "exact", "numeral", "weapons", "bombs")]),
    ("Twelve more people died.",
     [("Twelve", 12, 12, "exact", "additional", "people", "people")]),
    ("Another 12 people died.", [("12", 12, 12, "exact", "additional", "people", "people")]),
    # other units
    ("Shells fell 40 km east of the town.",
     [("40", 40, 40, "exact", "numeral", "distance", "km")]),
    ("The battle went on for nine hours.",
     [("nine", 9, 9, "exact", "numeral", "time", "hours")]),
    ("Thieves took $30 million.",
     [("$30 million", 30_000_000, 30_000_000, "exact", "numeral", "money", None)]),
    ("A 12-year-old boy died.", [("12-year-old", 12, 12, "exact", "age", "age", None)]),
    ("A boy aged 12 died.", [("12", 12, 12, "exact", "age", "age", None)]),
    ("Karim Haddad, 35, was shot.", [("35", 35, 35, "exact", "age", "age", None)]),
    # partitives
    ("Three of the attackers were shot.",
     [("Three", 3, 3, "exact", "numeral", "people", "attackers")]),
    ("In Iraq 10 attacks were logged and in Syria 3.",
     [("10", 10, 10, "exact", "numeral", "attacks", "attacks"),
      ("3", 3, 3, "exact", "numeral", None, None)]),
    ("They fired two 500 kg bombs.",
     [("two", 2, 2, "exact", "numeral", "weapons", "bombs"),
      ("500", 500, 500, "exact", "numeral", "other", "kg")]),
]  # fmt: skip

NO_COUNTS = [
    "A man with an AK-47 fled.",
    "A Boeing 737 landed safely.",
    "Article 51 allows it.",
    "Resolution 242 was cited.",
    "Soldiers left Tower 22.",
    "An F-16 circled above.",
    "The G7 met in Rome.",
    "Flight 17 was lost.",
    "Unit 731 was disbanded.",
    "The visitors won 2-1.",
    "It began at 10 pm.",
    "It began at 9:30 a.m.",
    "It began on 17 October 2023.",
    "It was in Oct. 17 reports.",
    "It ended in 2019.",
    "A two-hour gunbattle followed.",
    "A one-way drone fell.",
    "A 107mm rocket fell.",
    "There was no comment.",
    "There was no evidence of it.",
    "They no longer fight.",
    "The second floor burned.",
    "It is twice as large.",
    "The dead are more than twice the figure given by the police.",
    "It is three times the toll.",
    "It is three times as large.",
    "One of the deadliest raids ended.",
    "A bomb exploded near an outpost.",
    "At once they fled.",
    "Once he left, they fled.",
]


def row(document: object, mention: CountMention) -> Row:
    head = None if mention.head is None else document[mention.head].text  # type: ignore[index]
    count = mention.count
    return (count.words, count.low, count.high, mention.hedge, mention.rule, mention.unit, head)


@pytest.mark.parametrize(("sentence", "rows"), CASES)
def test_numbers_with_their_bounds(sentence: str, rows: list[Row]) -> None:
    document = load_model()(sentence)
    assert [row(document, mention) for mention in find_counts(document)] == rows


@pytest.mark.parametrize("sentence", NO_COUNTS)
def test_what_is_no_count(sentence: str) -> None:
    assert find_counts(load_model()(sentence)) == []


def test_the_tables_are_large_enough() -> None:
    assert len(CASES) + len(NO_COUNTS) >= 120


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The blast killed 30 people, including eight children and two women.", [None, 0, 0]),
        ("At least 100 soldiers, among them 12 officers, gave up.", [None, 0]),
        ("It killed 57 people, of whom 12 were children.", [None, 0]),
        ("They fired 25 rockets, 14 of them intercepted.", [None, 0]),
        ("They fired six rockets, one of which landed inside.", [None, 0]),
        ("Four of the seven drones were shot down.", [1, None]),
        ("The blast killed 30 people and wounded eight children.", [None, None]),
        ("Eight died. Among them 12 officers stood.", [None, None]),
    ],
)
def test_parts_belong_to_their_whole(sentence: str, parts: list[int | None]) -> None:
    mentions = find_counts(load_model()(sentence))
    assert [m.part_of for m in mentions] == parts


@pytest.mark.parametrize(
    ("sentence", "governors"),
    [
        ("The strike killed 12 and wounded 30.", ["killed", "wounded"]),
        ("At least 34 drones were launched.", ["launched"]),
        ("The toll climbed to 45.", ["climbed"]),
        ("The blast killed 30 people, including eight children.", ["killed", "killed"]),
    ],
)
def test_the_verb_over_a_number(sentence: str, governors: list[str]) -> None:
    document = load_model()(sentence)
    found = [document[m.governor].text for m in find_counts(document) if m.governor is not None]
    assert found == governors
