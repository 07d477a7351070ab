"""密钥与信任, at the province: whose keys count, requests of offices, the change that waits for a second person."""

from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.province import changes, trust_desk
from fieldsuite.province.trust_desk import Accepted, TrustView
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.trust_request import RequestScreen
from fieldsuite.screens.trust_words import details, key_line, waiting_lines
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from keys.request import Request
from keys.trust import TrustedKey

COLUMNS = ("role", "name", "office", "until", "state")
REASONS = ("lost", "stolen", "compromised", "left")
"""Why a key is revoked (keys.trusted.RevokedReason)."""
PEOPLE = ("1", "2", "3")
"""How many people of the desk may be asked for."""


class TrustScreen(OfficeScreen[None]):
    """One line a key; above it what waits for the second person, who agrees with A or drops it with X."""

    BINDINGS = [
        *bind("import", "remove", "agree", "send_back"),
        *bind("list_1", "list_2", "list_3", shown=False),
    ]
    AUTO_FOCUS = "#keys"
    view: TrustView | None = None

    def body(self) -> ComposeResult:
        """Fingerprint and freshness, what waits, keys, details."""
        yield Static(self.say("trust.title"), classes="heading")
        yield Prose(id="about", classes="paragraph")
        yield Prose(id="waiting", classes="paragraph")
        yield Listing([self.say(f"trust.column_{name}") for name in COLUMNS], id="keys")
        yield DoneLine()
        yield Prose(id="details", classes="paragraph muted")
        yield Prose(self.say("trust.ways"), id="ways", classes="muted")

    def on_screen_resume(self) -> None:
        """Read again."""
        self.quietly(self._show, trust_desk.view, self.office)

    def _show(self, view: TrustView) -> None:
        self.view = view
        self.fill()

    def fill(self) -> None:
        """Show everything again."""
        view = self.view
        if view is None:
            return
        state = "trust.expired" if view.expired else "trust.fresh"
        about = self.say("trust.about", province=view.province, version=view.version, people=view.people)
        until = self.say(state, until=f"{view.until:%Y-%m-%d}")
        anchor = self.say("trust.anchor", anchor=view.anchor)
        self.query_one("#about", Prose).text = f"{about}　{until}\n{anchor}"
        self.query_one("#waiting", Prose).text = waiting_lines(view.waiting, self.say)
        self.query_one("#waiting", Prose).display = view.waiting is not None
        self.query_one("#keys", Listing).refill(
            (key.kid, [Text(cell) for cell in key_line(key, self.say)]) for key in view.keys
        )
        self._details()

    @property
    def chosen(self) -> TrustedKey | None:
        """The key under the cursor."""
        kid = self.query_one("#keys", Listing).chosen
        return next((key for key in (self.view.keys if self.view else ()) if key.kid == kid), None)

    @on(DataTable.RowHighlighted, "#keys")
    def _details(self) -> None:
        self.refresh_bindings()
        key = self.chosen
        self.query_one("#details", Prose).text = details(key, self.say) if key else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot be done now."""
        if action in ("agree", "send_back"):
            return self.view is not None and self.view.waiting is not None
        if action == "remove":
            key = self.chosen if self.is_mounted else None
            return key is not None and key.status == "active"
        return True

    def action_import(self) -> None:
        """I: the request of an office, from a stick."""
        self.app.push_screen(PathScreen("trust.request_from"), self._asked)

    def _asked(self, path: Path | None) -> None:
        if path is not None:
            self.ask(partial(self._compare, path), trust_desk.asked, path)

    def _compare(self, path: Path, request: Request) -> None:
        self.app.push_screen(RequestScreen(request), partial(self._accept, path))

    def _accept(self, path: Path, fingerprint: str | None) -> None:
        if fingerprint is not None:
            self.ask(self._settled, trust_desk.accept, self.office, path, fingerprint)

    def action_remove(self) -> None:
        """Delete: revoke a key, with a reason."""
        key = self.chosen
        if key is not None:
            how = WhichScreen("trust.revoke_how", REASONS, name=key.name or key.kid[:12])
            self.app.push_screen(how, partial(self._revoke, key.kid))

    def _revoke(self, kid: str, reason: str | None) -> None:
        if reason is not None:
            self.ask(self._settled, trust_desk.revoke, self.office, kid, reason)

    def action_agree(self) -> None:
        """A: agree to the change that waits, as the second person."""
        self.ask(self._agreed, changes.confirm, self.office)

    def _agreed(self, _trust: object) -> None:
        self.on_screen_resume()
        self.query_one(DoneLine).show(self.say("trust.in_force"))

    def action_send_back(self) -> None:
        """X: drop the change that waits."""
        self.ask(self._dropped, changes.withdraw, self.office)

    def _dropped(self, _nothing: object) -> None:
        self.on_screen_resume()
        self.query_one(DoneLine).show(self.say("trust.dropped"))

    def _settled(self, accepted: Accepted) -> None:
        self.on_screen_resume()
        word = "trust.waits" if accepted.waits else "trust.in_force"
        self.query_one(DoneLine).show(self.say(word))

    def action_list_1(self) -> None:
        """1: the people of this desk."""
        from fieldsuite.screens.staff import StaffScreen

        self.app.push_screen(StaffScreen())

    def action_list_2(self) -> None:
        """2: the machines of the offices, lost ones among them."""
        from fieldsuite.screens.laptops import LaptopsScreen

        self.app.push_screen(LaptopsScreen())

    def action_list_3(self) -> None:
        """3: how many people must sign a change."""
        self.app.push_screen(WhichScreen("trust.people_ask", PEOPLE), self._people)

    def _people(self, number: str | None) -> None:
        if number is not None:
            self.ask(self._settled, trust_desk.people_needed, self.office, int(number))
