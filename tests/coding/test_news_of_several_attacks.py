"""Whole reports in which several attacks, a war and an older attack are told side by side."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def _names(claim: Claim) -> set[str]:
    return {place.name for place in claim.places}


def test_each_town_of_a_list_is_another_attack(code_report: Code) -> None:
    text = (
        "Grenades went off in Popayán, in the towns of Corinto and Silvia on Friday, police said."
    )
    told = _incidents(code_report(text))
    assert sorted(name for c in told for name in _names(c)) == ["Corinto", "Popayán", "Silvia"]
    assert len({c.id for c in told}) == 3


def test_what_is_done_again_on_another_day_is_another_attack(code_report: Code) -> None:
    text = (
        "The rebels mortared the barracks of Djibo on Thursday and again on Friday night, the "
        "governor said. He put the toll of the first shelling at four and said that nine soldiers "
        "had been killed in the second."
    )
    first, second = sorted(_incidents(code_report(text)), key=lambda c: c.when.first)
    assert (first.when.first.isoformat(), second.when.first.isoformat()) == (
        "2025-06-26",
        "2025-06-27",
    )
    tolls = [c for c in code_report(text) if c.kind == "harm"]
    assert {(c.killed.low, c.about) for c in tolls} == {(4, (first.id,)), (9, (second.id,))}


def test_the_day_before_counts_from_a_day_and_not_from_a_month(code_report: Code) -> None:
    text = (
        "Gunmen killed nine guards in a raid near Djibo on Friday.\n\nIt was the worst raid since "
        "30 guards were killed near Barsalogho in February.\n\nIn a separate incident the day "
        "before, two nurses were abducted by masked men."
    )
    abduction = next(c for c in _incidents(code_report(text)) if c.event_type == "abduction")
    assert abduction.when is not None
    assert abduction.when.earliest == "2025-06-26"


def test_who_was_shot_before_it_was_shot_on_that_day(code_report: Code) -> None:
    text = (
        "Two bombs exploded at a police post in Djibo on Thursday, killing four.\n\nThe blasts "
        "came two days after a deputy was shot and wounded in Dori."
    )
    shot = next(c for c in _incidents(code_report(text)) if "Dori" in _names(c))
    assert shot.when is not None
    assert shot.when.earliest == "2025-06-24"


def test_an_older_attack_that_is_named_by_its_day_stays_apart(code_report: Code) -> None:
    text = (
        "Another strike on a lorry in Nuseirat killed two men on Saturday, medics said.\n\nThe war "
        "began with the Oct. 7 attack on southern Israel in which gunmen killed about 1,200 people."
    )
    first, second = _incidents(code_report(text, published="2025-06-30"))
    assert first.when.earliest == "2025-06-28"
    assert second.when.earliest == "2024-10-07"
    assert not first.attackers


def test_what_befell_those_who_attacked_is_no_attack_of_its_own(code_report: Code) -> None:
    text = (
        "Gunmen stormed a hotel in Kismayo on Friday, killing 12 guests, police said. All four "
        "attackers were shot dead by guards, a spokesman said."
    )
    told = _incidents(code_report(text))
    assert {c.id for c in told if not c.about} == {told[0].id}
    assert {(c.killed.low, c.killed.high) for c in told if c.killed} == {(12, 12)}
    alone = _incidents(
        code_report("Police killed three bandits in a gunfight near Gusau on Friday.")
    )
    assert [c.killed.low for c in alone] == [3]


def test_the_dead_of_a_war_are_no_attack_s(code_report: Code) -> None:
    text = (
        "Two aid workers were abducted by gunmen near Djibo on Friday.\n\nMore than 20,000 people "
        "have been killed, a monitor says. Aid groups say that 300 civilians have died since the "
        "siege began."
    )
    claims = code_report(text)
    assert [c.event_type for c in _incidents(claims)] == ["abduction"]
    tolls = [c for c in claims if c.kind == "harm"]
    assert sorted(c.killed.low for c in tolls) == [300, 20_001]
    assert not any(c.about for c in tolls)


def test_the_dead_of_the_attacks_counted_are_theirs(code_report: Code) -> None:
    text = (
        "Two soldiers were killed by a mine near Djibo on Friday.\n\nThe institute counted 40 "
        "raids in May, a rise of a tenth on April, in which 62 people died."
    )
    count = next(c for c in code_report(text) if c.kind == "count")
    assert (count.count.low, count.killed.low) == (40, 62)


def test_another_town_is_another_attack_however_near(code_report: Code) -> None:
    text = (
        "On Saturday, a strike on a car near Tyre killed two people. Peacekeepers said that they "
        "came under fire from army positions near Naqoura on Saturday night."
    )
    first, second = _incidents(code_report(text))
    assert not first.attackers
    assert not first.about
    assert not second.about


def test_what_is_told_without_place_or_doer_belongs_to_the_scene(code_report: Code) -> None:
    text = (
        "At least eighteen farmers were killed with machetes by fighters of the Allied Democratic "
        "Forces in the village of Makoko on Sunday.\n\n“We have counted 18 bodies,” a teacher "
        "said. Houses were set on fire and a clinic was looted.\n\nThe administrator confirmed the "
        "attack but gave a toll of 13 dead.\n\nIn a raid on 15 June, ten people were killed in "
        "Masakuki."
    )
    makoko = _incidents(code_report(text))[0]
    toll = next(c for c in code_report(text) if c.killed is not None and c.killed.low == 13)
    assert _names(makoko) == {"Makoko"}
    assert makoko.id in (toll.id, *toll.about)


def test_who_was_killed_after_an_attack_was_killed_by_it(code_report: Code) -> None:
    text = "Four guards were killed on Sunday night after militants attacked their camp in Gao."
    [claim] = _incidents(code_report(text))
    assert claim.killed is not None
    assert (claim.killed.low, [a.name for a in claim.attackers]) == (4, ["militants"])


def test_a_participle_without_its_auxiliary_is_of_the_same_attack(code_report: Code) -> None:
    text = (
        "Nine people were killed and 30 abducted when bandits raided a village near Gao on Sunday."
    )
    [claim] = _incidents(code_report(text))
    assert claim.killed is not None
    assert (claim.event_type, claim.killed.low) == ("raid", 9)


def test_a_rough_distance_is_rough_before_as_after(code_report: Code) -> None:
    text = (
        "Militants attacked a camp in Gao on Sunday.\n\nThe attack comes a week after an official "
        "was kidnapped in Kidal."
    )
    kidnapped = next(c for c in _incidents(code_report(text)) if "Kidal" in _names(c))
    assert kidnapped.when is not None
    assert (kidnapped.when.earliest, kidnapped.when.latest) == ("2025-06-19", "2025-06-25")


def test_what_sappers_set_off_was_made_safe(code_report: Code) -> None:
    text = "A bomb found on a bridge in Gao on Sunday was safely detonated by ordnance experts."
    [claim] = _incidents(code_report(text))
    assert (claim.stage, claim.attackers) == ("foiled", ())


def test_the_dead_of_counted_attacks_are_not_what_each_was_on(code_report: Code) -> None:
    text = "There have been 14 attacks in Gao this year, in which 21 guards lost their lives."
    [count] = [c for c in code_report(text) if c.kind == "count"]
    assert count.targets == ()


def test_who_says_it_within_a_relative_clause_did_nothing(code_report: Code) -> None:
    text = (
        "The army denied carrying out a strike that residents say killed 20 people in Gao on "
        "Friday."
    )
    told = _incidents(code_report(text))
    assert not any(a.name == "residents" for c in told for a in c.attackers)
    assert any(c.killed is not None and c.killed.low == 20 for c in told)


def test_harm_told_beside_a_figure_is_the_figure_s(code_report: Code) -> None:
    text = (
        "Rebels shelled the town of Gao on Thursday, wounding a man. The region had 14 drone "
        "attacks over the past day; two dead, nine injured."
    )
    claims = code_report(text)
    count = next(c for c in claims if c.kind == "count")
    dead = next(c for c in claims if c.killed is not None and c.killed.low == 2)
    assert count.id in (dead.id, *dead.about)


def test_what_somebody_was_blamed_for_keeps_its_day(code_report: Code) -> None:
    text = (
        "Soldiers killed a bomber near Gao on Sunday. He had been blamed for the twin bombings of "
        "Kidal in August 2020, in which 15 people died."
    )
    [older] = [c for c in code_report(text) if "Kidal" in _names(c) and c.killed is not None]
    assert older.when is not None
    assert older.when.earliest == "2020-08-01"
