"""Noun phrases and clauses, read off the dependency parse.

The labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.counts_tokens import word_set

if TYPE_CHECKING:
    from tallybook.coding.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
CLAUSES = word_set(
    """
    ccomp xcomp advcl relcl acl parataxis pcomp
    """
)
LEFT_PARTS = word_set(
    """
    compound amod nmod poss case nummod quantmod advmod npadvmod punct det predet neg cc
    conj prep pobj preconj appos
    """
)
NOUNS = frozenset({"NOUN", "PROPN"})
DETERMINERS = word_set(
    """
    the a an this that these those its their
    """
)


SUBORDINATORS = frozenset({"when", "while", "as", "after", "before", "where", "because", "if"})
"""Words that open a clause, and that the parser may take into the noun phrase behind them."""

_LEFT_OFF = DETERMINERS | SUBORDINATORS


def _hyphenated(doc: Doc, at: int) -> bool:
    """Whether the token at `at` is a hyphen inside one word ("vice-principal")."""
    return (
        0 < at < len(doc) - 1
        and doc[at].text in ("-", "‑")
        and not doc[at - 1].whitespace_
        and not doc[at].whitespace_
    )


def phrase_bounds(head: Token) -> tuple[int, int]:
    """Return the token range of a noun phrase without what follows its head.

    What stands before the head in its own subtree belongs to the name ("pro-Iran armed
    group"); relative clauses and prepositional phrases after it do not. Determiners are left
    off. "of" phrases stay where the head is a noun of quantity or kind that says nothing by
    itself ("a group of gunmen", "members of the ELN").
    """
    start = head.i
    doc = head.doc
    for token in head.lefts:
        # "On Tuesday, drones struck …": a phrase that a comma sets off is the clause's.
        if token.dep_ in LEFT_PARTS and not (
            token.dep_ == "prep" and doc[token.right_edge.i + 1].text == ","
        ):
            start = min(start, token.left_edge.i)
    while start < head.i and (
        doc[start].lower_ in _LEFT_OFF
        or doc[start].is_punct
        or doc[start].pos_ == "CCONJ"
        or doc[start].lower_ in ("'s", "’s")
    ):
        start += 1
    end = head.i + 1
    if head.lemma_.lower() in PARTITIVES:
        for token in head.rights:
            if token.lower_ == "of" and token.dep_ == "prep":
                for complement in token.children:
                    if complement.dep_ == "pobj":
                        end = max(end, phrase_bounds(complement)[1])
                    elif complement.tag_ == "VBG" and complement.i == token.i + 1:
                        # "A column of fleeing rebels", which the parser may take for a clause.
                        thing = next((t for t in complement.children if t.dep_ == "dobj"), head)
                        end = max(end, thing.i + 1 if thing.i == complement.i + 1 else end)
    while _hyphenated(doc, end):
        end += 2
    while start > 1 and _hyphenated(doc, start - 1):
        start -= 2
    return start, end


PARTITIVES = word_set(
    """
    group member number unit column band squad team fighter element gang faction wing
    convoy crowd dozen score hundred thousand couple handful mix network contingent pair
    trio series
    """
)
"""Nouns whose "of" phrase names the thing itself (Quirk et al. 1985, §5.5 ff., partitives)."""


QUANTIFIERS = frozenset({"most", "many", "several", "some", "few", "half", "all", "both", "more"})
"""Words that stand for a share of what follows "of" (Quirk et al. 1985, §5.10)."""


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield a head and what is coordinated with it, left to right."""
    yield head
    for token in head.rights:
        if token.dep_ == "conj":
            yield from conjuncts(token)


def headline_clause(word: Token) -> tuple[Token, Token] | None:
    """Return the doer and the thing of a headline's verb that the parser took for a noun:
    "gunmen storm wedding", "militants attack bus".

    Headlines use the bare present and drop articles (Mårdh 1980), which makes clauses look like
    compounds; but the first part of an English compound is hardly ever a plural (Huddleston &
    Pullum 2002, ch. 19 §4.3).
    """
    if word.dep_ != "compound" or word.i == 0 or word.head.i <= word.i:
        return None
    doer = word.nbor(-1)
    return (doer, word.head) if doer.tag_ == "NNS" and doer.head == word.head else None


def contents(head: Token) -> Iterator[Token]:
    """Yield what a noun of quantity or mixture holds ("a mix of drones and rockets") or a number
    is taken from ("one of its checkpoints"), else the word itself."""
    taken = head.lemma_.lower() in PARTITIVES or head.lower_ in QUANTIFIERS
    if taken or head.pos_ in ("NUM", "DET") or head.like_num:
        held = [
            c
            for prep in head.rights
            if prep.lower_ == "of"
            for o in prep.children
            if o.dep_ == "pobj"
            for c in conjuncts(o)
        ]
        if held:
            yield from held
            return
    yield head


def subjects(verb: Token) -> list[Token]:
    """Return the subject heads of a verb; a verb without one of its own shares that of the
    verb that it is coordinated with or complements (control and coordination reduction)."""
    own = [t for t in verb.children if t.dep_ in SUBJECTS]
    if own:
        return [antecedent(_of_participle(beyond_label(t))) for t in own]
    for child in verb.lefts:
        if child.dep_ == "advcl" and child.lemma_.lower() in DESCRIBING:
            return [t for t in child.children if t.dep_ in SUBJECTS]
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head)
    if verb.dep_ in ("advcl", "ccomp") and verb.head.lemma_ == "say":
        # "Police said the bomb, packed with nails, went off": one says a clause, not a thing, so
        # that a noun after "said" is the subject of a clause whose verb the parser missed.
        missed = [t for t in verb.head.rights if t.dep_ == "dobj" and t.pos_ in NOUNS]
        if missed and missed[0].i < verb.i:
            return missed[:1]
    accusing = verb.head.head
    if accusing.dep_ in OBJECTS:
        accusing = accusing.head  # The parser may hang "of" on the accused.
    if verb.dep_ == "pcomp" and accusing.lemma_ in ("accuse", "suspect", "convict"):
        # "accuse X of having killed": the accused is the subject (object control).
        if is_passive(accusing):
            return [t for t in accusing.children if t.dep_ in SUBJECTS]
        return [t for t in accusing.children if t.dep_ in OBJECTS]
    if verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG":
        governor = causing(verb) if verb.dep_ == "advcl" else verb.head.head
        if verb.dep_ == "pcomp" and verb.head.lower_ == "from" and not objects(verb):
            return []  # "Hide from shelling": a gerund without its object is a noun.
        if governor.pos_ in ("VERB", "AUX"):
            return subjects(governor)
    if verb.dep_ in ("relcl", "acl", "xcomp") and _serial(verb.head):
        # "X was the last to be hit", "the third village to be hit was X": the ordinal means X.
        copula, ends = verb.head.head, SUBJECTS
        if copula.lemma_ == "be":
            if verb.head.dep_ in SUBJECTS:
                ends = frozenset({"attr", "acomp"})
            return [t for t in copula.children if t.dep_ in ends]
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in NOUNS:
        return [verb.head]
    return []


IN_SERIES = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last next")
"""Words that give one of several its place in their order."""


def _serial(noun: Token) -> bool:
    return noun.lower_ in IN_SERIES or any(
        t.dep_ == "amod" and t.lower_ in IN_SERIES for t in noun.children
    )


HARMING = word_set("kill wound injure hurt damage destroy leave level flatten shatter demolish")


def causing(verb: Token) -> Token:
    """The verb whose result a participle tells. "A bomb exploded as a convoy passed, killing two":
    the bomb killed, wherever the parser hangs the clause; the clause of time is background, and
    results go on from the foreground (Hinrichs 1986)."""
    governor = verb.head
    result = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in HARMING
    while result and governor.dep_ == "advcl" and is_at_the_time(governor):
        governor = governor.head
    return governor


def is_at_the_time(clause: Token) -> bool:
    """Whether a clause says what went on at the time of another: "as", "while", "when"."""
    return any(
        t.lower_ in ("as", "while", "when") and t.dep_ in ("mark", "advmod") for t in clause.lefts
    )


def beyond_label(subject: Token) -> Token:
    """ "Nangarhar: ISKP claimed …": what stands before a colon says where or on what, and who is
    named after it does what the clause tells."""
    following = subject.doc[subject.i + 1] if subject.i + 1 < len(subject.doc) else subject
    if following.text != ":":
        return subject
    return next((t for t in subject.rights if t.dep_ == "appos" and t.pos_ in NOUNS), subject)


def _of_participle(subject: Token) -> Token:
    """ "Gunmen from a militia styling itself X attacked": where the parser takes the participle
    for the subject, it is the participle's own."""
    if subject.tag_ != "VBG":
        return subject
    return next((t for t in subject.lefts if t.dep_ in SUBJECTS and t.pos_ in NOUNS), subject)


DESCRIBING = word_set("believe suspect think know say dress disguise arm identify describe report")
"""Verbs whose participle after a noun says who somebody is ("gunmen believed to be rebels raided
…"). The parser takes it for a clause of its own (a garden path, Bever 1970); what it takes for
that clause's subject is the subject of the verb that follows."""


def antecedent(pronoun: Token) -> Token:
    """Return the noun that a relative pronoun stands for, and any other token as it is.

    The relative clause hangs on its antecedent (Huddleston & Pullum 2002, ch. 12 §2).
    """
    if pronoun.tag_ not in ("WP", "WDT"):
        return pronoun
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ in ("relcl", "acl") and clause.head.pos_ in NOUNS and clause.head.i < pronoun.i:
        return clause.head
    return pronoun


def own_subject(verb: Token) -> bool:
    """Whether a verb has a subject in its own clause."""
    return any(t.dep_ in SUBJECTS for t in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive, in a finite clause or as a bare participle after a noun."""
    if any(t.dep_ in PASSIVE_SUBJECTS or t.dep_ == "auxpass" for t in verb.children):
        return True
    if any(t.dep_ == "agent" for t in verb.children):
        return True
    if headline_passive(verb) or _absolute(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not own_subject(verb):
        return is_passive(verb.head) and not objects(verb)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not objects(verb)


def _absolute(verb: Token) -> bool:
    """ "With two people killed and supplies destroyed": a past participle with a subject of its own
    after "with" is passive (Quirk et al. 1985, §15.58)."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_ == "VBN":
        first = first.head
    return (
        verb.tag_ == "VBN"
        and own_subject(verb)
        and first.dep_ == "pcomp"
        and first.head.lower_ == "with"
        and not any(t.dep_ in OBJECTS for t in verb.children)
    )


def headline_passive(verb: Token) -> bool:
    """ "Troops attacked in Iraq", "Two killed in blast": a past form without auxiliary and object.

    Headlines leave "be" out (Mårdh 1980, *Headlinese*), so that what looks like an active past
    of a verb that needs an object is a passive participle. The caller knows that the verb needs
    one; here only the form is checked.
    """
    return (
        verb.tag_ in ("VBD", "VBN")
        and own_subject(verb)
        and verb.lemma_.lower() in NEEDS_OBJECT
        and not any(t.dep_ in ("aux", "auxpass") for t in verb.children)
        and not any(
            t.dep_ in OBJECTS and t.lemma_.lower() not in ("time", "day", "week", "night")
            for t in verb.children
        )
        and not any(
            t.dep_ in ("prep", "ccomp", "xcomp")
            and t.i == verb.i + 1
            and t.lower_ in ("on", "at", "against")
            # "Police shot at during search": the preposition is left behind.
            and any(c.dep_ in ("pobj", "pcomp") for c in t.children)
            for t in verb.children
        )
    )


NEEDS_OBJECT = frozenset(
    """attack kill wound injure target hit bomb shell ambush raid storm abduct kidnap murder
    assassinate behead execute torch loot seize behead massacre shoot""".split()
)
"""Verbs of attack that need an object in the active voice (Levin 1993, §§10.1, 18, 42.1)."""


RESULTS = word_set("alight ablaze afire hostage captive prisoner fire hold aim")
"""What a verb makes of its object ("set the house alight", "took six sailors hostage"), or what
makes one verb with it ("opened fire", "took aim"): no thing that anything is done to (resultative
and light-verb constructions; Huddleston & Pullum 2002, ch. 4 §§5.3, 7)."""


def objects(verb: Token) -> list[Token]:
    """Return the direct objects of a verb, coordinated ones apart."""
    found = [c for t in verb.children if t.dep_ in OBJECTS for c in conjuncts(t)]
    # "Set a dozen huts ablaze": the parser may make a clause of the object and its result.
    clauses = [t for t in verb.children if t.dep_ == "ccomp" and t.lower_ in RESULTS]
    found += [c for t in clauses for s in t.children if s.dep_ in SUBJECTS for c in conjuncts(s)]
    return [c for t in found for c in _before_result(t)]


def _before_result(head: Token) -> list[Token]:
    """The parser may hang "six sailors" on "hostage" as a modifier."""
    if head.lower_ not in RESULTS:
        return [head]
    return [t for t in head.lefts if t.dep_ in ("compound", "nmod") and t.pos_ in NOUNS]


def prepositional(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of the prepositions that hang on `head` and are among those given."""
    found: list[Token] = []
    for token in head.children:
        if token.dep_ in ("prep", "agent", "dative") and token.lower_ in prepositions:
            for complement in token.children:
                if complement.dep_ == "pobj":
                    found.extend(conjuncts(complement))
                elif complement.dep_ == "prep":
                    found.extend(
                        c for o in complement.children if o.dep_ == "pobj" for c in conjuncts(o)
                    )
        elif token.dep_ == "prep" and any(
            c.dep_ in ("prep", "pcomp") and c.lower_ in prepositions for c in token.children
        ):
            for inner in token.children:
                if inner.lower_ in prepositions:
                    found.extend(
                        c for o in inner.children if o.dep_ == "pobj" for c in conjuncts(o)
                    )
    return found


def clause_verb(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    while token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass") and token.head != token:
        token = token.head
    return token


def ancestors_to_root(token: Token) -> Iterator[Token]:
    """Yield a token and each of its governors up to the root of its sentence."""
    yield token
    while token.head != token:
        token = token.head
        yield token


def had(verb: Token) -> bool:
    """Whether a verb stands in the past perfect, which goes back behind the time of the text."""
    return any(t.dep_ in ("aux", "auxpass") and t.lower_ == "had" for t in verb.children)


def subtree_bounds(token: Token) -> tuple[int, int]:
    """Return the half-open token range from the left to the right edge of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1
