"""Whether two questions ask the same: their exact form, what must not differ, and how likely a likeness is right.

Data in, data out: no database and no network. Vectors are handed in.
"""

from comity.assistants.memorized.matching.entries import Entry, Variant, read_variant
from comity.assistants.memorized.matching.facts import Facts, differ, exact_form, facts_of
from comity.assistants.memorized.matching.index import Asked, Index, Match
from comity.assistants.memorized.matching.shares import Shares, shares_of

__all__ = [
    "Asked",
    "Entry",
    "Facts",
    "Index",
    "Match",
    "Shares",
    "Variant",
    "differ",
    "exact_form",
    "facts_of",
    "read_variant",
    "shares_of",
]
