"""Whether a bundle under a revoked key is older than the revocation, by what this desk itself received before it.

The time a bundle claims proves nothing: a thief of the key writes what he likes. What proves it is the bundle after it,
which names it by its digest and was here before the instant of the revocation (design page bundle-format, 2.6).
"""

from sqlmodel import col, select

from fieldsuite.clock import instant
from fieldsuite.office import Office
from fieldsuite.tables import ReceivedBundle
from sync.open import VerifiedBundle


def proven_older(office: Office, bundle: VerifiedBundle) -> bool:
    """Say whether a later bundle of the device, received before any of the revocations, names this one."""
    made, trust = bundle.manifest, office.require_trust()
    kids = {made.device, made.officer, *(one.record.officer for one in bundle.records)}
    revoked = [key.revoked_at for kid in kids if (key := trust.key(kid)) is not None and key.revoked_at]
    with office.store.session() as session:
        after = session.exec(
            select(ReceivedBundle.received_at)
            .where(
                ReceivedBundle.device == made.device,
                ReceivedBundle.epoch == made.epoch,
                ReceivedBundle.seq == made.seq + 1,
                ReceivedBundle.prev == bundle.manifest_digest,
                ReceivedBundle.result == "imported",
            )
            .order_by(col(ReceivedBundle.position))
        ).first()
    return after is not None and bool(revoked) and instant(after) < min(map(instant, revoked))
