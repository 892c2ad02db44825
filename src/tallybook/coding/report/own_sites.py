"""Sites of their own: a bomb at a market and a grenade at a bus station of one town are two.

An attack has one place (UCDP GED codebook 24.1, the unit of an event). Within a town news tells it
by what stands there, so that what is told at a building that is brought in as new is another attack
than one at a building of another kind, unless the one may stand within the other, or those told of
go on to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.report.agreement import kinds_agree
from tallybook.coding.report.novelty import coordinated, goes_on, is_new
from tallybook.coding.report.rival_versions import is_its_own_version

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card


KINDS_OF_SITES = {
    word: kind
    for kind, words in {
        "post": "checkpoint post outpost checkpost roadblock",
        "home": "home house residence apartment flat villa farmhouse",
        "market": "market bazaar",
        "shop": "shop store supermarket mall",
        "bar": "bar cafe restaurant club nightclub hotel pub tavern guesthouse eatery",
        "mosque": "mosque",
        "church": "church chapel cathedral",
        "temple": "temple shrine",
        "synagogue": "synagogue",
        "school": "school university college academy seminary madrassa",
        "bank": "bank",
        "hospital": "hospital clinic",
        "stop": "bus-station railway-station train-station stop",
        "police": "police-station",
        "pump": "petrol-station gas-station filling-station service-station fuel-station",
        "garage": "garage workshop car-wash",
        "prison": "prison jail",
        "embassy": "embassy consulate",
        "cinema": "cinema theatre theater",
        "airport": "airport airfield airbase",
        "works": "refinery depot plant factory substation",
        "park": "park stadium playground",
    }.items()
    for word in words.split()
}
"""What stands in a town, by kind: words of one kind may be two names of one site. What moves, what
any building is ("headquarters", "office") and what holds a whole settlement are none."""

HOLDING = {
    "market": frozenset({"shop", "bar", "bank", "mosque"}),
    "shop": frozenset({"bar", "bank"}),
    "bar": frozenset({"shop"}),
    "stop": frozenset({"shop", "bar", "bank"}),
    "hospital": frozenset({"mosque", "church", "shop", "bar", "post"}),
    "school": frozenset({"mosque", "church", "hospital", "post"}),
    "prison": frozenset({"mosque", "hospital", "post"}),
    "airport": frozenset({"shop", "bar", "mosque", "post", "bank", "works", "stop", "police"}),
    "works": frozenset({"post", "bar", "mosque"}),
    "police": frozenset({"mosque", "post", "home"}),
    "mosque": frozenset({"school"}),
    "church": frozenset({"school"}),
    "park": frozenset({"bar", "shop", "stop"}),
}
"""What may stand within what: a mosque in a police compound, a café in a market."""

AT = frozenset({"at", "in", "inside", "outside", "near", "into", "on", "of"})
NEW = frozenset({"a", "an", "another"})
OWNED = frozenset({"his", "her", "their"})


def is_at_its_own_site(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether a telling brings in a site, or with all who take part a place, that tells its attack
    apart from a card's."""
    if telling.effects_only or telling.reference == "definite" or _goes_with_the_scene(telling):
        return False
    if telling.sentence.passage.is_title or goes_on(telling):
        return False
    if is_its_own_version(telling, card, knowledge):
        return False
    told = [t for t in card.tellings if not t.sentence.passage.is_title]
    here = [t for t in told if t.sentence is telling.sentence]
    if not told or not all(coordinated(t, telling) for t in here):
        return False
    if _is_in_the_town_beside(telling, told):
        return True
    heads = {head_word(n.value.name) for t in told for n in t.targets}
    theirs = {p.name for t in told for p, _ in t.places}
    placed = bool(telling.places) and theirs.isdisjoint({p.name for p, _ in telling.places})
    if placed and theirs and is_new(telling, heads) and not kinds_agree(telling, card, knowledge):
        return True
    if any(t.lemma_.lower() in SETTLEMENTS for one in told for t in one.sentence.tokens):
        return False  # A village has shops and schools.
    mine = {kind for kind, head in _sites(telling) if _is_brought_in(head, telling)}
    known = {kind for t in told for kind, _ in _sites(t)}
    if not mine or not known or len(mine) < len({kind for kind, _ in _sites(telling)}):
        return False
    if here:
        return mine.isdisjoint(known)
    return all(_stand_apart(one, other) for one in mine for other in known)


def _goes_with_the_scene(telling: Telling) -> bool:
    """ "A clinic was looted": told without a doer, a weapon or a victim of its own, it is what came
    of what was told before."""
    hurt = any(unit_of(head_word(n.value.name)) == "people" for n in telling.targets)
    return not (hurt or telling.attackers or telling.weapons or telling.killed or telling.injured)


def _stand_apart(one: str, other: str) -> bool:
    within = other in HOLDING.get(one, ()) or one in HOLDING.get(other, ())
    return one != other and not within


def _sites(telling: Telling) -> list[tuple[str, Token]]:
    """The sites at which a telling has its attack: what was attacked, or where in its clause."""
    verb = clause_verb(telling.head)
    spans = [n.span for n in telling.targets]
    passage = telling.sentence.passage
    found: list[tuple[str, Token]] = []
    for token in telling.sentence.tokens:
        kind = KINDS_OF_SITES.get(_site_name(token))
        if kind is None or token.tag_ != "NN" or token.dep_ in ("compound", "nmod", "amod"):
            continue
        here = passage.span(token.i, token.i + 1)
        attacked = any(s.start <= here.start < s.end for s in spans)
        where = token.dep_ == "pobj" and token.head.lower_ in AT and kind != "hospital"
        if attacked or (where and verb in ancestors_to_root(token) and clause_verb(token) == verb):
            found.append((kind, token))
    return found


def _site_name(token: Token) -> str:
    """What a noun calls a site: a station or a wash by what it is for."""
    lemma = token.lemma_.lower()
    if lemma not in ("station", "wash"):
        return lemma
    kinds = [t.lower_ for t in token.lefts if t.dep_ == "compound"]
    return "-".join((*kinds[-1:], lemma))


def _is_brought_in(site: Token, telling: Telling) -> bool:
    """Whether a site is new to the text: "a bank", "his home", of somebody who is new."""
    words = {t.lower_ for t in site.lefts}
    return bool(words & NEW) or (bool(words & OWNED) and bool(telling.targets))


def _is_in_the_town_beside(telling: Telling, told: list[Telling]) -> bool:
    """ "Gunmen raided a village near Gao. In Gao a bomb went off": a settlement near a town is not
    that town."""
    villages = [t for t in told if {head_word(n.value.name) for n in t.targets} & SETTLEMENTS]
    keys = {p.key for t in villages for p, _ in t.places if p.key is not None}
    near = {key.split("|", 1)[1] for key in keys if key.startswith("near:")}
    return bool(telling.places) and all(p.key in near for p, _ in telling.places)
