"""No model without consent: an enrolment stands on what its own person agreed to before it (个人信息保护法 第29条)."""

from fieldsuite.payload import Payload
from fieldsuite.province.content import Rejection
from fieldsuite.province.known_records import KnownRecords
from fieldsuite.records import Enrolment
from fieldsuite.tables import Entry


def check_consent(here: KnownRecords, row: Entry, payload: Payload | None, *, gap: bool) -> Rejection | None:
    """Check an enrolment against the last consent (知情同意) of its person: given, for this way, and not another's.

    The consent may still come where a bundle is missing. Photographs that the agency holds itself need none.
    """
    if not isinstance(payload, Enrolment) or payload.basis != "consent":
        return None
    given = here.consent(row.person_id)
    if given is None:
        return None if gap else Rejection("E_RULE", "no_consent")
    return None if given.payload.get(payload.modality) else Rejection("E_RULE", "no_consent")
