"""审计日志: show the log of acts, verify it with the records it speaks of, take it out without anybody's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite import exports
from fieldsuite.audit import log
from fieldsuite.audit.chain import START, link
from fieldsuite.audit.verify import Break, verify
from fieldsuite.casework.record_chain import RecordBreak, broken_records
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import AuditEntry, OutBundle, ReceivedBundle
from keys.canonical import decode_object, encode
from keys.errors import KeysError
from keys.vault import officers
from sync.partfile import PartFile

SHOWN = 500
"""Entries on a screen: the newest ones."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it is shown."""

    position: int
    at: str
    officer: str
    officer_name: str
    act: str
    subject: str
    why: str
    file: str = ""
    """Path of what was written out or printed."""
    rows: int | None = None
    """How many rows it holds, where they were counted."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found."""

    entries: int
    breaks: tuple[Break, ...]
    records: int
    """Records of this office that were looked at with it."""
    broken_records: tuple[RecordBreak, ...]

    @property
    def intact(self) -> bool:
        """True when nothing was altered and nothing is missing."""
        return not self.breaks and not self.broken_records

    @property
    def first_break(self) -> int | None:
        """Number of the first entry that is altered or missing; None when the log is whole."""
        return self.breaks[0].position if self.breaks else None


def listed(
    office: Office, *, act: str = "", officer: str = "", since: str = "", until: str = "", most: int = SHOWN
) -> tuple[EntryRow, ...]:
    """Give the newest entries that fit, the newest first; ``since`` and ``until`` are ISO days or instants (UTC)."""
    names = {card.id: card.name for card in officers(office.home.keys)}
    wanted = next((key for key, name in names.items() if officer and officer in (key, name)), officer)
    with office.store.session() as session:
        found = list(log.entries(session, act=act, officer=wanted, since=since, until=until))[-most:]
    return tuple(
        EntryRow(row.position, row.at, row.officer, names.get(row.officer, ""), row.act, row.subject, row.why,
                 row.details.get("file", ""), row.details.get("rows"))
        for row in reversed(found)
    )  # fmt: skip


def verified(office: Office) -> Report:
    """Verify the log from its first entry, and every record of this office; that somebody did is an entry too."""
    with office.store.session() as session:
        known = set(session.exec(select(AuditEntry.position)))
        breaks = list(verify(log.entries(session), _heads(session)))
        records, broken = broken_records(office, session)
    report = Report(len(known), tuple(breaks), records, tuple(broken))
    office.note("audit", "", "", {"entries": report.entries, "intact": report.intact})
    return report


def export(office: Office, out: Path) -> int:
    """Write the log as lines of canonical JSON, without subjects and reasons: anybody can verify its chain.

    Gives the number of entries. Raises SyncError E_DISK.
    """
    with office.store.session() as session, PartFile(out.parent, f"{out.name}-log") as part:
        count = 0
        device = office.keyring.device_key.public.kid
        part.write(encode({"log": "fieldsuite-audit", "site": office.config.site, "device": device}) + b"\n")
        for row in log.entries(session):
            line = {"position": row.position, "at": row.at, "officer": row.officer, "act": row.act,
                    "closed": row.closed, "chain": row.chain}  # fmt: skip
            part.write(encode(line) + b"\n")
            count += 1
        for _ in part.read_back():
            pass
        part.finish(out.name)
    exports.note(office, "export", "audit", out, count)
    return count


def check_file(office: Office, path: Path) -> Report:
    """Verify a log that an office took out: its chain, and at the province the heads that came with its bundles.

    Raises OfficeError E_INPUT for a file that is no log.
    """
    try:
        first, *lines = path.read_bytes().splitlines()
        said, rows = decode_object(first), [decode_object(line) for line in lines]
        if said.get("log") != "fieldsuite-audit":
            raise ValueError(path.name)
        with office.store.session() as session:
            heads = _heads(session, str(said["device"]))
        return Report(len(rows), tuple(_open_breaks(rows, heads)), 0, ())
    except (KeysError, ValueError, KeyError) as error:
        raise OfficeError("audit.no_log", path=path.name) from error


def _open_breaks(rows: list[dict[str, object]], heads: dict[int, str]) -> Iterator[Break]:
    prev, expected = START, 1
    for row in rows:
        position, at, act = int(str(row["position"])), str(row["at"]), str(row["act"])
        whole = position == expected
        if not whole:
            yield Break(expected, "missing", position - 1)
        made = link(prev, position, at, str(row["officer"]), act, str(row["closed"]))
        if whole and made != row["chain"]:
            yield Break(position, "altered", 0, at, act)
        elif heads.get(position, row["chain"]) != row["chain"]:
            yield Break(position, "head", 0, at, act)
        prev, expected = str(row["chain"]), position + 1
    if max(heads, default=0) >= expected:
        yield Break(expected, "cut", max(heads))


def _heads(session: Session, device: str = "") -> dict[int, str]:
    """Give the heads that left with bundles, or at the province those that came with the bundles of a device."""
    if device:
        came = session.exec(
            select(ReceivedBundle).where(ReceivedBundle.device == device, ReceivedBundle.audit_entries > 0)
        )
        heads = {row.audit_entries: row.audit_head for row in came}
        if heads:
            return heads
    left = session.exec(select(OutBundle).where(col(OutBundle.audit_entries) > 0))
    return {row.audit_entries: row.audit_head for row in left}


def confirm_clock(office: Office, why: str = "") -> None:
    """Confirm that the machine's clock is right now. Raises OfficeError E_ROLE for anybody but a supervisor."""
    if office.officer.role == "officer":
        raise OfficeError("safe.needs_supervisor", code="E_ROLE")
    floor = stamp(office.time.floor) if office.time.floor else ""
    office.note("clock", "", why, {"floor": floor, "behind": int(office.time.behind.total_seconds())})
    office.time.confirm()
