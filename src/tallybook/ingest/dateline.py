"""Datelines: where and by whom a report was filed, printed before its first sentence.

"GOMA, DR Congo (Reuters) — …": the place in capitals, often a region or country, sometimes the
day of filing, the agency in brackets, then a dash (Associated Press Stylebook, "datelines").
A dateline is where the reporter sat, not where anything happened. South Asian papers end it
with a colon ("QUETTA: …"), former Soviet agencies part it with full stops ("MINSK. July 4.
BelTA - …"), papers of other houses write the place in small letters, and monitoring services
print tags in square brackets after it ("-- [TEXT] …").
"""

from __future__ import annotations

import re

from msgspec import Struct

from tallybook.ingest.dates import match_date
from tallybook.knowledge.loading import load_knowledge

_MAX_LENGTH = 140
"""Code points before the dash. Places, agency and day together are shorter."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?(?:,?\s+'?\d{{2,4}})?"
    rf"|{_MONTH}\.?\s*\d{{1,2}}(?:,?\s+\d{{4}})?)"
)
_AGENCIES = frozenset(
    "reuters ap afp upi efe acan-efe dpa ansa tass itar-tass interfax xinhua kyodo yonhap anadolu "
    "aa irna isna mna sana kuna spa wafa nna ina apa pti ani app bbc cnn rfi rfe/rl voa belta "
    "ukrinform dw sputnik rudaw cna bernama antara inravision thomson-reuters".split()
)
_DASH = re.compile(r"\s*(?:—|–|--+|_(?=\s)|-(?=\s))\s*|:\s+")
_STOP = re.compile(rf"(?P<head>[^.\n:]{{2,60}}?\s{_DATE})\.\s+(?=[A-Z\"“'‘])", re.IGNORECASE)
"""A town and its day with a full stop behind them ("STOCKHOLM, 4 February 2025. Police …")."""

_HEAD = re.compile(
    rf"(?P<place>.+?)(?:[,.]?\s+(?P<date>{_DATE}))?[.,]?"
    r"(?:\s*\((?P<credit>[^()]{2,60})\)|\s+(?P<bare>[A-Za-z/-]{2,12}))?"
    rf"(?:[,.]?\s+(?P<late>{_DATE}))?\.?",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(
    rf"(?:(?P<date>{_DATE})\s*)?\((?P<credit>[^()]{{2,60}})\)", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_TAGS = re.compile(r"(?:\[[^\[\]\n]{1,80}\]\s*)+")
_PARTICLES = frozenset(
    "al ad an ar as ash at ez es el de del la le los las of the and da do du".split()
)
# Labels that editors print in capitals before a colon or dash, and bodies that a sentence can
# begin with; no towns.
_NO_TOWNS = frozenset(
    "GUIDE STORY PICTURES USERS JUST UPDATE UPDATED CORRECTED CORRECTS REFILE WRAPUP BREAKING "
    "EXCLUSIVE WATCH VIDEO PHOTO PHOTOS LIVE CORRECTION CLARIFICATION NOTE EXPLAINER ANALYSIS "
    "OPINION EDITORIAL INTERVIEW FEATURE FACTBOX TIMELINE SOURCE SOURCES PUBLISHED POSTED DATE "
    "TITLE HEADLINE TEXT SUMMARY BACKGROUND WARNING DEVELOPING ALERT NEWS URGENT FLASH READ "
    "RELATED NATO ISIS ISIL UNHCR UNICEF UNIFIL OCHA IDF SDF FARC".split()
)
_OPENERS = frozenset("the a an in on at after as when for from by but and".split())
_OUTLET_SHAPE = re.compile(
    r"\b(?:news|agency|press|radio|tv|television|times|post|daily|media|wire)\b|[a-z] ?24$|"
    r"\.(?:com|net|org|info)\b",
    re.IGNORECASE,
)


class Dateline(Struct, frozen=True):
    """The first `end` code points of a paragraph are its dateline, dash and tags with it.

    The story starts after them. `day` is the day of filing where it is stated with its year,
    `agency` whom the dateline credits.
    """

    end: int
    day: str | None = None
    agency: str | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that opens `paragraph`, or None."""
    for dash in _DASH.finditer(paragraph, 0, _MAX_LENGTH):
        rest = paragraph[dash.end() :]
        if not rest or dash.start() == 0:
            return None
        found = _parse(paragraph[: dash.start()].strip(), dash.group().strip(), rest)
        if found is not None:
            tags = _TAGS.match(paragraph, dash.end())
            end = tags.end() if tags is not None else dash.end()
            return Dateline(len(paragraph[:end].rstrip()), *found)
    stop = _STOP.match(paragraph)
    found = _parse(stop["head"], ".", paragraph[stop.end() :]) if stop is not None else None
    return Dateline(len(stop.group().rstrip()), *found) if stop is not None and found else None


_TOWN = re.compile(r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}):\s+(?=[A-Z\"“])")
_TOWN_POPULATION = 100_000
"""People: papers have reporters in large towns. Much else stands before a colon, and is the name
of some small place as well (Police, a town of 33,000 in Poland)."""


def find_town(paragraph: str) -> Dateline | None:
    """Return the dateline "Peshawar: A bomber …", as South Asian papers and their sites print it in
    small letters; a large town alone is one, since anybody else's name may stand before a colon."""
    found = _TOWN.match(paragraph)
    if found is None:
        return None
    name, knowledge = found.group("name"), load_knowledge()
    towns = knowledge.gazetteer.candidates(name)
    if not any(t.kind == "settlement" and t.population >= _TOWN_POPULATION for t in towns):
        return None
    actor = knowledge.actors.find(name)
    if actor is not None and actor.kind not in ("state", "government"):
        return None  # "Hamas: …", though Hama is spelt so as well; a capital is its town.
    return Dateline(len(found.group().rstrip()))


def known_agency(name: str) -> bool:
    """Whether `name` is a news agency or outlet that reports credit by that name alone."""
    return name.lower().strip(" .") in _AGENCIES


def _parse(head: str, dash: str, rest: str) -> tuple[str | None, str | None] | None:
    """Return the day and the agency of the dateline that `head` is, or None for no dateline."""
    alone = _CREDIT_ALONE.fullmatch(head)
    if alone is not None:
        # A day beside it tells that the brackets hold who filed, as behind a town.
        agency = _agency(alone.group("credit"), dated=alone.group("date") is not None)
        return (_day(alone.group("date")), agency) if agency else None
    found = _HEAD.fullmatch(head)
    if found is None:
        return None
    place, bare = found.group("place"), found.group("bare")
    if bare is not None and not known_agency(bare):
        place, bare = head[: found.end("bare")], None
        if found.group("date") is not None:
            return None
    date = found.group("date") or found.group("late")
    credit = found.group("credit") or bare
    vouched = date is not None or credit is not None
    if not _is_place(place, dash, rest, vouched=vouched):
        return None
    return _day(date), _agency(credit, dated=date is not None)


def _is_place(text: str, dash: str, rest: str, *, vouched: bool) -> bool:
    parts = [re.sub(r"\s*\(.*\)$", "", part.strip()) for part in text.split(",")]
    if len(parts) > 3 or not all(parts) or re.search(r"[\"“”?!;:\d]", text):
        return False
    # Six words: "Democratic Republic of the Congo" has five.
    if len(parts[0].split()) > 4 or not all(len(p.split()) <= 6 and _is_name(p) for p in parts):
        return False
    if _WEEKDAY.fullmatch(parts[0]):
        return False
    if vouched:
        # A colon, or a full stop, follows many things; only a town in capitals makes a dateline.
        return dash not in (":", ".") or _in_capitals(parts[0])
    # With neither day nor agency, a region or capitals must tell the town. Capitals tell nothing
    # in a text that is all in capitals, and what goes on in small letters is one sentence.
    if rest[0].islower() or not any(map(str.islower, rest)):
        return False
    if len(parts) > 1 and dash != ":" and parts[0].split()[0].lower() not in _OPENERS:
        return True
    return (
        _in_capitals(parts[0])
        and not _NO_TOWNS & set(_words(parts[0].upper().rstrip(".")))
        and sum(map(str.isalpha, parts[0])) >= 3
        and (dash != ":" or _is_colon_town(parts[0]))
    )


def _is_colon_town(name: str) -> bool:
    """Whether capitals before a colon are a town's rather than a body's ("NYPD: …")."""
    letters = [c for c in name.upper() if c.isalpha()]
    return len(letters) >= 4 and bool(set("AEIOU") & set(letters)) and len(name.split()) <= 3


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s/-]+", text) if word]


def _is_name(text: str) -> bool:
    words = _words(text)
    return bool(words) and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


def _in_capitals(text: str) -> bool:
    words = [word for word in _words(text) if word.lower() not in _PARTICLES]
    return bool(words) and all(word.upper() == word for word in words)


def _agency(credit: str | None, *, dated: bool) -> str | None:
    """Return the credited outlet; without a day beside it, brackets can also hold a country."""
    if credit is None:
        return None
    name = credit.strip()
    if known_agency(name) or _OUTLET_SHAPE.search(name):
        return name
    return name if dated else None


def _day(date: str | None) -> str | None:
    found = match_date(date) if date else None
    return found[0] if found is not None else None
