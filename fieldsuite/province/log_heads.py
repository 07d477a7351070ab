"""Does the log of a device go on where it stood: the heads that came with its bundles, held against each other.

Every bundle says how many entries the log of its office had when it was sealed and the chain value of the last
(``audit.log.head``). Packing is an entry itself, so that a later bundle always says more entries than the one before.
Fewer mean that the log was put back (an old image, entries cut off); as many with another value, that it was written
anew. What lies between two heads they do not show: ``audit check`` does, of a log that was taken out.

Nothing is refused for it: the records have a chain and signatures of their own (words-and-codes has no code for it),
and whoever works on must not be stopped by a log. A clerk is told, and asks the office for its log.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlmodel import Session, col, select

from fieldsuite.province.known_records import parts
from fieldsuite.tables import ReceivedBundle
from sync.manifest import Manifest

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


def broken_by(session: Session, made: Manifest) -> Literal["", "rollback", "fork"]:
    """Say whether the log goes on from the bundle before to this one, and from it to the next where that is here.

    Three rows tell, however many bundles a device has sent.
    """
    of_epoch = select(ReceivedBundle).where(
        ReceivedBundle.device == made.device, ReceivedBundle.epoch == made.epoch,
        ReceivedBundle.result == "imported",
    )  # fmt: skip
    before = of_epoch.where(ReceivedBundle.seq < made.seq, ReceivedBundle.audit_entries > 0)
    after = of_epoch.where(ReceivedBundle.seq > made.seq)
    rows = [
        *session.exec(before.order_by(col(ReceivedBundle.seq).desc()).limit(1)),
        *session.exec(of_epoch.where(ReceivedBundle.seq == made.seq).limit(1)),
        *session.exec(after.order_by(col(ReceivedBundle.seq)).limit(1)),
    ]
    found = breaks(_heads(rows))
    return next((found[row.bundle] for row in rows if row.seq >= made.seq and row.bundle in found), "")


def every_break(session: Session, bundles: Collection[str] | None = None) -> dict[str, Break]:
    """Give every imported bundle whose log does not go on, of any device or of those that these bundles came from;
    nothing where no log was ever told of.
    """
    found: dict[str, Break] = {}
    for some in [None] if bundles is None else parts(bundles):
        found |= _breaks_of(session, some)
    return found


def _breaks_of(session: Session, bundles: Sequence[str] | None) -> dict[str, Break]:
    one = ReceivedBundle
    columns: Any = (one.device, one.bundle, one.epoch, one.seq, one.audit_entries, one.audit_head)
    query = select(*columns).where(one.result == "imported")
    if bundles is not None:
        query = query.where(col(one.device).in_(select(one.device).where(col(one.bundle).in_(bundles))))
    found: dict[str, Break] = {}
    rows = session.exec(query.order_by(col(one.device)).execution_options(yield_per=1000))
    for _, of_device in groupby(rows, key=lambda row: row[0]):
        found |= breaks(Head(*row[1:]) for row in of_device)
    return found


def _heads(rows: Sequence[ReceivedBundle]) -> list[Head]:
    return [Head(row.bundle, row.epoch, row.seq, row.audit_entries, row.audit_head) for row in rows]
