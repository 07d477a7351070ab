"""What a capture lets pass, because the person has no choice about it: dark glasses for weak eyes, a bandage, a bent
back, one room full of things. By an officer, with a reason, and recorded.
"""

import re
from dataclasses import dataclass
from typing import cast, get_args

from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.records import Excusable


@dataclass(frozen=True, slots=True)
class Excuse:
    """Measures that are let pass at one enrolment, and why."""

    measures: tuple[Excusable, ...] = ()
    reason: str = ""
    """In the officer's words: 青光眼，医生要求戴墨镜."""

    def also(self, measure: Excusable, reason: str) -> "Excuse":
        """With one more measure; a reason that is there already is not written twice."""
        reasons = [self.reason, *([reason] if reason not in self.reason else [])]
        return Excuse(
            tuple(dict.fromkeys((*self.measures, measure))), "；".join(part for part in reasons if part)
        )


NOTHING = Excuse()


def checked(excuse: Excuse) -> Excuse:
    """Give it as it is recorded.

    Raises OfficeError for a measure that cannot be let pass, for measures without a reason, and for a reason without
    measures.
    """
    if excuse == NOTHING:
        return excuse
    if not excuse.measures or not set(excuse.measures) <= set(get_args(Excusable)):
        raise OfficeError("office.not_excusable", code="E_RULE", measures=", ".join(get_args(Excusable)))
    return Excuse(excuse.measures, required(excuse.reason, "reason"))


def excusable(advice: str | None) -> Excusable | None:
    """The measure that an advice speaks of, when an officer may let it pass."""
    found = re.fullmatch(r"advice_(\w+)_(?:low|high)", advice or "")
    return cast(Excusable, found[1]) if found and found[1] in get_args(Excusable) else None
