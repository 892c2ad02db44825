"""Abbreviated names of the US's states and Canada's provinces, as news prints them after towns.

The traditional abbreviations of the Associated Press Stylebook ("state names") and of the Canadian
Press Stylebook, with their stop, and the two letters of the postal services; all only after a
comma, since "Miss.", "Man." and "IN" are words.
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

_PROVINCES = """
Alta.=Alberta=AB B.C.=British_Columbia=BC Man.=Manitoba=MB N.B.=New_Brunswick=NB
N.L.=Newfoundland_and_Labrador=NL N.S.=Nova_Scotia=NS Ont.=Ontario=ON P.E.I.=Prince_Edward_Island=PE
Que.=Quebec=QC Sask.=Saskatchewan=SK
"""

_FULL = {
    short: (full.replace("_", " "), country)
    for country, divisions in (("US", _STATES), ("CA", _PROVINCES))
    for division in divisions.split()
    for abbreviation, full, letters in [division.split("=")]
    for short in (abbreviation, letters)
    if short != full
}

_AFTER_TOWN = re.compile(
    r"(?<=\w), (?:" + "|".join(re.escape(short) for short in _FULL) + r")(?!\w)"
)


def state_name(name: str) -> str:
    """Return the full name of a state that a name abbreviates, any other name as it is."""
    return _FULL[name][0] if name in _FULL else name


def country_of_state(abbreviation: str) -> str:
    """Return the country of the state that `abbreviation` is one of."""
    return _FULL[abbreviation][1]


def states_after_towns(text: str) -> Iterator[tuple[str, str]]:
    """Yield the full name and the country of each state that a text abbreviates after a comma."""
    for found in _AFTER_TOWN.finditer(text):
        yield _FULL[found[0][2:]]
