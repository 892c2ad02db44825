"""Words that roles are read by: prepositions, verbs and nouns of the clauses that tell attacks."""

from __future__ import annotations

from tallybook.coding.language.token_rows import word_set

AGAINST = word_set(
    """
    on against at upon targeting toward towards
    """
)

ACTS = frozenset({"act", "instance", "episode"})
"""Nouns that make a count noun of one without a plural (Quirk et al. 1985, §5.9): "the third act of
sabotage", "two instances of arson" are of sabotages and arsons."""

BESIDE = word_set("at near beside alongside outside inside beneath under aboard among amid amidst")

WITHIN = frozenset({"in", "on"})

BETWEEN = frozenset({"between"})

ONE_SIDED = word_set("attack incident ambush bombing blast explosion raid shooting robbery")
"""Nouns for what one side does to another, and does not exchange with it."""

OF_FORCES = word_set("strike raid shelling bombardment incursion barrage salvo airstrike")
"""What a people's forces do, where its adjective stands before the noun ("a Turkish strike")."""

ANSWERING = word_set("respond react retaliate reply answer counter")
"""Verbs of answering an attack, whose "with" phrase says by what ("answered with mortar fire")."""

BY = frozenset({"by"})

OF = frozenset({"of"})

WITH = word_set(
    """
    with using via involving by from of through including
    """
)

FROM = frozenset({"from", "by"})

HITTING = word_set(
    """
    target hit strike kill wound injure damage destroy devastate rock shake rip tear leave
    claim hurt flatten level
    """
)
"""Verbs of which an attack itself can be the subject."""

WAVES = word_set(
    "wave series string spate barrage flurry round rash volley salvo hail number ten dozen score"
)
"""Nouns for many deeds or weapons together, of which these are said and not the wave."""

UNDOING = word_set(
    "destroy damage disable suppress neutralise neutralize eliminate wreck demolish flatten level"
)
"""Verbs whose object is changed by what is done (affected objects, Quirk et al. 1985, §10.24), so
that a weapon in it is not the one that did it."""

LEAVING = frozenset({"in", "from", "after", "following", "during"})
UNHURT = word_set("unhurt unharmed unscathed uninjured alive")

OBJECT_NOUNS = word_set(
    """
    killing murder assassination slaying execution beheading kidnapping abduction bombing shelling
    stabbing shooting looting hijacking torching storming massacre slaughter lynching bombardment
    burning ambush boarding sacking ransacking strafing poisoning rape torture sabotage capture
    beating targeting dynamiting taking robbery heist hacking stoning flogging hanging gunning
    mauling plundering pillaging vandalising derailing rustling besieging encircling overrunning
    """
)
"""Nominalised verbs whose "of" phrase is the object ("the shelling of the hospital"); after
"attack" or "raid" it may as well be the doer (Huddleston & Pullum 2002, ch. 5 §16.5)."""

TOUCHING = frozenset({"hit", "strike"})
COMING_UPON = TOUCHING | word_set("step tread stumble drive run ride roll walk pass")
"""Verbs of moving onto a mine that lies still; those of touching take it as their object, the
others mostly behind a preposition or a particle."""

SETTING_OFF = word_set("trigger detonate activate set trip")
"""Verbs of setting a device off, unawares or on purpose."""

EXPERTS = word_set("expert sapper deminer engineer technician disposal eod ordnance squad")
"""Words for those who clear devices, and set them off harmlessly."""

SHOTS = word_set("round shot bullet volley burst salvo gunshot barrage fire blaze")
"""What is fired or lit, and is neither target nor kind of weapon."""

DEFENDING = frozenset(
    ("repel", "repulse", "rebuff", "fight off", "fend off", "beat off", "beat back", "ward off",
     "drive back", "push back")
)  # fmt: skip
"""Verbs of defence, whose subject was attacked and whose object attacked (FrameNet, Repel)."""

LYING = frozenset({"landmine", "ied", "roadside-bomb", "bomb", "explosive", "naval-mine", "uxo"})
"""Ids of weapons that lie in wait."""

VICTIM_ACTIVATED = frozenset({"landmine", "naval-mine", "uxo"})
"""Ids of those that go off by whoever comes upon them, and by nobody from afar (IMAS 04.10)."""

LAID = LYING | {"vehicle-bomb", "dynamite", "parcel-bomb"}
"""Ids of weapons that somebody lays, parks or leaves somewhere, and that may be found there."""

SELF_MOVING = word_set(
    """
    drone one-way-drone fpv-drone boat-bomb projectile rocket missile ballistic-missile
    cruise-missile anti-ship-missile air-missile
    """
)
"""Ids of weapons that are sent on their way without a crew. Armies report each that they destroy
as an attack warded off: so the daily counts of air forces and naval commands."""

STOPPED = frozenset({"attacker", "assailant"})
"""What those are called by an attack whom somebody shoots who stops it."""

SIDES = word_set(
    """
    front side edge back rear entrance gate gates door wall outskirts vicinity direction courtyard
    yard garden grounds premises facade roof lobby corridor floor storey balcony corner basement
    window doorway doorstep letterbox mailbox porch chimney ceiling windscreen bonnet perimeter
    windowsill sill step veranda driveway threshold patio stairwell staircase letter-box life face
    """
)
"""Parts and sides of a thing, at which it is attacked ("fired at the front of the embassy")."""

AMOUNTS = word_set(
    "kilogram kilo kg kilograms ton tonne pound stick charge cartridge load quantity"
)
"""Measures and portions of what is used ("set off five kilograms of dynamite")."""

HOLDS = frozenset({"control", "possession", "command", "hold"})
"""What is taken of what is captured ("seized control of the base")."""

PLACES = word_set(
    "city town village district region province neighbourhood neighborhood suburb area port island"
)

STREETS = word_set(
    "block corner street avenue road lane boulevard drive highway freeway side stretch route"
)
"""Where something takes place "on"."""

HOSTILE = word_set(
    """
    pirate gunman bandit robber militant rebel insurgent hijacker attacker assailant raider
    terrorist jihadist militiaman guerrilla extremist gang mob bomber fighter assassin kidnapper
    ambusher abductor maoist naxalite naxal jihadi hitman miscreant saboteur
    """
)
"""People who are named by the violence that they do."""

SITES = word_set(
    """village town city hamlet settlement community camp base outpost post checkpoint station
    school hospital church mosque temple synagogue market barracks facility ship vessel tanker
    refinery depot airfield airbase airport terminal plant substation bridge dam prison clinic
    convoy"""
)
"""Places and vessels that stand apart, so that each is attacked by itself."""

LAYING = word_set("plant place lay leave hide set trigger")
"""Verbs by which a device is laid, and the verbs by which it is set off: where it lies it harms."""

LETTING_GO = frozenset({"drop", "release"})
"""Verbs of letting a weapon fall from the air, onto what lies under it."""

DRIVING = word_set("drive ram plough plow crash slam")
DRIVEN_INTO = frozenset({"into", "through", "over"})
"""How a vehicle is made a weapon of."""

BUILDINGS = SITES - {"village", "town", "city"} | word_set(
    """
    bank shop store restaurant bar cafe hotel embassy consulate office headquarters residence home
    house villa apartment building ministry factory warehouse temple synagogue cinema theatre
    theater club library museum courthouse university college palace garage supermarket mall
    pharmacy orphanage monastery convent cathedral chapel shrine kindergarten nursery dormitory
    hostel mill bakery dairy brewery barn tavern pub nightclub casino gym studio parliament seminary
    madrasa bungalow flat cottage farmhouse granary silo hangar kiosk stall hut tent salon canteen
    schoolyard playground
    """
)
"""What people are in, so that what goes off in it goes off at them."""

LONG_ATTACKS = word_set("siege standoff stand-off assault attack raid hostage-taking crisis")
"""Nouns for an attack that may go on for hours or days, and that its defenders end."""

FORCING_IN = frozenset({"burst", "break", "storm", "barge", "force"})
"""Verbs that say with "into" what was entered by force."""

OVER = frozenset({"over", "on", "into"})
