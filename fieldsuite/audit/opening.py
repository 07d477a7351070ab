"""What the log says when an office is opened: who, who failed to before, what was put right, who takes over."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlmodel import Session, col, func, select

from fieldsuite.audit.log import append, head
from fieldsuite.tables import AuditEntry, Journal


def note_opening(
    session: Session,
    *,
    at: str,
    officer: str,
    clock: str,
    failed: Iterable[tuple[str, str]],
    mended: Iterable[tuple[str, int]],
    day: Callable[[str], date],
) -> None:
    """Note an unlocking. ``failed`` are officer and instant of wrong passphrases, ``mended`` what was put right and how
    often; ``day`` gives the local date of an instant: another officer on the same day takes work over.
    """
    if head(session)[0] == 0:
        # What an office did before it had a log is in its journal only.
        had = session.exec(select(func.count()).select_from(Journal).where(Journal.status == "own")).one()
        append(session, at=at, officer="", act="begin", details={"records": had})
    for who, when in failed:
        append(session, at=at, officer=who, act="failed_unlock", why=when, details={"tried": when})
    for what, count in mended:
        append(session, at=at, officer="", act="mend", details={"what": what, "count": count})
    query = select(AuditEntry.officer, AuditEntry.at).where(AuditEntry.act == "unlock")
    before = session.exec(query.order_by(col(AuditEntry.position).desc()).limit(1)).first()
    append(session, at=at, officer=officer, act="unlock", details={"clock": clock})
    if before and before[0] != officer and day(before[1]) == day(at):
        append(session, at=at, officer=officer, act="handover", subject=before[0])
