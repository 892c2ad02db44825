"""Reports of one form: bulletins that are filled in anew each day are not one attack."""

from __future__ import annotations

from typing import Any

import pytest

from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.linking.copies import copy_groups
from tallybook.linking.templates import (
    Template,
    is_filled_otherwise,
    is_of_one_form,
    name_other_days,
    name_other_hours,
)

NOTICE = (
    "Ansongo fired at again\n\n"
    "Mortars hit Ansongo {when}. {harm}, the prefect, Alou Diarra, said on his channel.\n\n"
    "The wounded are in hospital in a stable condition. The ferry is closed until further notice,"
    " and residents are asked to stay away from the river and to report shells that did not go off."
)
HARM = ("Two people were wounded", "Five people were wounded", "Three houses burnt down")


def notice(book: Any, name: str, published: str, told: str, harm: str, **fields: Any) -> None:
    """A notice with a claim of its attack on Ansongo; `publisher` is the outlet."""
    publisher = fields.pop("publisher", "Prefecture")
    report = book.report(name, published, NOTICE.format(when=told, harm=harm), publisher)
    place = book.place("Ansongo", "ML")
    book.claim(report, "Mortars hit", **{"places": place, "event_type": "shelling", **fields})


def bounds(incidents: tuple[Incident, ...]) -> tuple[int, int]:
    """At least and at most how many attacks: those that are all unsure with each other are one at
    least."""
    unsure = [incident for incident in incidents if incident.unsure]
    return len(incidents) - max(0, len(unsure) - 1), len(incidents)


def template(book: Any, name: str, text: str) -> Template:
    document: Document = book.report(name, None, text)
    return Template(document)


@pytest.mark.parametrize("outlets", [("Prefecture", "Prefecture"), ("Gazette", "Courier")])
def test_two_days_that_follow_each_other_are_two_attacks(
    book: Any, v: Any, outlets: tuple[str, str]
) -> None:
    for number, outlet in enumerate(outlets):
        day = f"2024-03-0{4 + number}"
        told = f"on {number + 4} March"
        notice(book, f"n{number}", day, told, HARM[number], when=v.day(day), publisher=outlet)
    assert bounds(book.link().incidents) == (2, 2)


def test_each_mornings_overnight_is_another_night(book: Any, v: Any) -> None:
    for number in range(3):
        days = v.day(f"2024-03-0{3 + number}", f"2024-03-0{4 + number}")
        notice(book, f"n{number}", days.latest, "overnight", HARM[number], when=days)
    assert bounds(book.link().incidents) == (3, 3)


def test_without_a_day_nobody_can_tell(book: Any) -> None:
    for number in range(3):
        notice(book, f"n{number}", f"2024-03-0{4 + number}", "again", HARM[number])
    assert bounds(book.link().incidents) == (1, 3)


def test_an_update_of_the_same_day_is_the_same_attack(book: Any, v: Any) -> None:
    for number in range(2):
        printed = f"2024-03-0{4 + number}"
        notice(book, f"n{number}", printed, "on 4 March", HARM[number], when=v.day("2024-03-04"))
    assert bounds(book.link().incidents) == (1, 1)


def test_morning_and_evening_of_one_day_may_be_two(book: Any, v: Any) -> None:
    for number, hour in enumerate(("morning", "evening")):
        told = f"in the {hour} of 4 March"
        notice(book, f"n{number}", "2024-03-04", told, HARM[number], when=v.day("2024-03-04"))
    assert bounds(book.link().incidents) == (1, 2)


def test_one_outlet_in_other_words_on_the_next_day_may_be_two(book: Any, v: Any) -> None:
    jnim = v.actor("JNIM", book.knowledge)
    notice(book, "n", "2024-03-04", "on 4 March", HARM[0], when=v.day("2024-03-04"), attackers=jnim)
    text = "Five hurt in Ansongo\n\nA shell fell on a yard in Ansongo and hurt five, a doctor said."
    place = book.place("Ansongo", "ML")
    for publisher, expected in (("Prefecture", (1, 2)), ("Courier", (1, 1))):
        report = book.report(publisher, "2024-03-05", text, publisher)
        book.claim(
            report, "fell", places=place, when=v.day("2024-03-05"), event_type="shelling",
            attackers=jnim,
        )  # fmt: skip
        assert bounds(book.link().incidents) == expected
        book.documents.pop()
        book.claims.pop()


def test_a_form_filled_in_by_one_outlet_on_another_day_is_no_copy(book: Any) -> None:
    def groups(*told: tuple[str, str, str]) -> int:
        reports = [
            book.report(f"{day}{outlet}", day, NOTICE.format(when=when, harm=harm), outlet)
            for (day, outlet, when), harm in zip(told, HARM, strict=False)
        ]
        return len({group.id for group in copy_groups(reports).values()})

    assert groups(("2024-03-04", "Prefecture", "again"), ("2024-03-05", "Prefecture", "again")) == 2
    assert groups(("2024-03-04", "A", "on 4 March"), ("2024-03-05", "B", "on 5 March")) == 2
    # Brought up to date by another outlet, it has one source still.
    assert groups(("2024-03-04", "A", "on 4 March"), ("2024-03-05", "B", "on 4 March")) == 1


def test_a_copy_that_is_brought_up_to_date_is_one_source_and_not_the_same_report(
    book: Any,
) -> None:
    reports = [
        book.report(name, day, NOTICE.format(when="on 4 March", harm=harm), name)
        for name, day, harm in zip("ab", ("2024-03-04", "2024-03-05"), HARM, strict=False)
    ]
    copies = copy_groups(reports)
    assert [(copies[name].id, copies[name].reprint) for name in "ab"] == [("a", "a"), ("a", "b")]


def test_an_outlet_does_not_confirm_itself(book: Any, v: Any) -> None:
    bomb = "Bomb in Gao\n\nA bomb went off at the fish market in Gao and killed four traders."
    later = "Gao mourns\n\nGao buried four traders whom a bomb had killed by the river."
    agency = "Four dead in Gao\n\nA bomb killed four people in Gao, doctors counted.\n\n(AFP)"
    own = "Traders killed\n\nIt was a bomb that killed four people of Gao, this paper learnt."
    for name, outlet, text in (
        ("a", "Gazette", bomb),
        ("b", "Herald", later),
        ("c", "Gazette", later),
        ("d", "Courier", agency),
        ("e", "Post", f"{own}\n\n(AFP)"),
    ):
        report = book.report(name, "2024-03-06", text, outlet)
        book.claim(
            report, "bomb", places=book.place("Gao", "ML"), when=v.day("2024-03-05"),
            killed=v.count(4), event_type="bombing", voices=(),
        )  # fmt: skip
    (incident,) = book.link().incidents
    assert incident.origins == ("document:a", "document:d")


@pytest.mark.parametrize(
    ("one", "other", "filled"),
    [
        ("killing two people and a dog", "killing nine people and a dog", True),
        ("and it had killed two", "and it had killed nine", True),
        ("on Monday at dawn they fled", "on Friday at dawn they fled", True),
        ("killing two people and a dog", "killing two people and a cat", False),
        ("killing two people", "killing two people, and later four", False),
        ("two men fled by boat", "nine women were asked", False),
    ],
)
def test_what_two_texts_put_at_one_point(book: Any, one: str, other: str, filled: bool) -> None:
    assert is_filled_otherwise(template(book, "a", one), template(book, "b", other)) is filled


def test_a_form_is_what_is_left_without_figures_and_weekdays(book: Any) -> None:
    text = "The {} bulletin of the {} brigade was read out on {} before the men of {} towns."
    one = template(book, "a", text.format("fourth", "2nd", "Monday", "six"))
    other = template(book, "b", text.format("fifth", "3rd", "Tuesday", "nine"))
    assert is_of_one_form(one, other)
    assert one.shingles == other.shingles
    assert not is_of_one_form(one, template(book, "c", "A trader saw two lorries leave at noon."))


def test_days_and_hours_that_a_text_names(book: Any) -> None:
    one = template(book, "a", "On Monday, 4 March, at dawn, and again in the evening.")
    assert one.days == {"monday", "4 march"}
    assert name_other_days(one, template(book, "b", "On 5th March"))
    assert not name_other_days(one, template(book, "c", "March 4, and the day after, 5 March"))
    assert not name_other_days(one, template(book, "d", "Later that day"))
    assert name_other_hours(one, template(book, "e", "at noon"))
    assert not name_other_hours(one, template(book, "f", "from noon to evening"))
