"""Books of invented claims, for measuring what a question to a large one costs.

The claims are written into the store as records, as a coder and a linker would leave them, so that
building the book takes seconds and its size is exact. Their shares by kind are about those that
the built-in coder gives for the reports that ship with the package: half of them single attacks,
a tenth counts with a place, a period and a voice.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.ids import make_id
from tallybook.core.incidents import Fact, Incident
from tallybook.core.origins import Origin
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.knowledge.loading import load_knowledge
from tallybook.store import open_store

CLAIMS_OF_A_REPORT = 8
_KINDS = ("incident", "incident", "harm", "incident", "count", "incident", "statement", "incident")
"""The kinds of a report's claims, in order; `count` is every second report's only."""
_TOWNS = (
    "Gao, Mali",
    "Maiduguri, Nigeria",
    "Goma, DR Congo",
    "Baidoa, Somalia",
    "Quetta, Pakistan",
    "Mosul, Iraq",
    "Kherson, Ukraine",
)
_COUNTRIES = ("Mali", "Nigeria", "DR Congo", "Somalia", "Pakistan", "Iraq", "Ukraine")
_WEAPONS = (Weapon("mortars", "mortar"), Weapon("rockets", "rocket"), Weapon("drones", "drone"))
_VOICES = (
    Mention("the Malian army", "ml-forces"),
    Mention("the Nigerian army", "ng-forces"),
    Mention("the Congolese army", "cd-forces"),
    Mention("the Somali police", "so-police"),
    Mention("the Pakistani police", "pk-police"),
    Mention("the Iraqi army", "iq-forces"),
    Mention("the Ukrainian army", "ua-forces"),
    Mention("villagers"),
    Mention("a hospital doctor"),
)
_OUTLET = Mention("Lakes Review")
_FIRST_DAY = date(2022, 1, 3)
_DAYS = 1000

QUESTION = ("--in", "Iraq", "--since", "2023-03-01", "--until", "2023-03-31")
"""A month of one country, which some of the book's counts and incidents bear on."""


def write_book(path: Path, claims: int) -> None:
    """Make a book of `claims` claims, linked, with documents of about 500 words behind them."""
    gazetteer = load_knowledge().gazetteer
    towns = [gazetteer.question_places(name) for name in _TOWNS]
    countries = [gazetteer.question_places(name) for name in _COUNTRIES]
    store = open_store(path, create=True)
    try:
        for report in range(-(-claims // CLAIMS_OF_A_REPORT)):
            number = min(CLAIMS_OF_A_REPORT, claims - report * CLAIMS_OF_A_REPORT)
            document, data = _document(report)
            told = [_claim(document, report, n, towns, countries) for n in range(number)]
            origins = [
                Origin(claim.id, f"voice:{report // 7 % len(_VOICES)}", claim.voices[-1].name)
                for claim in told
            ]
            with store.writer() as writer:
                writer.capture(data)
                writer.put([document, *told, *origins])
                writer.put([_incident(claim) for claim in told if claim.kind == "incident"])
    finally:
        store.close()


def _document(report: int) -> tuple[Document, bytes]:
    title = f"Report number {report}"
    sentence = "Armed men attacked the post at dawn, the army spokesman said on Monday. "
    text = f"{title}\n\n{sentence * 38}".rstrip()
    data = text.encode("utf-8")
    capture = sha256(data).hexdigest()
    day = _FIRST_DAY + timedelta(days=report % _DAYS)
    document = Document(
        id=make_id("document", capture),
        capture=capture,
        source=f"report-{report:05}.txt",
        media_type="text/plain",
        text=text,
        paragraphs=(
            Paragraph(0, len(title), "title"),
            Paragraph(len(title) + 2, len(text), "body"),
        ),
        title=title,
        publisher=_OUTLET.name,
        published=day.isoformat(),
        language="en",
        reader="text.v1",
    )
    return document, data


def _claim(
    document: Document, report: int, number: int, towns: list[Place], countries: list[Place]
) -> Claim:
    start = document.paragraphs[1].start + number * 72
    sentence = Span(start, start + 71, document.text[start : start + 71])
    trigger = Span(start + 10, start + 18, document.text[start + 10 : start + 18])
    day = date.fromisoformat(document.published or "") - timedelta(days=number % 5)
    counts = _KINDS[number] == "count" and report % 2 == 0
    low = 2 + report % 9
    kind = "count" if counts else "incident" if _KINDS[number] == "count" else _KINDS[number]
    first = day - timedelta(days=6) if counts else day
    place = countries[report % len(countries)] if counts else towns[(report + number) % len(towns)]
    return Claim(
        id=make_id("claim", document.id, kind, start),
        document=document.id,
        kind=kind,  # type: ignore[arg-type]
        sentence=sentence,
        event_type="attack",
        stage="done",
        count=Count(low, None if report % 3 else low + 40, "Armed") if counts else None,
        attackers=(Mention("Armed men", "any.gunman"),),
        targets=(Mention("the post"),),
        weapons=(_WEAPONS[report % 3],) if number % 2 else (),
        places=(place,),
        when=Moment(first.isoformat(), day.isoformat(), "throughout", "Monday"),
        killed=Count(number, number, "men") if kind == "harm" else None,
        voices=(_OUTLET, _VOICES[(report // 7) % len(_VOICES)]),
        spans={"trigger": (trigger,), "attackers": (Span(start, start + 9, sentence.words[:9]),)},
        maker="builtin.v1",
        confidence=0.8,
    )


def _incident(claim: Claim) -> Incident:
    fields = ("places", "when", "attackers", "targets", "event_type", "stage", "standard")
    return Incident(
        id=make_id("incident", claim.id),
        anchor=claim.id,
        claims=(claim.id,),
        event_type=claim.event_type,
        stage=claim.stage,
        attackers=claim.attackers,
        targets=claim.targets,
        weapons=claim.weapons,
        places=claim.places,
        when=claim.when,
        standard="confirmed",
        origins=(claim.document,),
        facts=tuple(Fact(field=name, rule="as stated", support=(claim.id,)) for name in fields),
    )
