"""Pasts that the parser took for participles: "a bomb killed at least six people, police said".

Past and participle of most English verbs are spelt alike, so that a noun and its verb look like a
noun and a reduced relative clause ("the main verb/reduced relative ambiguity", Bever 1970;
MacDonald, Pearlmutter & Seidenberg 1994). A participle that describes a noun is passive: of verbs
with one object it has none behind it, and what is "fired at a post" are shots and no men.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.hanging import put_in_place_of
from tallybook.coding.language.phrases import NOUNS, SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

_OF_TWO_OBJECTS = word_set(
    """
    give offer award grant hand pay charge fine ask deny promise show send tell teach call name dub
    nickname elect appoint deem consider declare make lend sell issue serve assign bring leave
    label brand vote crown
    """
)
"""Verbs of which a passive keeps an object or a complement ("a man named X", "the man given the
order"; Quirk et al. 1985, §16.46 and §16.55)."""

_FIRING = frozenset({"fire", "shoot"})
_AT = frozenset({"at", "on", "upon", "into", "towards", "toward"})
_FIRED = word_set(
    """
    shot bullet round rocket missile shell mortar grenade projectile drone arrow flare gun weapon
    bomb salvo volley barrage gas canister torpedo interceptor gunshot tracer stone cartridge
    """
)
"""What is fired."""

_OTHERWISE_SPELT = word_set(
    """
    taken driven ridden flown thrown shaken torn broken chosen written given seen done drawn grown
    known eaten hidden bitten stolen worn risen fallen begun run slain beaten blown
    """
)
"""Participles of the verbs of such sentences that are spelt as no past is."""


def mend_false_participle(verb: Token) -> None:
    """Make a participle that describes a noun that noun's verb, where it cannot be one."""
    noun = verb.head
    if noun.pos_ not in NOUNS or noun.i > verb.i or verb.lower_ in _OTHERWISE_SPELT:
        return
    if any(t.dep_ in ("aux", "auxpass", *SUBJECTS) for t in verb.lefts):
        return
    if verb.doc[verb.i - 1].is_punct or not (_has_object(verb) or _fires_at(verb)):
        return
    above = noun.head
    if above is noun:
        put_in_place_of(verb, noun)
    elif noun.dep_ in SUBJECTS and any(t.dep_ in SUBJECTS and t.i > verb.i for t in above.lefts):
        verb.rehang(above, "ccomp")  # "…, police said": the clause before it is what was said.
    else:
        return
    for token in list(noun.children):
        adverbial = token.dep_ in ("npadvmod", "advmod") or (
            token.dep_ == "prep" and token.i < noun.left_edge.i
        )
        if token.dep_ == "punct" or token.i > verb.i or adverbial:
            token.rehang(verb, token.dep_)
    noun.rehang(verb, "nsubj")
    verb.tag_ = "VBD"


def _has_object(verb: Token) -> bool:
    return verb.lemma_.lower() not in _OF_TWO_OBJECTS and any(
        t.dep_ == "dobj" and t.ent_type_ not in ("DATE", "TIME") for t in verb.rights
    )


def _fires_at(verb: Token) -> bool:
    """ "Gunmen on foot fired at a checkpoint": with somebody to fire at and nothing that is fired,
    who is named fires."""
    aimed = verb.lemma_.lower() in _FIRING and any(
        t.dep_ == "prep" and t.lower_ in _AT and any(c.dep_ == "pobj" for c in t.rights)
        for t in verb.rights
    )
    by = any(t.dep_ == "agent" for t in verb.rights)
    return aimed and not by and verb.head.lemma_.lower() not in _FIRED
