"""Re-casing of wire copy in capitals, of text without any, and of headlines in title case.

Agencies' wire copy of the twentieth century, and some headlines today, are printed in capitals
alone; messages are typed without any; American headlines capitalise nearly every word. A tagger
that learnt from mixed case takes the first and the last for strings of names, and finds none in the
second. Names keep their capital where the word is known as a part of a
name; everything else is written small. No character is added or removed; a label's colon
or dash becomes a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.glosses import without_glosses
from tallybook.coding.language.labels import with_label_apart
from tallybook.coding.language.lexicon import known_lemmas, stems
from tallybook.coding.language.model import load_model
from tallybook.coding.language.token_rows import word_set
from tallybook.knowledge.loading import load_knowledge
from tallybook.knowledge.vocabulary import key

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|(?<![.\s][A-Za-z])[.!?:\]]\s+|[“\"]\s?)$")
"""What stands before a sentence's first word; the full stop of an initialism ("U.S.") ends none."""

MOSTLY = 0.7
"""Share of capital letters from which a text counts as printed in capitals. Mixed-case news
has under 0.1; initialisms alone do not carry a paragraph past one half."""

_OPENING_PREPOSITION = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?:Near|Outside|Beside|Opposite)(?= (?!East\b)[A-Z])"
)
"""A preposition that opens a sentence, right before a name. Its capital is orthography's; a tagger
that has seen it mostly inside names ("Near East") makes one name of the two words, and of the
name the sentence's subject."""

TITLE_SHARE = 0.75
"""Share of capitalised long words from which a headline counts as title case: sentence-case
headlines capitalise names alone, which are seldom three words in four."""


@lru_cache(maxsize=1024)  # The paragraphs of a batch: asked for what is parsed and for countries.
def recase(text: str, role: str) -> str:
    """Return `text` with the case of running prose and without glosses, character for character as
    long."""
    text = without_glosses(text)
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) >= 12 and (not capitals or capitals / len(letters) > MOSTLY):
        return _rewrite(text, capitals=True)
    if role == "title" and _is_title_case(text):
        return _rewrite(text, capitals=False)
    if role != "title":
        text = with_label_apart(text)
    return _OPENING_PREPOSITION.sub(lambda found: found.group().lower(), text)


def _is_title_case(text: str) -> bool:
    long_words = [w for w in _WORD.findall(text) if len(w) > 3]
    capitalised = sum(w[0].isupper() for w in long_words)
    return len(long_words) >= 3 and capitalised / len(long_words) > TITLE_SHARE


def _rewrite(text: str, *, capitals: bool) -> str:
    found = list(_WORD.finditer(text))
    # Names are looked up as they are printed, or, where no case tells, in capitals.
    known = _names([m.group() if not capitals else m.group().upper() for m in found])
    pieces: list[str] = []
    at = 0
    for index, word in enumerate(found):
        pieces.append(text[at : word.start()])
        at = word.end()
        printed = word.group()
        small = _lower(printed)
        starts = bool(_SENTENCE_START.search(text[max(0, word.start() - 5) : word.start()]))
        if capitals:
            name = index in known or not _is_common(small)
            if name and _is_acronym(printed):
                pieces.append(printed)
            else:
                pieces.append(_capitalise(small) if starts or name else small)
        elif starts or index in known or printed.isupper() or not printed[0].isupper():
            pieces.append(printed)
        else:
            # In title case the capital says nothing: a common word goes small and any other
            # keeps the capital that it has.
            pieces.append(small if _is_common(small) else printed)
    pieces.append(text[at:])
    return "".join(pieces)


def _names(words: list[str]) -> set[int]:
    """Which words belong to names of actors, places, months or days of the week."""
    knowledge = load_knowledge()
    inside = {i for i, word in enumerate(words) if word.lower() in CALENDAR}
    for hit in knowledge.actors.scan(words):
        # The last word of "ELN militants" is a common noun; the name is what stands before it.
        members = unit_of(words[hit.end - 1].lower()) == "people"
        inside.update(range(hit.start, hit.end - members))
    for start, end in knowledge.gazetteer.scan(words):
        if (
            end - start == 2
            and words[start].lower() == "the"
            and _is_common(words[start + 1].lower())
        ):
            continue  # "In the northern city": hardly the place of that name.
        if (
            end - start > 1
            or not _is_common(words[start].lower())
            or (_prominent(words[start]) and not _has_article(words, start))
        ):
            inside.update(range(start, end))
    for index, word in enumerate(words):
        if word.lower() in RANKS:
            inside.update(_person(words, index + 1))
    inside.update(i for i, w in enumerate(words) if knowledge.gazetteer.demonym_countries(w))
    return inside


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is the acronym of a known body, which keeps them in any text."""
    actor = load_knowledge().actors.find(word)
    return actor is not None and word in actor.acronyms


LARGE = 100_000
"""People of a town that is named more often than its common namesakes in lower case."""


def _prominent(name: str) -> bool:
    """Whether a word that is also in the dictionary is rather a place: a country, first-order
    division or large town of that very name. Dictionaries list famous towns as nouns, so that
    a word with another part of speech ("reading", "nice", "split") is not taken for one."""
    entry = next(iter(load_knowledge().gazetteer.candidates(name)), None)
    if entry is None or key(entry.name) != key(name):
        return False
    if entry.kind in ("country", "admin1"):
        return True
    return entry.population >= LARGE and not _inflects(name.lower())


def _has_article(words: list[str], index: int) -> bool:
    """Names of places take no article (Quirk et al. 1985, §5.60 ff.): "a van" is no town."""
    return index > 0 and words[index - 1].lower() in ARTICLES


ARTICLES = word_set("a an the this that his her its their every each another")
RANKS = word_set(
    """
    colonel col general gen captain capt major maj lieutenant lt sergeant sgt corporal president
    minister senator governor mayor monsignor father bishop archbishop judge dr mr mrs ms deputy
    commander ambassador secretary spokesman
    """
)
"""Words before the name of a person."""


def _person(words: list[str], start: int) -> Iterator[int]:
    """Yield the words after a rank that can be a name: nouns of no other part of speech that
    count neither people nor things, and words that are in no dictionary."""
    for index in range(start, min(start + 3, len(words))):
        small = words[index].lower()
        if small in STOP_WORDS or _inflects(small) or unit_of(small) != "other":
            return
        if small in known_lemmas() and index == start and start + 1 < len(words):
            following = words[start + 1].lower()
            if following in STOP_WORDS and following not in ("de", "la"):
                return
        yield index


@cache
def _inflects(word: str) -> bool:
    """Whether a word is a verb, an adjective or an adverb too."""
    tables = load_model().lemma_tables.get_table("lemma_index")
    return any(stem in tables[part] for part in ("verb", "adj", "adv") for stem in stems(word))


@cache
def _is_common(word: str) -> bool:
    """Whether a word is ordinary English: short, of the closed classes, or a form of a lemma
    that the model knows."""
    if len(word) <= 3 or word in STOP_WORDS:
        return True
    forms = stems(word)
    return not (known_lemmas().isdisjoint(forms) and _words_for_attacks().isdisjoint(forms))


@cache
def _words_for_attacks() -> frozenset[str]:
    """Words of the lexicon of attacks, some of which no dictionary lists ("machinegunned")."""
    words = load_knowledge().event_types.telling_words
    return words(strong=True) | words(strong=False)


STOP_WORDS = word_set(
    """
    about above across after afterwards again against all almost along already also although
    always among amongst and another any anybody anyone anything anywhere are around because been
    before behind being below beneath beside besides between beyond both but can cannot could did
    does doing done down during each either else elsewhere enough even ever every everybody
    everyone everything everywhere except few for former from further furthermore had has have
    having hence her here hers herself him himself his how however if in indeed instead into its
    itself just latter least less like many may meanwhile might mine more moreover most mostly
    much must my myself namely neither never nevertheless nobody none nor not nothing now nowhere
    off often once one only onto other others otherwise our ours ourselves out over own perhaps
    rather same several shall she should since some somebody somehow someone something sometimes
    somewhere still such than that the their theirs them themselves then there thereby therefore
    these they this those though three through throughout thus till together too toward towards
    two under until unto upon us very via was we well were what whatever when whenever where
    whereas whereby wherever whether which while who whoever whole whom whose why will with within
    without would yet you your yours yourself
    """
)
"""The closed classes of English words, which no table of lemmas lists."""

CALENDAR = word_set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """
) - {"may", "march"}
"""Months and weekdays, without the two that are verbs as well."""


def _lower(word: str) -> str:
    """Lower-case where that keeps the length ("İ" becomes two code points in Python)."""
    small = word.lower()
    return small if len(small) == len(word) else word


def _capitalise(word: str) -> str:
    head = word[0].upper()
    return head + word[1:] if len(head) == 1 else word
