"""Take bundles in: verify everything, then one transaction for the records, their evidence and the receipt."""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.letters import opened
from fieldsuite.office import Office
from fieldsuite.province.arrivals import find
from fieldsuite.province.provisioning import epoch_of
from fieldsuite.province.revoked import proven_older
from fieldsuite.province.store_bundle import store_bundle
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.tables import Journal, ReceivedBundle
from keys.errors import KeysError
from sync.errors import SyncError
from sync.gather import Gathered, arriving, gather, is_slice
from sync.ledger import Seen, SeenBundle, judge
from sync.open import VerifiedBundle
from sync.pack import SUFFIX


def receive(office: Office, paths: Sequence[Path]) -> Iterator[ArrivedBundle]:
    """Receive bundles one after the other, of a folder all that did not leave from here; a refused one stops no other.

    Each answer says ``imported``, ``same`` (the same receipt again, nothing changed), ``held`` or ``rejected`` with its
    code, or ``waiting`` for slices that are still to come. The file of a refused or held bundle is kept; one that a
    full disk or a bad stick kept from being read is not noted, so that it can come again. Raises OfficeError before
    anything is received when this is no provincial desk or a file is not there.
    """
    office.require_province()
    for path in paths:
        if not path.exists():
            raise OfficeError("cli.no_such_file", path=str(path))
    found = [path for given in paths for path in find(office, given)]
    for path in found:
        if not is_slice(path):
            yield _one(office, path)
    for file, slices in arriving([path for path in found if is_slice(path)]).items():
        yield _sliced(office, file, slices)


def _sliced(office: Office, file: str, slices: Sequence[Path]) -> ArrivedBundle:
    """Keep slices until all are here, then receive what they make; what was received before is not joined again."""
    name, shelf = f"{file}{SUFFIX}", office.home.inbox / "slices"
    if same := _same(office, Path(name), file):
        return same
    try:
        *_, last = gather(file, slices, shelf, shelf / "whole")
    except SyncError as error:
        return ArrivedBundle(name, "", "rejected", error.code, {}, "", message=_sentence(error))
    assert isinstance(last, Gathered)
    if last.path is None:
        return ArrivedBundle(name, "", "waiting", "", {}, "", slices=last.total, missing=last.missing)
    arrived = _one(office, last.path)
    if arrived.result != "rejected" or exit_status(arrived.code) == 4:
        last.path.unlink(missing_ok=True)
    return arrived


def _one(office: Office, path: Path) -> ArrivedBundle:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if same := _same(office, path, digest):
        return same
    try:
        with opened(office, path, "bundle") as bundle:
            arrival = judge(_seen(office, bundle), bundle.manifest, bundle.digest, bundle.manifest_digest)
            if arrival.kind == "fork":
                return _hold(office, path, bundle, f"sync.fork_{arrival.reason}")
            if _suspended(office, bundle):
                return _hold(office, path, bundle, "province.device_suspended")
            if _unasked(office, bundle):
                return _hold(office, path, bundle, "province.not_provisioned")
            return store_bundle(office, path, bundle, arrival)
    except (SyncError, KeysError, OfficeError) as error:
        if error.code == "E_REVOKED" and (held := _older(office, path)):
            return held
        if exit_status(error.code) == 4:
            return _reject(office, path, digest, error)
        return ArrivedBundle(path.name, "", "rejected", error.code, {}, "", message=_sentence(error))


def _older(office: Office, path: Path) -> ArrivedBundle | None:
    """Hold a bundle under a key revoked since, when what was here before the revocation proves it older.

    One that has another fault besides stays refused for the first.
    """
    try:
        with opened(office, path, "bundle", office.require_trust().unrevoked()) as bundle:
            if not proven_older(office, bundle):
                return None
            return _hold(office, path, bundle, "province.revoked_but_older", "E_REVOKED")
    except SyncError:
        return None


def _suspended(office: Office, bundle: VerifiedBundle) -> bool:
    """True when this device has forked and was not provisioned anew since (a new epoch): E_FORK in words-and-codes."""
    made = bundle.manifest
    with office.store.session() as session:
        forks = session.exec(
            select(ReceivedBundle.epoch).where(
                ReceivedBundle.device == made.device,
                ReceivedBundle.result == "held",
                ReceivedBundle.code == "E_FORK",
            )
        ).all()
    return made.epoch <= max(forks, default=0)


def _unasked(office: Office, bundle: VerifiedBundle) -> bool:
    """True when a device counts in an epoch that this desk never granted it."""
    with office.store.session() as session:
        return bundle.manifest.epoch > epoch_of(session, bundle.manifest.device)


def _same(office: Office, path: Path, digest: str) -> ArrivedBundle | None:
    with office.store.session() as session:
        row = session.exec(
            select(ReceivedBundle).where(ReceivedBundle.digest == digest, ReceivedBundle.result == "imported")
        ).first()
        if row is None:
            return None
        return ArrivedBundle(
            path.name, row.bundle, "same", "", dict(row.counts), _receipt_path(office, row.receipt), row.site, row.seq,
            received_at=row.received_at, position=row.position or 0,
        )  # fmt: skip


def _receipt_path(office: Office, name: str) -> str:
    return str(office.home.outbox / name) if name else ""


def _seen(office: Office, bundle: VerifiedBundle) -> Seen:
    """Give what was imported from this device."""
    with office.store.session() as session:
        rows = session.exec(
            select(ReceivedBundle).where(
                ReceivedBundle.device == bundle.manifest.device, ReceivedBundle.result == "imported"
            )
        ).all()
    return Seen(
        {
            (row.epoch, row.seq): SeenBundle(
                row.epoch, row.seq, row.digest, row.manifest_digest, row.prev, row.chain_from, row.chain_to
            )
            for row in rows
        }
    )


def _sentence(error: SyncError | KeysError | OfficeError) -> str:
    return f"{error.room}.{error.key}" if error.room else error.key


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
    return ArrivedBundle(path.name, "", "rejected", error.code, {}, "", message=_sentence(error),
                         received_at=row.received_at, position=position)  # fmt: skip


def _hold(
    office: Office, path: Path, bundle: VerifiedBundle, why: str, code: str = "E_FORK"
) -> ArrivedBundle:
    """Keep a bundle unread by the rules; a fork flags what came from this device before: a clerk must look."""
    _keep(office, path, bundle.digest)
    made = bundle.manifest
    with office.store.session() as session:
        row = ReceivedBundle(
            bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
            device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, result="held", code=code,
            received_at=stamp(office.now()), counts={"held": len(bundle.records)},
        )  # fmt: skip
        session.add(row)
        session.flush()
        position = row.position or 0
        if code == "E_FORK":
            _flag(session, made.device)
    return ArrivedBundle(path.name, made.bundle, "held", code, row.counts, "", made.site, made.seq,
                         why, row.received_at, position)  # fmt: skip


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
        part = target.with_suffix(".part")
        try:
            shutil.copyfile(path, part)
            part.replace(target)
        except OSError:
            # The stick still has it, and what is wrong with it is said all the same.
            with contextlib.suppress(OSError):
                part.unlink()
