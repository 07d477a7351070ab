"""What is known of a person's benefit: the certifications and events that the rules are told."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

EventKind = Literal["death", "missing", "prison", "objection"]
"""死亡, 失踪, 服刑, 异议."""
EVENT_KINDS: tuple[EventKind, ...] = ("death", "missing", "prison", "objection")
LOSSES: tuple[EventKind, ...] = ("death", "missing", "prison")
"""Events after which a benefit is stopped (四川规程 第13条, 广西通知 三(三))."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certification that counts."""

    on: date
    """Local day on which it occurred: this day decides the cycle."""
    recorded_on: date | None = None
    """Day on which the agency came to know of it; None: the same day. Until then payment goes by what was known."""
    record: str = ""
    """Record that says so, where there is one."""

    @property
    def known_on(self) -> date:
        """Day from which it changes the standing: never before it occurred."""
        return self.on if self.recorded_on is None or self.recorded_on < self.on else self.recorded_on


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and decides about payment."""

    kind: str
    """One of ``EVENT_KINDS``; a kind that is not known is refused by ``explain``."""
    on: date
    record: str = ""
    """Record that says so, where there is one."""
