"""Where applications (恢复, 补发, 注销) stand, found without reading those that were done with years ago."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from fieldsuite.province.approval_views import outcome
from fieldsuite.province.known_records import TOGETHER
from fieldsuite.tables import Journal


def steps_of(session: Session, records: Sequence[str]) -> defaultdict[str, list[Journal]]:
    """Give the steps that were taken of each of these applications, in their order; at most as many as one query asks
    for.
    """
    query = select(Journal).where(Journal.kind == "approval_step", col(Journal.about).in_(records))
    found: defaultdict[str, list[Journal]] = defaultdict(list)
    for row in session.exec(query.order_by(col(Journal.position))):
        found[row.about or ""].append(row)
    return found


def in_state(session: Session, which: str) -> Iterator[list[str]]:
    """Give the applications that are open, done, returned, or all, the oldest first, a part at a time.

    Of every other one only what it asked for and who agreed is read.
    """
    agreed: defaultdict[str | None, list[bool]] = defaultdict(list)
    said = select(Journal.about, Journal.payload).where(Journal.kind == "approval_step")
    for about, payload in session.exec(said.execution_options(yield_per=TOGETHER)):
        agreed[about].append(payload["agree"])
    asked = (
        select(Journal.id, Journal.payload)
        .where(Journal.kind == "application")
        .order_by(col(Journal.position))
    )
    ids = [
        record
        for record, payload in session.exec(asked.execution_options(yield_per=TOGETHER))
        if which in ("all", outcome(payload["what"], agreed[record]))
    ]
    for at in range(0, len(ids), TOGETHER):
        yield ids[at : at + TOGETHER]
