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
    ],
)
def test_words_of_violence_open_it(gate: Gate, text: str) -> None:
    assert gate.opens_for(_document(text))


@pytest.mark.parametrize(
    "text",
    [
        "The council approved a new bus lane by nine votes to four.",
        "A group of pupils planted trees on the school ground.",
        "Rain will fall over the coast, and the harvest may fall short.",
    ],
)
def test_everyday_words_by_themselves_do_not(gate: Gate, text: str) -> None:
    assert not gate.opens_for(_document(text))


def test_a_paragraph_of_verdicts_is_read(gate: Gate) -> None:
    assert gate.opens_for_paragraph("The front denied that it was behind it.")
    assert not gate.opens_for_paragraph("Tickets are sold from nine in the morning on weekdays.")
