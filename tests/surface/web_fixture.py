"""A small book for tests of the pages: three reports of our own writing, read by hand.

None of it happened; places and armed groups are real so that they can be looked up. The second
report is hostile on purpose: markup and characters that turn the direction of writing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from tallybook.core.claims import Claim, Relation
from tallybook.core.documents import Document, Paragraph
from tallybook.core.ids import make_id
from tallybook.core.records import make_rejection
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.store import open_store
from tallybook.workflow.keeping.relinking import relink

COUNT_SENTENCE = (
    "“Between 3 and 12 March there were at least nine attacks on army posts in the Gao region,” "
    "army spokesman Colonel Souleymane Dembélé said on Wednesday."
)
LEAD = f"""Nine attacks on posts in ten days

GAO, 13 March 2024

{COUNT_SENTENCE} He spoke of six attacks with mortars and three with drones.

On Tuesday 12 March gunmen shot at a checkpoint in Ansongo, wounding two soldiers, the colonel \
said. Three mortar rounds hit the camp at Labbezanga on 5 March and killed one soldier.

JNIM said in a statement that its fighters had carried out eleven attacks in the region since \
early March. The army could not confirm a raid near Ménaka.

Residents recalled that a convoy was ambushed at Tessit, without saying when. A drone was shot \
down near Bourem on 9 March before it reached the barracks.

{COUNT_SENTENCE} He spoke of six attacks with mortars and three with drones.
"""
HOSTILE = """Blast in <script>alert("Gao")</script> market

A bomb exploded in the market of Gao on 7 March, killing \u202eeerht\u202c people, police said. \
<img src=x onerror=alert(1)> Shops stayed shut.
"""
DISPUTED = """Shots at the clinic

Gunmen shot at the clinic of Kidal on 8 April, police said.
JNIM denied that the clinic of Kidal was shot at on 8 April.
"""

LATER = """Mortars at Labbezanga: toll rises

Two soldiers are now known to have died when mortar rounds struck the camp at Labbezanga on 5 \
March, a hospital doctor in Gao said.
"""

GAO = Place(name="Gao region", country="ML", lat=16.9, lon=0.6, radius_km=260.0, precision=4)


class Report:
    """A document of a text, and claims on it whose words are looked up in the text."""

    def __init__(self, source: str, text: str, **metadata: Any) -> None:
        self.text = text.strip()
        paragraphs: list[Paragraph] = []
        seen: dict[str, int] = {}
        for found in re.finditer(r"[^\n](?:.|\n(?!\n))*", self.text):
            words = found.group()
            role = "body" if paragraphs else "title"
            earlier = seen.setdefault(words, len(paragraphs))
            repeats = None if earlier == len(paragraphs) else earlier
            paragraphs.append(Paragraph(found.start(), found.end(), role, repeats))  # type: ignore[arg-type]
        digest = sha256(self.text.encode()).hexdigest()
        self.document = Document(
            id=make_id("document", digest),
            capture=digest,
            source=source,
            media_type="text/plain",
            text=self.text,
            paragraphs=tuple(paragraphs),
            title=self.text.split("\n")[0],
            language="en",
            reader="text.v1",
            **metadata,
        )
        self.claims: list[Claim] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words), words)

    def claim(
        self, kind: str, sentence: str, fields: dict[str, Sequence[str]], **more: Any
    ) -> Claim:
        found = self.span(sentence)
        claim = Claim(
            id=make_id("claim", self.document.id, kind, sentence, str(sorted(fields.items()))),
            document=self.document.id,
            kind=kind,  # type: ignore[arg-type]
            sentence=found,
            maker="by-hand.v1",
            spans={
                name: tuple(self._within(words, found) for words in listed)
                for name, listed in fields.items()
            },
            **more,
        )
        claim.check(self.text)
        self.claims.append(claim)
        return claim

    def _within(self, words: str, sentence: Span) -> Span:
        start = self.text.find(words, sentence.start)
        if start < 0:
            start = self.text.index(words)
        return Span(start, start + len(words), words)


def lead() -> Report:
    report = Report(
        "reports/gao.txt",
        LEAD,
        published="2024-03-13",
        publisher="Sahel Courier",
        url="https://courier.example/2024/03/gao",
        origins={"published": "flag", "publisher": "flag", "title": "text", "url": "page"},
        cut=("menu: 4 links",),
    )
    army = (Mention("Colonel Souleymane Dembélé"), Mention("army", "ml-army"))
    posts = (Mention("army posts", "ml-army"),)
    period = Moment("2024-03-03", "2024-03-12", "throughout", "Between 3 and 12 March")
    parts = [
        report.claim(
            "count",
            "He spoke of six attacks with mortars and three with drones.",
            {"count": [number], "weapons": [weapon]},
            count=Count(int(low), None, number),
            event_type="attack",
            stage="done",
            weapons=(Weapon(weapon, vocabulary),),
            targets=posts,
            places=(GAO,),
            when=period,
            voices=army,
            inferred={"places": "from the sentence before", "when": "from the sentence before"},
        )
        for number, low, weapon, vocabulary in (
            ("six", 6, "mortars", "mortar"),
            ("three", 3, "drones", "drone"),
        )
    ]
    report.claim(
        "count",
        COUNT_SENTENCE,
        {
            "count": ["at least nine"],
            "trigger": ["attacks"],
            "targets": ["army posts"],
            "places": ["Gao region", "posts in the Gao region"],
            "when": ["Between 3 and 12 March"],
            "voices": ["army spokesman Colonel Souleymane Dembélé"],
        },
        count=Count(9, None, "at least nine"),
        event_type="attack",
        stage="done",
        targets=posts,
        places=(GAO,),
        when=period,
        voices=army,
        preliminary=True,
        parts=tuple(part.id for part in parts),
        repeats=(report.span("Nine attacks on posts in ten days"), report.span(COUNT_SENTENCE, 1)),
    )
    report.claim(
        "incident",
        "On Tuesday 12 March gunmen shot at a checkpoint in Ansongo, wounding two soldiers, the "
        "colonel said.",
        {
            "when": ["Tuesday 12 March"],
            "attackers": ["gunmen"],
            "targets": ["checkpoint"],
            "places": ["Ansongo"],
            "injured": ["two"],
            "voices": ["the colonel"],
            "trigger": ["shot"],
        },
        event_type="shooting",
        stage="done",
        when=Moment("2024-03-12", "2024-03-12", "throughout", "Tuesday 12 March"),
        attackers=(Mention("gunmen"),),
        targets=(Mention("checkpoint", "ml-army"),),
        places=(_town("Ansongo", 15.66, 0.5),),
        injured=Count(2, 2, "two"),
        voices=army,
    )
    report.claim(
        "incident",
        "Three mortar rounds hit the camp at Labbezanga on 5 March and killed one soldier.",
        {
            "weapons": ["mortar rounds"],
            "targets": ["the camp"],
            "places": ["Labbezanga"],
            "when": ["5 March"],
            "killed": ["one"],
        },
        event_type="mortar_attack",
        stage="done",
        when=Moment("2024-03-05", "2024-03-05", "throughout", "5 March"),
        weapons=(Weapon("mortar rounds", "mortar"),),
        targets=(Mention("the camp", "ml-army"),),
        places=(_town("Labbezanga", 14.96, 0.7),),
        killed=Count(1, 1, "one"),
        voices=army,
        inferred={"voices": "the speaker of the sentence before"},
    )
    jnim = "JNIM said in a statement that its fighters had carried out eleven attacks in the region"
    report.claim(
        "count",
        f"{jnim} since early March.",
        {"count": ["eleven"], "attackers": ["JNIM"], "when": ["since early March"]},
        count=Count(11, 11, "eleven"),
        event_type="attack",
        stage="done",
        stance="claimed",
        attackers=(Mention("JNIM", "jnim"),),
        places=(GAO,),
        when=Moment("2024-03-01", None, "throughout", "since early March"),
        voices=(Mention("JNIM", "jnim"),),
    )
    report.claim(
        "incident",
        "The army could not confirm a raid near Ménaka.",
        {"voices": ["The army"], "places": ["near Ménaka"], "stance": ["could not confirm"]},
        event_type="raid",
        stage="done",
        stance="unconfirmed",
        places=(_town("Ménaka", 15.92, 2.4),),
        when=Moment(None, "2024-03-13", "sometime", ""),
        voices=(Mention("The army", "ml-army"),),
    )
    report.claim(
        "incident",
        "Residents recalled that a convoy was ambushed at Tessit, without saying when.",
        {"targets": ["a convoy"], "places": ["Tessit"], "voices": ["Residents"]},
        event_type="ambush",
        stage="done",
        targets=(Mention("a convoy"),),
        places=(_town("Tessit", 15.2, 0.4),),
        voices=(Mention("Residents"),),
        background=True,
    )
    report.claim(
        "incident",
        "A drone was shot down near Bourem on 9 March before it reached the barracks.",
        {"weapons": ["A drone"], "places": ["Bourem"], "when": ["9 March"]},
        event_type="drone_strike",
        stage="intercepted",
        weapons=(Weapon("A drone", "drone"),),
        places=(_town("Bourem", 16.95, -0.35),),
        when=Moment("2024-03-09", "2024-03-09", "throughout", "9 March"),
    )
    report.claim(
        "relation",
        f"{jnim} since early March.",
        {},
        relation=Relation("part_of", Mention("JNIM", "jnim"), Mention("al-Qaeda", "al-qaeda")),
    )
    return report


def hostile() -> Report:
    report = Report("reports/<b>blast</b>.html", HOSTILE, publisher="The <i>Paper</i>")
    report.claim(
        "incident",
        "A bomb exploded in the market of Gao on 7 March, killing \u202eeerht\u202c people, "
        "police said.",
        {
            "weapons": ["bomb"],
            "places": ["Gao", "the market of Gao"],
            "killed": ["\u202eeerht\u202c"],
            "when": ["7 March"],
            "voices": ["police"],
        },
        event_type="bombing",
        stage="done",
        weapons=(Weapon("bomb", "bomb"),),
        places=(_town("Gao", 16.27, -0.04),),
        when=Moment("XXXX-03-07", "XXXX-03-07", "throughout", "7 March"),
        killed=Count(3, 3, "\u202eeerht\u202c"),
        targets=(Mention('<script>alert("market")</script>'),),
        voices=(Mention("police"),),
    )
    return report


def later() -> Report:
    report = Report("reports/labbezanga.txt", LATER, published="2024-03-15", publisher="Gao Radio")
    report.claim(
        "incident",
        "Two soldiers are now known to have died when mortar rounds struck the camp at Labbezanga "
        "on 5 March, a hospital doctor in Gao said.",
        {
            "killed": ["Two"],
            "weapons": ["mortar rounds"],
            "targets": ["the camp"],
            "places": ["Labbezanga"],
            "when": ["5 March"],
            "voices": ["a hospital doctor in Gao"],
        },
        event_type="mortar_attack",
        stage="done",
        when=Moment("2024-03-05", "2024-03-05", "throughout", "5 March"),
        weapons=(Weapon("mortar rounds", "mortar"),),
        targets=(Mention("the camp", "ml-army"),),
        places=(_town("Labbezanga", 14.96, 0.7),),
        killed=Count(2, 2, "Two"),
        voices=(Mention("a hospital doctor in Gao"),),
    )
    return report


def _town(name: str, lat: float, lon: float) -> Place:
    return Place(name=name, country="ML", lat=lat, lon=lon, radius_km=5.0, precision=1)


def disputed() -> Report:
    """One attack that police assert and that those blamed for it say never took place."""
    report = Report("reports/kidal.txt", DISPUTED, published="2024-04-09", publisher="Gao Radio")
    told = {
        "event_type": "shooting",
        "stage": "done",
        "places": (_town("Kidal", 18.44, 1.41),),
        "when": Moment("2024-04-08", "2024-04-08", "throughout", "8 April"),
        "targets": (Mention("the clinic"),),
    }
    report.claim(
        "incident",
        "Gunmen shot at the clinic of Kidal on 8 April, police said.",
        {"targets": ["the clinic"], "places": ["Kidal"], "when": ["8 April"]},
        voices=(Mention("police", "any.police"),),
        **told,
    )
    report.claim(
        "incident",
        "JNIM denied that the clinic of Kidal was shot at on 8 April.",
        {"targets": ["the clinic"], "places": ["Kidal"], "when": ["8 April"]},
        stance="denied",
        voices=(Mention("JNIM", "jnim"),),
        **told,
    )
    return report


def make_book(path: Path, reports: Sequence[Report] = ()) -> Path:
    """Write the book, with its incidents linked, and return where it lies."""
    store = open_store(path, create=True)
    reports = reports or [lead(), hostile(), later()]
    with store.writer() as writer:
        for report in reports:
            writer.capture(report.text.encode())
            writer.put([report.document, *report.claims])
        writer.put([make_rejection("reports/<b>photo</b>.jpg", "ingest", "binary", "a picture")])
    relink(store)
    store.close()
    return path
