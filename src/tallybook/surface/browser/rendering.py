"""Pages from templates. What reports say is untrusted wherever it is shown.

Everything is escaped by Jinja. Besides, the characters that turn the direction of writing
(Unicode Standard Annex #9, explicit formatting) are kept from acting beyond themselves and are
shown, so that a report cannot make a page read otherwise than it is: the "Trojan Source" of
Boucher & Anderson 2021, against which escaping does not help.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tallybook.core.claims import Claim
from tallybook.core.incidents import STANDARDS
from tallybook.core.questions import BREAKDOWNS
from tallybook.surface.browser import charts
from tallybook.workflow.asking.questions import STAGES
from tallybook.workflow.asking.searching import Snippet
from tallybook.workflow.telling import words
from tallybook.workflow.telling.page_markup import Close, Open, nested

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates. Marks (U+200E, U+200F) turn nothing but themselves."""

FIELDS = {
    "trigger": "what happened",
    "count": "how many attacks",
    "places": "where",
    "when": "when",
    "targets": "on whom",
    "attackers": "by whom",
    "weapons": "with what",
    "killed": "killed",
    "injured": "injured",
    "voices": "who says so",
    "stance": "how sure",
}
"""The fields of claims that have a colour, in the order of a legend."""

OTHER_FIELDS = {
    "verdict": "claims, blames or denies",
    "share": "how much of it",
    "content": "what was said",
    "subject": "who",
    "relation": "how they are tied",
    "object": "to whom",
    "definition": "what is counted",
}
"""Fields that share a look; a coder may mark still others, under their own names."""


def said(text: str | None) -> Markup:
    """Return words of a report for a page: escaped, and in a direction of their own."""
    return Markup("<bdi>{}</bdi>").format(shown(text or ""))


def highlighted(snippet: Snippet) -> Markup:
    """Return a place of a report with what was searched for in it marked."""
    parts: list[Markup] = []
    at = snippet.start
    for mark in snippet.marks:
        parts.append(shown(snippet.words[at - snippet.start : mark.start - snippet.start]))
        parts.append(Markup("<mark>{}</mark>").format(shown(mark.words)))
        at = mark.end
    parts.append(shown(snippet.words[at - snippet.start :]))
    return Markup("<bdi>{}</bdi>").format(Markup("").join(parts))


def shown(text: str) -> Markup:
    """Return words escaped, each character that turns the writing shut in and named."""
    parts = []
    end = 0
    for found in _TURNS.finditer(text):
        parts.append(escape(text[end : found.start()]))
        character = found.group()
        name = f"U+{ord(character):04X} {unicodedata.name(character).lower()}"
        parts.append(
            Markup('<span class="control" title="{}">{}</span>').format(name, Markup(character))
        )
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def plain(text: str | None) -> str:
    """Return words for an attribute or a title, where nothing can be shut in."""
    return _TURNS.sub("\N{REPLACEMENT CHARACTER}", text or "")


def is_web_address(text: str | None) -> bool:
    """Whether a source may be a link: not where it would run as a script."""
    return bool(text) and re.match(r"https?://[^\s]+$", text or "") is not None


def sentence_url(claim: Claim) -> str:
    """Return where a claim's sentence stands in its document."""
    return f"/documents/{claim.document}?claim={claim.id}#c-{claim.id}"


def field_class(field: str) -> str:
    """Return the name of a field's colour in the style sheet."""
    return field if field in FIELDS else "other"


def label(field: str) -> str:
    """Return what a field is called on a page."""
    return FIELDS.get(field) or OTHER_FIELDS.get(field) or field.replace("_", " ")


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of fields in the order of the legend, unknown ones last."""
    order = {field: place for place, field in enumerate((*FIELDS, *OTHER_FIELDS))}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


@cache
def environment() -> Environment:
    """Return the templates' environment."""
    made = Environment(
        loader=PackageLoader("tallybook.surface.browser", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        said=said,
        shown=shown,
        plain=plain,
        highlighted=highlighted,
        sentence_url=sentence_url,
        field_class=field_class,
        in_order=in_order,
        label=label,
        moment=words.moment_in_words,
        count=words.count_in_words,
        day=words.day_in_words,
        definition=words.definition_in_words,
    )
    made.tests["web_address"] = is_web_address
    made.tests["opening"] = lambda part: isinstance(part, Open)
    made.tests["closing"] = lambda part: isinstance(part, Close)
    made.globals.update(
        charts=charts,
        nested=nested,
        standards=STANDARDS,
        meanings=words.STANDARD_WORDS,
        breakdowns=BREAKDOWNS,
        stages=STAGES,
    )
    return made


def render(template: str, **context: Any) -> str:
    """Return a page."""
    return environment().get_template(template).render(**context)
