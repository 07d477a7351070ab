"""What the store needs of a database, whichever it is."""

from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from fieldsuite.errors import OfficeError


class Database(Protocol):
    """One database that is open."""

    @property
    def engine(self) -> Engine:
        """Where sessions come from."""

    @property
    def path(self) -> Path | None:
        """The file it is, or None."""

    def told(self, error: BaseException | None) -> OfficeError:
        """Say in the office's words what the driver reported."""

    def lost(self, error: BaseException | None) -> bool:
        """True when after this error nobody knows what of the database is on the disk."""

    def problem(self) -> str:
        """Look it over: what is damaged, or an empty string."""

    def copy_to(self, path: Path) -> None:
        """Copy what is committed into a file under the same key, where that can be done. Raises OfficeError."""

    def shrink(self) -> None:
        """Leave nothing of erased rows behind. Raises OfficeError E_BUSY."""
