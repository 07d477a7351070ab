"""停发跟踪: what was found out of somebody whose benefit is stopped, by reason (四川规程 第32条)."""

from typing import get_args

from fieldsuite.acts import FollowUp
from fieldsuite.casework.ledgers import contact
from fieldsuite.screens.asked import Ask
from fieldsuite.screens.asked_of_person import AskedOfPersonScreen

RESULTS: tuple[str, ...] = get_args(FollowUp.model_fields["result"].annotation)


class FollowUpScreen(AskedOfPersonScreen[str]):
    """Answers the record's id."""

    AUTO_FOCUS = "#how"
    BESIDE = {"ledgers.not_dead": "outcome"}
    DRAFT = "follow"

    def heading(self) -> str:
        """Whose stop it is."""
        return f"{self.card.name if self.card else ''} ── {self.say('kind_follow_up')}"

    def about(self) -> str:
        """What each reason of a stop asks for."""
        return self.say("work.follow_about")

    def asks(self) -> tuple[Ask, ...]:
        """How it was found out, from whom, what, and what comes of it."""
        return (
            Ask("how", needed=True, hint="work.how_hint"),
            Ask("spoke_with"),
            Ask("found", needed=True, label="work.ask_found"),
            Ask("heir", hint="work.heir_hint"),
            Ask("outcome", "pick", self.options("event", RESULTS)),
        )

    def send(self) -> None:
        """Write it into the ledger."""
        self.ask(
            self.done, contact.follow_up, self.office, self.person, self.text("how"), self.text("found"),
            result=self.chosen("outcome"), spoke_with=self.text("spoke_with"), heir=self.text("heir"),
        )  # fmt: skip
