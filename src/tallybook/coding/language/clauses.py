"""Clauses, read off the dependency parse: who is the subject of a verb and what its object.

The labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.antecedents import (
    HARMING,
    antecedent,
    beyond_label,
    of_participle,
)
from tallybook.coding.language.phrases import (
    NOUNS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RESULTS,
    SUBJECTS,
    conjuncts,
    prepositional,
    side_by_side,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HOSTILE
from tallybook.coding.voices.cues import CREDIT_NOUNS, CREDIT_VERBS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def is_nobody(subject: Token) -> bool:
    """ "Nobody was attacked", "no village was raided": a negative subject negates its clause."""
    if subject.lower_ in ("nobody", "none", "nothing", "no-one"):
        return True
    return any(t.dep_ == "det" and t.lower_ == "no" for t in subject.children)


def by_nobody(verb: Token) -> bool:
    """ "No group has said": what a negative subject says is left unsaid."""
    return any(t.dep_ == "nsubj" and is_nobody(t) for t in verb.lefts)


def subjects(verb: Token) -> list[Token]:
    """Return the subject heads of a verb; a verb without one of its own shares that of the
    verb that it is coordinated with or complements (control and coordination reduction)."""
    own = [t for t in verb.children if t.dep_ in SUBJECTS]
    opened = _opened_by_time(verb)
    if opened is not None:
        return [opened]
    if own:
        # A clause has one subject: of two that the parser gives ("police have determined X was
        # murdered") the nearer is the verb's.
        own = own[-1:]
        return [antecedent(of_participle(beyond_label(t))) for t in own]
    joined = _after_conjunction(verb)
    if joined is not None:
        return [joined]
    for child in verb.lefts:
        if child.dep_ == "advcl" and child.lemma_.lower() in DESCRIBING:
            return [t for t in child.children if t.dep_ in SUBJECTS]
    said_of = _said_within(verb)
    if said_of is not None:
        return [said_of]
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(_within_extraposed(verb.head))
    if verb.dep_ in ("advcl", "ccomp") and verb.head.lemma_ == "say":
        # "Police said the bomb, packed with nails, went off": one says a clause, not a thing, so
        # that a noun after "said" is the subject of a clause whose verb the parser missed.
        missed = [t for t in verb.head.rights if t.dep_ == "dobj" and t.pos_ in NOUNS]
        if missed and missed[0].i < verb.i:
            return missed[:1]
    accusing = verb.head.head
    while accusing.pos_ in NOUNS and accusing.dep_ in (*OBJECTS, "pobj"):
        # The parser may hang "of" on the accused, or on what is said of them ("men on foot of …").
        accusing = accusing.head if accusing.dep_ in OBJECTS else accusing.head.head
    if verb.dep_ == "pcomp" and accusing.lemma_ in ("accuse", "suspect", "convict"):
        # "accuse X of having killed": the accused is the subject (object control).
        if is_passive(accusing):
            return [t for t in accusing.children if t.dep_ in SUBJECTS]
        return [t for t in accusing.children if t.dep_ in OBJECTS]
    if (
        verb.dep_ == "advcl"
        and verb.head.lemma_ == "blame"
        and verb.doc[verb.i - 1] in objects(verb.head)
    ):
        return [verb.doc[verb.i - 1]]  # "Blamed Malian shelling": whose it was.
    if verb.dep_ in ("advcl", "pcomp") and (verb.tag_ == "VBG" or _is_passive_gerund(verb)):
        governor = causing(verb) if verb.dep_ == "advcl" else verb.head.head
        if verb.dep_ == "pcomp" and verb.head.lower_ == "from" and not objects(verb):
            return []  # "Hide from shelling": a gerund without its object is a noun.
        result = verb.dep_ == "advcl" and verb.lemma_.lower() in HARMING
        if result and is_passive(governor):
            # "A convoy was targeted, killing five": whoever targeted it killed them.
            return prepositional(governor, frozenset({"by"}))
        if governor.pos_ in ("VERB", "AUX"):
            return subjects(governor)
    if is_meant(verb) and verb.dep_ == "advcl" and not is_passive(verb.head):
        return subjects(verb.head)  # "Denied it, only to announce that …": the denier announces.
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in CREDIT_NOUNS:
        return _answering(verb.head.head.head)
    if verb.dep_ in ("relcl", "acl", "xcomp") and _serial(verb.head):
        # "X was the last to be hit", "the third village to be hit was X": the ordinal means X.
        copula, ends = verb.head.head, SUBJECTS
        if copula.lemma_ == "be":
            if verb.head.dep_ in SUBJECTS:
                ends = frozenset({"attr", "acomp"})
            return [t for t in copula.children if t.dep_ in ends]
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in NOUNS:
        return [_top(verb.head)] if _is_main_clause(verb) else [verb.head]
    return _inverted(verb)


def _commented_on(comment: Token, verb: Token) -> Token | None:
    """ "The rebels attacked on Friday, the army said, firing rockets": a comment clause interrupts
    the sentence and governs nothing of it (Quirk et al. 1985, §15.53), so that the participle's
    subject is that of the clause before it."""
    told = [t for t in comment.lefts if t.dep_ == "ccomp"]
    said = comment.lemma_.lower() in ("say", "report", "add", "announce") and comment.i < verb.i
    return told[-1] if said and told else None


def _said_within(verb: Token) -> Token | None:
    """ "A strike that residents say killed 20": whoever says it stands within the relative clause,
    whose verb has the antecedent for its subject (unbounded dependencies, Huddleston & Pullum 2002,
    ch. 12 §2)."""
    saying = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or saying.dep_ != "relcl" or own_subject(verb):
        return None
    embedded = saying.lemma_.lower() in ("say", "believe", "allege", "think", "report")
    relative = any(t.tag_ in ("WDT", "WP") for t in saying.lefts)
    return saying.head if embedded and relative and verb.tag_ in ("VBD", "VBN", "VBZ") else None


def _opened_by_time(verb: Token) -> Token | None:
    """ "Scores were abducted after armed bandits invaded the village": "after" and "before" open
    clauses as well as phrases, and people of violence right before a finite verb are its subject,
    whatever the parser hangs them on (the garden path of a short reading, Frazier 1987)."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return None
    doer = verb.nbor(-1)
    marker = doer.head
    opens = doer.dep_ == "pobj" and marker.lower_ in ("after", "before", "as", "since")
    told_before = any(t.pos_ == "VERB" and t != verb for t in marker.ancestors)
    return doer if opens and told_before and doer.lemma_.lower() in HOSTILE else None


def _after_conjunction(verb: Token) -> Token | None:
    """ "Six died in X on Monday, and two were killed in Y": a finite auxiliary has a subject, and
    what stands between "and" and it is that subject, where the parser made it one more Monday (the
    ambiguity of coordination, Frazier & Clifton 1997)."""
    finite = next((t for t in verb.lefts if t.dep_ in ("aux", "auxpass")), None)
    if finite is None or finite.i == 0 or finite.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    noun = finite.nbor(-1)
    return noun if noun.dep_ == "conj" and noun.pos_ in (*NOUNS, "NUM") else None


def _within_extraposed(verb: Token) -> Token:
    """ "It is believed he walked off, turned round and fired": "it" stands for the clause that
    follows (extraposition, Quirk et al. 1985, §18.33), whose verbs the others are joined to."""
    expletive = any(t.dep_ in PASSIVE_SUBJECTS and t.lower_ == "it" for t in verb.lefts)
    clauses = [t for t in verb.rights if t.dep_ == "ccomp"] if expletive else []
    return clauses[-1] if clauses else verb


def _is_passive_gerund(verb: Token) -> bool:
    """ "Died after being shot": the gerund's subject is that of the verb above (Huddleston &
    Pullum 2002, ch. 14 §1.3)."""
    return verb.tag_ == "VBN" and any(
        t.dep_ in ("aux", "auxpass") and t.lower_ in ("being", "having") for t in verb.lefts
    )


def _inverted(verb: Token) -> list[Token]:
    """The subject of "injured in the blast were two nurses": participle and subject change places
    (Quirk et al. 1985, §18.23)."""
    if verb.tag_ != "VBN":
        return []
    copulas = [t for t in verb.rights if t.dep_ in ("aux", "auxpass")]
    if verb.dep_ == "advcl" and verb.head.i > verb.i and not own_subject(verb.head):
        copulas = [verb.head]
    return [c for t in copulas if t.lemma_ == "be" for c in t.rights if c.dep_ == "attr"]


def _is_main_clause(verb: Token) -> bool:
    """ "Two men on a motorcycle set off a bomb": a participle behind a noun is passive and has no
    object, so that what the parser takes for one, and has an object, is the sentence's verb (the
    main-verb reading of a garden path, Bever 1970)."""
    has_object = any(t.dep_ == "dobj" for t in verb.children)
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and has_object


def _top(noun: Token) -> Token:
    """The noun whose phrase a noun stands in after a preposition."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ in NOUNS:
        noun = noun.head.head
    return noun


def _answering(credit: Token) -> list[Token]:
    """ "Claimed responsibility for killing two": whoever answers for the deed did it."""
    negated = any(t.dep_ == "neg" for t in credit.children)
    return subjects(credit) if credit.lemma_.lower() in CREDIT_VERBS and not negated else []


IN_SERIES = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last next")
"""Words that give one of several its place in their order."""


def _serial(noun: Token) -> bool:
    return noun.lower_ in IN_SERIES or any(
        t.dep_ == "amod" and t.lower_ in IN_SERIES for t in noun.children
    )


def causing(verb: Token) -> Token:
    """The verb whose result a participle tells. "A bomb exploded as a convoy passed, killing two":
    the bomb killed, wherever the parser hangs the clause; the clause of time is background, and
    results go on from the foreground (Hinrichs 1986)."""
    governor = verb.head
    told = _commented_on(governor, verb) if verb.dep_ == "advcl" and verb.tag_ == "VBG" else None
    if told is not None:
        return told
    result = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in HARMING
    while result and governor.dep_ == "advcl" and is_at_the_time(governor):
        governor = governor.head
    return governor


def is_meant(verb: Token) -> bool:
    """Whether a verb is an infinitive of purpose ("an offensive to retake the town")."""
    infinitive = verb.tag_ == "VB" and any(t.lower_ == "to" for t in verb.lefts)
    return infinitive and verb.dep_ in ("acl", "advcl")


def is_at_the_time(clause: Token) -> bool:
    """Whether a clause says what went on at the time of another: "as", "while", "when"."""
    return any(
        t.lower_ in ("as", "while", "when") and t.dep_ in ("mark", "advmod") for t in clause.lefts
    )


DESCRIBING = word_set("believe suspect think know say dress disguise arm identify describe report")
"""Verbs whose participle after a noun says who somebody is ("gunmen believed to be rebels raided
…"). The parser takes it for a clause of its own (a garden path, Bever 1970); what it takes for
that clause's subject is the subject of the verb that follows."""


def own_subject(verb: Token) -> bool:
    """Whether a verb has a subject in its own clause."""
    return any(t.dep_ in SUBJECTS for t in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive, in a finite clause or as a bare participle after a noun."""
    if any(t.dep_ in PASSIVE_SUBJECTS or t.dep_ == "auxpass" for t in verb.children):
        return True
    if any(t.dep_ == "agent" for t in verb.children):
        # "A bomb went off by a bus station": what goes off has no agent (Levin 1993, §45.1).
        return verb.lemma_.lower() not in ("go", "explode", "erupt")
    if headline_passive(verb) or _absolute(verb) or _inverted(verb) or _found_so(verb):
        return True
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not any(t.dep_ == "aux" for t in verb.children)
    ):
        # "Glass was broken and furniture destroyed": the auxiliary is left out the second time
        # (gapping, Quirk et al. 1985, §13.92), as in "are missing and believed dead".
        shared = is_passive(verb.head) or verb.head.lemma_ == "be"
        return shared and not objects(verb)
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and own_subject(verb) and not objects(verb):
        # "Five were killed and nine marched off by gunmen": gapped as well, whatever the tag.
        led = any(t.lemma_.lower() in HOSTILE for t in prepositional(verb, frozenset({"by"})))
        return led and is_passive(verb.head)
    # "Two men hit during the raid": what hangs on a noun is a participle, however it is tagged.
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lemma_.lower() in NEEDS_OBJECT)
    return participle and verb.dep_ == "acl" and not objects(verb)


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


def _found_so(verb: Token) -> bool:
    """ "Was found beheaded", "were left wounded": how one is found is what was done to one."""
    found = verb.head
    participle = (
        verb.tag_ == "VBN" and verb.dep_ in ("xcomp", "oprd", "ccomp") and not objects(verb)
    )
    return (
        participle and found.lemma_.lower() in ("find", "leave", "discover") and is_passive(found)
    )


def headline_passive(verb: Token) -> bool:
    """ "Troops attacked in Iraq", "Two killed in blast": a past form without auxiliary and object.

    Headlines leave "be" out (Mårdh 1980, *Headlinese*), so that what looks like an active past
    of a verb that needs an object is a passive participle. They leave articles out as well: "the
    enemy attacked with drones" is active. A participle that is no past form ("blown", "torn") is
    one without looking further.
    """
    if verb.tag_ == "VBN" and verb.lower_ in PARTICIPLES and own_subject(verb):
        return not any(t.dep_ in ("aux", "auxpass") for t in verb.children) and not objects(verb)
    return (
        verb.tag_ in ("VBD", "VBN")
        and own_subject(verb)
        and verb.lemma_.lower() in NEEDS_OBJECT
        and not any(t.dep_ in ("aux", "auxpass") for t in verb.children)
        and not (side_by_side(verb) and objects(verb))
        and not any(
            a.lower_ in ("the", "a", "an")
            for t in verb.lefts
            if t.dep_ in SUBJECTS
            for a in t.lefts
        )
        and not any(
            # "Journalist shot dead live on air": "dead" is a result, which the parser may take.
            t.dep_ in OBJECTS and t.lemma_.lower() not in ("time", "day", "week", "night", "dead")
            for t in verb.children
        )
        and not any(
            t.dep_ in ("prep", "ccomp", "xcomp")
            and t.i == verb.i + 1
            and t.lower_ in ("on", "at", "against")
            # "Police shot at during search": the preposition is left behind.
            and any(c.dep_ in ("pobj", "pcomp") and not _is_manner(c) for c in t.children)
            for t in verb.children
        )
    )


def _is_manner(noun: Token) -> bool:
    """ "Notary seized at gunpoint": how it was done, and nobody whom it was done to."""
    return noun.lemma_.lower() in ("gunpoint", "knifepoint", "gun-point", "knife-point")


PASSIVE = PASSIVE_SUBJECTS | {"auxpass"}
NEEDS_OBJECT = word_set(
    """
    attack kill wound injure target hit bomb shell ambush raid storm abduct kidnap murder
    assassinate behead execute torch loot seize massacre shoot gun mow slay lynch
    assault assail besiege bludgeon bombard bundle butcher capture cane carjack club commandeer
    cudgel damage decapitate demolish derail destroy devastate discharge douse drag drench
    dynamite encircle firebomb flatten flog garrotte gas gut hack harm haul herd hijack hurl
    incinerate invade kick knife launch lob maim maul mutilate obliterate overrun pelt pillage
    plunder poison pound pummel punch rake ransack rape raze recapture riddle rob rustle sabotage
    sack slash slaughter snatch stab stone strafe strangle surround terrorise terrorize throttle
    topple torture toss vandalise vandalize waylay whip whisk wreck wrest
    """
)
"""Verbs of attack that need an object in the active voice (Levin 1993, §§10.1, 18, 42.1)."""


PARTICIPLES = word_set(
    """
    blown torn taken stolen driven beaten slain mown thrown shaken broken sunk overrun overthrown
    hidden strewn worn borne shown seen given
    """
)
"""Past participles of verbs with objects that differ from the past form: without "have" they are
passive (Quirk et al. 1985, §3.69)."""


def objects(verb: Token) -> list[Token]:
    """Return the direct objects of a verb, coordinated ones apart."""
    found = [c for t in verb.children if t.dep_ in OBJECTS for c in conjuncts(t)]
    # "Killing a couple and their children": a noun is joined to nouns, whatever it is hung on.
    joined = (t for t in verb.rights if t.dep_ == "conj" and t.pos_ in NOUNS and t.lefts)
    found += [c for t in joined if found and t.i > found[-1].i for c in conjuncts(t)]
    # "Set a dozen huts ablaze": the parser may make a clause of the object and its result.
    clauses = [t for t in verb.children if t.dep_ == "ccomp" and t.lower_ in RESULTS]
    found += [c for t in clauses for s in t.children if s.dep_ in SUBJECTS for c in conjuncts(s)]
    found += prepositional(verb, RESULTS)  # "Set ablaze an office": taken for a preposition.
    shared = side_by_side(verb) if verb.lemma_.lower() in NEEDS_OBJECT and not found else None
    if shared is not None and not any(t.dep_ in PASSIVE for t in verb.children):
        return objects(shared)
    return [c for t in found for c in _before_result(t)]


def _before_result(head: Token) -> list[Token]:
    """The parser may hang "six sailors" on "hostage" as a modifier."""
    if head.lower_ not in RESULTS:
        return [head]
    return [t for t in head.lefts if t.dep_ in ("compound", "nmod") and t.pos_ in NOUNS]


def clause_verb(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    while token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass") and token.head != token:
        token = token.head
    return token


def had(verb: Token) -> bool:
    """Whether a verb stands in the past perfect, which goes back behind the time of the text."""
    return any(t.dep_ in ("aux", "auxpass") and t.lower_ == "had" for t in verb.children)


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands in the present perfect, which sums up what was until now."""
    return any(t.dep_ == "aux" and t.lower_ in ("have", "has", "'ve", "’ve") for t in verb.lefts)
