"""Words as keys: one folding and one phrase lookup for actors, weapons and event types.

News prints one name in many ways: "Kata'ib Hezbollah", "KATAIB HEZBOLLAH", "Iran-backed" as one
token or three, "Houthis" and "Houthi's". Folding both the table's names and the report's words by
the same rules makes these equal, however a tokenizer cut them. What folding loses, case above all,
is checked afterwards on the words themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

Value = TypeVar("Value")
Key = tuple[str, ...]
"""A phrase as its folded parts."""

# The genitive and the clitics of verbs, which are no part of the word (Cambridge Grammar, ch. 18).
_CLITIC = re.compile(r"(?<=\w)['\u2019](?:s|ll|re|ve|d|m)?$|^['\u2019](?:s|ll|re|ve|d|m)$", re.I)
_INSIDE = re.compile("[.'\u2019\u2018`\u02bf\u02be]")
_APART = re.compile(r"[^\w]+|_")
_STOPS = frozenset(',.;:!?()[]\u2026\u2014\u201c\u201d"')
_ENDS = (",", ";", ":", "!", "?", ")", "]")
STOP = "|"
"""The part that stands for punctuation, which no name or construction reaches across."""
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")

# Plurals and spellings that the general rules below get wrong.
_IRREGULAR = {
    "buses": "bus",
    "knives": "knife",
    "axes": "axe",
    "caches": "cache",
    "gases": "gas",
    "avalanches": "avalanche",
    "children": "child",
    "people": "people",
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "harbor": "harbour",
    "organization": "organisation",
    "organizations": "organisation",
    "mobilization": "mobilisation",
    "premises": "premises",
    "policemen": "policeman",
    "aircraft": "aircraft",
    "hamas": "hamas",  # Hama is a city.
}

CAPITALS_MIN_WORDS = 5
"""Fewer words than this do not show whether a text is printed all in capitals."""


def singular(part: str) -> str:
    """Return the key of a lower-case English noun's plural: its singular, or nearly.

    Keys only have to be equal for equal nouns, so a word that is no plural may lose a letter,
    as long as it always does. "ss", "us" and "sis" end singulars (*The Cambridge Grammar of the
    English Language*, 2002, ch. 18 §4, on regular plurals).
    """
    if part in _IRREGULAR:
        return _IRREGULAR[part]
    if not part.endswith(("s", "men")):
        return part
    if part.endswith("s") and part[:-1].isdigit():
        return part[:-1]
    if len(part) <= 3:
        return part
    if part.endswith("men"):
        return part[:-2] + "an"
    if part.endswith("ies") and len(part) > 4:
        return part[:-3] + "y"
    if part.endswith(("sses", "xes", "ches", "shes", "zes")):
        return part[:-2]
    if part.endswith("s") and not part.endswith(("ss", "us", "sis")):
        return part[:-1]
    return part


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> tuple[str, ...]:
    """Return the key parts of one printed word; () for punctuation and a lone "'s".

    Case, diacritics, apostrophes inside a word, full stops of abbreviations and plural or
    possessive endings go; hyphens part a word in two.
    """
    if word.isascii() and word.isalpha():
        return (singular(word.lower()),)
    plain = unicodedata.normalize("NFKD", _CLITIC.sub("", word))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = _INSIDE.sub("", plain)
    return tuple(singular(part) for part in _APART.split(plain) if part)


def key(text: str) -> Key:
    """Return the key parts of a phrase."""
    parts: list[str] = []
    for word in text.split():
        parts += fold(word)
    return tuple(parts)


class Parts(Struct, frozen=True):
    """A run of words as key parts: `owners[i]` is the index of the word that `keys[i]` comes
    from, `joined[i]` whether a hyphen ties it to the next part. Punctuation is a STOP."""

    keys: tuple[str, ...]
    owners: tuple[int, ...]
    joined: tuple[bool, ...]


def parts_of(words: Sequence[str]) -> Parts:
    """Return the key parts of a run of words, however a tokenizer treats hyphens."""
    return _parts(tuple(words))


@lru_cache(maxsize=64)  # Every table reads a paragraph's words in turn.
def _parts(words: tuple[str, ...]) -> Parts:
    keys: list[str] = []
    owners: list[int] = []
    joined: list[bool] = []
    for index, word in enumerate(words):
        folded = fold(word)
        if not folded:
            if joined and word in _HYPHENS:
                joined[-1] = True
            elif word and word[0] in _STOPS:
                keys.append(STOP)
                owners.append(index)
                joined.append(False)
            continue
        for part in folded:
            keys.append(part)
            owners.append(index)
            joined.append(True)
        joined[-1] = False
        if word.endswith(_ENDS) or (word.endswith(".") and "." not in word[:-1] and len(word) > 4):
            keys.append(STOP)
            owners.append(index)
            joined.append(False)
    return Parts(tuple(keys), tuple(owners), tuple(joined))


def in_capitals(words: Iterable[str]) -> bool:
    """Whether a text is printed all in capitals, as wires were, so that case tells nothing."""
    lettered = [word for word in words if len(word) > 1 and word.isalpha()]
    upper = sum(1 for word in lettered if word.isupper())
    return len(lettered) >= CAPITALS_MIN_WORDS and upper > 0.8 * len(lettered)


class Phrases(Generic[Value]):
    """Phrases of key parts with what each stands for; the longest match wins."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Value]]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Let `phrase` stand for `value`, beside what it already stands for; a phrase with brackets
        ("Communist Party of India (Maoist)") also as tokenizers part them."""
        parts = key(phrase)
        if not parts:
            raise ValueError(f"the phrase {phrase!r} has no letters")
        self._add(parts, value)
        if "(" in phrase:
            printed = parts_of(phrase.replace("(", " ( ").replace(")", " ) ").split()).keys
            self._add(printed[:-1] if printed[-1] == STOP else printed, value)

    def _add(self, parts: tuple[str, ...], value: Value) -> None:
        bucket = self._by_first.setdefault(parts[0], {})
        values = bucket.setdefault(parts, [])
        if value not in values:
            values.append(value)
        lengths = self._lengths.get(parts[0], ())
        if len(parts) not in lengths:
            self._lengths[parts[0]] = tuple(sorted((*lengths, len(parts)), reverse=True))

    def firsts(self) -> Set[str]:
        """Return the parts that phrases begin with, those added later too."""
        return self._lengths.keys()

    def exact(self, parts: tuple[str, ...]) -> list[Value]:
        """Return what exactly these parts stand for."""
        return self._by_first.get(parts[0], {}).get(parts, []) if parts else []

    def at(self, parts: tuple[str, ...], start: int) -> Iterable[tuple[int, list[Value]]]:
        """Yield (end, values) of each phrase that begins at `start`, the longest first."""
        lengths = self._lengths.get(parts[start])
        if lengths is None:
            return
        bucket = self._by_first[parts[start]]
        for length in lengths:
            values = bucket.get(parts[start : start + length])
            if values is not None and start + length <= len(parts):
                yield start + length, values

    def longest(self, parts: tuple[str, ...], start: int) -> tuple[int, list[Value]] | None:
        """Return (end, values) of the longest phrase that begins at `start`, or None."""
        if parts[start] not in self._lengths:
            return None
        return next(iter(self.at(parts, start)), None)


DATA = Path(__file__).parent / "data"
COMPILED = "tables.json"
TABLES = (
    "constructions.toml",
    "actor_nouns.toml",
    "actors_africa.toml",
    "actors_americas.toml",
    "actors_asia.toml",
    "actors_europe.toml",
    "actors_middle_east.toml",
    "actors_offices.toml",
    "countries.toml",
    "event_types.toml",
    "figurative.toml",
    "target_types.toml",
    "weapons.toml",
)
"""The tables of actors, weapons and event types among the package's data files."""


def compile_tables() -> bytes:
    """Return all tables as one JSON object by file name; `data/build_tables.py` writes it."""
    tables = {name: msgspec.toml.decode((DATA / name).read_bytes()) for name in TABLES}
    return msgspec.json.format(msgspec.json.encode(tables), indent=1) + b"\n"


Record = TypeVar("Record")


@lru_cache(maxsize=1)
def _files() -> dict[str, msgspec.Raw]:
    """Return each file not decoded yet: few commands need all."""
    return msgspec.json.decode((DATA / COMPILED).read_bytes(), type=dict[str, msgspec.Raw])


def read_table(name: str, shape: type[Record]) -> Record:
    """Return the whole of the TOML file `name`, as compiled.

    Raises msgspec.ValidationError where it breaks its shape: a defect of the file.
    """
    return msgspec.json.decode(_files()[name], type=shape)


def read_records(name: str, table: str, shape: type[Record]) -> list[Record]:
    """Return the array `table` of the data file `name` as records; raises as `read_table`."""
    found = read_table(name, dict[str, msgspec.Raw])[table]
    return msgspec.json.decode(found, type=list[shape])  # type: ignore[valid-type]
