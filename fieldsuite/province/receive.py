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
from fieldsuite.province.store_bundle import store_bundle
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.tables import Journal, ReceivedBundle
from keys.errors import KeysError
from sync.errors import SyncError
from sync.ledger import Seen, SeenBundle, judge
from sync.open import VerifiedBundle


def receive(office: Office, paths: Sequence[Path]) -> Iterator[ArrivedBundle]:
    """Receive bundles one after the other, of a folder all that did not leave from here; a refused one stops no other.

    Each answer says ``imported``, ``same`` (the same receipt again, nothing changed), ``held`` or ``rejected`` with its
    code. The file of a refused or held bundle is kept; one that a full disk or a bad stick kept from being read is not
    noted, so that it can come again. Raises OfficeError before anything is received when this is no provincial desk or
    a file is not there.
    """
    office.require_province()
    for path in paths:
        if not path.exists():
            raise OfficeError("cli.no_such_file", path=str(path))
    for given in paths:
        for path in find(office, given):
            yield _one(office, path)


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
            return store_bundle(office, path, bundle, arrival)
    except (SyncError, KeysError, OfficeError) as error:
        if exit_status(error.code) == 4:
            return _reject(office, path, digest, error)
        return ArrivedBundle(path.name, "", "rejected", error.code, {}, "", message=_sentence(error))


def _suspended(office: Office, bundle: VerifiedBundle) -> bool:
    """True when this device has forked and was not provisioned anew since (a new epoch): E_FORK in words-and-codes."""
    made = bundle.manifest
    with office.store.session() as session:
        forks = session.exec(
            select(ReceivedBundle.epoch).where(
                ReceivedBundle.device == made.device, ReceivedBundle.result == "held"
            )
        ).all()
    return made.epoch <= max(forks, default=0)


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


def _hold(office: Office, path: Path, bundle: VerifiedBundle, why: str) -> ArrivedBundle:
    """Keep a fork unread by the rules and flag what came from this device before: a clerk must look."""
    _keep(office, path, bundle.digest)
    made = bundle.manifest
    with office.store.session() as session:
        row = ReceivedBundle(
            bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
            device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, result="held", code="E_FORK",
            received_at=stamp(office.now()), counts={"held": len(bundle.records)},
        )  # fmt: skip
        session.add(row)
        session.flush()
        position = row.position or 0
        _flag(session, made.device)
    return ArrivedBundle(path.name, made.bundle, "held", "E_FORK", row.counts, "", made.site, made.seq,
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
