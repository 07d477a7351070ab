"""Writes and reads the province's letters (lists, receipts, decisions): one document in a sealed container."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from sqlmodel import Session

from fieldsuite import __version__
from fieldsuite.clock import stamp
from fieldsuite.documents import Document
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import SentLetter, Series
from keys.sealing import PublicRecipient
from keys.trust import Trust
from sync.contents import Contents, Origin, Packed, Packing, Signers
from sync.contents import Document as Enclosed
from sync.manifest import FIRST_PREV, App, BundleType, Created, Log
from sync.open import VerifiedBundle, open_bundle
from sync.pack import pack

LetterType = Literal["receipt", "decision", "tasks"]
KEY_OF: dict[LetterType, Literal["province-receipt", "province-task"]] = {
    "receipt": "province-receipt", "decision": "province-receipt", "tasks": "province-task",
}  # fmt: skip
"""Which key of the province signs what (words-and-codes: receipts and decisions, task lists)."""


NO_LOG = Log()
"""Letters of the province say nothing of its log."""


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """A letter that was verified."""

    type: LetterType
    digest: str
    seq: int
    body: dict[str, Any]


def origin(office: Office, seq: int, prev: str, epoch: int = 1, log: Log = NO_LOG) -> Origin:
    """Say who sends a container and which number it has."""
    return Origin(
        site=office.config.site,
        epoch=epoch,
        seq=seq,
        created=Created(
            wall=stamp(office.now()), trusted_floor=stamp(office.time.floor) if office.time.floor else ""
        ),
        app=App(version=__version__),
        prev=prev,
        practice=office.config.practice,
        log=log,
    )


def recipients_of(office: Office, site: str) -> list[PublicRecipient]:
    """Give the devices of an office that a letter is sealed to. Raises OfficeError when the trust knows none."""
    trust = office.require_trust()
    keys = (*trust.by_role("device", site), *trust.by_role("relay", site))
    found = [key.recipient for key in keys if key.recipient]
    if not found:
        raise OfficeError("office.site_unknown", code="E_NOT_FOUND", site=site)
    return found


def write(
    office: Office, session: Session, type_: LetterType, letter: Document, site: str, about: str
) -> SentLetter:
    """Seal a letter into the outbox; its number and the file's name belong to the transaction of ``session``.

    Raises SyncError when the disk is full; the transaction then never was.
    """
    # Every device of the province's key has one series: receipts, decisions and lists of a key follow each other.
    series = session.get(Series, f"{KEY_OF[type_]}:{site}")
    seq, prev = (series.value + 1, series.manifest_digest) if series else (1, FIRST_PREV)
    packed = finish(
        pack(
            Contents(type=type_, documents=[Enclosed(letter.data())]),
            origin(office, seq, prev),
            Signers(office.keyring.signing_key(KEY_OF[type_])),
            recipients_of(office, site),
            office.home.outbox,
            least_suite=office.require_trust().statement.least_suite,
        )
    )
    session.merge(Series(name=f"{KEY_OF[type_]}:{site}", value=seq, manifest_digest=packed.manifest_digest))
    row = SentLetter(
        digest=packed.digest,
        kind=type_,
        site=site,
        path=packed.path.name,
        sealed_at=stamp(office.now()),
        about=about,
    )
    session.add(row)
    return row


def read(office: Office, path: Path) -> OpenedLetter | None:
    """Open a letter for this office; None when the file is another kind of container. Raises BundleRefused."""
    from sync.errors import SyncError

    for type_ in KEY_OF:
        try:
            with opened(office, path, type_) as bundle:
                return OpenedLetter(type_, bundle.digest, bundle.manifest.seq, dict(bundle.documents[0]))
        except SyncError as error:
            if error.code != "E_TYPE":
                raise
    return None


@contextmanager
def opened(
    office: Office, path: Path, expect: BundleType, trust: Trust | None = None
) -> Iterator[VerifiedBundle]:
    """Open a container in a folder of its own in the quarantine, which is removed afterwards; by another trust than
    today's, if named. Workers open several at a time.

    Raises BundleRefused.
    """
    office.home.quarantine.mkdir(exist_ok=True)
    into = Path(mkdtemp(dir=office.home.quarantine))
    try:
        yield open_bundle(
            path,
            office.keyring.recipient_keys,
            trust or office.require_trust(),
            expect=expect,
            practice=office.config.practice,
            now=office.now(),
            into=into,
        )
    finally:
        shutil.rmtree(into, ignore_errors=True)


def finish(steps: Iterator[Packing | Packed]) -> Packed:
    """Run packing to its end and give what it made."""
    *_, last = steps
    assert isinstance(last, Packed)
    return last
