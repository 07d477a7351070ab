"""Journal and log are held in one order, whichever is written to first: of two that cross one waits."""

from concurrent.futures import ThreadPoolExecutor, wait

from sqlmodel import Session, select

from fieldsuite import journal
from fieldsuite.acts.rulings import Undo
from fieldsuite.casework import audit
from fieldsuite.office import Office
from fieldsuite.tables import AuditEntry, Journal, Look
from tests.fieldsuite.province.desks import move
from tests.grounds import Place

ASKED = Undo(what="bundle", target="0" * 32, digest="0" * 64, records=0, reason="只为记一笔")


def look(office: Office, session: Session) -> None:
    """Somebody's number is looked at: an entry of the log."""
    session.add(Look(person_id="p-fine", officer=office.officer.id, at="2026-11-21T01:14:00Z"))
    session.flush()


def sign(office: Office, session: Session) -> None:
    """A clerk signs something: a record, which the log notes."""
    journal.append(office, session, ASKED, "", office.today())


def test_two_that_write_to_both_in_either_order_wait_for_each_other(place: Place, postgres: str) -> None:
    move(place, postgres)

    def other(desk: Office) -> None:
        with desk.store.session() as session:
            sign(desk, session)
            look(desk, session)

    with place.clerk() as desk, ThreadPoolExecutor(1) as pool:
        with desk.store.session() as session:
            before = len(session.exec(select(AuditEntry)).all())
            look(desk, session)
            crossing = pool.submit(other, desk)
            assert not wait([crossing], timeout=0.4).done
            sign(desk, session)
        crossing.result(timeout=60)
        with desk.store.session() as session:
            assert len(session.exec(select(Journal).where(Journal.kind == "undo")).all()) == 2
            assert len(session.exec(select(AuditEntry)).all()) == before + 4
        assert audit.verified(desk).intact
