"""Does the log of a device go on where it stood: the heads that came with its bundles, held against each other.

Every bundle says how many entries the log of its office had when it was sealed and the chain value of the last
(``audit.log.head``). Packing is an entry itself, so that a later bundle always says more entries than the one before.
Fewer mean that the log was put back (an old image, entries cut off); as many with another value, that it was written
anew. What lies between two heads they do not show: ``audit check`` does, of a log that was taken out.

Nothing is refused for it: the records have a chain and signatures of their own (words-and-codes has no code for it),
and whoever works on must not be stopped by a log. A clerk is told, and asks the office for its log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.tables import ReceivedBundle

Break = Literal["rollback", "fork"]
"""rollback: the log had more entries before; fork: as many, and other ones. Sentences: ``province.log_<break>``."""


@dataclass(frozen=True, slots=True)
class Head:
    """What one bundle said of the log of its device."""

    bundle: str
    epoch: int
    seq: int
    entries: int
    chain: str


def breaks(heads: Iterable[Head]) -> dict[str, Break]:
    """Give the bundles of one device whose log does not go on from the bundle before, in the order of their numbers.

    An epoch begins anew: a device that was restored from a backup has its log of that day, and the desk granted it.
    """
    found: dict[str, Break] = {}
    ordered = sorted(heads, key=lambda one: (one.epoch, one.seq))
    for _, of_epoch in groupby(ordered, key=lambda one: one.epoch):
        before: Head | None = None
        for head in of_epoch:
            if before is not None and head.entries <= before.entries:
                same = head.entries == before.entries and head.chain != before.chain
                found[head.bundle] = "fork" if same else "rollback"
            before = head if head.entries else before
    return found


def broken(session: Session, device: str) -> dict[str, Break]:
    """Give the bundles imported from a device whose log does not go on from the one before."""
    rows = session.exec(
        select(ReceivedBundle).where(ReceivedBundle.device == device, ReceivedBundle.result == "imported")
    )
    return breaks(_heads(rows.all()))


def every_break(session: Session) -> dict[str, Break]:
    """Give every imported bundle whose log does not go on, of any device; nothing where no log was ever told of."""
    query = select(ReceivedBundle).where(ReceivedBundle.result == "imported")
    rows = session.exec(query.order_by(col(ReceivedBundle.device))).all()
    found: dict[str, Break] = {}
    for _, of_device in groupby(rows, key=lambda row: row.device):
        found |= breaks(_heads(list(of_device)))
    return found


def _heads(rows: Sequence[ReceivedBundle]) -> list[Head]:
    return [Head(row.bundle, row.epoch, row.seq, row.audit_entries, row.audit_head) for row in rows]
