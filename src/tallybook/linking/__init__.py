"""Claims to Judgements, Incidents and Origins: which claims speak of one attack, and who is behind.

from tallybook.linking import link
linking = link(claims, documents, judgements, knowledge, former=Former(incidents, redirects))
"""

from tallybook.linking.linker import MAKER, Former, Linking, link
from tallybook.linking.thresholds import DEFAULT, Thresholds

__all__ = ["DEFAULT", "MAKER", "Former", "Linking", "Thresholds", "link"]
