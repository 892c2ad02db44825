"""What became of the attacks of one answer in another: merged, split, new, moved, better attested.

An incident keeps its id when the book is linked again, and one that was merged leads on through
its claims, so each attack of the later answer can be laid beside what it was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import STANDARDS, Incident, Standard
from tallybook.core.tallies import Tally
from tallybook.tally.material import Material
from tallybook.tally.names import Names
from tallybook.tally.scopes import inside, question_scope
from tallybook.tally.units import units_at_hand
from tallybook.workflow.asking.ask import Asked
from tallybook.workflow.asking.contents import material_of
from tallybook.workflow.telling.views import field_in_words
from tallybook.workflow.telling.words import attack_in_words

FIELDS = ("when", "places", "targets", "attackers", "weapons", "event_type", "stage")
"""What decides whether an attack lies in a question."""


class Found(Struct, frozen=True, kw_only=True):
    """One change: `what` kind of change, to which record, and in words what that is or became.

    `how` tells changes of one kind apart; `home` is the record that several went into or came
    from.
    """

    what: str
    id: str
    words: str
    how: tuple[str, str] = ("", "")
    home: str = ""


class AttackChanges:
    """The incidents of two answers, laid beside each other."""

    def __init__(self, before: Asked, after: Asked, names: Names) -> None:
        self._names = names
        self._old = dict(before.contents.incidents)
        self._new = dict(after.contents.incidents)
        self._was, self._is = _certainties(before.tally), _certainties(after.tally)
        self._scope = question_scope(after.tally.question, names)
        self._same_scope = self._scope == question_scope(before.tally.question, names)
        self._by_attacker = after.tally.question.attacker is not None
        self._then, self._now = material_of(before.contents), material_of(after.contents)
        home = {claim: i.id for i in self._new.values() for claim in i.claims}
        self._heirs = {i.id: _heir(i, self._new, home) for i in self._old.values()}
        self._groups: dict[str, list[str]] = {}
        for old, heir in self._heirs.items():
            if heir is not None:
                self._groups.setdefault(heir, []).append(old)

    def changes(self) -> Iterator[Found]:
        """Yield every change of an attack that either answer counts, surely or possibly."""
        heirs = {self._heirs[old] for old in self._was if old in self._heirs}
        concerned = sorted({*self._is, *(heir for heir in heirs if heir is not None)})
        for identifier in concerned:
            incident, group = self._new[identifier], self._groups.get(identifier, [])
            if group:
                yield from self._merged(incident, group)
                yield from self._became(incident, [self._old[old] for old in group])
            else:
                yield from self._appeared(incident)
        for old in sorted(self._was):
            if self._heirs.get(old) is None:
                words = attack_in_words(self._old[old])
                yield Found(what="incident_withdrawn", id=old, words=words)
        yield from self._pairs(concerned)

    def _merged(self, incident: Incident, group: list[str]) -> Iterator[Found]:
        if len(group) > 1:
            for old in group:
                words = attack_in_words(self._old[old])
                yield Found(what="incidents_merged", id=old, words=words, home=incident.id)

    def _appeared(self, incident: Incident) -> Iterator[Found]:
        """Yield an incident that had no id before: a part of another one, or a new one."""
        mine = set(incident.claims)
        whole = next((old for old in self._old.values() if mine & set(old.claims)), None)
        words = attack_in_words(incident)
        if whole is None:
            yield Found(what="new_incident", id=incident.id, words=words)
            return
        yield Found(what="incident_split", id=incident.id, words=words, home=whole.id)
        if whole.id in self._new:
            rest = attack_in_words(self._new[whole.id])
            yield Found(what="incident_split", id=whole.id, words=rest, home=whole.id)

    def _became(self, incident: Incident, group: list[Incident]) -> Iterator[Found]:
        """Yield how an attack lies in the question, and is attested, otherwise than before."""
        words = attack_in_words(incident)
        old, new = _strictest(group), incident.standard
        was = max(self._was.get(one.id, Certainty.NO) for one in group)
        now = self._is.get(incident.id, Certainty.NO)
        if (old is None) != (new is None):
            what = "incident_doubted" if new is None else "incident_affirmed"
            yield Found(what=what, id=incident.id, words=words)
        elif was is not now:
            before = next((one for one in group if one.id == incident.id), group[0])
            field = self._cause(before, incident, now)
            if field in FIELDS:
                value = field_in_words(before, field)
                words = f"{words}; before: {value}"
            how = (field, _direction(was, now))
            yield Found(what="incident_moved", id=incident.id, words=words, how=how)
        if old is not None and new is not None and old != new:
            how = (old, new)
            yield Found(what="incident_standard", id=incident.id, words=words, how=how)
        named = {one.attacker_standards for one in group}
        if self._by_attacker and incident.attacker_standards not in named:
            yield Found(what="attacker_standard", id=incident.id, words=words)

    def _cause(self, before: Incident, after: Incident, now: Certainty) -> str:
        """Return the field that alone puts the attack where it lies now; "question" where the
        question does, and "" where several fields do together."""
        if not self._same_scope and self._lies(before, self._then) is now:
            return "question"
        for field in FIELDS:
            if getattr(before, field) == getattr(after, field):
                continue
            facts = [fact for fact in before.facts if fact.field != field]
            facts += [fact for fact in after.facts if fact.field == field]
            trial = structs.replace(before, facts=tuple(facts), **{field: getattr(after, field)})
            if self._lies(trial, self._now) is now:
                return field
        return ""

    def _lies(self, incident: Incident, material: Material) -> Certainty:
        [unit] = units_at_hand(structs.replace(material, incidents=[incident]), self._names)
        return inside(unit, self._scope, self._names)

    def _pairs(self, concerned: list[str]) -> Iterator[Found]:
        """Yield the pairs of attacks that may be one now and could not before, and the reverse."""
        now = {
            _pair(one, other)
            for one in concerned
            for other in self._new[one].unsure
            if other in self._new
        }
        was = {
            _pair(heir, other_heir)
            for heir in concerned
            for one in self._groups.get(heir, ())
            for other in self._old[one].unsure
            if (other_heir := self._heirs.get(other)) is not None
        }
        for what, pairs in (("may_be_one", now - was), ("told_apart", was - now)):
            for one, other in sorted(pairs):
                if one != other:
                    both = (attack_in_words(self._new[i]) for i in (one, other))
                    yield Found(what=what, id=one, words=" and ".join(both), home=other)


def _certainties(tally: Tally) -> dict[str, Certainty]:
    sure = dict.fromkeys(tally.incidents, Certainty.SURE)
    return {**dict.fromkeys(tally.possible_incidents, Certainty.POSSIBLE), **sure}


def _heir(incident: Incident, new: Mapping[str, Incident], home: Mapping[str, str]) -> str | None:
    """Return the incident that an older one is now, by the rule that redirects follow."""
    if incident.id in new:
        return incident.id
    return next((home[c] for c in (incident.anchor, *incident.claims) if c in home), None)


def _strictest(group: list[Incident]) -> Standard | None:
    standards = {one.standard for one in group}
    return next((standard for standard in STANDARDS if standard in standards), None)


def _direction(was: Certainty, now: Certainty) -> str:
    if now is Certainty.NO:
        return "out"
    if was is Certainty.NO:
        return "in" if now is Certainty.SURE else "possibly in"
    return "surely in" if now is Certainty.SURE else "possibly out"


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
