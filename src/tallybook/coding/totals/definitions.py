"""What a voice says that its figure counts, and what it does not.

"The Pentagon counts only strikes on facilities: drones shot down outside a base are not counted."
Who publishes a count says in one of few ways what is in it:

- an adjunct of exclusion on the number ("12 attacks, excluding those on checkpoints"), which is of
  the number given last before it, or of the first one where it opens the sentence;
- verbs of inclusion, of a noun of quantity or of a pronoun for it ("the figure does not include …",
  "it covers only …", "the count is limited to …"): denied, of exclusion by themselves, or limited.
  That a total includes something is a part of it, and says nothing of what it leaves out;
- the same in the passive, of kinds of attacks or weapons ("drones … are not counted");
- a voice that counts only, or does not count, or defines what is an attack ("defines an attack as
  …"): these hold of all its figures. "We" in its mouth is the body that it speaks for; where no
  figure in the report is said to be its own, it speaks of the one given last;
- what is, or is not, "part of the count", and "what we count is …", which names all that is counted
  (the cleft's focus is exhaustive, Quirk et al. 1985, 18.28);
- what is left out of, or not included in, a noun of quantity, whatever it is: only where that is
  people is it a count of people ("militants are not included in the figure");
- what somebody considers an attack, or does not ("is not considered an attack").

Definitions are said as what goes on, in the simple present or the progressive (Quirk et al. 1985,
4.5): who "cannot exclude an attack" has not ruled it out, nor has who "does not exclude" it.

Such a sentence speaks of kinds of attacks and tells of none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts.quantities import QUANTITIES
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.clauses import objects, subjects
from tallybook.coding.language.phrases import NOUNS, PASSIVE_SUBJECTS, SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.attribution import Attribution, chain_at
from tallybook.coding.voices.cues import FIRST_PERSON
from tallybook.core.spans import Span
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes

INCLUDING = word_set("include count cover comprise contain reflect")
EXCLUDING = word_set("exclude omit")
COUNTING = word_set("count include exclude omit leave take")
"""Verbs for what somebody does who counts; "take" into account."""

LIMITING = word_set("limit restrict confine")
"""Verbs of which a count is the thing limited, in the passive."""

DEFINING = word_set("define count classify class treat consider regard")
"""Verbs that say as what something is taken, with "as"."""

CONSIDERING = word_set("consider deem")
"""Verbs that say so by an object and its complement (Quirk et al. 1985, 16.46)."""

FIRING = word_set("launch firing shot misfire miss salvo volley interception shootdown")
"""Nouns for what is fired or tried, and for what becomes of it: no attacks yet, and no other things
that who counts attacks counts."""

DATA = QUANTITIES | word_set("estimate data statistics database")
"""Nouns for a figure and what it comes from."""

OF_HARM = word_set("dead death killed casualty victim wounded injured injury fatality")
"""What a figure is of that counts no attacks."""

POSSIBLE = frozenset({"can", "ca", "could", "may", "might", "must", "should"})
"""Auxiliaries of what may or ought to be (Quirk et al. 1985, 4.51 ff.); "ca" is of "can't"."""

PRONOUNS = frozenset({"it", "that", "this", "these", "those", "they", "which"})
ONLY = frozenset({"only", "solely", "exclusively"})

REACH = 2
"""Sentences after a figure in which a noun of quantity is still of it (cf. `running.REACH`)."""

PRONOUN_REACH = 1
"""The same for a pronoun: the sentence itself, or the next."""


@dataclass(frozen=True, slots=True)
class FoundDefinition:
    """Words that say what is counted: `of` the "number" that `start` is said of, of the "figure"
    given last within `reach` sentences, of all figures of a "voice" that any of `voices` is, or, of
    who is quoted as "we", of all figures of the "speaker" or else the figure given last. `whole`
    says that the sentence does nothing else."""

    order: int
    span: Span
    of: str
    start: int = 0
    reach: int = REACH
    voices: tuple[Mention, ...] = ()
    whole: bool = False


def find_definitions(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    event_types: EventTypes,
) -> Iterator[FoundDefinition]:
    """Yield what a sentence says of what is counted."""
    reader = _Reader(sentence, mentions, attributions, event_types)
    for token in sentence.tokens:
        found = reader.adjunct(token) or reader.statement(token)
        if found is not None:
            yield found
            if found.whole:
                return


class _Reader:
    def __init__(
        self,
        sentence: Sentence,
        mentions: Mentions,
        attributions: Sequence[Attribution],
        event_types: EventTypes,
    ) -> None:
        self._sentence = sentence
        self._mentions = mentions
        self._attributions = attributions
        self._types = event_types

    def adjunct(self, token: Token) -> FoundDefinition | None:
        """Return what a participle of exclusion says of a number of its sentence."""
        start = self._opens_adjunct(token)
        after = [t.i for t in token.subtree if t.i > token.i]
        number = None if start is None or not after else self._number_of(start)
        if start is None or number is None:
            return None
        span = self._sentence.passage.span(start, max(after) + 1)
        return FoundDefinition(self._sentence.order, _trimmed(span), "number", start=number)

    def _opens_adjunct(self, token: Token) -> int | None:
        """Return where an adjunct of exclusion begins, at its "not" where that is what excludes."""
        if token.lower_ in ("excluding", "omitting"):
            return token.i
        if token.lower_ not in ("including", "counting", "covering"):
            return None
        doc = self._sentence.passage.doc
        if token.i > self._sentence.start and doc[token.i - 1].lower_ in ("not", "without", *ONLY):
            return token.i - 1
        follows = token.i + 1 < self._sentence.end and doc[token.i + 1].lower_ in ONLY
        return token.i if follows else None

    def _number_of(self, start: int) -> int | None:
        """Return the offset of the number that an adjunct is of."""
        here = [
            c
            for c in self._mentions.counts
            if self._sentence.start <= c.start < self._sentence.end and c.rule != "ordinal"
        ]
        before = [c for c in here if c.end <= start]
        chosen = max(before, key=lambda c: c.end, default=None) or min(
            here, key=lambda c: c.start, default=None
        )
        if chosen is None:
            return None
        return self._sentence.passage.span(chosen.start, chosen.end).start

    def statement(self, verb: Token) -> FoundDefinition | None:
        """Return what a clause says of what is counted."""
        if verb.pos_ not in ("VERB", "AUX") or not _goes_on(verb):
            return None
        lemma = verb.lemma_.lower()
        doers = subjects(verb)
        passive = any(t.dep_ == "auxpass" or t.dep_ in PASSIVE_SUBJECTS for t in verb.children)
        if lemma in DEFINING and doers and self._defines(verb):
            return self._of_figure(REACH) if passive else self._of_voice(doers[-1])
        if passive and lemma in LIMITING and doers and _is_figure(doers[-1]):
            return self._of_figure(REACH)
        if lemma == "be" and _denied(verb) and self._is_part(verb):
            return self._of_figure(REACH) if self._speaks_of_attacks(self._before(verb)) else None
        if not _limits(verb):
            return None
        if passive:
            named = self._named_first(verb)
            defines = self._speaks_of_attacks(named) or self._is_left_out(verb, named)
            return self._of_figure(REACH) if defines else None
        if not doers:
            return None
        subject = doers[-1]
        if subject.lower_ in PRONOUNS:
            return self._of_figure(PRONOUN_REACH)
        if _is_figure(subject):
            return self._of_figure(REACH)
        return self._of_counting(verb, subject)

    def _of_counting(self, verb: Token, subject: Token) -> FoundDefinition | None:
        """Return what a clause says of what somebody counts, or of what counts as an attack."""
        lemma = verb.lemma_.lower()
        taken, counted = _named_as_counted(verb), self._mentions.counts
        left_out = lemma in COUNTING and self._is_left_out(verb)
        if not taken and not left_out:
            # "Drones that are shot down do not count."
            counts = lemma == "count" and self._speaks_of_attacks(subject.subtree)
            return self._of_figure(REACH) if counts else None
        if self._is_attack(subject):
            return None  # "The operation did not include air strikes": what was done, and not.
        if any(c.head is not None and c.head in {one.i for one in taken} for c in counted):
            # "It left out at least three assaults": some attacks were missed. What a voice counts
            # is said of kinds, by bare plurals (generic reference, Quirk et al. 1985, 5.52 ff.).
            return None
        attacks = self._speaks_of_attacks(t for one in taken for t in one.subtree)
        return self._of_voice(subject) if left_out or (attacks and lemma in COUNTING) else None

    def _is_left_out(self, verb: Token, named: Iterable[Token] = ()) -> bool:
        """Whether a verb says that what it names is not in some figure, and no people are named.
        What an active verb names lies between it and the figure, however the parser parts it."""
        for noun in (t for t in verb.subtree if t.dep_ == "pobj" and _is_figure(t)):
            if noun.head.i > verb.i and noun.head.lower_ in ("in", "from", "of", "within"):
                between = self._sentence.passage.doc[verb.i + 1 : noun.head.i]
                return not any(is_person(t) or t.lower_ == "who" for t in (*named, *between))
        return False

    def _is_part(self, verb: Token) -> bool:
        """Whether a clause says of something that it is part of a count, or among what it has."""
        parts = [t for t in verb.children if t.lower_ in ("part", "in", "among", "within")]
        return any(_is_figure(t) for part in parts for t in part.subtree)

    def _before(self, verb: Token) -> list[Token]:
        return [t for t in self._sentence.tokens if t.i < verb.i]

    def _defines(self, verb: Token) -> bool:
        """Whether a verb says of attacks as what they are taken, or of something that it is taken
        as an attack."""
        present = any(t.lower_ in ("do", "does", "is", "are") for t in verb.children)
        tense = verb.tag_ in ("VBZ", "VBP") or present
        if tense and verb.lemma_.lower() in CONSIDERING and self._considers(verb):
            return True
        as_what = [t for one in (verb, *objects(verb)) for t in one.children if t.lower_ == "as"]
        if not tense or not as_what:
            return False
        if verb.lemma_.lower() == "define":
            return any(self._is_attack(t) for t in (*objects(verb), *subjects(verb)))
        return any(self._is_attack(t) for marker in as_what for t in marker.subtree)

    def _considers(self, verb: Token) -> bool:
        """Whether a verb has an attack as its complement, which follows its object or, in the
        passive, its subject. A class is named barely: who considers something "the worst attack" or
        "a terrorist attack" judges one that took place, and so who considers "it" or "what" one."""
        attacks = [t for t in verb.subtree if t.i > verb.i and self._is_attack(t)]
        if any(t.pos_ == "PRON" for t in verb.children if t.dep_ in PASSIVE_SUBJECTS):
            return False
        for one in attacks:
            described = [t for t in one.lefts if t.dep_ not in SUBJECTS]
            if any(t.lower_ not in ("a", "an") for t in described):
                continue
            between = self._sentence.passage.doc[verb.i + 1 : one.left_edge.i]
            after_object = any(t.pos_ in NOUNS for t in between) or any(
                t.dep_ in SUBJECTS for t in one.lefts
            )
            # A clause on the object may have taken the complement: "any drone that flies in".
            within = one.head.dep_ == "relcl" and len(objects(one.head)) > 1
            if one.dep_ == "oprd" or (after_object and (one.head == verb or within)):
                return True
        return False

    def _named_first(self, verb: Token) -> list[Token]:
        """Return the noun that a passive clause begins with and what stands before it: the head of
        a subject comes before all that follows on it, which the parser may take for a clause of its
        own ("drones shot down outside a base are not counted")."""
        doc = self._sentence.passage.doc
        said = (min(a.content) for a in self._attributions if verb.i in a.content)
        start = max(said, default=self._sentence.start)
        breaks = [i for i in range(start, verb.i) if doc[i].text in (":", ";", "–")]
        found: list[Token] = []
        for index in range(max(breaks, default=start - 1) + 1, verb.i):
            found.append(doc[index])
            follows = doc[index + 1]
            if doc[index].pos_ in NOUNS and follows.pos_ not in NOUNS:
                break
        return found

    def _is_attack(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        return token.pos_ in NOUNS and (
            lemma in ("attack", "incident")
            or lemma in FIRING
            or self._types.noun(lemma) is not None
        )

    def _speaks_of_attacks(self, tokens: Iterable[Token]) -> bool:
        return any(self._is_attack(t) or self._mentions.weapon_at(t.i) is not None for t in tokens)

    def _of_figure(self, reach: int) -> FoundDefinition:
        sentence = self._sentence
        return FoundDefinition(
            sentence.order, sentence.span, "figure", reach=reach, whole=not self._gives_number()
        )

    def _of_voice(self, subject: Token) -> FoundDefinition:
        sentence = self._sentence
        quoted = subject.lower_ in FIRST_PERSON
        if quoted:
            _, voices = chain_at(subject.i, self._attributions)
        else:
            hit = self._mentions.actor_at(subject.i)
            voices = (Mention(subject.lower_, None if hit is None else hit.actor_id),)
        return FoundDefinition(
            sentence.order,
            sentence.span,
            "speaker" if quoted else "voice",
            voices=voices,
            whole=not self._gives_number(),
        )

    def _gives_number(self) -> bool:
        """Whether the sentence counts attacks besides."""
        doc = self._sentence.passage.doc
        return any(
            self._sentence.start <= c.start < self._sentence.end
            and (c.unit == "times" or (c.head is not None and self._is_attack(doc[c.head])))
            for c in self._mentions.counts
        )


def _is_figure(noun: Token) -> bool:
    """Whether a noun stands for a figure, and not for one of people who came to harm."""
    if noun.lemma_.lower() not in DATA:
        return False
    of = [t for one in noun.children if one.lower_ == "of" for t in one.subtree]
    named = [*of, *(t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod"))]
    return OF_HARM.isdisjoint(t.lemma_.lower() for t in named)


def _denied(verb: Token) -> bool:
    return any(t.dep_ == "neg" or t.lower_ in ("not", "never") for t in verb.children)


def _goes_on(verb: Token) -> bool:
    """Whether a clause tells what goes on, and not what may be: "counts", "is counting"."""
    helping = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    if any(t.lower_ in POSSIBLE for t in helping):
        return False
    return verb.tag_ != "VBG" or bool(helping)


def _limits(verb: Token) -> bool:
    """Whether a clause says that something is left out, or that nothing else is in."""
    if _excludes(verb):
        return not _denied(verb)
    if verb.lemma_.lower() == "take":
        including = any(t.lower_ == "account" for t in verb.subtree)
    else:
        including = verb.lemma_.lower() in INCLUDING
    return including and (_denied(verb) or _limited(verb) or _cleft(verb) is not None)


def _excludes(verb: Token) -> bool:
    """Whether a verb excludes by itself: "exclude", "leave out"."""
    lemma = verb.lemma_.lower()
    if lemma in ("ignore", "disregard"):
        # A tally may ignore something, and a ship a warning.
        return any(map(_is_figure, subjects(verb)))
    return lemma in EXCLUDING or (
        lemma == "leave" and any(t.lower_ == "out" for t in verb.children)
    )


def _limited(verb: Token) -> bool:
    """Whether "only" stands with a verb, with what it takes, or with the condition that it has
    ("counted only if they hit a base")."""
    conditions = [t for t in verb.children if t.dep_ == "advcl"]
    near = [verb, *objects(verb), *subjects(verb), *conditions]
    return any(t.lower_ in ONLY for one in near for t in one.children)


def _cleft(verb: Token) -> Token | None:
    """Return the verb "to be" that a clause is the subject of: "what we count is …"."""
    free = verb.dep_ == "csubj" and any(t.lower_ == "what" for t in objects(verb))
    return verb.head if free and verb.head.lemma_.lower() == "be" else None


def _named_as_counted(verb: Token) -> list[Token]:
    """Return what a verb takes: objects, the focus of a cleft, or what is taken into account."""
    cleft = _cleft(verb)
    if cleft is not None:
        return [t for t in cleft.children if t.dep_ == "attr"]
    taken = list(objects(verb))
    into = [t for t in verb.children if t.lower_ == "into"] if verb.lemma_ == "take" else []
    return [*taken, *(t for one in into for t in one.children if t.dep_ == "pobj")]


def _trimmed(span: Span) -> Span:
    words = span.words.rstrip(" ,;:.—–-”\"'")
    return Span(span.start, span.start + len(words), words)
