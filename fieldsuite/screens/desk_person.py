"""The card of a person at the desk: each benefit with its reasons, what a certification today would change, what
is owed, what other departments said; Q asks for what three people agree to, or notes an objection.
"""

from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static, TabbedContent, TabPane

from fieldsuite.casework.views import PersonCard
from fieldsuite.province import dossier
from fieldsuite.province import grounds as reasons
from fieldsuite.province.dossier import Dossier
from fieldsuite.province.grounds import Grounds
from fieldsuite.province.verifying import site_name
from fieldsuite.screens.applying import Applicant, Applying, Way
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.data_objections import DataObjectionsScreen
from fieldsuite.screens.dossier_words import dossier_lines
from fieldsuite.screens.grounds_words import ground_lines
from fieldsuite.screens.person import PersonScreen
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.prose import Prose


class DeskPersonScreen(PersonScreen, Applying, inherit_bindings=False):
    """The same card as in a field office, with the keys of the desk in place of those of a camera."""

    BINDINGS = [
        *bind("back", shown=False),
        *bind("apply", "correct", "unmask"),
        *bind("list_6", "list_7", shown=False),
    ]
    grounds: Grounds | None = None
    dossier: Dossier | None = None

    def body(self) -> ComposeResult:
        """The card, and what is on record about it."""
        yield from super().body()
        yield DoneLine()

    def more_pages(self) -> ComposeResult:
        """What other departments and the offices said, and everything the desk knows."""
        for name in ("grounds", "dossier"):
            with TabPane(self.say(f"deskwork.tab_{name}"), id=f"tab_{name}"), VerticalScroll():
                yield Prose(id=name)

    def _show(self, card: PersonCard) -> None:
        super()._show(card)
        self.quietly(self._grounds, reasons.grounds, self.office, card.id)
        self.quietly(self._dossier, dossier.dossier, self.office, card.id)

    def _dossier(self, found: Dossier) -> None:
        self.dossier = found
        self.fill()

    def _grounds(self, found: Grounds) -> None:
        self.grounds = found
        self.fill()

    def fill(self) -> None:
        """Show the card, its grounds, and that the record of somebody dead is locked."""
        super().fill()
        if self.grounds is None:
            return
        lines = ground_lines(self.grounds, self.shell.lang, self.say, all_of_it=True)
        dead = any(kind == "death" for kind, _ in self.grounds.events)
        state = self.say("deskwork.dead_locked") if dead else ""
        if not dead and self.card and self.card.verify_days is not None:
            state = f"{self.say('to_verify_days', days=self.card.verify_days)} {self.card.verify_reason}"
        self.query_one("#state", Static).update(Text(f" {state}", style="bold"))
        self.query_one("#grounds", Prose).text = "\n".join(lines)
        if self.dossier is not None:
            lines = dossier_lines(self.dossier, self.say, partial(site_name, self.office))
            self.query_one("#dossier", Prose).text = "\n".join(lines)

    def action_list_6(self) -> None:
        """6: what is on record, and what other departments said."""
        self.query_one("#tabs", TabbedContent).active = "tab_grounds"

    def action_list_7(self) -> None:
        """7: decisions, letters, laptops, signs, who looked."""
        self.query_one("#tabs", TabbedContent).active = "tab_dossier"

    def ways(self) -> tuple[Way, ...]:
        """What this person's benefits allow."""
        if self.card is None:
            return ()
        standings = [one.standing for one in self.card.benefits]
        suspended = any(one.status == "SUSPENDED" and not one.objection for one in standings)
        owed, stopped = any(one.back_pay for one in standings), any(one.stop_reason for one in standings)
        found: dict[Way, bool] = {
            "restore": True, "back_pay": owed, "deregister": stopped, "follow": stopped,
            "object": suspended, "signs": True,
        }  # fmt: skip
        return tuple(way for way, fits in found.items() if fits)

    def applicant(self) -> Applicant | None:
        """Who an application would be about; a terminated benefit can be restored too."""
        if self.card is None or self.grounds is None:
            return None
        benefits = tuple(benefit for benefit, _ in self.grounds.standings)
        months = tuple(sorted({month for one in self.card.benefits for month in one.standing.back_pay}))
        return self.card.id, self.card.name, benefits, months

    def suspended(self, who: Applicant) -> str:
        """The benefit that is suspended and may be objected to."""
        views = self.card.benefits if self.card else ()
        return next((one.id for one in views if one.standing.status == "SUSPENDED"), who[2][0])

    def done(self, words: str) -> None:
        """Say in place what was done, and read again."""
        self.query_one(DoneLine).show(words)
        self.on_screen_resume()

    def open_signs(self, person: str) -> None:
        """What other departments said of this person, to object to it or to decide an objection."""
        self.app.push_screen(DataObjectionsScreen(person, "all"))

    def action_correct(self) -> None:
        """K: put a particular right; of the dead nothing is changed (四川规程 第36条)."""
        from fieldsuite.screens.correct import CorrectScreen

        self.app.push_screen(CorrectScreen(self.person))
