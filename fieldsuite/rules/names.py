"""When two spellings are one name: folded for comparing, never for storing (design page rules, 2.3).

Folded away are width, spaces, capitals, and the many dots that are typed for ``·``. Characters that look or sound alike
stay apart: 喆 and 哲, 䶮 and 龑 are different names, and so are traditional and simplified forms; a payment system that
spells a name its own way is recorded as doing so (``Person.pay_name``).
"""

import unicodedata

DOTS = "・･•‧．.∙⋅"


def folded(name: str) -> str:
    """Fold a name for comparing."""
    plain = unicodedata.normalize("NFKC", name)
    dotted = "".join("·" if char in DOTS else char for char in plain if not char.isspace())
    return unicodedata.normalize("NFC", dotted).casefold()


def same_name(one: str, other: str) -> bool:
    """True when two spellings are of one name."""
    return folded(one) == folded(other)
