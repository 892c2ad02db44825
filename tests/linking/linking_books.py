"""Small books in which everything that linking reads varies, for what must hold of any book."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.judgements import Judgement, make_judgement
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.loading import load_knowledge

PLACES = ("Gao", "Ansongo", "Mali", "Kidal", "Nowhere-les-Bains")
DAYS = ("2024-03-05", "2024-03-06", "2024-03-09")
TYPES = ("attack", "bombing", "raid", None)
ACTORS = ("JNIM", "gunmen", None)


@lru_cache(maxsize=16)
def place(name: str) -> Place:
    return load_knowledge().gazetteer.resolve(name, countries=("ML",))


@st.composite
def books(draw: Any) -> tuple[list[Claim], list[Document], list[Judgement]]:
    """Small books in which everything that linking reads varies, and often agrees."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        words = draw(st.sampled_from(("The blast in Gao.", "A raid by men.", "Ousmane fell.")))
        # Equal texts are copies; with an end of its own a report of a few words is none.
        text = f"{words} {words}{draw(st.sampled_from(('', f' So said {name}.')))}"
        # With a figure in it a text is a form, which is filled in otherwise elsewhere.
        text += draw(st.sampled_from(("", " Two were hurt there.", " Nine were hurt there.")))
        published = draw(st.sampled_from((*DAYS, None)))
        documents.append(
            Document(
                id=name, capture="0", source=name, media_type="text/plain", text=text,
                paragraphs=(), published=published,
                publisher=draw(st.sampled_from((None, "Gazette", "Herald"))),
            )
        )  # fmt: skip
        for number in range(draw(st.integers(1, 3))):
            first = draw(st.sampled_from((*DAYS, "XXXX-03-05", None)))
            who = draw(st.sampled_from(ACTORS))
            killed = draw(st.sampled_from((None, 2, 9)))
            earlier = [c.id for c in claims if c.document == name]
            apart = draw(st.lists(st.sampled_from(earlier), max_size=1)) if earlier else []
            claims.append(
                Claim(
                    id=f"{name}{number}",
                    document=name,
                    kind="incident",
                    sentence=Span(number, len(words), words[number:]),
                    event_type=draw(st.sampled_from(TYPES)),
                    stage="done",
                    attackers=(Mention(who, "jnim" if who == "JNIM" else None),) if who else (),
                    places=draw(st.sampled_from([(), *((place(p),) for p in PLACES)])),
                    when=Moment(first, first, "sometime", "then") if first else None,
                    killed=Count(killed, killed, str(killed)) if killed is not None else None,
                    background=draw(st.booleans()),
                    apart_from=tuple(apart),
                    stance=draw(st.sampled_from(("asserted", "denied", "hypothetical"))),
                )
            )
    judgements = [
        make_judgement(one.id, two.id, verdict, judge=judge, maker="m")
        for one, two, verdict, judge in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(claims),
                    st.sampled_from(claims),
                    st.sampled_from(("same", "different", "unsure")),
                    st.sampled_from(("person", "model")),
                ),
                max_size=3,
            )
        )
        if one.id != two.id
    ]
    return claims, documents, judgements
