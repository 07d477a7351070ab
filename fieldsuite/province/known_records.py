"""What the desk holds of the records of one bundle and of their people, read in a few queries before they arrive."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from fieldsuite.tables import Journal, Person
from sync.open import VerifiedBundle
from sync.record import SignedRecord

TOGETHER = 500
"""Ids asked for in one query."""


class KnownRecords:
    """Ids and digests of records that are here, kept up while those of one bundle arrive, in one transaction.

    Three queries a record cost more than everything else of an import.
    """

    def __init__(self, session: Session, bundle: VerifiedBundle) -> None:
        self._session = session
        self._asked = {one for signed in bundle.records for one in (signed.record.id, beside(signed))}
        self._digests: dict[str, str] = {}
        for part in _parts(sorted(self._asked)):
            found = session.exec(select(Journal.id, Journal.digest).where(col(Journal.id).in_(part)))
            self._digests.update(found.all())
        # The session finds them by their ids as long as somebody holds them.
        self._people = [
            person
            for part in _parts(sorted({signed.record.person for signed in bundle.records}))
            for person in session.exec(select(Person).where(col(Person.id).in_(part)))
        ]

    def digest(self, record_id: str) -> str | None:
        """Give the digest of a record that is here, or None."""
        if record_id not in self._digests and record_id not in self._asked:
            self._asked.add(record_id)
            there = self._session.exec(select(Journal.digest).where(Journal.id == record_id)).first()
            if there is not None:
                self._digests[record_id] = there
        return self._digests.get(record_id)

    def add(self, row: Journal) -> None:
        """Take in a record; it is written before anything else is asked of the tables."""
        self._session.add(row)
        self._asked.add(row.id)
        self._digests[row.id] = row.digest


def beside(signed: SignedRecord) -> str:
    """Give the number under which a conflicting record is kept, beside the one that came first."""
    return f"{signed.record.id}~{signed.digest[:16]}"


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), TOGETHER):
        yield ids[start : start + TOGETHER]
