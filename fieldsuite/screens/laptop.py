"""一台电脑: whose data were on it and what arrived from it; refuse it, let it send again, give its office the list."""

from typing import Literal, cast

from rich.text import Text
from textual.app import ComposeResult

from fieldsuite.province import desk_day, laptops, lost, provisioning
from fieldsuite.province.laptops import Laptop
from fieldsuite.province.lost import LostLaptop
from fieldsuite.province.provisioning import Granted
from fieldsuite.province.trust_desk import Accepted
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.dispatch import DispatchScreen
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.widgets.prose import Prose

REASONS = ("lost", "stolen")


class LaptopScreen(ListedScreen):
    """One line a person whose data lay there; Del refuses later bundles, 1 lets it send again, F8 gives the list."""

    BINDINGS = [*bind("remove", "stick"), *bind("list_1", shown=False)]
    TITLE_KEY = "laptops.one"
    COLUMNS = (
        "laptops.column_no",
        "laptops.column_person",
        "laptops.column_records",
        "laptops.column_modelled",
    )
    found: LostLaptop | None = None

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self.laptop = laptop

    def body(self) -> ComposeResult:
        """The list, and below it what can be done."""
        yield from super().body()
        yield Prose(id="ways", classes="muted")

    def fill(self) -> None:
        """Show the people, and what can be done with a machine in this state."""
        super().fill()
        self.query_one("#ways", Prose).text = self.say(f"laptops.ways_{self.laptop.state}")

    def read(self) -> None:
        """Read what this desk knows to have been on it."""
        self.quietly(self._show, lost.report, self.office, self.laptop.device)

    def _show(self, found: tuple[LostLaptop, ...]) -> None:
        self.found = found[0]
        self.fill()

    def lines(self) -> list[Line]:
        """One line a person."""
        people = self.found.people if self.found else ()
        return [(one.person_id, [one.number, Text(one.name, style="bold"), str(one.records),
                                 self.say("laptops.modelled") if one.modelled else ""])
                for one in people]  # fmt: skip

    def counted(self, number: int) -> str:
        """How many people's data lay there."""
        return self.say("laptops.people", number=number)

    def hint(self) -> str:
        """What arrived from it, and what to do when it is gone."""
        found = self.found
        if found is None:
            return ""
        return self.say(found.sentence, site=self.laptop.name, device=found.device[:12], people=len(found.people),
                        records=sum(found.records.values()), evidence=found.evidence,
                        last=found.last_bundle)  # fmt: skip

    def opened(self, line: str) -> None:
        """A person here is a name on a list of what was lost; nothing opens."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has no meaning for a machine that is trusted no more."""
        return not (action in ("remove", "list_1") and self.laptop.state == "revoked")

    def action_remove(self) -> None:
        """Del: lost or stolen; its later bundles are refused."""
        how = WhichScreen("laptops.give_up", REASONS, family="trust.revoke_how", name=self.laptop.name)
        self.app.push_screen(how, self._give_up)

    def _give_up(self, reason: str | None) -> None:
        if reason is not None:
            why = cast(Literal["lost", "stolen"], reason)
            self.ask(self._given_up, laptops.give_up, self.office, self.laptop.device, why)

    def _given_up(self, accepted: Accepted) -> None:
        self.told(self.say("trust.waits" if accepted.waits else "safe.lost_revoked"))
        self.quietly(self._again, laptops.laptops, self.office)

    def _again(self, rows: tuple[Laptop, ...]) -> None:
        self.laptop = next(row for row in rows if row.device == self.laptop.device)
        self.refresh_bindings()
        self.fill()

    def action_list_1(self) -> None:
        """1: it came back from a backup, or its fork is cleared: let it send again."""
        question = ConfirmScreen(
            "laptops.provision_ask", name=self.laptop.name, device=self.laptop.device[:12]
        )
        self.app.push_screen(question, self._provision)

    def _provision(self, sure: bool | None) -> None:
        if sure:
            self.ask(self._provisioned, provisioning.provision, self.office, self.laptop.device)

    def _provisioned(self, granted: tuple[Granted, ...]) -> None:
        self.told("\n".join(self.say("safe.provisioned", device=one.device[:12], epoch=one.epoch, site=one.site)
                           for one in granted))  # fmt: skip
        self.quietly(self._again, laptops.laptops, self.office)

    def action_stick(self) -> None:
        """F8: the same list again, for the new machine of its office."""
        self.quietly(self._dispatch, desk_day.sites, self.office)

    def _dispatch(self, sites: tuple[tuple[str, str, int, int], ...]) -> None:
        self.app.push_screen(DispatchScreen(tuple(one for one in sites if one[0] == self.laptop.site)))
