"""The weights of the evidence, in log odds, and the thresholds that turn a sum into a verdict.

Evidence adds up as in Fellegi & Sunter 1969, "A Theory for Record Linkage", *Journal of the
American Statistical Association* 64(328): each agreement is worth the logarithm of how much
likelier it is for two claims of one attack than for two claims of two attacks; unknown is worth
nothing.

Every number here was set by hand from the reasons beside it, for attacks of every kind, to the
nearest half or so; they claim no more precision than that. What the texts of two reports add is
learnt beside them (`text_evidence`). Factors for these numbers, learnt with those on reports of
shootings, grouped them no better (docs/models.md), so that they stay.
"""

from __future__ import annotations

PRIOR = -2.5
"""Two claims that share a candidate key are one attack about once in thirteen times: an area
under attack sees several a day, and reports recall older ones."""

SAME_FROM = 2.5
"""At or above: the same attack, about twelve to one (the prior's mirror)."""

DIFFERENT_UP_TO = -3.0
"""At or below: different attacks. It lies under PRIOR, because knowing nothing makes two claims
unsure, not different."""

TOLD_APART = -10.0
"""Shown as the weight of what decides alone: the text tells two attacks apart, or days, places
or weapons contradict. It is a constraint; no sum outweighs it."""

ONE_SENTENCE = 10.0
"""Shown as the weight of one sentence printed in two copies of a report, which decides alone."""

# When ------------------------------------------------------------------------------------------
SAME_DAY = 2.5
"""For one stated day each. A range of n days is worth ln(n) less: n times as many attacks fall
into it by chance."""
DAY_APART = 0.0
"""One day's difference between two reports: an attack overnight, time zones, "on Tuesday"
counted from a late edition. About a tenth as likely for one attack as the same day is, which
takes that day's weight away."""
DAY_APART_IN_OUTLET = -4.0
"""One desk dates its attacks alike, and what it dates on the next day is mostly another: about one
in sixty of those that are alike else is the same, misread or corrected."""
HARD_DAYS = 2
"""Stated days this far apart contradict each other."""
OPEN_YEAR_SHARE = 0.5
"""Share of a day's weight that is left where one report names no year."""
REPORTED_SOON = 0.8
REPORTED_SOON_DAYS = 3
"""No day stated, but printed within days of the other: news is mostly of the last few days."""
REPORTED_LATE = -1.0
REPORTED_LATE_DAYS = 60
"""No day stated, and printed two months from the other, with no sign of recalling it."""

# Where -----------------------------------------------------------------------------------------
SAME_SPOT = 3.0
"""Both name one town, village or base."""
SAME_NAME = 2.5
"""Both print one name that the gazetteer does not know."""
SAME_AREA: dict[int, float] = {2: 2.0, 3: 1.5, 4: 0.8, 5: 0.6, 6: 0.2, 7: 0.8}
"""Both name one area, by its UCDP `where_prec`: the wider, the more attacks it holds."""
WITHIN_AREA: dict[int, float] = {1: 2.5, 2: 2.0, 3: 1.2, 4: 0.7, 5: 0.5, 6: 0.2, 7: 0.5}
"""One names a place in the other's area, by the area's `where_prec`: two precisions of one spot."""
SPOTS_TOUCH = 1.0
"""Two spots of which one's circle holds the other's centre: an airport and its city."""
SPOTS_TOUCH_IN_REPORT = -1.0
"""Under two names in one report: who names another town means another spot, however near."""
NEIGHBOURS = -3.0
NEIGHBOURS_KM = 30.0
"""Two reports name two places this near: often two attacks, sometimes one that each report
names after another village. Within one report they are two."""
OTHER_NAME = -1.0
"""Two names of which the gazetteer does not know one: perhaps a village and its district."""
MISPLACED_FROM = 6.0
"""Two reports that agree so far in all but the place (four hundred to one) leave open whether one
of them misplaces the attack: one desk in several hundred does."""
NAMED_IN_TEXT = 1.5
"""The other report prints the name of the place somewhere, though not for the attack itself."""

# Who, with what --------------------------------------------------------------------------------
SAME_ATTACKER = 1.5
OTHER_ATTACKER = -1.5
"""Named otherwise: not a contradiction, for both sides tell of one attack and blame each other."""
BOTH_SIDES = 0.5
"""Each is told by the side that the other blames: two versions of one clash name two attackers
and two targets, so that these speak for one clash rather than against it."""
SAME_TARGET = 1.0
OTHER_TARGET = -1.0
ROLES_TURNED = -3.0
ROLES_TURNED_IN_REPORT = -4.0
"""The one is by whom the other is on: two attacks, each on the other side, but where a report has
taken the one for the other. One report says who attacked whom in its own words."""
SAME_VICTIM = 4.0
"""Both name one person as killed, wounded or carried off: people die once, and are seldom wounded
or abducted twice."""
SHARED_WORD = 0.4
"""Unknown actors or targets that share a word: "soldiers", "army convoy"."""
SAME_WEAPON = 1.0
KIN_WEAPON = 0.6
"""One is a kind of the other: "bomb", "car bomb"."""
FAMILY_WEAPON = -0.5
"""Two kinds of one family: reports confuse mortars with rockets."""
SAME_TYPE = 0.5
KIN_TYPE = 0.3
OTHER_TYPE = -0.5
"""Of two families, between reports. Within one it is no evidence: a raid holds killings,
abductions and arson, and a report names now the one, now the other."""
OTHER_STAGE = -1.5
"""One says that it was carried out, one that it was foiled or intercepted."""

# How many --------------------------------------------------------------------------------------
SAME_TOLL = 0.5
SAME_TOLL_PER_LOG = 0.7
SAME_TOLL_AT_MOST = 2.5
"""One number n is worth 0.5 + 0.7 ln n: the larger the rarer (deaths per attack follow a power
law, Clauset, Young & Gleditsch 2007)."""
TOLL_RANGES = 0.3
"""Two hedged figures that can both hold."""
TOLL_GROWS = 0.2
"""A later report gives more: tolls rise while the wounded die and rubble is cleared."""
TOLL_SHRINKS = -0.7
"""A later report gives fewer: seldom, after double counting."""
TOLL_FAR = -1.5
TOLL_FAR_TIMES = 3
TOLL_FAR_BY = 10
"""Over three times as many and over ten more: rarely one attack."""
OTHER_TOLL_IN_REPORT = -2.0
"""One report gives one attack one toll."""
INJURED_SHARE = 0.6
"""The wounded are counted less surely than the dead."""

# Words -----------------------------------------------------------------------------------------
RARE_NAME = 1.5
RARE_NAMES_AT_MOST = 3.0
RARE_NAME_REPORTS = 30
"""A proper name that two reports share, where at most 30 of the book's reports print it (copies
counted once). What a name is worth falls with how many print it (the inverse document frequency of
Spärck Jones 1972). It falls here in one step, so that a new report changes the weight of a name
once in that name's life, and of nothing else in the book."""
SAME_WORDING = 3.0
SAME_WORDING_FROM = 0.6
"""Sentences of two near-copies that share this much of their words (Jaccard): one sentence,
edited."""

# One report ------------------------------------------------------------------------------------
BARE_MENTION = 4.5
"""In one report, a mention that adds no place or day of its own, or stands in one sentence with
the other: a report is mostly about one attack and goes on speaking of it, and a lead tells cause
and effect in one sentence. Not enough alone: it must stand near, be definite, or agree in
something, or the two stay unsure."""
ONE_ATTACK = 0.4
"""In a report that tells no two attacks apart; where one does, a mention may be of either. It makes
a far mention surely the same only where something else agrees, if but the kind of attack."""
DEFINITE = 1.0
INDEFINITE = -2.0
"""Definites are familiar, indefinites new (Heim 1982, *The Semantics of Definite and Indefinite
Noun Phrases*): "the blast" speaks on of one, "a blast" brings in another."""
OTHER_MEANS = -1.5
"""In one report, two types by their means, neither of which can be the other (a stabbing, a
shooting): a raid may hold both, and a round-up does."""
OTHER_VICTIMS = -1.0
"""In one report, a later mention of others who were hit, brought in as new ("two ambulances")."""
OWN_PLACE = -1.0
"""In one report, a later mention with a place of its own, where the earlier gives none."""
ALSO = -1.0
"""In one report, a later mention that is added by an "also" to what was told."""
NEARBY_MENTION = 0.5
NEARBY_CHARACTERS = 600
"""The nearest antecedent is the likeliest: about two paragraphs of news."""
RECALLED = -4.0
"""In one report, an attack that is marked as earlier and one that is not."""

TEXTS_OUTWEIGH_FROM = 2.0
"""Texts that are worth this much, where with all else they reach SAME_FROM, leave open what places
contradict, if one of the two reports prints the other's place. On the train part of the shootings
53 pairs of reports of one incident do so and none of others, of 7,581 whose places contradict."""

AMBIGUOUS_MARGIN = 1.0
"""A claim that fits two attacks known to be different, neither better than the other by this
much, is unsure with both."""
SCORE_LIMIT = 16.0
"""Sums are cut here before they are averaged, so that no pair outvotes a cluster. Texts and claims
add up to half of it: cut lower, bulletins of one day and of the next would be alike."""
