"""Origins are counted, not articles: copies, credits, voices."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from tallybook.core.incidents import Incident
from tallybook.core.values import Mention
from tallybook.linking import Linking, copies
from tallybook.linking.copies import copy_groups, credits_of

FIRST = (
    "Car bomb kills four soldiers in Gao\n\n"
    "A car bomb went off at the northern gate of the barracks in Gao on Tuesday and killed four"
    " soldiers, the second such bombing this year.\n\n"
    "Witnesses saw a white pick-up race towards the gate before a column of smoke rose over the"
    " market. Helicopters circled above the river until dusk and traders closed their stalls.\n\n"
    "The governor asked people to give blood and said that schools would stay shut for a week."
)
OTHER = (
    "Explosion at Malian base\n\n"
    "Four members of the Malian army died on Tuesday in Gao when explosives hidden in a vehicle"
    " were set off beside their base, residents told this newspaper.\n\n"
    "The town lies on the Niger river and has seen many attacks since 2012, when rebels took it."
)


def origins_of(linking: Linking) -> dict[str, str]:
    return {origin.id: origin.origin for origin in linking.origins}


def only(linking: Linking) -> Incident:
    (incident,) = linking.incidents
    return incident


def tell(book: Any, v: Any, name: str, text: str, words: str, **fields: Any) -> None:
    published = fields.pop("published", "2024-03-06")
    publisher = fields.pop("publisher", None)
    report = book.report(name, published, text, publisher)
    if "voices" in fields:
        fields["voices"] = (Mention(report.publisher), *fields["voices"])
    book.claim(
        report,
        words,
        **{
            "when": v.day("2024-03-05"),
            "places": book.place("Gao", "ML"),
            "killed": v.count(4),
            "event_type": "car_bombing",
            **fields,
        },
    )


def test_forty_copies_are_one_incident_and_one_origin(book: Any, v: Any) -> None:
    paragraphs = FIRST.split("\n\n")
    for number in range(40):
        text = FIRST
        if number % 3 == 1:
            text = "\n\n".join([f"Bulletin {number}", *paragraphs[1:3]])
        if number % 3 == 2:
            text += f"\n\nThe Daily Number {number} is printed in a town far from the war by night."
        tell(
            book,
            v,
            f"r{number:02}",
            text,
            "bomb went off",
            published=f"2024-03-{6 + number % 3:02}",
        )
    linking = book.link()
    incident = only(linking)
    assert len(incident.claims) == 40
    assert incident.origins == ("document:r00",)
    assert incident.standard == "reported"
    assert len(linking.judgements) == 39


def test_independent_reports_are_two_origins_and_confirm_each_other(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off")
    tell(book, v, "b", OTHER, "set off")
    incident = only(book.link())
    assert incident.origins == ("document:a", "document:b")
    assert incident.standard == "confirmed"


def test_a_cut_copy_is_found_inside_the_whole_and_an_independent_report_is_not(
    book: Any,
) -> None:
    cut = FIRST[: FIRST.index("Helicopters")]
    reports = [
        book.report("a", "2024-03-06", FIRST),
        book.report("b", "2024-03-07", f"Gao: news in brief\n\n{cut}"),
        book.report("c", "2024-03-07", OTHER),
    ]
    groups = {name: group.id for name, group in copy_groups(reports).items()}
    assert groups == {"a": "a", "b": "a", "c": "c"}


def test_a_shared_credit_makes_less_shared_text_a_copy(book: Any) -> None:
    half = FIRST.split("\n\n")[2]
    own = OTHER.split("\n\n")[1] + " " + OTHER.split("\n\n")[2]
    for credit, groups in (("(Reuters)", {"a"}), ("", {"a", "b"})):
        reports = [
            book.report("a", "2024-03-06", f"{FIRST}\n\n{credit}"),
            book.report("b", "2024-03-06", f"Gao\n\n{half} {own}\n\n{credit}"),
        ]
        assert {group.id for group in copy_groups(reports).values()} == groups


def test_agencies_are_read_from_credits_and_not_from_quotations(book: Any) -> None:
    for text, expected in (
        ("T\n\nGAO, Mali (Reuters) - A bomb went off.", {"reuters"}),
        ("T\n\nJOS, Nigeria (Continental Wire) - A raid.", {"continental wire"}),
        ("T\n\nA bomb went off. The Associated Press contributed to this report.", {"ap"}),
        ("T\n\nBy AFP\n\nA bomb went off.", {"afp"}),
        ("T\n\nA resident told Reuters that a bomb went off.", set()),
    ):
        assert credits_of(book.report("a", None, text)) == expected


def test_one_body_is_one_origin_whoever_speaks_for_it(book: Any, v: Any) -> None:
    pentagon = Mention("the Pentagon", "us-pentagon")
    tell(book, v, "a", FIRST, "bomb went off", voices=(Mention("Brig. Gen. Ann Lee"), pentagon))
    tell(book, v, "b", OTHER, "set off", voices=(Mention("Maj. Bo Cole"), pentagon))
    linking = book.link()
    assert set(origins_of(linking).values()) == {"voice:us-pentagon"}
    assert only(linking).standard == "reported"


def test_unnamed_officials_of_two_reports_may_be_one_desk(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off", voices=(Mention("police", "any.police"),))
    tell(book, v, "b", OTHER, "set off", voices=(Mention("local officials", "any.government"),))
    assert len(only(book.link()).origins) == 1


def test_unnamed_officials_may_be_the_named_command(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off", voices=(Mention("security sources"),))
    tell(book, v, "b", OTHER, "set off", voices=(Mention("Malian police", "ml-police"),))
    assert only(book.link()).origins == ("voice:ml-police",)


def test_residents_and_officials_are_two_origins(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off", voices=(Mention("police", "any.police"),))
    tell(book, v, "b", OTHER, "set off", voices=(Mention("residents", "any.resident"),))
    assert len(only(book.link()).origins) == 2


def test_an_outlets_own_words_may_rest_on_whom_it_quotes(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off")
    report = book.documents[0]
    book.claim(
        report,
        "said",
        event_type="bombing",
        when=v.day("2024-03-05"),
        voices=(Mention("a Gazette"), Mention("The governor", "any.governor")),
    )
    assert len(only(book.link()).origins) == 1


def test_an_agency_that_is_quoted_is_no_second_source_beside_its_own_report(
    book: Any, v: Any
) -> None:
    tell(book, v, "a", FIRST, "bomb went off", publisher="Reuters")
    tell(book, v, "b", OTHER, "set off", voices=(Mention("Reuters"),))
    assert only(book.link()).origins == ("document:a",)


def test_every_claim_has_an_origin_with_words(book: Any, v: Any) -> None:
    tell(book, v, "a", FIRST, "bomb went off")
    book.claim(book.documents[0], "attack" if "attack" in FIRST else "said", kind="statement")
    linking = book.link()
    assert [origin.id for origin in linking.origins] == ["a-0", "a-1"]
    assert all(origin.words for origin in linking.origins)


def test_a_partys_own_communique_is_the_word_of_that_party(book: Any, v: Any) -> None:
    """Two communiqués, and a paper that quotes the army, are one origin."""
    army = v.actor("Malian army", book.knowledge)
    told = {"when": v.day("2024-03-05"), "places": book.place("Gao", "ML"), "targets": army}
    for number in ("a", "b"):
        own = book.report(number, "2024-03-06", "Raid\n\nThere was a raid on Gao.", "Malian army")
        book.claim(own, "raid", **told, voices=army)
    paper = book.report("c", "2024-03-06", "Gao\n\nThe army tells of a raid.", "Courier")
    book.claim(paper, "raid", **told, voices=(Mention("Courier"), *army))
    (incident,) = book.link().incidents
    assert len(incident.origins) == 1
    assert incident.standard == "confirmed"


def test_a_report_is_searched_for_its_credits_once(
    book: Any, v: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    pattern = copies._DATELINE_CREDIT

    def counting(text: str) -> re.Match[str] | None:
        searched.append(text)
        return pattern.search(text)

    monkeypatch.setattr(copies, "_DATELINE_CREDIT", SimpleNamespace(search=counting))
    for number in range(6):
        voice = (Mention("Reuters"), Mention(f"Colonel Number {number}"))[number % 2]
        tell(book, v, f"r{number}", f"{FIRST}\n\nNote {number}.", "went off", voices=(voice,))
        tell(book, v, f"s{number}", f"{OTHER}\n\nNote {number}.", "set off", voices=(voice,))
    only(book.link())
    assert sorted(searched) == sorted(document.text for document in book.documents)
