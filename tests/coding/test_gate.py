"""What is worth a parse: too much rather than too little."""

from __future__ import annotations

import pytest

from tallybook.coding.gate import Gate
from tallybook.core.documents import Document, Paragraph
from tallybook.knowledge.loading import load_knowledge


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(load_knowledge())


def _document(text: str) -> Document:
    return Document(
        id="document1_" + "0" * 32,
        capture="0" * 64,
        source="report.txt",
        media_type="text/plain",
        text=text,
        paragraphs=(Paragraph(0, len(text), "body"),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Three shopkeepers were gunned down near the old mill.",
        "GUERRILLAS BLEW UP A PYLON LAST NIGHT.",
        "The convoy was ambushed on its way back.",
        "A drone came down over the depot.",
        "Nine miners were abducted.",
        "A patrol came under fire at the bridge.",
        "A dozen people died at the ferry.",
        "A crowd set fire to the station, and one officer lost his life.",
        "A clerk was seized at knifepoint and led away.",
        "Two hooded men took the notary from her office.",
        "The widow was strangled in her kitchen.",
        "A device was set off against the van.",
        "A surveyor was found with gunshot wounds.",
    ],
)
def test_words_of_violence_open_it(gate: Gate, text: str) -> None:
    assert gate.opens_for(_document(text))


@pytest.mark.parametrize(
    "text",
    [
        "The council approved a new bus lane by nine votes to four.",
        "A group of pupils planted trees on the school ground.",
    ],
)
def test_everyday_words_by_themselves_do_not(gate: Gate, text: str) -> None:
    assert not gate.opens_for(_document(text))


LONG = "The council met again on the new bus lane, and its members spoke of fares and routes. " * 12


def test_words_that_may_be_of_force_say_something_in_a_short_text_alone(gate: Gate) -> None:
    text = "The club sacked its coach after six defeats, and chased a younger one. "
    assert gate.opens_for(_document(text))
    assert not gate.opens_for(_document(text + LONG))


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen abducted a surveyor on the coast road.",
        "A grenade went off at a wedding.",
        "Officers used tear gas to clear the square.",
        "Guards fired a dozen rounds to scatter the queue.",
    ],
)
def test_one_word_for_an_act_opens_it_however_long_the_report(gate: Gate, text: str) -> None:
    assert gate.opens_for(_document(LONG + text))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor attacked the plan in a letter.",
        "Members deplored the violence of the last century.",
        "The treasurer spoke of a clash of dates.",
    ],
)
def test_in_a_long_report_a_word_that_may_be_figurative_is_not_enough(
    gate: Gate, text: str
) -> None:
    assert gate.opens_for(_document(text))
    assert not gate.opens_for(_document(LONG + text))


def test_few_words_that_only_may_speak_of_violence_have_to_stand_together(gate: Gate) -> None:
    apart = "A mob came. " + LONG + "It was armed. " + LONG + "Somebody threw a stone."
    assert not gate.opens_for(_document(apart))
    assert gate.opens_for(_document(LONG + "A mob came, armed with a stone each."))


def test_words_that_only_may_speak_of_violence_do_so_together(gate: Gate) -> None:
    told = "A mob armed with stones attacked the depot and set it ablaze; one victim was burned."
    assert gate.opens_for(_document(LONG + told))


def test_a_paragraph_of_verdicts_is_read(gate: Gate) -> None:
    assert gate.opens_for_paragraph("The front denied that it was behind it.")
    assert not gate.opens_for_paragraph("Tickets are sold from nine in the morning on weekdays.")
