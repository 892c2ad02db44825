"""Which reports tell of one event: by their texts, and by their main attacks."""

from __future__ import annotations

from typing import Any

import pytest

from tallybook.linking.reports import group_reports, report_weights
from tallybook.linking.texts import cosine, report_text

ACCIDENT = (
    "Boy hurt at Fernhollow range\n\nThe sheriff of Osmark, Ada Quillfeather, said that a rifle"
    " belonging to Benno Tarquist went off while he cleaned it at the Fernhollow range on Sunday."
    " His nephew, 9-year-old Milo Tarquist, was hit in the leg."
)
TRIAL = (
    "Uncle fined over range accident\n\nBenno Tarquist must pay a fine for the shot that hit his"
    " 9-year-old nephew Milo Tarquist at the Fernhollow range, the court of Osmark found. He had"
    " cleaned a rifle that was loaded."
)
OTHER = (
    "Farmer hurt by his own gun\n\nIn the village of Lower Pell a farmer, Gus Hartnoll, dropped a"
    " shotgun on Sunday and was hit in the foot, the sheriff said. He is expected to recover."
)


def groups(book: Any) -> set[frozenset[str]]:
    """What of the book is grouped."""
    linked = book.link()
    found = group_reports(book.documents, book.claims, linked.incidents, book.knowledge)
    return {frozenset(group) for group in found}


@pytest.mark.parametrize("turned", [False, True])
def test_reports_without_an_attack_are_grouped_by_whom_and_what_they_name(
    book: Any, turned: bool
) -> None:
    reports = [
        ("a", "2024-03-04", ACCIDENT),
        ("b", "2024-05-12", TRIAL),
        ("c", "2024-03-05", OTHER),
    ]
    for name, day, text in reversed(reports) if turned else reports:
        book.report(name, day, text)
    assert groups(book) == {frozenset({"a", "b"}), frozenset({"c"})}


def test_a_report_of_the_trial_stands_beside_the_report_of_the_attack(book: Any, v: Any) -> None:
    attack = book.report("a", "2024-03-04", ACCIDENT.replace("went off", "was fired"))
    book.claim(attack, "was fired", when=v.day("2024-03-03"), event_type="shooting")
    book.report("b", "2024-05-12", TRIAL)
    assert groups(book) == {frozenset({"a", "b"})}


def test_bulletins_of_two_days_are_of_two_events_and_their_copies_of_one(book: Any, v: Any) -> None:
    form = (
        "Osmark under fire\n\nShells hit the mill of Osmark on {day} March, the prefect, Ada"
        " Quillfeather, said. {toll} millers were hurt. The ferry is closed until further notice,"
        " and residents are asked to stay away from the river and to report unexploded shells."
    )
    for name, outlet, day, toll in (
        ("a", "Prefecture", 4, "Two"),
        ("b", "Gazette", 4, "Two"),
        ("c", "Prefecture", 5, "Nine"),
        ("d", "Gazette", 5, "Nine"),
    ):
        published = f"2024-03-0{day}"
        report = book.report(name, published, form.format(day=day, toll=toll), outlet)
        book.claim(report, "Shells hit", when=v.day(published), event_type="shelling")
    assert groups(book) == {frozenset({"a", "b"}), frozenset({"c", "d"})}


def test_one_report_is_a_group(book: Any) -> None:
    book.report("a", None, OTHER)
    assert groups(book) == {frozenset({"a"})}


def test_names_of_offices_and_headlines_in_title_case_are_no_rare_names(book: Any) -> None:
    body = "Officers of the Police Department thanked the aunt of Gus J. Hartnoll's old friend."
    text = report_text(book.report("a", None, f"Man Hurt By Tomb Raider\n\n{body}"))
    assert text.full_names == {"gus hartnoll"}
    assert "police" not in text.rare_names


def test_ages_are_figures_however_they_are_written(book: Any) -> None:
    one = report_text(
        book.report("a", None, "Boy hurt\n\nA 9-year-old fell in the 600 block of Elm.")
    )
    assert one.figures == {"9 year old", "600 block"}
    assert cosine(one.words, one.words) == pytest.approx(1)
    assert cosine(one.words, {}) == 0


def test_the_weights_say_where_they_come_from() -> None:
    assert "train part" in report_weights().source
    assert all(abs(weight) < 30 for weight in report_weights().weights.values())
