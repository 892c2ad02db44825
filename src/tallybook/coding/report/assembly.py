"""Assembly: from what the sentences of a report tell to the claims of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as dataclass_replace

from msgspec import structs
from msgspec.structs import replace

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.places.home_towns import homes_as_told
from tallybook.coding.report.accidents import counts_accidents, without_accidents
from tallybook.coding.report.builder import (
    Context,
    base_claim,
    bound_by_publication,
    carry_on,
    fill,
    in_its_division,
    where_the_report_is,
)
from tallybook.coding.report.card_tolls import settle_tolls
from tallybook.coding.report.cards import Card, file_cards
from tallybook.coding.report.gathering import Assembled, Gathered
from tallybook.coding.report.ordinal_counts import ordinal_counts
from tallybook.coding.report.rival_versions import (
    CLASH,
    by_its_author,
    has_rival_versions,
    not_by_the_attacked,
)
from tallybook.coding.report.those_before import totals_so_far
from tallybook.coding.speech.claims import relation_claims, statement_claims, verdict_claims
from tallybook.coding.totals.additions import with_additions
from tallybook.coding.totals.defined import with_definitions
from tallybook.coding.totals.figures import Figure, figure_claims, gather_figures
from tallybook.coding.totals.given import given_before
from tallybook.coding.totals.inner_figures import with_inner_figures
from tallybook.coding.totals.members import (
    figures_beside,
    with_headlines,
    with_members,
)
from tallybook.coding.totals.part_places import with_room_for_parts
from tallybook.core.claims import Claim, Stance

REAL: frozenset[Stance] = frozenset({"asserted", "claimed", "suspected", "unconfirmed", "denied"})


def assemble(gathered: Gathered, context: Context, knowledge: LocalKnowledge) -> list[Claim]:
    """Return the claims of a report in the order of their sentences, each id once."""
    done = Assembled()
    knowledge = _as_told(gathered, knowledge)
    meant = [t for t in gathered.tellings if not counts_accidents(t)]
    real = [t for t in meant if t.stance in REAL and t.stage != "threatened"]
    figures = gather_figures([t for t in real if t.number is not None or t.shares], knowledge)
    single = [t for t in real if not t.several]
    orders = {f.first_order for f in figures if not f.main.by_plural}
    cards = file_cards(single, knowledge, orders, [t for t in real if t.several])
    cards = without_accidents(cards, frozenset(gathered.accidents), knowledge)
    figures = [f for f in figures if not _is_told_out(f, figures, cards)]
    settle_tolls(cards, context.document.text)
    given = [(f, given_before(f, cards, knowledge)) for f in figures]
    figures = [figure for figure, told in given if not told]
    for figure in figures:
        claims = [where_the_report_is(c, knowledge) for c in figure_claims(figure, context)]
        claims = with_room_for_parts(claims, knowledge)
        done.claims += claims
        done.of_figure.append((figure, claims[0]))
        for telling in figure.tellings:
            for span in telling.trigger_spans:
                done.of_trigger.setdefault(span, []).append(claims[0].id)
    filed = {id(t) for card in cards for t in card.tellings}
    for telling in single:
        if id(telling) not in filed and telling.only_harm and figures and _has_toll(telling):
            done.claims.append(_figure_harm(telling, done, context))
    for card in cards:
        _card_claims(card, cards, done, context, knowledge)
    done.claims += [c for f, told in given if told for c in _of_given(f, told, done, context)]
    done.change(with_headlines(done, knowledge))
    done.change(with_inner_figures(done, knowledge))
    done.change(with_members(cards, done, knowledge))
    done.change(with_additions(cards, done))
    done.change(with_definitions(gathered.definitions, done))
    for whole, *before in list(totals_so_far(done, context, knowledge)):
        done.change({whole.id: whole})
        done.claims += before
    for telling in meant:
        if telling not in real and not telling.plural:
            done.claims.append(base_claim("incident", telling, [], context))
        elif (
            telling.plural and _has_toll(telling) and (telling.number is None or telling.by_plural)
        ):
            done.claims.append(_scope_harm(telling, context))
    done.claims += list(ordinal_counts(single, done, context, knowledge))
    done.claims += _with_motives(list(verdict_claims(gathered, done, context, knowledge)), gathered)
    done.claims += statement_claims(gathered, context)
    done.claims += relation_claims(gathered, context)
    ordered = sorted(done.claims, key=lambda c: (c.sentence.start, c.kind, c.id))
    return list({c.id: c for c in ordered}.values())


def _as_told(gathered: Gathered, knowledge: LocalKnowledge) -> LocalKnowledge:
    """Return what is known, with the country in which alone attacks are told of, and with the
    homes that what is told leaves it; where the hurt are taken, no attack is told."""
    told = [p for t in gathered.tellings if t.event_type is not None for p, _ in t.places]
    countries = {place.country for place in told if place.country is not None}
    attacked = next(iter(countries)) if len(countries) == 1 else None
    return dataclass_replace(knowledge, homes=homes_as_told(told, knowledge), attacked=attacked)


def _is_told_out(figure: Figure, figures: Sequence[Figure], cards: Sequence[Card]) -> bool:
    """ "Two bases hit in a week", above a text that gives no figure and tells as many attacks one
    by one: a headline sums up its text (Bell 1991, ch. 8)."""
    below = [card for card in cards if not all(t.sentence.passage.is_title for t in card.tellings)]
    number = figure.main.number
    return (
        all(t.by_things and t.sentence.passage.is_title for t in figure.tellings)
        and len(figures) == 1
        and number is not None
        and len(below) >= number.low
    )


def _with_motives(verdicts: list[Claim], gathered: Gathered) -> list[Claim]:
    """ "The group has linked the attacks to …": a motive given for attacks that were claimed just
    before belongs to that claim of responsibility."""
    for telling in gathered.tellings:
        if telling.motive is None or telling.number is not None or not telling.plural:
            continue
        before = [
            claim
            for claim in verdicts
            if claim.verdict == "claims" and claim.sentence.start <= telling.motive.start
        ]
        if before:
            claim = max(before, key=lambda c: c.sentence.start)
            verdicts[verdicts.index(claim)] = replace(
                claim,
                motive=telling.motive.words,
                spans={**claim.spans, "motive": (telling.motive,)},
            )
    return verdicts


def _has_toll(telling: Telling) -> bool:
    return telling.killed is not None or telling.injured is not None


def _card_claims(
    card: Card,
    cards: Sequence[Card],
    done: Assembled,
    context: Context,
    knowledge: LocalKnowledge,
) -> None:
    """One incident claim for each voice and stance on a card; a later toll is a harm claim."""
    by_voice = _by_voice(card)
    groups = [g for g in by_voice if not all(t.only_harm for t in g)]
    told_as_harm = not groups
    groups = groups or by_voice
    made: list[Claim] = []
    disputed = has_rival_versions(card, knowledge)
    apart = _first_claims(card.apart_from, done) + figures_beside(card, cards, done)
    for group in groups:
        main = max(group, key=_fullness)
        others = [t for t in group if t is not main]
        claim = base_claim("incident", main, others, context)
        donors = [t for t in card.tellings if t not in group and t.stance != "denied"]
        # Who is accused is accused by one voice, and no other has said that it was he.
        donors = [dataclass_replace(t, attackers=[]) if t.accused else t for t in donors]
        if main.stance == "denied":
            # Who denies a deed denies it as others told it, not as told by the denier.
            own = main.chain
            donors = [dataclass_replace(t, attackers=[]) if t.chain == own else t for t in donors]
        if disputed:
            donors = [dataclass_replace(t, attackers=[], targets=[]) for t in donors]
        claim = fill(claim, donors, "said of the same attack elsewhere in the report")
        claim = _in_the_period_of(claim, main, done)
        claim = bound_by_publication(carry_on(claim, card.tellings), context)
        claim = not_by_the_attacked(_without_victims(claim, card, knowledge), knowledge)
        claim = by_its_author(claim, knowledge)
        claim = replace(claim, apart_from=apart, background=_is_background(claim, cards, card))
        made.append(claim)
        for telling in group:
            for span in telling.trigger_spans:
                done.of_trigger.setdefault(span, []).append(claim.id)
    told = card.places()
    made = [where_the_report_is(in_its_division(claim, told), knowledge) for claim in made]
    elsewhere = _first_claims(card.elsewhere, done)
    made = [replace(claim, apart_from=(*claim.apart_from, *elsewhere)) for claim in made]
    for claim in made[1:]:
        made[made.index(claim)] = replace(claim, about=(made[0].id,))
    done.of_card[card.number] = made
    done.claims += made
    for telling in card.tellings:
        if _has_toll(telling) and (telling.toll or (telling.only_harm and not told_as_harm)):
            done.claims.append(_harm(telling, made[0], context))


def _first_claims(numbers: set[int], done: Assembled) -> tuple[str, ...]:
    """The ids of the first claims of some cards."""
    return tuple(c.id for n in sorted(numbers) for c in done.of_card.get(n, [])[:1])


def _by_voice(card: Card) -> list[list[Telling]]:
    """Tellings by voice and stance. The headline speaks with the voice of the text that it
    heads, and a harm told without a voice of its own with that of the telling before it."""
    groups: dict[tuple[object, ...], list[Telling]] = {}
    body = [t for t in card.tellings if not t.sentence.passage.is_title]
    for telling in card.tellings:
        source = telling
        if telling.sentence.passage.is_title and not telling.chain and body:
            source = body[0] if body[0].stance == telling.stance else telling
        # "The attempt" points back and leaves open how far the attack came: as far as was told.
        pointing = telling.reference == "definite" and source.stage == "done"
        stage = card.tellings[0].stage if pointing else source.stage
        key = (tuple(m.name for m in source.chain), source.stance, stage)
        if stage != telling.stage:
            telling.stage = stage
        groups.setdefault(key, []).append(telling)
    return list(groups.values())


def _fullness(telling: Telling) -> tuple[int, int, int]:
    fields = (telling.places, telling.moment, telling.killed, telling.attackers, telling.targets)
    return (
        0 if telling.sentence.passage.is_title else 1,
        sum(bool(f) for f in fields) + telling.strong,
        -telling.sentence.order,
    )


def _in_the_period_of(claim: Claim, main: Telling, done: Assembled) -> Claim:
    """ "Another attack", said with a figure, is one more within the figure's period.

    "Another" presupposes a set of the same description that it is added to (Kamp & Reyle 1993,
    §4.1.5); where the same breath gives the set its period, that is the period of the addition
    too, at some time in it. Marked as inferred.
    """
    if claim.when is not None or main.reference != "other":
        return claim
    for figure, whole in reversed(done.of_figure):
        orders = [t.sentence.order for t in figure.tellings]
        if whole.when is None or "when" in whole.inferred:
            continue
        if any(0 <= main.sentence.order - order <= ADDITION_REACH for order in orders):
            when = structs.replace(whole.when, extent="sometime")
            rule = "one more than the figure said beside it: in the same period"
            return replace(
                claim,
                when=when,
                spans={**claim.spans, "when": whole.spans["when"]},
                inferred={**claim.inferred, "when": rule},
            )
    return claim


ADDITION_REACH = 2
"""How many sentences after a figure "another" still adds to it: the distance over which anaphora
in news finds its antecedent in the great majority of cases (Hobbs 1978: 98 % within one
sentence)."""


def _without_victims(claim: Claim, card: Card, knowledge: LocalKnowledge) -> Claim:
    """Whoever was attacked did not attack himself, but in a clash, where both sides do both."""
    if claim.event_type is not None and knowledge.event_types.is_a(claim.event_type, CLASH):
        return claim
    attacked = {n.value.name for t in card.tellings for n in t.targets if not t.accused}
    kept = tuple(a for a in claim.attackers if a.name not in attacked)
    return replace(claim, attackers=kept) if len(kept) < len(claim.attackers) else claim


BACKGROUND_DAYS = 30
"""An attack this long before the report's first one is what it recalls, not what it reports:
news of an attack is printed within days, tolls and trials of older ones say their date."""


def _is_background(claim: Claim, cards: Sequence[Card], card: Card) -> bool:
    first = cards[0]
    if card is first or claim.when is None or "when" in claim.inferred:
        return False
    reference = [m for t in first.tellings if t.moment is not None for m in [t.moment[0]]]
    mine, theirs = claim.when.last, next((m.first for m in reference if m.first), None)
    return mine is not None and theirs is not None and (theirs - mine).days > BACKGROUND_DAYS


def _harm(telling: Telling, incident: Claim, context: Context) -> Claim:
    claim = base_claim("harm", telling, [], context)
    return replace(
        claim,
        event_type=incident.event_type,
        about=(incident.id,),
        places=claim.places or incident.places,
        when=claim.when or incident.when,
        inferred={**incident.inferred, **claim.inferred},
    )


def _figure_harm(telling: Telling, done: Assembled, context: Context) -> Claim:
    """Harm told by itself in a report of figures is the toll of the attacks counted last."""
    before = [c for f, c in done.of_figure if f.first_order <= telling.sentence.order]
    claim = base_claim("harm", telling, [], context)
    about = (before[-1] if before else done.of_figure[0][1]).id
    return bound_by_publication(replace(claim, about=(about,)), context)


def _of_given(
    figure: Figure, told: Sequence[Card], done: Assembled, context: Context
) -> Iterator[Claim]:
    """ "Both attacks were claimed", "the two raids killed nine": what is said is of the attacks
    that were told, and a toll is over them together."""
    ids = tuple(done.of_card[card.number][0].id for card in told if done.of_card.get(card.number))
    for telling in figure.tellings:
        for span in telling.trigger_spans:
            done.of_trigger.setdefault(span, []).extend(ids)
        if _has_toll(telling):
            yield replace(_scope_harm(telling, context), about=ids)


def _scope_harm(telling: Telling, context: Context) -> Claim:
    """ "Attacks in the region have killed 30 people since May": a toll over a scope."""
    return bound_by_publication(base_claim("harm", telling, [], context), context)
