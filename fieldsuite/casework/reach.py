"""经办权限: whom a desk may look at by its level, where somebody is named and not listed (四川规程 第38条)."""

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.areas import within
from fieldsuite.tables import Person


def require_own(office: Office, person: Person) -> None:
    """Let a desk of a city or county open those only who are insured in it; a field office has its own people.

    Somebody whose insured place is unknown is open to every desk, as on the lists. Raises OfficeError E_ROLE.
    """
    if office.config.kind == "province" and not within(person.insured_area, office.config.area):
        raise OfficeError(
            "desk.other_area", code="E_ROLE", area=office.config.area, theirs=person.insured_area
        )
