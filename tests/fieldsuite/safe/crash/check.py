"""What must hold of an office after any cut: it opens, in time, and everything that was acknowledged is there."""

import hashlib
import time
from pathlib import Path

from sqlmodel import select

from fieldsuite.casework import audit
from fieldsuite.tables import Journal, Look, OutBundle
from tests.grounds import Place


def acknowledged(acks: bytes) -> list[tuple[str, str]]:
    """Give what was said, whole lines only."""
    lines = acks[: acks.rfind(b"\n") + 1].decode().splitlines()
    return [(line.split(" ")[0], line.split(" ")[1]) for line in lines]


def faults(root: Path, acks: list[tuple[str, str]], *, go_on: bool) -> tuple[list[str], float]:
    """Give what does not hold, and the processor's seconds until the office was open."""
    place = Place(root)
    place.clock.go(hours=1)
    found: list[str] = []
    started = time.process_time()
    with place.officer() as office:
        seconds = time.process_time() - started
        with office.store.session() as session:
            rows = {row.id: row for row in session.exec(select(Journal))}
            looks = {row.person_id for row in session.exec(select(Look))}
            bundles = {row.digest: row for row in session.exec(select(OutBundle))}
        for kind, what in acks:
            if kind == "record" and what not in rows:
                found.append(f"record {what} is gone")
            if kind == "look" and what not in looks:
                found.append("a look at a number is gone")
            if kind == "bundle" and (what not in bundles or not _whole(place.stick / f"{what}.fosb", what)):
                found.append(f"bundle {what} is gone")
        for row in rows.values():
            for digest in row.evidence:
                office.evidence.get(digest)
        for digest, bundle in bundles.items():
            if not _whole(office.home.outbox / bundle.path, digest):
                found.append(f"bundle {digest} has a number and no file")
        report = audit.verified(office)
        if not report.intact:
            found.append(f"not whole: {report.breaks} {report.broken_records}")
        if go_on:
            place.visit(office, "p-rare", photos=(sorted(root.glob("*.png"))[0],))
            place.pack(office)
    return found, seconds


def _whole(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
