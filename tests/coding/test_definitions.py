"""What a voice says that it counts and what it does not: kept with its figure, and no attack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

FIGURE = (
    "US forces in Iraq and Syria have been attacked at least 13 times since October 17, the "
    "Pentagon said."
)

OF_ITS_SENTENCE = [
    ("There were 12 attacks on clinics in Gao, excluding those on checkpoints, the army said.",
     "excluding those on checkpoints"),
    ("There were 12 attacks on clinics in Gao, not including attempted ones, the army said.",
     "not including attempted ones"),
    ("Not counting mortar fire, there were 12 attacks on clinics in Gao in May, the army said.",
     "Not counting mortar fire"),
    ("The army recorded 12 attacks in Gao in May, counting only those on its own bases.",
     "counting only those on its own bases"),
]  # fmt: skip

AFTER_IT = [
    "The figure does not include drones that were shot down.",
    "That does not include attacks on Iraqi bases.",
    "The count covers only attacks on military bases.",
    "It excludes rockets that fell short.",
    "Drones shot down outside a base are not counted.",
    "The tally leaves out attacks on diplomatic sites.",
    "Its count is limited to incidents that two sources confirmed.",
    "An attack is defined by its office as a series of shots at one target.",
    "Drone strikes on convoys were not included in the count.",
    "Rockets that fall short do not count, a defense official said.",
    "The Pentagon counts only strikes on its facilities: drones shot down outside a base are not "
    "counted.",
    "The Pentagon defines an attack as any strike that hits a base.",
    "The Pentagon does not count drones that are shot down on the way.",
    "“We count only strikes on our facilities,” a spokesman said.",
    "“We do not count rockets that fall short,” a defense official said.",
    "“We are not counting drones that were shot down,” he said.",
    "“Our figures include only attacks that hit a base,” the official said.",
    "“What we count is strikes on our facilities,” the spokesman said.",
    "The tally does not count drones that were shot down.",
    "Intercepted rockets are left out of the tally, the official said.",
    "Counted as attacks are only strikes that hit a base.",
    "Attacks are counted only if they hit a base.",
    "Drones shot down on the way are not part of the count.",
    "These figures do not take into account rockets that fell in open areas.",
    # whatever is left out of a figure
    "“We don't include failed launches in our tally,” a spokesman said.",
    "The Pentagon does not include near misses in its tally.",
    "“We exclude warning shots from our count,” the spokesman said.",
    "Misfires are not included in the figure.",
    "Harassing fire was left out of the count.",
    "Not included in the tally are rockets that fell short.",
    "The Pentagon said that its figure did not include failed launches.",
    "Its tally ignores false alarms.",
    "“We don't count failed launches,” a spokesman said.",
    "“We never count interceptions as attacks,” a spokesman said.",
    # what is no attack to whoever counts
    "The Pentagon does not consider harassment an attack.",
    "Failed launches are not considered attacks.",
    "The Pentagon considers any drone that crosses the fence an attack.",
    "“We do not regard harassing fire as an attack,” the spokesman said.",
    "The spokesman said drones shot down are not counted as attacks.",
]

NO_DEFINITION = [
    # a part is told, and nothing left out
    "The figure includes five attacks on one base.",
    # of something else
    "The dead did not include soldiers.",
    "Ballots from the two towns were not counted.",
    "The death toll does not include militants.",
    "The delegation does not include the foreign minister.",
    "Officials counted 12 holes in the wall.",
    "The assault did not include air strikes.",
    "The army did not count on further attacks.",
    "“We count on our allies after each attack,” the spokesman said.",
    "“We are counting the rockets that hit the base,” he said.",
    "The salvo did not include cruise missiles.",
    "The group considers attacks on bases lawful.",
    "Rebels shelled a depot in Homs on Sunday, in what is considered the worst attack in years.",
    "The Pentagon considers the shelling a terrorist attack.",
    # a count of people, or of nothing that is counted here
    "Militants are not included in the figure.",
    "“We don't include contractors in our figures,” a spokesman said.",
    "The army did not include three soldiers in its tally.",
    "The tally of the dead does not include attackers.",
    "“We don't include those who died later in our tally,” he said.",
    "The ministry does not include fuel in its report.",
    # what may be, and is not ruled out
    "“We cannot exclude further attacks,” the spokesman said.",
    "“We do not exclude further attacks,” the minister said.",
    # some attacks are said to be missing, by somebody else
    "Opponents said the Pentagon had left out at least three assaults on convoys.",
]


def counts(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind == "count"]


@pytest.mark.parametrize(("sentence", "words"), OF_ITS_SENTENCE)
def test_an_adjunct_defines_the_number_beside_it(
    code_report: Callable[..., list[Claim]], sentence: str, words: str
) -> None:
    [claim] = counts(code_report(f"Figures\n\n{sentence}"))
    assert claim.count is not None
    assert claim.count.low == 12
    assert claim.definition == (words,)
    assert [span.words for span in claim.spans["definition"]] == [words]


@pytest.mark.parametrize("sentence", AFTER_IT)
def test_a_sentence_defines_the_figure_before_it_and_tells_of_no_attack(
    code_report: Callable[..., list[Claim]], sentence: str
) -> None:
    claims = code_report(f"Figures\n\n{FIGURE} {sentence}", published="2023-10-24")
    [claim] = counts(claims)
    assert claim.definition == (sentence,)
    assert [c.kind for c in claims if c.kind in ("incident", "count")] == ["count"]


def test_a_voice_defines_its_own_figures_alone(code_report: Callable[..., list[Claim]]) -> None:
    text = (
        f"Figures\n\n{FIGURE} The Islamic Resistance in Iraq said that it had carried out 24 "
        "attacks on US forces since October 17. The group has posted videos of some of them. "
        "The Pentagon counts only strikes on its facilities."
    )
    found = {c.count.low: c.definition for c in counts(code_report(text)) if c.count is not None}
    assert found[13] == ("The Pentagon counts only strikes on its facilities.",)
    assert found[24] == ()


def test_we_is_whoever_is_quoted_and_not_whoever_gave_the_last_figure(
    code_report: Callable[..., list[Claim]],
) -> None:
    said = "“We count only strikes on our facilities,” the Pentagon said."
    text = (
        f"Figures\n\n{FIGURE} The Islamic Resistance in Iraq said that it had carried out 24 "
        f"attacks on US forces since October 17. {said}"
    )
    found = {c.count.low: c.definition for c in counts(code_report(text)) if c.count is not None}
    assert found[13] == (said,)
    assert found[24] == ()


def test_a_definition_holds_for_the_parts_of_its_figure(
    code_report: Callable[..., list[Claim]],
) -> None:
    text = (
        "Figures\n\nUS forces have been attacked 13 times since May, ten times in Iraq and three "
        "times in Syria, the Pentagon said. The figure does not include drones that were shot down."
    )
    found = counts(code_report(text))
    assert len(found) == 3
    assert {len(claim.definition) for claim in found} == {1}


@pytest.mark.parametrize("sentence", NO_DEFINITION)
def test_what_defines_nothing(code_report: Callable[..., list[Claim]], sentence: str) -> None:
    for claim in counts(code_report(f"Figures\n\n{FIGURE} {sentence}", published="2023-10-24")):
        assert claim.definition == ()


def test_a_number_of_people_is_not_the_number_of_attacks(
    code_report: Callable[..., list[Claim]],
) -> None:
    text = (
        "Figures\n\nThere were 12 attacks in Gao in May that killed 40 people, not including "
        "militants, the army said."
    )
    [claim] = counts(code_report(text))
    assert claim.definition == ()
