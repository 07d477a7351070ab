"""对账: made = packed = imported, record by record; whatever is not equal is named, with the bundle it is in."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.casework.called import names_of
from fieldsuite.casework.states import Position, positions
from fieldsuite.office import Office
from fieldsuite.tables import InDocument, Journal, OutBundle, Outcome

Why = Literal[
    "not_packed", "not_written", "no_receipt", "receipt_short", "not_in_receipt", "deferred", "conflict", "rejected"
]  # fmt: skip
"""not_packed: waits here; not_written: sealed, on no stick yet; no_receipt: written, nothing heard; receipt_short: the
receipt names another number of records than the bundle has; not_in_receipt: the receipt does not name it; the rest is
what the receipt says."""
IMPORTED = frozenset({"stored", "accepted", "held", "returned"})
"""States of a record that is in the province's register, whatever was decided of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that keeps the three numbers apart."""

    why: Why
    record_id: str = ""
    """Empty when it is about a whole bundle."""
    name: str = ""
    kind: str = ""
    seq: int = 0
    """Number of the bundle, 0 while in none."""
    code: str = ""
    since: str = ""
    """Instant it was made, sealed, written or answered."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The account of every record this office made."""

    created: int
    packed: int
    imported: int
    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        """True when everything that was made has been packed and imported."""
        return not self.differences and self.created == self.packed == self.imported


def reconcile(office: Office) -> Reconciliation:
    """Count what was made, packed and imported, and name every difference, oldest first."""
    office.require_field()
    with office.store.session() as session:
        own = list(
            session.exec(select(Journal).where(Journal.status == "own").order_by(col(Journal.position)))
        )
        at = positions(office, session, own)
        bundles = {row.bundle: row for row in session.exec(select(OutBundle))}
        answered = _answered(session)
        names = names_of(session, (row.person_id for row in own))
        found = [_short(bundle, answered) for bundle in bundles.values()]
        found += [_of(row, at[row.id], bundles, answered, names.get(row.person_id, "")) for row in own]
    return Reconciliation(
        created=len(own),
        packed=sum(row.bundle is not None for row in own),
        imported=sum(at[row.id].state in IMPORTED for row in own),
        differences=tuple(one for one in found if one is not None),
    )


def _answered(session: Session) -> dict[str, tuple[str, int]]:
    """Bundles whose receipt was read: when it was made, and how many records it names."""
    receipts = session.exec(select(InDocument).where(InDocument.kind == "receipt")).all()
    return {
        row.bundle: (
            row.issued_at,
            len(session.exec(select(Outcome.position).where(Outcome.document == row.id)).all()),
        )
        for row in receipts
    }


def _short(bundle: OutBundle, answered: dict[str, tuple[str, int]]) -> Difference | None:
    at, count = answered.get(bundle.bundle, ("", bundle.records))
    return None if count == bundle.records else Difference("receipt_short", seq=bundle.seq, since=at)


def _of(
    row: Journal,
    at: Position,
    bundles: dict[str, OutBundle],
    answered: dict[str, tuple[str, int]],
    name: str,
) -> Difference | None:
    if at.state in IMPORTED:
        return None
    bundle = bundles.get(row.bundle or "")
    if bundle is None:
        return Difference("not_packed", row.id, name, row.kind, since=row.recorded_at)
    if at.outcome is not None:
        why: Why = at.state if at.state in ("deferred", "conflict", "rejected") else "not_in_receipt"
        return Difference(why, row.id, name, row.kind, bundle.seq, at.outcome.code, at.outcome.at)
    if bundle.bundle in answered:
        return Difference(
            "not_in_receipt", row.id, name, row.kind, bundle.seq, since=answered[bundle.bundle][0]
        )
    if bundle.exported_at:
        return Difference("no_receipt", row.id, name, row.kind, bundle.seq, since=bundle.exported_at)
    return Difference("not_written", row.id, name, row.kind, bundle.seq, since=bundle.sealed_at)
