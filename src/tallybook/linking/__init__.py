"""Claims to Judgements, Incidents and Origins: which claims speak of one attack, and who is behind.

from tallybook.linking import link
linking = link(claims, documents, judgements, knowledge, previous=incidents)
"""

from tallybook.linking.linker import MAKER, Linking, link

__all__ = ["MAKER", "Linking", "link"]
