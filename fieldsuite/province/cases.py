"""The cases of the desk: records that wait for a clerk, with what a decision would change and what to look out for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, or_, select

from fieldsuite.facts import Facts, gather
from fieldsuite.matching.captures import is_capture
from fieldsuite.matching.judging import Judgements
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.automatic import needs_clerk
from fieldsuite.province.conduct import signs_of
from fieldsuite.province.known_records import parts
from fieldsuite.province.log_heads import every_break
from fieldsuite.province.matches import matches
from fieldsuite.province.open_cases import open_records
from fieldsuite.province.views import CaseRow
from fieldsuite.records import certifies, parse
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Decision, Journal

SUSPENDED = ("SUSPENDED", "STOPPED")


def cases(
    office: Office,
    *,
    bundle: str | None = None,
    which: str = "waiting",
    records: Collection[str] | None = None,
) -> tuple[CaseRow, ...]:
    """Give the cases of a bundle, of these records or of all; ``which``: waiting (undecided and held), decided, or all.

    What waits is found by the database; the others are everything that ever came.
    """
    office.require_province()
    with office.store.session() as session:
        of = [Journal.bundle == bundle] if bundle else []
        named = [None] if records is None else list(parts(records))
        rows = [
            row for some in named for row in _rows(
                session, which, *of, *([] if some is None else [col(Journal.id).in_(some)])
            )
        ]  # fmt: skip
        decisions = latest_decisions(session, [row.id for row in rows])
        chosen = [row for row in rows if _wanted(row, decisions.get(row.id), which)]
        people = sorted({row.person_id for row in chosen})
        facts = {key: one for some in parts(people) for key, one in gather(office, session, some).items()}
        reviews = _reviews(session, [row.id for row in chosen])
        alarms = _alarms(session, {row.person_id for row in chosen})
        logs = every_break(session, {row.bundle for row in chosen if row.bundle})
        signs = signs_of(office, session, chosen)
        compared = matches(session, [row.id for row in chosen if is_capture(row)])
        return tuple(
            _case(
                office,
                row,
                facts.get(row.person_id),
                reviews.get(row.id),
                decisions.get(row.id),
                [*signs.get(row.id, ()), *alarms.get(row.person_id, []), *_log_alarm(logs, row)],
                compared.get(row.id),
            )
            for row in chosen
        )


def _rows(session: Session, which: str, *more: Any) -> Iterable[Journal]:
    if which == "waiting":
        return open_records(session, *more)
    query = select(Journal).where(col(Journal.kind) != "review", *more).order_by(col(Journal.position))
    ended = ("rejected", "deferred", "undone")
    return (row for row in session.exec(query) if needs_clerk(row) or row.status in ended)


def latest_decisions(session: Session, records: Sequence[str] | None = None) -> dict[str, Decision]:
    """Give the decision that holds for each of these records, or of all."""
    query = select(Decision).order_by(col(Decision.position))
    if records is None:
        return {row.record_id: row for row in session.exec(query)}
    return {
        row.record_id: row
        for part in parts(records)
        for row in session.exec(query.where(col(Decision.record_id).in_(part)))
    }


def _wanted(row: Journal, decision: Decision | None, which: str) -> bool:
    open_ = row.status in ("stored", "conflict") and (decision is None or decision.status == "held")
    return which == "all" or open_ == (which == "waiting")


def _reviews(session: Session, records: Sequence[str]) -> dict[str, Journal]:
    """Give the last review of each of these records that has one."""
    reviews = select(Journal).where(Journal.kind == "review", Journal.status == "stored")
    return {
        row.about: row
        for part in parts(records)
        for row in session.exec(reviews.where(col(Journal.about).in_(part)).order_by(col(Journal.position)))
        if row.about
    }


def _alarms(session: Session, people: Collection[str]) -> dict[str, list[str]]:
    """Give for each of these people the reasons of the alarms that name them and that the desk has not settled.

    What an office says of its own alarm is shown as such: who made an entry twice could otherwise wave it through.
    """
    query = select(Journal).where(Journal.kind == "alarm", col(Journal.status).in_(("own", "stored")))
    found_rows = {
        row.id: row
        for part in parts(people)
        for row in session.exec(
            query.where(
                or_(col(Journal.person_id).in_(part), col(Journal.payload)["other"].as_string().in_(part))
            )
        )
    }
    rows = sorted(found_rows.values(), key=lambda row: row.position or 0)
    judgements = Judgements(
        session, {one for row in rows for one in (row.person_id, str(row.payload["other"]))}
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        said = judgements.of(row)
        if said is not None and said.finding == "two_people" and said.here:
            continue
        word = str(row.payload["reason"]) if said is None else f"judged_{said.finding}"
        for person in (row.person_id, str(row.payload["other"])):
            found.setdefault(person, []).append(word)
    return found


def _log_alarm(logs: Mapping[str, str], row: Journal) -> list[str]:
    word = logs.get(row.bundle or "")
    return [f"log_{word}"] if word else []


def _case(
    office: Office,
    row: Journal,
    facts: Facts | None,
    review: Journal | None,
    decision: Decision | None,
    alarms: Sequence[str] = (),
    match: Journal | None = None,
) -> CaseRow:
    """Show one case; of a capture that was compared, what came of it."""
    said = match.payload if match else row.payload
    # What was rejected may have no shape at all, and changes nothing.
    known = None if row.status == "rejected" else parse(row.kind, said)
    before, after = standings(office, row, facts, known) if facts and known else ([], [])
    return CaseRow(
        record_id=row.id,
        bundle=row.bundle or "",
        person_id=row.person_id,
        name=facts.person.name if facts else "",
        kind=row.kind,
        method=str(said.get("method") or row.kind),
        detail=str(said.get("verdict") or said.get("status") or ""),
        occurred_on=row.occurred_on,
        officer=row.officer_name,
        reviewed_by=review.officer_name if review else "",
        review_agrees=bool(review.payload.get("agree")) if review else None,
        status=decision.status if decision else ("waiting" if row.status == "stored" else row.status),
        flags=(*_flags(row, facts, review), *dict.fromkeys(alarms)),
        likeness=said["likeness"] / 10_000 if said.get("likeness") is not None else None,
        threshold=said["threshold"] / 10_000 if said.get("threshold") is not None else None,
        evidence=tuple(dict.fromkeys([*(match.evidence if match else ()), *row.evidence])),
        benefits=tuple(
            (name, now.status, now.deadline, then.deadline)
            for (name, now), (_, then) in zip(before, after, strict=True)
        ),
        back_pay=tuple(sorted({month for _, standing in after for month in standing.back_pay})),
        todo=decision.todo if decision else "",
        instead_of=str(row.payload.get("instead_of") or ""),
    )


Named = list[tuple[str, Standing]]


def standings(office: Office, row: Journal, facts: Facts, payload: Payload) -> tuple[Named, Named]:
    """Give each benefit's standing as it is, and as it would be with this record accepted for what ``payload`` says."""
    today = office.today()
    counts = certifies(payload, practice=office.config.practice)
    before = [(benefit.benefit, facts.standing(benefit, today)) for benefit in facts.benefits]
    if not counts:
        return before, before
    return before, [
        (benefit.benefit, facts.standing(benefit, today, also=row.occurred_on)) for benefit in facts.benefits
    ]


def _flags(row: Journal, facts: Facts | None, review: Journal | None) -> Iterator[str]:
    """Name what a clerk must look at before deciding; none of them decides by itself."""
    if review is None:
        yield "not_reviewed"
    if row.payload.get("instead_of"):
        yield "instead_of"
    if row.status == "conflict":
        yield "conflict"
    if row.code == "E_FORK":
        yield "fork"
    if row.code == "E_CLOCK":
        yield "clock"
    if row.code == "E_DUPLICATE_EVIDENCE":
        yield "duplicate_evidence"
    if facts and facts.person.site != row.site:
        yield "other_site"
    if row.payload.get("source") == "recording":
        yield "recording"
    if row.payload.get("late"):
        yield "late"
