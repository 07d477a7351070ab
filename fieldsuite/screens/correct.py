"""更正: one particular of a person is put right, with the reason; the old value stays in sight (广西通知 附件2)."""

from fieldsuite.casework import correct, particulars
from fieldsuite.casework.correct import CHOICES, FIELDS, Corrected
from fieldsuite.casework.particulars import Particular, Particulars
from fieldsuite.screens.asked import Ask, AskedScreen


class CorrectScreen(AskedScreen[Corrected]):
    """Answers what was corrected."""

    AUTO_FOCUS = "#field"
    BESIDE = {"desk.bad_value": "value", "desk.same_value": "value", "desk.number_taken": "value",
              "office.name_missing": "why"}  # fmt: skip
    found: Particulars | None = None

    def __init__(self, person: str, field: str = "phone") -> None:
        super().__init__()
        self.person, self.first = person, field

    def draft_key(self) -> str:
        """One draft a person."""
        return f"correct:{self.person}"

    def heading(self) -> str:
        """Whose particular it is."""
        return f"{self.found.name if self.found else ''} ── {self.say('work.correct_title')}"

    def about(self) -> str:
        """What stands now, what stood before, and what becomes of a correction."""
        row = self._row()
        if row is None:
            return ""
        if self.found is not None and self.found.locked:
            return self.say("work.correct_locked")
        lines = [
            self.say("work.correct_now", value=self._worded(row.field, row.value) or self.say("work.nothing"))
        ]
        lines += [
            self.say("work.corrected_line", on=each.on.isoformat(), before=self._worded(row.field, each.before) or "-",
                     after=self._worded(row.field, each.after) or "-", why=each.reason, officer=each.officer)
            for each in row.corrections
        ]  # fmt: skip
        return "\n".join([*lines, self.say("work.correct_at_once" if row.may else "work.correct_later")])

    def _worded(self, field: str, value: str) -> str:
        return self.say(f"work.value_{field}_{value}") if field in CHOICES and value else value

    def _row(self) -> Particular | None:
        field = self.chosen("field")
        return next((row for row in self.found.rows if row.field == field), None) if self.found else None

    def asks(self) -> tuple[Ask, ...]:
        """Which particular, its value in words or as one of a few, and why."""
        choices = tuple(
            Ask(f"value_{field}", "pick", self.options(f"work.value_{field}", tuple(one for one in values if one)),
                label="work.ask_value")
            for field, values in CHOICES.items()
        )  # fmt: skip
        return (
            Ask("field", "pick", self.options("work.field", FIELDS), self.first),
            *choices,
            Ask("value", label="work.ask_value", hint="work.correct_hint"),
            Ask("why", needed=True, hint="work.correct_why"),
        )

    def hidden(self) -> set[str]:
        """A choice is chosen, everything else is typed."""
        field = self.chosen("field")
        return {f"value_{name}" for name in CHOICES if name != field} | (
            {"value"} if field in CHOICES else set()
        )

    def changed(self) -> None:
        """Say what stands now of the particular that was chosen."""
        from fieldsuite.widgets.prose import Prose

        super().changed()
        self.query_one("#notes", Prose).text = self.about()

    def on_mount(self) -> None:
        """Read what stands now."""
        self.quietly(self._show, particulars.of_person, self.office, self.person)

    def _show(self, found: Particulars) -> None:
        self.found = found
        self.fill()

    def send(self) -> None:
        """Put it right; what a field office may not do alone goes to the province first."""
        field = self.chosen("field")
        value = self.chosen(f"value_{field}") if field in CHOICES else self.text("value")
        self.ask(self._corrected, correct.correct, self.office, self.person, field, value, self.text("why"))

    def _corrected(self, made: Corrected) -> None:
        field = self.say(f"work.field_{made.field}")
        words = self.say("work.corrected" if made.applied else "work.corrected_sent", field=field)
        crowded = self.say("work.phone_crowded", people=made.phone_people) if made.phone_people else ""
        self.app.notify(f"{words} {crowded}".strip(), severity="warning" if crowded else "information")
        self.done(made)
