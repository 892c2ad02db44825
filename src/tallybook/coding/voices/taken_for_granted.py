"""Attacks that a voice takes for granted: "the assailants fled before dawn, police said".

Definite descriptions presuppose what they describe (Strawson 1950): whoever says what the
attackers, the bomb or the dead of an attack did or were stands for the attack, which the report
told in its own words just before. So do "the scene" of it, and a pronoun for those who made it. It
counts of voices whose it is to know, the target's side, those who investigate and those who were
near: an analyst who speaks of "the attackers" has it from the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import NAMED_BY_A_DEED
from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import clause_verb, is_passive, subjects
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HOSTILE
from tallybook.coding.voices.attribution import Attribution
from tallybook.coding.voices.cues import COMMUNICATIONS
from tallybook.knowledge.evidence import Statement, saw_it, vouches

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors

NEAR = 2
"""Sentences after an attack in which a definite phrase still takes up who made it."""

STANDING_FOR = frozenset({"say", "confirm"})
"""Kinds of saying by which a voice stands for what it takes for granted."""


def taken_for_granted(
    sentence: Sentence,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
    actors: LocalActors,
) -> Iterator[tuple[Telling, Token, Attribution]]:
    """Yield the attack told before that each voice of a sentence takes for granted, the word that
    takes it up, and the attribution, each voice once; of a sentence that tells no attack itself."""
    if any(telling.sentence is sentence and not telling.only_harm for telling in before):
        return
    told = _told_near(sentence, before) if attributions else None
    if told is None:
        return
    spoken: set[str] = set()
    targets = tuple(named.value for named in told.targets)
    for attribution in attributions:
        if attribution.kind not in STANDING_FOR or attribution.negated or attribution.wrong:
            continue
        if told.chain[-1:] == attribution.chain[-1:] or not attribution.chain:
            continue
        voice = attribution.chain[-1]
        if voice.name in spoken or not _is_somebody(voice.name):
            continue
        if not (saw_it(voice) or vouches(Statement("asserted", voice, targets, ""), actors.table)):
            continue
        content = attribution.content
        words = (t for t in sentence.tokens if t.i in content)
        word = next((t for t in words if _takes_up(t, told, sentence, content)), None)
        if word is not None:
            spoken.add(voice.name)
            yield told, word, attribution


def _told_near(sentence: Sentence, before: Sequence[Telling]) -> Telling | None:
    """The attack told last, where it was told as done and not long ago."""
    near = (
        t
        for t in reversed(before)
        if sentence.order - t.sentence.order <= NEAR and not (t.several or t.only_harm)
    )
    told = next(near, None)
    return told if told is not None and told.stance == "asserted" else None


def _is_somebody(voice: str) -> bool:
    """Documents and messages speak of what somebody wants or plans as well."""
    return singular(head_word(voice)) not in COMMUNICATIONS | {"document"}


def _takes_up(word: Token, told: Telling, sentence: Sentence, content: frozenset[int]) -> bool:
    """Whether a word of what is said means something that only the attack told gives rise to."""
    if word.lower_ in ("they", "it"):
        return _means_its_subject(word, told, sentence, content)
    if word.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") or not _is_given(word):
        return False
    lemma = word.lemma_.lower()
    if word.lower_ in EXCHANGES:
        plain = all(t.dep_ == "det" for t in word.lefts) and word.dep_ in SUBJECTS
        return plain and told.event_type in FOUGHT and word.head.lemma_.lower() in LASTING
    if {lemma, word.lower_} & HARMED:
        return told.killed is not None or told.injured is not None
    if lemma == "scene":
        return word.dep_ == "pobj" and word.head.lower_ in ("at", "on", "from", "near")
    if lemma in NAMED_BY_A_DEED:
        # "The assailants might return": what may come says nothing of what was.
        return not any(t.tag_ == "MD" for t in clause_verb(word).children)
    named = {singular(head_word(n.value.name)) for n in told.attackers}
    if lemma in HOSTILE | named:
        # What "the rebels" hold or want may be no matter of what they did there.
        past = word.head.tag_ in ("VBD", "VBN") and word.dep_ in SUBJECTS
        return past and (lemma in named or (not named and lemma in DOING))
    return _is_its_weapon(lemma, told)


def _is_given(word: Token) -> bool:
    """Whether a noun is definite by what was told, and not by what its own phrase adds ("the
    attackers of last year", "the bomb that killed the mayor")."""
    definite = any(t.lower_ in GIVEN for t in word.lefts)
    described = any(t.dep_ in ("prep", "relcl", "acl", "appos") for t in word.rights)
    numbered = any(t.lower_ in OTHERS for t in word.lefts)
    return definite and not described and not numbered


GIVEN = (DEFINITE - {"such", "its", "their", "his"}) | {"all"}
OTHERS = word_set("other another second third previous earlier last former")


def _is_its_weapon(lemma: str, told: Telling) -> bool:
    """ "The device had been carried aboard": the weapon by which the attack was told, or a word for
    what goes off, of an attack in which something did."""
    weapons = {singular(head_word(n.value.name)) for n in told.weapons}
    return lemma in weapons or (lemma in CHARGES and told.event_type in BLOWN)


def _means_its_subject(
    pronoun: Token, told: Telling, sentence: Sentence, content: frozenset[int]
) -> bool:
    """ "They had come on motorcycles", right after "gunmen stormed a post": a pronoun that is a
    subject takes up the subject of the sentence before (centering: Grosz, Joshi & Weinstein 1995),
    where that is who attacked, or the bomb that went off, and nothing comes between."""
    if pronoun.dep_ not in SUBJECTS or sentence.order - told.sentence.order != 1:
        return False
    verb = clause_verb(pronoun)
    between = (t for t in sentence.tokens if verb.left_edge.i <= t.i < pronoun.i)
    if any(t.pos_ in ("NOUN", "PROPN") and t.i in content for t in between):
        return False
    main = clause_verb(told.head)
    if main.head is not main or is_passive(main):
        return False
    passage = told.sentence.passage
    many = pronoun.lower_ == "they"
    doers = [named.span for named in told.attackers]
    if not many:
        doers += [named.span for named in told.weapons]
    for subject in subjects(main):
        plural = subject.tag_ in ("NNS", "NNPS")
        here = passage.span(subject.i, subject.i + 1)
        does = any(span.start <= here.start < span.end for span in doers)
        if does and plural == many:
            return True
    return False


DOING = word_set("gunman bomber assassin kidnapper hijacker shooter killer robber arsonist sniper")
"""People who are called so by the one deed: "the gunmen" of an attack that names nobody."""

HARMED = word_set("dead victim casualty wounded injured fatality")
"""Those whom an attack harmed, by the harm."""

CHARGES = word_set("bomb device explosive explosion blast charge detonation")
BLOWN = word_set("explosion bombing suicide_bombing car_bombing roadside_bombing grenade_attack")

EXCHANGES = frozenset({"exchange", "fighting", "battle", "standoff", "siege", "firing"})
LASTING = frozenset({"last", "go", "continue", "rage", "end", "begin", "start", "stop"})
FOUGHT = frozenset(
    {"battle", "shooting", "raid", "ambush", "armed_assault", "attack", "killing", "siege"}
)
"""Attacks in whose course shots are exchanged."""
