"""An explanation on the terminal: every sentence with its report, offsets, voice and stance."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from tallybook.core.spans import Span
from tallybook.surface.terminal.answer_text import (
    print_contradictions,
    print_notes,
    print_rows,
    standards_table,
)
from tallybook.surface.terminal.printing import indented, text
from tallybook.surface.terminal.tables import short_id
from tallybook.workflow.asking.explaining import ClaimExplanation, Explanation
from tallybook.workflow.telling.answering import AnswerView, FigureView
from tallybook.workflow.telling.views import (
    ClaimView,
    DocumentView,
    FactView,
    IncidentView,
    LinkView,
    ReasonView,
)
from tallybook.workflow.telling.words import ALERT_WORDS, definition_in_words, quoted

LINKS_SHOWN = 12
SHOWN_IN_FULL = 200
"""Figures and incidents of one tally that are explained whole; the other incidents are named."""


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print what stands behind an id."""
    if explanation.merged:
        _line(console, 0, f"{explanation.asked} was merged into {explanation.id}.", "dim")
    if explanation.answer is not None:
        print_tally(console, explanation.answer)
    if explanation.incident is not None:
        print_incident(console, explanation.incident)
    if explanation.claim is not None:
        print_claim(console, explanation.claim)
    if explanation.document is not None:
        print_document(console, explanation.document)


def print_tally(console: Console, answer: AnswerView, *, limit: int = SHOWN_IN_FULL) -> None:
    """Print a tally with the figures and incidents that it rests on, `limit` of each in full."""
    console.print(text(answer.headline, "bold"))
    _line(console, 0, f"{answer.id}, from version {answer.tally.book_version} of the book", "dim")
    console.print()
    console.print(standards_table(answer))
    print_rows(console, answer)
    for number, figure in enumerate(answer.figures[:limit], start=1):
        _heading(console, f"Figure {number}: {figure.words}")
        _print_figure(console, figure)
    if len(answer.figures) > limit:
        _line(console, 0, f"… and {len(answer.figures) - limit} more figures")
    if answer.figures:
        _heading(console, f"Beyond the incidents identified: {answer.residue}.")
    views = [("Incident", view) for view in answer.incidents]
    views += [("Possibly in the question: incident", view) for view in answer.possible_incidents]
    for kind, view in views[:limit]:
        _heading(console, f"{kind} {short_id(view.id)}: {view.words}")
        _print_incident_body(console, view)
    for _, view in views[limit:]:
        _line(console, 0, f"… and {view.id}: {view.words}")
    print_contradictions(console, answer.contradictions)
    print_notes(console, answer)


def print_incident(console: Console, view: IncidentView) -> None:
    """Print an incident: its facts with the rules that settled them, its claims, its links."""
    console.print(text(view.words, "bold"))
    _line(console, 0, view.id, "dim")
    _print_incident_body(console, view)


def print_claim(console: Console, explanation: ClaimExplanation) -> None:
    """Print a claim with its parts, what it is about, and how it was linked."""
    view = explanation.claim
    console.print(text(f"{view.kind}: {view.words}", "bold"))
    _line(console, 0, f"{view.id}, by {view.claim.maker or 'an unnamed coder'}", "dim")
    _print_claim(console, view, 0)
    for field, spans in view.claim.spans.items():
        words = ", ".join(f"“{span.words}” {_offsets(span)}" for span in spans)
        rule = f" (inferred: {view.inferred[field]})" if field in view.inferred else ""
        _line(console, 2, f"{field.replace('_', ' ')}: {words}{rule}")
    for identifier in view.incidents:
        _line(console, 2, f"one of the claims on {identifier}")
    for title, others in (("Its parts", explanation.parts), ("It is about", explanation.about)):
        if others:
            _heading(console, title)
            for other in others:
                _print_claim(console, other, 2)
    _print_links(console, explanation.links)


def print_document(console: Console, view: DocumentView) -> None:
    """Print a document's metadata and every claim in it."""
    document = view.document
    console.print(text(view.line.words, "bold"))
    _line(console, 0, f"{document.id} · {document.source} · SHA-256 {document.capture}", "dim")
    for field in (
        "title",
        "byline",
        "publisher",
        "published",
        "dated",
        "modified",
        "language",
        "url",
    ):
        value = getattr(document, field)
        if value is not None:
            origin = document.origins.get(field)
            _line(console, 2, f"{field}: {value}" + (f" (from the {origin})" if origin else ""))
    for alert in document.alerts:
        _line(console, 2, f"look at it: {ALERT_WORDS[alert]}")
    for cut in document.cut:
        _line(console, 2, f"left out: {cut}")
    repeated = sum(paragraph.repeats is not None for paragraph in document.paragraphs)
    if repeated:
        _line(console, 2, f"{repeated} paragraphs are printed twice and are counted once")
    _heading(console, f"{len(view.claims)} claim{'' if len(view.claims) == 1 else 's'}")
    for claim in view.claims:
        _print_claim(console, claim, 2)


def _print_figure(console: Console, figure: FigureView) -> None:
    _line(console, 2, f"{figure.use}; {figure.constraint.standard}")
    if figure.claim is not None:
        _print_claim(console, figure.claim, 2, heading=False)
    else:
        _line(console, 2, f"{figure.constraint.voice}: {quoted(figure.constraint.quote)}")
    own = {span.words for span in figure.claim.repeats} if figure.claim is not None else set()
    for repeat in figure.repeats:
        if repeat.words not in own:
            _line(console, 4, f"said again: {quoted(repeat.words)}", "dim")
    for part in figure.parts:
        _line(console, 4, f"of which {part.words}")


def _print_incident_body(console: Console, view: IncidentView) -> None:
    said = (view.when, view.harm or "harm unknown", view.standard, view.sensitive)
    _line(console, 2, "; ".join(filter(None, said)))
    numbers = {claim.id: str(n) for n, claim in enumerate(view.claims, start=1)}
    for fact in view.facts:
        _line(console, 2, _fact_in_words(fact, numbers))
    for claim in view.claims:
        _print_claim(console, claim, 2, number=numbers[claim.id])
    for other in view.unsure:
        _line(console, 2, f"may be the same attack as {other}")
    _print_links(console, view.links)


def _fact_in_words(fact: FactView, numbers: dict[str, str]) -> str:
    def which(claims: Sequence[str]) -> str:
        return ", ".join(numbers.get(claim, short_id(claim)) for claim in claims)

    words = f"{fact.field.replace('_', ' ')}: {fact.value} ({fact.rule}; says {which(fact.support)}"
    return f"{words}; against {which(fact.against)})" if fact.against else f"{words})"


def _print_claim(
    console: Console, view: ClaimView, columns: int, *, heading: bool = True, number: str = ""
) -> None:
    label = f"[{number}] " if number else ""
    if heading:
        _line(console, columns, f"{label}{view.kind}: {view.words}")
    marks = [view.voices, view.stance]
    if view.preliminary:
        marks.append("preliminary")
    if view.background:
        marks.append("recalled as background")
    if view.sensitive:
        marks.append(view.sensitive)
    _line(console, columns + 2, " · ".join(marks))
    _line(
        console, columns + 2, f"{quoted(view.sentence.words)} {_offsets(view.sentence)}", "italic"
    )
    if defined := definition_in_words(view.claim):
        _line(console, columns + 2, defined)
    for span in view.repeats:
        words = f"again: {quoted(span.words, 120)} {_offsets(span)}"
        _line(console, columns + 4, words, "dim")
    origin = f"; {view.origin}" if view.origin else ""
    _line(console, columns + 2, f"{view.document.words}, {view.document.source}{origin}", "dim")
    _line(console, columns + 2, view.id, "dim")


def _print_links(console: Console, links: Sequence[LinkView]) -> None:
    if not links:
        return
    _line(console, 2, "Why these claims belong together or not:")
    for link in links[:LINKS_SHOWN]:
        reasons = "; ".join(_reason_in_words(reason) for reason in link.reasons)
        pair = f"{short_id(link.first)} and {short_id(link.second)}"
        _line(console, 4, f"{pair}: {link.verdict}, by {link.judge} {link.maker}: {reasons}")
    if len(links) > LINKS_SHOWN:
        _line(console, 4, f"… and {len(links) - LINKS_SHOWN} more pairs", "dim")


def _reason_in_words(reason: ReasonView) -> str:
    return reason.words if reason.weight is None else f"{reason.words} ({reason.weight:+.1f})"


def _offsets(span: Span) -> str:
    return f"[{span.start}, {span.end})"


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(text(words, "bold"))


def _line(console: Console, columns: int, words: str, style: str = "") -> None:
    console.print(indented(text(words, style), columns))
