"""Moves a desk's evidence between its folder and a bucket, and looks every piece over where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import select

from biometric.steps import Progress
from fieldsuite.config import write_config
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import EvidenceStore
from fieldsuite.office import Office
from fieldsuite.opening import others_work
from fieldsuite.shelves.moving import copy_pieces
from fieldsuite.shelves.named import shelf_at
from fieldsuite.tables import Evidence, Journal
from keys.errors import KeysError

FOLDER = "folder"
"""Word for the folder of the office where the address of a bucket would stand."""


@dataclass(frozen=True, slots=True)
class EvidenceMoved:
    """From the next opening on evidence is kept there; where it lay before it lies on, sealed."""

    address: str
    """Empty for the folder."""
    pieces: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at every piece found."""

    pieces: int
    """Those that are what their name says."""
    wrong: tuple[tuple[Literal["gone", "changed"], str], ...]
    """SHA-256 of every other one."""


def evidence_to(office: Office, address: str) -> Iterator[Progress | EvidenceMoved]:
    """Copy every sealed piece to a bucket, or back to the folder, and note the address; the last step is EvidenceMoved.

    Cut off, it leaves the settings as they were; done again, it copies what is missing or differs. Raises OfficeError
    E_INPUT (no address, one with a password, the one that is in use), E_MODEL, E_NETWORK, E_DISK, E_BUSY (workers).
    """
    office.require_province()
    new = "" if address == FOLDER else address
    if new == office.config.evidence:
        raise OfficeError("storage.evidence_there_already", address=address)
    if others_work(office.home):
        raise OfficeError("storage.stop_workers", code="E_BUSY")
    target, done = shelf_at(new, office.home.evidence), 0
    for done, total in copy_pieces(office.evidence.shelf, target):
        yield Progress(done, total, "moving_evidence")
    office.note("storage", "", "", {"evidence": address, "pieces": done})
    write_config(office.home.path, replace(office.config, evidence=new))
    office.config, office.evidence = (
        replace(office.config, evidence=new),
        EvidenceStore(target, office.evidence.key),
    )
    yield EvidenceMoved(new, done)


def look_over(office: Office) -> Iterator[Progress | Looked]:
    """Open every piece and compare it with its name, and look for those that are missing; the last step is Looked.

    Raises OfficeError E_NETWORK.
    """
    office.require_province()
    with office.store.session() as session:
        noted = set(session.exec(select(Evidence.sha256)))
        erased = session.exec(
            select(Journal.payload).where(Journal.kind == "erasure", Journal.status == "own")
        )
        noted -= {digest for payload in erased for digest in payload["pieces"]}
    here = list(office.evidence.shelf.names())
    wrong: list[tuple[Literal["gone", "changed"], str]] = [
        ("gone", one) for one in sorted(noted.difference(here))
    ]
    for number, name in enumerate(here):
        yield Progress(number, len(here), "looking_evidence_over")
        try:
            office.evidence.get(name)
        except (OfficeError, KeysError) as error:
            if error.code == "E_NETWORK":
                raise
            wrong.append(("changed", name))
    office.note("storage", "", "", {"looked": len(here), "wrong": len(wrong)})
    yield Looked(len(here) - sum(kind == "changed" for kind, _ in wrong), tuple(wrong))
