"""Which pictures of a person a new one is compared with by eye: of the model, then of what was accepted last."""

from sqlmodel import col, select

from fieldsuite.office import Office
from fieldsuite.records import TELLING
from fieldsuite.tables import Decision, Evidence, Journal


def reference_of(office: Office, person_id: str, record_id: str = "") -> tuple[str, ...]:
    """Give the digests of the reference photographs, of the newest model first; never those of ``record_id`` itself."""
    with office.store.session() as session:
        enrolled = select(Journal).where(
            Journal.person_id == person_id, Journal.kind == "enrolment",
            col(Journal.status).in_(("own", "stored")), Journal.id != record_id,
        )  # fmt: skip
        models = list(session.exec(enrolled.order_by(col(Journal.position).desc())))
        accepted = select(Decision.record_id).where(Decision.status == "accepted")
        telling = select(Journal).where(
            Journal.person_id == person_id, col(Journal.kind).in_(TELLING), Journal.status == "stored",
            col(Journal.id).in_(accepted), Journal.id != record_id,
        )  # fmt: skip
        earlier = list(session.exec(telling.order_by(col(Journal.position).desc())))
        own = session.exec(select(Journal).where(Journal.id == record_id)).first()
        without = set(own.evidence) if own else set()
        found = dict.fromkeys(
            digest for row in (*models, *earlier) for digest in row.evidence if digest not in without
        )
        kinds = session.exec(
            select(Evidence.sha256, Evidence.type).where(col(Evidence.sha256).in_(list(found)))
        )
        pictures = {sha256 for sha256, type_ in kinds if type_.startswith("image/")}
        return tuple(digest for digest in found if digest in pictures)
