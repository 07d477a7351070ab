"""What the desk writes down of a reason: tidied, never empty, never without end."""

from fieldsuite.errors import OfficeError
from fieldsuite.tidy import tidy

MOST = 500
"""Characters of a reason: a sentence or a few."""


def stated(text: str) -> str:
    """Give the reason as it is recorded. Raises OfficeError ``desk.said_missing`` (E_RULE) for none or a longer one."""
    said = str(tidy(text)).strip()
    if not said or len(said) > MOST:
        raise OfficeError("desk.said_missing", code="E_RULE")
    return said
