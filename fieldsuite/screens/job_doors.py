"""The door to every job of the office: its screen is imported when it is opened."""

from importlib import import_module

from textual.screen import Screen

from fieldsuite.screens.shell import Shell

DOORS = {
    "begin": ("first_steps", "FirstStepsScreen"),
    "plan": ("plan", "PlanScreen"),
    "roster": ("roster", "RosterScreen"),
    "services": ("services", "ServicesScreen"),
    "notices": ("notices", "NoticesScreen"),
    "losses": ("losses", "LossesScreen"),
    "issues": ("issues", "IssuesScreen"),
    "counter": ("counter", "CounterScreen"),
    "mail": ("mail", "MailScreen"),
    "slips": ("slip_check", "SlipCheckScreen"),
    "ledgers": ("ledgers", "LedgerScreen"),
    "summary": ("summary", "SummaryScreen"),
    "charts": ("charts", "ChartsScreen"),
    "calendar": ("calendar", "CalendarScreen"),
    "register": ("register", "RegisterScreen"),
    "batch": ("batch", "BatchScreen"),
    "same": ("duplicates", "DuplicatesScreen"),
    "waiting": ("waiting", "WaitingScreen"),
    "care": ("renewals", "RenewalsScreen"),
    "papers": ("papers", "PapersScreen"),
    "sites": ("sites", "SitesScreen"),
    "printer": ("printer", "PrinterScreen"),
}
"""Job -> file and class of its screen."""


SAFE_DOORS = {
    "trust": ("trust", "TrustScreen"),
    "staff": ("staff", "StaffScreen"),
    "laptops": ("laptops", "LaptopsScreen"),
    "backup": ("backup", "BackupScreen"),
    "audit": ("audit", "AuditScreen"),
    "recover": ("recover", "RecoverScreen"),
    "display": ("display", "DisplayScreen"),
    "manual": ("manual", "ManualScreen"),
    "support": ("support_bundle", "SupportScreen"),
    "update": ("update", "UpdateScreen"),
}
"""What keeps an office safe: at the desk, and in part where no office is open (``safe_jobs``)."""


def safe_jobs(shell: Shell) -> tuple[str, ...]:
    """Give what keeps an office safe, and what is about the program itself, for the palette; in a field office the
    rest of it stands among the jobs.
    """
    program = ("display", "manual", "support")
    if shell.office is None:
        return ("recover", "backup", *program)
    desk = ("trust", "staff", "laptops", "backup", "audit") if shell.office.config.kind == "province" else ()
    return (*desk, *program, "update")


def desk_jobs(shell: Shell) -> tuple[str, ...]:
    """Give the jobs that the palette names at the desk, on each of its screens; none elsewhere."""
    if not _at_desk(shell):
        return ()
    jobs: tuple[str, ...] = import_module("fieldsuite.screens.desk_jobs").PALETTE
    return jobs


def office_jobs(shell: Shell) -> tuple[str, ...]:
    """Give the jobs that the palette names in a field office; none while it is locked, and none at the desk."""
    if shell.office is None or _at_desk(shell):
        return ()
    from fieldsuite.casework.jobs import names

    return names(shell.office)


def every_job(shell: Shell) -> Screen[None]:
    """Make the screen of every job of an office; at the desk of what is done beside its nine jobs."""
    file, screen = ("desk_more", "DeskMoreScreen") if _at_desk(shell) else ("jobs", "JobsScreen")
    made: Screen[None] = getattr(import_module(f"fieldsuite.screens.{file}"), screen)()
    return made


def _at_desk(shell: Shell) -> bool:
    return shell.office is not None and shell.office.config.kind == "province"


def open_job(shell: Shell, name: str) -> None:
    """Open the screen of a job, unless it is on top already."""
    file, screen = (DOORS | SAFE_DOORS)[name]
    made = getattr(import_module(f"fieldsuite.screens.{file}"), screen)
    if type(shell.screen) is not made:
        shell.push_screen(made())


def open_person(shell: Shell, person: str) -> None:
    """Open a person's card at the desk; it leads on to lists that lead to cards."""
    made = import_module("fieldsuite.screens.desk_person").DeskPersonScreen
    shell.push_screen(made(person))
