"""Claims to Judgements, Incidents and Origins: which claims speak of one attack, and who is behind.

from tallybook.linking import link
linking = link(claims, documents, judgements, knowledge)
"""

from tallybook.linking.accounts import MAKER
from tallybook.linking.linker import Linking, link
from tallybook.linking.thresholds import DEFAULT, Thresholds

__all__ = ["DEFAULT", "MAKER", "Linking", "Thresholds", "link"]
