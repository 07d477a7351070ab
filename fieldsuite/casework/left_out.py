"""Actions of the challenge that a person cannot do: left out by the officer, with a reason, never below two."""

from collections.abc import Sequence
from dataclasses import dataclass

from biometric.steps import Action
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.records import LeftOut

FEWEST = 2
"""Actions a challenge is drawn from at least (Guangxi: 完成 2 至 3 个动作)."""


@dataclass(frozen=True, slots=True)
class Without:
    """One action that is left out, and why."""

    action: Action
    reason: str
    """In the officer's words: 颈椎手术后不能转头."""


def recorded(without: Sequence[Without], asked: Sequence[Action] = ()) -> tuple[LeftOut, ...]:
    """Give what is left out as it is recorded.

    Raises OfficeError E_RULE without a reason, for an action named twice or asked all the same, and when fewer than two
    would be left: then another way is taken (voice, 人工核实).
    """
    from biometric.challenge import ACTIONS

    said = tuple(LeftOut(action=one.action, reason=required(one.reason, "reason")) for one in without)
    names = [one.action for one in said]
    if len(set(names)) < len(names) or set(names) & set(asked):
        raise OfficeError("office.left_out_twice", code="E_RULE")
    if len(ACTIONS) - len(names) < FEWEST:
        raise OfficeError("office.too_few_actions", code="E_RULE", fewest=FEWEST)
    return said


def able(without: Sequence[Without]) -> tuple[Action, ...]:
    """Give the actions that may be drawn."""
    from biometric.challenge import ACTIONS

    names = {one.action for one in without}
    return tuple(action for action in ACTIONS if action not in names)
