"""No model without consent: an enrolment stands on what its own person agreed to before it (个人信息保护法 第29条)."""

from sqlmodel import Session, col, select

from fieldsuite.province.content import Rejection
from fieldsuite.records import Enrolment, parse
from fieldsuite.tables import Journal


def check_consent(session: Session, row: Journal, *, gap: bool) -> Rejection | None:
    """Check an enrolment against the last consent (知情同意) of its person: given, for this way, and not another's.

    The consent may still come where a bundle is missing. Photographs that the agency holds itself need none.
    """
    payload = parse(row.kind, row.payload)
    if not isinstance(payload, Enrolment) or payload.basis != "consent":
        return None
    query = select(Journal).where(
        Journal.kind == "consent",
        Journal.person_id == row.person_id,
        col(Journal.status).in_(("own", "stored")),
    )
    given = session.exec(
        query.order_by(col(Journal.recorded_at).desc(), col(Journal.position).desc())
    ).first()
    if given is None:
        return None if gap else Rejection("E_RULE", "no_consent")
    return None if given.payload.get(payload.modality) else Rejection("E_RULE", "no_consent")
