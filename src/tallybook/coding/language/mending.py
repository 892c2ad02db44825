"""What the parser hung in the wrong place, hung where grammar has it.

Reporting clauses. "The blast wounded the driver and his mate, county commissioner A. B. told
reporters": a reporting clause that follows what it reports is a subject and its verb, set off by a
comma (Quirk et al. 1985, §14.28 and §15.53). After a list the parser takes that subject for one
more thing of the list, so that the speaker is wounded and nobody speaks. All that stands between
the comma and the verb is the speaker, and the sentence before the comma is what was said.

"Residents said a third attack, on a mast, was carried out": one says a clause and no thing (Levin
1993, §37.7), so that a noun taken for the object of "said" is the subject of the clause behind it.

Participles of result. "Gunmen fired on a crowd gathered for a feast, killing two": a participle
behind a comma tells what came of the clause that tells what happened (Quirk et al. 1985, §15.60),
which is no clause that only describes one of its nouns.

Pasts. "In X, the third city, a van blew up": a past tense that cannot be a participle is finite
(Quirk et al. 1985, §3.11 ff.), so that the noun it is hung on is its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import DESCRIBING, clause_verb, is_meant, objects
from tallybook.coding.language.false_participles import mend_false_participle
from tallybook.coding.language.garden_paths import lead_back
from tallybook.coding.language.hanging import put_in_place_of
from tallybook.coding.language.headline_verbs import LIKE_PLURALS, mend_like_plural
from tallybook.coding.language.lost_subjects import (
    joined_by,
    mend_after_time,
    mend_month,
    mend_subject,
)
from tallybook.coding.language.main_clauses import mend_main_clause
from tallybook.coding.language.misplaced import hang_where_taken
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tallybook.coding.language.tokens import Doc, Span, Token

_REPORTING = frozenset({"say", "tell", "add"})
"""The verbs that news closes its sentences with; rarer ones ("confirm") take objects as well."""

_REPORTING_AT_END = frozenset({"report", "announce", "confirm"})
"""Verbs that take objects as well, and say what stands before them where nothing follows them."""

_IN_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART", "CCONJ", "PUNCT"})
"""Parts of speech of a speaker's phrase: "a spokesman for the Turkish-led forces"."""


def mended(doc: Doc) -> Doc:
    """Hang where they belong, where the parser did not, closing speakers, what is said, participles
    of result and what else the functions below name; return the same text."""
    for sentence in doc.sents:
        for verb in sentence:
            lead_back(verb)
            hang_where_taken(verb)
            if joined_by(verb) is not None:
                mend_after_time(verb)
            elif verb.tag_ in ("VBD", "VBN", "VBZ", "VBG"):
                mend_subject(verb, sentence)
            elif verb.tag_ == "NNS" and verb.lower_ in LIKE_PLURALS:
                mend_like_plural(verb)
            elif verb.tag_ == "MD":
                mend_month(verb)
            mend_main_clause(verb, sentence)
            if verb.dep_ == "ccomp" and verb.head.pos_ == "ADV":
                _mend_content(verb)
            elif verb.lower_ == "hurt" and verb.dep_ == "conj":
                _mend_shared_passive(verb)
            elif verb.dep_ == "conj" and _is_subordinate(verb):
                verb.rehang(verb.head, "advcl")
            if verb.tag_ in ("VBD", "VBZ") and _may_close(verb):
                speaker = _missed_speaker(verb, sentence)
                if speaker:
                    _mend_speaker(verb, speaker, sentence)
                    break
                if verb.lemma_ == "say":
                    _mend_complement(verb)
            elif verb.tag_ == "VBG" and verb.dep_ == "advcl":
                _mend_result(verb)
            elif verb.dep_ == "acl" and verb.lower_ in _FINITE:
                _mend_past(verb, sentence)
            elif verb.dep_ == "acl" and verb.tag_ == "VBD":
                _mend_described(verb)
                mend_false_participle(verb)
            elif verb.dep_ == "acl" and verb.tag_ == "VBN":
                _mend_series(verb)
                mend_false_participle(verb)
            elif verb.dep_ == "amod" and verb.tag_ == "VBD":
                _mend_modifying(verb)
            elif verb.dep_ == "pobj" and verb.tag_ == "NNP" and verb.lower_ in _FINITE:
                _mend_past_as_name(verb)
            elif verb.dep_ == "pobj" and verb.tag_ == "NNP":
                _mend_name(verb)
            elif verb.lower_ == "overrun" and verb.dep_ in ("attr", "acomp"):
                _mend_passive(verb)
    return doc


def _may_close(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    last = verb.i + 1 >= verb.sent.end or verb.nbor().text == "."
    return lemma in _REPORTING or (lemma in _REPORTING_AT_END and last)


def _mend_content(verb: Token) -> None:
    """ "Said late in the evening that they had fired": an adverb of time takes no clause; what
    "that" opens behind it is the verb's (Quirk et al. 1985, §16.30)."""
    adverb = verb.head
    opened = any(t.dep_ == "mark" and t.lower_ == "that" for t in verb.lefts)
    if opened and adverb.head.pos_ == "VERB" and not any(t.dep_ == "mark" for t in adverb.lefts):
        verb.rehang(adverb.head, "ccomp")


def _is_subordinate(verb: Token) -> bool:
    """ "A bomb killed four, a day after rebels had shelled X": what "after" opens, and nothing
    coordinates, is a subordinate clause (Quirk et al. 1985, §14.11)."""
    opened = any(t.dep_ == "mark" and t.lower_ in ("after", "before") for t in verb.lefts)
    return opened and not any(t.dep_ == "cc" for t in verb.head.rights)


def _mend_shared_passive(verb: Token) -> None:
    """ "Two were killed and eleven people hurt when …": "hurt" without an object, joined to a
    passive, is a participle whose auxiliary is left out (gapping, Quirk et al. 1985, §13.92)."""
    passive = any(t.dep_ == "auxpass" for t in verb.head.lefts)
    own = [t for t in verb.lefts if t.dep_ in ("nsubj", "dobj")]
    if not passive or len(own) != 1 or any(t.dep_ in OBJECTS for t in verb.rights):
        return
    verb.tag_ = "VBN"
    own[0].rehang(verb, "nsubjpass")


def _mend_name(name: Token) -> None:
    """ "In RSF shelling of the camp": a preposition has one object; a name right before it says
    whose it is."""
    thing = next((t for t in name.head.rights if t.dep_ == "pobj" and t.i > name.i), None)
    if thing is not None and thing.left_edge.i == name.i + 1 and not name.rights:
        name.rehang(thing, "compound")


def _mend_series(participle: Token) -> None:
    """ "Seven were taken off a bus, identified and shot": participles behind a comma that "and"
    joins go on with the passive before them (Quirk et al. 1985, §13.92), and are no bus's."""
    last = next((t for t in participle.rights if t.dep_ == "conj"), None)
    passive = next((t for t in participle.ancestors if t.tag_ == "VBN"), None)
    if last is None or passive is None or participle.doc[participle.i - 1].text != ",":
        return
    joined = any(t.dep_ == "cc" and t.lower_ == "and" for t in participle.rights)
    if joined and any(t.dep_ == "auxpass" for t in passive.lefts) and not participle.lefts:
        participle.rehang(passive, "conj")
        last.tag_ = "VBN" if last.tag_ == "VBD" else last.tag_


def _mend_described(verb: Token) -> None:
    """ "Rebels believed to belong to X killed 38": a bare verb of description before another past
    is a reduced relative clause ("who are believed"), and the other is finite (a garden path,
    Bever 1970)."""
    first = next((t for t in verb.ancestors if t.lemma_.lower() in DESCRIBING), None)
    if first is None or first.i > verb.i or any(t.dep_ in SUBJECTS for t in verb.lefts):
        return
    subject = next((t for t in first.lefts if t.dep_ in SUBJECTS), None)
    bare = not any(t.dep_ in ("aux", "auxpass") for t in first.lefts)
    if subject is None or not bare or not any(t.dep_ == "xcomp" for t in first.rights):
        return
    put_in_place_of(verb, first)
    subject.rehang(verb, "nsubj")
    first.rehang(subject, "acl")
    first.tag_ = "VBN"


def _mend_modifying(verb: Token) -> None:
    """ "X fired mortars at Y": a past tense modifies no noun; between two that nothing governs it
    is their verb."""
    thing = verb.head
    subject = next((t for t in reversed(thing.lefts) if t.i < verb.i), None)
    if thing.dep_ in (*SUBJECTS, *OBJECTS) or thing.i < verb.i or subject is None:
        return
    if subject.i != verb.i - 1 or subject.pos_ not in NOUNS:
        return
    put_in_place_of(verb, thing)
    verb.dep_ = "ccomp" if verb.dep_ == "dep" else verb.dep_
    for token in list(thing.children):
        if token.dep_ in ("prep", "advcl", "punct") and token.i > thing.i:
            token.rehang(verb, token.dep_)
    subject.rehang(verb, "nsubj")
    thing.rehang(verb, "dobj")


def _mend_passive(participle: Token) -> None:
    """ "The base was overrun by rebels", "was overrun shortly before dawn": without an article what
    is spelt as a noun is a participle."""
    be = participle.head
    agents = [t for t in (*be.rights, *participle.rights) if t.lower_ == "by"]
    if any(t.dep_ != "advmod" for t in participle.lefts):
        return
    participle.pos_, participle.tag_, participle.lemma_ = "VERB", "VBN", participle.lower_
    put_in_place_of(participle, be)
    for token in list(be.children):
        token.rehang(participle, "nsubjpass" if token.dep_ == "nsubj" else token.dep_)
    for token in agents:
        token.rehang(participle, "agent")
    be.rehang(participle, "auxpass")


_FINITE = word_set(
    """
    blew broke drove rode flew threw took shook began fell went came ran gave wrote spoke stole
    froze wore tore rose arose chose saw did drew grew knew ate sang sank swam rang drank forgot hid
    bit swore overran undertook withdrew
    """
)
"""Pasts of irregular verbs whose participles are spelt otherwise."""


_LEMMAS = {
    "overran": "overrun", "blew": "blow", "broke": "break", "drove": "drive", "threw": "throw",
    "took": "take", "stole": "steal", "tore": "tear", "flew": "fly", "shook": "shake",
}  # fmt: skip
"""The lemmas of those that tell what attackers do: of what it takes for a name the tagger gives
none."""


def _mend_past(verb: Token, sentence: Span) -> None:
    noun = verb.head
    if noun.i > verb.i or noun.dep_ not in ("appos", "conj", "dep", "npadvmod", "ROOT"):
        return
    if any(t.dep_ in SUBJECTS for t in verb.lefts):
        return
    if noun.head is noun:
        put_in_place_of(verb, noun)
    else:
        top = next((t for t in sentence if t.head is t and t.pos_ == "VERB"), None)
        verb.rehang(top or noun.head, "ccomp")
    noun.rehang(verb, "nsubj")


def _mend_past_as_name(verb: Token) -> None:
    """ "Fighters who came down in the dark overran a post": what cannot be anything but a past
    tense is the verb of the noun whose relative clause stands before it, and takes what is behind
    it."""
    preposition = verb.head
    clause = next((t for t in preposition.ancestors if t.dep_ == "relcl"), None)
    if clause is None or clause.head.pos_ not in NOUNS:
        return
    noun = clause.head
    headless = noun.head is noun
    if noun.dep_ not in SUBJECTS and not headless:
        return
    for token in list(verb.lefts):
        token.rehang(preposition, "pobj" if token.dep_ == "amod" else token.dep_)
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBD", _LEMMAS.get(verb.lower_, verb.lemma_)
    verb.rehang(verb if headless else noun.head, "ROOT" if headless else "ccomp")
    noun.rehang(verb, "nsubj")
    for token in [t for t in clause.children if t.i > verb.i]:
        token.rehang(verb, token.dep_)


def _mend_result(participle: Token) -> None:
    describing = participle.head
    noun = describing.head
    behind = describing.i < participle.i and participle.doc[participle.i - 1].text == ","
    counted = any(t.dep_ == "nummod" for o in objects(participle) for t in o.lefts)
    if behind and counted and is_meant(describing):
        # "Began an operation to take X, killing 14": what was only meant killed no number.
        participle.rehang(clause_verb(noun), "advcl")
        return
    if behind and describing.lemma_.lower() in _COMING_ABOUT:
        _mend_result_of_when(participle)
        return
    if not behind or noun.pos_ not in NOUNS or noun.dep_ in SUBJECTS:
        return
    reduced = describing.dep_ == "acl" and describing.tag_ in ("VBN", "VBD", "VBG")
    # What holds at all times makes nothing happen: "the group that the state calls X".
    stative = describing.dep_ == "relcl" and describing.tag_ in ("VBZ", "VBP")
    if not (reduced or stative) or participle.doc[describing.left_edge.i - 1].text == ",":
        return
    clause = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if clause is not None and clause.i < noun.i and clause.dep_ not in ("acl", "relcl"):
        participle.rehang(clause, "advcl")


_COMING_ABOUT = frozenset({"come", "happen", "occur", "be"})


def _mend_result_of_when(participle: Token) -> None:
    """ "The worst came on 3 May, when rockets hit a base, wounding two": that something came about
    wounds nobody; what happened when it did does."""
    clause = next(
        (
            t
            for t in participle.head.subtree
            if t.dep_ in ("relcl", "advcl")
            and t.pos_ == "VERB"
            and t.i < participle.i
            and t.right_edge.i == participle.i - 2
            and any(w.lower_ == "when" for w in t.lefts)
        ),
        None,
    )
    if clause is not None:
        participle.rehang(clause, "advcl")


def _mend_complement(verb: Token) -> None:
    thing = next((t for t in verb.rights if t.dep_ == "dobj" and t.pos_ in NOUNS), None)
    joined = any(t.dep_ == "cc" for t in verb.rights)
    kinds = ("ccomp",) if joined else ("ccomp", "conj")
    clause = next((t for t in verb.rights if t.dep_ in kinds and t.pos_ == "VERB"), None)
    if thing is None or clause is None or clause.i < thing.i:
        return
    if not any(t.dep_ in SUBJECTS for t in clause.children):
        passive = any(t.dep_ == "auxpass" for t in clause.lefts)
        clause.rehang(verb, "ccomp")
        thing.rehang(clause, "nsubjpass" if passive else "nsubj")


def _missed_speaker(verb: Token, sentence: Span) -> list[Token]:
    """The words between the last comma and a closing verb that has no subject; with an apposition
    of its own ("…, Col. A. B., a spokesman, told reporters") those between the commas before."""
    doc = verb.doc
    commas = [i for i in range(sentence.start + 1, verb.i) if doc[i].text == ","]
    own = [t for t in verb.lefts if t.dep_ in SUBJECTS]
    if commas[2:] and commas[-1] == verb.i - 1 and all(t.i < commas[-3] for t in own):
        added = doc[commas[-2] + 1 : commas[-1]]
        name = doc[commas[-3] + 1 : commas[-2]]
        if _introduces(name, added) or _introduces(added, name):
            return doc[commas[-3] + 1 : commas[-1]]
    if own or any(t.dep_ == "ccomp" or t.lower_ == "that" for t in verb.rights):
        return []  # It says what follows.
    comma, end = commas[-1] if commas else None, verb.i
    if comma == verb.i - 1:
        end, comma = verb.i - 1, _before_apposition(verb, sentence)
    if comma is None or not any(t.pos_ == "VERB" for t in doc[sentence.start : comma]):
        return []
    words = doc[comma + 1 : end]
    if not words or not all(t.pos_ in _IN_NAMES for t in words):
        return []
    if words[0].pos_ in ("CCONJ", "ADP") or words[-1].pos_ not in NOUNS:
        return []
    return words


def _before_apposition(verb: Token, sentence: Span) -> int | None:
    """ "…, the clinic, a network of volunteers, reported": a comma right before the verb closes an
    apposition to its subject (Quirk et al. 1985, App. III.10), which begins a comma earlier."""
    doc = verb.doc
    commas = [i for i in range(sentence.start, verb.i) if doc[i].text == ","]
    if len(commas) < 3 or doc[commas[-2] + 1].pos_ not in ("DET", "PROPN"):
        return None
    named = doc[commas[-3] + 1 : commas[-2]]
    return commas[-3] if len(named) and named[0].pos_ in ("DET", "PROPN") else None


def _introduces(name: Sequence[Token], role: Sequence[Token]) -> bool:
    """Whether words are a person's name, with or without a rank, and others a phrase that says who
    that is."""
    named = any(t.ent_type_ == "PERSON" for t in name) and all(t.pos_ == "PROPN" for t in name)
    fits = all(t.pos_ in _IN_NAMES - {"CCONJ"} for t in role)
    return named and fits and any(t.pos_ in NOUNS for t in role) and role[0].pos_ != "ADP"


def _mend_speaker(verb: Token, speaker: list[Token], sentence: Span) -> None:
    tops = [t for t in speaker if t.head not in speaker]
    head = next((t for t in tops if t.pos_ in NOUNS), None)
    if head is None:
        return
    for noun in [t for t in verb.lefts if t.dep_ in SUBJECTS and t not in speaker]:
        # "The market, the school and the port, the mayor said": one more thing of the list.
        before = [t for t in sentence if t.i < noun.left_edge.i and t.pos_ in NOUNS]
        noun.rehang(before[-1] if before else noun.head, "conj")
    if head.head is not verb:
        _give_back(head, [t for t in sentence if t.i < speaker[0].i and t.head in speaker])
    for token in tops:
        if token is not head:
            token.rehang(head, token.dep_)
    head.rehang(verb, "nsubj")
    root = next((t for t in sentence if t.head is t), verb)
    if root is not verb:
        verb.rehang(verb, "ROOT")
        root.rehang(verb, "ccomp")
    for token in sentence:
        if token.i > verb.i and token.head.i < verb.i:
            token.rehang(verb, token.dep_)  # What closes the clause is of the clause.


def _give_back(head: Token, strays: list[Token]) -> None:
    """What stands before the comma and hangs on the speaker takes the speaker's place there: of
    "his mate, commissioner B." the mate is what was wounded."""
    above = head.head
    noun = next((t for t in reversed(strays) if t.pos_ in NOUNS), None)
    if noun is not None:
        noun.rehang(above, head.dep_)
    for token in strays:
        if token is not noun:
            token.rehang(noun or above, token.dep_)
