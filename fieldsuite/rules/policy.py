"""What the office does with a capture beyond the verdict: what the challenge decides, what is kept and how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from fieldsuite.rules.basis import Basis, basis_of, only

Mode = Literal["enforced", "recorded"]
"""enforced: a challenge that was not passed is a verification that was not passed. recorded: it is stored and flagged,
and the likeness decides between unclear and not the same; nobody is ever certified by it."""
Keeping = Literal["kept", "unresolved", "never"]
"""kept: the program never erases it. unresolved: until every record of its bundle is decided (closed) and so many days
have passed. never: it is not put into the evidence store, 待比对 aside, which cannot be compared without."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One profile's policy for verifications by face and voice."""

    liveness: Mode
    pictures: Keeping
    """Best frames of a verification."""
    pictures_days: int
    """Days after the case is closed until pictures are erased, where they are kept while unresolved."""
    sound: Keeping
    sound_days: int
    bases: Mapping[str, Basis]
    """What each of them rests on, by its name here."""
    lock_minutes: int = 5
    """Minutes without a key after which the screens lock themselves (design page at-rest); may be left out."""

    def keeping(self, type_: str) -> Keeping:
        """Say how evidence of a type is kept: audio/wav is sound, all else pictures."""
        return self.sound if type_.startswith("audio/") else self.pictures

    def days(self, type_: str) -> int:
        """Give the days after closing that evidence of a type stays."""
        return self.sound_days if type_.startswith("audio/") else self.pictures_days


CHOICES: dict[str, tuple[str, ...]] = {
    "liveness": get_args(Mode), "pictures": get_args(Keeping), "sound": get_args(Keeping),
}  # fmt: skip
DAYS = ("pictures_days", "sound_days")
MINUTES = "lock_minutes"
MOST_MINUTES = 60
"""An hour: a longer one is no lock."""
MOST_DAYS = 3650
"""Ten years: a longer one is a slip."""


def read_policy(tables: dict[str, dict[str, Any]]) -> Policy:
    """Read the tables ``[policy]``. Raises ValueError or KeyError for what is missing, unknown or out of range."""
    only(tables, {*CHOICES, *DAYS, MINUTES}, "policy")
    bases = {name: basis_of(table, name) for name, table in tables.items()}
    values = {name: tables[name]["value"] for name in (*CHOICES, *DAYS)}
    for name, known in CHOICES.items():
        if values[name] not in known:
            raise ValueError(name)
    for name in DAYS:
        if type(values[name]) is not int or not 0 <= values[name] <= MOST_DAYS:
            raise ValueError(name)
    if MINUTES in tables:
        values[MINUTES] = tables[MINUTES]["value"]
        if type(values[MINUTES]) is not int or not 1 <= values[MINUTES] <= MOST_MINUTES:
            raise ValueError(MINUTES)
    return Policy(**values, bases=MappingProxyType(bases))
