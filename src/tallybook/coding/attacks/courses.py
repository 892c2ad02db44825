"""Courses of action: which words of a sentence tell one attack together.

Triggers and harms that stand in one clause, or in clauses that tell one course of action, are of
one attack; what the sentence sets apart is another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import AVENGING
from tallybook.coding.attacks.devices import GOING_OFF
from tallybook.coding.attacks.references import is_one_of_several
from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.harms.finding import dies_of_it
from tallybook.coding.harms.harm import Harm
from tallybook.coding.harms.parts_there import part_there
from tallybook.coding.harms.tolls import says_of_some
from tallybook.coding.harms.victims import KILL_TRANSITIVE
from tallybook.coding.harms.words import DIE, EFFECTS
from tallybook.coding.language.clauses import causing, is_passive, objects, own_subject, subjects
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HITTING, OF, WITHIN
from tallybook.coding.voices.cues import FAIL_VERBS, OTHER_WORDS, SIMILAR_WORDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token


HAPPENING = word_set(
    """
    be happen occur take come have carry conduct launch stage mount result end involve cause see
    break erupt flare ensue sustain suffer fail
    """
)
"""Verbs that add nothing to the attack that is their subject or object but that it was so, or
was not."""

BEGINNING = frozenset({"begin", "start", "open"})
"""Verbs that say with what an attack that is their subject began ("began with an explosion")."""


def group(
    sentence: Sentence,
    triggers: Sequence[FoundTrigger],
    harms: Sequence[Harm],
    sites: Sequence[int] = (),
) -> list[tuple[list[FoundTrigger], list[Harm]]]:
    """Union of the triggers and harms that one course of action joins; `sites` are the tokens at
    which names begin that say where something was."""
    doc = sentence.passage.doc
    nodes = sorted({t.token.i for t in triggers} | {h.anchor for h in harms})
    parent = {i: i for i in nodes}
    downed = {t.token.i for t in triggers if t.intercepted}

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i in nodes:
        for j in _joined(doc[i], set(nodes)):
            if _two_sites(doc[i], doc[j], sites) or _another_clause(doc[i], doc[j], sites):
                continue
            if _at_one_of_several(doc[i], doc[j]) or _had_been_before(doc[i], doc[j]):
                continue
            told = any(t.token.i < i and t.token.lemma_.lower() not in EFFECTS for t in triggers)
            there = None if told else part_there(doc[j])
            if there is not None and there[1].i == i:
                continue  # "Eleven were killed, eight of them at X, where …": not all there.
            if (i in downed) != (j in downed) and of_one_doer(doc[i], doc[j]):
                continue  # Whoever strikes and shoots down tells of two attacks.
            if not _set_apart(doc[i]) or _governs_by_role(doc[i], doc[j]):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[FoundTrigger], list[Harm]]] = {}
    for trigger in triggers:
        groups.setdefault(root(trigger.token.i), ([], []))[0].append(trigger)
    for harm in harms:
        groups.setdefault(root(harm.anchor), ([], []))[1].append(harm)
    return list(groups.values())


def _joined(token: Token, nodes: set[int]) -> Iterable[int]:
    """The nearest governor of `token` that is a node and tells the same course of action."""
    doers = subjects(token) if token.pos_ == "VERB" and not is_passive(token) else []
    if any(doer.i in nodes for doer in doers):
        # "The blast gouged a crater and set cars ablaze": what an attack does is that attack's.
        yield from (doer.i for doer in doers if doer.i in nodes)
        if token.dep_ != "advcl":
            return  # "Six were killed when a strike hit a car" goes on to who was killed by it.
    here = token
    partner = _shared_toll(token)
    if partner is not None and partner.i in nodes:
        yield partner.i
    if _of_a_part(token) and min(nodes) < token.i:
        yield max(i for i in nodes if i < token.i)
        return
    hung = token.dep_ in ("relcl", "advcl")
    if hung and any(t.lower_ == "which" for t in prepositional(token, WITHIN)):
        # "143 attacks in August, a rise on July, in which 194 died": people die in attacks.
        before = [i for i in nodes if i < token.i and token.doc[i].pos_ in NOUNS]
        if before:
            yield max(before)
            return
    while here.head != here:
        governor = causing(here)
        if not _continues(here, governor):
            break
        if governor.i in nodes:
            yield governor.i
            return
        tried = here.dep_ == "xcomp" and governor.lemma_.lower() in FAIL_VERBS
        dated = governor.dep_ == "relcl" and governor.head.ent_type_ in ("DATE", "TIME")
        if governor.pos_ in ("VERB", "AUX") and not (tried or dated or _trades_blame(governor)):
            if governor.lemma_.lower() in REMEMBERING and here.dep_ == "prep":
                events = (_recalled(thing) for thing in governor.rights if thing.i < here.i)
                yield from (event.i for event in events if event is not None and event.i in nodes)
                return
            begun = governor.lemma_.lower() in BEGINNING and here.dep_ == "prep"
            if not begun and governor.lemma_.lower() not in HITTING | HAPPENING:
                return
            # "The attack left 12 dead", "the blast came as …": what such a verb's subject names
            # is what its other words tell.
            for sibling in governor.children:
                if sibling.i in nodes and sibling.i < here.i and _continues(sibling, governor):
                    yield sibling.i
                    return
        here = governor
    # A relative clause may be hung on another noun than the attack just before it.
    if any(t.lower_ in ("which", "that") and t.dep_ in SUBJECTS for t in token.children):
        near = [i for i in nodes if token.i - 4 <= i < token.i]
        if near:
            yield max(near)


REMEMBERING = word_set("recall remember commemorate mark evoke mourn stir revive awaken echo bring")
"""Verbs that only bring an earlier event to mind: the time behind it, and what it tells with
"when", are that event's."""


def _recalled(thing: Token) -> Token | None:
    """The event that an object of such a verb is or is the memory of ("stirred memories of X")."""
    if thing.dep_ not in OBJECTS or thing.head.lemma_.lower() not in REMEMBERING:
        return None
    if thing.lemma_.lower() not in ("memory", "anniversary", "spectre", "specter", "ghost", "echo"):
        return thing if thing.head.lemma_.lower() not in ("bring", "stir") else None
    return next(iter(prepositional(thing, OF)), None)


def _shared_toll(token: Token) -> Token | None:
    """The clause before "and" in "four people died and 17 were injured in two blasts, officials
    said": one toll, whose halves the parser may hang on the saying side by side."""
    if token.dep_ != "ccomp" or token.lemma_.lower() not in EFFECTS:
        return None
    before = [t for t in token.head.lefts if t.dep_ == "ccomp" and t.i < token.i]
    if not before or before[-1].lemma_.lower() not in EFFECTS or _other_deaths(token, before[-1]):
        return None
    joined = any(t.dep_ == "cc" and t.i > before[-1].i for t in before[-1].children)
    return before[-1] if joined else None


def _of_a_part(participle: Token) -> bool:
    """ "16 were injured, among them two men hit in an exchange of fire": some of those just
    counted, wherever the parser hangs them."""
    if participle.dep_ != "acl" or participle.tag_ == "VBG":
        return False
    start = participle.head.left_edge.i
    before = [t.lower_ for t in participle.doc[max(start - 2, 0) : start]]
    return before[-1:] == ["including"] or before in (["among", "them"], ["among", "whom"])


def _trades_blame(verb: Token) -> bool:
    """ "Fighting broke out, with each accusing the other of having fired first": what two sides
    accuse one another of is the clash that they are in."""
    return verb.lemma_.lower() in ("accuse", "blame") and any(
        child.dep_ == "dobj" and any(t.lower_ in ("other", "another") for t in child.subtree)
        for child in verb.children
    )


def _continues(token: Token, governor: Token) -> bool:
    """Whether a dependent's event goes on being its governor's event."""
    relation = token.dep_
    if relation == "relcl" and governor.ent_type_ in ("DATE", "TIME"):
        # "October 2022, when gunmen attacked …" tells of that October; "killed on Monday when
        # gunmen attacked …" of what the clause tells.
        after = governor.doc[governor.i + 1 : governor.i + 5]
        told = (t for t in after if t.text != "," and not t.ent_type_)
        return next((t.lower_ for t in told), "") == "when"
    if relation in ("nsubj", "nsubjpass", "dobj", "agent", "xcomp", "compound", "attr", "oprd",
                    "amod", "nmod", "acl", "relcl", "pcomp", "appos", "npadvmod"):  # fmt: skip
        return True
    if relation == "pobj":
        return True
    if relation == "prep":
        if is_one_of_several(governor):
            return False  # "The latest in a string of attacks": the string is told beside it.
        if token.lower_ == "for" and governor.lemma_.lower() in AVENGING:
            return False  # "Retaliation for the killing of X": two deeds.
        dies = governor.lemma_.lower() in DIE or dies_of_it(governor)
        if token.lower_ == "after" and dies:
            return True  # "Died after being shot": of what.
        return token.lower_ in ("in", "by", "during", "from", "of", "with", "under", "on", "at",
                                "via", "through", "as", "when", "including", "for")  # fmt: skip
    if relation == "advcl":
        marks = {t.lower_ for t in token.children if t.dep_ == "mark"}
        if marks & SEQUENCE:
            # "The raid came a day after a man was shot": what follows is another's; "four were
            # killed after gunmen attacked" tells of what they were killed.
            harmed = governor.lemma_.lower() in EFFECTS and is_passive(governor)
            return (
                (harmed or dies_of_it(governor))
                and "after" in marks
                and token.lemma_.lower() not in EFFECTS
            )
        if told_elsewhere(token):
            return False
        return token.tag_ in ("VBG", "VBN") or any(
            t.lower_ in ("when", "as", "while") and t.dep_ in ("advmod", "mark")
            for t in token.children
        )
    if relation == "conj":
        if _other_deaths(token, governor) or _other_salvo(token, governor):
            return False
        if token.lemma_.lower() in EFFECTS and governor.lemma_.lower() in EFFECTS:
            return True  # "four killed and several others wounded" is one toll.
        if any(t.dep_ in SUBJECTS and t.lower_ == "others" for t in token.children):
            return True  # "eight were killed and five others abducted": others of the same.
        if _gapped(token, governor):
            return True
        if says_of_some(token) or says_of_some(governor):
            return True
        if token.pos_ in NOUNS and governor.pos_ in NOUNS:
            return not any(t.dep_ == "det" and t.lower_ in OTHER_WORDS for t in token.children)
        return not own_subject(token) or _pronoun_subject(token) or _under_one_mark(token, governor)
    return False


def told_elsewhere(clause: Token) -> bool:
    """ "24 dead at X as rebels strike farther south", "… as gunmen killed two elsewhere": what is
    told by its distance from the place just told is in another (Levinson 1983, ch. 2)."""
    return any(
        t.lower_ == "elsewhere" or any(c.lower_ in ("farther", "further") for c in t.lefts)
        for t in clause.rights
        if t.dep_ in ("advmod", "npadvmod")
    )


def _under_one_mark(verb: Token, before: Token) -> bool:
    """ "It closed after three of its men were wounded and its lorry was struck": what one "after"
    opens is one circumstance, where both were done to what is somebody's."""
    marked = any(
        t.lower_ in ("after", "when") and t.dep_ in ("mark", "advmod") for t in before.lefts
    )
    owned = all(
        any(t.lower_ in ("its", "their", "his", "her") for s in subjects(v) for t in s.subtree)
        for v in (verb, before)
    )
    return marked and before.dep_ == "advcl" and owned and is_passive(verb) and is_passive(before)


SEQUENCE = frozenset({"after", "before", "since", "until", "because", "although"})
"""Conjunctions whose clause tells what was earlier, later or contrary, and so another event."""


def _gapped(verb: Token, before: Token) -> bool:
    """ "Twelve people were killed and scores abducted when …": a participle that leaves out the
    auxiliary of the one before shares its clause (gapping, Quirk et al. 1985, §13.92)."""
    bare = not any(t.dep_ in ("aux", "auxpass", "dobj") for t in verb.children)
    participle = verb.tag_ in ("VBN", "VBD")  # The tagger tells them apart by the auxiliary.
    if verb.lemma_.lower() in GOING_OFF or any(t.dep_ == "prt" for t in verb.children):
        return False  # "… was hacked to death, and bombs went off": what goes off is not passive.
    return bare and participle and own_subject(verb) and is_passive(before)


DEADLY = DIE | KILL_TRANSITIVE


def _other_deaths(verb: Token, before: Token) -> bool:
    """ "Six died when …, and two were killed by …": two tolls of dead have two causes."""
    both = verb.lemma_.lower() in DEADLY and before.lemma_.lower() in DEADLY
    return both and any(t.dep_ == "agent" or _gives_cause(t) for t in verb.children)


def _other_salvo(verb: Token, before: Token) -> bool:
    """ "Fired a missile at X and launched drones at Y": each at a goal of its own."""
    if verb.lemma_.lower() not in LAUNCHING or before.lemma_.lower() not in LAUNCHING:
        return False
    return all(objects(v) and _goals(v) for v in (verb, before))


LAUNCHING = frozenset({"fire", "launch", "lob", "shoot", "send", "direct", "hurl"})


def _goals(verb: Token) -> list[Token]:
    return [t for node in (verb, *objects(verb)) for t in prepositional(node, TOWARDS)]


TOWARDS = frozenset({"at", "on", "toward", "towards", "into", "against"})


def _gives_cause(clause: Token) -> bool:
    """ "Was killed when a drone hit his car" """
    return clause.dep_ == "advcl" and any(t.lower_ == "when" for t in clause.lefts)


def _two_sites(verb: Token, before: Token, sites: Sequence[int]) -> bool:
    """ "One was killed in A, and two were hurt in B": two tolls at two sites, and an attack has one
    place (UCDP GED codebook 24.1, the unit of an event). Where the toll begins is told by its place
    after "and": parsers hang a number there on many things."""
    if verb.lemma_.lower() not in EFFECTS or before.i > verb.i:
        return False
    doc = verb.doc
    joint = next((i for i in range(verb.i, before.i, -1) if doc[i].lower_ in JOINING), None)
    if joint is None or not any(before.i < i < joint for i in sites):
        return False
    subject = [doc[i] for i in range(joint + 1, verb.i) if doc[i].pos_ in (*NOUNS, "NUM")]
    return (
        bool(subject)
        and all(t.lower_ not in OTHER_WORDS | {"others"} for t in subject)
        and any(verb.i < i < verb.sent.end for i in sites)
    )


def _another_clause(verb: Token, before: Token, sites: Sequence[int]) -> bool:
    """ "A bomb killed two; two days before that, gunmen had raided a post": a semicolon stands
    between main clauses (Quirk et al. 1985, App. III.9), whatever the parser hangs the second on;
    what only adds to the first has a pronoun for a subject, or none. Items of a list that it parts,
    each with a place of its own ("ambushed a patrol near A; burned a post at B"), are as many
    attacks: an attack has one place (UCDP GED codebook, unit of an event)."""
    parted = next((i for i in range(verb.i, before.i, -1) if verb.doc[i].text == ";"), None)
    if parted is None:
        return False
    named = any(t.dep_ in SUBJECTS and t.pos_ in NOUNS for t in verb.lefts)
    if named and not is_passive(verb):
        return True
    return any(before.i < i < parted for i in sites) and any(
        verb.i < i < verb.right_edge.i + 1 for i in sites
    )


def _at_one_of_several(verb: Token, noun: Token) -> bool:
    """ "Explosions in A, B and C, where a car bomb went off": a clause of "where" is of the place
    right before it, and so of one of several."""
    if noun.tag_ != "NNS" or verb.dep_ != "relcl":
        return False
    where = any(t.lower_ == "where" for t in verb.lefts)
    return where and verb.head.pos_ == "PROPN" and verb.head.dep_ == "conj"


def _had_been_before(verb: Token, later: Token) -> bool:
    """ "In X, which had been shelled on Monday, a drone killed a woman": the pluperfect of what
    only describes the place is earlier than what the main clause tells (Comrie 1985, ch. 3)."""
    place = verb.head
    had = any(t.dep_ == "aux" and t.lower_ == "had" for t in verb.lefts)
    described = verb.dep_ == "relcl" and place.dep_ == "pobj" and place.pos_ == "PROPN"
    past = later.pos_ == "VERB" and not any(t.lower_ == "had" for t in later.lefts)
    return had and described and past and later in place.ancestors


def of_one_doer(verb: Token, before: Token) -> bool:
    """ "Its forces had struck an airfield and it had destroyed 41 drones": both done by one."""
    joined = verb.dep_ == "conj" and verb.head == before and not is_passive(verb)
    return joined and (not own_subject(verb) or _pronoun_subject(verb))


JOINING = frozenset({"and", "while", ";"})


def _pronoun_subject(verb: Token) -> bool:
    """ "And they fled", "and two people with him were abducted": told of by one told before."""
    return any(
        part.tag_ == "PRP"
        for t in verb.children
        if t.dep_ in SUBJECTS
        for part in (t, *(t.subtree if t.pos_ in NOUNS else ()))
    )


def _set_apart(token: Token) -> bool:
    return any(
        t.lower_ in OTHER_WORDS or t.lower_ in SIMILAR_WORDS
        for t in token.children
        if t.dep_ in ("det", "amod", "advmod", "nummod")
        # "a night earlier" says when, and sets nothing apart.
        and not any(c.dep_ == "npadvmod" for c in t.children)
    )


def _governs_by_role(token: Token, governor: Token) -> bool:
    """An attack that is the subject, agent or setting of a verb of harm is that harm's attack, and
    one that is repelled is what was repelled, however the noun is introduced ("another attack
    killed five", "beat off a similar attack")."""
    return governor.pos_ in ("VERB", "AUX") and (
        (token.dep_ in SUBJECTS and governor.lemma_ in HITTING)
        or token.dep_ == "dobj"
        or (token.dep_ == "pobj" and token.head.head == governor)
    )
