"""Reads the name of one of the home screen's lists."""

from typing import TYPE_CHECKING

from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.casework.people import Which


def which_of(word: str) -> "Which":
    """Read the name of a list. Raises OfficeError E_USAGE."""
    if word not in ("all", "due", "overdue", "verify", "visits"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--which {word}")
    return word  # type: ignore[return-value]  # checked above
