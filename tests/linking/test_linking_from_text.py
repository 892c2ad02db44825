"""From raw text to incidents: reports written for this, that are easily counted wrongly."""

from __future__ import annotations

from io import BytesIO

import pytest

from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import Settings, add

THRICE = (
    "Base in western Iraq attacked three times in a day\n\n"
    "The al-Asad air base in western Iraq came under attack three times on Friday, 20 October "
    "2023, the army said.\n\n"
    "Rockets hit the base shortly after dawn and wounded two soldiers. A second attack, with "
    "drones, followed at noon. Late in the evening a third attack with mortars set a fuel "
    "store on fire, an army spokesman said."
)
AT_DAWN = (
    "Rockets land at al-Asad base\n\n"
    "Rockets hit al-Asad air base in Iraq at dawn on Friday, wounding two soldiers, a police "
    "officer said.\n\n"
    "The base houses foreign advisers."
)
AT_NOON = (
    "Drones strike al-Asad base\n\n"
    "Drones struck al-Asad air base in Iraq at noon on Friday, an officer said. Nobody was "
    "hurt."
)
BY_THE_ARMY = (
    "Army says it killed six rebels in Beni\n\n"
    "The army said on Monday that its soldiers killed six fighters of the Allied Democratic "
    "Forces in a clash near Beni on Sunday, 5 May 2024, after the rebels had attacked a post."
)
BY_THE_REBELS = (
    "Islamist group claims attack on army post near Beni\n\n"
    "Fighters attacked an army post near Beni on Sunday, 5 May 2024, and killed four "
    "soldiers, the Allied Democratic Forces said in a statement."
)
BOMBING = (
    "Bomb kills nine at market in Maiduguri\n\n"
    "A bomb exploded at the Monday Market in Maiduguri on Saturday, 7 March 2015, and killed "
    "nine people, police said."
)
TRIAL = (
    "Man jailed for Maiduguri market bombing\n\n"
    "A court in Abuja on Wednesday sentenced a man to life in prison for the bombing of the "
    "Monday Market in Maiduguri on 7 March 2015, which killed nine people.\n\n"
    "Judge Amina Bello said that he had brought the bomb to the market."
)
ANNIVERSARY = (
    "Maiduguri remembers market dead\n\n"
    "Residents of Maiduguri gathered on Monday at the Monday Market to remember the nine "
    "people who were killed by a bomb there on 7 March 2015, a year ago."
)
SHELLING = (
    "Shells hit Kherson again\n\n"
    "Russian forces shelled the city of Kherson on {day} March 2024, and {harm}, the regional"
    " governor said.\n\n"
    "It was the latest in a series of attacks on the city."
)
WIRE = (
    "{title}\n\n"
    "GAO, Mali (Reuters) - Gunmen on motorcycles attacked a convoy of the army near Gao on Tuesday,"
    " 5 March 2024, and killed four soldiers, the army said.\n\n"
    "The attackers set two lorries on fire and fled into the bush before helicopters came,"
    " according to a statement of the general staff.\n\n{tail}"
)
TITLES = ("Gunmen kill four soldiers near Gao", "Army convoy attacked in Mali", "Ambush in Mali")

Report = tuple[str, str, str]
"""The day of publication, the outlet, the text."""


def linked(*reports: Report) -> tuple[MemoryStore, list[Incident]]:
    """A book of the reports, added one by one, and its incidents."""
    store = MemoryStore()
    for day, publisher, text in reports:
        flags = Flags(published=day, publisher=publisher)
        add(store, ["-"], flags, settings=Settings(stdin=BytesIO(text.encode())))
    with store.view() as view:
        return store, list(view.scan(Incident))


THREE = (
    ("2023-10-21", "Gazette", THRICE),
    ("2023-10-21", "Herald", AT_DAWN),
    ("2023-10-21", "Courier", AT_NOON),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_three_attacks_on_one_base_in_a_day_are_three_whoever_else_tells_of_one(
    order: tuple[int, ...],
) -> None:
    store, incidents = linked(*(THREE[index] for index in order))
    assert len(incidents) == 3
    bounds = ask(store, Question(places=("Iraq",))).tally.bounds.claimed
    assert (bounds.lower, bounds.upper) == (3, 3)


def test_an_attack_told_by_both_sides_is_one() -> None:
    _, incidents = linked(
        ("2024-05-06", "Gazette", BY_THE_ARMY), ("2024-05-06", "Herald", BY_THE_REBELS)
    )
    assert [(len(i.origins), len(i.unsure)) for i in incidents] == [(2, 0)]


def test_a_campaign_of_like_attacks_is_as_many_as_its_days() -> None:
    told = {
        "Monday, 4": "one person was killed",
        "Tuesday, 5": "two people were wounded",
        "Wednesday, 6": "a school was damaged",
        "Thursday, 7": "one person was killed",
    }
    reports = [
        (f"2024-03-0{day[-1]}", "Gazette", SHELLING.format(day=day, harm=harm))
        for day, harm in told.items()
    ]
    _, incidents = linked(*reports)
    days = sorted(i.when.earliest or "" for i in incidents if i.when is not None)
    assert days == ["2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07"]
    assert not any(incident.unsure for incident in incidents)


def test_a_trial_and_an_anniversary_belong_to_their_attack() -> None:
    _, incidents = linked(
        ("2015-03-08", "Gazette", BOMBING),
        ("2015-11-12", "Herald", TRIAL),
        ("2016-03-08", "Courier", ANNIVERSARY),
    )
    assert [(len(i.claims) >= 3, i.killed and i.killed.low) for i in incidents] == [(True, 9)]


def test_forty_printings_of_one_wire_are_one_origin() -> None:
    reports = [
        (
            f"2024-03-0{6 + number % 3}",
            f"Outlet {number}",
            WIRE.format(
                title=TITLES[number % 3],
                tail="" if number % 4 else f"Outlet {number} will follow this story.",
            ),
        )
        for number in range(40)
    ]
    _, incidents = linked(*reports)
    assert [len(incident.origins) for incident in incidents] == [1]


SHOT = (
    "Teacher shot dead\n\nGunmen shot dead {name}, a teacher, in {town} on Saturday, 12 April 2025,"
    " {voice} said."
)


@pytest.mark.parametrize(
    ("names", "towns", "least"),
    [
        (("Ezra Kolimbo", "Ezra Kolimbo"), ("Kafanchan", "Jos"), 1),
        (("Ezra Kolimbo", "Ezra Kolimbo"), ("Kafanchan", "Kafanchan"), 1),
        (("Ezra Kolimbo", "Ruth Adabayo"), ("Kafanchan", "Jos"), 2),
    ],
)
def test_one_person_who_dies_in_two_towns_is_one_attack_or_two(
    names: tuple[str, str], towns: tuple[str, str], least: int
) -> None:
    told = zip(names, towns, ("the police", "the diocese"), strict=True)
    store, _ = linked(
        *(
            ("2025-04-14", voice, SHOT.format(name=name, town=town, voice=voice))
            for name, town, voice in told
        )
    )
    bounds = ask(store, Question()).tally.bounds.claimed
    assert (bounds.lower, bounds.upper) == (least, len(set(towns)))
