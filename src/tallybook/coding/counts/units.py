"""What kind of thing a counted noun names: people, attacks, weapons, time, money and so on.

The lists hold the nouns that reports of attacks count; a noun on none of them is "other".
"""

from __future__ import annotations

from typing import Literal

from tallybook.coding.language.token_rows import word_set

Unit = Literal[
    "people", "attacks", "times", "weapons", "vehicles", "time", "distance", "money", "percent",
    "age", "measure", "other",
]  # fmt: skip

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "policemen": "policeman", "policewomen": "policewoman", "gunmen": "gunman", "knives": "knife",
    "servicemen": "serviceman", "servicewomen": "servicewoman", "lives": "life",
    "fishermen": "fisherman", "businessmen": "businessman", "tribesmen": "tribesman",
    "guardsmen": "guardsman", "infantrymen": "infantryman", "crewmen": "crewman",
    "wives": "wife", "thieves": "thief", "halves": "half",
}  # fmt: skip

_PEOPLE = """
    person individual man woman child adult minor teenager teen boy girl baby infant toddler youth
    student pupil schoolchild schoolgirl schoolboy civilian citizen resident villager inhabitant
    local national foreigner tourist pilgrim worshipper bystander passerby pedestrian passenger
    driver motorist soldier troop serviceman servicewoman marine sailor airman guardsman infantryman
    crewman officer policeman policewoman constable guard militiaman militant militia_member
    fighter insurgent rebel guerrilla terrorist jihadist extremist gunman attacker assailant
    bomber suspect detainee prisoner hostage captive abductee victim casualty fatality death
    injury wounded dead injured survivor martyr refugee migrant displaced evacuee worker
    labourer laborer employee staff staffer contractor engineer miner farmer fisherman herder
    shepherd trader merchant businessman shopkeeper vendor customer journalist reporter
    cameraman photographer correspondent doctor nurse medic paramedic patient teacher professor
    lawyer judge prosecutor activist protester demonstrator politician lawmaker deputy senator
    mayor governor minister official diplomat ambassador leader commander chief member
    personnel volunteer peacekeeper aid_worker american iraqi syrian israeli palestinian afghan
    ukrainian russian nigerian somali yemeni lebanese turk kurd sunni shiite shia christian
    muslim jew hindu sikh alawite druze family relative brother sister son daughter mother
    father parent wife husband cousin tribesman elder priest nun imam bishop monk cleric
    candidate voter peasant settler conscript recruit reservist paratrooper pilot general
    colonel captain sergeant lieutenant corporal body corpse remains life crew thief bandit
    kidnapper robber criminal assassin hitman killer outlaw looter rioter arsonist vandal sapper
    saboteur commando sniper ringleader accomplice trafficker smuggler
    operative agent spy mercenary combatant noncombatant orphan widow
    ranger bodyguard watchman sentry patrolman guest visitor neighbour neighbor colleague
    athlete player clerk cashier cook chef baker butcher grocer waiter waitress bartender barber
    tailor mechanic electrician carpenter porter janitor gardener accountant banker engineer
    technician secretary librarian pharmacist dentist surgeon nanny babysitter roommate classmate
    teammate boyfriend girlfriend fiance fiancee uncle aunt niece nephew grandson granddaughter
    grandmother grandfather grandparent grandchild twin spouse partygoer churchgoer shopper
    traveller traveler holidaymaker spectator
    customer commuter cyclist biker jogger hiker camper hunter firefighter policewoman
    detective deputy trooper sheriff inmate convict felon singer rapper musician artist actor
    novelist blogger influencer scientist researcher scholar
    notary rabbi warden vicar deacon novice friar abbot abbess mullah muezzin sheikh emir
    magistrate envoy consul attache aide midwife matron orderly vet concierge blacksmith smith
    seamstress actress hostess heiress cop dissident informant cadet partisan patriarch pope
    archbishop rector dean poet celebrity tycoon magnate heir landlord landlady tenant nomad
    expatriate native attendant assistant consultant servant steward stewardess deckhand farmhand
    stowaway kin bride groom newlywed lover prostitute addict drunk beggar burglar thug goon ally
    apprentice trainee referee escapee devotee schoolmistress headmistress cobbler pastor reverend
    chaplain pedestrian caretaker courier watchmaker milkmaid washerwoman councillor councilor
    registrar bursar foreman headman chieftain housewife villager foreigner adolescent pensioner
    retiree octogenarian infidel
""".replace("_member", "")

_ATTACKS = """
    attack assault strike airstrike raid bombing blast explosion detonation shelling shooting
    ambush offensive incursion incident clash battle firefight gunfight gunbattle skirmish
    confrontation assassination murder killing massacre execution beheading stabbing kidnapping
    abduction hijacking robbery operation bombardment barrage salvo airraid invasion attempt
    plot arson lynching sabotage violation hit suicide_bombing car_bombing counterattack
    onslaught rampage crime atrocity event intrusion infiltration violence
"""

_WEAPONS = """
    rocket missile drone bomb mortar shell grenade mine landmine ied device explosive projectile
    munition warhead round bullet rifle gun pistol machinegun weapon uav firearm cartridge
    torpedo artillery howitzer launcher rpg kalashnikov knife machete vest interceptor molotov
    petrol_bomb charge canister cannon firebomb
"""

_VEHICLES = """
    vehicle car truck lorry bus van minibus motorcycle motorbike tank humvee helicopter plane
    aircraft jet airplane warplane ship boat vessel tanker freighter train jeep pickup taxi
    ambulance bulldozer convoy apc carrier frigate destroyer submarine speedboat warship
    bicycle scooter tractor airliner aeroplane ferry dhow trawler
"""

_TIME = """
    second minute hour day night week weekend fortnight month year decade century quarter season
    morning afternoon evening sec min hr yr millennium
"""
_DISTANCE = """
    metre meter kilometre kilometer km mile yard foot inch centimetre centimeter cm mm
    millimetre millimeter m mi ft league block
"""
_MONEY = """
    dollar euro pound sterling peso rupee rouble ruble yen yuan dinar riyal rial lira naira
    shekel cent penny pence dirham afghani shilling franc mark krona krone rand birr won baht
    ringgit sen cedi taka crown
"""
UNIT_SYMBOLS = word_set(
    """
    sq square cubic km kms kg kgs g mg lb lbs oz mm cm ft mi mph kph kmh km/h hp bhp kw mw gw
    kwh mwh gwh mah hz khz mhz ghz gb mb tb kb ml kpa mpa gpa ksi l litre litres liter liters
    gallon gallons barrel ton tons tonne tonnes degree degrees rpm nm psi watt watts volt volts
    calorie calories
    """
)
"""Words and signs of measure that the lists of counted nouns leave out."""
_PERCENT = "percent percentage"
_TIMES = "time occasion"

CURRENCY_SIGNS = word_set(
    """
    $ € £ ¥ ₹ ₽ ₦ ₪ ₺ us$ a$ c$ rs rs. usd eur gbp
    """
)

_NOUNS_OF: tuple[tuple[Unit, str], ...] = (
    ("people", _PEOPLE),
    ("attacks", _ATTACKS),
    ("weapons", _WEAPONS),
    ("vehicles", _VEHICLES),
    ("time", _TIME),
    ("distance", _DISTANCE),
    ("money", _MONEY),
    ("percent", _PERCENT),
    ("times", _TIMES),
)
UNIT_OF: dict[str, Unit] = {noun: unit for unit, nouns in _NOUNS_OF for noun in nouns.split()}


def singular(noun: str) -> str:
    """Return the singular of a lower-case English noun by its regular endings."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and f"{noun[:-3]}man" in UNIT_OF:
        return f"{noun[:-3]}man"
    if noun in UNIT_OF or not noun.endswith("s") or noun.endswith("ss"):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]


def unit_of(noun: str) -> Unit:
    """Return the unit that a counted noun, in lower case, stands for.

    A compound is of its last part's kind: a dockworker is a worker (the right-hand head rule,
    Williams 1981).
    """
    one = singular(noun)
    if one not in UNIT_OF and one.endswith(PERSON_HEADS):
        return "people"
    return UNIT_OF.get(one, "other")


PERSON_HEADS = ("worker", "woman", "girl", "boy", "keeper", "driver", "maker", "dealer", "player")
"""Last parts of compounds that name people. "-man" is left out: German, human, talisman."""
