"""Places that a text takes up by "there", "the village", "the area" and "this town"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _places(claims: list[Claim]) -> list[str]:
    [told] = [c for c in claims if c.kind == "incident"]
    return [p.name for p in told.places]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Troops were sent to Kidal, Mali. Rebels killed nine herders there on Friday.", "Kidal"),
        ("The village of Dallo in Chad is empty. Raiders burned a mill in the village on Friday.",
         "Dallo"),
        ("The Bunia area in Congo is tense. A mine killed nine people in the area on Friday.",
         "Bunia"),
        ("Monguno in Nigeria was calm for weeks. A bomb killed nine people in the town on Friday.",
         "Monguno"),
        ("Thousands fled Lashio in Myanmar. A drone struck a mill in the city on Friday.",
         "Lashio"),
        ("The mayor of Pol Sin, Myanmar, wept. Shells hit a mill on the edge of the town on "
         "Friday.", "Pol Sin"),
        ("JIBIA, Nigeria - Raiders shot dead nine traders in this town on Friday.", "Jibia"),
        ("Nine shot dead in Celaya\n\nThe gang came at dawn, police in Mexico said.", "Celaya"),
        ("Police in Colombia spoke of nine dead. The Tumaco ambush was the third this year.",
         "Tumaco"),
    ],
)  # fmt: skip
def test_what_takes_a_place_up_is_that_place(code_report: Code, text: str, place: str) -> None:
    assert _places(code_report(text)) == [place]


@pytest.mark.parametrize(
    "text",
    [
        # Another village, brought in without its name.
        "Traders in Monguno, Nigeria, spoke of a village. "
        "Raiders burned a mill in the village on Friday.",
        # A large city is no village.
        "Traders in Kano, Nigeria, met on Thursday. "
        "Raiders burned a mill in the village on Friday.",
        # Two towns.
        "Traders in Monguno and Lokoja, Nigeria, met. "
        "A bomb killed nine people in the town on Friday.",
        # Who speaks there.
        "Aid was sent to Monguno. A bomb killed nine soldiers near Gamboru, officials there said.",
    ],
)
def test_what_may_be_another_stays_open(code_report: Code, text: str) -> None:
    assert not {"Monguno", "Kano"}.intersection(_places(code_report(text)))


def test_a_number_above_one_is_of_those_shot(code_report: Code) -> None:
    [told] = [c for c in code_report("Three shot at a bar in Leon") if c.kind == "incident"]
    assert told.event_type == "shooting"
    assert _places([told]) == ["Leon"]


def test_there_is_in_the_town_where_nothing_places_the_building(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "Residents of Maiduguri gathered at the Monday Market to remember nine people who were "
        "killed by a bomb there on 7 March 2015."
    )
    [claim] = [c for c in claims if c.kind == "incident"]
    assert [p.name for p in claim.places] == ["Maiduguri"]
