"""What of the machine presses stands on the first screen, before anybody asks the doctor."""

from typing import TypeVar

from fieldsuite.casework.backup import REMIND_DAYS
from fieldsuite.doctor import Check, pressing
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.words import hint

Value = TypeVar("Value")


class WatchesMachine(OfficeScreen[Value]):
    """A screen whose advice begins with a full disk, an empty battery or a wrong clock."""

    pressing: tuple[Check, ...] = ()

    def watch_machine(self) -> None:
        """Look at the machine; the screen fills again when something presses or no longer does."""
        self.quietly(self._watched, pressing, self.office.home.path)

    def _watched(self, found: tuple[Check, ...]) -> None:
        if found != self.pressing:
            self.pressing = found
            self.fill()

    def machine_words(self) -> str:
        """What presses most, with what to do; empty when nothing does."""
        if not self.pressing:
            return ""
        check = self.pressing[0]
        what = self.say(f"doctor.{check.key}", **check.values)
        return f"! {what} {hint(f'doctor.{check.key}', self.shell.lang, **check.values)}"

    def backup_words(self, days: int | None) -> str:
        """Remind of a backup that was made so many days ago, or never (None); empty while it is fresh."""
        if days is not None and days < REMIND_DAYS:
            return ""
        return "! " + self.say("safe.backup_never" if days is None else "safe.backup_old", days=days)
