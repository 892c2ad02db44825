"""Expressions of time in sentences of our own, each with the days that it means.

Two tables: written on Tuesday 24 October 2023, and on other days or none. "..-DAY" is open
before, "DAY.." open after, "?" gives no days, one day stands for both ends.
"""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from tallybook.coding.moments.finding import Anchor, MomentMention, find_moments

NLP = spacy.blank("en")

ON_TUESDAY = [
    # calendar dates
    ("Rebels shelled the town on October 17.", "October 17", "2023-10-17"),
    ("Rebels shelled the town on 17 October 2022.", "17 October 2022", "2022-10-17"),
    ("The post was hit on Oct. 17, officials said.", "Oct. 17", "2023-10-17"),
    ("The post was hit on Oct. 17, 2021, officials said.", "Oct. 17, 2021", "2021-10-17"),
    ("It fell on the 17th of October.", "the 17th of October", "2023-10-17"),
    ("It fell on October the 17th.", "October the 17th", "2023-10-17"),
    ("It fell on the 17th.", "the 17th", "2023-10-17"),
    ("It fell on the 28th, a guard said.", "the 28th", "2023-09-28"),
    ("A mine went off on 3 December.", "3 December", "2022-12-03"),
    ("They came on the twenty-first of May.", "the twenty-first of May", "2023-05-21"),
    ("Gunmen came on Friday, October 13.", "Friday, October 13", "2023-10-13"),
    ("Gunmen came on Friday (13 October).", "Friday (13 October)", "2023-10-13"),
    ("The summit opens on Saturday, 28 October.", "Saturday, 28 October", "2023-10-28"),
    ("Filed 2023-10-05 from the valley.", "2023-10-05", "2023-10-05"),
    ("Filed 25/09/2023 from the valley.", "25/09/2023", "2023-09-25"),
    ("Filed 09/25/2023 from the valley.", "09/25/2023", "2023-09-25"),
    ("Filed 05.10.2023 from the valley.", "05.10.2023", "2023-05-10..2023-10-05"),
    ("The bombs on Aug. 7 killed nine.", "Aug. 7", "2023-08-07"),
    ("The bridge fell on May 1.", "May 1", "2023-05-01"),
    ("The raid of September 30 failed.", "September 30", "2023-09-30"),
    ("In 2021 rebels attacked the town.", "2021", "2021-01-01..2021-12-31"),
    ("He fled, and in 2019 bandits burned the mill.", "2019", "2019-01-01..2019-12-31"),
    # weekdays
    ("A convoy was hit on Tuesday.", "Tuesday", "2023-10-24"),
    ("A convoy was hit on Wednesday.", "Wednesday", "2023-10-18"),
    ("A convoy was hit on Monday evening.", "Monday evening", "2023-10-23"),
    ("A convoy was hit early on Sunday.", "early on Sunday", "2023-10-22"),
    ("A convoy was hit late Saturday night.", "late Saturday night", "2023-10-21"),
    ("A convoy was hit before dawn on Friday.", "before dawn on Friday", "2023-10-20"),
    ("A convoy was hit last Thursday.", "last Thursday", "2023-10-19"),
    ("A convoy was hit last Tuesday.", "last Tuesday", "2023-10-17"),
    ("A convoy was hit this past Sunday.", "this past Sunday", "2023-10-22"),
    ("A convoy was hit on Tuesday of last week.", "Tuesday of last week", "2023-10-17"),
    ("A convoy was hit on Thursday last week.", "Thursday last week", "2023-10-19"),
    ("Sunday's ambush stunned the city.", "Sunday", "2023-10-22"),
    ("The council meets next Friday.", "next Friday", "2023-10-27"),
    ("The envoy will arrive on Friday.", "Friday", "2023-10-27"),
    ("Talks on Thursday will decide the matter.", "Thursday", "2023-10-26"),
    ("The court is expected to rule on Wednesday.", "Wednesday", "2023-10-25"),
    ("Raiders came after Friday prayers.", "Friday", "2023-10-20"),
    # from the day of writing
    ("Two posts burned today.", "today", "2023-10-24"),
    ("Two posts burned tonight.", "tonight", "2023-10-24"),
    ("Two posts burned this morning.", "this morning", "2023-10-24"),
    ("Two posts burned earlier today.", "earlier today", "2023-10-24"),
    ("Two posts burned yesterday.", "yesterday", "2023-10-23"),
    ("Two posts burned yesterday afternoon.", "yesterday afternoon", "2023-10-23"),
    ("Two posts burned the day before yesterday.", "the day before yesterday", "2023-10-22"),
    ("Two posts burned overnight.", "overnight", "2023-10-23..2023-10-24"),
    ("Two posts burned last night.", "last night", "2023-10-23..2023-10-24"),
    ("The ceasefire begins tomorrow.", "tomorrow", "2023-10-25"),
    # ago
    ("The camp was raided two days ago.", "two days ago", "2023-10-22"),
    ("The camp was raided 10 days ago.", "10 days ago", "2023-10-14"),
    ("The camp was raided three weeks ago.", "three weeks ago", "2023-09-30..2023-10-06"),
    ("The camp was raided a week ago.", "a week ago", "2023-10-14..2023-10-20"),
    ("The camp was raided a month ago.", "a month ago", "2023-09-09..2023-10-09"),
    ("The camp was raided a few days ago.", "a few days ago", "2023-10-18..2023-10-22"),
    ("The camp was raided days ago.", "days ago", "2023-10-18..2023-10-22"),
    ("The camp was raided two or three days ago.", "two or three days ago",
     "2023-10-21..2023-10-22"),
    ("The camp was raided hours ago.", "hours ago", "2023-10-23..2023-10-24"),
    ("The camp was raided minutes ago.", "minutes ago", "2023-10-24"),
    ("The war broke out years ago.", "years ago", "..2021-10-23"),
    # trailing
    ("Bases came under fire in the past week.", "the past week", "2023-10-17..2023-10-24"),
    ("Bases came under fire over the last seven days.", "the last seven days",
     "2023-10-17..2023-10-24"),
    ("Bases came under fire in the past 24 hours.", "the past 24 hours", "2023-10-23..2023-10-24"),
    ("Bases came under fire in the past 48 hours.", "the past 48 hours", "2023-10-22..2023-10-24"),
    ("Bases came under fire in the last three months.", "the last three months",
     "2023-07-24..2023-10-24"),
    ("Bases came under fire in the past few days.", "the past few days", "2023-10-18..2023-10-24"),
    ("Bases came under fire over the past year.", "the past year", "2022-10-24..2023-10-24"),
    ("Bases came under fire in recent days.", "recent days", "2023-10-18..2023-10-24"),
    ("Bases came under fire in recent weeks.", "recent weeks", "2023-09-24..2023-10-24"),
    ("Bases came under fire in recent years.", "recent years", "..2023-10-24"),
    ("Bases came under fire recently.", "recently", "..2023-10-24"),
    ("Bases came under fire in the 24 hours to Sunday.", "the 24 hours to Sunday",
     "2023-10-21..2023-10-22"),
    ("Bases came under fire in the week ending October 20.", "the week ending October 20",
     "2023-10-14..2023-10-20"),
    ("Bases came under fire in the week of October 10.", "the week of October 10",
     "2023-10-09..2023-10-15"),
    # calendar periods
    ("Nine raids were logged this week.", "this week", "2023-10-23..2023-10-24"),
    ("Nine raids were logged last week.", "last week", "2023-10-16..2023-10-22"),
    ("Nine raids were logged earlier this week.", "earlier this week", "2023-10-23..2023-10-24"),
    ("Nine raids were logged over the weekend.", "the weekend", "2023-10-21..2023-10-22"),
    ("Nine raids were logged last weekend.", "last weekend", "2023-10-21..2023-10-22"),
    ("Nine raids were logged earlier this month.", "earlier this month",
     "2023-10-01..2023-10-24"),
    ("Nine raids were logged last month.", "last month", "2023-09-01..2023-09-30"),
    ("Nine raids were logged late last month.", "late last month", "2023-09-21..2023-09-30"),
    ("Nine raids were logged so far this year.", "this year", "2023-01-01..2023-10-24"),
    ("Nine raids were logged last year.", "last year", "2022-01-01..2022-12-31"),
    ("Nine raids were logged late last year.", "late last year", "2022-09-01..2022-12-31"),
    ("Nine raids were logged in May.", "May", "2023-05-01..2023-05-31"),
    ("Nine raids were logged in October.", "October", "2023-10-01..2023-10-24"),
    ("Nine raids were logged in November.", "November", "2022-11-01..2022-11-30"),
    ("Nine raids were logged in May 2021.", "May 2021", "2021-05-01..2021-05-31"),
    ("Nine raids were logged in May last year.", "May last year", "2022-05-01..2022-05-31"),
    ("Nine raids were logged last May.", "last May", "2023-05-01..2023-05-31"),
    ("Nine raids were logged in early October.", "early October", "2023-10-01..2023-10-10"),
    ("Nine raids were logged in mid-March.", "mid-March", "2023-03-11..2023-03-20"),
    ("Nine raids were logged in late August.", "late August", "2023-08-21..2023-08-31"),
    ("Nine raids were logged at the end of June.", "the end of June", "2023-06-21..2023-06-30"),
    ("Nine raids were logged in 2019.", "2019", "2019-01-01..2019-12-31"),
    ("Nine raids were logged in early 2020.", "early 2020", "2020-01-01..2020-04-30"),
    ("The 2015 attacks changed the law.", "2015", "2015-01-01..2015-12-31"),
    ("The feud began in the 1990s.", "the 1990s", "1990-01-01..1999-12-31"),
    ("The feud began in the late 1990s.", "late 1990s", "1997-01-01..1999-12-31"),
    ("The feud began in the summer of 2014.", "the summer of 2014", "2014-06-01..2014-08-31"),
    ("The feud began last winter.", "last winter", "2022-12-01..2023-02-28"),
    ("The feud began in the first three months of 2023.", "the first three months of 2023",
     "2023-01-01..2023-03-31"),
    ("The feud began in the second half of 2022.", "the second half of 2022",
     "2022-07-01..2022-12-31"),
    ("The feud began in the first week of May.", "the first week of May",
     "2023-05-01..2023-05-07"),
    ("The feud began in the last week of September.", "the last week of September",
     "2023-09-24..2023-09-30"),
    ("The feud began in the third quarter.", "the third quarter", "2023-07-01..2023-09-30"),
    ("A market was bombed on Christmas Day.", "Christmas Day", "2022-12-25"),
    ("A market was bombed on New Year's Eve 2020.", "New Year's Eve 2020", "2020-12-31"),
    # the future
    ("Elections will be held next month.", "next month", "2023-11-01..2023-11-30"),
    ("Elections will be held later this week.", "later this week", "2023-10-24..2023-10-29"),
    ("Elections will be held on 15 December.", "15 December", "2023-12-15"),
    ("Elections will be held in the coming weeks.", "the coming weeks",
     "2023-10-24..2023-12-19"),
    ("Patrols will run from Friday.", "from Friday", "2023-10-27.."),
    # ranges
    ("Between October 17th and 24th the base was hit.", "Between October 17th and 24th",
     "2023-10-17..2023-10-24"),
    ("From 3 to 9 May the base was hit.", "From 3 to 9 May", "2023-05-03..2023-05-09"),
    ("The base was hit during 3-9 May.", "3-9 May", "2023-05-03..2023-05-09"),
    ("The base was hit on October 7-9.", "October 7-9", "2023-10-07..2023-10-09"),
    ("The base was hit on October 17 and 18.", "October 17 and 18", "2023-10-17..2023-10-18"),
    ("The base was hit on 17 and 18 October.", "17 and 18 October", "2023-10-17..2023-10-18"),
    ("From 28 September to 4 October it was hit.", "From 28 September to 4 October",
     "2023-09-28..2023-10-04"),
    ("Oct. 30 to Nov. 2, 2022, were quiet.", "Oct. 30 to Nov. 2, 2022", "2022-10-30..2022-11-02"),
    ("December 28 to January 3 were quiet.", "December 28 to January 3",
     "2022-12-28..2023-01-03"),
    ("From Monday to Wednesday it rained shells.", "From Monday to Wednesday",
     "2023-10-16..2023-10-18"),
    ("Between Friday and Sunday it rained shells.", "Between Friday and Sunday",
     "2023-10-20..2023-10-22"),
    ("From March to May it was calm.", "From March to May", "2023-03-01..2023-05-31"),
    ("Between 2014 and 2017 it was held.", "Between 2014 and 2017", "2014-01-01..2017-12-31"),
    ("The 2014-2017 occupation ended.", "2014-2017", "2014-01-01..2017-12-31"),
    ("The 2014-15 siege ended.", "2014-15", "2014-01-01..2015-12-31"),
    # open ranges
    ("It has been hit since 17 October.", "since 17 October", "2023-10-17..2023-10-24"),
    ("It has been hit since last month.", "since last month", "2023-09-01..2023-10-24"),
    ("It has been hit since Saturday.", "since Saturday", "2023-10-21..2023-10-24"),
    ("It has been hit since early 2021.", "since early 2021", "2021-01-01..2023-10-24"),
    ("It has been hit since the start of the year.", "since the start of the year",
     "2023-01-01..2023-10-24"),
    ("It held out until Friday.", "until Friday", "..2023-10-20"),
    ("As of Monday the count stood.", "As of Monday", "..2023-10-23"),
    ("By Sunday the toll had grown.", "By Sunday", "..2023-10-22"),
    ("Before October 7 it was calm.", "Before October 7", "..2023-10-06"),
    ("It was calm prior to May 2020.", "prior to May 2020", "..2020-04-30"),
    ("After October 7 it was tense.", "After October 7", "2023-10-08..2023-10-24"),
    ("Three days after October 7 it fell.", "Three days after October 7", "2023-10-10"),
    # no days
    ("A month later they struck again.", "A month later", "?"),
    ("They had struck a day earlier.", "a day earlier", "?"),
    ("They struck again the following day.", "the following day", "?"),
    ("They struck again the same night.", "the same night", "?"),
    ("They struck two days after the funeral.", "two days after", "?"),
    ("Hours later they struck again.", "Hours later", "?"),
    ("They struck during Diwali.", "Diwali", "?"),
    ("They held it for three weeks.", "three weeks", "?"),
    ("They strike every Friday.", "every Friday", "?"),
    ("They strike ten times a week.", "a week", "?"),
]  # fmt: skip

ELSEWHEN = [
    # Monday; Thursday four days back
    ("2023-11-20", "The mayor was shot last Thursday.", "last Thursday", "2023-11-16"),
    ("2023-11-20", "The mayor was shot at the weekend.", "the weekend", "2023-11-18..2023-11-19"),
    # Sunday
    ("2024-03-10", "The mayor was shot this weekend.", "this weekend", "2024-03-09..2024-03-10"),
    ("2024-03-10", "The mayor was shot last weekend.", "last weekend", "2024-03-02..2024-03-03"),
    ("2024-03-10", "The mayor was shot on Sunday.", "Sunday", "2024-03-10"),
    # Weeks begin on Monday or on Sunday: on a Sunday the two leave two weeks open.
    ("2024-03-10", "The mayor was shot last week.", "last week", "2024-02-26..2024-03-09"),
    ("2024-03-10", "The mayor was shot late last week.", "late last week",
     "2024-03-01..2024-03-09"),
    ("2024-03-10", "The mayor was shot on Tuesday last week.", "Tuesday last week", "2024-02-27"),
    # a weekday with its number
    ("2024-03-10", "The mayor was shot on Friday the 8th.", "Friday the 8th", "2024-03-08"),
    ("2024-03-10", "The mayor was shot on Friday the 13th.", "Friday the 13th", "2023-10-13"),
    # digits of the Arabic script
    ("2024-03-10", "The mayor was shot on ٣ نوفمبر ٢٠٢٢.", "٣ نوفمبر ٢٠٢٢.", "2022-11-03"),
    # leap days and turns of years
    ("2024-03-01", "The mayor was shot yesterday.", "yesterday", "2024-02-29"),
    ("2023-03-01", "The mayor was shot on 29 February.", "29 February", "2020-02-29"),
    ("2024-01-02", "The mayor was shot on December 31.", "December 31", "2023-12-31"),
    ("2024-01-02", "The mayor was shot last month.", "last month", "2023-12-01..2023-12-31"),
    ("2024-01-02", "The mayor was shot last week.", "last week", "2023-12-25..2023-12-31"),
    ("2024-01-31", "The vote will come next month.", "next month", "2024-02-01..2024-02-29"),
    # wire copy in capitals
    ("1990-02-06", "AN OUTPOST WAS HIT ON 3 FEB 90.", "3 FEB 90", "1990-02-03"),
    ("1990-02-06", "AN OUTPOST WAS HIT ON 3 JAN.", "3 JAN", "1990-01-03"),
    ("1990-02-06", "AN OUTPOST WAS HIT ON SATURDAY NIGHT.", "SATURDAY NIGHT", "1990-02-03"),
    ("1990-02-06", "AN OUTPOST WAS HIT IN LATE MAY.", "LATE MAY", "1989-05-21..1989-05-31"),
    # no day of writing
    (None, "A depot burned on October 17.", "October 17", "XXXX-10-17"),
    (None, "A depot burned on 29 February.", "29 February", "XXXX-02-29"),
    (None, "Between October 17th and 24th it burned.", "Between October 17th and 24th",
     "XXXX-10-17..XXXX-10-24"),
    (None, "A depot burned in May.", "May", "XXXX-05-01..XXXX-05-31"),
    (None, "It has burned since 17 October.", "since 17 October", "XXXX-10-17.."),
    (None, "Before 1 March it burned.", "Before 1 March", "..XXXX-02-29"),
    (None, "A depot burned in 2019.", "2019", "2019-01-01..2019-12-31"),
    (None, "A depot burned on Tuesday.", "Tuesday", "?"),
    (None, "A depot burned yesterday.", "yesterday", "?"),
    (None, "A depot burned in the past week.", "the past week", "?"),
    (None, "A depot burned two days ago.", "two days ago", "?"),
]  # fmt: skip

NO_MOMENTS = [
    "They may strike again.",
    "May the dead rest.",
    "Crowds march on the palace.",
    "The March for peace was stopped.",
    "The sun rose over the ruins.",
    "He sat by the road.",
    "A 60-year-old man died.",
    "Police on 17 July Street fired.",
    "Shops close for Black Friday.",
    "The Sunday Times reported it.",
    "The second attack was worse.",
    "He lost 2-1.",
    "Killed were 2000 soldiers.",
    "A 107 mm rocket fell 12 km away.",
    "It is in the 11th U.S. circuit.",
]


def days_of(mention: MomentMention) -> str:
    first, last = mention.moment.earliest, mention.moment.latest
    if first is None and last is None:
        return "?"
    return first if first == last and first else f"{first or ''}..{last or ''}"


def check(written: date | None, sentence: str, words: str, days: str) -> None:
    mentions = find_moments(NLP(sentence), Anchor(published=written))
    assert [(m.moment.words, days_of(m)) for m in mentions] == [(words, days)]


@pytest.mark.parametrize(("sentence", "words", "days"), ON_TUESDAY)
def test_written_on_a_tuesday(sentence: str, words: str, days: str) -> None:
    check(date(2023, 10, 24), sentence, words, days)


@pytest.mark.parametrize(("written", "sentence", "words", "days"), ELSEWHEN)
def test_written_elsewhen(written: str | None, sentence: str, words: str, days: str) -> None:
    check(date.fromisoformat(written) if written else None, sentence, words, days)


@pytest.mark.parametrize("sentence", NO_MOMENTS)
def test_no_moment(sentence: str) -> None:
    assert find_moments(NLP(sentence), Anchor(published=date(2023, 10, 24))) == []


def test_the_tables_are_large_enough() -> None:
    assert len(ON_TUESDAY) + len(ELSEWHEN) + len(NO_MOMENTS) >= 150
