"""Main clauses that the parser lost behind what stands between their words.

News puts much between the parts of a clause: a phrase before the subject, an apposition behind it,
items of a list that are clauses themselves. Each function below states the fact of grammar that
tells the main clause's words from what stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import NOUNS, SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Span, Token

_REPORTING = word_set("say tell add report claim announce state write")


def mend_main_clause(verb: Token, sentence: Span) -> None:
    """Give a main verb the words of its clause that the parser hung elsewhere."""
    if verb.tag_ in ("VBD", "VBZ") and not any(t.dep_ in SUBJECTS for t in verb.children):
        _mend_behind_opening(verb)
        _mend_last_item(verb)
    elif verb.dep_ == "relcl" and verb.tag_ == "VBN":
        _mend_disagreeing(verb, sentence)


def _mend_behind_opening(verb: Token) -> None:
    """ "In a message read out on X, A. B., who speaks for the command, said": behind the comma that
    closes an opening phrase stands the subject (Quirk et al. 1985, App. III.17), and no other name
    of the phrase's last word."""
    doc = verb.doc
    if verb.dep_ not in ("ROOT", "ccomp") or verb.i == 0:
        return
    closed = doc[verb.i - 1].text == ","
    for opening in (t for t in verb.lefts if t.dep_ in ("prep", "advcl")):
        noun = next((t for t in opening.subtree if t.dep_ == "appos" and t.pos_ in NOUNS), None)
        if noun is None or noun.left_edge.i == 0 or doc[noun.left_edge.i - 1].text != ",":
            continue
        beside = verb.i - 1 == noun.right_edge.i
        apart = closed and doc[noun.i + 1].text == ","
        if not (beside or apart) or opening.i > verb.i:
            continue
        for token in [t for t in noun.head.rights if noun.i < t.i < verb.i]:
            token.rehang(noun, token.dep_)
        noun.rehang(verb, "nsubj")
        return


def _mend_last_item(verb: Token) -> None:
    """ "He said its men had burned a convoy; stormed a post; and shelled a base": semicolons part
    the items of one list (Huddleston & Pullum 2002, ch. 20 §3.1), so that the last goes on with
    what was said, as those before it do."""
    saying = verb.head
    if verb.dep_ != "conj" or saying.lemma_.lower() not in _REPORTING or saying.i > verb.i:
        return
    doc = verb.doc
    before = doc[verb.left_edge.i - 1]
    opened = before.text == ";" or (before.dep_ == "cc" and doc[before.i - 1].text == ";")
    said = next((t for t in saying.rights if t.dep_ == "ccomp" and t.i < verb.i), None)
    if said is None or not opened:
        return
    items = [
        t for t in said.rights if t.dep_ == "conj" and any(w.text == ";" for w in doc[said.i : t.i])
    ]
    if items and not any(t.dep_ in SUBJECTS for t in items[-1].lefts):
        verb.rehang(items[-1], "conj")
        if before.dep_ == "cc":
            before.rehang(items[-1], "cc")


def _mend_disagreeing(verb: Token, sentence: Span) -> None:
    """ "The Front, a name used by militias that a state arms, has claimed 11": a verb agrees with
    its subject (Quirk et al. 1985, §10.34), and no comma stands between the two, so that "arms" is
    the relative clause's verb, and "has claimed" that of the sentence's first noun."""
    top = next((t for t in sentence if t.head is t), verb)
    auxiliary = next((t for t in verb.lefts if t.dep_ in ("aux", "auxpass")), None)
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    if top.pos_ not in NOUNS or subject is None or auxiliary is None or top.i > subject.i:
        return
    agrees = auxiliary.tag_ != "VBZ" or subject.tag_ not in ("NNS", "NNPS")
    if agrees or verb.doc[auxiliary.i - 1].text != "," or subject.i > auxiliary.i:
        return
    that = next((t for t in verb.lefts if t.dep_ == "mark" and t.i < subject.i), None)
    whose = next((t for t in subject.lefts if t.dep_ == "compound"), None)
    verb.rehang(verb, "ROOT")
    if that is not None and that.i and whose is not None:
        subject.rehang(verb.doc[that.i - 1], "relcl")
        subject.pos_, subject.tag_ = "VERB", "VBZ"
        that.rehang(subject, "dobj")
        whose.rehang(subject, "nsubj")
    for token in [t for t in top.children if t.dep_ == "punct" and t.i > verb.i]:
        token.rehang(verb, token.dep_)
    top.rehang(verb, "nsubj")
