"""Which claims become one incident, which stay apart, and which are unsure."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import make_judgement
from tallybook.core.values import Count, Mention, Moment
from tallybook.errors import RecordError
from tallybook.linking import Linking, link
from tallybook.linking.incidents import redirects


def clusters(linking: Linking) -> list[list[str]]:
    return sorted(sorted(incident.claims) for incident in linking.incidents)


def only(linking: Linking) -> Incident:
    (incident,) = linking.incidents
    return incident


def two_outlets(book: Any, v: Any, **second: Any) -> tuple[Claim, Claim]:
    """One car bomb in Gao as two papers tell it; `second` changes the second's account."""
    first = book.report("a", "2024-03-06", "Bomb in Gao\n\nA car bomb killed 4 soldiers in Gao.")
    other = book.report("b", "2024-03-07", "Mali attack\n\nNine troops died in the Gao bombing.")
    told: dict[str, Any] = {
        "when": v.day("2024-03-05"),
        "places": book.place("Gao", "ML"),
        "event_type": "bombing",
        "weapons": v.weapon("car bomb", book.knowledge),
        "targets": v.actor("Malian army", book.knowledge),
    }
    one = book.claim(first, "bomb killed", killed=v.count(4), **told)
    two = book.claim(other, "bombing", **{**told, "killed": v.count(9), **second})
    return one, two


def test_one_attack_told_by_two_outlets_with_different_tolls_is_one(book: Any, v: Any) -> None:
    two_outlets(book, v)
    incident = only(book.link())
    assert incident.claims == ("a-0", "b-0")
    assert incident.anchor == "a-0"
    assert incident.killed == Count(4, 9, "4 / 9")
    assert incident.origins == ("document:a", "document:b")
    assert incident.standard == "confirmed"


def test_a_later_figure_of_one_origin_replaces_its_earlier_one(book: Any, v: Any) -> None:
    spokesman = (Mention("Col. Issa Keita"), Mention("Malian army", "ml-army"))
    one, two = two_outlets(book, v)
    book.claims = [
        Claim(**{**{f: getattr(c, f) for f in c.__struct_fields__}, "voices": spokesman})
        for c in (one, two)
    ]
    incident = only(book.link())
    assert incident.killed == v.count(9)
    assert incident.origins == ("voice:ml-army",)
    (fact,) = (f for f in incident.facts if f.field == "killed")
    assert fact.against == ("a-0",)


@pytest.mark.parametrize(
    "contradiction",
    [
        {"when": Moment("2024-03-02", "2024-03-02", "sometime", "Saturday")},
        {"place": "Timbuktu"},
        {"weapon": "machete"},
    ],
)
def test_contradiction_of_day_place_or_weapon_keeps_apart(
    book: Any, v: Any, contradiction: dict[str, Any]
) -> None:
    fields = {k: x for k, x in contradiction.items() if k == "when"}
    if "place" in contradiction:
        fields["places"] = book.place(contradiction["place"], "ML")
    if "weapon" in contradiction:
        fields["weapons"] = v.weapon(contradiction["weapon"], book.knowledge)
    two_outlets(book, v, killed=v.count(4), **fields)
    linking = book.link()
    assert clusters(linking) == [["a-0"], ["b-0"]]
    assert all(not incident.unsure for incident in linking.incidents)


@pytest.mark.parametrize(
    ("spokesman", "accused", "joined"),
    [
        ("Rapid Support Forces", "Sudanese army", True),
        ("Rapid Support Forces", "Islamic State", False),
        ("Sudanese army", "Sudanese army", False),
    ],
)
def test_two_sides_versions_of_one_clash_are_one(
    book: Any, v: Any, spokesman: str, accused: str, joined: bool
) -> None:
    """Each says that the other attacked, in one town on one day."""
    told = {"when": v.day("2024-11-14"), "places": book.place("Um Rawaba", "SD")}
    army, rsf = (v.actor(n, book.knowledge) for n in ("Sudanese army", "Rapid Support Forces"))
    first = book.report("a", "2024-11-15", "Raid\n\nThe raid was on positions, they say.")
    other = book.report("b", "2024-11-15", "Shells\n\nThey say that shelling hit a camp.")
    book.claim(
        first, "raid", **told, event_type="raid", attackers=rsf, targets=army, voices=army
    )  # fmt: skip
    book.claim(
        other, "shelling", **told, event_type="shelling", targets=rsf,
        attackers=v.actor(accused, book.knowledge), voices=v.actor(spokesman, book.knowledge),
    )  # fmt: skip
    assert len(book.link().incidents) == (1 if joined else 2)


def test_an_attack_overnight_may_carry_either_day(book: Any, v: Any) -> None:
    two_outlets(book, v, when=v.day("2024-03-06"))
    incident = only(book.link())
    assert incident.when == Moment("2024-03-05", "2024-03-06", "sometime", "")


def test_places_at_different_precision_are_no_contradiction(book: Any, v: Any) -> None:
    two_outlets(book, v, places=book.place("Mali", "ML"))
    incident = only(book.link())
    assert [place.name for place in incident.places] == ["Gao"]


def test_kinds_of_one_weapon_are_no_contradiction(book: Any, v: Any) -> None:
    two_outlets(book, v, weapons=v.weapon("roadside bomb", book.knowledge))
    only(book.link())


def test_an_open_year_is_no_contradiction_but_worth_less(book: Any, v: Any) -> None:
    two_outlets(book, v, when=Moment("XXXX-03-05", "XXXX-03-05", "sometime", "March 5"))
    incident = only(book.link())
    assert incident.when == v.day("2024-03-05")


def three_villages(book: Any, v: Any, **more: Any) -> None:
    report = book.report(
        "a",
        "2024-05-08",
        "Three villages raided\n\nGunmen raided Gao on Tuesday. They shot people in Ansongo the"
        " same day. A third raid hit Bourem.\n\nThe governor called for calm.",
    )
    for name, trigger in (("Gao", "raided Gao"), ("Ansongo", "shot"), ("Bourem", "raid hit")):
        book.claim(
            report,
            trigger,
            when=v.day("2024-05-07"),
            places=book.place(name, "ML"),
            attackers=v.actor("gunmen", book.knowledge),
            event_type="raid",
            **more,
        )


def test_three_attacks_of_one_day_in_three_villages_are_three(book: Any, v: Any) -> None:
    three_villages(book, v)
    linking = book.link()
    assert clusters(linking) == [["a-0"], ["a-1"], ["a-2"]]
    assert all(not incident.unsure for incident in linking.incidents)
    assert {j.verdict for j in linking.judgements} == {"different"}


def test_villages_that_the_gazetteer_does_not_know_are_told_apart_by_name(
    book: Any, v: Any
) -> None:
    report = book.report("a", "2024-05-08", "Raids\n\nGunmen raided Zorga. They raided Bilibo.")
    for name in ("Zorga", "Bilibo"):
        book.claim(
            report, f"raided {name}", when=v.day("2024-05-07"), places=book.place(name, "ML")
        )
    assert len(book.link().incidents) == 2


def test_a_vague_report_that_fits_three_attacks_is_unsure_with_each(book: Any, v: Any) -> None:
    three_villages(book, v)
    other = book.report("b", "2024-05-08", "Mali\n\nGunmen attacked a village in Mali.")
    book.claim(
        other,
        "attacked",
        when=v.day("2024-05-07"),
        places=book.place("Mali", "ML"),
        event_type="raid",
        attackers=v.actor("gunmen", book.knowledge),
    )
    linking = book.link()
    vague = next(i for i in linking.incidents if i.claims == ("b-0",))
    assert len(linking.incidents) == 4
    assert len(vague.unsure) == 3
    for incident in linking.incidents:
        if incident is not vague:
            assert incident.unsure == (vague.id,)


def test_an_attack_in_iraq_this_week_is_unsure_with_another(book: Any, v: Any) -> None:
    for name in ("a", "b"):
        report = book.report(name, "2024-05-08", f"{name}\n\nThere was an attack in Iraq.")
        book.claim(
            report,
            "attack",
            when=v.day("2024-05-01", "2024-05-07"),
            places=book.place("Iraq", "IQ"),
        )
    linking = book.link()
    one, two = linking.incidents
    assert one.unsure == (two.id,)
    (judgement,) = linking.judgements
    assert judgement.verdict == "unsure"
    assert {reason.name for reason in judgement.reasons} >= {"prior", "day", "place", "type"}


def test_a_second_attack_hours_later_stays_apart(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-05-08", "Gao\n\nA bomb went off in Gao. A second bombing hit Gao hours later."
    )
    told = {"when": v.day("2024-05-07"), "places": book.place("Gao", "ML"), "killed": v.count(3)}
    first = book.claim(report, "bomb went off", **told)
    book.claim(report, "bombing hit", apart_from=(first.id,), **told)
    linking = book.link()
    assert clusters(linking) == [["a-0"], ["a-1"]]
    (judgement,) = linking.judgements
    assert judgement.verdict == "different"
    assert judgement.reasons[0].name == "told apart"


def test_a_later_definite_mention_goes_on_about_the_attack(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-05-08", "Gao\n\nA car bomb killed 4 in Gao on Tuesday. The blast was heard far."
    )
    book.claim(
        report,
        "bomb killed",
        when=v.day("2024-05-07"),
        places=book.place("Gao", "ML"),
        event_type="car_bombing",
    )
    book.claim(report, "blast", event_type="explosion")
    assert clusters(book.link()) == [["a-0", "a-1"]]


def test_cause_and_effect_of_one_sentence_are_one_attack(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-05-08", "Mali\n\nFour men were killed on Tuesday when a bomb went off in Gao."
    )
    book.claim(report, "killed", when=v.day("2024-05-07"), event_type="killing")
    book.claim(report, "went off", places=book.place("Gao", "ML"), event_type="bombing")
    assert clusters(book.link()) == [["a-0", "a-1"]]


def test_a_report_that_prints_the_place_elsewhere_agrees_with_it(book: Any, v: Any) -> None:
    report = book.report("a", "2024-05-08", "Mali\n\nGunmen shot 4 people in Zorga on Tuesday.")
    told = {"when": v.day("2024-05-07"), "killed": v.count(4)}
    book.claim(report, "shot", places=book.place("Zorga", "ML"), **told)
    for name, place, same in (("b", "Zorga", True), ("c", "Zorgaville", False)):
        text = f"Mali\n\nFour died in Mali on Tuesday. Houses burnt in {place}."
        other = book.report(name, "2024-05-08", text)
        book.claim(other, "died", places=book.place("Mali", "ML"), **told)
        (judgement,) = (
            j for j in book.link().judgements if {j.first, j.second} == {"a-0", f"{name}-0"}
        )
        assert ("named in text" in {reason.name for reason in judgement.reasons}) is same


def test_an_indefinite_mention_is_not_taken_for_the_same(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-05-08", "Gao\n\nA car bomb killed 4 in Gao on Tuesday. There was a blast too."
    )
    book.claim(report, "bomb killed", when=v.day("2024-05-07"), places=book.place("Gao", "ML"))
    book.claim(report, "blast", event_type="explosion")
    linking = book.link()
    assert len(linking.incidents) == 2
    assert all(incident.unsure for incident in linking.incidents)


def test_a_recalled_attack_is_an_incident_of_its_own_date(book: Any, v: Any) -> None:
    one, _ = two_outlets(book, v)
    report = book.report(
        "c", "2024-09-01", "Court\n\nGunmen struck Gao on Friday. On March 5 a bombing hit Gao."
    )
    book.claim(report, "struck", when=v.day("2024-08-30"), places=book.place("Gao", "ML"))
    book.claim(
        report,
        "bombing",
        when=v.day("2024-03-05"),
        places=book.place("Gao", "ML"),
        event_type="bombing",
        background=True,
        killed=v.count(9),
    )
    assert clusters(book.link()) == [["a-0", "b-0", "c-1"], ["c-0"]]
    assert one.id == "a-0"


def test_what_might_happen_makes_no_incident_and_what_is_denied_stands_against(
    book: Any, v: Any
) -> None:
    one, _ = two_outlets(book, v, stance="denied")
    report = book.report("c", "2024-03-08", "Fear\n\nA bombing of Gao could follow.")
    book.claim(report, "bombing", stance="hypothetical", places=book.place("Gao", "ML"))
    book.claim(report, "bombing", stance="threatened", stage="threatened")
    incident = only(book.link())
    assert incident.claims == ("a-0", "b-0")
    (fact,) = (f for f in incident.facts if f.field == "standard")
    assert fact.against == ("b-0",)
    assert fact.support == (one.id,)
    assert incident.killed == v.count(4)
    assert incident.origins == ("document:a",)


def test_an_attack_that_is_only_denied_meets_no_standard(book: Any, v: Any) -> None:
    report = book.report("a", "2024-03-08", "Denial\n\nThe army denied the raid.")
    book.claim(report, "raid", stance="denied")
    assert only(book.link()).standard is None


def test_another_attack_that_nobody_confirms_is_claimed(book: Any, v: Any) -> None:
    report = book.report("a", "2023-10-24", "Iraq\n\nThere may have been another attack in Iraq.")
    tally = book.claim(report, "may have", kind="count", count=Count(13, None, "13"))
    book.claim(
        report,
        "attack",
        stance="unconfirmed",
        places=book.place("Iraq", "IQ"),
        apart_from=(tally.id,),
    )
    incident = only(book.link())
    assert incident.standard == "claimed"
    assert incident.apart_from == (tally.id,)


def test_harm_and_responsibility_attach_to_the_attack_they_are_about(book: Any, v: Any) -> None:
    two_outlets(book, v)
    report = book.report(
        "c", "2024-03-09", "Toll\n\nThe toll of the Gao bombing rose to 12.\n\nJNIM claimed it."
    )
    again = book.claim(
        report,
        "bombing",
        event_type="bombing",
        when=v.day("2024-03-05"),
        places=book.place("Gao", "ML"),
    )
    book.claim(report, "toll", kind="harm", killed=v.count(12), about=(again.id,))
    book.claim(
        report,
        "claimed",
        kind="responsibility",
        verdict="claims",
        attackers=v.actor("JNIM", book.knowledge),
        about=(again.id,),
        stance="claimed",
    )
    incident = only(book.link())
    assert incident.claims == ("a-0", "b-0", "c-0", "c-1", "c-2")
    assert incident.killed == Count(4, 12, "4 / 9 / 12")
    assert [attacker.name for attacker in incident.attackers] == ["JNIM"]
    (fact,) = (f for f in incident.facts if f.field == "attackers")
    assert "claimed by JNIM" in fact.rule


def test_an_attack_is_not_reported_before_it_happens(book: Any, v: Any) -> None:
    two_outlets(book, v, when=Moment(None, "2024-03-01", "sometime", ""))
    assert len(book.link().incidents) == 2


def test_ids_survive_another_report_and_redirect_when_an_older_one_joins(book: Any, v: Any) -> None:
    two_outlets(book, v)
    before = only(book.link())
    told = {
        "when": v.day("2024-03-05"),
        "places": book.place("Gao", "ML"),
        "killed": v.count(4),
        "weapons": v.weapon("car bomb", book.knowledge),
    }
    later = book.report("c", "2024-04-01", "Later\n\nThe car bombing of Gao still hurts.")
    book.claim(later, "car bombing", **told)
    after = book.link()
    assert only(after).id == before.id
    assert redirects([before], (), after.incidents) == ()
    earlier = book.report("0", "2024-03-05", "First\n\nA car bomb shook Gao today.")
    book.claim(earlier, "car bomb", **told)
    last = book.link()
    assert only(last).anchor == "0-0"
    assert redirects([before], (), last.incidents) == (Redirect(before.id, only(last).id),)


def test_two_incidents_that_a_person_merges_leave_a_redirect(book: Any, v: Any) -> None:
    two_outlets(book, v, places=book.place("Timbuktu", "ML"))
    previous = book.link().incidents
    assert len(previous) == 2
    book.judgements.append(make_judgement("a-0", "b-0", "same", judge="person", maker="ana"))
    linking = book.link()
    assert only(linking).id == previous[0].id
    assert redirects(previous, (), linking.incidents) == (Redirect(previous[1].id, previous[0].id),)


def test_people_beat_rules_and_later_beats_earlier(book: Any, v: Any) -> None:
    two_outlets(book, v)
    for verdict, number in (("different", 2), ("same", 1), ("unsure", 2)):
        book.judgements.append(make_judgement("a-0", "b-0", verdict, judge="person", maker="ana"))
        linking = book.link()
        assert len(linking.incidents) == number
    one, two = linking.incidents
    assert one.unsure == (two.id,)


def test_people_beat_models_and_models_beat_sums(book: Any, v: Any) -> None:
    two_outlets(book, v)
    book.judgements.append(make_judgement("a-0", "b-0", "different", judge="model", maker="m"))
    assert len(book.link().incidents) == 2
    book.judgements.insert(0, make_judgement("a-0", "b-0", "same", judge="person", maker="ana"))
    only(book.link())


def test_what_people_join_later_wins_over_what_they_parted(book: Any, v: Any) -> None:
    two_outlets(book, v)
    report = book.report("c", "2024-03-08", "More\n\nThe bombing of Gao again.")
    book.claim(report, "bombing", when=v.day("2024-03-05"), places=book.place("Gao", "ML"))
    for one, two, verdict in (
        ("a-0", "c-0", "different"),
        ("a-0", "b-0", "same"),
        ("b-0", "c-0", "same"),
    ):
        book.judgements.append(make_judgement(one, two, verdict, judge="person", maker="ana"))
    only(book.link())


def test_judgements_that_the_log_holds_are_not_made_again(book: Any, v: Any) -> None:
    two_outlets(book, v)
    first = book.link()
    assert [j.verdict for j in first.judgements] == ["same"]
    book.judgements.extend(first.judgements)
    assert book.link().judgements == ()


def test_the_order_of_claims_and_reports_changes_nothing(book: Any, v: Any) -> None:
    two_outlets(book, v)
    report = book.report("d", "2024-05-09", "Raids\n\nGunmen raided a village in Mali.")
    book.claim(report, "raided", when=v.day("2024-05-07"), places=book.place("Mali", "ML"))
    expected = book.link()
    dice = random.Random(7)
    for _ in range(5):
        claims, documents = book.claims[:], book.documents[:]
        dice.shuffle(claims)
        dice.shuffle(documents)
        assert link(claims, documents, [], book.knowledge) == expected


def test_a_claim_without_its_document_is_an_error(book: Any, v: Any) -> None:
    two_outlets(book, v)
    book.documents.pop()
    with pytest.raises(RecordError, match="was not given"):
        book.link()


def test_who_is_named_by_another_voice_alone_is_named_at_its_standard(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-03-06", "Bomb in Gao\n\nA bomb killed 4 in Gao. A caller named the JNIM."
    )
    told = {"when": v.day("2024-03-05"), "places": book.place("Gao", "ML")}
    named = v.actor("JNIM", book.knowledge)
    # What the caller said fills the police's account, which does not say it.
    book.claim(report, "bomb", attackers=named, inferred={"attackers": "said elsewhere"}, **told)
    book.claim(report, "caller", attackers=named, stance="unconfirmed", about=("a-0",), **told)
    assert only(book.link()).attacker_standards == ("claimed",)
    book.claims.pop()
    assert only(book.link()).attacker_standards == ("confirmed",)


@pytest.mark.parametrize(("number", "standard"), [(1, "confirmed"), (2, "reported")])
def test_a_figure_confirms_the_attacks_that_are_all_it_counts(
    book: Any, v: Any, number: int, standard: str
) -> None:
    report = book.report("a", "2024-03-06", "Blasts in Gao\n\nBlasts hit Gao. A bomb went off.")
    told = {"when": v.day("2024-03-05"), "places": book.place("Gao", "ML")}
    attack = book.claim(report, "A bomb", **told)
    book.claim(
        report, "Blasts hit", kind="count", count=v.count(number), parts=(attack.id,),
        voices=(Mention("police"),), **told,
    )  # fmt: skip
    assert only(book.link()).standard == standard


def test_a_body_that_publishes_for_itself_confirms_as_a_voice(book: Any, v: Any) -> None:
    report = book.report("a", "2024-03-06", "Brief\n\nA depot in Gao was raided.", "United Nations")
    told = {"when": v.day("2024-03-05"), "places": book.place("Gao", "ML")}
    book.claim(report, "raided", voices=v.actor("United Nations", book.knowledge), **told)
    assert only(book.link()).standard == "confirmed"
