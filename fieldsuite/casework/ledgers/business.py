"""业务台账: every verification of every list, until when, how often tried, what was found, in which bundle it went."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.casework.ledgers.certification import method_of, result_of
from fieldsuite.facts import refused
from fieldsuite.office import Office
from fieldsuite.records import TELLING, Verification, parse
from fieldsuite.rules.lists import verification_due
from fieldsuite.tables import Assignment, Journal, OutBundle, Person, TaskList
from fieldsuite.words import say

TRIED = ("contact", "attempt")


def business(office: Office, session: Session) -> Iterator[dict[str, str]]:
    """Give every verification, by list; the same person on a newer list is a row of its own only after an answer."""
    out = refused(session)
    bundles = {row.bundle: row for row in session.exec(select(OutBundle))}
    records: dict[str, list[Journal]] = {}
    wanted = (*TELLING, *TRIED)
    for row in session.exec(
        select(Journal).where(col(Journal.kind).in_(wanted)).order_by(col(Journal.position))
    ):
        if row.id not in out:
            records.setdefault(row.person_id, []).append(row)
    seen: dict[str, date | None] = {}
    query = select(Assignment, TaskList).where(Assignment.list_id == TaskList.id, Assignment.kind == "verify")
    for task, listed in session.exec(query.order_by(col(TaskList.seq))):
        person = session.get(Person, task.person_id)
        open_since = seen.get(task.person_id, date.min)
        if person is None or open_since is None:
            continue  # the newer list only repeats what is still open
        mine = [row for row in records.get(task.person_id, []) if row.occurred_on >= listed.received_on]
        answer = next((row for row in mine if _answers(row)), None)
        seen[task.person_id] = answer.occurred_on if answer else None
        yield {
            "batch": f"{listed.seq}-{listed.id[:8]}",
            "received": listed.received_on.isoformat(),
            "due": verification_due(listed.received_on).isoformat(),
            "name": person.name,
            "id_no": person.id_no,
            "contacts": _contacts(mine, answer),
            "reason": task.reason,
            **_answered(answer, bundles, office.today(), listed.received_on),
        }


def _answers(row: Journal) -> bool:
    payload = parse(row.kind, row.payload)
    return row.kind in TELLING and not (isinstance(payload, Verification) and not payload.passed)


def _contacts(rows: Sequence[Journal], answer: Journal | None) -> str:
    """Count the attempts by method: 电话2 上门1."""
    before = [
        row for row in rows if row.kind in TRIED and (answer is None or row.occurred_on <= answer.occurred_on)
    ]
    counted = Counter(str(row.payload.get("method", "door")) for row in before)
    return " ".join(f"{say(f'ledgers.contact_{method}', 'zh')}{count}" for method, count in counted.items())


def _answered(
    answer: Journal | None, bundles: dict[str, OutBundle], today: date, received: date
) -> dict[str, str]:
    if answer is None:
        late = today > verification_due(received)
        return {"result": "逾期未核实" if late else "核实中"}
    payload = parse(answer.kind, answer.payload)
    bundle = bundles.get(answer.bundle or "")
    after = "（逾期）" if answer.occurred_on > verification_due(received) else ""
    return {
        "method": method_of(payload),
        "result": result_of(payload) + after,
        "verified_on": answer.occurred_on.isoformat(),
        "officer": answer.officer_name,
        "sent_on": bundle.exported_at[:10] if bundle else "",
        "bundle": bundle.bundle[:8] if bundle else "",
    }
