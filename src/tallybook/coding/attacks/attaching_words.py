"""Words that decide whether a clause tells an attack, or what somebody says or does about it."""

from __future__ import annotations

from tallybook.coding.language.phrases import PARTITIVES
from tallybook.coding.language.token_rows import word_set

SETTLEMENTS = frozenset({"community", "village", "town", "settlement", "hamlet", "city"})

REACTIONS = word_set(
    """
    condemn denounce deplore decry slam investigate probe discuss describe recall remember
    praise comment celebrate protest debate deny claim confirm blame accuse attribute announce film
    """
)
"""Verbs of speech and thought about an attack. Their date is not the attack's; nobody says where
they take place, so that a place beside them is still the attack's."""

AFTERMATH = word_set(
    """
    plead bury mourn mark commemorate honour honor arrest detain charge convict sentence acquit
    jail imprison execute hospitalise hospitalize treat evacuate visit tour meet travel return
    deploy dispatch rise climb lower compensate avenge retaliate extradite testify
    """
)
"""Verbs for what follows an attack: events of their own, with their own place and day."""

AFTERMATH_NOUNS = word_set(
    """
    anniversary funeral burial trial verdict hearing ceremony memorial vigil commemoration
    inquest conference briefing interview statement communique video message bulletin
    newsletter visit
    """
)
CARE = word_set(
    """
    hospital clinic morgue mortuary infirmary
    """
)
"""Where the wounded are taken: a death there is a death of an attack elsewhere."""

TAKING_AWAY = word_set(
    "take rush fly airlift transport carry bring send transfer move evacuate drive refer ferry"
)
"""What is done with the wounded and the abducted, from where they were attacked."""

AVENGING = frozenset(
    {"retaliation", "revenge", "reprisal", "vengeance", "response", "retaliate", "answer"}
)
"""Words for an answer to an attack, which came before it."""

RELATIVE_ADVERBS = frozenset({"when", "where"})
"""What opens a clause that happens at the time or place named just before it."""

DYING = frozenset({"die", "succumb", "treat", "recover", "pronounce", "expire"})

COMING_TO = frozenset({"in", "under", "by", "from", "with", "of", "on", "at", "to", "during"})
"""Prepositions through which a noun of attack is what its verb says: "came under attack", "died
in a raid", "opened with a volley"; "after an attack" and "over the attack" are not."""

SERIES = PARTITIVES | word_set(
    """
    wave spate string barrage campaign rash flurry total majority one some scene result course
    site victim most all first second third last record minimum maximum
    """
)

STAYING = word_set(
    """
    park stop halt dock moor anchor berth station post camp encamp gather assemble congregate
    crowd huddle queue wait sit stand lie sleep shelter hide hole trap strand lodge quarter
    garrison guard man patrol pray
    """
)
"""Verbs of being somewhere for a while, or of what one does there and then. What one lives, works
or serves at is a habit, which says nothing of the moment (activities against habituals,
Vendler 1957; Carlson 1977)."""

GETTING_TO = word_set(
    "come go travel arrive flock move land return drive walk march retreat withdraw fly take"
)
"""Verbs of motion whose perfect says where one is now (the perfect of result, Moens & Steedman
1988)."""

MINDED = word_set(
    """
    seek represent plan prepare hope try attempt investigate fight run head appeal negotiate sue
    study train campaign consider face lobby threaten
    """
)
"""Verbs of what somebody is after for long, of which the progressive says nothing of the moment."""

ONCE = word_set(
    "bear raise educate train convict accuse charge want arrest sentence acquit elect appoint exile"
)
"""Verbs whose participle tells what was done to somebody long before."""

ARRIVING = word_set("enter reach arrive come ride invade burst descend drive march storm")
"""Verbs by which attackers come to where they attack."""

AT_ONCE = frozenset({"when", "as", "while"})
"""What opens a clause of what happens at the same time."""
