"""打印机: which printers this machine knows, and a finished paper sent to one of them.

Linux and macOS print through CUPS (``lpstat -e``, ``lp``), Windows through the program that opens a PDF. How far each
printer is off stands in ``paper_settings``, which remembers the one that was used last.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.casework import paper_settings
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office

SECONDS = 20
"""Time a print system may take to answer."""
LISTING = ["powershell", "-NoProfile", "-Command", "Get-Printer | Select-Object -ExpandProperty Name"]
AS_MEASURED = ("-o", "print-scaling=none")
"""A paper is printed in its own size: a fitted page would not lie where the calibration page was measured."""
JOB = re.compile(r"\S+-\d+")
"""What ``lp`` calls a job, in every language: HP-12."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper that the print system took."""

    path: Path
    printer: str
    job: str
    """What the print system calls it; empty where it gives none (Windows)."""


def run(line: Sequence[str]) -> str:
    """Run a command of the system. Raises OfficeError E_DEVICE when it fails, is missing or does not answer."""
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        said = next(iter(error.stderr.strip().splitlines()), type(error).__name__)
        raise OfficeError("paper.print_failed", code="E_DEVICE", problem=said) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise OfficeError("paper.print_failed", code="E_DEVICE", problem=type(error).__name__) from error
    return done.stdout


def known(office: Office) -> tuple[str, ...]:
    """Give the printers of this machine, and those that were calibrated here; none where there is no print system."""
    calibrated = [name for name in paper_settings.read(office).offsets if name]
    return tuple(dict.fromkeys([*here(), *calibrated]))


def here() -> tuple[str, ...]:
    """Give the printers that a paper can be sent to from this machine; none where there is no print system."""
    line = LISTING if sys.platform == "win32" else ["lpstat", "-e"]
    if shutil.which(line[0]) is None:
        return ()
    try:
        return tuple(name.strip() for name in run(line).splitlines() if name.strip())
    except OfficeError:
        return ()


def offered(office: Office) -> tuple[tuple[str, ...], str]:
    """Give the printers of this machine, and the one that was used last where it is among them, or nothing."""
    names, last = here(), paper_settings.read(office).printer
    return names, last if last in names else ""


def prefer(office: Office, printer: str) -> None:
    """Take a printer of this machine into use before a paper is drawn: its offset holds from now on."""
    if printer in here():
        paper_settings.choose(office.home.path, printer)


def send(folder: Path, paper: Path, printer: str = "") -> Sent:
    """Send a finished paper to a printer, by default the one used last, and remember the choice.

    ``folder`` is the office's, where the choice is kept. Raises OfficeError: ``paper.no_printer`` where none was ever
    chosen; E_DEVICE ``paper.no_print_system`` without one, ``paper.unknown_printer`` for a name it does not know,
    ``paper.print_failed`` when it refuses. The paper stays where it was written.
    """
    path = paper.resolve()
    if not path.is_file():
        raise OfficeError("cli.no_such_file", path=str(paper))
    name = printer or paper_settings.read_in(folder).printer
    if not name:
        raise OfficeError("paper.no_printer", path=path)
    names = here()
    if not names:
        raise OfficeError("paper.no_print_system", code="E_DEVICE", path=path)
    # Only a name that the system itself gave becomes a word of a command: none of them is an option.
    if name not in names:
        raise OfficeError(
            "paper.unknown_printer", code="E_DEVICE", printer=name, names="、".join(names), path=path
        )
    job = _windows(path, name) if sys.platform == "win32" else _cups(path, name)
    paper_settings.choose(folder, name)
    return Sent(path, name, job)


def _cups(path: Path, printer: str) -> str:
    said = JOB.search(run(["lp", "-d", printer, *AS_MEASURED, str(path)]))
    return said.group() if said else ""


def _windows(path: Path, printer: str) -> str:
    """Let the program that opens PDF files print it: no shell sees the name."""
    if sys.platform == "win32":
        try:
            os.startfile(path, "printto", f'"{printer}"')
        except OSError as error:
            raise OfficeError(
                "paper.print_failed", code="E_DEVICE", problem=error.strerror or "startfile"
            ) from error
    return ""
