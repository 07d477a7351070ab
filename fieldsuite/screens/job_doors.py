"""The door to every job of the office: its screen is imported when it is opened."""

from importlib import import_module

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
