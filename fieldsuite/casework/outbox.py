"""What leaves the office: what waits, the sealed bundles and their state, and the account that must balance."""

from collections import Counter
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.casework.overseas import queue
from fieldsuite.casework.states import NOT_SENT, Position, positions, two_officers
from fieldsuite.casework.views import Account, BundleView, OutboxView
from fieldsuite.office import Office
from fieldsuite.relays import relays_of
from fieldsuite.tables import Evidence, InDocument, Journal, OutBundle
from keys.trusted import TrustedKey

BundleState = Literal["sealed", "exported", "received", "closed"]
"""已打包, 已写出, 已收到 (receipt read), 已办结 (every record decided): from what the province signed only."""

FINAL = frozenset({"accepted", "returned", "rejected"})


def view(office: Office) -> OutboxView:
    """Show what leaves: what the next bundle takes, the bundles, the account."""
    with office.store.session() as session:
        own = list(
            session.exec(select(Journal).where(Journal.status == "own").order_by(col(Journal.position)))
        )
        at = positions(office, session, own)
        waiting = [row for row in own if row.bundle is None]
        digests = {digest for row in waiting for digest in row.evidence}
        sizes = session.exec(select(Evidence.size).where(col(Evidence.sha256).in_(digests))).all()
        bundles = tuple(_bundle(session, row, own, at) for row in session.exec(
            select(OutBundle).order_by(col(OutBundle.seq).desc())))  # fmt: skip
    return OutboxView(
        ready=len(waiting),
        ready_blobs=len(digests),
        ready_bytes=sum(sizes) + sum(len(row.line) for row in waiting),
        waiting_review=sum(at[row.id].state == "waiting_review" for row in own),
        bundles=bundles,
        account=account(own, at),
        recipients=tuple(recipient_names(office)),
        at_window=tuple(one.name for one in queue.tickets(office) if one.state in ("waiting", "serving")),
        not_sent=sum(place.state in NOT_SENT for place in at.values()),
    )


def account(own: list[Journal], at: dict[str, Position]) -> Account:
    """Count every record once: made, packed, and what became of it."""
    packed = Counter(at[row.id].state for row in own if row.bundle)
    return Account(
        created=len(own),
        not_packed=sum(row.bundle is None for row in own),
        waiting_review=sum(at[row.id].state == "waiting_review" for row in own),
        packed=sum(packed.values()),
        on_the_road=packed["sealed"] + packed["exported"],
        received=packed["stored"] + packed["deferred"] + packed["conflict"],
        accepted=packed["accepted"],
        held=packed["held"],
        returned=packed["returned"],
        rejected=packed["rejected"],
    )


def _bundle(session: Session, row: OutBundle, own: list[Journal], at: dict[str, Position]) -> BundleView:
    states = Counter(at[record.id].state for record in own if record.bundle == row.bundle)
    receipt = session.exec(
        select(InDocument.id).where(InDocument.kind == "receipt", InDocument.bundle == row.bundle)
    ).first()
    state: BundleState = "exported" if row.exported_at else "sealed"
    if receipt:
        state = "closed" if states.keys() <= FINAL else "received"
    return BundleView(
        row.bundle,
        row.seq,
        row.records,
        row.blobs,
        row.size,
        row.sealed_at,
        state,
        row.exported_to,
        {str(state): count for state, count in states.items()},
    )


def recipient_names(office: Office) -> list[str]:
    """Names of those a bundle is sealed to; empty when no trust statement is here yet."""
    return [key.name for key in readers(office)] if office.trust else []


def readers(office: Office) -> list[TrustedKey]:
    """Give whom a bundle is sealed to: the province; where one works alone, the township desk that reviews as well.

    One bundle has one suite (``keys.sealing``), so a township whose key is of another cannot read along.
    """
    trust = office.require_trust()
    province = [key for key in trust.by_role("province-recipient") if key.recipient]
    if two_officers(office):
        return province
    suites = {key.recipient.suite for key in province if key.recipient}
    relays = relays_of(trust, office.config.site)
    return province + [key for key in relays if key.recipient and {key.recipient.suite} == suites]
