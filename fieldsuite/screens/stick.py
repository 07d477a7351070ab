"""U盘: what leaves and what comes in. Nobody pulls the stick before the screen says so."""

from collections import Counter
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Button, DataTable, Input, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.casework import access, returned, send, taking
from fieldsuite.casework.reconcile import Difference, Reconciliation, reconcile
from fieldsuite.casework.returned import ReturnedRow
from fieldsuite.casework.taking import Freshness
from fieldsuite.casework.views import Account, BundleView, OutboxView, PackStep, Sent
from fieldsuite.screens.bindings import bind_digits
from fieldsuite.screens.person import PersonScreen
from fieldsuite.screens.stick_online import StickOnline
from fieldsuite.screens.typed import read_paths
from fieldsuite.screens.wording import shortened, told
from fieldsuite.widgets.entry import Entry, path_field
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.stages import Stages
from fieldsuite.words import has

STAGES = ("pack", "write", "verify", "safe")
ON_ITS_WAY = frozenset({"not_packed", "not_written", "no_receipt"})
"""Differences that time mends."""


class StickScreen(StickOnline):
    """Send on the left, receive on the right, the account below."""

    BINDINGS = [*bind_digits(3)]
    AUTO_FOCUS = "#folder"
    view: OutboxView | None = None
    folders: tuple[Path, ...] = ()
    """Sticks that are plugged in."""
    freshness: Freshness | None = None
    """How current the province's word is here."""
    went: Sent | None = None
    """What was written last; it stands until this screen is left, in another language too."""
    differences: tuple[Difference, ...] = ()
    """What keeps made, packed and imported apart."""
    came_back: tuple[ReturnedRow, ...] = ()
    """Records to be done again; Enter opens the person."""

    def body(self) -> ComposeResult:
        """Folder, the two sides, bundles, account."""
        yield Entry(self.say("stick_folder"), path_field("folder", placeholder=self.say("stick_hint")))
        yield Static(id="sticks", classes="muted", markup=False)
        with Container(id="sides"):
            with Vertical(id="send"):
                yield Static(self.say("stick_send"), classes="heading")
                yield Prose(id="ready")
                yield Button(self.say("stick_send_button"), id="send_now", compact=True, variant="primary")
                yield from self.online_button()
                yield Stages([self.say(f"stage_{name}") for name in STAGES], id="stages")
                yield Prose(id="safe")
            with Vertical(id="receive"):
                yield Static(self.say("stick_receive"), classes="heading")
                yield Button(self.say("stick_receive_button"), id="read_now", compact=True)
                yield Static(self.say("came_back"), id="came_back", classes="heading")
                yield Listing([""] * 3, headed=False, id="returned")
                yield Prose(id="received")
        yield Listing(
            [self.say(f"bundle_{name}") for name in ("seq", "state", "records", "sealed_at", "became")],
            id="bundles",
        )
        yield Prose(id="account")

    def on_screen_resume(self) -> None:
        """Look at what waits and which sticks are there."""
        self.quietly(self._show, send.outbox, self.office)
        self.quietly(self._sticks, access.sticks, self.office)
        self.quietly(self._came_back, returned.returned, self.office)
        self.quietly(self._reconciled, reconcile, self.office)
        self.quietly(self._fresh, taking.freshness, self.office)

    def _fresh(self, found: Freshness) -> None:
        self.freshness = found
        self.fill()

    def _reconciled(self, found: Reconciliation) -> None:
        self.differences = found.differences
        self.fill()

    def _came_back(self, rows: tuple[ReturnedRow, ...]) -> None:
        self.came_back = rows
        self.fill()

    def _sticks(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._named()
        field = self.query_one("#folder", Input)
        for folder in folders[:1] if not field.value else ():
            field.value = str(folder)
            field.select_all()

    def _show(self, view: OutboxView) -> None:
        self.view = view
        self.shell.not_sent = view.not_sent
        self.fill()

    def fill(self) -> None:
        """Show the sticks, what waits, the bundles, the account."""
        view = self.view
        if view is None:
            return
        self._named()
        to = self.say("list_mark").join(view.recipients) or self.say("no_recipient_yet")
        size = f"{view.ready_bytes / 2**20:.1f}"
        ready = self.say("ready", records=view.ready, blobs=view.ready_blobs, size=size, to=to)
        if view.waiting_review:
            ready += "\n" + self.say("ready_review", number=view.waiting_review)
        if view.at_window:
            ready += "\n! " + self.say(
                "window.left_over", names=self.say("list_mark").join(view.at_window[:5])
            )
        self.query_one("#ready", Prose).text = ready
        self.query_one("#bundles", Listing).refill((row.bundle, self._bundle(row)) for row in view.bundles)
        self.query_one("#account", Prose).text = self._account(view.account) + self._differences()
        for name in ("#came_back", "#returned"):
            self.query_one(name).display = bool(self.came_back)
        self.query_one("#returned", Listing).refill(
            (row.record_id, [Text(row.name, style="bold"), self.say(f"state_{row.state}"), self._why(row)])
            for row in self.came_back
        )
        self.query_one("#received", Prose).text = self._stale() + self.read_lines()
        if self.went is not None and not self.shell.packing:
            self.query_one(Stages).show(len(STAGES), 1, 1)
            path = Path(self.went.path)
            place = str(path.with_name(shortened(path.name)))
            words = self.say(
                "safe_to_pull", records=self.went.records, path=place, digest=self.went.digest[:16]
            )
            self.query_one("#safe", Prose).text = f"✓ {words}"

    def _stale(self) -> str:
        found = self.freshness
        if found is None or not found.expired or found.until is None:
            return ""
        return self.say("trust.stale", until=f"{found.until:%Y-%m-%d}") + "\n"

    def _why(self, row: ReturnedRow) -> str:
        reason = self.say(f"province.{row.code}") if has(f"province.{row.code}") else row.code
        return self.say("list_mark").join(part for part in (reason, told(row.message, self.say)) if part)

    @on(DataTable.RowSelected, "#returned")
    def _redo(self) -> None:
        chosen = self.query_one("#returned", Listing).chosen
        for row in self.came_back:
            if row.record_id == chosen:
                self.app.push_screen(PersonScreen(row.person_id))

    def _bundle(self, row: BundleView) -> list[str]:
        counts = " · ".join(f"{self.say(f'state_{state}')} {number}" for state, number in row.counts.items())
        return [str(row.seq), self.say(f"bundle_{row.state}"), str(row.records), row.sealed_at[:10], counts]

    def _account(self, account: Account) -> str:
        words = self.say("account", **{name: getattr(account, name) for name in Account.__slots__})
        mark = "✓" if account.balanced else "✗ " + self.say("account_wrong")
        return f"{words}  {mark}"

    def _differences(self) -> str:
        """What the province has otherwise than it was packed; what is only on its way is in the account already."""
        counts = Counter(one.why for one in self.differences if one.why not in ON_ITS_WAY)
        parts = [
            self.say("travel.difference", why=self.say(f"travel.{why}"), count=count)
            for why, count in counts.items()
        ]
        return "\n✗ " + self.say("list_mark").join(parts) if parts else ""

    @property
    def folder(self) -> Path | None:
        """The folder that is named."""
        return next(iter(read_paths(self.query_one("#folder", Input).value)), None)

    @on(Input.Submitted, "#folder")
    def _next(self) -> None:
        """Enter: to what there is to do; with nothing to send that is reading."""
        nothing = self.view is not None and not self.view.ready
        self.query_one("#read_now" if nothing else "#send_now", Button).focus()

    @on(Input.Changed, "#folder")
    def _named(self) -> None:
        """A folder that is there is a stick as good as any."""
        there = self.folder is not None and self.folder.is_dir()
        words = "   ".join(f"{at} {folder}" for at, folder in enumerate(self.folders[:3], start=1))
        self.query_one("#sticks", Static).update(words if there or words else self.say("no_stick"))

    @on(Button.Pressed, "#send_now")
    def _send(self) -> None:
        if self.folder is not None and not self.shell.packing:
            self.shell.packing, self.going_online, self.went = True, False, None
            self.query_one("#safe", Prose).text = self.say("do_not_pull")
            self.follow(send.to_province(self.office, self.folder))

    @on(DataTable.RowSelected, "#bundles")
    def _again(self) -> None:
        bundle = self.query_one("#bundles", Listing).chosen
        if bundle and self.folder is not None and not self.shell.packing:
            self.shell.packing, self.going_online, self.went = True, False, None
            self.query_one("#safe", Prose).text = self.say("do_not_pull")
            self.follow(send.again(self.office, bundle, self.folder))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if self.going_online and self.online_step(step):
            return
        if isinstance(step, PackStep):
            self.query_one(Stages).show(STAGES.index(step.stage), step.done, step.total)
        elif isinstance(step, Sent):
            self.went = step

    @on(Followed)
    def _sent(self) -> None:
        self.shell.packing = False
        self.on_screen_resume()

    def failed(self, error: Exception) -> None:
        """A stick that failed, or a file that is not for this office."""
        if self.shell.packing:
            self.shell.packing = False
            self.query_one("#safe", Prose).text = ""
        elif self.waiting:
            self.refused(error)

    @on(Button.Pressed, "#read_now")
    def _look(self) -> None:
        if self.folder is not None:
            self.read_from(self.folder)

    def all_read(self) -> None:
        """Count again."""
        self.on_screen_resume()

    def action_number(self, at: int) -> None:
        """A digit, from 0: the stick it stands before."""
        if at < len(self.folders):
            self.query_one("#folder", Input).value = str(self.folders[at])
