"""What follows from a report of a loss, on paper: the report itself, the 减员 application, the notice of the stop."""

from pathlib import Path

from fieldsuite.casework.reports import losses, notices
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.shell import Shell

PAPERS = ("report", "reduction", "stop")


def offer_papers(shell: Shell, record_id: str, person: str, *, death: bool) -> None:
    """Ask which paper is printed now; all of them can be printed later from the list of reports."""
    words = [word for word in (*PAPERS, "ok") if death or word != "report"]
    question = WhichScreen("reports.follows", words, family="work.loss_paper")
    shell.push_screen(question, lambda word: print_paper(shell, word, record_id, person))


def print_paper(shell: Shell, word: str | None, record_id: str, person: str) -> None:
    """Ask where to, and print a paper of a loss; the screen on top shows what came of it."""
    if word not in PAPERS or not isinstance(shell.screen, OfficeScreen):
        return
    screen: OfficeScreen[object] = shell.screen
    name = Path(f"{shell.say(f'work.file_{word}')}-{screen.office.today().isoformat()}.pdf")

    def to(path: Path | None) -> None:
        if path is None:
            return
        done = lambda _: shell.notify(shell.say("work.written", path=path))  # noqa: E731
        if word == "report":
            screen.ask(done, losses.print_report, screen.office, record_id, path)
        elif word == "reduction":
            screen.ask(done, losses.print_reduction, screen.office, path)
        else:
            screen.ask(done, notices.print_letters, screen.office, "stop", path, person=person)

    shell.push_screen(PathScreen("print_where", name), to)
