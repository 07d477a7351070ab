"""Papers of one person: the slip of a certification, and the note for the family when none was possible."""

from collections.abc import Callable
from pathlib import Path

from fieldsuite.casework import access
from fieldsuite.casework.reports import family, slip
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Job, Question
from fieldsuite.plain.run_job import run
from forms.form import Printed


def print_slip(office: Office, dialogue: Dialogue, person: str) -> None:
    """Write the slip of the newest certification as a PDF."""
    run(
        dialogue,
        _paper(office, dialogue, "work.file_slip", lambda path: slip.print_slip(office, person, path)),
    )


def family_note(office: Office, dialogue: Dialogue, person: str) -> None:
    """Write the note for the family as a PDF."""
    write = lambda path: family.print_note(office, person, path)  # noqa: E731  # bound here, called by the job
    run(dialogue, _paper(office, dialogue, "family.file", write))


def _paper(office: Office, dialogue: Dialogue, name: str, write: Callable[[Path], Printed]) -> Job:
    where = access.proposed(office, f"{dialogue.say(name)}-{office.today().isoformat()}.pdf")
    return Job(
        dialogue.say(name),
        (Question("path", dialogue.say("print_where"), "path", default=str(where), required=True),),
        lambda answers: write(answers["path"]),
        lambda made: [dialogue.say("printed", path=made.path, pages=made.pages)],
        read_back=False,
    )
