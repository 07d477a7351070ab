"""作废: a numbered form that was spoilt; its number is never used again."""

from fieldsuite.casework.overseas import numbers
from fieldsuite.screens.asked import Ask, AskedScreen


class VoidScreen(AskedScreen[str]):
    """Answers the record's id."""

    AUTO_FOCUS = "#form_no"
    BESIDE = {"overseas.no_number": "form_no", "overseas.number_used": "form_no"}

    def heading(self) -> str:
        """What it is."""
        return self.say("work.void_title")

    def about(self) -> str:
        """What becomes of the number."""
        return self.say("work.void_about")

    def asks(self) -> tuple[Ask, ...]:
        """Which number, and why."""
        return Ask("form_no", needed=True, hint="work.form_no_hint"), Ask(
            "why", needed=True, hint="work.void_why"
        )

    def send(self) -> None:
        """Make the number void."""
        self.ask(self.done, numbers.void, self.office, self.text("form_no"), self.text("why"))
