"""联系记录: one attempt to reach somebody, with those before it in sight (业务台账; 四川规程 第22条)."""

from typing import Any

from fieldsuite.casework.ledgers import contact, contacts
from fieldsuite.casework.ledgers.contacts import Tried
from fieldsuite.screens.asked import Ask
from fieldsuite.screens.asked_of_person import AskedOfPersonScreen

BY_HAND = ("posted", "letter", "website", "media", "sms", "push")
"""Methods that reach nobody in person: what came of them is 已发送 at first."""


class ContactScreen(AskedOfPersonScreen[str]):
    """Answers the record's id."""

    AUTO_FOCUS = "#method"
    DRAFT = "contact"
    before: tuple[Tried, ...] = ()

    def __init__(self, person: str, purpose: str = "verify") -> None:
        super().__init__(person)
        self.purpose = purpose

    def heading(self) -> str:
        """Who is to be reached, under which number."""
        card = self.card
        who = f"{card.name}  {card.phone_masked}" if card else ""
        return f"{who} ── {self.say('work.contact_title')}"

    def about(self) -> str:
        """What was tried before."""
        lines = [
            self.say("work.tried_line", on=one.on.isoformat(), method=self.say(f"ledgers.contact_{one.method}"),
                     result=self.say(f"event_{one.result}"), whom=one.spoke_with, note=one.note)
            for one in self.before[:5]
        ]  # fmt: skip
        return "\n".join(lines) or self.say("work.tried_never")

    def asks(self) -> tuple[Ask, ...]:
        """How, what for, what came of it."""
        return (
            Ask("method", "pick", self.options("ledgers.contact", contact.METHODS)),
            Ask("purpose", "pick", self.options("work.purpose", contact.PURPOSES), self.purpose),
            Ask("contact_result", "pick", self.options("event", contact.RESULTS)),
            Ask("spoke_with"),
            Ask("note"),
        )

    def hidden(self) -> set[str]:
        """Nobody is spoken with in a letter."""
        return {"spoke_with"} if self.chosen("method") in BY_HAND else set()

    def on_mount(self) -> None:
        """Read what was tried."""
        self.quietly(self._tried, contacts.of_person, self.office, self.person)

    def _tried(self, before: tuple[Tried, ...]) -> None:
        self.before = before
        self.fill()

    def send(self) -> None:
        """Write the attempt down."""
        words: dict[str, Any] = {"purpose": self.chosen("purpose"), "note": self.said("note"),
                                 "spoke_with": self.said("spoke_with")}  # fmt: skip
        method, result = self.chosen("method"), self.chosen("contact_result")
        self.ask(self.done, contact.log, self.office, self.person, method, result, **words)
