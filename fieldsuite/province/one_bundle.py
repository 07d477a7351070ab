"""Takes one bundle in: verified to the end, then judged and stored in one transaction; a refused one is kept.

However many workers, machines or tries: one effect, and the same receipt for everybody who asks.
"""

import contextlib
import hashlib
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select as values
from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.letters import opened
from fieldsuite.matching import hearing, looking
from fieldsuite.office import Office
from fieldsuite.province.lanes import hold_lanes
from fieldsuite.province.provisioning import epoch_of
from fieldsuite.province.retrying import retried
from fieldsuite.province.revoked import proven_older
from fieldsuite.province.store_bundle import seal_evidence, store_bundle
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.tables import Journal, ReceivedBundle
from keys.errors import KeysError
from sync.errors import SyncError
from sync.ledger import Arrival, Seen, SeenBundle, judge
from sync.open import VerifiedBundle


@dataclass(frozen=True, slots=True)
class Early:
    """Earlier bundles of its device are missing; nothing was done."""

    device: str
    epoch: int
    seq: int


def take(office: Office, path: Path) -> ArrivedBundle:
    """Take one bundle in and say what became of it; what is missing before it is said on its receipt."""
    done = take_in_turn(office, path, patient=False)
    assert isinstance(done, ArrivedBundle)
    return done


def take_in_turn(office: Office, path: Path, *, patient: bool) -> ArrivedBundle | Early:
    """Take one bundle in; ``patient`` leaves one alone whose device has sent others before it that are not here yet."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if again := same(office, path, digest):
        return again
    try:
        with opened(office, path, "bundle") as bundle:
            return _settle(office, path, bundle, patient)
    except (SyncError, KeysError, OfficeError) as error:
        if error.code == "E_REVOKED" and (held := _older(office, path)):
            return held
        if exit_status(error.code) == 4:
            return _reject(office, path, digest, error)
        return ArrivedBundle(path.name, "", "rejected", error.code, {}, "", message=sentence(error))


def same(office: Office, path: Path, digest: str) -> ArrivedBundle | None:
    """Give what became of a file of this SHA-256 that was imported before, with the receipt it got then."""
    with office.store.session() as session:
        return _same(office, session, path, digest)


def sentence(error: SyncError | KeysError | OfficeError) -> str:
    """Give the key of the sentence that says why a bundle was not taken."""
    return f"{error.room}.{error.key}" if error.room else error.key


def _settle(office: Office, path: Path, bundle: VerifiedBundle, patient: bool) -> ArrivedBundle | Early:
    with office.store.session() as session:
        wanted = not _held_for(office, session, bundle, _arrival(session, bundle))
    # The disk is slow: what a record rests on is on it before anybody is made to wait.
    sound = seal_evidence(office, bundle) if wanted else None
    looking.on_arrival(office, bundle.blobs, sound or ())
    hearing.on_arrival(office, bundle.blobs, sound or ())

    def once() -> ArrivedBundle | Early:
        with office.store.session() as session:
            hold_lanes(office, session, [bundle.manifest.site])
            if again := _same(office, session, path, bundle.digest):
                return again
            arrival = _arrival(session, bundle)
            if why := _held_for(office, session, bundle, arrival):
                return _hold(office, session, path, bundle, why)
            if patient and arrival.kind == "gap":
                return Early(bundle.manifest.device, bundle.manifest.epoch, bundle.manifest.seq)
            media = seal_evidence(office, bundle) if sound is None else sound
            return store_bundle(office, session, path, bundle, arrival, media)

    return retried(once)


def _arrival(session: Session, bundle: VerifiedBundle) -> Arrival:
    return judge(_seen(session, bundle), bundle.manifest, bundle.digest, bundle.manifest_digest)


def _held_for(office: Office, session: Session, bundle: VerifiedBundle, arrival: Arrival) -> str:
    """Give the sentence that says why a bundle is kept unread, or nothing."""
    if arrival.kind == "fork":
        return f"sync.fork_{arrival.reason}"
    made = bundle.manifest
    forks = session.exec(
        select(ReceivedBundle.epoch).where(
            ReceivedBundle.device == made.device,
            ReceivedBundle.result == "held",
            ReceivedBundle.code == "E_FORK",
        )
    ).all()
    if made.epoch <= max(forks, default=0):
        # It forked and was not provisioned anew since (a new epoch): E_FORK in words-and-codes.
        return "province.device_suspended"
    if made.epoch > epoch_of(session, made.device):
        return "province.not_provisioned"
    return ""


def _older(office: Office, path: Path) -> ArrivedBundle | None:
    """Hold a bundle under a key revoked since, when what was here before the revocation proves it older.

    One that has another fault besides stays refused for the first.
    """
    try:
        with opened(office, path, "bundle", office.require_trust().unrevoked()) as bundle:
            if not proven_older(office, bundle):
                return None
            with office.store.session() as session:
                return _hold(office, session, path, bundle, "province.revoked_but_older", "E_REVOKED")
    except SyncError:
        return None


def _same(office: Office, session: Session, path: Path, digest: str) -> ArrivedBundle | None:
    row = session.exec(
        select(ReceivedBundle).where(ReceivedBundle.digest == digest, ReceivedBundle.result == "imported")
    ).first()
    if row is None:
        return None
    receipt = str(office.home.outbox / row.receipt) if row.receipt else ""
    return ArrivedBundle(
        path.name, row.bundle, "same", "", dict(row.counts), receipt, row.site, row.seq,
        received_at=row.received_at, position=row.position or 0,
    )  # fmt: skip


def _seen(session: Session, bundle: VerifiedBundle) -> Seen:
    """Give what was imported from this device: plain values, for a device sends hundreds in its life."""
    here = ReceivedBundle
    rows = session.connection().execute(
        values(
            col(here.epoch), col(here.seq), col(here.digest), col(here.manifest_digest), col(here.prev),
            col(here.chain_from), col(here.chain_to),
        ).where(col(here.device) == bundle.manifest.device, col(here.result) == "imported")
    )  # fmt: skip
    return Seen({(row[0], row[1]): SeenBundle(*row) for row in rows})


def _reject(
    office: Office, path: Path, digest: str, error: SyncError | KeysError | OfficeError
) -> ArrivedBundle:
    """Keep the file and note the refusal; nothing of it enters the tables."""
    _keep(office, path, digest)
    row = ReceivedBundle(
        bundle="", digest=digest, result="rejected", code=error.code, received_at=stamp(office.now())
    )
    with office.store.session() as session:
        session.add(row)
        session.flush()
        position = row.position or 0
    return ArrivedBundle(path.name, "", "rejected", error.code, {}, "", message=sentence(error),
                         received_at=row.received_at, position=position)  # fmt: skip


def _hold(
    office: Office, session: Session, path: Path, bundle: VerifiedBundle, why: str, code: str = "E_FORK"
) -> ArrivedBundle:
    """Keep a bundle unread by the rules; a fork flags what came from this device before: a clerk must look."""
    _keep(office, path, bundle.digest)
    made = bundle.manifest
    row = ReceivedBundle(
        bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
        device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, result="held", code=code,
        received_at=stamp(office.now()), counts={"held": len(bundle.records)},
    )  # fmt: skip
    session.add(row)
    session.flush()
    if code == "E_FORK":
        _flag(session, made.device)
    return ArrivedBundle(path.name, made.bundle, "held", code, row.counts, "", made.site, made.seq,
                         why, row.received_at, row.position or 0)  # fmt: skip


def _flag(session: Session, device: str) -> None:
    bundles = select(ReceivedBundle.bundle).where(ReceivedBundle.device == device)
    for record in session.exec(select(Journal).where(col(Journal.bundle).in_(bundles), Journal.code == "")):
        record.code = "E_FORK"
        session.add(record)


def _keep(office: Office, path: Path, digest: str) -> None:
    """Copy a file that was not taken into the inbox, where support can look at it; none of half its length."""
    office.home.inbox.mkdir(exist_ok=True)
    target = office.home.inbox / f"{digest}.refused"
    if not target.exists():
        part = target.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            shutil.copyfile(path, part)
            part.replace(target)
        except OSError:
            # The stick still has it, and what is wrong with it is said all the same.
            with contextlib.suppress(OSError):
                part.unlink()
