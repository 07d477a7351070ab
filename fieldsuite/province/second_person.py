"""What one person's word is not enough for: a death, whatever stands in the place of a check by face or voice, and a
verification that looks like a copy, follows a model replaced the same day, or is of the officer's own family.

A second person must have agreed to such a record (复核) before the desk may accept it: a colleague of the office, or
the township desk that serves a coordinator who works alone (四川规程 第11条 初审、复核). The clerk who then accepts it
is neither of the two.
"""

from collections.abc import Collection

from sqlmodel import Session, col, select

from fieldsuite.acts import Loss
from fieldsuite.errors import OfficeError
from fieldsuite.facts import makers
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.conduct import signs_of
from fieldsuite.province.known_records import parts
from fieldsuite.records import Verification, Visit, parse
from fieldsuite.rules.fraud import SUPERVISED
from fieldsuite.tables import Journal


def needs_second(payload: Payload) -> bool:
    """True for a death and for a human check in the place of a biometric one."""
    if isinstance(payload, Visit):
        return payload.status == "dead"
    if isinstance(payload, Loss):
        return payload.what == "death"
    return isinstance(payload, Verification) and payload.method == "manual"


def supervised(office: Office, session: Session, records: Collection[str]) -> frozenset[str]:
    """Give the ids of those of these records that show a sign with which a second person must have agreed."""
    rows = [
        row
        for part in parts(records)
        for row in session.exec(select(Journal).where(col(Journal.id).in_(part)))
    ]
    return frozenset(
        record for record, those in signs_of(office, session, rows).items() if SUPERVISED.intersection(those)
    )


def require_second(office: Office, session: Session, row: Journal, shown: Collection[str]) -> None:
    """Require that a second person agreed to a record that needs one; ``shown`` is what ``supervised`` gave.

    Raises OfficeError E_THRESHOLD when nobody else did, E_SAMEPERSON when the clerk is one of the two.
    """
    if row.id not in shown and not needs_second(parse(row.kind, row.payload)):
        return
    made_by = makers(session, row)
    reviews = session.exec(
        select(Journal).where(Journal.kind == "review", Journal.about == row.id, Journal.status == "stored")
    )
    agreed = {review.officer for review in reviews if review.payload.get("agree")} - made_by
    if not agreed:
        raise OfficeError("province.second_person", code="E_THRESHOLD", record=row.id[:8])
    if (made_by | agreed) & {office.officer.id, office.officer.person}:
        raise OfficeError("office.own_record", code="E_SAMEPERSON")
