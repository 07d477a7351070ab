"""Appends to the log, and reads it."""

import secrets
from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, select

from fieldsuite.audit.chain import START, closed_part, link
from fieldsuite.databases.locks import hold_chain
from fieldsuite.tables import AuditEntry
from fieldsuite.tidy import tidy

LONGEST_WHY = 500
"""Characters of a reason that are kept, as in a record."""


def append(
    session: Session,
    *,
    at: str,
    officer: str,
    act: str,
    subject: str = "",
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Add an entry; it is there when the session commits, or not at all.

    Details hold text, whole numbers, true, false, null, lists and objects. Nobody else writes before this transaction
    ends: a log that forks could not be told from one that was altered.
    """
    position, prev = _last(session)
    said: dict[str, object] = tidy(dict(details or {}))
    about, reason, salt = str(tidy(subject)), str(tidy(why))[:LONGEST_WHY], secrets.token_hex(16)
    closed = closed_part(salt, about, reason, said)
    entry = AuditEntry(
        position=position + 1, at=at, officer=officer, act=act, subject=about, why=reason, details=said, salt=salt,
        closed=closed, chain=link(prev, position + 1, at, officer, act, closed),
    )  # fmt: skip
    session.add(entry)
    session.info["audit"] = (entry.position, entry.chain)
    return entry


def head(session: Session) -> tuple[int, str]:
    """Give how many entries there are and the chain value of the last one."""
    known: tuple[int, str] | None = session.info.get("audit")
    if known is not None:
        return known
    last = session.exec(
        select(AuditEntry.position, AuditEntry.chain).order_by(col(AuditEntry.position).desc()).limit(1)
    ).first()
    return (last[0], last[1]) if last else (0, START)


def entries(
    session: Session, *, act: str = "", officer: str = "", since: str = "", until: str = "", subject: str = ""
) -> Iterator[AuditEntry]:
    """Give the entries in their order, those that fit; instants are compared as text, ``until`` is left out."""
    query = select(AuditEntry).order_by(col(AuditEntry.position))
    for column, wanted in (
        (AuditEntry.act, act), (AuditEntry.officer, officer), (AuditEntry.subject, subject)
    ):  # fmt: skip
        if wanted:
            query = query.where(column == wanted)
    if since:
        query = query.where(AuditEntry.at >= since)
    if until:
        query = query.where(AuditEntry.at < until)
    yield from session.exec(query.execution_options(yield_per=1000))


def _last(session: Session) -> tuple[int, str]:
    if "audit" not in session.info:
        hold_chain(session, "audit")
    return head(session)
