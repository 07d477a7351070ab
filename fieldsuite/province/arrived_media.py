"""Whether evidence that arrived is what its bundle calls it: decoded once, apart, before a record may rest on it."""

from pathlib import Path

from biometric import pictures
from biometric.errors import BiometricError, MediaUnreadable
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import HEAD, UNKNOWN, type_of


def is_sound(path: Path, named: str) -> bool:
    """True for a piece of this type that can be decoded; a child process tries it (design page attacks, E74).

    2 ms for a photograph of a webcam. Raises OfficeError E_BUSY when no child can be started here: that says nothing
    of the piece, and the bundle is taken in later.
    """
    with path.open("rb") as file:
        if type_of(file.read(HEAD)) != named or named == UNKNOWN or path.stat().st_size > pictures.MOST_BYTES:
            return False
        file.seek(0)
        data = file.read()
    try:
        pictures.check(data)
    except MediaUnreadable:
        return False
    except BiometricError as error:
        raise OfficeError("province.no_reader", code="E_BUSY") from error
    return True
