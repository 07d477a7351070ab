"""What the desk holds of a bundle's records, of what they speak of and of their people, read in a few queries."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from fieldsuite.arrived import ArrivedRecord
from fieldsuite.databases.partitions import where_they_lie
from fieldsuite.databases.parts import TOGETHER, parts
from fieldsuite.tables import Entry, Journal, Person
from sync.open import VerifiedBundle
from sync.record import SignedRecord

__all__ = ["TOGETHER", "KnownRecords", "beside", "parts"]


class KnownRecords:
    """Records that are here, kept up while those of one bundle arrive, in one transaction.

    Three queries a record cost more than everything else of an import. What arrives stays in memory until all is
    judged, and is written at once (``arrived``).
    """

    def __init__(self, session: Session, bundle: VerifiedBundle | None = None) -> None:
        """Read what the records of a bundle need, or nothing: then every question is a query of its own."""
        self._session = session
        self.arrived: dict[str, ArrivedRecord] = {}
        """Records of this bundle by the number under which they are kept, in their order."""
        self._rows: dict[str, Journal | None] = {}
        self._births: dict[str, date | None] = {}
        self._consents: dict[str, Entry | None] = {}
        self._digests: dict[str, str | None] = {}
        if bundle is not None:
            self._read(bundle)

    def _read(self, bundle: VerifiedBundle) -> None:
        ids = {one for signed in bundle.records for one in (signed.record.id, beside(signed))}
        self._digests = dict.fromkeys(ids)
        for part in parts(ids):
            query = select(Journal.id, Journal.digest).where(self._of(part))
            self._digests.update(self._session.exec(query).all())
        own = {signed.record.id for signed in bundle.records}
        spoken = {str(of) for signed in bundle.records for name in ("of", "instead_of")
                  if (of := signed.record.payload.get(name))}  # fmt: skip
        self.look_up(of for of in spoken if of not in own or self._digests[of] is not None)
        persons = {signed.record.person for signed in bundle.records}
        self._births = dict.fromkeys(persons)
        for part in parts(persons):
            born = select(col(Person.id), col(Person.birth)).where(col(Person.id).in_(part))
            self._births.update(self._session.exec(born).all())
        enrolled = {signed.record.person for signed in bundle.records if signed.record.kind == "enrolment"}
        self._consents = dict.fromkeys(enrolled)
        for part in parts(enrolled):
            self._consents.update((row.person_id, row) for row in self._session.exec(_consents(part)))

    def _of(self, ids: list[str]) -> ColumnElement[bool]:
        return and_(col(Journal.id).in_(ids), where_they_lie(self._session, Journal.occurred_on, ids))

    def look_up(self, ids: Iterable[str]) -> None:
        """Read records that will be asked for, many at a time."""
        for part in parts({one for one in ids if one not in self._rows and one not in self.arrived}):
            self._rows.update(dict.fromkeys(part))
            for row in self._session.exec(select(Journal).where(self._of(part))):
                self._rows[row.id] = row

    def digest(self, record_id: str) -> str | None:
        """Give the digest of a record that is here, or None."""
        if record_id in self.arrived:
            return self.arrived[record_id].digest
        if record_id not in self._digests:
            row = self.row(record_id)
            self._digests[record_id] = row.digest if row else None
        return self._digests[record_id]

    def row(self, record_id: str) -> Entry | None:
        """Give a record that is here, or None."""
        if record_id in self.arrived:
            return self.arrived[record_id]
        if record_id not in self._rows:
            self.look_up([record_id])
        return self._rows[record_id]

    def before(self, record_id: str) -> Journal | None:
        """Give a record that was here before this bundle, or None; ``look_up`` has read it."""
        return self._rows.get(record_id)

    def birth(self, person_id: str) -> date | None:
        """Give the day of birth of somebody on the register; None for who is not."""
        if person_id not in self._births:
            born = self._session.exec(select(Person).where(Person.id == person_id)).first()
            self._births[person_id] = born.birth if born else None
        return self._births[person_id]

    def consent(self, person_id: str) -> Entry | None:
        """Give the last consent (知情同意) of a person that was taken."""
        if person_id not in self._consents:
            *_, self._consents[person_id] = (None, *self._session.exec(_consents([person_id])))
        return self._consents[person_id]

    def add(self, row: ArrivedRecord) -> None:
        """Take in a record that was judged."""
        self.arrived[row.id] = row
        if row.kind == "consent" and row.status == "stored":
            before = self.consent(row.person_id)
            if before is None or before.recorded_at <= row.recorded_at:
                self._consents[row.person_id] = row


def _consents(people: Collection[str]) -> SelectOfScalar[Journal]:
    return (
        select(Journal)
        .where(Journal.kind == "consent", col(Journal.person_id).in_(people),
               col(Journal.status).in_(("own", "stored")))
        .order_by(col(Journal.recorded_at), col(Journal.position))
    )  # fmt: skip


def beside(signed: SignedRecord) -> str:
    """Give the number under which a conflicting record is kept, beside the one that came first."""
    return f"{signed.record.id}~{signed.digest[:16]}"
