"""完善个人信息: what a profile asks for before modelling is filled in, each particular as a correction of its own."""

from collections.abc import Mapping

from fieldsuite.casework import correct, modelling
from fieldsuite.casework.correct import Corrected
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.modelling import PARTICULARS

REASON = "建模前完善个人信息"


def complete(
    office: Office, who: str, values: Mapping[str, str]
) -> tuple[tuple[Corrected, ...], tuple[str, ...]]:
    """Fill in particulars; gives what was written and what the profile still asks for.

    What stands there already and is said again is left as it is. Raises what ``correct`` raises.
    """
    done = []
    for field in PARTICULARS:
        if not values.get(field, "").strip():
            continue
        try:
            done.append(correct.correct(office, who, field, values[field], REASON))
        except OfficeError as error:
            if error.key != "desk.same_value":
                raise
    return tuple(done), modelling.of_person(office, who).missing
