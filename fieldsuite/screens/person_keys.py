"""The keys that work wherever a person is under the cursor: F2, F4, V, D, and Enter for the card."""

from typing import TypeVar

from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.person import PersonScreen, Start

Value = TypeVar("Value")


class PersonKeys(OfficeScreen[Value]):
    """A screen with people on it; every key opens the person's card, and there the work the key means."""

    def chosen_person(self) -> str | None:
        """Id of the person under the cursor."""
        return None

    def open_person(self, start: Start = "") -> None:
        """Open the card of the person under the cursor and begin there what was asked for."""
        if person := self.chosen_person():
            self.app.push_screen(PersonScreen(person, start))
        elif start:
            self.app.notify(self.say("begin.choose_first"))

    def action_enrol(self) -> None:
        """F2 建模."""
        self.open_person("enrol")

    def action_verify(self) -> None:
        """F4 认证."""
        self.open_person("verify")

    def action_visit(self) -> None:
        """V 记一次上门."""
        self.open_person("visit")

    def action_loss(self) -> None:
        """D 死亡/丧失报告."""
        self.open_person("loss")
