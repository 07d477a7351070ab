"""Notes whose each piece of evidence of a bundle is, and which of them stand for more than one person."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Text, cast
from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.office import Office
from fieldsuite.province.content import Media
from fieldsuite.province.known_records import parts
from fieldsuite.tables import Evidence, Journal
from fieldsuite.tables.records import MARKED
from sync.open import VerifiedBundle

SHARED = "E_DUPLICATE_EVIDENCE"
"""Flag of a stored record whose evidence also stands for somebody else (words-and-codes)."""
EVIDENCE: Any = Evidence.__table__  # type: ignore[attr-defined]


def note_evidence(office: Office, session: Session, bundle: VerifiedBundle, sound: frozenset[str]) -> Media:
    """Note the pieces that are new and flag records that share one with somebody; ``sound`` is what was looked at."""
    owners: dict[str, set[str]] = {}
    for signed in bundle.records:
        for digest in signed.record.evidence:
            owners.setdefault(digest, set()).add(signed.record.person)
    came = [entry for entry in bundle.manifest.blobs if entry.sha256 in bundle.blobs]
    known = _known(session, (entry.sha256 for entry in came))
    beside = _Beside(session, {piece.person_id for piece in known.values()})
    shared_before: set[str] = set()
    for digest, piece in known.items():
        if owners[digest] - {piece.person_id}:
            beside.flag(piece)
        elif beside.shared(piece):
            shared_before.add(digest)
        owners[digest].add(piece.person_id)
        piece.person_id = min(owners[digest])
        session.add(piece)
    at = stamp(office.now())
    new = {entry.sha256: entry for entry in came if entry.sha256 not in known}
    insert_rows(
        session,
        EVIDENCE,
        [{"sha256": digest, "size": entry.size, "type": entry.type, "recorded_at": at,
          "person_id": min(owners[digest]), "print": b""} for digest, entry in sorted(new.items())],
    )  # fmt: skip
    shared = {digest for digest, whose in owners.items() if len(whose) > 1}
    return Media(sound, frozenset(shared | shared_before))


def _known(session: Session, digests: Iterable[str]) -> dict[str, Evidence]:
    """Give the pieces that are here, in the order of their digests: who changes several takes them in one order."""
    return {
        piece.sha256: piece
        for part in parts(set(digests))
        for piece in session.exec(
            select(Evidence).where(col(Evidence.sha256).in_(part)).order_by(col(Evidence.sha256))
        )
    }


class _Beside:
    """The records of those whose pieces came before."""

    def __init__(self, session: Session, people: set[str]) -> None:
        self._session = session
        self._rows: dict[str, list[Journal]] = {}
        for part in parts(people):
            for row in session.exec(select(Journal).where(col(Journal.person_id).in_(part))):
                self._rows.setdefault(row.person_id, []).append(row)

    def _resting(self, piece: Evidence) -> list[Journal]:
        return [
            row
            for row in self._rows.get(piece.person_id, ())
            if row.status == "stored" and piece.sha256 in row.evidence
        ]

    def flag(self, piece: Evidence) -> None:
        """Show a clerk the records that came first as well: which of two people used a picture first proves nothing."""
        for row in self._resting(piece):
            if not row.code:
                row.code = SHARED
                self._session.add(row)

    def shared(self, piece: Evidence) -> bool:
        """Say whether a record of somebody else that an office sent rests on a piece that came before.

        The stored records of its person say so: they were flagged when the other came, or as they came after it. Only
        when none of them could carry that flag are others asked; those were flagged themselves, carry another code,
        or do not stand.
        """
        codes = {row.code for row in self._resting(piece)}
        if codes & {SHARED, ""}:
            return SHARED in codes
        resting = cast(col(Journal.evidence), Text).contains(piece.sha256)
        other = select(Journal.id).where(MARKED, col(Journal.person_id) != piece.person_id, resting)
        return self._session.exec(other.limit(1)).first() is not None
