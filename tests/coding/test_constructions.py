"""Verbs that name an attack with what they take, and name none without it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from tallybook.core.claims import Claim
from tallybook.knowledge.constructions import Construction, Constructions, load_constructions
from tallybook.knowledge.loading import load_knowledge

Code = Callable[..., list[Claim]]


def incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and c.stage == "done"]


@pytest.mark.parametrize(
    ("text", "event_type", "attacker", "target", "weapon"),
    [
        # Fire of arms
        ("Bandits let off a volley of shots at a milk van near Gusau on Friday.", "shooting",
         "Bandits", "milk van", None),
        ("Two men emptied their pistols into a barber's car in Quetta on Friday.", "shooting",
         "Two men", "car", None),
        ("A tea house was raked with automatic fire in Taiz on Friday.", "shooting", None,
         "tea house", None),
        ("Rebels traded gunfire with three rangers in Goma on Friday.", "battle", "Rebels",
         "three rangers", None),
        # What is thrown, laid and flown
        ("A hand grenade was rolled into a bakery in Bujumbura on Friday.", "grenade_attack", None,
         "bakery", "grenade"),
        ("Two firebombs were thrown at a mosque in Bern on Friday.", "arson", None, "mosque",
         "firebomb"),
        ("Acid was thrown at a seamstress by two men in Sylhet on Friday.", "chemical_attack",
         "two men", "seamstress", None),
        ("A bomb was activated against a patrol of soldiers near Arauca on Friday.", "bombing",
         None, "patrol", "bomb"),
        ("Militants toppled a pylon with explosives near Sibi on Friday.", "bombing", "Militants",
         "pylon", "explosives"),
        ("A bomber set off his belt among worshippers in Zaria on Friday.", "suicide_bombing",
         "bomber", "worshippers", None),
        ("A device was activated against a police van near Arauca on Friday.", "bombing", None,
         "van", None),
        ("A grenade was lobbed over the wall of a dairy in Quetta on Friday.", "grenade_attack",
         None, "dairy", "grenade"),
        ("A surveyor was found dead with gunshot wounds in Durban on Friday.", "shooting", None,
         "surveyor", None),
        # Fuel
        ("Petrol was poured through the letterbox of a bungalow in Derry on Friday.", "arson", None,
         "bungalow", "Petrol"),
        ("Youths drenched a taxi in kerosene in Durban on Friday.", "arson", "Youths", "taxi",
         "kerosene"),
        ("Raiders put a hamlet to the torch near Torit on Friday.", "arson", "Raiders", "hamlet",
         None),
        # Blades, clubs, hands
        ("Attackers chopped two porters with cleavers in Nakuru on Friday.", "stabbing", None,
         "two porters", None),
        ("Two men lunged at a rabbi with a bread knife in Liege on Friday.", "stabbing", "men",
         "rabbi", "knife"),
        ("Men bludgeoned a warden with hammers in Beira on Friday.", "armed_assault", "Men",
         "warden", "hammers"),
        # Abduction
        ("Masked men bundled a notary into a van in Puebla on Friday.", "abduction", "Masked men",
         "notary", None),
        ("Gunmen carried off four herders near Jos on Friday.", "abduction", "Gunmen",
         "four herders", None),
        ("Insurgents pulled a nurse from a bus near Pemba on Friday.", "abduction", "Insurgents",
         "nurse", None),
        ("Bandits have made off with nine pupils near Kaduna on Friday.", "abduction", "Bandits",
         "nine pupils", None),
        ("A trader was led away at gunpoint in Diffa on Friday.", "abduction", None, "trader",
         None),
        # Coming in, lying in wait, ramming, robbing
        ("Gunmen forced their way into a convent in Jos on Friday.", "raid", "Gunmen", "convent",
         None),
        ("Rebels lay in wait for a convoy of grain lorries near Bria on Friday.", "ambush",
         "Rebels", "convoy", None),
        ("Fighters of the Islamic State laid siege to a prison in Hasaka on Friday.", "siege",
         "Islamic State", "prison", None),
        ("A militant ploughed a pickup into a crowd in Nablus on Friday, killing three people.",
         "vehicle_ramming", "militant", "crowd", "pickup"),
        ("A stolen van was driven at police officers in Leeds on Friday.", "vehicle_ramming", None,
         "officers", "van"),
        ("Robbers held up a pharmacy at gunpoint in Durban on Friday.", "looting", "Robbers",
         "pharmacy", None),
        ("Pirates seized a trawler off Eyl on Friday.", "hijacking", "Pirates", "trawler", None),
    ],
)  # fmt: skip
def test_what_a_verb_takes_makes_it_an_attack(
    code_report: Code,
    text: str,
    event_type: str,
    attacker: str | None,
    target: str,
    weapon: str | None,
) -> None:
    [claim] = incidents(code_report(text))
    assert claim.event_type == event_type
    assert any(target in t.name for t in claim.targets)
    names = [a.name for a in claim.attackers]
    assert any(attacker in name for name in names) if attacker else not names
    assert weapon is None or any(weapon in w.name for w in claim.weapons)


@pytest.mark.parametrize(
    "text",
    [
        # What is no weapon, no person, no target
        "The council let off fireworks at a park in Gusau on Friday.",
        "A clerk poured petrol into the tank of a mower in Derry on Friday.",
        "A cook chopped leeks with a cleaver in Liege on Friday.",
        "Gardeners sprayed a hedge with water in Bern on Friday.",
        "The banks traded blows over interest rates on Friday.",
        "A drone was flown over a vineyard in Bern on Friday.",
        "A waiter went for a walk with a friend in Beira on Friday.",
        # The law, rescuers, mourners
        "Police arrested a notary and bundled him into a van in Puebla on Friday.",
        "A student was pushed into a patrol car in Durban on Friday.",
        "Firefighters pulled a nurse from a burning bus near Pemba on Friday.",
        "Rescuers carried off two skiers on stretchers near Bern on Friday.",
        "Demolition crews toppled a chimney with explosives in Derry on Friday.",
        "A hiker was found with a broken leg near Bern on Friday.",
        "A parcel was found with a label in Arabic in Bern on Friday.",
        "Customs officers set fire to a tonne of seized cannabis in Lagos on Friday.",
        "Protesters burned tyres and a flag in Dakar on Friday.",
        # Accidents
        "A pickup ploughed into a bus stop after its brakes failed in Nablus on Friday.",
        "A lorry ran down a cyclist in Liege on Friday, and its driver stopped to help.",
        # Games, words, protests
        "The champions battled the visitors for an hour in Durban on Saturday.",
        "The winger fired a shot at goal in Durban on Saturday.",
        "Voters bombarded the deputy with letters on Friday.",
        "Thousands marched into the square of Puebla on Friday.",
        "Students pelted the rector with eggs in Bern on Friday.",
        "Protesters threw stones at the police in Bern on Friday.",
        "The minister came under fire over the budget on Friday.",
        "Directors sacked the coach of the club in Durban on Friday.",
    ],
)
def test_without_it_there_is_none(code_report: Code, text: str) -> None:
    assert not incidents(code_report(text))


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Four millers stoned to death in Torit", "Four millers"),
        ("Notary seized at gunpoint in Puebla", "Notary"),
        ("Power mast sabotaged in Sibi", "Power mast"),
        ("Rioters lynch cobbler in Bouake", "cobbler"),
        ("M23 rebels encircle army base in Bunia", "army base"),
        ("Bandits bludgeon two porters in Gusau", "two porters"),
    ],
)
def test_headlines_leave_out_what_would_show_the_verb(
    code_report: Code, title: str, target: str
) -> None:
    text = f"{title}\n\nIt happened on Friday, an official said. Shops stayed shut in the town.\n"
    [claim] = incidents(code_report(text))
    assert any(target in t.name for t in claim.targets)


@pytest.mark.parametrize(
    "title",
    ["Farmers board bus for Bern", "Villagers stone houses restored in Bern", "Pirates club wins"],
)
def test_nouns_of_headlines_stay_nouns(code_report: Code, title: str) -> None:
    text = f"{title}\n\nIt happened on Friday, an official said. Shops stayed open in the town.\n"
    assert not incidents(code_report(text))


def test_shot_at_close_range_is_no_figure_of_speech(code_report: Code) -> None:
    [claim] = incidents(code_report("A warden was shot at close range in Beira on Friday."))
    assert [t.name for t in claim.targets] == ["warden"]


def test_a_later_verb_takes_up_the_object(code_report: Code) -> None:
    [claim] = incidents(code_report("Pirates chased a bulk carrier off Eyl and opened fire on it."))
    assert any("carrier" in t.name for t in claim.targets)


def test_whose_throats_are_cut_are_killed(code_report: Code) -> None:
    text = "Raiders slit the throats of three millers near Torit on Friday."
    [claim] = incidents(code_report(text))
    assert claim.event_type == "beheading"
    assert claim.killed is not None
    assert claim.killed.low == 3


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed a dairy near Taiz on Friday.",
        "Jets hit a dairy near Taiz with two missiles on Friday.",
    ],
)
def test_what_aircraft_do_is_an_air_strike(code_report: Code, text: str) -> None:
    [claim] = incidents(code_report(text))
    assert claim.event_type == "air_strike"


def test_a_grenade_from_a_drone_is_a_drone_strike(code_report: Code) -> None:
    text = "Rebels dropped a grenade on a lorry from a drone near Goma on Friday."
    [claim] = incidents(code_report(text))
    assert claim.event_type == "drone_strike"


def test_types_of_the_lexicon_are_known() -> None:
    events = load_knowledge().event_types
    unknown = {one.type for _, one in load_constructions().verbs() if events.get(one.type) is None}
    assert not unknown


def test_a_group_that_is_not_there_is_refused() -> None:
    rows = (Construction("a fact", "arson", "weak", ("pour",), objects=("of:nothing",)),)
    table = type("Table", (), {"group": {}, "construction": rows})()
    with pytest.raises(msgspec.ValidationError):
        Constructions(table)
