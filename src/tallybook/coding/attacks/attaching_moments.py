"""Which moments of a sentence date an attack: those of its clause, and none that dates a saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching import of_some_among, on_name, owner, scene_of
from tallybook.coding.attacks.attaching_past_verbs import (
    after_perfect,
    of_the_noun_before,
    owned_up_to,
    past_a_state,
)
from tallybook.coding.attacks.sayings import beside_cue, compares, note_saying
from tallybook.coding.language.clauses import (
    clause_verb,
    had,
    is_passive,
    objects,
    own_subject,
    subjects,
)
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.calendar import MONTHS, month_days, year_days
from tallybook.coding.places.words import UNDERGOING

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.moments.finding import MomentMention
    from tallybook.coding.places.mention import PlaceMention
    from tallybook.coding.voices.attribution import Attribution


def attach_moments(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    """Give each frame the moments of its clause."""
    doc = sentence.passage.doc
    # "On Monday jets were reported to have fired": a verb of saying without a sayer only raises
    # the subject of what happened, and its adjuncts are those of what happened (raising passives,
    # Huddleston & Pullum 2002, ch. 14 §3).
    attributions = [a for a in attributions if a.chain or not _raises(doc[a.cue])]
    loose: list[tuple[MomentMention, Token]] = []
    for moment in mentions.moments:
        if not sentence.start <= moment.start < sentence.end or moment.kind == "duration":
            continue
        if compares(moment, sentence, mentions.counts) or _lies_ahead(doc[moment.start]):
            continue
        outer = next(
            (
                t
                for t in doc[moment.start : moment.end]
                if not moment.start <= t.head.i < moment.end
            ),
            doc[moment.start],
        )
        clause = _since_clause(outer)
        if clause is not None and moment.moment.first is not None:
            since = owner(clause.head, frames, attributions)
            if since is not None:
                since.moments.append(_from_then_on(moment))
            continue
        note_saying(moment, outer, frames, attributions)
        within = any(outer.head.i in frame.indices for frame in frames)
        if not within and outer.dep_ != "poss" and beside_cue(moment, attributions, frames):
            continue
        if _dates_a_thing(outer, frames):
            continue
        among = of_some_among(outer, frames) and not within
        frame = (
            _gone_before(moment, frames, doc)
            or (None if among else owner(outer, frames, attributions))
            or _opened_by_when(moment, sentence, frames)
            or after_perfect(moment, outer, frames)
            or of_the_noun_before(moment, outer, frames)
            or _named_by_the_attack(moment, frames)
            or owned_up_to(moment, outer, frames)
            or past_a_state(outer, frames, attributions)
            or _that_saw(outer, frames)
        )
        if frame is not None and moment.kind == "since":
            if _of_another(outer, frame):
                frame = None
            elif on_name(frame.head, range(moment.start, moment.end)):
                moment = _of_itself(moment)
        if frame is None and moment.kind == "point":
            frame = _left_so(outer, frames)
        if frame is None and moment.kind == "period":
            frame = _gone_before_its_clause(outer, frames)
            if frame is not None:
                days = structs.replace(moment.moment, earliest=None, extent="sometime")
                moment = structs.replace(moment, moment=days)
        if frame is not None and _is_past_a_semicolon(frame, moment, doc):
            frame = next((f for f in frames if f.head.i > moment.start), None)
        if frame is not None:
            frame.moments.append(moment)
        elif not among:
            loose.append((moment, outer))
    for moment in mentions.moments:
        # "It came three days after X was shot": the distance dates what the clause tells, too.
        opening = doc[moment.end - 1]
        here = sentence.start <= moment.start < sentence.end
        if not (here and moment.relative_to == "narrative" and opening.dep_ == "mark"):
            continue
        for frame in (f for f in frames if opening.head.i in f.indices and not f.moments):
            frame.moments.append(moment)
    for frame in frames:
        if not frame.moments:
            frame.moments.extend(m for m, outer in loose if _breaks_off(outer, frame))
        if not frame.moments:
            frame.moments.extend(
                m
                for m, outer in loose
                if scene_of(outer, range(m.start, m.end), frame, attributions)
            )
        if not frame.moments:
            frame.moments.extend(m for m, outer in loose if _after_place(outer, frame.places, doc))
        if not frame.moments:
            # "The raid was on Friday, when gunmen attacked": one day, told twice.
            frame.moments.extend(
                _of_itself(m) if m.kind == "since" else m
                for other in frames
                for m in other.moments
                if other is not frame and on_name(frame.head, range(m.start, m.end))
            )


def _lies_ahead(time: Token) -> bool:
    """ "Set on fire in the run-up to Sunday's election", "killed ahead of the vote on Monday": the
    day of what was to come is not the day of what came before it."""
    if time.dep_ != "poss":
        return False
    words = {t.lower_ for t in ancestors_to_root(time) if t.pos_ not in ("VERB", "AUX")}
    words |= {t.lower_ for w in ancestors_to_root(time) if w.lower_ == "up" for t in w.lefts}
    return bool(words & {"ahead", "before", "eve", "runup", "lead-up"}) or {"run", "up"} <= words


def _that_saw(outer: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "May saw 14 attacks": a time as the subject of what took place in it (setting subjects,
    Langacker 1991, ch. 8)."""
    verb = outer.head
    if verb.lemma_.lower() not in UNDERGOING or outer.i > verb.i:
        return None
    return next((f for f in frames if any(t.token in objects(verb) for t in f.triggers)), None)


def _of_another(outer: Token, frame: Frame) -> bool:
    """ "Denied that it had struck X this week, saying no plane had been there since June": what has
    been so since a time is what its own clause tells of its own subject."""
    verb = clause_verb(outer)
    return (
        verb.i not in frame.indices
        and verb.lemma_.lower() == "be"
        and own_subject(verb)
        and not verb.is_ancestor(frame.head)
    )


def _since_clause(outer: Token) -> Token | None:
    """ "450 missiles since the war began on June 13": the clause on whose day the period begins. A
    day hung on what was meant ("since it began an offensive to retake X on June 13") is the finite
    clause's: a purpose lies ahead of it and has no day."""
    verb = clause_verb(outer)
    while verb.tag_ == "VB" and verb.dep_ in ("acl", "xcomp", "advcl") and verb.head != verb:
        verb = clause_verb(verb.head)
    marked = verb.dep_ == "advcl" and any(t.lower_ == "since" for t in verb.lefts)
    return verb if marked and outer.i > verb.i else None


def _from_then_on(moment: MomentMention) -> MomentMention:
    days = structs.replace(moment.moment, latest=None, extent="throughout")
    return structs.replace(moment, moment=days, kind="since")


def _is_past_a_semicolon(frame: Frame, moment: MomentMention, doc: Doc) -> bool:
    """ "A bomb killed two; two days before that, gunmen had raided a post": a semicolon ends a main
    clause, and a time behind it is the next one's (Quirk et al. 1985, App. III.9)."""
    return any(doc[i].text == ";" for i in range(frame.head.i, moment.start))


def _gone_before(moment: MomentMention, frames: Sequence[Frame], doc: Doc) -> Frame | None:
    """ "The assault came a week after a raid on X": of an event that the report tells and one that
    it adds, the distance dates the one that is added, back from the other. What is added is what
    stands without "the", or after a verb by which a known event only comes (given before new,
    Prince 1981); "two days after the raid, jets struck" dates the strike."""
    after = doc[moment.end - 1]
    if moment.relative_to != "narrative" or after.lower_ != "after" or after.dep_ != "prep":
        return None
    for frame in frames:
        if frame.head.dep_ == "pobj" and frame.head.head == after:
            comes = after.head.lemma_.lower() in HAPPENING
            known = any(t.lower_ in ("the", "this", "that") for t in frame.head.lefts)
            return frame if comes or not known else None
    return None


def _gone_before_its_clause(outer: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "They closed in 2014 after workers were massacred": the year of a main clause is the last
    in which what its clause of "after" tells can have been (Huddleston & Pullum 2002, ch. 8)."""
    verb = clause_verb(outer)
    for frame in frames:
        clause = clause_verb(frame.head)
        if _opened_by_after(clause) and _hangs_behind(clause, verb, outer):
            return frame
    return None


def _opened_by_after(clause: Token) -> bool:
    return any(t.lower_ == "after" and t.dep_ == "mark" for t in clause.lefts)


def _hangs_behind(clause: Token, verb: Token, time: Token) -> bool:
    """Whether an adverbial clause of a verb's stands behind a time."""
    return clause.dep_ == "advcl" and clause.head == verb and time.i < clause.i


def _left_so(outer: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "A ship was left adrift on Tuesday after it was struck": a state in which an attack leaves
    what it hits, which a pronoun takes up, begins with the attack, and so on its day (result
    states, Moens & Steedman 1988)."""
    verb = clause_verb(outer)
    lemma = verb.lemma_.lower()
    left = is_passive(verb) and lemma in LEAVING_SO
    left = left or (lemma == "catch" and any(o.lower_ == "fire" for o in objects(verb)))
    things = [t for t in verb.children if t.dep_ in SUBJECTS and t.pos_ in NOUNS]
    if not left or not things:
        return None
    for frame in frames:
        clause = frame.head
        if clause.dep_ != "advcl" or clause.head != verb or clause.i < outer.i:
            continue
        if not _opened_by_after(clause):
            continue
        hit = [s for s in subjects(clause) if is_passive(clause)] or objects(clause)
        if not had(clause) and any(t.tag_ == "PRP" or t in things for t in hit):
            return frame
    return None


LEAVING_SO = word_set("leave abandon disable damage strand cripple halt")
"""What becomes at once of what is hit; where it comes to later ("docked", "sank") is another day's
matter."""


def _breaks_off(outer: Token, frame: Frame) -> bool:
    """ "Pumping was halted on Tuesday after explosives tore open the pipe": what flows or runs
    breaks off where it is struck, so that the day on which it did is the attack's. Schools close
    and troops are sent by decision, on that day or a later one."""
    verb = clause_verb(outer)
    running = any(
        part.lemma_.lower() in RUNNING
        for t in verb.lefts
        if t.dep_ in SUBJECTS
        for part in (t, *(c for c in t.lefts if c.dep_ == "compound"))
    )
    if verb.lemma_.lower() not in BREAKING_OFF or not running:
        return False
    clause = clause_verb(frame.head)
    after = any(t.lower_ in ("after", "when") for t in clause.lefts)
    return after and _hangs_behind(clause, verb, outer)


RUNNING = word_set(
    "pump pumping production output flow supply electricity power traffic loading export"
)
BREAKING_OFF = word_set("suspend halt stop cut interrupt disrupt shut break fail cease knock")


def _of_itself(moment: MomentMention) -> MomentMention:
    """ "The worst since August 2022, when gunmen shot X": the clause of "when" tells of that
    August, from which the period counts (Huddleston & Pullum 2002, ch. 12 §3.5.4)."""
    first = moment.moment.first
    words = moment.moment.words.lower().split()
    if first is None:
        return moment
    if any(word.strip(",").isdigit() and int(word.strip(",")) <= 31 for word in words):
        latest: str | None = first.isoformat()
    elif any(word in MONTHS for word in words):
        latest = month_days(first.year, first.month).latest
    else:
        latest = year_days(first.year).latest
    days = structs.replace(moment.moment, latest=latest, extent="sometime")
    return structs.replace(moment, moment=days, kind="period")


HAPPENING = frozenset({"come", "happen", "occur", "follow", "be"})
"""Verbs whose subject is an event that they place in time and tell nothing else of."""


def _after_place(outer: Token, places: Sequence[PlaceMention], doc: Doc) -> bool:
    """ "In X, in the north, on 19 May": an adjunct of time right after one of place is of the same
    clause (the order of adjuncts, Quirk et al. 1985, §8.87), if the parser hangs it on a noun."""
    hung = outer.head.head
    standing = hung.dep_ == "acl" and hung.tag_ == "VBN" and hung.lemma_.lower() in STATES
    if outer.dep_ != "pobj" or not (hung.pos_ in NOUNS or standing):
        return False
    start = outer.head.i
    while start > 0 and doc[start - 1].is_punct:
        start -= 1
    return any(start in (p.end, p.chain_end) for p in places)


STATES = word_set(
    "run own operate manage lead know call name locate situate base guard control hold man patrol "
    "house use inhabit populate"
)
"""Participles that say what something is ("a prison run by …"), and take no day (Vendler 1957)."""


def _dates_a_thing(outer: Token, frames: Sequence[Frame]) -> bool:
    """ "Under the March 3, 2011 agreement": a day before a noun says which such thing is meant."""
    noun = outer.head
    return (
        outer.dep_ in ("nmod", "compound", "nummod", "amod")
        and noun.pos_ in NOUNS
        and noun.i > outer.i
        # Without a determiner before the day it may be the clause's ("Friday gunmen attacked").
        and any(t.dep_ in ("det", "poss") and t.i < outer.i for t in noun.children)
        and not any(noun.i in frame.indices for frame in frames)
        and not any(t.dep_ == "appos" and t.i in f.indices for t in noun.children for f in frames)
    )


def _raises(cue: Token) -> bool:
    return any(t.dep_ == "xcomp" for t in cue.children)


def _named_by_the_attack(moment: MomentMention, frames: Sequence[Frame]) -> Frame | None:
    """ "On 1 June, the night of the shooting": what stands in apposition to a day says which it
    was."""
    doc = frames[0].sentence.passage.doc if frames else None
    if doc is None or moment.end + 4 >= len(doc) or doc[moment.end].text != ",":
        return None
    words = [t.lower_ for t in doc[moment.end + 1 : moment.end + 4]]
    if words[0] != "the" or words[1] not in DAYS or words[2] != "of":
        return None
    named = [t.i for t in doc[moment.end + 4 : moment.end + 7]]
    return next(
        (f for f in frames for t in f.triggers if not t.is_verb and t.token.i in named), None
    )


DAYS = frozenset({"day", "night", "morning", "evening", "afternoon", "date"})


def _opened_by_when(
    moment: MomentMention, sentence: Sentence, frames: Sequence[Frame]
) -> Frame | None:
    """ "Another night, in August 2019, when gunmen killed …": "when" right after a time is that
    time, whatever noun the parser hangs its clause on."""
    doc = sentence.passage.doc
    at = moment.end + (moment.end < sentence.end and doc[moment.end].text == ",")
    if at >= sentence.end or doc[at].lower_ != "when":
        return None
    verb = doc[at].head
    told = ((f, doc[i]) for f in frames for i in sorted(f.indices))
    return next((f for f, word in told if verb in ancestors_to_root(word)), None)
