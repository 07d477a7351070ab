"""开始使用: what an office does once before its days are ordinary, what of it is done, and what comes next.

The list is counted from what is really there (keys, trust, people, bundles), so that nobody has to tick it. Only
whether camera and microphone were tried leaves nothing behind: that is noted with the drafts.
"""

from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from fieldsuite.casework import backup, drafts, staff
from fieldsuite.casework.views.begin import Step, StepName
from fieldsuite.office import Office
from fieldsuite.tables import AuditEntry, Draft, Journal, OutBundle, Person

REAL: tuple[StepName, ...] = ("devices", "cards", "request", "trust", "list", "first", "send", "backup")
PRACTICE: tuple[StepName, ...] = ("devices", "list", "first", "send")
"""A practice office was given its trust, and holds nothing that must be kept."""
TOWNSHIP: tuple[StepName, ...] = ("cards", "request", "trust", "backup")
"""A township certifies nobody: its bundles come on the coordinators' sticks."""
CERTIFIES = ("verification", "visit", "overseas")
NOTED = "first_steps"
"""Key of the note that the devices were tried."""


def first_steps(office: Office) -> tuple[Step, ...]:
    """Give the steps of this office in their order; none at the provincial desk, whose jobs lead it."""
    with office.store.session() as session:
        return in_session(office, session)


def in_session(office: Office, session: Session) -> tuple[Step, ...]:
    """Give the steps where a session is open already."""
    if office.config.kind == "province":
        return ()
    names = PRACTICE if office.config.practice else TOWNSHIP if office.config.kind == "relay" else REAL
    done = {name: _done(office, session, name) for name in names}
    following = next((name for name in names if not done[name]), None)
    return tuple(Step(name, done[name], name == following) for name in names)


def note_tried(office: Office) -> None:
    """Note that camera and microphone were tried; whether they worked is said where they are tried."""
    drafts.keep(office, NOTED, {"devices": True})


def _done(office: Office, session: Session, name: StepName) -> bool:
    trusted = staff.known(office, office.officer.kid) == "trusted"
    if name == "devices":
        # Whoever has certified people needs no more telling how to look into a camera.
        return session.get(Draft, NOTED) is not None or _done(office, session, "first")
    if name == "cards":
        return staff.has_cards(office)
    if name == "request":
        return trusted or _any(session, select(AuditEntry.position).where(AuditEntry.act == "request"))
    if name == "trust":
        return trusted
    if name == "list":
        return _any(session, select(Person.id))
    if name == "first":
        own = select(Journal.id).where(Journal.status == "own", col(Journal.kind).in_(CERTIFIES))
        return _any(session, own)
    if name == "send":
        return _any(session, select(OutBundle.bundle).where(OutBundle.exported_at != ""))
    return backup.days_since(office, session) is not None


def _any(session: Session, found: SelectOfScalar[Any]) -> bool:
    return session.exec(found.limit(1)).first() is not None
