"""Reports unlike any other: each gets a reading, or a Rejection that says why."""

from __future__ import annotations

from tallybook.coding.builtin import BuiltinCoder
from tallybook.coding.coder import Coding
from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, Flags, read_batch

QUIET = "The council met on market day and spoke of the price of millet and of the new well.\n\n"
ATTACK = "Gunmen attacked the police station of Tera on 3 May 2024, killing two officers."


def outcome(text: str) -> Coding:
    """What becomes of a report's bytes: its claims, or the Rejection of the reader or the coder."""
    flags = Flags(published="2024-05-05", publisher="Gazette")
    [intake] = read_batch([Fetched("report.txt", text.encode())], flags)
    if isinstance(intake.result, Rejection):
        return intake.result
    assert isinstance(intake.result, Document)
    [coding] = BuiltinCoder().code([intake.result])
    return coding


def incidents(coding: Coding) -> list[str]:
    """The words of the sentences that tell of an attack."""
    assert not isinstance(coding, Rejection), coding
    return [c.sentence.words for c in coding if c.kind == "incident"]


def test_the_last_sentence_of_two_hundred_pages_counts() -> None:
    text = QUIET * 5000 + ATTACK  # Some 80,000 words, at 400 a page.
    assert len(text.split()) > 200 * 400
    assert incidents(outcome(text)) == [ATTACK]


def test_a_report_in_another_language_is_refused_by_name() -> None:
    text = (
        "Des hommes armés ont attaqué le poste de police de Tera le 3 mai, tuant deux agents. "
        "Le gouverneur de la région a annoncé l'ouverture d'une enquête sur cette attaque, et les "
        "habitants de la ville ont appelé à une marche dans les rues pour demander la sécurité."
    )
    coding = outcome(text)
    assert isinstance(coding, Rejection)
    assert "another language than English" in coding.detail
    assert "--coder" in coding.detail


def test_a_report_in_capitals_is_read() -> None:
    assert incidents(outcome(ATTACK.upper())) == [ATTACK.upper()]


def test_a_report_of_numbers_is_refused() -> None:
    coding = outcome("12 13 14\n\n2024 3,500 17")
    assert isinstance(coding, Rejection)
    assert "no words" in coding.detail


def test_an_empty_report_is_refused() -> None:
    coding = outcome("")
    assert isinstance(coding, Rejection)
    assert coding.code == "empty"


def test_control_characters_hide_no_attack() -> None:
    text = ATTACK.replace(" ", "\x07 ", 2).replace("killing", "kil\u200bling")
    [told] = incidents(outcome(text))
    assert "Tera" in told


def test_a_report_full_of_control_characters_is_refused() -> None:
    coding = outcome(ATTACK.replace(" ", "\x07"))
    assert isinstance(coding, Rejection)
    assert "13 control characters" in coding.detail


def test_a_number_to_call_is_no_range_and_stops_no_report() -> None:
    assert incidents(outcome(f"{ATTACK} Witnesses may call 022-289-2646 or -289-2646.")) == [ATTACK]
    assert incidents(outcome(f"{ATTACK} It was -5 to 3 degrees cold.")) == [ATTACK]


def test_a_verb_of_saying_that_hangs_on_an_adjective_has_no_clause_above_it() -> None:
    told = incidents(
        outcome(f"{ATTACK} Residents, fearful and saying that the town is lost, fled.")
    )
    assert told == [ATTACK]
