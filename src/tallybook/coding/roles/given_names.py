"""Names that a report gives: "a group calling itself the X", "a little-known faction, the X".

What no table knows comes into news by what it is and then by its name, in a clause of naming or in
apposition (Quirk et al. 1985, §17.65 ff.); afterwards it is known by that name. Parsers attach such
clauses in many ways, and take the parts of the name for places and people: so the words are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import BODY_NOUNS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token

GROUPS = BODY_NOUNS | word_set(
    "outfit faction cell band gang squad collective wing entity sect cult organisation organization"
)
"""Nouns for what many people are together, armed or not."""

NAMING = word_set("call name style dub term title know identify go operate act use")
BEFORE_VERB = word_set("that which who is are was were has have been also better locally commonly")
AFTER_VERB = word_set("itself themselves himself herself as by under in the name of locally")
INSIDE = word_set("of for and the from in to against on 's ’s - ‑ al wal ul el de del la")
"""Words inside a name that are no names themselves ("Front for the Liberation of the Coast")."""

QUOTES = frozenset("“”\"'‘’")
LONGEST = 14
"""Tokens of a name, and of what stands between a noun and its name."""


def given_name(head: Token, passage: Passage) -> tuple[int, int] | None:
    """Return the tokens of the name that a report gives a person or group that `head` describes, or
    of the ship whose prefix it is; None where it gives none."""
    if head.text in SHIPS:
        return _of_ship(head)
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or (lemma not in GROUPS and unit_of(lemma) != "people"):
        return None
    start = _after_naming(head)
    if start is None and lemma in GROUPS:
        name = next((t for t in head.rights if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
        if name is not None and head.nbor(1).text in {",", "("} | QUOTES:
            start = name.left_edge.i
    return None if start is None else _run(start, head, passage)


SHIPS = frozenset(
    "USS USNS USCGC HMS HMAS HMCS INS RFA RSS BRP ROKS TCG SS MS MT MV M/V M/T RV FV".split()
)
"""Prefixes of ships' names: of navies, and by kind (motor vessel, tanker, steamship)."""


def _of_ship(prefix: Token) -> tuple[int, int] | None:
    """ "The USS Harry S. Truman": a prefix and the capitalised words behind it."""
    end = prefix.i + 1
    while end < prefix.sent.end and prefix.doc[end].text[:1].isupper():
        end += 1
    return (prefix.i, end) if end > prefix.i + 1 else None


def _after_naming(head: Token) -> int | None:
    """Where the name begins after a clause of naming; None where no such clause follows."""
    doc = head.doc
    index, end = head.i + 1, min(head.sent.end, head.i + LONGEST)
    while index < end and doc[index].lower_ in BEFORE_VERB:
        index += 1
    if index >= end or doc[index].lemma_.lower() not in NAMING:
        return None
    verb = doc[index]
    index += 1
    between = set()
    while index < end and (doc[index].lower_ in AFTER_VERB or doc[index].text in QUOTES):
        between.add(doc[index].lower_)
        index += 1
    if verb.lemma_.lower() in ("know", "identify") and "as" not in between:
        return None
    if verb.lemma_.lower() in ("go", "operate", "act", "use") and "name" not in between:
        return None
    return index


def _run(start: int, head: Token, passage: Passage) -> tuple[int, int] | None:
    """The words of a name: capitalised ones, and what joins them. In wire copy in capitals, which
    tell nothing, the words of a noun phrase."""
    doc = head.doc
    capitals = passage.words(head.i, head.i + 1).isupper()
    while start < head.sent.end and (doc[start].text in QUOTES or doc[start].lower_ == "the"):
        start += 1
    end = index = start
    while index < min(head.sent.end, start + LONGEST):
        token = doc[index]
        if token.ent_type_ in ("DATE", "TIME"):
            break
        if token.lower_ in INSIDE:
            if _turns_to_place(index, capitals, passage):
                break
        elif _names(token, capitals):
            end = index + 1
        else:
            break
        index += 1
    return (start, end) if end > start else None


def _names(token: Token, capitals: bool) -> bool:
    if capitals:
        return token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and token.is_alpha
    return token.text[:1].isupper() or (token.is_digit and token.ent_type_ == "ORG")


def _turns_to_place(index: int, capitals: bool, passage: Passage) -> bool:
    """Whether a preposition says where the named one is: "the Free Brigade in Idlib"."""
    doc = passage.doc
    if doc[index].lower_ not in ("in", "from", "on", "to") or index + 1 >= len(doc):
        return False
    after = doc[index + 1]
    place = after.ent_type_ in ("GPE", "LOC", "FAC")
    return place or (not capitals and not after.text[:1].isupper() and after.lower_ != "the")
