"""Claims that are speech: who did it, what was threatened, who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.report.builder import Context, bound_by_publication
from tallybook.coding.report.gathering import Assembled, Gathered
from tallybook.coding.speech.referents import referents
from tallybook.coding.speech.verdicts import Responsibility
from tallybook.coding.voices.attribution import Attribution
from tallybook.coding.voices.cues import COMMUNICATIONS
from tallybook.core.claims import Claim, Relation, Stance
from tallybook.core.spans import Span
from tallybook.core.values import Mention, Moment

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge

STANCE_OF_VERDICT: dict[str, Stance] = {
    "claims": "claimed",
    "blames": "suspected",
    "denies": "denied",
}


def verdict_claims(
    gathered: Gathered, done: Assembled, context: Context, knowledge: LocalKnowledge
) -> Iterator[Claim]:
    """Yield who claims, blames or denies, about the claims that the verdict's words point at."""
    for sentence, verdict, attributions in gathered.verdicts:
        passage = sentence.passage
        chain = _voice_of_verdict(verdict, attributions)
        actors = tuple(n.value for n in verdict.actors)
        inferred = {}
        if not actors:
            actors, inferred = chain[-1:], {"attackers": "the voice speaks of itself"}
        elif not _is_of_others(verdict) and _is_body_of(chain, actors):
            # A commander who claims an attack claims it for the group that he commands.
            actors, inferred = chain[-1:], {"attackers": "the body that the voice speaks for"}
        if not actors or _is_message(actors[0]):
            continue  # Who "a video" speaks for is not told.
        about = referents(sentence, verdict, done, knowledge)
        cue = passage.span(verdict.cue, verdict.cue + 1)
        spans: dict[str, tuple[Span, ...]] = {"verdict": (cue,)}
        if verdict.actors:
            spans["attackers"] = tuple(n.span for n in verdict.actors)
        if verdict.share_index is not None:
            spans["share"] = (passage.span(verdict.share_index, verdict.share_index + 1),)
        yield Claim(
            id=context.claim_id("responsibility", cue),
            document=context.document.id,
            kind="responsibility",
            sentence=sentence.span,
            attackers=actors,
            voices=_unique_voices((*context.outlet, *chain)),
            stance=STANCE_OF_VERDICT[verdict.verdict],
            verdict=verdict.verdict,
            share=verdict.share,
            about=about,
            repeats=tuple(sentence.copies()),
            spans=spans,
            inferred=inferred,
            maker=context.maker,
            confidence=0.8,
        )


def _is_body_of(chain: Sequence[Mention], actors: Sequence[Mention]) -> bool:
    """Whether a chain ends in a body that the actor table knows, for which somebody speaks whom it
    does not know."""
    if len(actors) != 1 or actors[0].actor is not None or not chain or chain[-1].actor is None:
        return False
    return any(actors[0].name in mention.name for mention in chain)


def _is_message(mention: Mention) -> bool:
    return mention.actor is None and mention.name.split()[-1].lower() in COMMUNICATIONS


def _is_of_others(verdict: Responsibility) -> bool:
    return verdict.verdict == "blames" or verdict.by_others


def _voice_of_verdict(
    verdict: Responsibility, attributions: Sequence[Attribution]
) -> tuple[Mention, ...]:
    """Whoever claims or denies speaks for itself; whoever blames is the subject of blaming. To
    blame is not to report what others say: "X blamed Y; Y blamed X" nests no voices."""
    own = next((a for a in attributions if a.cue == verdict.cue), None)
    says_nothing = verdict.verdict != "denies" and _is_of_others(verdict)
    if own is not None and says_nothing and _names(own, verdict):
        own = None  # "The commander ordered the raid": he says nothing of it.
    outer = [
        a for a in attributions if verdict.cue in a.content and a is not own and a.kind != "accuse"
    ]
    chain: list[Mention] = [m for a in outer for m in a.chain]
    if own is not None:
        chain += [m for m in own.chain if m not in chain]
    elif not _is_of_others(verdict):
        chain += [n.value for n in verdict.actors if n.value not in chain]
    return tuple(chain)


def _names(attribution: Attribution, verdict: Responsibility) -> bool:
    """Whether the source of an attribution is one whom the verdict is on."""
    source = attribution.source
    spans = [n.span for n in verdict.actors]
    return source is not None and any(s.start < source.end and source.start < s.end for s in spans)


def statement_claims(gathered: Gathered, context: Context) -> Iterator[Claim]:
    """Yield the threats, demands, vows and condemnations of a report."""
    for sentence, statement in gathered.statements:
        passage = sentence.passage
        cue = passage.span(statement.cue, statement.cue + 1)
        spans: dict[str, tuple[Span, ...]] = {"trigger": (cue,), "content": (statement.content,)}
        if statement.targets:
            spans["targets"] = tuple(n.span for n in statement.targets)
        if statement.source is not None:
            spans["voices"] = (statement.source,)
        when: Moment | None = None
        if statement.moment is not None:
            span = passage.span(statement.moment.start, statement.moment.end)
            when = structs.replace(statement.moment.moment, words=span.words)
            spans["when"] = (span,)
        threat = statement.statement_type == "threaten"
        claim = Claim(
            id=context.claim_id("statement", cue),
            document=context.document.id,
            kind="statement",
            sentence=sentence.span,
            event_type=statement.statement_type,
            stage="threatened" if threat else None,
            targets=tuple(n.value for n in statement.targets),
            when=when,
            voices=_unique_voices((*context.outlet, *statement.chain)),
            stance="threatened" if threat else "asserted",
            repeats=tuple(sentence.copies()),
            spans=spans,
            maker=context.maker,
            confidence=0.7,
        )
        yield bound_by_publication(claim, context)


def relation_claims(gathered: Gathered, context: Context) -> Iterator[Claim]:
    """Yield what the report says of how actors stand to one another."""
    for sentence, relation, attributions in gathered.relations:
        passage = sentence.passage
        cue = passage.span(relation.cue, relation.cue + 1)
        chain = [m for a in attributions if relation.cue in a.content for m in a.chain]
        yield Claim(
            id=context.claim_id("relation", cue, relation.kind, relation.object.value.name),
            document=context.document.id,
            kind="relation",
            sentence=sentence.span,
            relation=Relation(relation.kind, relation.subject.value, relation.object.value),
            voices=_unique_voices((*context.outlet, *chain)),
            repeats=tuple(sentence.copies()),
            spans={
                "relation": (cue,),
                "subject": (relation.subject.span,),
                "object": (relation.object.span,),
            },
            maker=context.maker,
            confidence=0.8,
        )


def _unique_voices(chain: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(chain))
