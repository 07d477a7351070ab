"""乡镇: receive what the coordinators of one's area sealed to this desk, review it (``review``), and pass it on.

A coordinator's bundle is passed on as it came, so its signatures and its number stay the coordinator's own; the
reviews travel in a bundle of this desk. What the province answers to a coordinator is sealed to them: this desk
carries it back without being able to read it.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.arrived import row_of
from fieldsuite.casework import taking
from fieldsuite.casework.carriers import Arrived, Carrier, step_of, to_folder
from fieldsuite.casework.views import PackStep, Read, Sent
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.letters import opened
from fieldsuite.office import Office
from fieldsuite.relays import served, serves
from fieldsuite.tables import Evidence, Journal, ReceivedBundle, SentLetter
from sync.ledger import Seen, SeenBundle, judge
from sync.open import VerifiedBundle, inspect
from sync.transport import SafeToPull, copy_to, find_files
from sync.upload import Paused

RELAYED = "relayed"
"""Status of a coordinator's record at this desk: it may be reviewed, and was made elsewhere."""
PASSED = "passed"
"""Kind of a bundle that was passed on, among the letters that left."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coordinator's bundle at this desk."""

    bundle: str
    site: str
    seq: int
    received_at: str
    counts: dict[str, int]
    passed: bool


def is_relay(office: Office) -> bool:
    """True at a township desk."""
    return office.config.kind == "relay"


def receive(office: Office, path: Path) -> Read:
    """Take a coordinator's bundle: verify all of it, keep the file as it came, put its records before the reviewers.

    Received again it changes nothing. Raises BundleRefused with its code; OfficeError E_ROLE for an office that this
    desk does not serve, E_FORK for a number that was used for something else, E_USAGE anywhere but at a township desk.
    """
    if not is_relay(office):
        raise OfficeError("office.not_relay")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with office.store.session() as session:
        row = session.exec(select(ReceivedBundle).where(ReceivedBundle.digest == digest)).first()
        if row is not None:
            return Read("bundle", row.bundle, same=True, bundle=row.bundle, counts=dict(row.counts))
    with opened(office, path, "bundle") as bundle:
        made = bundle.manifest
        if not serves(office.require_trust(), office.config.site, made.site):
            raise OfficeError("office.not_served", code="E_ROLE", site=made.site)
        with office.store.session() as session:
            arrival = judge(_seen(session, made.device), made, bundle.digest, bundle.manifest_digest)
            if arrival.kind == "fork":
                raise OfficeError("office.relay_fork", code="E_FORK", site=made.site, seq=made.seq)
        shutil.copyfile(path, _kept(office) / f".{digest}.part")
        (_kept(office) / f".{digest}.part").replace(_kept(office) / f"{digest}.fosb")
        with office.store.session() as session:
            counts = _store(office, session, bundle)
    return Read("bundle", made.bundle, same=False, bundle=made.bundle, counts=counts)


def waiting(office: Office) -> tuple[Waiting, ...]:
    """Give the coordinators' bundles of this desk, and whether they were passed on."""
    with office.store.session() as session:
        rows = session.exec(select(ReceivedBundle).order_by(col(ReceivedBundle.position))).all()
        passed = set(session.exec(select(SentLetter.digest).where(SentLetter.kind == PASSED)))
    return tuple(
        Waiting(row.bundle, row.site, row.seq, row.received_at, dict(row.counts), row.digest in passed)
        for row in rows
    )


def pass_on(office: Office, folder: Path) -> Iterator[PackStep | Paused | Sent]:
    """Write every bundle of a coordinator to a stick, once more if need be, with a Sent for each."""
    yield from pass_by(office, to_folder(folder), again=True)


def pass_by(office: Office, carrier: Carrier, *, again: bool = False) -> Iterator[PackStep | Paused | Sent]:
    """Send the coordinators' bundles that were not passed on yet (``again``: all) on this way, with a Sent for each."""
    with office.store.session() as session:
        rows = session.exec(select(ReceivedBundle).order_by(col(ReceivedBundle.position))).all()
        passed = set(session.exec(select(SentLetter.digest).where(SentLetter.kind == PASSED)))
    for row in rows:
        if again or row.digest not in passed:
            place, size = "", 0
            for step in carrier(_kept(office) / f"{row.digest}.fosb", row.digest):
                if isinstance(step, Arrived):
                    place, size = step.place, step.bytes
                else:
                    yield step
            letter = SentLetter(digest=row.digest, kind=PASSED, site=row.site, path=f"{row.digest}.fosb",
                                sealed_at=stamp(office.now()), about=row.bundle)  # fmt: skip
            with office.store.session() as session:
                session.merge(letter)
            yield Sent(place, row.bundle, row.digest, sum(row.counts.values()), 0, size)


def keep(office: Office, path: Path) -> Read | None:
    """Keep a letter of the province that is sealed to a coordinator of this area; None when it is not."""
    trust = office.require_trust()
    to = set(inspect(path).recipients)
    if to & {key.kid for key in office.keyring.recipient_keys}:
        return None
    for site in served(trust, office.config.site):
        if to & {key.recipient.kid for key in trust.by_role("device", site) if key.recipient}:
            target = _letters(office, site) / path.name
            same = target.exists()
            if not same:
                shutil.copyfile(path, target.with_suffix(".part"))
                target.with_suffix(".part").replace(target)
            return Read("letter", site, same=same)
    return None


def keep_metadata(office: Office, folder: Path) -> None:
    """Keep the province's metadata as it was verified here, to carry it on."""
    target = _shelf(office) / taking.FOLDER
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)


def carry_back(office: Office, site: str, folder: Path) -> Iterator[PackStep | str]:
    """Write to a coordinator's stick what the province sent them, and its metadata; gives each path.

    Raises OfficeError E_ROLE for an office this desk does not serve, SyncError E_DISK.
    """
    if not serves(office.require_trust(), office.config.site, site):
        raise OfficeError("office.not_served", code="E_ROLE", site=site)
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    metadata = _shelf(office) / taking.FOLDER
    if metadata.is_dir():
        # The timestamp goes last: a stick that is pulled too early holds what the coordinator has, or less.
        shutil.copytree(metadata, folder / taking.FOLDER, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("timestamp.json"))  # fmt: skip
        yield from _copied(metadata / "metadata/timestamp.json", folder / taking.FOLDER / "metadata")
    for path in find_files(_letters(office, site)):
        yield from _copied(path, folder)


def _copied(path: Path, folder: Path) -> Iterator[PackStep | str]:
    for step in copy_to(path, folder):
        yield str(step.path) if isinstance(step, SafeToPull) else step_of(step)


def _store(office: Office, session: Session, bundle: VerifiedBundle) -> dict[str, int]:
    made, counts = bundle.manifest, Counter[str]()
    types = {blob.sha256: blob for blob in made.blobs}
    owner = {digest: one.record.person for one in bundle.records for digest in one.record.evidence}
    for digest, path in bundle.blobs.items():
        office.evidence.put(path.read_bytes())
        if session.get(Evidence, digest) is None:
            session.add(Evidence(sha256=digest, size=types[digest].size, type=types[digest].type,
                                 recorded_at=stamp(office.now()), person_id=owner[digest]))  # fmt: skip
    for signed in bundle.records:
        known = session.exec(select(Journal.digest).where(Journal.id == signed.record.id)).first()
        counts["duplicate" if known else "stored"] += 1
        if known is None:
            row = row_of(office.require_trust(), signed, made.bundle)
            row.status = RELAYED
            session.add(row)
    session.add(
        ReceivedBundle(
            bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
            device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, chain_from=made.records.chain_from,
            chain_to=made.records.chain_to, result="imported", received_at=stamp(office.now()), counts=dict(counts),
        )
    )  # fmt: skip
    return dict(counts)


def _seen(session: Session, device: str) -> Seen:
    rows = session.exec(select(ReceivedBundle).where(ReceivedBundle.device == device)).all()
    return Seen(
        {
            (row.epoch, row.seq): SeenBundle(
                row.epoch, row.seq, row.digest, row.manifest_digest, row.prev, row.chain_from, row.chain_to
            )
            for row in rows
        }
    )


def _kept(office: Office) -> Path:
    folder = office.home.path / "coordinators"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _letters(office: Office, site: str) -> Path:
    folder = _shelf(office) / "letters" / site
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _shelf(office: Office) -> Path:
    """What waits to be carried back, beside the coordinators' bundles: a backup takes it along.

    The province sends a letter once; where it lay in the inbox before, it is moved here.
    """
    for name in ("letters", taking.FOLDER):
        before, here = office.home.inbox / name, _kept(office) / name
        if before.is_dir() and not here.exists():
            before.rename(here)
    return _kept(office)
