"""Notes every act that writes a row, in the transaction of the row: none can be written without its entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session

from fieldsuite.audit.log import append
from fieldsuite.tables import (
    Allotment,
    ComparedFile,
    InDocument,
    Journal,
    Look,
    OutBundle,
    Provisioning,
    ReceivedBundle,
    SentLetter,
    TrustHeld,
)  # fmt: skip

REASONS = ("reason", "detail", "excuse", "missing_reason", "other")
"""Where the payload of a record says why."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What the log says of one row."""

    act: str
    subject: str = ""
    why: str = ""
    details: dict[str, object] = field(default_factory=dict)


def watching(officer: str, at: Callable[[], str]) -> Callable[[Session, Any, Any], None]:
    """Give the listener for SQLAlchemy's ``before_flush``; ``at`` says the instant."""

    def note(session: Session, _context: Any, _instances: Any) -> None:
        found = [noted for row in session.new for noted in of_new(row)]
        found += [noted for row in session.dirty for noted in _of_changed(row)]
        for one in found:
            append(
                session, at=at(), officer=officer, act=one.act, subject=one.subject, why=one.why, details=one.details
            )  # fmt: skip

    return note


def of_new(row: object) -> Iterator[Noted]:
    """Say what a new row means; nothing for rows that are no act of somebody here."""
    match row:
        case Journal(status="own"):
            yield from _of_record(row)
        case Look():
            yield Noted("unmask", row.person_id)
        case OutBundle():
            yield Noted(
                "pack", row.bundle, "", {"digest": row.digest, "seq": row.seq, "records": row.records}
            )
        case InDocument():
            yield Noted("import", row.id, "", {"kind": row.kind, "digest": row.digest})
        case TrustHeld():
            yield Noted("trust", "", "", {"version": row.version})
        case ReceivedBundle():
            yield Noted(
                "import", row.bundle, row.code,
                {"digest": row.digest, "result": row.result, "site": row.site, "seq": row.seq},
            )  # fmt: skip
        case Allotment():
            yield Noted("allot", row.subject, "", {"clerk": row.clerk})
        case SentLetter():
            yield Noted("dispatch", row.digest, "", {"kind": row.kind, "site": row.site})
        case ComparedFile():
            yield Noted("compare", row.id, "", {"sha256": row.sha256, "department": row.department})
        case Provisioning():
            yield Noted("provision", row.device, "", {"epoch": row.epoch, "state": row.state})


def _of_record(row: Journal) -> Iterator[Noted]:
    said = row.payload
    why = next((str(said[name]) for name in REASONS if said.get(name)), "")
    details: dict[str, object] = {"record": row.id, "digest": row.digest}
    if row.kind == "ruling":
        told: dict[str, object] = {"status": said["status"], "todo": said.get("todo", "")}
        yield Noted("decision", str(row.about), str(said.get("code", "")), {**details, **told})
        return
    yield Noted(row.kind, row.person_id or str(said.get("target", "")), why, details)
    if said.get("excused") or said.get("left_out"):
        left_out = [one.get("reason", "") for one in said.get("left_out", ())]
        yield Noted("override", row.person_id, why or "; ".join(left_out), {"record": row.id})


def _of_changed(row: object) -> Iterator[Noted]:
    if (
        isinstance(row, OutBundle)
        and row.exported_at
        and inspect(row).attrs.exported_to.history.has_changes()
    ):
        yield Noted("export", row.bundle, "", {"to": row.exported_to, "digest": row.digest})
    if isinstance(row, Provisioning) and inspect(row).attrs.epoch.history.has_changes():
        yield Noted("provision", row.device, "", {"epoch": row.epoch, "state": row.state})
