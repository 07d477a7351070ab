"""打印机: which printers this machine knows; how far each is off stands in ``paper_settings``."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from fieldsuite.casework import paper_settings
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office

SECONDS = 20
"""Time a print system may take to answer."""
Run = Callable[[Sequence[str]], str]
"""Runs a command and gives what it says."""


def run(line: Sequence[str]) -> str:
    """Run a command of the system. Raises OfficeError E_DEVICE when it fails, is missing or does not answer."""
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise OfficeError("paper.print_failed", code="E_DEVICE", problem=type(error).__name__) from error
    return done.stdout


def known(office: Office, ask: Run = run) -> tuple[str, ...]:
    """Give the printers of this machine, and those that were calibrated here; none where there is no print system."""
    calibrated = [name for name in paper_settings.read(office).offsets if name]
    return tuple(dict.fromkeys([*_of_system(ask), *calibrated]))


def _of_system(ask: Run) -> list[str]:
    line = (
        ["powershell", "-NoProfile", "-Command", "Get-Printer | Select-Object -ExpandProperty Name"]
        if sys.platform == "win32" else ["lpstat", "-e"]
    )  # fmt: skip
    if ask is run and shutil.which(line[0]) is None:
        return []
    try:
        return [name.strip() for name in ask(line).splitlines() if name.strip()]
    except OfficeError:
        return []
