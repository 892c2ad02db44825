"""Words that carry attribution, modality and polarity, by what they commit their speaker to.

The classes follow the literature on factuality: verbs of saying and knowing (source-introducing
predicates of FactBank, Saurí & Pustejovsky 2009), implicatives (Karttunen 1971), and the cue
types of PolNeAR (Newell, Margolin & Ruths 2018).
"""

from __future__ import annotations

from typing import Literal

from tallybook.coding.language.token_rows import word_set

CueKind = Literal[
    "say", "claim", "confirm", "deny", "accuse", "suspect", "threaten", "urge", "condemn"
]

_VERBS: dict[CueKind, str] = {
    "say": """say tell report state announce add note explain declare describe reveal disclose
        indicate write post tweet remark comment mention recount quote read show find document
        record stress emphasise emphasize reiterate recall estimate put detail specify clarify
        inform brief list log count tally observe conclude determine assess hear learn answer
        establish reply testify narrate respond speak give register point regret repeat quip joke
        shout yell chant assure elaborate underline underscore use""",
    "claim": "claim assert insist maintain contend argue boast allege",
    "confirm": "confirm acknowledge admit verify concede corroborate recognise recognize",
    "deny": """deny reject refute dismiss rebut disavow disown disclaim dispute contradict
        repudiate""",
    "accuse": "accuse blame attribute ascribe implicate fault",
    "suspect": "suspect believe think assume presume suggest",
    "threaten": "threaten vow warn pledge promise swear",
    "urge": "call urge demand order ask appeal press exhort implore instruct",
    "condemn": "condemn denounce deplore decry criticise criticize slam lament mourn",
}
CUE_VERBS: dict[str, CueKind] = {
    verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()
}

BARE_CUES = word_set(
    """
    say tell add report announce confirm state note declare warn explain claim recall insist
    allege reply answer lament complain acknowledge reveal write quip joke shout yell chant
    elaborate suggest
    """
)
"""Verbs of saying that stand after or inside what they report with no object of their own."""

CLAUSE_CUES = word_set(
    """
    find hear learn observe write post quote read show conclude determine assess believe think
    establish assume presume respond answer reply detail describe note see point regret suggest
    repeat assure underline underscore
    """
)
"""Verbs that report only with a clause: "found that …", but "found the bomb"."""

CREDIT_NOUNS = frozenset({"responsibility", "credit", "blame"})
CREDIT_VERBS = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge", "own"})
"""What the authors of an attack take for it, and the verbs by which they do."""

FIGURE_CUES = frozenset({"put", "give", "speak", "use"})
"""Verbs that report with a figure: "put the toll at", "gave a toll of", "spoke of ten dead",
"uses a lower figure"."""
FIGURE_NOUNS = word_set(
    """
    toll figure number count estimate total tally breakdown account dead death casualty loss
    wounded injured
    """
)

RECKONINGS = word_set("reckoning count tally estimate account admission calculation assessment")
"""What "by" leads to where it says by whose measure something is so ("by the army's count")."""

COMMUNICATIONS = word_set(
    """
    statement communique communiqué report message post video tweet release briefing
    bulletin letter note recording announcement dispatch leaflet pamphlet flyer flier tape email
    text
    """
)
"""Things that speak for whoever issued them ("a statement by the group said")."""

SPEAKER_NOUNS = word_set(
    """
    spokesman spokeswoman spokesperson caller official officer commander chief general colonel
    captain major lieutenant brigadier admiral minister president governor mayor
    commissioner secretary director head leader member source witness resident survivor
    villager doctor medic nurse police army military ministry government authority command
    coroner prosecutor judge lawyer lawmaker senator deputy ambassador envoy diplomat
    analyst expert monitor observer researcher campaigner activist group agency organisation
    organization observatory
    office department council committee force mission rebel militant insurgent fighter
    militia guerrilla paramilitary administrator chairman coordinator representative
    delegate elder
    chieftain warlord prefect subprefect superintendent inspector councillor
    imam priest bishop pastor campaign voter farmer driver shopkeeper relative family local
    inhabitant newspaper radio television broadcaster station media outlet statement company
    operator owner shipowner union association alliance coalition service movement front party
    communique communiqué report document investigator rescuer medics aide adviser advisor
    gendarme magistrate juror attorney barrister counsel principal headmaster headmistress rector
    dean provost lecturer rabbi manager landlord tenant conductor skipper seafarer sheikh
    chairperson founder editor friend widower inquest inquiry tribunal jury diocese archdiocese
    parish congregation
    pentagon kremlin
    """
)

ASSOCIATIONS = word_set(
    """
    association union federation confederation syndicate guild league cooperative chamber
    """
)
"""Bodies that are made of their members and speak for them."""

BODY_NOUNS = ASSOCIATIONS | word_set(
    """
    police army military ministry government authority administration command council
    committee commission mission agency service bureau department office hospital clinic court navy
    coastguard gendarmerie observatory organisation organization front
    coalition alliance party operator company group militia movement network
    directorate institute centre center foundation society force guard brigade battalion junta
    cabinet parliament presidency prefecture municipality embassy secretariat assembly
    opposition regime headquarters newspaper radio television broadcaster station channel
    outlet pentagon kremlin
    """
)
"""Nouns for a body that has a voice of its own, whoever speaks for it."""

RANKS = word_set(
    """
    general gen gen. colonel col col. brigadier brig brig. major maj maj. lieutenant lt lt. lieut.
    admiral adm. marshal sergeant sgt sgt. corporal cpl. pvt.
    """
)
"""Ranks of armed forces. A police officer or a fighter of a group is introduced by their body,
which is found first; "commander" and "captain" are used by all and by ships."""

TITLES = RANKS | word_set(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir lord sheikh mullah imam rev rev. captain
    capt capt. cpt. commander cmdr. cdr. superintendent supt. supdt. inspector insp. const. det.
    dsp asp csp sp hon hon. sen. gov. rep. alhaji
    """
)
"""What stands before a surname and tells nobody apart."""

FIRST_PERSON = frozenset({"i", "we"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
OUTLET_SELF = frozenset({"correspondent", "reporter", "newspaper", "paper", "newsroom"})

SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
UNSAID_GOVERNORS = frozenset({"want", "try", "like", "seek", "hope", "need", "wish", "use"})
"""Verbs whose infinitive is not done: "they want to show" shows nothing yet."""

SHARES = word_set("percent % half majority minority quarter third fifth plurality")
"""Shares of people who were asked ("47 percent said …"): polls speak through them."""

PRONOUN_SPEAKERS = frozenset({"he", "she", "they", "it"})

HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether", "lest", "should"})
MODALS = word_set(
    """
    could would might may should will can shall must 'll ’ll wo ca
    """
)

EVIDENTIAL = word_set(
    """
    reportedly allegedly apparently supposedly purportedly possibly probably presumably
    """
)
"""Adverbs by which the voice does not vouch for what it passes on."""

UNREAL_GOVERNORS = word_set(
    """
    fear risk want intend hope plan prepare plot seek aim consider contemplate discuss
    expect predict anticipate forecast could refuse decline avoid forbid ban oppose
    support encourage incite train deter discourage need wish rehearse scheme conspire
    ready         recruit
    """
)
"""Verbs whose complement is not thereby said to have happened."""

UNREAL_NOUNS = word_set(
    """
    fear risk threat possibility danger plan plot prospect likelihood chance concern
    intention potential probability scenario conspiracy preparation warning alert rumour
    rumor precaution
    """
)

FOIL_VERBS = word_set(
    """
    foil thwart avert prevent stop disrupt frustrate abort defuse neutralise neutralize
    block
    """
)
"""Negative implicatives: what they govern did not take place (Karttunen 1971)."""

DEFUSE_VERBS = frozenset({"defuse", "disarm", "deactivate", "dismantle"})
"""What is done to a device before it can harm."""

REPEL_VERBS = word_set(
    """
    repel repulse resist rebuff withstand beat fend survive escape
    """
)
"""What they govern was tried against its target and met: an attempt."""

INTERCEPT_VERBS = frozenset(["intercept", "down", "destroy"])

FAIL_VERBS = frozenset(["attempt", "try", "fail"])

DEFENCE_VERBS = word_set(
    """
    defend protect guard shield prepare deter discourage secure brace insure immunise
    train safeguard
    """
)
"""What one defends against need not have come."""

UNREAL_ADJECTIVES = word_set(
    """
    possible potential future planned imminent threatened hypothetical feared expected
    likely impending prospective would-be theoretical
    """
)

ALLEGED_ADJECTIVES = frozenset(
    ["alleged", "suspected", "purported", "supposed", "reported", "apparent"]
)
FOILED_ADJECTIVES = frozenset(["foiled", "thwarted", "averted", "aborted"])
ATTEMPTED_ADJECTIVES = frozenset(["attempted", "failed", "unsuccessful", "botched", "abortive"])

OTHER_WORDS = word_set(
    """
    another second third fourth fifth separate unrelated other further additional subsequent
    """
)
"""Words that tell an attack apart from one already spoken of."""

SIMILAR_WORDS = frozenset(["similar", "previous", "earlier", "past", "prior", "last"])

PRELIMINARY_WORDS = frozenset(["initial", "preliminary", "provisional", "early", "tentative"])
"""Adjectives by which a voice says that its figures may still change; of reports, figures,
counts, information, assessments and tolls."""
PRELIMINARY_NOUNS = word_set(
    """
    report figure count information assessment toll number finding estimate tally
    investigation inquiry indication
    """
)
