"""From the names that claims hold to the fills that MUC-4 asks for.

An attacker is an organisation where it is a proper name or a body of a state, else an individual
(template-doc-part2.v7, slots 9 and 10). A target is a thing, a person by name, or a person
described (slots 12, 18 and 19); a person's name goes without titles and honorifics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from spacy.lang.en.stop_words import STOP_WORDS

from tallybook.coding.counts.numerals import UNITS
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.lexicon import known_lemmas, stems
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS, Actor, TargetType
from tallybook.knowledge.loading import Knowledge

Nature = Literal["person", "described", "thing", "force"]
"""A person by name, people described, a thing, or an armed force or group as such."""

_BOUNDARY = re.compile(
    r"\s*(?:,(?!\d)|\(|\[| -- "
    r"|\b(?:of|in|at|on|near|from|with|who|which|that|for|between|belonging)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"(?:the|a|an|this|that|these|those|his|her|its|their|our|some|several|many|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|dozens? of|at least|about|over|nearly|another|other"
    r"|\d[\d,.]*"
    r")\s+(?=\S)",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\A(?:the|some|several|many)\s+(?=\S)", re.IGNORECASE)
"""What says neither who nor exactly how many."""

_GLOSS = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))")

_DOUBT = re.compile(r"(?:alleged|suspected|presumed|supposed|yesterday|today)\s+", re.IGNORECASE)
"""How sure the report is, and when: no part of what somebody is called."""

_TITLES = frozenset(
    """mr mrs ms miss dr don dona fr father monsignor msgr reverend rev sister brother col colonel
    gen general lt lieutenant maj major capt captain sgt sergeant cpl corporal adm admiral
    commander cmdr comandante brigadier inspector president minister senator deputy governor mayor
    judge justice ambassador consul attorney lawyer prosecutor engineer professor doctor licenciado
    archbishop bishop priest rector leader secretary chairman director candidate congressman
    congresswoman representative chief councilman councilwoman magistrate delegate official
    businessman journalist newsman reporter photographer cameraman student teacher worker peasant
    citizen guerrilla soldier policeman agent officer detective guard bodyguard driver son daughter
    wife husband widow member head manager economist industrialist rancher farmer coordinator
    unionist activist vice-president ex-president ex-minister cardinal nun maid missionary
    companion assistant authority employee technician comrade clergyman servant aide adviser
    advisor leftist teenager relative neighbor spectator""".split()
)
"""Titles, ranks, offices and callings: what stands before a person's name in news."""


_BODIES = frozenset(
    """army front movement command battalion brigade party alliance cartel force forces police
    government guard coalition league committee union regiment directorate agency ministry
    council""".split()
)
"""Nouns that end the proper name of a body."""

_STATE_BODIES = frozenset({"army", "police", "government", "navy"})
"""Bodies of whichever state the report speaks of."""

_MEMBERS = frozenset(
    """guerrilla guerrillas terrorist terrorists rebel rebels member members militant militants
    fighter fighters unit units commando commandos commandoes element elements subversives column
    troops soldiers gunmen""".split()
)
"""Nouns for those who belong to a body, behind its name."""

_BELONGING = frozenset("member members unit units element elements column".split())
"""Those of them that say no more than that somebody belongs to it."""

_CROWDS = frozenset(
    "group gang band mafia column contingent squad cell commando crowd mob ring cartel".split()
)
"""Nouns for several people who attack together, which name no body."""

_KINDS = frozenset("armed paramilitary rightist leftist terrorist guerrilla rebel death".split())
"""Adjectives that say what kind of body it is, and do not name it."""

_NO_TARGETS = frozenset(
    """neighborhood neighbourhood village town city slope area zone region hill department
    municipality province canton place street end part side""".split()
)
"""Names of places cannot be targets (template-doc-part1.v7, section 1, 7)."""

_PARTS = frozenset("window wall door roof glass front blind ceiling furniture pane".split())
"""Parts of buildings, which are targets only where nothing that they are part of is named."""

_PLACE_WORDS = frozenset("san santa santo la las los el".split())
"""First words of Spanish names of places."""


class Organisation(Struct, frozen=True):
    """An organisation that a mention names, and the words that name it."""

    name: str
    actor: str | None = None


class Namer:
    """Names things as MUC-4 does, for one state of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._actors = knowledge.actors

    def actor(self, mention: Mention) -> Actor | None:
        """Return the actor of a mention, of the table or built by rule, or None."""
        return self._actors.of(mention)

    def target_type(self, mention: Mention) -> TargetType | None:
        """Return the type of target of a mention's head, or None."""
        kind = self._actors.target_kind(_head(mention.name).lower())
        return self._actors.targets.get(kind or "")

    def organisation(self, mention: Mention) -> Organisation | None:
        """Return the body that a mention names, alone or as that of its members ("ELN
        guerrillas", "members of the ELN"), by the fewest words that name it."""
        mention = without_gloss(mention)
        words = mention.name.split()
        hits = [
            hit
            for hit in self._actors.scan(words)
            if (actor := self._actors.get(hit.actor_id)) is not None and actor.kind in _NAMED
        ]
        for hit in sorted(hits, key=lambda one: one.end - one.start):
            name = self._shortest(words[hit.start : hit.end], hit.actor_id)
            if name.split()[-1].lower() not in _MEMBERS:
                return Organisation(name, hit.actor_id)
        body = _after_of(without_count(mention.name)).split()
        actor = self.actor(mention) if len(body) == len(words) else self.actor(_named(body))
        last = body[-1].lower()
        if actor is not None and actor.kind in STATE_KINDS and last in _BODIES:
            return Organisation(" ".join(body), actor.id)
        if last in _STATE_BODIES or " ".join(body).lower() in ("armed forces", "security forces"):
            return Organisation(" ".join(body), actor.id if actor is not None else None)
        if actor is None and _is_name_of_body(body):
            return Organisation(" ".join(body))
        return None

    def _shortest(self, words: Sequence[str], actor_id: str) -> str:
        """The words without those for members and without adjectives before the name."""
        while len(words) > 1:
            rest = words[:-1] if words[-1].lower() in _MEMBERS else words[1:]
            fewer = self._actors.find(" ".join(rest))
            if fewer is None or fewer.id != actor_id:
                break
            words = rest
        return without_count(" ".join(words))

    def is_members(self, mention: Mention) -> bool:
        """Whether a mention describes individuals, and not a body itself or a thing."""
        name = without_count(mention.name)
        organisation = self.organisation(mention)
        if organisation is not None:
            return organisation.name != name
        if _last_stems(name) & _CROWDS:
            return True
        return self.nature(mention) in ("described", "person", "force")

    def individuals(self, mention: Mention) -> str:
        """Return what those who attacked are called, without the body that they belong to, which
        is a fill of its own ("guerrillas" of "FMLN guerrillas" or of "guerrillas of the FMLN");
        its members are nothing else."""
        name = without_doubt(_QUANTITY.sub("", without_gloss(mention).name))
        organisation = self.organisation(mention)
        before, of, _ = name.lower().partition(" of ")
        if organisation is not None and of and before.split()[-1] in _MEMBERS - _BELONGING:
            return name[: len(before)]
        words = name.split()
        if organisation is None or words[-1].lower() not in _MEMBERS - {"member", "members"}:
            return name
        body = organisation.name.split()
        starts = name.lower().startswith(f"{organisation.name.lower()} ")
        return " ".join(words[len(body) :]) if starts else name

    def nature(self, mention: Mention) -> Nature:
        """Return what a target is."""
        head = _head(mention.name)
        is_titled = any(_plain(word) in _TITLES for word in title_of(head).split()[-1:])
        if self.is_person_name(person_name(head), is_titled=is_titled):
            return "person"
        last = head.split()[-1].lower()
        kind = self.target_type(mention)
        if kind is not None:
            return "thing" if kind.nature == "object" else "described"
        if self._actors.generic_kind(head.lower()) is not None or stems(last) & _TITLES:
            return "described"
        if unit_of(last) == "people" or last in _MEMBERS:
            return "described"
        actor = self.actor(mention)
        if actor is not None and actor.kind not in ("civilians", "generic"):
            return "force"
        return "force" if last in _BODIES else "thing"

    def is_person_name(self, words: str, *, is_titled: bool = False) -> bool:
        """Whether words are a person's name: one to five, each with a capital, the last no English
        word; WordNet's lists hold few surnames, so a word may end a name that others begin, or that
        a title or an office does ("General Leigh")."""
        parts = words.split()
        if not 1 <= len(parts) <= 5 or not all(part[0].isupper() for part in parts):
            return False
        last = _plain(parts[-1])
        if _plain(parts[0]) in _PLACE_WORDS:
            return False
        if _is_no_word(last):
            return True
        common = self._actors.target_kind(last) or unit_of(last) != "other" or last in _BODIES
        ended = last.endswith(("ion", "ment", "ship", "ing", "ity", "ness", "ers", "ies"))
        return not common and not ended and (is_titled or any(map(_is_no_word, parts[:-1])))


_NAMED = frozenset({"armed_group", "umbrella", "coalition"})


def _named(words: Sequence[str]) -> Mention:
    return Mention(" ".join(words))


def _after_of(words: str) -> str:
    """ "Members of the army": what "of" leads to."""
    before, of, after = words.rpartition(" of ") if " of " in words else words.rpartition(" OF ")
    belongs = of and before.split()[-1].lower() in _MEMBERS
    return without_count(after) if belongs else words


def _is_name_of_body(words: Sequence[str]) -> bool:
    """A proper name that no table holds: it ends on a noun for a body behind at least two words of
    its own, all with a capital and none for a kind of body ("Red River Liberation Front")."""
    return (
        len(words) > 2
        and words[-1].lower() in _BODIES
        and not {word.lower() for word in words} & _KINDS
        and all(word[0].isupper() or len(word) < 4 for word in words)
    )


def is_target_name(words: str) -> bool:
    """Whether words may name a physical target: no place's name, and no editor's remark."""
    return "[" not in words and "]" not in words and not _last_stems(words) & _NO_TARGETS


def without_parts(things: Sequence[str]) -> list[str]:
    """Return targets without parts of buildings, where something else is named."""
    whole = [one for one in things if not _last_stems(one) & _PARTS]
    return whole or list(things)


def _last_stems(words: str) -> set[str]:
    return stems(_head(words).split()[-1].lower())


def fullest_name(name: str, text: str) -> str:
    """Return the fullest form of a person's name that the text holds (slot 18): with the given
    names that stand before it somewhere."""
    fullest = name
    for found in re.finditer(rf"\b{re.escape(name)}\b", text):
        before: list[str] = []
        for word in reversed(text[: found.start()].split()[-4:]):
            is_title = bool(stems(_plain(word)) & _TITLES)
            if is_title or not (word[:1].isupper() and word.isalpha() and _is_no_word(word)):
                break
            before.insert(0, word)
        longer = " ".join([*before, name])
        if len(longer) > len(fullest) and len(longer.split()) <= 5:
            fullest = longer
    return fullest


def _is_no_word(word: str) -> bool:
    plain = _plain(word)
    if not plain.isalpha() or len(plain) <= 2 or plain in STOP_WORDS:
        return False
    forms = stems(plain) | ({f"{plain[:-2]}an"} if plain.endswith("men") else set())
    return not forms & known_lemmas()


def person_name(words: str) -> str:
    """Return a person's name without what stands before it: titles, ranks, offices."""
    parts = words.split()
    titles = (i for i, part in enumerate(parts) if stems(_plain(part)) & _TITLES)
    last = max(titles, default=-1)
    name = parts[last + 1 :] or parts
    return " ".join(name).strip(" ,")


def title_of(words: str) -> str:
    """Return what stands before a person's name: title, rank, office; "" where nothing does."""
    name = person_name(words)
    return words[: -len(name)].strip(" ,") if words.endswith(name) else ""


def number_of(words: str) -> str:
    """Return how many a phrase says that there are, as MUC-4 writes it: "3", "PLURAL" or "1"."""
    first, last = words.split()[0].lower(), _head(words).split()[-1].lower()
    if first.isdigit():
        return first
    if first in UNITS:
        return str(UNITS[first])
    return "PLURAL" if last.endswith("s") or last in ("people", "men", "women", "children") else "1"


def without_gloss(mention: Mention) -> Mention:
    """Return a mention without what an editor or a writer added in brackets."""
    return Mention(_GLOSS.sub("", mention.name).strip() or mention.name, mention.actor)


def without_doubt(words: str) -> str:
    """Return a description without how sure the report is of it."""
    return _DOUBT.sub("", words, count=1) if _DOUBT.match(words) else words


def without_count(words: str) -> str:
    """Return a phrase without articles and numbers before it."""
    while (found := _LEADING.match(words)) is not None:
        words = words[found.end() :]
    return words


def distinct_people(names: Iterable[str]) -> Iterator[str]:
    """Yield each person once, by the fullest name: one name's words may be among another's."""
    kept: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda one: -len(one.split())):
        words = set(name.lower().split())
        if not any(words <= set(other.lower().split()) for other in kept):
            kept.append(name)
    yield from kept


def distinct_phrases(phrases: Sequence[str]) -> list[str]:
    """Return phrases without those whose words are the last words of another's."""
    kept: list[str] = []
    for phrase in dict.fromkeys(phrases):
        tail = f" {phrase.lower()}"
        if not any(f" {o.lower()}".endswith(tail) for o in phrases if o.lower() != phrase.lower()):
            kept.append(phrase)
    return kept


def _head(words: str) -> str:
    """The words of a phrase up to what follows its head."""
    return _BOUNDARY.sub("", words).strip() or words


def _plain(word: str) -> str:
    return word.lower().strip(".,'\"")
