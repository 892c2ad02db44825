"""What a search reads, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tallybook.errors import QuestionError
from tallybook.store.words import Term, Wanted, index_text, read_wanted


def test_a_query_is_read_into_terms() -> None:
    assert read_wanted('Shot "car bomb*" -army -"Two days"  Mali*') == Wanted(
        (
            Term(("shot",)),
            Term(("car", "bomb"), prefix=True),
            Term(("army",), excluded=True),
            Term(("two", "days"), excluded=True),
            Term(("mali",), prefix=True),
        )
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"car bomb', "leaves a quotation mark open"),
        ("“car bomb", "leaves a quotation mark open"),
        ("c*r", "has a * where no word ends"),
        ('"car *"', "has a * where no word ends"),
        ("*bomb", "has a * where no word ends"),
        ("", "names no word that is to be found"),
        (" - ' ", "names no word that is to be found"),
        ("*", "names no word that is to be found"),
        ("-army", "names no word that is to be found"),
    ],
)
def test_a_query_that_cannot_be_read_is_said_to_be_so(query: str, words: str) -> None:
    with pytest.raises(QuestionError, match=words.replace("*", r"\*")) as caught:
        read_wanted(query)
    assert "\n" not in str(caught.value)


def test_what_is_wanted_is_marked_where_it_stands() -> None:
    text = "Bombs, bombs. A car bomb; a car, bombed."
    marks = read_wanted('"car bomb*" bombs').marks(text)
    assert marks is not None
    assert [text[start:end] for start, end in marks] == [
        "Bombs",
        "bombs",
        "car bomb",
        "car, bombed",
    ]


def test_an_index_has_each_word_once() -> None:
    assert index_text("Köln, köln; KOLN — İ ½ x_y") == "koln i ½ x y"


@given(st.text(alphabet="aAäÄßｱ ½’-_\u0301b", max_size=12), st.text(alphabet="aäb ", min_size=1))
def test_what_is_found_stands_where_it_is_marked(text: str, query: str) -> None:
    assume(query.strip())
    wanted = read_wanted(f'"{query}"')
    marks = wanted.marks(text)
    words = index_text(query).split()
    known = set(index_text(text).split())
    if marks is None:
        assert len(query.split()) > 1 or not set(words) <= known
    else:
        assert set(words) <= known
        for start, end in marks:
            assert index_text(text[start:end]).split() == words
            assert not (start and text[start - 1].isalnum())
            assert not text[end : end + 1].isalnum()
