"""When the screens lock themselves, and that they did."""

from fieldsuite.casework.kept_verdict import policy_of
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office

USUAL = 5
"""Minutes where the office's rules cannot be read (design page at-rest)."""


def lock_minutes(office: Office) -> int:
    """Give the minutes without a key after which the screens lock, by the policy of the office's rules."""
    try:
        return policy_of(office).lock_minutes
    except OfficeError:
        return USUAL


def note_lock(office: Office, why: str = "") -> None:
    """Note that the office was locked, ``idle`` when by itself; a full disk keeps nobody from locking."""
    try:
        office.note("lock", "", why)
    except OfficeError:
        return
