"""Do two profiles speak of one attack? Named evidence with weights that add, and contradictions.

What either does not say is no evidence. A contradiction of day, place or weapon decides alone;
between two reports the days may differ by one and two near villages may be one, within a report
they may not. Weights and their reasons are in `weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from math import log

from tallybook.core.values import Mention
from tallybook.knowledge.event_types import BATTLE
from tallybook.linking import weights
from tallybook.linking.bulletins import are_bulletins, are_of_one_outlet, weigh_bulletins
from tallybook.linking.days import days_between, gap
from tallybook.linking.evidence import Comparison
from tallybook.linking.mentions import weigh_mention
from tallybook.linking.profiles import Profile, days_apart
from tallybook.linking.relations import PlaceTie, Relations, Tie, is_spot, wideness
from tallybook.linking.roster import Roster
from tallybook.linking.text_evidence import weighed
from tallybook.linking.thresholds import Thresholds
from tallybook.linking.tolls import is_part, toll_evidence


class Comparer:
    """Compares profiles under one body of knowledge; the roster has their reports."""

    def __init__(self, relations: Relations, roster: Roster, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._relations = relations
        self._roster = roster
        self._printed_names: dict[tuple[str, str], bool] = {}

    def compare(self, one: Profile, other: Profile) -> Comparison:
        """Return the evidence on two profiles of different reports: of what the claims say and,
        where both are what a report tells first, of the two texts."""
        result = self.compare_claims(one, other)
        if (
            result.contradiction is not None
            and not result.of_one_victim
            and not self._may_misplace(result, one, other)
        ):
            return result
        if are_bulletins(self._roster, one, other):
            weigh_bulletins(result, self._roster, one, other)
        elif one.report is not None and other.report is not None:
            if self._dated_apart_by_one_desk(one, other):
                return result
            before, days = result.score, days_between(one.published, other.published)
            texts = (self._roster.text(one.report), self._roster.text(other.report))
            for name, weight, words in weighed(*texts, days):
                result.add(name, weight, words)
            result.told_by_texts = result.score - before >= weights.TEXTS_OUTWEIGH_FROM
        near = next((words for name, _, words in result.evidence if name == "near place"), None)
        if near is not None and result.verdict == "unsure":
            result.contradict("other place", f"{near}, and nothing that speaks for one attack")
            result.pairwise = True
        return result

    def _may_misplace(self, result: Comparison, one: Profile, other: Profile) -> bool:
        """Whether the place alone contradicts, and a report that tells of an attack elsewhere
        prints the other's place: of the towns that it names the wrong one may have been read."""
        assert result.contradiction is not None
        return result.contradiction[0] == "other place" and any(
            self._prints(document, place.name)
            for told, heard in ((one, other), (other, one))
            for place in told.places
            for document in heard.documents
        )

    def compare_claims(self, one: Profile, other: Profile) -> Comparison:
        """Return the evidence of what the claims say, on two profiles of different reports."""
        befell = not one.victims.isdisjoint(other.victims)
        result = Comparison(thresholds=self.thresholds, of_one_victim=befell)
        self._days(result, one, other, one_report=False)
        if result.contradiction is not None and not befell:
            return result
        self._places(result, one, other, one_report=False)
        self._named_in_text(result, one, other)
        self._everything_else(result, one, other, one_report=False)
        for name, mine, others, share in (
            ("killed", one.killed, other.killed, 1.0),
            ("injured", one.injured, other.injured, weights.INJURED_SHARE),
        ):
            found = toll_evidence(mine, others)
            if found is not None:
                result.add(name, share * found[0], found[1])
        return result

    def compare_in_report(self, one: Profile, other: Profile, *, alone: bool = False) -> Comparison:
        """Return the evidence on two profiles of one report, or of near-copies of it; `alone` says
        that nothing in it tells attacks apart."""
        if other.lead < one.lead:
            one, other = other, one
        result = Comparison(thresholds=self.thresholds)
        self._days(result, one, other, one_report=True)
        self._places(result, one, other, one_report=True)
        self._everything_else(result, one, other, one_report=True)
        if one.background != other.background:
            result.add("recalled", weights.RECALLED, "one is recalled as an earlier attack")
        for name, mine, others in (
            ("killed", one.killed, other.killed),
            ("injured", one.injured, other.injured),
        ):
            found = toll_evidence(mine, others)
            if found is not None and found[0] > 0:
                result.add(name, found[0], found[1])
            elif found is not None and not is_part(others, mine):
                result.add(name, weights.OTHER_TOLL_IN_REPORT, f"one report: {found[1]}")
        weigh_mention(result, one, other, self._relations, alone=alone)
        return result

    def contradictory(self, one: Profile, other: Profile) -> bool:
        """Whether days, places or weapons of two profiles of different reports contradict."""
        result = Comparison(thresholds=self.thresholds)
        self._days(result, one, other, one_report=False)
        self._places(result, one, other, one_report=False)
        self._weapons(result, one, other)
        return result.contradiction is not None

    def _days(self, result: Comparison, one: Profile, other: Profile, *, one_report: bool) -> None:
        if one.days is None or other.days is None:
            if not one_report:
                self._printed(result, one, other)
            return
        apart = gap(one.days, other.days) if one_report else days_apart(one, other)
        if apart >= (1 if one_report else self.thresholds.hard_days):
            result.contradict("other day", f"the stated days lie {apart} days apart")
        elif apart >= 1:
            words = "follow each other" if apart == 1 else f"lie {apart} days apart"
            weight = weights.DAY_APART
            if self._dated_apart_by_one_desk(one, other):
                weight, words = weights.DAY_APART_IN_OUTLET, f"{words}, in one outlet's reports"
            result.add("next day", weight, f"the stated days {words}")
        elif not one_report or (one.states_day and other.states_day):
            longest = max(one.days.length, other.days.length)
            weight = max(0.0, weights.SAME_DAY - log(longest))
            if one.days.year_open or other.days.year_open:
                weight *= weights.OPEN_YEAR_SHARE
            words = "the same day" if longest == 1 else f"days that overlap, within {longest} days"
            result.add("day", weight, words)

    def _dated_apart_by_one_desk(self, one: Profile, other: Profile) -> bool:
        """Whether the reports of one outlet date two attacks on different days: names and words
        that it prints every day are then no evidence."""
        dated = one.days is not None and other.days is not None
        if not dated or days_apart(one, other) < 1:
            return False
        return are_of_one_outlet(self._roster, one, other)

    def _printed(self, result: Comparison, one: Profile, other: Profile) -> None:
        """Weigh the dates of publication where a report does not state the day."""
        for stated, silent in ((one, other), (other, one)):
            if stated.days is None or stated.days.year_open or silent.known_by is None:
                continue
            if stated.days.first > silent.known_by:
                result.contradict("reported before", "the one was reported before the other's day")
                return
        if one.background or other.background:
            return
        ends = [p.published if p.days is None or p.days.year_open else p.days.last
                for p in (one, other)]  # fmt: skip
        if ends[0] is None or ends[1] is None:
            return
        apart = abs(ends[0] - ends[1])
        if apart <= weights.REPORTED_SOON_DAYS:
            result.add("reported soon", weights.REPORTED_SOON, f"{apart} days to its publication")
        elif apart > weights.REPORTED_LATE_DAYS:
            result.add("reported late", weights.REPORTED_LATE, f"{apart} days to its publication")

    def _places(
        self, result: Comparison, one: Profile, other: Profile, *, one_report: bool
    ) -> None:
        if not one.places or not other.places:
            return
        ties = [(self._relations.places(p, q), p, q) for p in one.places for q in other.places]
        if len(ties) > 1:
            ties.sort(key=lambda t: (_PLACE_ORDER[t[0]], -max(map(wideness, t[1:]))[0]))
        tie, place, other_place = ties[-1]
        wider = max(place, other_place, key=wideness)
        words = f"{place.name} – {other_place.name}"
        level = wider.precision or 7
        if tie is PlaceTie.APART:
            result.contradict("other place", words)
        elif one_report and tie in (PlaceTie.NEIGHBOURS, PlaceTie.OTHER_NAME):
            result.contradict("other place", f"one report names two places: {words}")
        elif one_report and tie is PlaceTie.TOUCHING and place.name != other_place.name:
            result.add("touching places", weights.SPOTS_TOUCH_IN_REPORT, words)
        elif one_report and not (one.states_place and other.states_place):
            return  # What the report gives to all that it tells says nothing of any two.
        elif tie is PlaceTie.NEIGHBOURS:
            result.add("near place", weights.NEIGHBOURS, words)
        elif tie is PlaceTie.OTHER_NAME:
            result.add("other name", weights.OTHER_NAME, words)
        elif tie is PlaceTie.SAME:
            spot = is_spot(wider)
            weight = weights.SAME_SPOT if spot else weights.SAME_AREA.get(level, 0.0)
            result.add("place", weight, words)
        elif tie is PlaceTie.SAME_NAME:
            result.add("place name", weights.SAME_NAME, words)
        elif tie is PlaceTie.WITHIN:
            result.add("place within", weights.WITHIN_AREA.get(level, 0.0), words)
        elif tie is PlaceTie.TOUCHING:
            result.add("touching places", weights.SPOTS_TOUCH, words)

    def _named_in_text(self, result: Comparison, one: Profile, other: Profile) -> None:
        """Weigh whether a report that tells where vaguely or not at all prints the other's spot."""
        if bool(one.spots) == bool(other.spots):
            return
        exact, vague = (one, other) if one.spots else (other, one)
        for name in exact.spots:
            if any(self._prints(document, name) for document in vague.documents):
                result.add("named in text", weights.NAMED_IN_TEXT, name)
                return

    def _prints(self, document: str, name: str) -> bool:
        found = self._printed_names.get((document, name))
        if found is None:
            text = self._roster.documents[document].text
            found = name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None
            self._printed_names[document, name] = found
        return found

    def _everything_else(
        self, result: Comparison, one: Profile, other: Profile, *, one_report: bool
    ) -> None:
        versions = self._versions(one, other)
        turned = None if versions is not None else self._turned(one, other)
        if versions is not None:
            result.add("both sides", weights.BOTH_SIDES, versions)
        elif turned is not None:
            weight = weights.ROLES_TURNED_IN_REPORT if one_report else weights.ROLES_TURNED
            result.add("roles turned", weight, turned)
        else:
            self._actors(result, "attacker", one.attackers, other.attackers)
            self._actors(result, "target", one.targets, other.targets)
        self._weapons(result, one, other)
        if one.event_types and other.event_types:
            ties = [self._relations.types(t, u) for t in one.event_types for u in other.event_types]
            words = f"{', '.join(one.event_types)} – {', '.join(other.event_types)}"
            if Tie.SAME in ties:
                result.add("type", weights.SAME_TYPE, words)
            elif Tie.KIN in ties:
                result.add("type", weights.KIN_TYPE, words)
            elif set(ties) == {Tie.OTHER} and not one_report:
                result.add("type", weights.OTHER_TYPE, words)
        if one.stages and other.stages and not one.stages & other.stages:
            carried_out = [bool(p.stages & {"done"}) for p in (one, other)]
            prevented = [bool(p.stages & {"foiled", "intercepted"}) for p in (one, other)]
            if (carried_out[0] and prevented[1]) or (carried_out[1] and prevented[0]):
                words = f"{', '.join(sorted(one.stages))} – {', '.join(sorted(other.stages))}"
                result.add("stage", weights.OTHER_STAGE, words)
        self._shared_words(result, one, other, one_report=one_report)

    def _actors(
        self, result: Comparison, role: str, one: Iterable[Mention], other: Iterable[Mention]
    ) -> None:
        pairs = [(m, n, self._relations.actors(m, n)) for m in one for n in other]
        if not pairs:
            return
        first, second, tie = min(pairs, key=lambda p: (_TIE_ORDER[p[2]], p[0].name, p[1].name))
        words = f"{first.name} – {second.name}"
        same, unlike = (
            (weights.SAME_ATTACKER, weights.OTHER_ATTACKER)
            if role == "attacker"
            else (weights.SAME_TARGET, weights.OTHER_TARGET)
        )
        named = first.actor is not None and second.actor is not None
        if tie in (Tie.SAME, Tie.KIN) and named:
            result.add(role, same, words)
        elif tie in (Tie.SAME, Tie.KIN, Tie.SHARED_WORD):
            result.add(role, weights.SHARED_WORD, words)
        elif tie is Tie.OTHER:
            result.add(role, unlike, words)

    def _versions(self, one: Profile, other: Profile) -> str | None:
        """Return the words of two sides' versions of one clash, each told by the side that the
        other says attacked; None for what are none."""
        opposed = self._relations.opposed
        for teller, attacker in product(one.voices, one.attackers):
            told = opposed(teller, attacker)
            if told is None:
                continue
            for rival, accused in product(other.voices, other.attackers):
                if opposed(rival, accused) == told[::-1]:
                    return f"{teller.name} of {attacker.name} – {rival.name} of {accused.name}"
        return None

    def _turned(self, one: Profile, other: Profile) -> str | None:
        """Return the words of two attacks of which the one is by whom the other is on, and neither
        is a fight of both sides; None for what are none. Nobody attacks his own."""
        types = self._relations.knowledge.event_types
        if any(types.is_a(t, BATTLE) for t in (*one.event_types, *other.event_types)):
            return None
        parties = self._relations.parties
        by, by_other = parties(one.attackers), parties(other.attackers)
        on, on_other = parties(one.targets), parties(other.targets)
        if by.keys() & by_other.keys() or on.keys() & on_other.keys():
            return None
        for attackers, attacked in ((by, on_other), (by_other, on)):
            for party in sorted(attackers.keys() & attacked.keys()):
                return f"one by {attackers[party]}, one on {attacked[party]}"
        return None

    def _weapons(self, result: Comparison, one: Profile, other: Profile) -> None:
        pairs = [(w, v, self._relations.weapons(w, v)) for w in one.weapons for v in other.weapons]
        if not pairs:
            return
        first, second, tie = min(pairs, key=lambda p: (_TIE_ORDER[p[2]], p[0].name, p[1].name))
        words = f"{first.name} – {second.name}"
        if tie is Tie.SAME:
            result.add("weapon", weights.SAME_WEAPON, words)
        elif tie is Tie.KIN:
            result.add("weapon", weights.KIN_WEAPON, words)
        elif tie is Tie.FAMILY:
            result.add("weapon", weights.FAMILY_WEAPON, words)
        elif tie is Tie.OTHER:
            result.contradict("other weapon", words)

    def _shared_words(
        self, result: Comparison, one: Profile, other: Profile, *, one_report: bool
    ) -> None:
        victims = sorted(one.victims & other.victims)
        if victims:
            result.add("victim", weights.SAME_VICTIM, ", ".join(victims))
        shared = sorted(n for n in one.names & other.names if not self._relations.names_country(n))
        # The names of a sentence that tells of two attacks are shared by both.
        if shared and not (one_report and one.sentence == other.sentence):
            weight = min(weights.RARE_NAMES_AT_MOST, weights.RARE_NAME * len(shared))
            result.add("names", weight, ", ".join(shared))
        copies = one.reprints & other.reprints and not one.documents & other.documents
        if copies and one.wording and other.wording:
            share = len(one.wording & other.wording) / len(one.wording | other.wording)
            if share >= weights.SAME_WORDING_FROM:
                words = f"copies of one report; {share:.0%} of the sentences' words are shared"
                result.add("wording", weights.SAME_WORDING, words)


_PLACE_ORDER = {
    PlaceTie.APART: 0,
    PlaceTie.NEIGHBOURS: 1,
    PlaceTie.OTHER_NAME: 2,
    PlaceTie.OPEN: 3,
    PlaceTie.TOUCHING: 4,
    PlaceTie.WITHIN: 5,
    PlaceTie.SAME_NAME: 6,
    PlaceTie.SAME: 7,
}
_TIE_ORDER = {
    Tie.SAME: 0,
    Tie.KIN: 1,
    Tie.SHARED_WORD: 2,
    Tie.FAMILY: 3,
    Tie.OPEN: 4,
    Tie.OTHER: 5,
}
