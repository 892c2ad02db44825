"""Borders: along the line of two countries, and not anywhere in the one that is named."""

from __future__ import annotations

import pytest

from evals.toponyms import Article, read_places
from tallybook.core.certainty import Certainty
from tallybook.core.values import Place
from tallybook.knowledge.gazetteer import load_gazetteer
from tallybook.knowledge.loading import load_knowledge


def border(text: str) -> Place:
    """The one border that a text speaks of."""
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    [place] = {one.place for one in found if "border" in one.place.name}
    return place


@pytest.mark.parametrize(
    ("text", "base", "country"),
    [
        ("Two men were shot in Iraq near the border with Syria.", "iq-sy", "IQ"),
        ("A truck was hit along the Iraqi-Syrian border on Monday.", "iq-sy", None),
        ("A truck was hit on the Iraq-Syria border on Monday.", "iq-sy", None),
        ("Guards died along the border between Burkina Faso and Niger.", "bf-ne", None),
        ("Rebels crossed into Ethiopia near Kenya's border with Somalia.", "ke-so", None),
        ("In eastern Chad, ten people were killed close to the Sudanese border.", "sd-td", "TD"),
        ("A patrol in Turkey was ambushed 10 km from the Iranian border.", "ir-tr", "TR"),
        ("A post was hit on the Pakistani side of the border with Afghanistan.", "af-pk", "PK"),
    ],
)
def test_a_border_is_a_line_of_two_countries(text: str, base: str, country: str | None) -> None:
    place = border(text)
    assert place.key is not None
    assert place.key.endswith(f"|place:border-{base}")
    assert place.country == country
    assert place.precision == 5


def test_which_border_is_meant_may_not_be_said() -> None:
    place = border("A drone came down near the Syrian border on Monday.")
    assert place.lat is None
    assert place.reason is not None


@pytest.mark.parametrize(
    "text",
    [
        "Syrian border guards were shot in Qaim on Monday.",
        "A bomb went off in the Syrian border town of Qamishli.",
    ],
)
def test_what_only_lies_or_stands_at_a_border_is_none(text: str) -> None:
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    assert not any("border" in one.place.name for one in found)


def test_what_is_near_a_border_lies_in_neither_country_for_sure_unless_it_is_said() -> None:
    gazetteer = load_gazetteer()
    iraq, syria, basra = map(gazetteer.resolve, ("Iraq", "Syria", "Basra"))
    said = border("Two men were shot in Iraq near the border with Syria.")
    assert gazetteer.located_in(said, iraq) is Certainty.SURE
    assert gazetteer.located_in(said, syria) is Certainty.NO
    assert gazetteer.located_in(said, basra) is Certainty.NO
    unsaid = border("A truck was hit along the Iraqi-Syrian border on Monday.")
    assert gazetteer.located_in(unsaid, iraq) is Certainty.POSSIBLE
    assert gazetteer.located_in(unsaid, syria) is Certainty.POSSIBLE
    line = gazetteer.question_places("Iraq-Syria border")
    assert gazetteer.located_in(unsaid, line) is Certainty.POSSIBLE
    assert gazetteer.located_in(basra, line) is Certainty.NO
