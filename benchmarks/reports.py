"""Folders of invented reports, about as long and as mixed as news is.

Speed depends on what is read: a page about football costs the parse and little else, a page about
an attack costs everything. So there are two folders: a stream, in which every fifth report is
about an attack, and one in which every report is. The sentences were written for this file, the
events in them never happened, and the same numbers give the same bytes.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

WORDS = 500
"""Words of a report, the length that the project's aims are stated for."""
STREAM_SHARE = 5
"""Every how manieth report of a stream is about an attack."""
FIRST_DAY = date(2024, 1, 8)

_TOWNS = (
    ("Gao", "Mali", "Malian"),
    ("Maiduguri", "Nigeria", "Nigerian"),
    ("Goma", "DR Congo", "Congolese"),
    ("Baidoa", "Somalia", "Somali"),
    ("Quetta", "Pakistan", "Pakistani"),
    ("Mosul", "Iraq", "Iraqi"),
    ("Kherson", "Ukraine", "Ukrainian"),
    ("Pemba", "Mozambique", "Mozambican"),
    ("Cali", "Colombia", "Colombian"),
    ("Djibo", "Burkina Faso", "Burkinabe"),
)
_GROUPS = ("jihadist fighters", "rebels", "gunmen on motorcycles", "militants", "armed men")
_TARGETS = (
    "an army post",
    "a military convoy",
    "a police station",
    "a village market",
    "a convoy of aid lorries",
    "a bus carrying traders",
)
_WEAPONS = ("mortars", "rockets", "a roadside bomb", "assault rifles", "two drones")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve")

_ATTACK_LEADS = (
    "{Group} attacked {target} near {town} on {weekday}, killing {killed} people and wounding "
    "{injured} others, the {nationality} army said.",
    "At least {killed} people were killed and {injured} wounded when {group} struck {target} "
    "outside {town} on {weekday}, police said.",
    "An attack on {target} on the edge of {town} left {killed} dead on {weekday}, local officials "
    "said, in a region where such raids have become more common.",
)
_ATTACK_BODY = (
    "The attackers used {weapon} and withdrew before reinforcements arrived, army spokesman "
    "Colonel {name} told reporters.",
    "“They came from the north at dawn and fired for almost an hour,” said {name}, a trader who "
    "hid behind the fuel depot.",
    "The regional hospital said {injured} people with gunshot wounds had been brought in and that "
    "two of them were in a serious condition.",
    "No group has said that it was behind the attack, but the governor blamed {group} who have "
    "been active along the road since last year.",
    "A spokesman for the rebels denied that their men had taken part and said the army was trying "
    "to turn the population against them.",
    "It was the second attack on the road in a week; on {earlier} a patrol was hit by a roadside "
    "bomb and {killed} soldiers were wounded.",
    "The army said it had been attacked {count} times in the district since the beginning of the "
    "month, a figure that could not be checked.",
    "Police said they had defused another device that was found beside the bridge later in the "
    "day.",
    "In an attack on the same market in 2019, {injured} people lost their lives.",
    "The interior minister said that those responsible would be found and urged people to stay "
    "at home after dark.",
    "Two vehicles were burnt and the roof of a school was damaged, according to residents reached "
    "by telephone.",
    "The United Nations mission in {country} condemned the violence and called for an "
    "investigation.",
)
_CIVIC_LEADS = (
    "The council of {town} approved a budget on {weekday} that gives more to roads and less to "
    "festivals, after a debate that lasted until midnight.",
    "Traders in {town} said on {weekday} that the price of onions had doubled in a month, and "
    "asked the authorities in {country} to open the store houses.",
    "The {nationality} football federation named a new coach on {weekday}, ending weeks of "
    "speculation in the cafés of {town}.",
    "A bridge that will shorten the way from {town} to the coast by an hour was opened on "
    "{weekday} in the presence of {count} ministers.",
)
_CIVIC_BODY = (
    "Work on the water pipes in the old quarter will begin after the rains, the deputy mayor "
    "{name} said, and should take about {count} months.",
    "“We have waited for this road since I was at school,” said {name}, who sells spare parts "
    "beside the station.",
    "The figures were published by the ministry of agriculture, which expects a harvest slightly "
    "above the average of the past {count} years.",
    "Lorry drivers complained that customs papers still have to be stamped in {count} offices and "
    "that the queue at the crossing is longer than ever.",
    "The university will admit {injured} more students of medicine from next autumn, and a second "
    "lecture hall is to be built with money from a foundation.",
    "Fuel was on sale again at most of the pumps by the afternoon, though drivers were still "
    "queueing for bread in the suburbs.",
    "Analysts at the central bank expect prices to rise by {count} per cent this year, less than "
    "in the neighbouring countries.",
    "The team won {count} of its last matches away from home, and its captain {name} is expected "
    "to be fit for the final.",
    "A choir from the cathedral sang, and children waved flags that had been printed for the "
    "occasion in the town's only printing shop.",
    "The court will hear the complaint of the landowners in {count} weeks, their lawyer {name} "
    "said, and the work goes on until then.",
    "Health workers vaccinated {injured} children in the villages around {town} and will return "
    "with a second dose in the spring.",
    "The railway between {town} and the port carries {count} trains a day, half as many as before "
    "the line was washed away.",
    "Shopkeepers want the market to be moved to the square behind the post office, where there is "
    "shade and a tap.",
    "Farmers who lost goats in the drought can apply for help until the end of the month, and "
    "forms are to be had at the town hall.",
    "The mobile network was down for {count} hours, which the operator put down to a cable that "
    "had been cut by an excavator.",
    "Teachers in {country} will be paid from the capital in future, and no longer by the "
    "provinces.",
    "The exhibition shows photographs of the river that {name} took over thirty years, among them "
    "the flood that everybody here remembers.",
    "A new ferry is to carry passengers and light lorries across the lake twice a day, weather "
    "permitting.",
    "The price of cement has fallen, builders say, since a second factory began to deliver.",
    "The library has been given {injured} boxes of novels by a reader who moved abroad, and looks "
    "for volunteers to sort them before the schools reopen.",
    "The meeting was adjourned after {count} hours without a vote, and the chair asked both sides "
    "to put their proposals in writing.",
)
_FIRST_NAMES = ("Amina", "Issa", "Hassan", "Marta", "Olena", "Joseph", "Zara", "Paulo", "Ruth")
_LAST_NAMES = ("Traoré", "Ibrahim", "Kasongo", "Baloch", "Savchenko", "Duarte", "Warsame")


def write_reports(folder: Path, number: int, *, every: int, seed: int = 20240108) -> None:
    """Write `number` reports; every `every`-th, the first among them, is about an attack."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    for index in range(number):
        text = report(random, index, attack=index % every == 0)
        (folder / f"report-{index:05}.txt").write_text(text, encoding="utf-8")


def report(random: Random, index: int, *, attack: bool) -> str:
    """Return one report of about WORDS words with a headline, a dateline and paragraphs."""
    published = FIRST_DAY + timedelta(days=index % 300)
    town, country, nationality = _TOWNS[random.randrange(len(_TOWNS))]
    group = random.choice(_GROUPS)
    target = random.choice(_TARGETS)

    def filled(template: str) -> str:
        return template.format(
            town=town,
            country=country,
            nationality=nationality,
            group=group,
            Group=group[0].upper() + group[1:],
            target=target,
            weapon=random.choice(_WEAPONS),
            killed=random.choice(_NUMBERS),
            injured=random.randrange(13, 60),
            count=random.choice(_NUMBERS),
            weekday=f"{published - timedelta(days=1):%A}",
            earlier=f"{published - timedelta(days=3):%A}",
            name=f"{random.choice(_FIRST_NAMES)} {random.choice(_LAST_NAMES)}",
        )

    subject = f"attack on {target.split(' ', 1)[1]}" if attack else "news of the region"
    lines = [f"{town}: {subject}, number {index}"]
    leads = _ATTACK_LEADS if attack else _CIVIC_LEADS
    dateline = f"{town.upper()}, {country}, {published:%B} {published.day}, {published.year} - "
    lines.append(dateline + filled(random.choice(leads)))
    body = [random.sample(_CIVIC_BODY, len(_CIVIC_BODY))]
    if attack:
        # A report about an attack tells of it first and turns to the region at the end.
        body.insert(0, random.sample(_ATTACK_BODY, len(_ATTACK_BODY)))
    words = sum(len(line.split()) for line in lines)
    paragraph: list[str] = []
    for template in (t for part in body for t in part):
        if words >= WORDS:
            break
        sentence = filled(template)
        words += len(sentence.split())
        paragraph.append(sentence)
        if len(paragraph) == 2:
            lines.append(" ".join(paragraph))
            paragraph = []
    if paragraph:
        lines.append(" ".join(paragraph))
    return "\n\n".join(lines) + "\n"
