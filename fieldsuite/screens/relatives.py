"""亲属协助: who may help a person; one is bound after the notice, by document and face, or let go (抚顺指南 方式二)."""

from fieldsuite.casework import people, relatives
from fieldsuite.casework.masks import masked_phone
from fieldsuite.casework.relatives import Binding, Bound, Helper
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.asked import Ask, AskedScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen


class RelativesScreen(ListedScreen):
    """One line a helper; Ins binds one, Del lets one go."""

    BINDINGS = [*bind("add", "remove")]
    TITLE_KEY = "relatives.title"
    COLUMNS = ("relatives.column_helper", "relatives.column_relation", "relatives.column_phone",
               "relatives.column_on", "relatives.column_likeness")  # fmt: skip
    helpers: tuple[Helper, ...] = ()
    card: PersonCard | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def read(self) -> None:
        """Read who it is, and who helps."""
        self.quietly(self._about, people.card, self.office, self.person)
        self.quietly(self._show, relatives.helpers, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def _show(self, helpers: tuple[Helper, ...]) -> None:
        self.helpers = helpers
        self.fill()

    def counted(self, number: int) -> str:
        """Whom they help."""
        return self.say("relatives.whose", name=self.card.name, number=number) if self.card else ""

    def lines(self) -> list[Line]:
        """One line a helper."""
        return [
            (one.helper, [one.helper, one.relation, masked_phone(one.phone), one.on.isoformat(), f"{one.likeness:.2f}"])
            for one in self.helpers
        ]  # fmt: skip

    def hint(self) -> str:
        """What the keys do."""
        return self.say("relatives.hint" if self.helpers else "relatives.empty")

    def opened(self, line: str) -> None:
        """A helper has no screen of its own: all of it stands in its line."""

    def chosen_person(self) -> str | None:
        """Whose helpers they are."""
        return self.person

    def action_add(self) -> None:
        """Ins: bind a relative."""
        self.app.push_screen(BindScreen(self.person, self.card.name if self.card else ""), self._bound)

    def _bound(self, words: str | None) -> None:
        if words:
            self.told(words)

    def action_remove(self) -> None:
        """Del: let a relative go, with the reason."""
        if helper := self.chosen:
            question = ReasonScreen("relatives.end_reason", helper=helper)
            self.app.push_screen(question, lambda reason: self._end(helper, reason))

    def _end(self, helper: str, reason: str | None) -> None:
        if reason:
            self.ask(lambda _: self._ended(helper), relatives.end, self.office, self.person, helper, reason)

    def _ended(self, helper: str) -> None:
        self.told(self.say("relatives.ended", helper=helper))
        self.read()


OURS = {
    "desk.bad_value": ("helper_phone", "relatives.phone_wrong"),
    "office.notice_not_agreed": ("agreed", "relatives.read_first"),
}
"""Error -> field, and what this screen says beside it: the error's own words are those of the command line."""


class BindScreen(AskedScreen[str]):
    """Answers what became of it, in words. It keeps no draft: a tick of yesterday is nobody's answer today."""

    AUTO_FOCUS = "#agreed"
    BESIDE = {"office.phone_full": "helper_phone"}

    def __init__(self, person: str, name: str = "") -> None:
        super().__init__()
        self.person, self.of = person, name

    def heading(self) -> str:
        """Whose relative it is."""
        return self.say("relatives.bind_title", name=self.of)

    def about(self) -> str:
        """The notice, to be read out."""
        return "\n".join(relatives.notice(self.shell.lang))

    def asks(self) -> tuple[Ask, ...]:
        """Who helps, the two photographs, the answer to the notice."""
        photo = "relatives.photo_hint"
        return (
            Ask("agreed", "tick", label="relatives.ask_agreed"),
            Ask("helper", needed=True, label="relatives.ask_helper"),
            Ask("relation", needed=True, label="relatives.ask_relation"),
            Ask("helper_phone", needed=True, label="relatives.ask_helper_phone"),
            Ask("document", "path", needed=True, label="relatives.ask_document", hint=photo),
            Ask("face", "path", needed=True, label="relatives.ask_face", hint=photo),
        )

    def send(self) -> None:
        """Bind the relative when the face is that of the document."""
        (document, *_), (face, *_) = self.paths("document"), self.paths("face")
        form = Binding(self.text("helper"), self.text("relation"), self.text("helper_phone"), document, face,
                       self.ticked("agreed"))  # fmt: skip
        self.ask(self._bound, relatives.bind, self.office, self.person, form, self.shell.lang)

    def _bound(self, found: Bound) -> None:
        if not found.record_id:
            numbers = {"likeness": f"{found.likeness:.2f}", "threshold": f"{found.threshold:.2f}"}
            self.show_wrong({"face": self.say("relatives.other_face", **numbers)})
            return
        self.done(self.say("relatives.bound", helper=self.text("helper"), people=found.phone_people))

    def failed(self, error: Exception) -> None:
        """Say it beside its field where the error belongs to one."""
        there = OURS.get(str(getattr(error, "key", "")))
        if there is None:
            super().failed(error)
        else:
            field, words = there
            self.show_problem(None)
            self.show_wrong({field: self.say(words)})
