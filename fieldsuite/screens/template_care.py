"""One person's templates: how like they were at every verification, what is advised, and renewing or erasing them."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fieldsuite.casework import consent, deletion, people, template_care
from fieldsuite.casework.deletion import Deleted
from fieldsuite.casework.template_care import TemplateHistory
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.ask_erase import EraseScreen, Erasing
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind_digits
from fieldsuite.screens.charts import ChartsScreen
from fieldsuite.screens.consent import ConsentScreen
from fieldsuite.screens.enrol_face import EnrolFaceScreen
from fieldsuite.screens.enrol_voice import EnrolVoiceScreen
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.scores import drawn

WAYS = ("renew_face", "add_glasses", "renew_voice", "erase", "likeness")
"""What can be done, in the order of the digits."""


class TemplateCareScreen(OfficeScreen[None]):
    """The templates above, numbered ways below."""

    BINDINGS = [*bind_digits(len(WAYS))]
    AUTO_FOCUS = "OptionList"
    card: PersonCard | None = None
    templates: tuple[TemplateHistory, ...] | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def body(self) -> ComposeResult:
        """Who, templates, ways."""
        yield Static(id="title", classes="heading")
        with VerticalScroll(id="templates"):
            yield Prose(id="told")
        yield DoneLine()
        yield OptionList(
            *(Option(f"{at}  {self.say(f'care.{way}')}", way) for at, way in enumerate(WAYS, start=1))
        )

    def on_screen_resume(self) -> None:
        """Read again: a template may have been made or erased."""
        self.quietly(self._named, people.card, self.office, self.person)
        self.quietly(self._show, template_care.of_person, self.office, self.person)

    def _named(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def _show(self, templates: tuple[TemplateHistory, ...]) -> None:
        self.templates = templates
        self.fill()

    def fill(self) -> None:
        """Show the templates."""
        name = self.card.name if self.card else ""
        self.query_one("#title", Static).update(self.say("care.title", name=name))
        if self.templates is not None:
            parts = [told(one, self.say) for one in self.templates]
            self.query_one("#told", Prose).text = "\n\n".join(parts) or self.say("template.none")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_number(event.option_index)

    def action_number(self, at: int) -> None:
        """A digit, from 0: the way it stands before."""
        way = WAYS[at]
        if way == "likeness":
            self.app.push_screen(ChartsScreen("likeness", self.person))
        elif way == "erase":
            if self.templates:
                held = tuple(dict.fromkeys(one.modality for one in self.templates))
                self.app.push_screen(EraseScreen(held), self._erase)
            else:
                self.query_one("#told", Prose).text = self.say("template.none")
        else:
            self._after_consent("voice" if way == "renew_voice" else "face", way)

    def _after_consent(self, kind: str, way: str) -> None:
        held = self.card.consent if self.card else None
        if held is not None and getattr(held, kind):
            self._enrol(kind, way, (kind,))
        else:
            self.app.push_screen(ConsentScreen(self.person), partial(self._enrol, kind, way))

    def _enrol(self, kind: str, way: str, agreed: tuple[str, ...] | None) -> None:
        if not agreed or kind not in agreed:
            return
        if way == "renew_voice":
            self.app.push_screen(EnrolVoiceScreen(self.person))
        elif way == "add_glasses":
            self.app.push_screen(EnrolFaceScreen(self.person, "glasses"))
        else:
            self.app.push_screen(EnrolFaceScreen(self.person))

    def _erase(self, wanted: Erasing | None) -> None:
        if wanted is None:
            return
        if wanted.why == "withdrawn":
            kinds = [wanted.modality]
            self.ask(self._erased, consent.withdraw, self.office, self.person, kinds, wanted.words)
        else:
            kind, why, words = wanted.modality, wanted.why, wanted.words
            self.ask(self._one_erased, deletion.erase, self.office, self.person, kind, why, words)

    def _one_erased(self, done: Deleted) -> None:
        self._erased((done,))

    def _erased(self, done: tuple[Deleted, ...]) -> None:
        lines = [
            self.say("template.erased", kind=self.say(f"template.{one.modality}"), templates=one.templates,
                     record=one.record_id[:8])
            for one in done
        ]  # fmt: skip
        self.query_one(DoneLine).show("\n".join(lines) or self.say("template.nothing_to_erase"))
        self.on_screen_resume()


def told(one: TemplateHistory, say: Say) -> str:
    """Say everything about one template, its likeness at each verification as a line of blocks."""
    head = say(
        "template.row", kind=say(f"template.{one.modality}"), variant=say(f"template.variant_{one.variant}"),
        engine=f"{one.engine} {one.version[:8]}", made=one.made_on.isoformat(), years=one.years, captures=one.captures,
        count=len(one.scores),
    )  # fmt: skip
    lines = [head.replace("   ", "  ")]  # without a variant its place is empty
    if one.renews:
        alike = "-" if one.renewal_likeness is None else f"{one.renewal_likeness:.2f}"
        lines.append(say("template.renewed", before=one.renews[:8], likeness=alike).rstrip())
    if one.scores:
        last = one.scores[-1]
        values = {"likeness": f"{last.likeness:.2f}", "threshold": f"{last.threshold:.2f}"}
        lines.append("  " + say("care.scores", drawn=drawn([s.likeness for s in one.scores]), **values))
        lines += [
            say("template.score", day=score.on.isoformat(), likeness=f"{score.likeness:.2f}",
                threshold=f"{score.threshold:.2f}")
            for score in one.scores[-SHOWN:]
        ]  # fmt: skip
    if one.first is not None and one.last is not None:
        lines.append(say("template.trend", first=f"{one.first:.2f}", last=f"{one.last:.2f}"))
    lines += [f"  ! {say(f'template.{key}', years=one.years)}" for key in one.advice]
    return "\n".join(lines)


SHOWN = 4
"""Verifications that are written out; all of them are in the line of blocks."""
