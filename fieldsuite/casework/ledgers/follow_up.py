"""核实处理工作台账: stops that nobody asked about for a year, by reason, and what was found out (四川规程 第32条)."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from fieldsuite.acts import FollowUp
from fieldsuite.casework.reports import kept
from fieldsuite.casework.reports.notices import STATUSES, first_unpaid
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.rules.lists import ledger_from
from fieldsuite.tables import Journal
from fieldsuite.words import say
from forms.death import BENEFITS

_BENEFIT = {choice.value: choice.zh for choice in BENEFITS}


def follow_up(office: Office, session: Session) -> Iterator[dict[str, str]]:
    """Give every benefit that has been stopped for a year or longer, and those that were followed up before that."""
    tracked: dict[str, list[tuple[str, FollowUp]]] = {}
    query = select(Journal).where(Journal.kind == "follow_up").order_by(col(Journal.position))
    for row in session.exec(query):
        said = FollowUp.model_validate(row.payload)
        tracked.setdefault(row.person_id, []).append((row.occurred_on.isoformat(), said))
    for facts in _stopped(office, session):
        for benefit in facts.benefits:
            standing = facts.standing(benefit, office.today())
            since = ledger_from(standing)
            notes = tracked.get(facts.person.id, [])
            if since is None or standing.stop_from is None or (since > office.today() and not notes):
                continue
            last = notes[-1][1] if notes else None
            yield {
                "name": facts.person.name,
                "id_no": facts.person.id_no,
                "benefit": _BENEFIT.get(benefit.benefit, benefit.benefit),
                "stop_reason": say(f"ledgers.stop_{standing.stop_reason}", "zh"),
                "stop_from": first_unpaid(standing),
                "since": since.isoformat(),
                "tracked": "；".join(
                    f"{on} {said.method} {said.spoke_with} {said.found}" for on, said in notes
                ),
                "heir": next((said.heir for _, said in reversed(notes) if said.heir), ""),
                "result": say(f"ledgers.result_{last.result}", "zh") if last else "",
            }


def _stopped(office: Office, session: Session) -> Iterable[Facts]:
    """Whoever may have a benefit that is stopped; at a desk its rows say who."""
    if office.config.kind == "province":
        return kept.standing_as(office, STATUSES["stop"])
    return gather(office, session).values()
