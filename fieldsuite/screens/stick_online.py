"""The stick's screen where the office has an upload address: one button sends over the network and fetches receipts."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from fieldsuite.background import Followed
from fieldsuite.casework import online
from fieldsuite.casework.online import NoReceipt
from fieldsuite.casework.views import Read, Sent
from fieldsuite.screens.stick_reading import StickReading
from fieldsuite.widgets.prose import Prose
from sync.upload import Paused


class StickOnline(StickReading):
    """The part of the stick's screen that needs no stick."""

    going_online = False
    """True while, and after, what is sent goes over the network."""
    told: tuple[str, ...] = ()
    """What became of it, a line each."""

    def online_button(self) -> ComposeResult:
        """Give the button, where an address is set."""
        if self.office.config.desk_address:
            yield Button(self.say("serve.online_button"), id="send_online", compact=True)

    @on(Button.Pressed, "#send_online")
    def _go_online(self) -> None:
        if self.shell.packing:
            return
        self.shell.packing = self.going_online = True
        self.told = ()
        self.query_one("#safe", Prose).text = ""
        self.follow(online.to_province(self.office))

    def online_step(self, step: object) -> bool:
        """Tell what a step of sending over the network says; False for one that the bars show."""
        now = ""
        if isinstance(step, Sent):
            self._tell(self.say("serve.online_sent", records=step.records, digest=step.digest[:16]), "✓ ")
        elif isinstance(step, Read):
            counts = " · ".join(
                f"{self.say(f'state_{state}')} {number}" for state, number in step.counts.items()
            )
            self._tell(self.say("serve.online_read", counts=counts), "✓ ")
        elif isinstance(step, NoReceipt):
            self._tell(self.say(f"serve.reply_{step.state}", seq=step.seq, code=step.code))
        elif isinstance(step, Paused):
            now = self.say("serve.online_paused", seconds=round(step.seconds), failures=step.failures)
        else:
            return False
        self.query_one("#safe", Prose).text = "\n".join((*self.told, *([now] if now else [])))
        return True

    def _tell(self, line: str, mark: str = "") -> None:
        self.told = (*self.told, f"{mark}{line}")

    @on(Followed)
    def _went_online(self) -> None:
        if self.going_online and not self.told:
            self._tell(self.say("serve.online_nothing"))
            self.query_one("#safe", Prose).text = self.told[0]
