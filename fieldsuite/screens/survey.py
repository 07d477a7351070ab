"""供养亲属问询: what is asked of a dependant of a worker who died at work; the kinship decides the questions."""

from typing import cast, get_args

from fieldsuite.casework.visits import survey
from fieldsuite.casework.visits.survey import Answers, questions
from fieldsuite.rules.reasons import sentence
from fieldsuite.rules.standing import Reason
from fieldsuite.rules.survivors import Kin
from fieldsuite.screens.asked import Ask
from fieldsuite.screens.asked_of_person import AskedOfPersonScreen

KINS: tuple[Kin, ...] = get_args(Kin)
DAYS = ("adopted_on", "employed_on", "enlisted_on", "remarried_on")


class SurveyScreen(AskedOfPersonScreen[str]):
    """Answers the record's id, after saying what the answers mean; it ends no benefit."""

    AUTO_FOCUS = "#kin"
    BESIDE = {"office.name_missing": "answered_by"}
    DRAFT = "survey"

    def heading(self) -> str:
        """Who is asked."""
        card = self.card
        who = f"{card.name}  {card.birth.isoformat()}  {self.say('years', years=card.age)}" if card else ""
        return f"{who} ── {self.say('kind_survey')}"

    def about(self) -> str:
        """That only what happened is dated, and an empty field is a no."""
        return self.say("work.survey_about")

    def asks(self) -> tuple[Ask, ...]:
        """The kinship, its questions, who answered."""
        days = tuple(Ask(name, "day", label=f"work.survey_{name}") for name in DAYS)
        return (
            Ask("kin", "pick", self.options("event", KINS)),
            *days,
            Ask("incapable", "tick", label="work.survey_incapable"),
            Ask("answered_by", needed=True),
        )

    def hidden(self) -> set[str]:
        """What is not asked of this kinship."""
        asked = {row[0] for row in questions(cast(Kin, self.chosen("kin")))}
        return {*DAYS, "incapable"} - asked

    def send(self) -> None:
        """Record the answers."""
        days = {name: self.day(name) for name in DAYS}
        incapable = self.ticked("incapable") and "incapable" not in self.hidden()
        answers = Answers(
            cast(Kin, self.chosen("kin")), self.text("answered_by"), incapable=incapable, **days
        )
        self.ask(self._saved, survey.save, self.office, self.person, answers)

    def _saved(self, made: tuple[str, tuple[Reason, ...]]) -> None:
        lines = [sentence(one, self.shell.lang) for one in made[1]]
        self.app.notify("\n".join(lines) or self.say("work.survey_nothing"), timeout=20)
        self.done(made[0])
