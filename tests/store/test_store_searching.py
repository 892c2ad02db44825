"""What a search finds, whatever the engine."""

from __future__ import annotations

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.spans import Span
from tallybook.errors import QuestionError
from tallybook.store.protocol import Record, Store
from tallybook.store.words import read_wanted


def put(book: Store, *records: Record) -> list[str]:
    with book.writer() as writer:
        return list(writer.put(records))


def claim(identifier: str, *, words: str) -> Claim:
    return Claim(id=identifier, document="d", kind="incident", sentence=Span(0, len(words), words))


def document(identifier: str, text: str) -> Document:
    return Document(
        id=identifier,
        capture="00",
        source=identifier,
        media_type="text/plain",
        text=text,
        paragraphs=(),
    )


TEXTS = {
    "market": "Gunmen shot four people at Al-Shabaab's market in Zürich, police say.",
    "bridge": "Two bombs fell near the bridge. The bombing killed nobody; four were hurt.",
    "quiet": "Nothing fell. O'Brien's 4x4 (No. 7) drove on -- to Köln.",
    "empty": "",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("four", ["bridge", "market"]),
        ("FOUR people", ["market"]),
        ("people four", ["market"]),
        ('"people four"', []),
        ('"four people"', ["market"]),
        ('"four peop*"', ["market"]),
        ('"fou* people"', None),
        ("bomb", []),
        ("bomb*", ["bridge"]),
        ("fell -bridge", ["quiet"]),
        ("fell -bomb*", ["quiet"]),
        ('fell -"the bridge"', ["quiet"]),
        ('four -"the people"', ["bridge", "market"]),
        ("al-shabaab", ["market"]),
        ("zurich", ["market"]),
        ("ZÜRICH", ["market"]),
        ("koln", ["quiet"]),
        ("k*", ["bridge", "quiet"]),
        ("- fell -- bridge -", ["bridge"]),
        ("4x4 7", ["quiet"]),
        ("o’brien's", ["quiet"]),
        ("“four people”", ["market"]),
        ("and or not near", []),
        ("' OR 1=1", []),
        ("the", ["bridge"]),
        ("x" * 300, []),
    ],
)
def test_texts_are_found_by_their_words(book: Store, query: str, found: list[str] | None) -> None:
    put(book, *(document(name, text) for name, text in TEXTS.items()))
    put(book, *(claim(name, words=text) for name, text in TEXTS.items()))
    if found is None:
        with pytest.raises(QuestionError, match="where no word ends"):
            read_wanted(query)
        return
    wanted = read_wanted(query)
    with book.view() as view:
        assert sorted(one.id for one in view.search(Document, wanted)) == found
        assert sorted(one.id for one in view.search(Claim, wanted)) == found


def search(book: Store, query: str) -> list[str]:
    with book.view() as view:
        return [one.id for one in view.search(Document, read_wanted(query))]


def test_the_best_comes_first(book: Store) -> None:
    filler = " The day was quiet elsewhere, and the road stayed open." * 4
    put(
        book,
        document("often", "A mine, a mine and a mine." + filler),
        document("once", "A mine." + filler + " So it was."),
        document("short", "A mine was found."),
        document("rare", "A mine at the Kasbah, the Kasbah." + filler),
        document("common", "A mine, a mine: the Kasbah." + filler),
    )
    assert search(book, "mine") == ["short", "often", "common", "once", "rare"]
    # The Kasbah is in two texts and a mine in all of them.
    assert search(book, "mine kasbah") == ["rare", "common"]
    assert search(book, "mine -kasbah") == ["short", "often", "once"]
    assert search(book, '"the kasbah" mine*') == ["rare", "common"]


def test_what_is_equally_good_comes_last_written_first(book: Store) -> None:
    put(book, *(document(name, "A mine was found.") for name in "abc"))
    put(book, document("a", "A mine was found!"))
    assert search(book, "mine found") == ["c", "b", "a"]


def test_how_rare_a_word_is_is_that_of_the_version(book: Store) -> None:
    put(book, document("a", "One mine, one shell, one shell."))
    put(book, document("b", "One mine, one mine, one shell."))
    put(book, *(document(f"m{n}", f"A shell, number {n}.") for n in range(9)))
    assert search(book, "mine shell") == ["b", "a"]
    with book.writer() as writer:
        writer.retire(Document, [f"m{n}" for n in range(9)])
        writer.put([document(f"s{n}", f"A mine, number {n}.") for n in range(9)])
    assert search(book, "mine shell") == ["a", "b"]
    with book.view(3) as then:
        assert [one.id for one in then.search(Document, read_wanted("mine shell"))] == ["b", "a"]


def test_a_search_sees_its_version(book: Store) -> None:
    put(book, document("a", "A mine went off."), document("b", "A mine was found."))
    put(book, document("a", "A shell went off."))
    with book.writer() as writer:
        writer.put([document("c", "A mine."), document("c", "A rocket.")])
        writer.retire(Document, ["b"])

    def found(query: str, version: int | None = None) -> list[str]:
        with book.view(version) as view:
            return [one.id for one in view.search(Document, read_wanted(query))]

    assert [found("mine", version) for version in range(4)] == [[], ["a", "b"], ["b"], []]
    assert [found("shell"), found("rocket")] == [["a"], ["c"]]
    put(book, document("b", "A mine was found."))
    assert found("mine") == ["b"]


def test_a_search_taken_back_leaves_nothing(book: Store) -> None:
    def fail_halfway() -> None:
        with book.writer() as writer:
            writer.put([document("a", "A mine went off.")])
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    put(book, document("b", "A mine was found."))
    with book.view() as view:
        assert [one.id for one in view.search(Document, read_wanted("mine"))] == ["b"]


def test_words_longer_than_an_index_keeps_are_found(book: Store) -> None:
    put(book, document("a", "x" * 150 + " y"), document("b", "x" * 150 + "z"))
    with book.view() as view:
        assert [d.id for d in view.search(Document, read_wanted("x" * 150))] == ["a"]
        assert [d.id for d in view.search(Document, read_wanted("x" * 120 + "*"))] == ["b", "a"]
