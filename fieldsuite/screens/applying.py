"""Q 申请/异议: restore, pay back, deregister, object, wherever a person of the desk stands under the cursor."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from fieldsuite.province import approvals, stop_objections
from fieldsuite.screens.ask_application import Application, ApplicationScreen
from fieldsuite.screens.ask_objection import Objected, ObjectionScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.base import OfficeScreen

Way = Literal["restore", "back_pay", "deregister", "follow", "object", "signs"]
"""恢复, 补发, 注销 (three people, the asker is the first of them); 核实处理; 停发异议; 比对数据."""
Applicant = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Person, name, benefits, months that are owed."""


class Applying(OfficeScreen[None]):
    """A screen with a person under the cursor, for whom something may be asked."""

    def applicant(self) -> Applicant | None:
        """Give who an application would be about."""
        return None

    def suspended(self, who: Applicant) -> str:
        """The benefit an objection would be about."""
        return who[2][0]

    def ways(self) -> tuple[Way, ...]:
        """What may be asked for this person now."""
        return ()

    def done(self, words: str) -> None:
        """Say in place what was done, and read again."""

    def action_apply(self) -> None:
        """Q: what fits; where only one thing does, that."""
        ways, who = self.ways(), self.applicant()
        if who is not None and len(ways) == 1:
            self._apply(who, ways[0])
        elif who is not None and ways:
            question = WhichScreen("deskwork.apply", ways, name=who[1])
            self.app.push_screen(question, partial(self._apply, who))

    def _apply(self, who: Applicant, way: Way | None) -> None:
        if way is None:
            return
        person, name, benefits, months = who
        if way == "object":
            self.ask_objection("deskwork.object_stop", name, partial(self._object, who))
        elif way == "signs":
            self.open_signs(person)
        elif way == "follow":
            from fieldsuite.screens.follow_up import FollowUpScreen

            self.app.push_screen(FollowUpScreen(person), self._followed)
        else:
            screen = ApplicationScreen(way, name, benefits, months)
            self.app.push_screen(screen, lambda asked: self._ask_for(person, way, asked))

    def _ask_for(self, person: str, what: str, asked: Application | None) -> None:
        if asked is not None:
            self.ask(
                self._applied, approvals.ask, self.office, person, what, asked.benefit, asked.reason,
                months=asked.months, heir=asked.heir, sealed=asked.sealed, asked=asked.asked,
            )  # fmt: skip

    def _applied(self, record: str) -> None:
        self.done(self.say("deskwork.applied", record=record[:8]))

    def _object(self, who: Applicant, by: str, reason: str) -> None:
        benefit = self.suspended(who)
        self.ask(self._objected, stop_objections.object_to, self.office, who[0], benefit, by, reason)

    def _objected(self, _record: str) -> None:
        self.done(self.say("deskwork.objected_stop"))

    def _followed(self, record: str | None) -> None:
        if record:
            self.done(self.say("deskwork.followed"))

    def open_signs(self, person: str) -> None:
        """Open what other departments said of a person."""

    def ask_objection(self, question: str, about: str, then: Callable[[str, str], None]) -> None:
        """Ask who objects to what is said of somebody, and why."""

        def answered(said: Objected | None) -> None:
            if said is not None:
                then(said.by, said.reason)

        self.app.push_screen(ObjectionScreen(question, about), answered)
