"""Records in words: how a person would say a count, a day, a voice, a claim or an answer.

Plain text without markup, for the terminal and the pages alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.core.claims import Claim
from tallybook.core.documents import Alert, Document
from tallybook.core.incidents import Incident, Standard
from tallybook.core.questions import Question
from tallybook.core.values import Count, Mention, Moment, Place, Weapon

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STANDARD_WORDS: dict[Standard, str] = {
    "confirmed": "asserted by the target's side or an investigating authority, "
    "or by two independent origins",
    "reported": "asserted or suspected by any voice",
    "claimed": "with what is unconfirmed or only claimed by its authors",
}

ALERT_WORDS: dict[Alert, str] = {
    "hidden-text": "words are hidden within its story",
    "invisible-characters": "invisible characters were taken out of it",
    "late-stamp": "stamped weeks after the day that its text gives",
}

STANCE_WORDS = {
    "asserted": "says so",
    "claimed": "says they did it",
    "suspected": "suspects so",
    "unconfirmed": "cannot confirm it",
    "denied": "denies it",
    "hypothetical": "speaks of what might be",
    "threatened": "threatens it",
}


def count_in_words(count: Count | None) -> str:
    """Return "at least 10", "13", "5 to 7", "at most 3"; "unknown" for None."""
    if count is None:
        return "unknown"
    return range_in_words(count.low, count.high)


def range_in_words(low: int, high: int | None) -> str:
    """Return bounds of any number in words."""
    if high is None:
        return f"at least {low}" if low else "any number"
    if low == high:
        return str(low)
    return f"{low} to {high}" if low else f"at most {high}"


def day_in_words(day: str) -> str:
    """Return an EDTF day as "17 Oct 2023", or "17 Oct" where the year is open."""
    year, month, number = day.split("-")
    words = f"{int(number)} {MONTHS[int(month) - 1]}"
    return words if year == "XXXX" else f"{words} {year}"


def moment_in_words(moment: Moment | None) -> str:
    """Return a moment as "17 Oct 2023", "17 to 24 Oct 2023", "since 17 Oct 2023"."""
    if moment is None or (moment.earliest is None and moment.latest is None):
        return "day unknown"
    year_open = " (year open)" if moment.year_open else ""
    if moment.earliest is None or moment.latest is None:
        if moment.latest is None:
            return f"since {day_in_words(moment.earliest or '')}{year_open}"
        return f"by {day_in_words(moment.latest)}{year_open}"
    if moment.earliest == moment.latest:
        return day_in_words(moment.earliest) + year_open
    days = days_in_words(moment.earliest, moment.latest)
    sometime = "some time in " if moment.extent == "sometime" else ""
    return f"{sometime}{days}{year_open}"


def days_in_words(earliest: str, latest: str) -> str:
    """Return a range of EDTF days as "17 to 24 Oct 2023", what both share said once."""
    first, last = earliest.split("-"), latest.split("-")
    if first == last:
        return day_in_words(latest)
    if first[:2] == last[:2]:
        return f"{int(first[2])} to {day_in_words(latest)}"
    if first[0] == last[0]:
        return f"{int(first[2])} {MONTHS[int(first[1]) - 1]} to {day_in_words(latest)}"
    return f"{day_in_words(earliest)} to {day_in_words(latest)}"


def names_in_words(values: Sequence[Mention | Weapon | Place], *, joint: str = "and") -> str:
    """Return names as "a, b and c", each once; "" for none."""
    return listed(list(dict.fromkeys(value.name for value in values)), joint=joint)


def listed(words: Sequence[str], *, joint: str = "and") -> str:
    """Return words as "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def chain_in_words(voices: Sequence[Mention]) -> str:
    """Return a chain of voices from the report inwards: "Rudaw → Pat Ryder → Pentagon"."""
    return " → ".join(voice.name for voice in voices)


def shortened(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return f"{head[: cut if cut > limit // 2 else limit - 1].rstrip(' ,;:')}…"


def quoted(text: str, limit: int | None = None) -> str:
    """Return a text in quotation marks, unless it stands in its own."""
    line = " ".join(text.split()) if limit is None else shortened(text, limit)
    return line if line[:1] in '"“„«‘' else f"“{line}”"


_OF = frozenset(
    [
        *["killing", "assassination", "execution", "beheading", "massacre", "shooting", "stabbing"],
        *["bombing", "suicide_bombing", "car_bombing", "roadside_bombing", "shelling", "ambush"],
        *["abduction", "hostage_taking", "hijacking", "sabotage", "looting", "capture", "siege"],
    ]
)
"""Types named by a noun made of a transitive verb, which English joins to its object by "of":
a killing of soldiers, but an attack on them (Quirk et al. 1985, 17.51)."""


def attack_in_words(record: Claim | Incident) -> str:
    """Return what a claim or incident is of: "13 attacks on US forces in Iraq by drones …"."""
    kind = (record.event_type or "attack").replace("_", " ")
    parts = [kind]
    if isinstance(record, Claim) and record.kind == "count":
        plural = "" if record.count is not None and record.count.high == 1 else "s"
        parts = [f"{count_in_words(record.count)} {_plural(kind) if plural else kind}"]
    if record.stage not in (None, "done"):
        parts.insert(0, str(record.stage))
    return " ".join([*parts, *_scope_parts(record)])


def counted_in_words(claim: Claim) -> str:
    """Return what a count counts, without how many: "attacks on US forces in Iraq (May 2023)"."""
    kind = _plural((claim.event_type or "attack").replace("_", " "))
    stage = [] if claim.stage in (None, "done") else [str(claim.stage)]
    return " ".join([*stage, kind, *_scope_parts(claim)])


def _scope_parts(record: Claim | Incident) -> list[str]:
    parts = []
    onto = "of" if record.event_type in _OF else "on"
    for word, values in ((onto, record.targets), ("by", record.attackers)):
        if values:
            parts.append(f"{word} {names_in_words(values)}")
    if record.weapons:
        parts.append(f"with {names_in_words(record.weapons)}")
    if record.places:
        parts.append(f"in {names_in_words(record.places)}")
    if record.when is not None:
        parts.append(f"({moment_in_words(record.when)})")
    return parts


def definition_in_words(claim: Claim) -> str:
    """Return "by its own words: “…”", in which a voice says what it counts; "" for none."""
    if not claim.definition:
        return ""
    return f"by its own words: {' '.join(quoted(words) for words in claim.definition)}"


def _plural(kind: str) -> str:
    return kind if kind.endswith("s") else f"{kind}s"


def claim_in_words(claim: Claim) -> str:
    """Return what a claim says, in a few words of ours; its own words are `claim.sentence`."""
    if claim.kind == "relation" and claim.relation is not None:
        relation = claim.relation
        # Participles: a name does not tell whether it is one or many ("the Brigades", "groups").
        ties = {
            "alias": "also called",
            "part_of": "belonging to",
            "backed_by": "backed by",
            "affiliated_with": "affiliated with",
        }
        return f"{relation.subject.name}, {ties[relation.kind]} {relation.object.name}"
    if claim.kind == "responsibility":
        who = names_in_words(claim.attackers) or "somebody"
        share = f" for {claim.share} of them" if claim.share else ""
        verdicts = {
            "claims": f"credit{share} taken by {who}",
            "blames": f"blame{share} laid on {who}",
            "denies": f"denial{share} by {who}",
        }
        return verdicts[claim.verdict or "claims"]
    if claim.kind == "statement":
        return (claim.event_type or "statement").replace("_", " ")
    if claim.kind == "harm":
        return harm_in_words(claim) or "harm"
    harm = harm_in_words(claim)
    return attack_in_words(claim) + (f"; {harm}" if harm else "")


def harm_in_words(record: Claim | Incident) -> str:
    """Return "7 killed, at least 2 injured"; "" where nothing is said of either."""
    said = [
        f"{count_in_words(count)} {word}"
        for word, count in (("killed", record.killed), ("injured", record.injured))
        if count is not None
    ]
    return ", ".join(said)


def document_in_words(document: Document) -> str:
    """Return title, publisher and day: "Convoy hit near Gao (Sahel Courier, 5 Mar 2024)"."""
    title = shortened(document.title, 90) if document.title else document.source
    about = [
        document.publisher,
        day_in_words(document.published) if document.published else "no date",
    ]
    return f"{title} ({', '.join(part for part in about if part)})"


def question_in_words(question: Question) -> str:
    """Return the scope of a question: "on US forces in Iraq or Syria from 17 to 24 Oct 2023"."""
    parts = []
    if question.event_type:
        parts.append(f"of type {question.event_type}")
    if question.attacker:
        tied = " (with whom the actor table ties to them)" if question.ties else ""
        parts.append(f"by {question.attacker}{tied}")
    if question.target:
        parts.append(f"on {question.target}")
    if question.weapon:
        parts.append(f"with {question.weapon}")
    if question.places:
        parts.append(f"in {listed(question.places, joint='or')}")
    if question.since and question.until:
        days = days_in_words(question.since.isoformat(), question.until.isoformat())
        parts.append(f"from {days}" if " to " in days else f"on {days}")
    elif question.since:
        parts.append(f"since {day_in_words(question.since.isoformat())}")
    elif question.until:
        parts.append(f"until {day_in_words(question.until.isoformat())}")
    if question.stages != Question().stages:
        parts.append(f"({listed(question.stages, joint='or')})")
    return " ".join(parts)
