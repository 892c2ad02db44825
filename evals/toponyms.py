"""Toponyms: LGL and TR-News, names of places in news with their GeoNames entries.

Lieberman, Samet & Sankaranarayanan (2010), "Geotagging with Local Lexicons", ICDE; Kamalloo &
Rafiei (2018), "A Coherent Unsupervised Model for Toponym Resolution", WWW. A toponym is resolved
where the coder gives it coordinates; it is right within 161 km (100 miles) of its entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct
from msgspec.structs import replace

from evals.data import find_file
from evals.figures import Figure, f1_figure, percent, share_figure
from evals.parts import Part, part_of
from evals.scores import Tally
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.places.home_towns import police_town
from tallybook.coding.places.meaning import resolve
from tallybook.coding.voices.communiques import with_home
from tallybook.core.documents import Document, Paragraph
from tallybook.core.spans import span_of
from tallybook.core.values import Place
from tallybook.ingest.dateline import find_dateline
from tallybook.knowledge.gazetteer import Gazetteer
from tallybook.knowledge.loading import Knowledge, load_knowledge
from tallybook.knowledge.places.geometry import distance_km

CORPUS = "places"
WITHIN_KM = 161
"""100 miles, the distance within which a toponym is held to be resolved (Leidner 2007)."""

SHIFTED = 24
"""How far, in code points, the offsets of TR-News may be from the name that they are given for."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Toponym(Struct, frozen=True):
    """A name of a place, at the code points `[start, end)`; `geonames_id` is its entry's."""

    start: int
    end: int
    lat: float
    lon: float
    geonames_id: int


class Article(Struct, frozen=True):
    """A text with its toponyms, those without coordinates left out of what is scored."""

    id: str
    text: str
    published: str | None
    toponyms: tuple[Toponym, ...]
    unplaced: tuple[tuple[int, int], ...]


class Found(Struct, frozen=True):
    """A place that the coder reads at the code points `[start, end)`."""

    start: int
    end: int
    place: Place


def load_articles(folder: Path, name: str, limit: int | None = None) -> list[Article]:
    """Return the articles of a corpus; raises Absent."""
    root = ElementTree.parse(find_file(folder, CORPUS, name)).getroot()
    return [_article(one) for one in list(root.iter("article"))[:limit]]


def _article(element: ElementTree.Element) -> Article:
    text = element.findtext("text") or ""
    placed: list[Toponym] = []
    unplaced: list[tuple[int, int]] = []
    for one in element.iter("toponym"):
        phrase = (one.findtext("phrase") or "").strip()
        start = _where(text, phrase, int(one.findtext("start") or 0))
        if start is None:
            continue
        span = (start, start + len(phrase))
        tag = one.find("gaztag")
        lat, lon = (None, None) if tag is None else (tag.findtext("lat"), tag.findtext("lon"))
        if tag is None or not lat or not lon:
            unplaced.append(span)
            continue
        number = int(tag.get("geonameid") or 0)
        placed.append(Toponym(*span, float(lat), float(lon), number))
    return Article(
        element.get("docid") or "",
        text,
        _day(element.findtext("dltime") or ""),
        tuple(placed),
        tuple(unplaced),
    )


def _day(written: str) -> str | None:
    """Return the day of a time stamp that begins with one; some hold the hour alone."""
    found = _DAY.match(written.strip())
    return found.group() if found is not None else None


def _where(text: str, phrase: str, start: int) -> int | None:
    """Return where a phrase stands nearest to where it is said to; None where it is not near."""
    found = [m.start() for m in re.finditer(re.escape(phrase), text)]
    nearest = min(found, key=lambda at: abs(at - start), default=None)
    return nearest if nearest is not None and abs(nearest - start) <= SHIFTED else None


def read_places(article: Article, knowledge: Knowledge) -> tuple[list[Found], LocalKnowledge]:
    """Return the places that the coder reads in a text, and what is known in reading it."""
    document = document_of(article)
    reading = next(analyse([document], load_model(), lambda _: True))
    countries = with_home(document, country_context(reading, knowledge), knowledge)
    police_of = police_town(document.text, countries, knowledge.gazetteer)
    local = localise(knowledge, countries, police_of)
    day = article.published
    anchor = Anchor(published=date.fromisoformat(day) if day is not None else None)
    found: list[Found] = []
    for passage, mentions in zip(
        reading.passages, find_mentions(reading, anchor, local), strict=True
    ):
        for mention in mentions.places:
            span = passage.span(mention.start, mention.end)
            found.append(Found(span.start, span.end, mention.place))
    if document.dateline is not None:
        found += _of_dateline(document, local)
    return found, local


def _of_dateline(document: Document, local: LocalKnowledge) -> list[Found]:
    """The names in a dateline, each in the ones behind it: the coder reads it apart."""
    assert document.dateline is not None
    found: list[Found] = []
    within: Place | None = None
    parts = list(re.finditer(r"[^\W\d_][\w.' -]*", document.dateline.words.split("(")[0]))
    for part in reversed(parts):
        name = part.group().strip(" -")
        cased = " ".join(w.capitalize() if w.isupper() and len(w) > 2 else w for w in name.split())
        place = resolve(cased, within, local.countries, local.gazetteer)
        if place.lat is not None:
            start = document.dateline.start + part.start()
            found.append(Found(start, start + len(name), place))
            within = place
    return found


def document_of(article: Article) -> Document:
    """Return a text as a document, character for character; each line is a paragraph."""
    paragraphs = tuple(
        Paragraph(found.start(), found.end(), "body")
        for found in re.finditer(r"\S[^\n]*", article.text)
    )
    opening = paragraphs[0] if paragraphs else None
    dateline = None
    if opening is not None:
        read = find_dateline(article.text[opening.start : opening.end])
        if read is not None:
            dateline = span_of(article.text, opening.start, opening.start + read.end)
    return Document(
        id=article.id,
        capture="",
        source=article.id,
        media_type="text/plain",
        text=article.text,
        paragraphs=paragraphs,
        dateline=dateline,
        published=article.published,
    )


class Scored(Struct, frozen=True):
    """Of the toponyms: spans found, how many were resolved, those right, and the errors in km;
    `given` is the same for names that were given."""

    spans: Tally = Tally()
    resolved: Tally = Tally()
    right: Tally = Tally()
    km: float = 0.0
    given: Tally = Tally()
    given_right: Tally = Tally()

    def __add__(self, other: Scored) -> Scored:
        return Scored(
            self.spans + other.spans,
            self.resolved + other.resolved,
            self.right + other.right,
            self.km + other.km,
            self.given + other.given,
            self.given_right + other.given_right,
        )


def error_km(place: Place, toponym: Toponym, gazetteer: Gazetteer) -> float | None:
    """Return how far a place is from a toponym's entry; 0 where it is the same entry, whose middle
    two gazetteers need not agree on; None without coordinates. Of what lies in a direction
    ("western Iraq", "near Mosul"), the entry that it is counted from is compared, of a border ("the
    border with Mexico") either country."""
    if place.lat is None or place.lon is None:
        return None
    entry = gazetteer.by_key((place.key or "").rpartition("|")[2])
    if entry is not None and entry.geonames_id == toponym.geonames_id:
        return 0.0
    if entry is not None and entry.kind == "border":
        sides = [gazetteer.by_key(f"country:{code}") for code in entry.countries]
        if any(side is not None and side.geonames_id == toponym.geonames_id for side in sides):
            return 0.0
    lat, lon = place.lat, place.lon
    if entry is not None and "|" in (place.key or "") and entry.lat is not None:
        lat, lon = entry.lat, entry.lon or 0.0
    return distance_km(lat, lon, toponym.lat, toponym.lon)


def overlapping(found: Sequence[Found], toponym: Toponym) -> Found | None:
    """Return the place read in a toponym's words, the one that shares most of them."""
    shared = [(min(f.end, toponym.end) - max(f.start, toponym.start), f) for f in found]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def score(article: Article, found: Sequence[Found], local: LocalKnowledge) -> Scored:
    """Return what of the places read in a text is right."""
    matched = resolved = right = given = given_right = 0
    km = 0.0
    for toponym in article.toponyms:
        one = overlapping(found, toponym)
        matched += one is not None
        away = error_km(one.place, toponym, local.gazetteer) if one is not None else None
        if away is not None:
            resolved, right, km = resolved + 1, right + (away <= WITHIN_KM), km + away
        else:
            away = error_km(resolve_given(article, toponym, local), toponym, local.gazetteer)
        if away is not None:
            given, given_right = given + 1, given_right + (away <= WITHIN_KM)
    wanted = len(article.toponyms)
    named = [*article.toponyms, *(Toponym(*span, 0, 0, 0) for span in article.unplaced)]
    apart = sum(all(f.start >= t.end or t.start >= f.end for t in named) for f in found)
    return Scored(
        Tally(matched, matched + apart, wanted),
        Tally(resolved, wanted, wanted),
        Tally(right, resolved, resolved),
        km,
        Tally(given, wanted, wanted),
        Tally(given_right, given, given),
    )


def resolve_given(article: Article, toponym: Toponym, local: LocalKnowledge) -> Place:
    """Return what a given name means in its text: a people's country, else the gazetteer's choice
    among the countries that the text speaks of."""
    name = article.text[toponym.start : toponym.end]
    country = local.gazetteer.demonym(name)
    entry = local.gazetteer.by_key(f"country:{country}") if country else None
    if entry is not None:
        return local.gazetteer.place_of(entry)
    return resolve(name, None, local.countries, local.gazetteer)


CORPORA = {"lgl": ("lgl.xml", "LGL", 75), "trnews": ("TR-News.xml", "TR-News", 86)}


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where a corpus is not there."""
    articles = {key: load_articles(folder, file, limit) for key, (file, _, _) in CORPORA.items()}
    knowledge = load_knowledge()
    total, done = sum(map(len, articles.values())), 0
    figures: list[Figure] = []
    for key, (_, name, bar) in CORPORA.items():
        parts: dict[Part, Scored] = {"dev": Scored(), "held": Scored()}
        for article in articles[key]:
            parts[part_of(article.id)] += score(article, *read_places(article, knowledge))
            done += 1
            if progress is not None:
                progress(done / total)
        figures += _figures(key, name, bar, parts)
    return figures


def _figures(key: str, name: str, bar: int, parts: dict[Part, Scored]) -> list[Figure]:
    whole = parts["dev"] + parts["held"]
    mean = whole.km / whole.right.wanted if whole.right.wanted else 0.0
    near = f"{name}, toponyms within {WITHIN_KM} km"
    resolved = share_figure(f"toponyms.{key}", f"{near}, of resolved", whole.right, bar=bar)
    extent = {"coverage": percent(whole.resolved.recall), "mean error km": round(mean, 1)}
    resolved = replace(resolved, kept=True, parts={**resolved.parts, **extent})
    given = share_figure(f"toponyms.{key}_given", f"{near}, names given", whole.given_right)
    held = share_figure(f"toponyms.{key}_held", f"{near}, half not read", parts["held"].right)
    spans = f1_figure(f"toponyms.{key}_span_f1", f"{name}, toponym spans, overlap", whole.spans)
    return [resolved, held, given, spans]
