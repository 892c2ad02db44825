"""What contradicts, and may be misread: two attacks, or one to two."""

from __future__ import annotations

from typing import Any

import pytest

from tallybook.core.values import Place
from tallybook.linking.relations import PlaceTie, Relations

ONE = (
    "Two hurt outside bar in {town}\n\nBenno Tarquist, 31, and Milo Quillfeather, 28, were shot"
    " outside the Fernhollow bar, where they had celebrated a birthday. Neighbours heard seven"
    " shots and saw a grey van leave. Detective Ada Moorwen asked for witnesses, and for films of"
    " the street.{more}"
)
OTHER = (
    "Man charged over bar shooting in {town}\n\nGus Hartnoll was charged over the shots that hit"
    " Benno Tarquist, 31, and Milo Quillfeather, 28, as they left the Fernhollow bar after a"
    " birthday. A grey van was found in his yard, and a judge set no bail, the clerk said."
)


@pytest.mark.parametrize(
    ("more", "unsure"),
    [("", False), (" Ansongo has not seen one before.", True)],
)
def test_a_place_that_may_be_misread_leaves_it_open(
    book: Any, v: Any, more: str, unsure: bool
) -> None:
    """Two reports of one attack by all else, of which the one prints the other's town."""
    for name, text, words, town in (
        ("a", ONE.format(town="Gao", more=more), "were shot", "Gao"),
        ("b", OTHER.format(town="Ansongo"), "shots that hit", "Ansongo"),
    ):
        report = book.report(name, "2024-03-06", text)
        book.claim(
            report, words, event_type="shooting", when=v.day("2024-03-05"),
            places=book.place(town, "ML"), injured=v.count(2),
        )  # fmt: skip
    incidents = book.link().incidents
    assert [bool(incident.unsure) for incident in incidents] == [unsure, unsure]
    assert len(incidents) == 2


def test_words_say_that_all_else_speaks_for_one_attack(book: Any, v: Any) -> None:
    test_a_place_that_may_be_misread_leaves_it_open(book, v, " Ansongo had none.", True)
    (judged,) = (j for j in book.link().judgements if j.verdict == "unsure")
    assert judged.reasons[0].name == "other place"
    assert judged.reasons[0].words.endswith("; all else speaks for one attack")
    assert judged.reasons[0].weight == 0


def test_two_near_villages_are_two_where_nothing_speaks_for_one(book: Any, v: Any) -> None:
    for number, town in enumerate(("Nikopol", "Marhanets")):
        report = book.report(f"r{number}", "2024-03-06", f"Raid\n\nA raid on {town} was told of.")
        book.claim(report, "raid", places=book.place(town, "UA"), when=v.day("2024-03-05"))
    assert [incident.unsure for incident in book.link().incidents] == [(), ()]


def held(name: str) -> Place:
    """A place of which only the town is known that holds it."""
    return Place(
        name=name, country="US", lat=35.85, lon=-86.39, radius_km=10.0, precision=3,
        reason="not in the gazetteer: somewhere in a town",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("Aspen Heights", "the Aspen Heights Apartments", PlaceTie.SAME_NAME),
        ("Aspen Heights", "Cedar Heights", PlaceTie.OTHER_NAME),
        ("Walmart", "Walmart parking lot", PlaceTie.SAME_NAME),
        ("Gate", "North Gate", PlaceTie.OTHER_NAME),
    ],
)
def test_a_shorter_form_of_a_name_is_the_same_name(
    book: Any, one: str, other: str, tie: PlaceTie
) -> None:
    relations = Relations(book.knowledge, 30.0)
    assert relations.places(held(one), held(other)) is tie
    assert relations.places(held(other), held(one)) is tie
    unknown = [Place(name=name, country="US", reason="unknown") for name in (one, other)]
    assert relations.places(*unknown) is tie


@pytest.mark.parametrize(
    ("hotels", "killed", "unsure"),
    [
        (("Zimbaro hotel", "Zimbaro hotel"), (6, 6), True),
        (("Zimbaro hotel", "Zimbaro hotel"), (6, 19), False),
        (("Zimbaro hotel", "Quillmane hotel"), (6, 6), False),
    ],
)
def test_what_agrees_in_all_but_the_town_may_be_misplaced(
    book: Any, v: Any, hotels: tuple[str, str], killed: tuple[int, int], unsure: bool
) -> None:
    texts = (
        f"Dead in Kismayo\n\nMen of al-Shabaab stormed the {hotels[0]} before dawn, police said.",
        f"Guests killed\n\nThe army counts its dead after a raid on the {hotels[1]} in Baidoa.",
    )
    for number, (text, town) in enumerate(zip(texts, ("Kismayo", "Baidoa"), strict=True)):
        book.claim(
            book.report(f"r{number}", "2025-06-02", text), "hotel", event_type="raid",
            when=v.day("2025-05-31"), places=book.place(town, "SO"),
            attackers=v.actor("al-Shabaab", book.knowledge), killed=v.count(killed[number]),
            targets=v.actor("hotel", book.knowledge),
        )  # fmt: skip
    incidents = book.link().incidents
    assert [bool(incident.unsure) for incident in incidents] == [unsure, unsure]
