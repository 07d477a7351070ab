"""建模 as a notice orders it: what must be known before, what is photographed, when a person of the back office looks.

Inner Mongolia asks for complete particulars, for both sides of the card and the card in the hand, for a review of
every model, and closes after three failed attempts (内蒙古通知 一(一)、三(二)). A profile that is silent asks for
none of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from fieldsuite.rules.basis import Basis, basis_of, only

PARTICULARS = ("phone", "address", "village", "unit", "insured_area", "mobility")
"""Particulars of the register that a profile may ask for before a model is made."""
NAMES = ("particulars", "card_set", "failures", "review_days")
MOST = 366
"""Attempts and days: a larger number is a slip."""


@dataclass(frozen=True, slots=True)
class Modelling:
    """One profile's orders for the making of face templates."""

    particulars: tuple[str, ...] = ()
    """Fields of the register that must be filled in first."""
    card_set: bool = False
    """True when both sides of the card and the card in the hand are photographed with the model."""
    failures: int = 0
    """Failed attempts after which the back office must look; 0 for no limit."""
    review_days: int = 0
    """Days in which a person of the back office looks at a new model; 0 when nobody does."""
    bases: Mapping[str, Basis] = field(default_factory=dict)
    """What each of them rests on, by its name here."""


SILENT = Modelling()
"""What a notice orders that does not speak of it."""


def read_modelling(tables: dict[str, dict[str, Any]]) -> Modelling:
    """Read the tables ``[modelling]``. Raises ValueError or KeyError for what is unknown or out of range."""
    only(tables, set(NAMES), "modelling")
    values = {name: table["value"] for name, table in tables.items()}
    asked = values.get("particulars", [])
    if not isinstance(asked, list) or not set(asked) <= set(PARTICULARS):
        raise ValueError("particulars")
    if type(values.get("card_set", False)) is not bool:
        raise ValueError("card_set")
    for name in ("failures", "review_days"):
        if type(values.get(name, 0)) is not int or not 0 <= values.get(name, 0) <= MOST:
            raise ValueError(name)
    bases = {name: basis_of(table, name) for name, table in tables.items()}
    return Modelling(**{**values, "particulars": tuple(asked)}, bases=MappingProxyType(bases))
