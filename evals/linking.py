"""Linking: which reports tell of one incident, and what a tally makes of it.

From raw text to clusters of reports and to counts, on the corpus of shootings. docs/evals.md says
how each score is matched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from evals import tfidf
from evals.clusters import b_cubed_figure, pairs
from evals.counting import count_figures
from evals.figures import Figure, f1_figure, share_figure
from evals.scores import Tally
from evals.shootings import (
    HELD,
    TRAIN,
    Reading,
    Report,
    is_bare,
    load_records,
    load_reports,
    read_all,
)
from tallybook.knowledge.loading import load_knowledge
from tallybook.linking.accounts import account_profile, mark
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.names import common_names
from tallybook.linking.reports import group_reports, main_attacks
from tallybook.linking.roster import Position, make_roster, makes_incident
from tallybook.store import open_store
from tallybook.workflow.asking.contents import Contents, read_contents
from tallybook.workflow.keeping.relinking import relink

B_CUBED_BAR = 92
ABOVE_BASELINE_BAR = 5
BLOCKING_BAR = 99.5


class Linked(Struct, frozen=True):
    """Readings with the book that they make."""

    readings: tuple[Reading, ...]
    contents: Contents


def link_all(readings: Sequence[Reading]) -> Linked:
    """Return the readings, linked as one book: one in a file, since a book in memory has no index
    to find a report's claims by."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "book.db", create=True)
        with store.writer() as writer:
            writer.put([reading.document for reading in readings if reading.document is not None])
            writer.put([claim for reading in readings for claim in reading.claims])
        relink(store)
        with store.view() as view:
            contents = read_contents(view)
        store.close()
    return Linked(tuple(readings), contents)


def report_clusters(linked: Linked) -> dict[str, str]:
    """Return the reports by id, each with the first of those that the package groups it with. What
    could not be read is a cluster of its own."""
    contents = linked.contents
    groups = group_reports(
        list(contents.documents.values()),
        list(contents.claims.values()),
        contents.incidents.values(),
        load_knowledge(),
    )
    home = {document: group[0] for group in groups for document in group}
    return {
        reading.report: reading.report if reading.document is None else home[reading.document.id]
        for reading in linked.readings
    }


def incident_clusters(linked: Linked) -> dict[str, str]:
    """Return the reports by id, each with the incident that most of it is about, as a tally counts
    them. A report that opens none is a cluster of its own."""
    contents = linked.contents
    roster = make_roster(list(contents.claims.values()), list(contents.documents.values()))
    home = {
        claim: incident.id for incident in contents.incidents.values() for claim in incident.claims
    }
    mains = main_attacks(roster, contents.incidents.values())
    main = {name: home[roster.claims[profile.lead].id] for name, profile in mains.items()}
    return {
        reading.report: reading.report
        if reading.document is None
        else main.get(reading.document.id, reading.report)
        for reading in linked.readings
    }


def evaluate(
    folder: Path,
    limit: int | None = None,
    tell: Callable[[float], None] = lambda share: None,
    *,
    jobs: int = 1,
    kept: Path | None = None,
) -> list[Figure]:
    """Return the figures of the part that is only scored, or of all of a folder that holds the
    two files itself; raises Absent."""
    reports = load_reports(folder, None if is_bare(folder) else HELD, limit)
    readings = []
    for reading in read_all(reports, jobs=jobs, kept=kept):
        readings.append(reading)
        tell(0.9 * len(readings) / len(reports))
    linked = link_all(readings)
    records = load_records(folder)
    wanted = {report.id: report.incident for report in reports}
    figures = [
        *cluster_figures(report_clusters(linked), _baseline(folder, reports), wanted),
        *incident_figures(linked, wanted),
        *blocking_figures(linked, wanted),
        *count_figures(linked.contents, [records[name] for name in sorted(set(wanted.values()))]),
    ]
    tell(1.0)
    return figures


def cluster_figures(
    clusters: Mapping[str, str], baseline: Mapping[str, int], wanted: Mapping[str, str]
) -> list[Figure]:
    """Return the figures of the clusters of reports, ours beside the baseline's."""
    ours = b_cubed_figure(
        "linking.b_cubed_f1",
        "Shootings B³ F1, from text to clusters",
        clusters,
        wanted,
        bar=B_CUBED_BAR,
        kept=True,
    )
    theirs = b_cubed_figure("linking.tfidf_f1", "the same by TF-IDF in 14 days", baseline, wanted)
    return [
        ours,
        f1_figure("linking.pairs_f1", "Shootings pairs F1", pairs(clusters, wanted), kept=True),
        theirs,
        f1_figure("linking.tfidf_pairs_f1", "the same by TF-IDF", pairs(baseline, wanted)),
        Figure(
            key="linking.above_tfidf",
            what="Shootings B³ F1, points above TF-IDF",
            value=round(ours.value - theirs.value, 2),
            bar=ABOVE_BASELINE_BAR,
        ),
    ]


def incident_figures(linked: Linked, wanted: Mapping[str, str]) -> list[Figure]:
    """Return the figures of the incidents that a tally counts: over all reports, and over those in
    which an attack is read."""
    clusters = incident_clusters(linked)
    telling = {reading.report: wanted[reading.report] for reading in _telling(linked)}
    what = "Shootings B³ F1, by incidents alone"
    return [
        b_cubed_figure("linking.incidents_f1", what, clusters, wanted, kept=True),
        b_cubed_figure(
            "linking.telling_f1", "the same over reports that tell of one", clusters, telling
        ),
    ]


def _telling(linked: Linked) -> list[Reading]:
    """Return the readings of the reports in which an attack is read."""
    return [one for one in linked.readings if any(makes_incident(claim) for claim in one.claims)]


def _baseline(folder: Path, reports: Sequence[Report]) -> dict[str, int]:
    """Return the baseline's clusters, by the threshold that is best on the other part."""
    threshold = tfidf.THRESHOLD
    if not is_bare(folder):
        train = load_reports(folder, TRAIN)
        wanted = {report.id: report.incident for report in train}
        threshold = tfidf.best_threshold([_as_text(report) for report in train], wanted)
    return tfidf.clusters([_as_text(report) for report in reports], threshold)


def _as_text(report: Report) -> tfidf.Text:
    return tfidf.Text(report.id, report.whole, report.published)


def blocking_figures(linked: Linked, wanted: Mapping[str, str]) -> list[Figure]:
    """Return the recall of blocking over the pairs of reports of one incident that both open
    one, and how many candidates a claim has."""
    contents = linked.contents
    roster = make_roster(list(contents.claims.values()), list(contents.documents.values()))
    incident = {claim: i.id for i in contents.incidents.values() for claim in i.claims}
    groups: dict[tuple[str, str], list[Position]] = {}
    for position, claim in roster.claims.items():
        groups.setdefault((claim.document, incident[claim.id]), []).append(position)
    common = common_names(roster)
    profiles = [account_profile(roster, members, common) for members in groups.values()]
    mark(roster, profiles, common)
    found = list(candidates([blocking_keys(profile) for profile in profiles]))
    documents = [document for document, _ in groups]
    met = {frozenset((documents[one], documents[other])) for one, other in found}
    same: dict[str, set[str]] = {}
    for one in _telling(linked):
        same.setdefault(wanted[one.report], set()).add(one.claims[0].document)
    true = [frozenset(p) for told in same.values() for p in combinations(sorted(told), 2)]
    return [
        share_figure(
            "linking.blocking_recall",
            "Shootings recall of blocking",
            Tally(sum(pair in met for pair in true), 0, len(true)),
            bar=BLOCKING_BAR,
            kept=True,
        ),
        Figure(
            key="linking.candidates",
            what="Shootings candidates a claim",
            value=round(2 * len(found) / max(1, len(roster.claims)), 2),
            parts={"pairs": len(found), "claims": len(roster.claims)},
            at_most=True,
        ),
    ]
