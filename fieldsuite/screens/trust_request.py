"""A request of an office: who asks, and the fingerprint the office reads aloud; typed here, it is compared."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.prose import Prose
from keys.request import Request


class RequestScreen(OfficeModal[str]):
    """Answers the digits as they were heard; Esc answers nothing. What they must be is not shown to be copied."""

    AUTO_FOCUS = "#fingerprint"

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request

    def body(self) -> ComposeResult:
        """Who asks, the digits, keys."""
        request = self.request
        people = self.say("list_mark").join(
            self.say("trust.request_person", name=one.name, role=self.say(f"trust.role_{one.role}"))
            for one in request.officers
        )
        kind = self.say("trust.role_relay" if request.relay else "trust.role_device")
        with Vertical(classes="box wide"):
            yield Prose(self.say("trust.request_of", name=request.office.name, site=request.office.id,
                                 area=self._area(request.office.area), kind=kind, people=people),
                        headed=True, classes="paragraph")  # fmt: skip
            yield Prose(self.say("trust.read_aloud"))
            yield text_field("fingerprint", placeholder="00000 00000 00000 00000 00000 00000 00000 00000")
            yield Prose(self.say("path_keys"), classes="muted keys")

    def _area(self, area: str) -> str:
        return f"{self.say('list_mark')}{area}" if area else ""

    @on(Input.Submitted, "#fingerprint")
    def _done(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
