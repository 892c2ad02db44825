"""Which words name an armed attack, and which only seem to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.attacks.senses import is_real, senses_of
from tallybook.knowledge.event_types import load_event_types

Triggers = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def triggers() -> Triggers:
    """Words of a sentence to the event types that they name there."""
    from tallybook.coding.attacks.triggers import find_triggers
    from tallybook.coding.language.model import load_model
    from tallybook.coding.language.reading import Passage, Sentence, quotation
    from tallybook.coding.mentions import Mentions
    from tallybook.core.documents import Paragraph
    from tallybook.knowledge.loading import load_knowledge

    model, knowledge = load_model(), load_knowledge()

    def read(text: str, report: str = "") -> dict[str, str]:
        doc = model(text)
        words = [t.text for t in doc]
        mentions = Mentions(
            places=(),
            actors=tuple(knowledge.actors.scan(words)),
            weapons=tuple(knowledge.weapons.scan(words)),
            moments=(),
            counts=(),
        )
        passage = Passage(doc, 0, 0, Paragraph(0, len(text), "body"), text, quotation(doc))
        senses = senses_of(report or text, knowledge.event_types)
        return {
            t.token.text: t.trigger.event_type
            for order, sent in enumerate(doc.sents)
            for t in find_triggers(
                Sentence(passage, sent.start, sent.end, order),
                mentions,
                knowledge.event_types,
                senses,
            )
        }

    return read


@pytest.mark.parametrize(
    ("sentence", "word", "event_type"),
    [
        ("Bandits fell on the hamlet before sunrise.", "fell", "attack"),
        ("Militiamen descended on two farms in the valley.", "descended", "armed_assault"),
        ("A device went off beneath a parked lorry.", "went", "explosion"),
        ("A bomb and several alarms went off in the bank.", "went", "explosion"),
        ("The man fired a pistol at two clerks.", "fired", "shooting"),
        ("Man arrested in shooting in the suburb.", "shooting", "shooting"),
        ("Pirates boarded a freighter off the cape.", "boarded", "hijacking"),
        ("The alert told of a boarding of a coastal tanker.", "boarding", "hijacking"),
        ("Masked men halted a minibus and shot the driver.", "halted", "armed_assault"),
        ("Robbers took the pay chest at gunpoint and fled.", "took", ""),
        ("Saboteurs used dynamite on a pylon.", "used", "bombing"),
        ("A youth threw a grenade into the yard.", "threw", "grenade_attack"),
        ("Marines and smugglers exchanged fire for an hour.", "exchanged", "battle"),
        ("Fighting broke out between the two militias.", "Fighting", "battle"),
        ("The killing of an elder by gunmen angered the town.", "killing", "killing"),
        ("The column came under fire at the ford.", "fire", "shooting"),
        ("The rebels set a dozen huts ablaze.", "set", "arson"),
        ("They set the depot on fire.", "set", "arson"),
        ("Soldiers fought the gunmen until noon.", "fought", "battle"),
        ("Police raided a flat, and two men were shot dead.", "raided", "raid"),
        ("Rebels attacked the post as revenge for the arrests.", "attacked", "attack"),
        ("Insurgents seized the airfield.", "seized", "capture"),
        ("Explosives tore open a stretch of the pipe.", "tore", "attack"),
        ("The hull was ripped open by a mine.", "ripped", "attack"),
        ("Gunmen marched 40 pupils off into the forest.", "marched", "abduction"),
        ("Two guards were killed and nine others marched off by gunmen.", "marched", "abduction"),
        ("The wounded were finished off with knives.", "finished", "attack"),
        ("Guerrillas attacked the tax office of the province.", "attacked", "attack"),
        ("A drone released two grenades over a camp.", "released", "air_strike"),
        ("Bombs were released onto the quay from a plane.", "released", "air_strike"),
        ("Guards fired warning shots, killing a boy.", "fired", "shooting"),
        ("Militias fought in the suburb for two weeks.", "fought", "battle"),
    ],
)
def test_words_that_name_attacks(
    triggers: Triggers, sentence: str, word: str, event_type: str
) -> None:
    assert triggers(sentence).get(word, "") == event_type


@pytest.mark.parametrize(
    "sentence",
    [
        "Unions threatened to strike over pay from Monday.",
        "Lightning strikes hit two huts on the plateau.",
        "Elephants raided the maize plots of two villages.",
        "Hailstones the size of plums bombarded the orchards.",
        "The whip attacked the treaty as naive.",
        "The chairman was attacked by some delegates over the budget.",
        "Critics bombarded the board with a barrage of questions.",
        "The envoy was hit by criticism for his silence.",
        "Hackers attacked the servers of the tax authority.",
        "The virus struck again in the north.",
        "A gas explosion hit the bakery.",
        "Commuters boarded the ferry at noon.",
        "Car alarms were going off all over the hill.",
        "Burglars set off an alarm in the chapel.",
        "Traffic police stopped a lorry near the bridge.",
        "Customs officers raided a warehouse and seized cigarettes.",
        "A farmer shot himself.",
        "The fire was put out by noon.",
        "The army has fought the rebels since 2009.",
        "He was charged with murder and two counts of attempted murder.",
        "The court struck down the law.",
        "A camera captured the scene.",
        "Gales tore open the roof of a school.",
        "Shepherds marched their flocks off the hills.",
        "Suspicion fell on the rebels.",
        "Night descended on the besieged suburb's cafes.",
        "Four travellers burned to death.",
        "The hamlet is surrounded by hills and pine woods.",
        "Two youths tossed a pistol into a hedge.",
        "Police used tear gas on the crowd.",
        "Guards captured a rebel commander in the suburb.",
        "Troops seized five rifles and a crate of cartridges.",
        "Guards fired warning shots and the skiff turned away.",
        "The drill was taken by residents for another attack.",
        "Villagers mistook the thunder for shelling.",
        "Warning shots were fired across its bow.",
        "The navy released two torpedoes from its stores to a museum.",
        "A court released the rocket engineer on bail.",
        "The front fought alongside the army until 2021.",
        "The brigade fought the rebels for three decades.",
    ],
)
def test_words_that_only_seem_to(triggers: Triggers, sentence: str) -> None:
    assert triggers(sentence) == {}


def test_a_pronoun_goes_on_being_the_animals_of_the_sentence_before(triggers: Triggers) -> None:
    assert triggers("Elephants raided the gardens of a hamlet. They attack at night.") == {}
    assert "attack" in triggers("Rebels hold the hills around the hamlet. They attack at night.")


MATCH = (
    "The visitors were ambushed. Striker Kato fired home from the penalty spot after the "
    "goalkeeper had gone down, and the coach sent on a substitute before half-time. "
)


def test_a_report_of_a_match_has_no_attacks_in_it(triggers: Triggers) -> None:
    assert triggers("It was a massacre.", report=MATCH) == {}
    assert triggers("It was a massacre.") == {"massacre": "massacre"}


def test_gunmen_at_a_match_are_no_players(triggers: Triggers) -> None:
    report = MATCH + "Gunmen then attacked the stadium."
    assert "attacked" in triggers("Gunmen then attacked the stadium.", report=report)


def test_a_rehearsal_has_no_attacks_in_it_but_may_recall_one(triggers: Triggers) -> None:
    report = "The simulated attack on the terminal was watched by the governor."
    assert triggers("Masked men stormed the terminal.", report=report) == {}
    told = "In 2019 a real attack on the terminal killed nine people."
    assert "attack" in triggers(told, report=report)


def test_what_rules_a_report() -> None:
    events = load_event_types()
    assert senses_of(MATCH, events).ruling == "sport"
    assert senses_of(MATCH + "Police fired on the crowd.", events).ruling is None
    assert senses_of(MATCH + "Five people were killed.", events).ruling is None
    assert senses_of("The blast at the mill was only a drill.", events).rehearsed
    assert not senses_of("The blast at the mill was heard for miles.", events).rehearsed
    assert is_real("A real assault would look otherwise.")
