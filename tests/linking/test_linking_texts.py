"""What two reports print is evidence of whether they tell of one attack, beside their claims."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tallybook.core.documents import Paragraph
from tallybook.core.values import Count, Mention
from tallybook.linking.accounts import account_profile, mark
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.names import common_names
from tallybook.linking.roster import make_roster
from tallybook.linking.text_evidence import text_evidence, text_weights, weighed
from tallybook.linking.texts import ReportText, report_text

SHOT = (
    "Two hurt outside bar\n\nBenno Tarquist, 31, and Milo Quillfeather, 28, were shot outside the"
    " Fernhollow bar, where they had celebrated a birthday. Neighbours heard seven shots and saw a"
    " grey van leave. Detective Ada Moorwen asked for witnesses, and for films of the street."
)
CHARGED = (
    "Man charged over bar shooting\n\nGus Hartnoll was charged over the shots that hit Benno"
    " Tarquist, 31, and Milo Quillfeather, 28, as they left the Fernhollow bar after a birthday. A"
    " grey van was found in his yard, and a judge set no bail, the court's clerk told reporters."
)
OTHER = (
    "Woman shot in her kitchen\n\nLena Ostrander, 64, was shot through the window of her kitchen"
    " while she cooked. Her daughter Greta Ostrander, who slept upstairs, found her. Nobody is"
    " held, and the sheriff, Theo Vandermark, said that the motive of the shot is unknown."
)


def told(book: Any, *reports: tuple[str, str, str, str]) -> list[Any]:
    """The incidents of reports that say neither where nor when: id, day of publication, text and
    the words that tell of the attack."""
    for name, day, text, words in reports:
        book.claim(book.report(name, day, text), words, event_type="shooting")
    return list(book.link().incidents)


FIRST = ("a", "2024-03-04", SHOT, "were shot")


def test_the_same_people_make_two_vague_reports_one_attack(book: Any) -> None:
    incidents = told(book, FIRST, ("b", "2024-03-06", CHARGED, "the shots that hit"))
    assert [incident.claims for incident in incidents] == [("a-0", "b-0")]
    shown = {r.name: r.words for j in book.link().judgements for r in j.reasons}
    assert "benno tarquist" in shown["full names in common"]


def test_other_people_and_words_keep_two_vague_reports_apart(book: Any) -> None:
    incidents = told(book, FIRST, ("b", "2024-03-05", OTHER, "was shot through"))
    assert len(incidents) == 2


def test_the_same_people_do_not_outweigh_days_that_contradict(book: Any, v: Any) -> None:
    """Bulletins name the same officials day after day."""
    for name, day, text, words in (FIRST, ("b", "2024-03-20", CHARGED, "the shots that hit")):
        report = book.report(name, day, text)
        book.claim(report, words, event_type="shooting", when=v.day(day))
    assert len(book.link().incidents) == 2


@pytest.mark.parametrize(("second", "met"), [(CHARGED, True), (OTHER, False)])
def test_rare_names_find_a_report_that_comes_years_later(book: Any, second: str, met: bool) -> None:
    words = "the shots that hit" if met else "was shot through"
    told(book, FIRST, ("b", "2027-03-06", second, words))
    roster = make_roster(book.claims, book.documents)
    common = common_names(roster)
    profiles = [account_profile(roster, [position], common) for position in sorted(roster.claims)]
    mark(roster, profiles, common)
    assert list(candidates([blocking_keys(one) for one in profiles])) == [(0, 1)] * met


def text_of(book: Any, text: str) -> ReportText:
    return report_text(book.report(f"r{len(book.documents)}", "2024-03-04", text))


def test_common_words_are_no_marks(book: Any) -> None:
    marks = text_of(book, SHOT).marks
    assert {"benno tarquist", "fernhollow"} <= marks
    assert not {"police", "street", "the"} & marks


def test_what_a_line_of_text_does_not_share_tells_nothing(book: Any) -> None:
    one, other = text_of(book, "Shells hit a port\n\nTwo were hurt."), text_of(book, OTHER)
    assert {name for name, _, _ in weighed(one, other, None)} == {"days between the reports"}


def test_evidence_is_the_same_both_ways_round(book: Any) -> None:
    one, other = text_of(book, SHOT), text_of(book, CHARGED)
    assert text_evidence(one, other, 3) == pytest.approx(text_evidence(other, one, 3))


def test_what_is_shared_never_counts_against_one_attack() -> None:
    to_share = (" in both", " words")
    for name, weight in text_weights().weights.items():
        assert weight <= 0 if name.endswith(to_share) else weight >= 0, name


def test_what_has_no_title_begins_with_it(book: Any) -> None:
    titled = report_text(book.report("a", "2024-03-06", SHOT))
    line = book.report("b", "2024-03-07", "Two hurt outside bar")
    for paragraphs in ((), (Paragraph(0, len(line.text), "body"),)):
        untitled = report_text(replace(line, paragraphs=paragraphs))
        assert untitled.title == titled.title
        assert untitled.title_marks & titled.title_marks
    lead = book.report("c", "2024-03-07", SHOT.partition("\n\n")[2])
    assert report_text(replace(lead, paragraphs=())).title == {}


@pytest.mark.parametrize(
    ("toll", "fields", "attacks"),
    [
        ("Benno Tarquist", {}, 1),
        ("a man", {}, 2),
        (None, {"event_type": "abduction", "targets": (Mention("Bishop Benno Tarquist"),)}, 1),
        (None, {"event_type": "raid", "targets": (Mention("Bishop Benno Tarquist"),)}, 2),
    ],
)
def test_a_person_dies_and_is_carried_off_once(
    book: Any, toll: str | None, fields: dict[str, Any], attacks: int
) -> None:
    for name, day, text in (
        ("a", "2024-03-06", "The night in Gao\n\nBenno Tarquist was in his house when they came."),
        ("b", "2024-06-20", "A case in court\n\nThey came for Benno Tarquist, a judge was told."),
    ):
        killed = None if toll is None else Count(1, 1, toll)
        book.claim(
            book.report(name, day, text), "came",
            **{"places": book.place("Gao", "ML"), "killed": killed, **fields},
        )  # fmt: skip
    assert len(book.link().incidents) == attacks
