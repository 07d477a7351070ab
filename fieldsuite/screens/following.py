"""下一步: what comes after a visit that met nobody, as one question that leads there."""

from datetime import date

from fieldsuite.acts.contact import Step
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.shell import Shell

LEADS = {
    "again": ("ok", "service"),
    "ward": ("ok", "service"),
    "explain": ("ok", "service"),
    "contact": ("contact", "service", "ok"),
    "transfer": ("correct", "contact", "ok"),
    "supervisor": ("contact", "ok"),
}
"""Step -> what may be done at once; the likeliest first."""


def follow_step(shell: Shell, person: str, step: Step, again: date | None) -> None:
    """Ask what is done of the next step now; it stays in the day plan and in the ledger either way."""
    question = WhichScreen(
        f"visits.step_{step}", LEADS[step], family="work.lead", on=again.isoformat() if again else "-"
    )
    shell.push_screen(question, lambda word: open_for(shell, person, word))


def open_for(shell: Shell, person: str, word: str | None) -> None:
    """Open the form that a word names, for a person."""
    if word == "contact":
        from fieldsuite.screens.contact import ContactScreen

        shell.push_screen(ContactScreen(person))
    elif word == "service":
        from fieldsuite.screens.service_forms import ApplyScreen

        shell.push_screen(ApplyScreen(person))
    elif word == "correct":
        from fieldsuite.screens.correct import CorrectScreen

        shell.push_screen(CorrectScreen(person, "address"))
