"""Word classes around place names, each with the fact that it rests on."""

from __future__ import annotations

from tallybook.coding.language.token_rows import word_set

ENTITY_LABELS = frozenset({"GPE", "LOC", "FAC"})
"""The recogniser's classes of places (OntoNotes 5: geopolitical, location, facility)."""

LOCATIVE = word_set(
    """
    in at near outside inside around on across throughout within along off between over above
    beside close by into toward towards amid from
    """
)
SITE = word_set(
    """
    in at near outside inside around on across throughout within along off beside
    """
)
"""Prepositions that say where something happened; "from", "into" and "towards" say whence and
whither (Huddleston & Pullum 2002, ch. 7 §5.1, location against goal and source)."""

EVENTS = word_set("bombing blast explosion shooting massacre siege killings stabbing shelling")
"""Events that are called by their place ("Kabul blast", "the Kandahar bombing"); an attack or a
raid may be called by who made it."""

DEEDS = word_set(
    """
    attack attacks raid ambush assault abduction abductions kidnapping kidnappings murder murders
    killing strike airstrike incident incidents crime arson clash clashes battle hostage
    """
)
"""Events that are called by their place or by who made them: by a town of the report's countries,
where no body bears its name."""

AIRBORNE = word_set(
    """
    drone missile rocket aircraft jet plane helicopter warplane balloon uav intercept interception
    fly circle hover airdrop airspace dogfight
    """
)
"""What flies, or is done in the air, of which "over" and "above" say where."""

WHITHER = frozenset({"through", "into", "toward", "towards", "via", "to", "from"})
"""Prepositions of a path, its goal and its source, whose names are places' as well."""

NEARNESS = frozenset({"near", "outside", "around", "off", "beside", "between"})

DIVISION_NOUNS = word_set(
    """
    village town city district province region county governorate prefecture municipality
    commune hamlet settlement suburb neighbourhood neighborhood locality parish subcounty
    sub-county township oblast raion rayon cercle wilaya wilayat woreda ward lga canton
    voivodeship barangay kebele arrondissement borough peninsula island islands community
    communities villages towns districts provinces cities regions subprefecture settlements
    hamlets neighbourhoods neighborhoods municipalities counties governorates townships localities
    suburbs
    """
)
"""Nouns for a settlement or division: a capitalised word beside one is the name of a place, and
of nothing else."""

QUALIFYING = word_set("tribal administrative health autonomous regional federal semi-autonomous")
"""Adjectives that stand between a name and the noun for what it names ("the Bajaur tribal
district")."""

GROUND = word_set(
    """
    area areas valley mountain mountains hill hills forest desert countryside crossing checkpoint
    corridor farms sector sectors
    """
)
"""Nouns for ground: a name before one is the name of a place, whatever else its word may be, unless
it is a people's or an adjective ("the Kurdish areas")."""

MILITARY = word_set(
    "air military refugee army naval border police power oil gas railway train bus pumping"
)
"""What stands between a name and the noun for a base, a camp or a station ("the Kuweires air
base", "Dolo police station")."""

KINDS = (
    DIVISION_NOUNS
    | GROUND
    | word_set(
        """
    state department quarter camp base border territory port capital division zone enclave
    hometown outskirts airport airbase outpost strip sea gulf strait local government council
    junction roundabout axis front sector front-line
    """
    )
)
"""With those that stand beside names of other things as well ("the Bravo camp")."""

LANDFORMS = word_set(
    """
    mountains mountain hills heights plateau gorge valley plain plains strait straits sea gulf farms
    fields island islands peninsula desert forest river canal ridge
    """
)
"""Last words of the names of landforms and waters, which are no surnames ("Cal Miskaad Mountains",
"Shebaa Farms"): with a capital they end the name."""

WATERS = word_set("waterway gulf strait straits sea channel lake river bay lagoon canal")
"""Nouns for waters. With the article alone one means the water that the report has named."""

SPOTS = word_set(
    """
    hospital clinic prison jail penitentiary dam stadium market bazaar station refinery depot
    warehouse barracks garrison mosque church cathedral monastery palace hotel mall plant racetrack
    compound complex
    """
)
"""Nouns for buildings and grounds, each of which bears a name of its own ("Serkaji prison", "Noor
Hospital"): what has a name and such a noun stands somewhere."""

ROADS = word_set(
    """
    road street highway avenue motorway boulevard bridge square roundabout junction lane
    bypass expressway checkpoint market bazaar crossing terminal freeway drive parkway
    turnpike
    """
)
"""Nouns for a road or spot in a town. With a capital they end the road's own name ("Mill Road");
written small after a town's name they lead to or lie in that town ("the Ansongo road")."""

JUNCTIONS = word_set("junction intersection roundabout bridge checkpoint crossing")
"""Those of them that stand at one point and are called by a name ("Dabka junction")."""

STREETS = frozenset({"streets", "roads", "markets"})
"""What only a place has several of."""

STANDING = word_set("airport airfield airbase base camp station")
"""Nouns for grounds that with their purpose told are places of the name before them ("the Sheyda
Military Airport", "Sheyda refugee camp")."""

DIRECTIONS = word_set(
    """
    north south east west northern southern eastern western central northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern north-east
    north-west south-east south-west north-eastern north-western south-eastern
    south-western upper lower
    """
)
BEARINGS = word_set(
    """
    north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west
    """
)
BEFORE_NAMES = DIRECTIONS | word_set(
    """
    the downtown nearby neighbouring neighboring part restive remote coastal rural
    landlocked volatile troubled occupied besieged disputed war-torn greater
    """
)
"""Adjectives that news puts between a preposition and a place's name; none changes the place."""

LENGTHS_KM = {
    "km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0,
    "kilometers": 1.0, "mile": 1.609, "miles": 1.609,
}  # fmt: skip
NAUTICAL_MILE_KM = 1.852
"""International nautical mile (BIPM, SI Brochure, 8th edition, table 8)."""

PUBLICATIONS = word_set(
    """
    post times herald news gazette tribune chronicle observer journal agency press radio
    television tv sentinel star mirror mail telegraph courier guardian monitor dispatch
    standard examiner newswire wire today daily
    """
)
"""Last words of newspapers' and agencies' names, which begin with the town they are printed in."""

TITLES = word_set(
    """
    mr mrs ms dr prof sir president minister general gen colonel col major maj captain capt
    lieutenant lt sergeant sgt corporal commander brigadier brig admiral sheikh sheik imam
    mullah mawlawi maulvi bishop father pastor rev reverend judge justice senator governor
    mayor chief king prince princess queen emir secretary spokesman spokeswoman constable
    inspector superintendent dsp asp ssp cp igp ambassador professor haji hajji comrade
    honourable hon deputy
    """
)
"""Titles of rank, office and address, which stand before persons' names."""

FACILITIES = ROADS | word_set(
    """
    airport airbase base camp international hospital clinic university college school mosque
    church cathedral prison jail dam port harbour harbor station stadium hotel mall park
    refinery depot plant factory terminal embassy consulate barracks garrison central general
    national main municipal monastery temple shrine synagogue palace
    """
)
"""What a town's name stands before when it says which of many such facilities is meant."""

ARTICLE_WORDS = frozenset({"as", "at", "an", "en", "er", "es", "ad", "ed", "ash"})
"""Spellings of the Arabic article that are English words, or parts of them, when they stand alone:
"as Mama" is no place in Morocco, "as-Suwayda" is one in Syria."""

HOLDING = word_set(
    """
    held controlled occupied run ruled administered besieged captured dominated governed seized
    """
)
"""Participles that say who holds a place, behind the holder and a hyphen."""

BUILDINGS = word_set(
    """
    home house residence apartment flat office offices compound villa mansion hideout courthouse
    headquarters studio embassy consulate nightclub restaurant cafe bar pub
    """
)
"""What a town's name stands before when it says in which town it is ("her Inglewood home")."""

BANK = ("west", "bank")

BODIES = word_set(
    """
    police army navy union congress parliament senate government state court church security
    defence defense force forces council committee commission ministry reserve democratic front
    party coalition alliance guard guards border bank assembly house office market hospital
    airport university college school city
    january february march april may june july august september october november december
    """
)
"""Bodies and months, which English writes with a capital; villages somewhere bear such names."""

BEFORE_PROPER = word_set(
    """
    barangay camp lake mount fort port cape wadi jabal jebel tell tall tal talat khirbet deir kafr
    umm bir beit
    """
)
"""Kinds of place that stand before their name, as its first word."""

OPENERS = BEFORE_PROPER | word_set("abu al el bani ras ain ayn bab jisr qasr burj")
"""First words of names of places in Arabic-speaking countries, besides those that name a kind."""

TAKING_PLACES = word_set(
    """
    attack strike hit shell bomb raid enter storm seize capture reach leave invade overrun burn
    target pound bombard hold take control occupy sack loot besiege encircle liberate retake
    recapture rock strafe torch ransack ambush patrol evacuate
    """
)
"""Verbs whose object is often a town (Levin 1993, §§ 18, 51.1-51.2, and news' verbs of capture)."""

TAKING_TOWNS = word_set(
    """
    shell bombard storm enter invade overrun besiege encircle liberate retake recapture occupy sack
    loot pound strafe ransack patrol evacuate raid torch raze
    """
)
"""Those of them whose object is no person: one captures and attacks people too, but shells,
besieges and retakes what has ground."""

UNDERGOING = frozenset({"see", "witness", "suffer", "experience", "endure"})
"""Verbs whose subject is the place in which something took place."""

HAVING = UNDERGOING | {"have", "record", "register", "report", "log", "count"}
"""With those by which a place is said to have had so many of what was counted."""

RANKING = frozenset({"account", "lead", "follow"})
"""Verbs by which it has its share "for" or "with" a number."""

TOWN_NOUNS = frozenset({"city", "town", "village", "capital", "port", "metropolis", "township"})
"""Nouns for one settlement, which no region is called by."""
