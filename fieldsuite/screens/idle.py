"""Locks the screens after minutes without a key: whoever walks past an open laptop sees the unlocking only."""

import time
from collections.abc import Callable

from textual import events

from fieldsuite import pauses
from fieldsuite.screens.shell import Shell

EVERY = 1.0
"""Seconds between two looks at the clock."""
RESTS = 1.5
"""Seconds without a key after which somebody reads or looks up, and types nothing for a moment."""
WARNED = 30.0
"""Seconds before the lock at which it says so."""


class LocksItself(Shell):
    """A program that locks itself; ``ticks`` counts seconds, whatever the wall clock says."""

    ticks: Callable[[], float] = staticmethod(time.monotonic)
    lock_after: float = 300.0
    """Seconds without a key; set from the policy of the office that is open."""
    last_key: float = 0.0
    warned: bool = False

    def watch_keys(self) -> None:
        """Begin to look at the clock."""
        self.last_key = self.ticks()
        self.set_interval(EVERY, self.look)

    async def on_event(self, event: events.Event) -> None:
        """Note every key and touch of the mouse."""
        if isinstance(event, events.Key | events.MouseEvent | events.Paste):
            self.last_key, self.warned = self.ticks(), False
        await super().on_event(event)

    def at_work(self) -> bool:
        """Say whether a job runs that must not be cut off: then the lock waits for its end."""
        return self.packing or any(
            getattr(screen, "running", False) is True or getattr(screen, "busy", False) is True
            for screen in self.screen_stack
        )

    def look(self) -> None:
        """Tidy up behind a rest; warn, then lock."""
        if self.ticks() - self.last_key > RESTS:
            pauses.rest()
        if self.office is None or self.at_work():
            return
        left = self.last_key + self.lock_after - self.ticks()
        if left <= 0:
            from fieldsuite.casework.locking import note_lock

            note_lock(self.office, "idle")
            self.why_locked = self.say("safe.locked_idle", minutes=round(self.lock_after / 60))
            self.lock_now()
        elif left <= WARNED and not self.warned:
            self.warned = True
            self.notify(self.say("safe.locks_soon", seconds=round(left)), severity="warning")

    def lock_now(self) -> None:
        """Close the office and ask who is there."""

    def entered_office(self) -> None:
        """Take the minutes from the rules of the office that was opened."""
        if self.office is not None:
            from fieldsuite.casework.locking import lock_minutes

            self.lock_after = 60.0 * lock_minutes(self.office)
            self.last_key, self.warned, self.why_locked = self.ticks(), False, ""
