"""The gate: which reports, and which of their paragraphs, are worth a parse.

Parsing costs most of the time that a report takes. A report without a word for an attack, a
weapon, an armed actor or somebody hurt makes no claim of ours, and a paragraph without a word
that any reader looks for adds none; words are looked up as lemmas before any parse, so that the
gate costs next to nothing. It is made to let too much through rather than too little: a word for an
act opens it alone, words that only may speak of one open it together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from tallybook.coding.harms.words import DEAD_ADJECTIVES, EFFECTS, HURT_ADJECTIVES
from tallybook.coding.language.lexicon import stems
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.headings import is_short_line
from tallybook.coding.speech.holding import DENIAL_VERBS
from tallybook.coding.speech.relations import AFFILIATION, BACKING
from tallybook.coding.speech.responsibility import BLAME_VERBS
from tallybook.coding.voices.cues import CREDIT_NOUNS, INTERCEPT_VERBS
from tallybook.core.documents import Document
from tallybook.knowledge.loading import Knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_FORCE = re.compile(
    r"\b(?:under|open(?:s|ed|ing)?|exchang\w+) fire\b|\bfired (?:on|at|in)\b"
    r"|\bfir(?:e|ed|ing) (?:[\w.,-]+ ){1,3}(?:rounds?|shots?|shells?|bullets?)\b"
    r"|\b(?:rounds?|shots?) (?:was|were|being) fired\b"
    r"|\b(?:police|army|troops|soldiers|guards|forces) (?:had to |ha(?:ve|d|s) )?fir(?:e|ed|ing)\b"
    r"|\bresort(?:s|ed|ing)? to (?:\w+ )?(?:firing|force|torture|violence)\b"
    r"|\b(?:use|uses|used|using)(?: of)?(?: \w+)? force\b|\bexcessive force\b"
    r"|\btortur(?:e|ed|ing)\b"
    r"|\b(?:police|army|military) (?:brutality|excess(?:es)?|high-?handedness|bullets?)\b"
    r"|\bbeat(?:en|ing)?(?: \w+){0,3} up\b|\bbeat(?:en|ing)? (?:by|with)\b|\bbeaten to\b"
    r"|\b(?:manhandl|bludgeon)\w+|\bthrash(?:ed|ing)\b|\brough(?:ed|ing)? up\b"
    r"|\blathis?\b|\bcaned\b"
    r"|\bdispers(?:e|ed|ing) (?:the |an? )?(?:\w+ )?(?:crowds?|mobs?|protest\w*|demonstrat\w*)"
    r"|\b(?:masked|hooded|armed|unidentified|unknown|gun-wielding|machete-wielding|knife-wielding)"
    r" (?:(?:gun)?m[ae]n|youths?|gangs?|attackers?|assailants?|persons?|robbers?|individuals?"
    r"|raiders?)\b|\bramm(?:ed|ing)\b|\b(?:carr|tak|march|spirit|driv)\w+ off\b(?! the)"
    r"|\b(?:devices?|charges?) (?:was|were|been|being) (?:set off|detonat|activat|trigger|explod)"
    r"|\bdr(?:ove|iven?|iving) (?:\w+ ){0,4}(?:at|into) (?:\w+ ){0,2}"
    r"(?:crowds?|police\w*|pedestrians|people|officers|worshippers|shoppers|soldiers)\b"
    r"|\b(?:gunshot|bullet|stab|knife|machete) wounds?\b|\bbullet-riddled\b"
    r"|\battempts? on (?:\w+ ){1,2}li(?:fe|ves)\b"
    r"|\b(?:picked|picking) off\b|\bto the torch\b|\bto ashes\b|\bla(?:id|y|ys|ying) siege\b"
    r"|\bboarded (?:\w+ ){1,3}(?:ship|vessel|boat|tanker|barge|trawler|carrier|tug|yacht|freighter)"
    r"|\b(?:at|by) (?:gun|knife)-?point\b|\b\w+ed to death\b|\bset upon\b"
    r"|\b(?:exchang|trad|swapp)\w* (?:shots?|gunfire|fire|volleys)\b|\bdo battle with\b"
    r"|\btear[- ]?gas|\b(?:baton|lathi|cane)s?[- ]?charg|\brubber bullets"
    r"|\blive (?:rounds|ammunition)",
    re.I,
)
"""Fire of arms, where "fire" alone is mostly a blaze, and force against crowds and captives
(ACLED's "excessive force against protesters"): phrases whose words say little one by one."""

HARM_WORDS = (
    EFFECTS
    | DEAD_ADJECTIVES
    | HURT_ADJECTIVES
    | word_set("toll victim corpse body life martyr behead execute murder slay massacre")
)
VERDICT_WORDS = (
    CREDIT_NOUNS
    | BLAME_VERBS
    | DENIAL_VERBS
    | BACKING
    | AFFILIATION
    | INTERCEPT_VERBS
    | word_set("responsible behind claim motive attempt foil thwart repel reserve defuse")
)


EVERYDAY = word_set(
    """group suspect individual youth life fall lose round arrow complex operation campaign himself
    herself itself themselves oneself ground string situation exchange border surprise roadside
    collapse battle area station drive engage network movement element unit cell band team settler
    coordinate grade coalition offensive partisan nationalist crime indirect hammer chemical
    suicide partner rope helicopter snatch wipe slew trouble faction raze throat board
    precision stranger pesticide noose encounter machine vehicle attempt spray pepper rake
    assail"""
)
"""Words that a later stage starts from, and that news of every kind is full of: they say nothing of
violence by themselves."""

SUGGESTIVE = word_set(
    """violence carnage terror terrorism terrorist criminal armed confrontation death die bloodshed
    unrest revenge retaliatory gun weapon paramilitary perpetrator militant rioter extremist
    fundamentalist fanatic killer captive bullet execute mob demonstrator protester devastate gang
    shell captor loot injury hurt martyr tension arson ablaze baton fire strike hit blow charge
    device stone rock brick cannon target military destroy victim body toll corpse damage harm crowd
    force outrage kerosene petrol mine acid poison"""
)
"""Words for violence at large, for arms and those who bear them, and for what befalls somebody:
they name no act (mass and agent nouns), or have everyday senses beside the violent one."""

FIGURATIVE = word_set(
    """attack burn clash blast massacre assault deadly casualty rocket torch wound explosion explode
    slaughter"""
)
"""Words for an act that news of politics, markets and sport use of words, prices and matches."""

SURE, LIKELY, POSSIBLE = 3, 2, 1
"""What a word for an act tells, a word for one that is often figurative, and a suggestive one."""

BY_FORCE = word_set(
    """
    rape gang-rape lynch besiege strangle garrotte smother suffocate incinerate pillage plunder
    overrun robber robbery raid gunpoint knifepoint bludgeon maul encircle hijack derail waylay
    flog
    """
)
"""Words for acts of force that have hardly another sense, and that the lexicon counts on only in a
violent clause."""

FORCEFUL = word_set(
    """
    storm seize capture invade sabotage vandalise vandalize ignite gas hang beat throat drag haul
    herd bundle fight battle sack commandeer swoop drown chase snatch rob raze
    masked hooded wipe thrash whip punch kick mow pelt wreck gut obliterate barge wrest ransack
    slit chop rampage sword bloodbath scissors slash smash douse whisk spirit throttle assail
    terrorise terrorize flatten pound
    """
)
"""Words for acts that may be by force, and mostly are not: a short report has little else to tell
them by, and in a long one they say nothing."""

SHORT = 2
"""How much a report needs at the most (`CHARACTERS_PER_POINT`) to be short."""

IN_A_SENTENCE = 3
"""What a sentence has to tell to open the gate by itself."""

IN_A_REPORT, CHARACTERS_PER_POINT = 6, 450
"""What a report has to tell over all its sentences, at the most and for every 75 words or so. A
report tells of its attack more than once, and in more than one word (lead, details, victims, arms);
a long text about something else may hold a few such words by chance."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class Gate:
    """What opens the gate, for one state of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        events, actors = knowledge.event_types, knowledge.actors
        weapons = knowledge.weapons

        strong = HARM_WORDS | events.telling_words(strong=True)
        every = strong | VERDICT_WORDS | events.telling_words(strong=False)

        def violent(lemma: str) -> bool:
            return (
                lemma in strong
                or actors.generic_kind(lemma) is not None
                or weapons.find(lemma) is not None
            )

        def telling(lemma: str) -> bool:
            known = lemma in every or lemma in BY_FORCE or lemma in FORCEFUL
            return known or violent(lemma) or events.statement(lemma) is not None

        @lru_cache(maxsize=1 << 16)
        def named(before: str, word: str) -> bool:
            """ "Air strike": two everyday words that together name an armed attack."""
            triggers = (events.noun(f"{before} {stem}") for stem in stems(word))
            return any(t is not None and t.strength == "strong" for t in triggers)

        self._named = named
        self._telling = _on_words(telling)
        self._weight = _weighing(violent, frozenset())
        self._weight_of_short = _weighing(violent, FORCEFUL)

    def opens_for(self, document: Document) -> bool:
        """Whether a report may speak of an attack at all: by one word or phrase that says so, or by
        several that only may; the longer the report, the more it takes."""
        text = document.text
        if _FORCE.search(text):
            return True
        needed = min(IN_A_REPORT, 1 + len(text) // CHARACTERS_PER_POINT)
        weight = self._weight if needed > SHORT else self._weight_of_short
        told: dict[str, int] = {}
        for sentence in _SENTENCE_END.split(text):
            words = _WORD.findall(sentence)
            here = dict(weighed for word in words if (weighed := weight(word))[1])
            told.update(here)
            if sum(here.values()) >= IN_A_SENTENCE or sum(told.values()) >= needed:
                return True
            if any(self._named(one.lower(), word.lower()) for one, word in pairwise(words)):
                return True
        return False

    def opens_for_paragraph(self, text: str) -> bool:
        """Whether a paragraph may add a claim."""
        if is_short_line(text) or any(self._telling(w) for w in _WORD.findall(text)):
            return True
        return _FORCE.search(text) is not None


def _weighing(
    violent: Callable[[str], bool], forceful: frozenset[str]
) -> Callable[[str], tuple[str, int]]:
    """Return how much a printed word tells, with the lemma that does; of a compound with a hyphen
    the part that tells most ("roadside-bomb"). The `forceful` are suggestive as well."""

    @lru_cache(maxsize=1 << 16)
    def weigh(word: str) -> tuple[str, int]:
        lower = word.lower()
        parts = [lower] if lower.isalpha() else [p for p in re.split(r"['’-]", lower) if p]
        if not any(map(told, parts)) or lower in BY_FORCE:
            parts = [lower]
        return max((of_part(part) for part in parts), key=lambda one: one[1], default=(lower, 0))

    def told(part: str) -> bool:
        return any(map(violent, stems(part)))

    def of_part(part: str) -> tuple[str, int]:
        forms = stems(part)
        if forms & BY_FORCE:
            return min(forms & BY_FORCE), SURE
        if forms & forceful:
            return min(forms & forceful), POSSIBLE
        if not told(part) or forms & (EVERYDAY | FORCEFUL):
            return part, 0
        for listed, weight in ((SUGGESTIVE, POSSIBLE), (FIGURATIVE, LIKELY)):
            if forms & listed:
                return min(forms & listed), weight
        return part, SURE

    return weigh


def _on_words(test: Callable[[str], bool]) -> Callable[[str], bool]:
    """Apply a test of lemmas to every lemma that a printed word, or a part of it, may be of."""

    @lru_cache(maxsize=1 << 16)
    def tested(word: str) -> bool:
        lower = word.lower()
        parts = [lower, *re.split(r"['’-]", lower)] if not lower.isalpha() else [lower]
        return any(test(stem) for part in parts if part for stem in stems(part))

    return tested
