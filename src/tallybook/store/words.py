"""The words of a text, and what a search wants of them: the same for every engine.

An engine's index knows which words a text has, and not where. It finds the texts that may be
wanted; `Wanted.marks` reads each and has the last word, so that a phrase means the same in a file,
on a server and in memory, and what is found can be shown where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.errors import QuestionError

Marks = list[tuple[int, int]]
"""Half-open ranges of code points."""

IndexWords = list[tuple[str, bool]]
"""Words as an index has them, and whether each may go on."""

INDEXED = (Document, Claim)
"""The kinds of record that are searched."""

LONGEST = 100
"""Characters of a word that an index keeps; PostgreSQL takes 2,046 bytes, and no word is longer
than this that is not an address or a run of data."""

_LETTER = r"[^\W_]"
_APART = r"[\W_]+"
_WORD = re.compile(f"{_LETTER}+")
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_CURLY = str.maketrans("“”„«»", '"""""')


class Term(Struct, frozen=True):
    """Words that must follow one another, or (`excluded`) must not; the last may go on where it is
    a `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False

    def in_index(self) -> IndexWords:
        """Return the words that an index must know of a text, and whether each may go on."""
        return [
            (word[:LONGEST], len(word) > LONGEST or (self.prefix and word is self.words[-1]))
            for word in self.words
        ]


class Wanted(Struct, frozen=True):
    """What a text must have to be found: every term, and none of those that are excluded."""

    terms: tuple[Term, ...]

    def marks(self, text: str) -> Marks | None:
        """Return where what is wanted stands in a text, or None where it does not have all."""
        found = self._found(text)
        return None if found is None else sorted(mark for marks in found for mark in marks)

    def times(self, text: str) -> tuple[int, ...] | None:
        """Return how often a text has each term that is wanted, or None where it does not have
        all."""
        found = self._found(text)
        return None if found is None else tuple(map(len, found))

    def in_index(self) -> list[IndexWords]:
        """Return for each term that is wanted the words that an index must know of a text."""
        return [term.in_index() for term in self.terms if not term.excluded]

    def _found(self, text: str) -> list[Marks] | None:
        """Return where each term that is wanted stands, or None where a text does not have all, or
        has what it must not."""
        folded, found = _folded(text), []
        for term in self.terms:
            here = [match.span() for match in _pattern(term).finditer(folded)]
            if bool(here) is term.excluded:
                return None
            if not term.excluded:
                found.append(here)
        return found


def read_wanted(query: str) -> Wanted:
    """Return what a person searches for: words, all of which must be there; "words in quotation
    marks", which must follow one another; begin*, for what begins so; -word, for what must not be
    there.

    Raises QuestionError where that cannot be read.
    """
    plain = query.translate(_CURLY)
    if plain.count('"') % 2:
        raise QuestionError(
            f"the search {query!r} leaves a quotation mark open: close it, or leave it out"
        )
    pieces = (_term(piece, query) for piece in _PIECE.finditer(plain))
    # A dash between two words wants nothing.
    terms = tuple(term for term in pieces if term.words)
    if all(term.excluded for term in terms):
        raise QuestionError(
            f"the search {query!r} names no word that is to be found: write one at least, "
            'for example "market bombing"'
        )
    return Wanted(terms)


def _term(piece: re.Match[str], query: str) -> Term:
    said = piece["word"] if piece["phrase"] is None else piece["phrase"]
    stem = said.rstrip().removesuffix("*")
    prefix = stem != said.rstrip()
    if "*" in stem or (prefix and stem.endswith(" ")):
        raise QuestionError(
            f"the search {query!r} has a * where no word ends: it stands for the rest of a word, "
            "as in kidnap*"
        )
    words = tuple(_WORD.findall(_folded(stem)))
    return Term(words, prefix=prefix, excluded=bool(piece["minus"]))


def index_text(text: str) -> str:
    """Return the words of a text as an index takes them: runs of letters and digits without regard
    to case and accents, each once, with blanks between."""
    return " ".join(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(_folded(text))))


def searched_text(record: Document | Claim) -> str:
    """Return the text that a record is found by."""
    return record.text if isinstance(record, Document) else record.sentence.words


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    # Where a word begins is looked at behind it: a pattern that begins with letters is found ten
    # times as fast as one that looks behind every place of a text.
    first, *others = map(re.escape, term.words)
    begun = f"{first}(?<!{_LETTER}{first})"
    end = f"{_LETTER}*" if term.prefix else f"(?!{_LETTER})"
    return re.compile(f"{_APART.join([begun, *others])}{end}")


def _folded(text: str) -> str:
    """Return a text without regard to case and accents, each character in its place."""
    folded = _BEYOND_ASCII.sub(lambda found: _FOLDS[ord(found[0])], text)
    # Bytes know the letters of ASCII alone, and put them into lower case at once.
    return folded.encode("utf-8", _SURROGATES).lower().decode("utf-8", _SURROGATES)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SURROGATES = "surrogatepass"


class _Folds(dict[int, str]):
    """What stands for each character, found when it is first met.

    What would become several ("ß", "½") stays as it is, or offsets would shift.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        parted = unicodedata.normalize("NFKD", character.casefold())
        letters = [part for part in parted if part.isalnum()]
        folded = letters[0] if len(letters) == 1 else character
        self[code] = folded
        return folded


_FOLDS = _Folds()
