"""What the walk-through shows that no command prints: a document's paragraphs, a claim's JSON laid
out, how the bounds follow. Each function opens the book, and returns Markdown."""

from __future__ import annotations

import json
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import STANDARDS, Outlined
from tallybook.core.judgements import Judgement
from tallybook.core.origins import Origin
from tallybook.knowledge.event_types import EventType
from tallybook.knowledge.loading import load_knowledge
from tallybook.knowledge.weapons import WeaponType
from tallybook.store import open_store
from tallybook.store.protocol import View
from tallybook.tally.book import Book
from tallybook.tally.bounds import Bounder
from tallybook.tally.figures import figures_of
from tallybook.tally.material import DEFAULT
from tallybook.tally.names import Names
from tallybook.tally.programs import Range
from tallybook.tally.scopes import question_scope
from tallybook.tally.standards import standard_by
from tallybook.tally.units import units_of
from tallybook.workflow.asking.contents import Contents, material_of, read_contents
from tallybook.workflow.asking.questions import Filters, read_question
from tallybook.workflow.asking.selecting import ListedClaim
from tallybook.workflow.telling.wire import claims_json


@contextmanager
def reading(book: str) -> Iterator[View]:
    store = open_store(book)
    try:
        with store.view() as view:
            yield view
    finally:
        store.close()


def golden(book: str) -> str:
    """How many of the golden cases are read as a careful person reads them, by the tests' list."""
    folder = Path(__file__).parents[1] / "tests" / "reports"
    cases = len(list(folder.glob("*/reading.toml")))
    known = tomllib.loads((folder / "known_gaps.toml").read_text(encoding="utf-8"))
    read = cases - len(known.get("gaps", {}))
    if read == cases:
        return (
            f"All {cases} cases are read as that person reads them in every respect. One that is "
            "not is listed, with the reason,\nin [known_gaps.toml](tests/reports/known_gaps.toml), "
            "and a test holds the list to the truth."
        )
    return (
        f"Of {cases} cases, {read} are read as that person reads them in every respect; the rest "
        "are listed, each with the reason, in\n"
        "[known_gaps.toml](tests/reports/known_gaps.toml), and a test holds the list to the truth."
    )


def text(book: str, source: str) -> str:
    """The text with the offsets of its paragraphs."""
    with reading(book) as view:
        document = _document(view, source)
    lines = []
    for paragraph in document.paragraphs:
        again = "" if paragraph.repeats is None else f", prints paragraph {paragraph.repeats} again"
        lines.append(f"[{paragraph.start}, {paragraph.end}) {paragraph.role}{again}")
        lines.extend(_wrapped(document.text[paragraph.start : paragraph.end]))
        lines.append("")
    return _fenced("text", "\n".join(lines).rstrip())


def metadata(book: str, source: str) -> str:
    """What is known of a document, and who said it."""
    with reading(book) as view:
        document = _document(view, source)
    rows = ["| field | value | from the |", "|---|---|---|"]
    for field in ("title", "byline", "publisher", "published", "language"):
        value = getattr(document, field)
        rows.append(f"| {field} | {value or '—'} | {document.origins.get(field, '—')} |")
    dateline = document.dateline
    place = "—" if dateline is None else f"{dateline.words} [{dateline.start}, {dateline.end})"
    rows.append(f"| dateline | {place} | {'—' if dateline is None else 'text'} |")
    rows.append(f"| raw bytes | SHA-256 {document.capture[:16]}… | file |")
    return "\n".join(rows)


def claim(book: str, source: str, kind: str) -> str:
    """The first claim of a kind as `claims --json` gives it, laid out."""
    with reading(book) as view:
        document = _document(view, source)
        of_kind = [c for c in view.scan(Claim, document=document.id) if c.kind == kind]
    if not of_kind:
        return f"*This report gave no claim of kind {kind}.*"
    # The total stands before its parts.
    first = max(of_kind, key=lambda c: len(c.parts))
    [listed] = claims_json([ListedClaim(first)], Contents())
    return _fenced(
        "json", _laid_out({k: v for k, v in listed.items() if v not in (None, "", [], {}, ())})
    )


def origins(book: str, source: str) -> str:
    """Each claim of a document with the origin that it counts as."""
    with reading(book) as view:
        document = _document(view, source)
        rows = ["| claim | in the words of | origin |", "|---|---|---|"]
        for one in view.scan(Claim, document=document.id):
            origin = view.get(Origin, one.id)
            chain = " → ".join(voice.name for voice in one.voices)
            said = "—" if origin is None else origin.words
            rows.append(f"| {one.kind}: {_short(one.sentence.words)} | {chain} | {said} |")
    return "\n".join(rows)


def judgements(book: str) -> str:
    """Every verdict on a pair of claims in the book, with its reasons."""
    with reading(book) as view:
        found = list(view.scan(Judgement))
        claims = {one.id: one for one in view.scan(Claim)}
        titles = {one.id: one.source for one in view.scan(Document)}
    lines = []
    for one in found:
        lines.append(f"{one.verdict}, by {one.judge} {one.maker}:")
        for identifier in (one.first, one.second):
            claim = claims[identifier]
            lines.append(f"  {titles[claim.document]}: “{_short(claim.sentence.words, 60)}”")
        for reason in one.reasons:
            lines.append(f"    {reason.weight:+5.1f}  {reason.words or reason.name}")
        lines.append("")
    return _fenced("text", "\n".join(lines).rstrip() or "no pair was compared")


def bounds(book: str, *words: str) -> str:
    """How the bounds of a question follow from what bears on it, standard by standard.

    `words` are filters in pairs: --in PLACE --since DATE --until DATE.
    """
    given = dict(zip(words[::2], words[1::2], strict=True))
    filters = Filters(
        places=(given["--in"],), since=given.get("--since"), until=given.get("--until")
    )
    knowledge = load_knowledge()
    question = read_question(filters, knowledge)
    with reading(book) as view:
        material = material_of(read_contents(view))
    names = Names(knowledge)
    figures = figures_of(material, names, standard_by(material, knowledge))
    bounder = Bounder(Book(figures.binding, units_of(material, names)), DEFAULT)
    lines = []
    for standard in STANDARDS:
        found = bounder.at(question_scope(question, names), standard, residue=True)
        lines.append(f"{standard}: {_range(found.total)}")
        for part in found.parts:
            for figure in part.component.figures:
                reading_of = figure.said[0].reading
                about = ", ".join(place.name for place in reading_of.claim.places) or "no place"
                within = "one of its parts" if _is_part(figure.key, part.component) else "a count"
                said = _range(Range(figure.low, figure.high))
                lines.append(f"  {within}: {said} in {about} ({figure.standard})")
            lines.extend(f"  an incident: {_attack(u.incident)}" for u in part.component.units)
            unidentified = _range(part.counted.residue)
            lines.append(
                f"  together: {_range(part.counted.total)}, not identified one by one: "
                f"{unidentified}"
            )
        lines.extend(
            f"  an incident surely inside: {_attack(u.incident)}" for u in found.gathered.sure
        )
        lines.extend(
            f"  an incident possibly inside: {_attack(u.incident)}" for u in found.gathered.possible
        )
        if len(lines) and lines[-1].startswith(standard):
            lines.append("  nothing in the book meets this standard")
        lines.append("")
    return _fenced("text", "\n".join(lines).rstrip())


def _is_part(key: str, component: Any) -> bool:
    return any(key in figure.inside for figure in component.figures)


def _range(found: Range) -> str:
    if found.high is None:
        return f"at least {found.low}"
    return str(found.low) if found.low == found.high else f"{found.low} to {found.high}"


def _attack(incident: Outlined) -> str:
    where = ", ".join(place.name for place in incident.places) or "no place"
    when = "no day"
    if incident.when is not None:
        days = dict.fromkeys(d or "?" for d in (incident.when.earliest, incident.when.latest))
        when = " to ".join(days)
    return f"{where}, {when} ({incident.standard})"


def _document(view: View, source: str) -> Document:
    return next(one for one in view.scan(Document) if one.source == source)


def _short(words: str, limit: int = 48) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def _wrapped(words: str, width: int = 78) -> list[str]:
    return textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="  ")


def _laid_out(value: Any) -> str:
    """JSON with short arrays and objects on one line."""
    laid = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub(r"[\[{][^\[\]{}]{0,160}[\]}]", lambda found: " ".join(found[0].split()), laid)


def _fenced(language: str, content: str) -> str:
    return f"```{language}\n{content}\n```"


def weapons(book: str) -> str:
    """Every kind of weapon, the narrower under the wider, with its codings."""
    return _table("weapon", load_knowledge().weapons)


def event_types(book: str) -> str:
    """Every kind of attack, the narrower under the wider, with its codings."""
    return _table("attack", load_knowledge().event_types)


def _table(what: str, kinds: Iterable[EventType] | Iterable[WeaponType]) -> str:
    known = list(kinds)
    lines = [f"| {what} | id | ACLED sub-event type | PLOVER | MUC-4 |", "|---|---|---|---|---|"]

    def add(parent: str | None, depth: int) -> None:
        for kind in known:
            if kind.parent == parent:
                name = f"{'· ' * depth}{kind.name}"
                codes = f"{kind.acled} | {kind.plover} | {kind.muc4}"
                lines.append(f"| {name} | `{kind.id}` | {codes} |")
                add(kind.id, depth + 1)

    add(None, 0)
    return "\n".join(lines)


SHOWN: dict[str, Callable[..., str]] = {
    "golden": golden,
    "text": text,
    "metadata": metadata,
    "claim": claim,
    "origins": origins,
    "judgements": judgements,
    "bounds": bounds,
    "weapons": weapons,
    "event_types": event_types,
}
