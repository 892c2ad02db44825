"""Long names are only looked up where some name begins with their first two words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import tallybook.knowledge
from tallybook.knowledge.places.scanning import Scanner
from tallybook.knowledge.places.storage import GazetteerFile

FILE = Path(tallybook.knowledge.__file__).parent / "data" / "gazetteer.sqlite"


def test_names_of_three_words_and_more_are_found_as_without_that() -> None:
    file = GazetteerFile()
    scanner, thorough = Scanner(file), Scanner(file)
    thorough._begin = lambda words: True  # type: ignore[method-assign, assignment]
    query = "SELECT name FROM place WHERE name LIKE '% % %' AND id % 29 = 0"
    names = [row[0] for row in sqlite3.connect(FILE).execute(query)]
    assert len(names) > 500
    for name in names:
        for words in (name.split(), name.upper().split(), ["On", *name.split(), "Street"]):
            assert scanner.scan(words, ()) == thorough.scan(words, ()), words


def test_no_name_begins_with_words_of_no_name() -> None:
    assert not GazetteerFile().begins("zzzqq")
    assert GazetteerFile().begins("deirezz")
