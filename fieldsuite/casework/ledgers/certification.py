"""资格认证台账 and the remarks of the household survey: every result, who found it, who checked it, its evidence."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from fieldsuite.acts import Loss, OverseasReview
from fieldsuite.facts import refused
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.records import TELLING, Verification, Visit, parse
from fieldsuite.tables import Benefit, Journal, Person
from fieldsuite.words import say
from forms.death import BENEFITS

MOST = 100
"""Characters of a remark (design page forms, 1.3)."""
ELIGIBLE_FORM, LOSS_FORM = "全民参保登记个人信息汇总表", "全民参保登记表"
"""Where a remark goes: staff write the first, guardians or agents the second (四川规程 第19条)."""
_BENEFIT = {choice.value: choice.zh for choice in BENEFITS}


def certification(office: Office, session: Session) -> Iterator[dict[str, str]]:
    """Give every visit, verification, form from abroad and report of a loss, oldest first; a returned one says so."""
    out = refused(session)
    reviews = _reviews(session)
    for row, person, benefits in told(session):
        payload = parse(row.kind, row.payload)
        if isinstance(payload, Verification) and not payload.passed and payload.verdict != "unclear":
            continue
        review = reviews.get(row.id)
        yield {
            "name": person.name,
            "id_no": person.id_no,
            "benefit": "、".join(_BENEFIT.get(one.benefit, one.benefit) for one in benefits),
            "method": method_of(payload),
            "on": row.occurred_on.isoformat(),
            "place": str(getattr(payload, "place", "") or getattr(payload, "form", {}).get("mission", "")),
            "result": f"退回：{result_of(payload)}" if row.id in out else result_of(payload),
            "evidence": " ".join(digest[:8].upper() for digest in row.evidence),
            "recorder": row.officer_name,
            "first": row.officer_name,
            "second": review.officer_name if review else "",
        }


def remarks(office: Office, session: Session) -> Iterator[dict[str, str]]:
    """Give the remark for each person's newest result, with the name and number to join it by."""
    out = refused(session)
    newest = {row.person_id: (row, person) for row, person, _ in told(session) if row.id not in out}
    for row, person in newest.values():
        payload = parse(row.kind, row.payload)
        if isinstance(payload, Verification) and not payload.passed:
            continue
        lost = lost_text(payload)
        yield {
            "name": person.name,
            "id_no": person.id_no,
            "form": LOSS_FORM if lost else ELIGIBLE_FORM,
            "remark": remark(row, payload),
        }


def remark(row: Journal, payload: Payload) -> str:
    """Write the remark: 资格认证：具备；2026-11-21；入户；经办 张某；证据 3F9A…, or 丧失资格：死亡；2026-03-02；
    监护人/代理人 李某(子).

    At most 100 characters.
    """
    if lost := lost_text(payload):
        teller = ""
        if isinstance(payload, Loss):
            by = f"({payload.reporter_relation})" if payload.reporter_relation else ""
            teller = f"；监护人/代理人 {payload.reporter_name}{by}"
        return f"丧失资格：{lost}{teller}"[:MOST]
    way = say(f"ledgers.method_{method_of(payload)}", "zh")
    evidence = f"；证据 {row.evidence[0][:8].upper()}" if row.evidence else ""
    return f"资格认证：具备；{row.occurred_on.isoformat()}；{way}；经办 {row.officer_name}{evidence}"[:MOST]


def lost_text(payload: Payload) -> str:
    """Give reason and time of a loss, or nothing: 死亡；2026-03-02."""
    if isinstance(payload, Visit) and not payload.alive and payload.status != "other":
        when = payload.death_on or payload.prison_on
        return f"{say(f'ledgers.lost_{payload.status}', 'zh')}；{when.isoformat() if when else payload.missing_reason}"
    if isinstance(payload, Loss):
        word = {"death": "dead"}.get(payload.what, payload.what)
        when_ = payload.lost_on.isoformat() if payload.lost_on else payload.about or payload.reason
        return f"{say(f'ledgers.lost_{word}', 'zh')}；{when_}"
    return ""


def told(session: Session) -> Iterator[tuple[Journal, Person, Sequence[Benefit]]]:
    """Give every record that tells whether somebody is alive, with the person and their benefits."""
    people = {row.id: row for row in session.exec(select(Person))}
    benefits: dict[str, list[Benefit]] = {}
    for one in session.exec(select(Benefit)):
        benefits.setdefault(one.person_id, []).append(one)
    query = (
        select(Journal)
        .where(col(Journal.kind).in_(TELLING))
        .where(col(Journal.status).in_(("own", "stored")))
    )
    for row in session.exec(query.order_by(col(Journal.occurred_on), col(Journal.position))):
        if row.person_id in people:
            yield row, people[row.person_id], benefits.get(row.person_id, [])


def method_of(payload: Payload) -> str:
    """Give the way of a record by the words of ``forms.ledgers.METHODS``."""
    if isinstance(payload, Visit):
        return payload.way
    if isinstance(payload, Verification | OverseasReview):
        return payload.method
    return "loss"


def result_of(payload: Payload) -> str:
    """Give the result in the words of the roster: 具备（健在-能自理）, 丧失（死亡；2026-03-02）, 待核实."""
    if lost := lost_text(payload):
        return f"丧失（{lost}）"
    if isinstance(payload, Visit):
        return (
            f"具备（{say(f'ledgers.{payload.status}', 'zh')}）"
            if payload.alive
            else f"待核实（{payload.other}）"
        )
    if isinstance(payload, Verification) and not payload.passed:
        return "待核实"
    return "具备"


def _reviews(session: Session) -> dict[str | None, Journal]:
    rows = session.exec(select(Journal).where(Journal.kind == "review").order_by(col(Journal.position)))
    return {row.about: row for row in rows}
