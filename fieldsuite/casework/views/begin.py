"""What screens show of the first steps of an office."""

from dataclasses import dataclass
from typing import Literal

StepName = Literal["devices", "cards", "request", "trust", "list", "first", "send", "backup"]
"""Camera and microphone, recovery cards, request for trust, the province's trust, its list, the first person
certified, the first bundle on a stick, the first backup."""
BARRING: tuple[StepName, ...] = ("request", "trust", "list")
"""Without these nothing can be done for anybody."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do once; its words are ``begin.step_<name>`` and ``begin.about_<name>``."""

    name: StepName
    done: bool
    next: bool = False
    """True for the first that is not done."""

    @property
    def barring(self) -> bool:
        """True while nobody can be certified without it."""
        return not self.done and self.name in BARRING
