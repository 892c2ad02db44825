"""Abbreviated names of the states of the US, which news prints after a town's name.

The traditional abbreviations of the Associated Press Stylebook ("state names"), with their stop,
and the two letters of the postal service; both only after a comma, since "Miss." and "IN" are
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STATES = """
Ala.=Alabama=AL Alaska=Alaska=AK Ariz.=Arizona=AZ Ark.=Arkansas=AR Calif.=California=CA
Colo.=Colorado=CO Conn.=Connecticut=CT Del.=Delaware=DE D.C.=District_of_Columbia=DC
Fla.=Florida=FL Ga.=Georgia=GA Hawaii=Hawaii=HI Idaho=Idaho=ID Ill.=Illinois=IL Ind.=Indiana=IN
Iowa=Iowa=IA Kan.=Kansas=KS Ky.=Kentucky=KY La.=Louisiana=LA Maine=Maine=ME Md.=Maryland=MD
Mass.=Massachusetts=MA Mich.=Michigan=MI Minn.=Minnesota=MN Miss.=Mississippi=MS Mo.=Missouri=MO
Mont.=Montana=MT Neb.=Nebraska=NE Nev.=Nevada=NV N.H.=New_Hampshire=NH N.J.=New_Jersey=NJ
N.M.=New_Mexico=NM N.Y.=New_York=NY N.C.=North_Carolina=NC N.D.=North_Dakota=ND Ohio=Ohio=OH
Okla.=Oklahoma=OK Ore.=Oregon=OR Pa.=Pennsylvania=PA R.I.=Rhode_Island=RI S.C.=South_Carolina=SC
S.D.=South_Dakota=SD Tenn.=Tennessee=TN Texas=Texas=TX Utah=Utah=UT Vt.=Vermont=VT Va.=Virginia=VA
Wash.=Washington=WA W.Va.=West_Virginia=WV Wis.=Wisconsin=WI Wyo.=Wyoming=WY
"""

_FULL = {
    short: full.replace("_", " ")
    for state in _STATES.split()
    for abbreviation, full, letters in [state.split("=")]
    for short in (abbreviation, letters)
    if short != full
}

_AFTER_TOWN = re.compile(
    r"(?<=\w), (?:" + "|".join(re.escape(short) for short in _FULL) + r")(?!\w)"
)


def state_name(name: str) -> str:
    """Return the full name of a state that a name abbreviates, any other name as it is."""
    return _FULL.get(name, name)


def states_after_towns(text: str) -> Iterator[str]:
    """Yield the full name of each state that a text abbreviates after a comma."""
    for found in _AFTER_TOWN.finditer(text):
        yield _FULL[found[0][2:]]
