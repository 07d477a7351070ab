"""撤销: a bundle, or decisions that were made together, taken back by two people; nothing is overwritten or deleted.

One clerk asks with a reason, another agrees; in the transaction of that agreement every record of the batch counts no
more, what followed from it is compensated (``undoing``), and decisions that say so wait for the next letter. The
receipt of the bundle stays what it was, and the bundle sent again gets it again.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.acts.rulings import Undo, UndoStep
from fieldsuite.databases.locks import hold_chain
from fieldsuite.decided import UNDONE
from fieldsuite.errors import OfficeError
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.province import list_files, undoing
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.local_times import local_at
from fieldsuite.province.stated import stated
from fieldsuite.province.undo_views import COLUMNS, Effect, UndoRow, row_of
from fieldsuite.tables import Decision, Journal, ReceivedBundle
from fieldsuite.words import say

LOOKED_AT, SHOWN = 2000, 50
"""Newest decisions that are read for the list of batches, and batches that are shown."""
SHORTEST = 8
"""Characters of an id that name a bundle, a batch or a record."""


def look(office: Office, target: str) -> Effect:
    """Say what taking a bundle or a batch of decisions back would change; nothing is. Raises as ``ask``."""
    office.require_province()
    with office.store.session() as session:
        return undoing.effect(session, _asked(session, target, "-"))


def ask(office: Office, target: str, reason: str) -> str:
    """Ask that a bundle or a batch of decisions be taken back; the asker is the first of two. Gives the record.

    ``target`` is the id of a bundle or of a batch, or at least eight characters of its beginning. Raises OfficeError
    ``rulings.nothing_to_undo`` E_NOT_FOUND, ``rulings.undone_already``, ``rulings.undo_waits``, ``desk.said_missing``.
    """
    office.require_province()
    said = stated(reason)
    with office.store.session() as session:
        hold_chain(session, "journal")
        asked = _asked(session, target, said)
        for row in _rows(session):
            state = _state(session, row)
            if row.payload["target"] == asked.target and state != "returned":
                raise OfficeError(
                    "rulings.undone_already" if state == "done" else "rulings.undo_waits", code="E_RULE",
                    record=row.id[:8],
                )  # fmt: skip
        return append(office, session, asked, "", office.today()).id


def step(office: Office, record_id: str, *, agree: bool, reason: str = "") -> Effect:
    """Agree as the second person, which takes the batch back, or return what was asked. Gives what was changed.

    Raises OfficeError ``rulings.no_undo`` E_NOT_FOUND, ``rulings.undo_closed``, E_SAMEPERSON for the first person,
    ``desk.said_missing`` for a return without a reason.
    """
    office.require_province()
    with office.store.session() as session:
        hold_chain(session, "journal")
        row = _find(session, record_id)
        if _state(session, row) != "open":
            raise OfficeError("rulings.undo_closed", code="E_RULE", record=row.id[:8])
        if agree and row.officer in (office.officer.id, office.officer.person):
            raise OfficeError("rulings.undo_same_person", code="E_SAMEPERSON")
        said = stated(reason) if not agree or reason else ""
        payload = UndoStep(of=row.id, of_digest=row.digest, agree=agree, reason=said)
        made = append(office, session, payload, "", office.today())
        asked = Undo.model_validate(row.payload)
        return undoing.carry_out(office, session, asked, made) if agree else undoing.effect(session, asked)


def undos(office: Office, *, which: str = "all") -> tuple[UndoRow, ...]:
    """Give what was asked to be taken back, the newest first; ``which`` is open, done, returned or all."""
    office.require_province()
    with office.store.session() as session:
        rows = [
            row_of(row, _steps(session, row.id), undoing.about(office, session, row))
            for row in _rows(session)
        ]
    return tuple(one for one in rows if which in ("all", one.state))


def batches(office: Office) -> tuple[UndoRow, ...]:
    """Give the newest batches of decisions of which nobody has asked anything yet, as rows without a request."""
    office.require_province()
    with office.store.session() as session:
        asked = {str(row.payload["target"]) for row in _rows(session) if _state(session, row) != "returned"}
        found: dict[str, list[Decision]] = {}
        query = select(Decision).where(Decision.batch != "", Decision.code != UNDONE)
        for row in session.exec(query.order_by(col(Decision.position).desc()).limit(LOOKED_AT)):
            found.setdefault(row.batch, []).append(row)
        signed = [some[0].signed for some in found.values()]
        names = dict(
            session.exec(select(Journal.id, Journal.officer_name).where(col(Journal.id).in_(signed))).all()
        )
    return tuple(
        UndoRow("", "decisions", batch, some[0].status, len(some), some[0].todo,
                local_at(office, some[0].decided_at), names.get(some[0].signed, ""), "", "open", "")
        for batch, some in found.items()
        if batch not in asked
    )[:SHOWN]  # fmt: skip


def undone_bundles(session: Session) -> dict[str, Literal["open", "done"]]:
    """Give the bundles that were taken back, and those of which that was asked."""
    found: dict[str, Literal["open", "done"]] = {}
    for row in _rows(session):
        state = _state(session, row)
        if row.payload["what"] == "bundle" and state != "returned":
            found[str(row.payload["target"])] = "done" if state == "done" else "open"
    return found


def _asked(session: Session, target: str, reason: str) -> Undo:
    if len(target) < SHORTEST:
        raise OfficeError("rulings.nothing_to_undo", code="E_NOT_FOUND", target=target)
    begins = col(ReceivedBundle.bundle).startswith(target, autoescape=True)
    bundles = session.exec(
        select(ReceivedBundle).where(begins, ReceivedBundle.result == "imported").limit(2)
    ).all()
    batches = session.exec(
        select(Decision.batch)
        .where(col(Decision.batch).startswith(target, autoescape=True))
        .distinct()
        .limit(2)
    ).all()
    if len(bundles) + len(batches) != 1:
        raise OfficeError("rulings.nothing_to_undo", code="E_NOT_FOUND", target=target)
    if bundles:
        count = len(undoing.records_of(session, "bundle", bundles[0].bundle))
        return Undo(
            what="bundle", target=bundles[0].bundle, digest=bundles[0].digest, records=count, reason=reason
        )
    made = undoing.decisions_of(session, batches[0])
    if not made:
        raise OfficeError("rulings.nothing_to_undo", code="E_NOT_FOUND", target=target)
    return Undo(
        what="decisions", target=batches[0], digest=_digest(session, made), records=len(made), reason=reason
    )


def _digest(session: Session, decisions: Sequence[Decision]) -> str:
    signed = [row.signed for row in decisions]
    found = dict(session.exec(select(Journal.id, Journal.digest).where(col(Journal.id).in_(signed))).all())
    return hashlib.sha256("".join(found[one] for one in signed).encode("ascii")).hexdigest()


def _rows(session: Session) -> list[Journal]:
    query = select(Journal).where(Journal.kind == "undo", Journal.status == "own")
    return list(session.exec(query.order_by(col(Journal.position).desc())))


def _steps(session: Session, record_id: str) -> list[Journal]:
    query = select(Journal).where(Journal.kind == "undo_step", Journal.about == record_id)
    return list(session.exec(query.order_by(col(Journal.position))))


def _state(session: Session, row: Journal) -> Literal["open", "done", "returned"]:
    steps = _steps(session, row.id)
    return "open" if not steps else "done" if steps[-1].payload["agree"] else "returned"


def _find(session: Session, record_id: str) -> Journal:
    begins = col(Journal.id).startswith(record_id, autoescape=True)
    found = session.exec(select(Journal).where(Journal.kind == "undo", begins).limit(2)).all()
    if len(record_id) < SHORTEST or len(found) != 1:
        raise OfficeError("rulings.no_undo", code="E_NOT_FOUND", record=record_id)
    return found[0]


def write(office: Office, out: Path, rows: Sequence[UndoRow]) -> ListFile:
    """Write the list as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    texts = {
        "what": lambda row: say(f"rulings.undo_of_{row.what}", "zh"),
        "state": lambda row: say(f"rulings.undos_{row.state}", "zh"),
    }
    return list_files.write(office, out, "撤销清单", COLUMNS, rows, texts)
