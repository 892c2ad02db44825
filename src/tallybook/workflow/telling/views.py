"""View-models: what a person is shown of claims, documents and incidents.

Frozen data with the words already chosen; the terminal and the pages only lay it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.judgements import JudgeKind, Judgement, PairVerdict, Reason
from tallybook.core.spans import Span
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.asking.sensitive import Sensitive
from tallybook.workflow.telling.words import (
    STANCE_WORDS,
    attack_in_words,
    chain_in_words,
    claim_in_words,
    count_in_words,
    document_in_words,
    harm_in_words,
    moment_in_words,
    names_in_words,
)


class DocumentLine(Struct, frozen=True, kw_only=True):
    """A document as it is named beside a quotation; `sensitive` says what of it is marked as
    such, and `words` say so as well."""

    id: str
    words: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    sensitive: str = ""


class ClaimView(Struct, frozen=True, kw_only=True):
    """A claim with its document and in words.

    `voices` is the chain from the report inwards, `stance` how the innermost voice stands to it.
    `sentence` and `repeats` carry their offsets. `origin` says whose word it is where it is not
    the report's own. `incidents` are the attacks that it is a claim on. `sensitive` says what of it
    is marked as such; "" where nothing is.
    """

    id: str
    kind: str
    words: str
    voices: str
    stance: str
    preliminary: bool
    background: bool
    sentence: Span
    repeats: tuple[Span, ...]
    document: DocumentLine
    origin: str | None = None
    incidents: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    inferred: dict[str, str] = {}
    sensitive: str = ""
    claim: Claim


class FactView(Struct, frozen=True, kw_only=True):
    """How one field of an incident was settled, in words."""

    field: str
    value: str
    rule: str
    support: tuple[str, ...]
    against: tuple[str, ...] = ()


class ReasonView(Struct, frozen=True):
    """One reason of a link; `weight` in log odds, positive for "same"; None for a person's, which
    decides."""

    words: str
    weight: float | None


class LinkView(Struct, frozen=True, kw_only=True):
    """Why two claims were taken for one attack, for two, or for perhaps one."""

    first: str
    second: str
    verdict: PairVerdict
    judge: JudgeKind
    maker: str
    reasons: tuple[ReasonView, ...]


class IncidentView(Struct, frozen=True, kw_only=True):
    """An incident with its facts, the claims that it rests on, and why they belong together.

    `links` hold the pairs of its own claims, and those with claims of the incidents in `unsure`,
    which may be the same attack. `sensitive` is as for claims, of any of its own.
    """

    id: str
    words: str
    when: str
    harm: str
    standard: str
    facts: tuple[FactView, ...]
    claims: tuple[ClaimView, ...]
    links: tuple[LinkView, ...]
    unsure: tuple[str, ...]
    sensitive: str = ""
    incident: Incident


class Mark(Struct, frozen=True, kw_only=True):
    """Words of a document that a claim's field came from, or (`sensitive`, of no claim) that are
    marked, for colouring."""

    start: int
    end: int
    field: str
    claim: str


class DocumentView(Struct, frozen=True, kw_only=True):
    """A document with its claims in the order of its text, and the words they came from."""

    line: DocumentLine
    document: Document
    claims: tuple[ClaimView, ...]
    marks: tuple[Mark, ...]


def view_claims(contents: Contents, claims: Iterable[str]) -> tuple[ClaimView, ...]:
    """Return the views of claims by their ids; ids that the book does not hold are left out."""
    claims = tuple(claims)
    return _view_claims(contents, claims, _incidents_by_claim(contents, claims))


def view_incidents(
    contents: Contents, incidents: Sequence[str], judgements: Iterable[Judgement] = ()
) -> tuple[IncidentView, ...]:
    """Return the views of incidents by their ids, with the judgements that bear on each."""
    wanted = [contents.incidents[i] for i in incidents if i in contents.incidents]
    near = {claim: i.id for i in wanted for claim in _claims_near(contents, i)}
    own = {claim: i.id for i in wanted for claim in i.claims}
    links: dict[str, list[LinkView]] = {}
    for judgement in judgements:
        first, second = judgement.first, judgement.second
        if first not in near or second not in near:
            continue
        owners = {own[c] for c in (first, second) if c in own}
        for owner in sorted(owners):
            together = _claims_near(contents, contents.incidents[owner])
            if first in together and second in together:
                links.setdefault(owner, []).append(view_link(judgement))
    by_claim = _incidents_by_claim(contents, (c for i in wanted for c in i.claims))
    return tuple(
        _view_incident(contents, incident, tuple(links.get(incident.id, ())), by_claim)
        for incident in wanted
    )


def view_document(contents: Contents, identifier: str) -> DocumentView:
    """Return the view of a document that the book holds."""
    document = contents.documents[identifier]
    own = [claim for claim in contents.claims.values() if claim.document == identifier]
    own.sort(key=lambda claim: (claim.sentence.start, claim.id))
    marks = {
        (span.start, -span.end, field, claim.id)
        for claim in own
        for field, spans in (
            ("sentence", (claim.sentence,)),
            ("repeats", claim.repeats),
            *claim.spans.items(),
        )
        for span in spans
    }
    marked = [re.escape(words) for words in contents.sensitive.words.get(identifier, ())]
    marks |= {
        (found.start(), -found.end(), "sensitive", "")
        for found in re.finditer("|".join(marked) or "(?!)", document.text)
    }
    return DocumentView(
        line=document_line(document, contents.sensitive),
        document=document,
        claims=view_claims(contents, [claim.id for claim in own]),
        marks=tuple(
            Mark(start=start, end=-negative_end, field=field, claim=claim)
            for start, negative_end, field, claim in sorted(marks)
        ),
    )


def document_line(document: Document, sensitive: Sensitive) -> DocumentLine:
    """Return how a document is named beside a quotation."""
    marked = sensitive.of_report(document.id)
    return DocumentLine(
        id=document.id,
        words=" · ".join(filter(None, (document_in_words(document), marked))),
        source=document.source,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        sensitive=marked,
    )


def view_link(judgement: Judgement) -> LinkView:
    """Return a judgement in words."""
    decides = judgement.judge == "person"
    return LinkView(
        first=judgement.first,
        second=judgement.second,
        verdict=judgement.verdict,
        judge=judgement.judge,
        maker=judgement.maker,
        reasons=tuple(
            ReasonView(r.words or r.name, None)
            if decides
            else ReasonView(_evidence_in_words(r), r.weight)
            for r in judgement.reasons
        ),
    )


def _evidence_in_words(reason: Reason) -> str:
    """Return what was compared, and what came of it."""
    return f"{reason.name}: {reason.words}" if reason.words else reason.name


def _incidents_by_claim(contents: Contents, claims: Iterable[str]) -> dict[str, list[str]]:
    """Return the incidents that each of `claims` is one of the claims on."""
    by_claim: dict[str, list[str]] = {claim: [] for claim in claims}
    for incident in contents.incidents.values():
        for identifier in incident.claims:
            if identifier in by_claim:
                by_claim[identifier].append(incident.id)
    return by_claim


def _view_claims(
    contents: Contents, claims: Iterable[str], by_claim: Mapping[str, Sequence[str]]
) -> tuple[ClaimView, ...]:
    found = (contents.claims[identifier] for identifier in claims if identifier in contents.claims)
    return tuple(_view_claim(contents, claim, by_claim) for claim in found)


def _view_claim(
    contents: Contents, claim: Claim, incidents: Mapping[str, Sequence[str]]
) -> ClaimView:
    document = contents.documents[claim.document]
    origin = contents.origins.get(claim.id)
    return ClaimView(
        id=claim.id,
        kind=claim.kind,
        words=claim_in_words(claim),
        voices=chain_in_words(claim.voices) or document.publisher or "the report itself",
        stance=STANCE_WORDS[claim.stance],
        preliminary=claim.preliminary,
        background=claim.background,
        sentence=claim.sentence,
        repeats=claim.repeats,
        document=document_line(document, contents.sensitive),
        origin=None if origin is None else origin.words,
        incidents=tuple(incidents.get(claim.id, ())),
        parts=claim.parts,
        inferred=claim.inferred,
        sensitive=contents.sensitive.of_claim(claim),
        claim=claim,
    )


def _view_incident(
    contents: Contents,
    incident: Incident,
    links: tuple[LinkView, ...],
    by_claim: Mapping[str, Sequence[str]],
) -> IncidentView:
    return IncidentView(
        id=incident.id,
        words=attack_in_words(incident),
        when=moment_in_words(incident.when),
        harm=harm_in_words(incident),
        standard=incident.standard or "only denied or hypothetical",
        facts=tuple(
            FactView(
                field=fact.field,
                value=field_in_words(incident, fact.field),
                rule=fact.rule,
                support=fact.support,
                against=fact.against,
            )
            for fact in incident.facts
        ),
        claims=_view_claims(contents, incident.claims, by_claim),
        links=links,
        unsure=incident.unsure,
        sensitive=sensitive_of(contents, incident),
        incident=incident,
    )


def sensitive_of(contents: Contents, incident: Incident) -> str:
    """Return what is said beside an incident of which something is marked as sensitive."""
    known = (contents.claims[name] for name in incident.claims if name in contents.claims)
    return contents.sensitive.of_claims(known)


def field_in_words(record: Incident | Claim, field: str) -> str:
    """Return a field's value in words; raises AttributeError for what is no field."""
    value = getattr(record, field)
    if field in ("killed", "injured", "count"):
        return count_in_words(value)
    if field == "when":
        return moment_in_words(value)
    if isinstance(value, tuple):
        return names_in_words(value) or "unknown"
    return str(value).replace("_", " ") if value is not None else "unknown"


def _claims_near(contents: Contents, incident: Incident) -> frozenset[str]:
    """The claims of an incident and of those that may be the same one."""
    others = (contents.incidents[i].claims for i in incident.unsure if i in contents.incidents)
    return frozenset((*incident.claims, *(claim for claims in others for claim in claims)))
